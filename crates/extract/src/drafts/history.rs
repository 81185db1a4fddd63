//! Whether an act is news or history told beside it (codebook section 2), where its day and the set phrases of `telling` do not say so:
//! how its day is told, where in the report it stands and the words of its sentences, weighed with `data/history.tsv` (made by
//! `training/history.py`).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dateline_core::{DatePrecision, TimeFrame};
use jiff::civil::Date;

use super::headline::headline_sentences;
use super::{Draft, Reading};
use crate::setting::Dated;
use crate::signs::Weights;
use crate::table::rows;

/// Log odds from which on an act is history: likelier than news.
const HISTORY: f32 = 0.0;

/// How much each sign speaks for history; every incident has the sign `ANY`.
static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::of(include_str!("../../../../data/history.tsv")));

/// Ways of telling a day, with their words; the first that fits counts.
static STYLES: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    rows(include_str!("../../../../data/date_styles.tsv"))
        .map(|row| (row[0], row[1].split('|').collect()))
        .collect()
});

/// What speaks for one incident being history: what `training/history.py` learns from.
pub struct HistorySigns {
    /// Its number in the document.
    pub incident: usize,
    /// In the whole report.
    pub signs: Vec<String>,
}

/// Of each incident of a document what speaks for its being history.
pub(crate) fn history_signs(reading: &Reading<'_>, drafts: &[Draft<'_>]) -> Vec<HistorySigns> {
    let of = |incident| HistorySigns {
        incident,
        signs: signs(reading, drafts, incident),
    };
    (0..drafts.len()).map(of).collect()
}

/// Marks as history what is likelier history than news; what its day made history stays so. The first of several incidents is what
/// the report is there to tell.
pub(super) fn tell_history(reading: &Reading<'_>, drafts: &mut [Draft<'_>]) {
    let is_history = |id| {
        if id == 0 && drafts.len() > 1 || is_fresh(reading, &drafts[id]) {
            return false;
        }
        let signs = signs(reading, drafts, id);
        WEIGHTS.weigh(&signs) > HISTORY
    };
    let history: Vec<bool> = (0..drafts.len()).map(is_history).collect();
    for (draft, _) in drafts.iter_mut().zip(history).filter(|(_, told)| *told) {
        draft.time_frame = TimeFrame::Background;
    }
}

/// Days before the published one within which what happened is news, whatever its words.
const FRESH: i32 = 7;

fn is_fresh(reading: &Reading<'_>, draft: &Draft<'_>) -> bool {
    let published = reading.document.published_day();
    let is_near = |date: &&Dated| {
        let days = published.zip(date.value.latest);
        date.value.precision == DatePrecision::Day
            && days.is_some_and(|(published, latest)| (published - latest).get_days() <= FRESH)
    };
    draft.dates.iter().any(is_near)
}

fn signs(reading: &Reading<'_>, drafts: &[Draft<'_>], id: usize) -> Vec<String> {
    let draft = &drafts[id];
    let mut signs = vec!["ANY".to_owned(), format!("type {}", draft.incident_type)];
    signs.extend(days(reading, drafts, id));
    signs.extend(position(reading, drafts, id));
    signs.extend(words(reading, draft));
    signs
}

/// How its days are told, how old they are, and how those of the other incidents are told.
fn days(reading: &Reading<'_>, drafts: &[Draft<'_>], id: usize) -> Vec<String> {
    let others = || {
        let drafts = drafts.iter().enumerate();
        drafts
            .filter(|&(other, _)| other != id)
            .flat_map(|(_, draft)| &draft.dates)
    };
    let has_near = others().any(|date| style(date) == "near");
    let mut styles: BTreeSet<String> = drafts[id].dates.iter().map(|date| style(date)).collect();
    if styles.is_empty() {
        styles.insert("none".to_owned());
    }
    let told = styles.iter().flat_map(|style| {
        [
            format!("day {style}"),
            format!("day {style} others near {has_near}"),
        ]
    });
    let mut signs: Vec<String> = told.collect();
    let latest = |date: &&Dated| date.value.latest;
    let own = drafts[id].dates.iter().filter_map(latest).max();
    let age = |later: Option<Date>| Some((later? - own?).get_days());
    signs.push(match age(reading.document.published_day()) {
        Some(days) => format!("age {}", step(days, &[1, 4, 8, 15, 22])),
        None => "age unknown".to_owned(),
    });
    if let Some(days) = age(others().filter_map(latest).max()) {
        signs.push(format!("older than others {}", step(days, &[1, 3, 8, 22])));
    }
    signs
}

/// In what way the words of a date tell the day.
fn style(date: &Dated) -> String {
    let words = date.value.words.to_lowercase();
    let words: Vec<&str> = words
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| if is_year(word) { "####" } else { word })
        .collect();
    let fits = |forms: &[&str]| forms.iter().any(|form| words.contains(form));
    let style = STYLES.iter().find(|(_, forms)| fits(forms));
    let has_number = words
        .iter()
        .any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    match style.map_or("other", |(style, _)| style) {
        "month" if has_number => "day of month".to_owned(),
        style => style.to_owned(),
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.chars().all(|digit| digit.is_ascii_digit())
}

/// Where in the report it is told, how much of the report tells of it, and how much of the report tells of acts at all.
fn position(reading: &Reading<'_>, drafts: &[Draft<'_>], id: usize) -> Vec<String> {
    let draft = &drafts[id];
    let sentence = |&at: &usize| reading.events[at].sentence;
    let headline = headline_sentences(reading);
    let first = draft.events.iter().map(sentence).min();
    let first = first.map(|first| first as i32 - headline as i32);
    let acts: usize = drafts.iter().map(|draft| draft.events.len()).sum();
    let mut all = drafts.iter().flat_map(|draft| &draft.events);
    let is_headed = all.any(|at| sentence(at) < headline);
    let hundredth = 100 * acts / reading.syntax.sentence_count().max(1);
    let mut signs = vec![
        match first {
            Some(first) => format!("first {}", step(first, &[0, 1, 2, 4, 7, 12, 20])),
            None => "first unknown".to_owned(),
        },
        format!("order {} of {}", id.min(2), drafts.len().min(3)),
        format!("acts {}", draft.events.len().min(4)),
        format!("headline {} acts {is_headed}", headline > 0),
        format!("density {}", step(hundredth as i32, &[10, 20, 40, 70, 100])),
    ];
    let names = |at: &&usize| reading.events[**at].trigger.sense.rank > 0;
    let naming = draft.events.iter().find(names).or(draft.events.first());
    signs.extend(naming.map(|&at| {
        let token = reading.events[at].trigger.token;
        format!("named {}", reading.syntax.upos(token))
    }));
    signs
}

/// The words of its sentences but names.
fn words(reading: &Reading<'_>, draft: &Draft<'_>) -> BTreeSet<String> {
    let syntax = reading.syntax;
    let sentences = draft.sentences(reading).into_iter();
    let tokens = sentences.flat_map(|sentence| syntax.sentence_tokens(sentence));
    tokens
        .filter(|&id| syntax.upos(id) != "PROPN")
        .map(|id| syntax.word(id))
        .filter(|word| word.starts_with(char::is_alphabetic))
        .map(|word| format!("word {word}"))
        .collect()
}

/// How many of some bounds a number reaches.
fn step(number: i32, bounds: &[i32]) -> usize {
    bounds.iter().filter(|&&bound| number >= bound).count()
}
