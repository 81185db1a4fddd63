//! What the words around an act say of it: whether it is news, and whether it is the one told before.

use dateline_core::TimeFrame;
use dateline_core::value::DateValue;
use jiff::ToSpan;
use jiff::civil::Date;

use super::Reading;
use crate::revisions::{self, Role};
use crate::setting::Dated;
use crate::syntax::{Syntax, TokenId};

/// How long before the published day an act is history rather than news, when the report tells of newer ones.
pub(super) const NEWS_DAYS: i64 = 21;

pub(super) fn time_frame(reading: &Reading<'_>, at: usize, date: Option<&DateValue>) -> TimeFrame {
    let is_old = |latest: Date| {
        reading
            .document
            .published_day()
            .is_some_and(|day| latest < day.saturating_sub(NEWS_DAYS.days()))
    };
    match date.and_then(|date| date.latest) {
        Some(latest) if is_old(latest) => TimeFrame::Background,
        Some(_) => TimeFrame::Current,
        None if recalls(reading.syntax, reading.events[at].sentence) => TimeFrame::Background,
        None => TimeFrame::Current,
    }
}

/// Whether a word for a toll is what somebody puts at a number, revises or gives: what else the clause tells, it tells of the count.
/// Of a toll that rose it does so behind the verb ("the toll from Tuesday's attack rose to 14 on Wednesday").
pub(super) fn is_tallied(reading: &Reading<'_>, at: usize, date: &Dated) -> bool {
    let (syntax, trigger) = (reading.syntax, reading.events[at].trigger);
    let is_toll = trigger.sense.figure.is_some()
        && trigger.sense.incident_type.is_none()
        && syntax.upos(trigger.token) == "NOUN";
    let Some(verb) = syntax.head(trigger.token).filter(|_| is_toll) else {
        return false;
    };
    match syntax.deprel(trigger.token) {
        "obj" => reading.said.iter().any(|one| one.cue_token == verb),
        "nsubj" => date.token > verb && revisions::at(syntax, verb, Role::Move).is_some(),
        _ => false,
    }
}

/// "in previous attacks", "years ago": history without a date.
fn recalls(syntax: &Syntax<'_>, sentence: usize) -> bool {
    let tokens = syntax.sentence_tokens(sentence);
    let words: Vec<&str> = tokens.map(|id| syntax.word(id)).collect();
    words.windows(2).any(|pair| {
        matches!(
            pair,
            ["years" | "decades" | "months", "ago"]
                | ["in", "previous" | "past"]
                | ["last", "year"]
        )
    }) || words
        .iter()
        .any(|word| ["formerly", "historically"].contains(word))
}

/// "in a separate attack", "elsewhere", "meanwhile": the act is not the one told before.
pub(super) fn tells_another(syntax: &Syntax<'_>, sentence: usize, before: TokenId) -> bool {
    let start = syntax.sentence_tokens(sentence).start;
    let words: Vec<&str> = (start..before).map(|id| syntax.word(id)).collect();
    let opening = words.iter().take(8);
    opening.clone().any(|word| ["elsewhere", "separately", "separate", "meanwhile"].contains(word))
        || words.windows(2).any(|pair| matches!(pair, ["another" | "second" | "third" | "similar", word] if is_act_word(word)))
        || words.last().is_some_and(|word| ["another", "separate", "similar"].contains(word))
}

/// "Hours later, a bomb hit a minibus": an act that a sentence opens with another time for.
pub(super) fn tells_later(syntax: &Syntax<'_>, sentence: usize, before: TokenId) -> bool {
    let start = syntax.sentence_tokens(sentence).start;
    let words: Vec<&str> = (start..before.min(start + 5))
        .map(|id| syntax.word(id))
        .collect();
    words.windows(2).any(|pair| {
        matches!(
            pair,
            [
                "hours" | "hour" | "days" | "day" | "weeks" | "week",
                "later"
            ]
        )
    })
}

fn is_act_word(word: &str) -> bool {
    [
        "attack",
        "incident",
        "blast",
        "explosion",
        "bombing",
        "strike",
        "raid",
        "ambush",
        "clash",
        "shooting",
        "assault",
    ]
    .contains(&word)
}
