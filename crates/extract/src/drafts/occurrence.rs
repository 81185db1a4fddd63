//! The day of an act that is told without one, from what the report says of it further on.

use std::sync::LazyLock;

use dateline_core::{DatePrecision, IncidentType, Span, TimeFrame};
use regex::Regex;

use super::dating::{holds, is_followed_up, is_news, tells_when};
use super::{Draft, Reading};
use crate::setting::Dated;
use crate::setting::aftermath::{Class, is_of, is_of_death_after};
use crate::syntax::{Syntax, TokenId};

/// How many sentences behind an undated incident its day is looked for in what "the incident" did.
const FAR: usize = 12;

/// Gives the only current incident of a report beside the arrests over it, where it has no day, that of "the incident happened on
/// Saturday", "police were called on Saturday" or, failing these, "about 10 p.m. Saturday" further on.
pub(super) fn borrow_occurrence<'a>(reading: &'a Reading<'a>, drafts: &mut [Draft<'a>]) {
    let Some(only) = only_current(drafts) else {
        return;
    };
    let draft = &mut drafts[only];
    let is_day = |date: &&Dated| date.value.precision == DatePrecision::Day;
    if draft.dates.iter().any(&is_day) || draft.part_of.is_some() {
        return;
    }
    let is_late = is_followed_up(reading, draft);
    let near = draft.first_sentence..draft.first_sentence + FAR;
    let fits = |date: &&Dated| {
        let is_recent = is_news(reading, date) || is_late && is_day(date);
        near.contains(&date.sentence)
            && tells_when(reading, date.token)
            && match draft.dates.is_empty() {
                true => is_recent,
                false => is_day(date) && draft.dates.iter().all(|told| holds(told, date)),
            }
    };
    let dates = || reading.dates.iter().filter(fits);
    let found = dates()
        .find(|date| is_of_occurrence(reading.syntax, date))
        .or_else(|| dates().find(|date| has_clock(reading, date)));
    draft.dates.extend(found);
}

/// Gives an incident that no other day is told of the day on which those died who were killed in it.
pub(super) fn date_by_death<'a>(reading: &'a Reading<'a>, drafts: &mut [Draft<'a>]) {
    let undated = drafts.iter_mut().filter(|draft| draft.dates.is_empty());
    for draft in undated {
        let own = draft.sentences(reading);
        let found = reading.dates.iter().find(|date| {
            own.contains(&date.sentence)
                && is_news(reading, date)
                && is_of_death_after(reading.syntax, date.token)
        });
        draft.dates.extend(found);
    }
}

/// The current incident that no other is told beside, but arrests and releases.
fn only_current(drafts: &[Draft<'_>]) -> Option<usize> {
    let is_later = |draft: &Draft<'_>| {
        matches!(
            draft.incident_type,
            IncidentType::Arrest | IncidentType::Release
        )
    };
    let current = |id: &usize| drafts[*id].time_frame == TimeFrame::Current;
    let all: Vec<usize> = (0..drafts.len()).filter(current).collect();
    let acts: Vec<usize> = all
        .iter()
        .copied()
        .filter(|&id| !is_later(&drafts[id]))
        .collect();
    match (acts.as_slice(), all.as_slice()) {
        (&[only], _) | (&[], &[only]) => Some(only),
        _ => None,
    }
}

/// "The incident occurred Saturday", "It happened about 11 p.m. on 8 August", "It was 1 November", "Saturday's attack", "deputies were
/// called on Saturday".
pub(super) fn is_of_occurrence(syntax: &Syntax<'_>, date: &Dated) -> bool {
    // "the afternoon of 10 May", "11 p.m. Sunday".
    let is_hour = |id: TokenId| {
        const HOURS: [&str; 9] = [
            "a",
            "p",
            "m",
            "noon",
            "midnight",
            "morning",
            "afternoon",
            "evening",
            "night",
        ];
        syntax.upos(id) == "NUM" || HOURS.contains(&syntax.word(id))
    };
    let told_of = |governor: TokenId| {
        let mut below = syntax.children(governor).iter();
        below.any(|&id| is_subject(syntax, id))
    };
    let mut above = syntax.ancestors(date.token).skip(1);
    match above.find(|&id| !is_hour(id)) {
        None => told_of(date.token),
        Some(governor) => {
            let word = syntax.word(governor);
            (is_of(word, Class::Occurs) || word == "took") && told_of(governor)
                || is_of(word, Class::Act) && date.token < governor
                || is_of(word, Class::Scene)
        }
    }
}

/// Whether a word is what something is told of, and names an act told before.
fn is_subject(syntax: &Syntax<'_>, id: TokenId) -> bool {
    let names_act = || syntax.word(id) == "it" || is_of(syntax.word(id), Class::Act);
    (syntax.deprel(id).starts_with("nsubj") || syntax.deprel(id) == "expl") && names_act()
}

/// "1:38 a.m.", "noon".
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:\d{1,2}(?::\d{2})?\s?[ap]\.?m\b|noon\b|midnight\b)")
        .expect("a valid pattern")
});

/// "at 1:38 a.m. Wednesday", "Friday around noon": news tells the hour of little but the act.
pub(super) fn has_clock(reading: &Reading<'_>, date: &Dated) -> bool {
    const REACH: TokenId = 7;
    let syntax = reading.syntax;
    let sentence = syntax.sentence_tokens(date.sentence);
    let tokens = syntax.tokens_in(date.span);
    let first = tokens.start.saturating_sub(REACH).max(sentence.start);
    let last = (tokens.end + REACH).min(sentence.end) - 1;
    let around = Span::new(syntax.span(first).start, syntax.span(last).end);
    date.value.precision == DatePrecision::Day && tells_clock(reading.document.text.slice(around))
}

pub(super) fn tells_clock(text: &str) -> bool {
    CLOCK.is_match(text)
}

/// Gives the undated act over which somebody is tried, charged or mourned the only day that acts of its kind told as history have:
/// "was found guilty of the shooting ... The two were shot on 13 March".
pub(super) fn date_follow_up(reading: &Reading<'_>, drafts: &mut [Draft<'_>]) {
    let Some(only) = only_current(drafts).filter(|&id| drafts[id].dates.is_empty()) else {
        return;
    };
    let draft = &drafts[only];
    let is_same = |other: &&Draft<'_>| {
        other.time_frame == TimeFrame::Background && other.incident_type == draft.incident_type
    };
    let told: Vec<&Draft<'_>> = drafts.iter().filter(is_same).collect();
    let is_late =
        is_followed_up(reading, draft) || told.iter().any(|one| is_followed_up(reading, one));
    let days: Vec<&Dated> = told
        .iter()
        .flat_map(|one| one.dates.iter().copied())
        .collect();
    let Some(first) = days.first().copied().filter(|_| is_late) else {
        return;
    };
    let is_day = first.value.precision == DatePrecision::Day;
    if is_day && days.iter().all(|day| day.value.is_compatible(&first.value)) {
        drafts[only].dates.push(first);
    }
}
