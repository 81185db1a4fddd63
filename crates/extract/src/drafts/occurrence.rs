//! The day of an act that is told without one, from what the report says of it further on.

use dateline_core::{DatePrecision, IncidentType, TimeFrame};

use super::dating::{is_followed_up, is_news, tells_when};
use super::{Draft, Reading};
use crate::setting::Dated;
use crate::setting::aftermath::{Class, is_of};
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
    if !draft.dates.is_empty() || draft.part_of.is_some() {
        return;
    }
    let near = draft.first_sentence..draft.first_sentence + FAR;
    let dates = || {
        let mut near = reading
            .dates
            .iter()
            .filter(|date| near.contains(&date.sentence));
        std::iter::from_fn(move || near.next())
            .filter(|date| is_news(reading, date) && tells_when(reading, date.token))
    };
    let found = dates()
        .find(|date| is_of_occurrence(reading.syntax, date))
        .or_else(|| dates().find(|date| has_clock(reading.syntax, date)));
    draft.dates.extend(found);
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

/// "The incident occurred Saturday", "It happened about 11 p.m. on 8 August", "Saturday's attack", "deputies were called on Saturday".
pub(super) fn is_of_occurrence(syntax: &Syntax<'_>, date: &Dated) -> bool {
    let mut above = syntax.ancestors(date.token).skip(1);
    let Some(governor) = above.find(|&id| !is_time_of_day(syntax.word(id))) else {
        return false;
    };
    let is_act = |id| is_of(syntax.word(id), Class::Act);
    let happens = is_of(syntax.word(governor), Class::Occurs) || syntax.word(governor) == "took";
    let is_subject = |&id: &usize| {
        syntax.deprel(id).starts_with("nsubj") && (is_act(id) || syntax.word(id) == "it")
    };
    happens && syntax.children(governor).iter().any(is_subject)
        || is_act(governor) && date.token < governor
        || is_of(syntax.word(governor), Class::Scene)
}

/// "at 1:38 a.m. Wednesday", "around noon on Friday": news tells the hour of little but the act.
fn has_clock(syntax: &Syntax<'_>, date: &Dated) -> bool {
    const REACH: TokenId = 3;
    let tokens = syntax.tokens_in(date.span);
    let start = syntax.sentence_tokens(date.sentence).start;
    let before = tokens.start.saturating_sub(REACH).max(start)..tokens.end;
    date.value.precision == DatePrecision::Day
        && before
            .into_iter()
            .any(|id| is_time_of_day(syntax.word(id)) && is_behind_number(syntax, id))
}

pub(super) fn is_time_of_day(word: &str) -> bool {
    [
        "a.m.", "p.m.", "am", "pm", "a.m", "p.m", "noon", "midnight", "o'clock",
    ]
    .contains(&word)
}

fn is_behind_number(syntax: &Syntax<'_>, id: TokenId) -> bool {
    matches!(syntax.word(id), "noon" | "midnight")
        || id > 0
            && syntax
                .word(id - 1)
                .starts_with(|c: char| c.is_ascii_digit())
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
