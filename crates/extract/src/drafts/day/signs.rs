//! What speaks for a day's being that of the act that a report is about.

use dateline_core::{DatePrecision, TimeFrame};

use super::is_told_first;
use crate::drafts::dating::tells_when;
use crate::drafts::headline::headline_sentences;
use crate::drafts::occurrence::{has_clock, is_of_occurrence};
use crate::drafts::{Draft, Reading};
use crate::events::{Event, Reality};
use crate::setting::aftermath::{is_of_any_aftermath, is_of_other_act};
use crate::setting::{Dated, date_of, is_time_of_speech};
use crate::signs::{coarse, word_sign};
use crate::syntax::{Syntax, TokenId};

/// The incidents of a report, and the one that it is about.
pub(super) struct Told<'r, 'a> {
    pub(super) act: &'r Draft<'a>,
    drafts: &'r [Draft<'a>],
    /// Sentences in which the act is told.
    sentences: Vec<usize>,
    /// First and last day that the report names.
    earliest: Option<jiff::civil::Date>,
    latest: Option<jiff::civil::Date>,
    /// How many days it names.
    days: usize,
}

impl<'r, 'a> Told<'r, 'a> {
    /// None where nothing is news.
    pub(super) fn of(reading: &Reading<'_>, drafts: &'r [Draft<'a>]) -> Option<Self> {
        let act = drafts.iter().find(|draft| is_told_first(draft))?;
        let days = || reading.dates.iter().filter_map(day_of);
        Some(Self {
            act,
            drafts,
            sentences: act.sentences(reading),
            earliest: days().min(),
            latest: days().max(),
            days: days().count(),
        })
    }
}

fn day_of(date: &Dated) -> Option<jiff::civil::Date> {
    let is_day = date.value.precision == DatePrecision::Day;
    date.value.earliest.filter(|_| is_day)
}

/// All have the sign `ANY`. How long before the publication a day lies is none: it differs from publisher to publisher.
pub(super) fn signs(reading: &Reading<'_>, told: &Told<'_, '_>, date: &Dated) -> Vec<String> {
    let mut signs = vec!["ANY".to_owned()];
    signs.extend(worded(&date.value.words));
    signs.extend(placed(reading, told, date));
    signs.extend(governed(reading.syntax, date));
    signs.extend(surrounded(reading.syntax, date));
    signs.extend(beside_act(reading, told, date));
    signs
}

/// Words of a date that tell what it is a day of.
const DATE_WORDS: [&str; 17] = [
    "night",
    "morning",
    "evening",
    "afternoon",
    "ago",
    "last",
    "earlier",
    "later",
    "after",
    "today",
    "yesterday",
    "week",
    "month",
    "year",
    "weekend",
    "since",
    "between",
];

fn worded(words: &str) -> Vec<String> {
    let words = words.to_lowercase();
    let shape = match () {
        () if words.contains(|c: char| c.is_ascii_digit()) => "number",
        () if words.contains("day") => "weekday",
        () => "other",
    };
    let parts = DATE_WORDS.iter().filter(|part| words.contains(**part));
    let told = parts.map(|part| format!("date word {part}"));
    told.chain([format!("shape {shape}")]).collect()
}

/// Where it stands among the report's days and sentences, and what the rules make of it.
fn placed(reading: &Reading<'_>, told: &Told<'_, '_>, date: &Dated) -> Vec<String> {
    let syntax = reading.syntax;
    let chosen_by = |draft: &Draft<'_>| draft.dates.iter().any(|one| one.span == date.span);
    let history = told
        .drafts
        .iter()
        .any(|draft| draft.time_frame == TimeFrame::Background && chosen_by(draft));
    let day = day_of(date);
    let facts = [
        ("clock", has_clock(reading, date)),
        ("headline", date.sentence < headline_sentences(reading)),
        ("tells not when", !tells_when(reading, date.token)),
        ("aftermath", is_of_any_aftermath(syntax, date.token)),
        ("occurrence", is_of_occurrence(syntax, date)),
        ("sentence of act", told.sentences.contains(&date.sentence)),
        ("chosen", chosen_by(told.act)),
        ("of history", history),
        ("earliest", day.is_some() && day == told.earliest),
        ("latest", day.is_some() && day == told.latest),
        ("only", told.days == 1),
    ];
    let holds = facts.into_iter().filter(|&(_, holds)| holds);
    let mut signs: Vec<String> = holds.map(|(sign, _)| sign.to_owned()).collect();
    signs.push(format!("precision {:?}", date.value.precision));
    signs.push(format!("sentence {}", coarse(date.sentence as isize)));
    signs
}

/// The words that it hangs on.
fn governed(syntax: &Syntax<'_>, date: &Dated) -> Vec<String> {
    let head = syntax.head(date.token);
    let mut signs = vec![
        format!("relation {}", syntax.deprel(date.token)),
        format!("governor {}", sign(syntax, head)),
    ];
    if let Some(head) = head {
        signs.push(format!("governor {}", syntax.upos(head)));
        signs.push(format!("above {}", sign(syntax, syntax.head(head))));
        let subjects = syntax
            .children(head)
            .iter()
            .filter(|&&id| syntax.deprel(id).starts_with("nsubj"));
        signs.extend(subjects.map(|&id| format!("subject {}", sign(syntax, Some(id)))));
    }
    signs
}

/// The words before and behind it in its sentence.
fn surrounded(syntax: &Syntax<'_>, date: &Dated) -> Vec<String> {
    const REACH: usize = 4;
    let tokens = syntax.tokens_in(date.span);
    let sentence = syntax.sentence_tokens(date.sentence);
    let before = tokens.start.saturating_sub(REACH).max(sentence.start)..tokens.start;
    let behind = tokens.end..(tokens.end + REACH).min(sentence.end);
    let mut signs = vec![
        format!("just before {}", sign(syntax, before.clone().next_back())),
        format!("just behind {}", sign(syntax, behind.clone().next())),
    ];
    signs.extend(before.map(|id| format!("before {}", sign(syntax, Some(id)))));
    signs.extend(behind.map(|id| format!("behind {}", sign(syntax, Some(id)))));
    signs
}

/// A word as a sign: names and numbers are all alike, for what happened where and when must not tell.
fn sign<'s>(syntax: &'s Syntax<'_>, at: Option<TokenId>) -> &'s str {
    match at {
        Some(id) if syntax.upos(id) == "NUM" => "NUMBER",
        _ => word_sign(syntax, at),
    }
}

/// The act nearest to it in its sentence.
fn beside_act(reading: &Reading<'_>, told: &Told<'_, '_>, date: &Dated) -> Vec<String> {
    let syntax = reading.syntax;
    let far = |event: &Event| syntax.distance(date.token, event.trigger.token);
    let nearest = reading
        .events
        .iter()
        .enumerate()
        .filter(|(_, event)| event.sentence == date.sentence)
        .min_by_key(|(_, event)| far(event));
    let Some((at, event)) = nearest else {
        return vec!["no act".to_owned()];
    };
    let act = event.trigger.token;
    let kind = event.trigger.sense.incident_type;
    let kind = kind.map_or("harm".to_owned(), |kind| kind.to_string());
    let home = told.drafts.iter().find(|draft| draft.events.contains(&at));
    let frame = home.map_or("none".to_owned(), |draft| draft.time_frame.to_string());
    let dated = date_of(syntax, reading.dates, reading.said, act);
    let facts = [
        ("act unreal", event.reality == Reality::Unreal),
        (
            "speech",
            is_time_of_speech(syntax, reading.said, date.token, act),
        ),
        ("other act", is_of_other_act(syntax, date.token, act)),
        ("its act", told.act.events.contains(&at)),
        ("dates act", dated.is_some_and(|one| one.span == date.span)),
    ];
    let holds = facts.into_iter().filter(|&(_, holds)| holds);
    let mut signs: Vec<String> = holds.map(|(sign, _)| sign.to_owned()).collect();
    let far = coarse(far(event) as isize);
    signs.extend([
        format!("act {kind}"),
        format!("act at {far}"),
        format!("act {kind} at {far}"),
        format!("act frame {frame}"),
    ]);
    signs
}
