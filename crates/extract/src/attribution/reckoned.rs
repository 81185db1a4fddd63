//! Whose count it is, without a verb: "Eighteen died, in the prosecutors' count", "or 94 by the governor's latest figures".

use std::ops::Range;

use dateline_core::{Certainty, Stance};

use crate::syntax::{Syntax, TokenId};

use super::cues::{Cues, Shape};
use super::find::Found;
use super::phrase::starting_at;
use super::qualified;

/// How many words may stand between a possessor and what is his ("latest").
const BETWEEN: usize = 2;

/// How many words the possessor may have.
const LONGEST: usize = 12;

/// Phrases by which a count or an account is somebody's.
pub(super) fn reckoned(syntax: &Syntax<'_>, cues: &Cues) -> Vec<Found> {
    (0..syntax.len())
        .filter_map(|noun| of_noun(syntax, cues, noun))
        .collect()
}

fn of_noun(syntax: &Syntax<'_>, cues: &Cues, noun: TokenId) -> Option<Found> {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(noun));
    if !cues.has(syntax, noun..noun + 1, Shape::Reckoning) {
        return None;
    }
    let owned = (noun.saturating_sub(BETWEEN).max(sentence.start)..noun)
        .rev()
        .take_while(|&id| matches!(syntax.upos(id), "ADJ" | "ADV" | "NOUN"))
        .last()
        .unwrap_or(noun);
    let mark = apostrophe(syntax, owned)?;
    let first = sentence.start.max(mark.saturating_sub(LONGEST));
    let preposition = (first..mark)
        .rev()
        .find(|&id| matches!(syntax.word(id), "by" | "in" | "on"))?;
    let speaker = starting_at(syntax, preposition + 1, mark)?;
    if speaker.tokens.end != mark {
        return None;
    }
    let phrase = preposition..noun + 1;
    Some(Found {
        words: phrase.clone(),
        verb: noun,
        shape: Shape::Phrase,
        speaker: Some(speaker),
        outer: None,
        content: content(syntax, phrase),
        marked: Vec::new(),
        stance: Stance::Asserts,
        certainty: Certainty::Stated,
        distanced: false,
        by_rule: true,
        believed: true,
    })
}

/// The mark of possession right before a token: "'" or "'s".
fn apostrophe(syntax: &Syntax<'_>, end: TokenId) -> Option<TokenId> {
    let is_mark = |id: TokenId| matches!(syntax.word(id), "'" | "’");
    let last = end.checked_sub(1)?;
    if is_mark(last) {
        return Some(last);
    }
    let before = last.checked_sub(1)?;
    (syntax.word(last) == "s" && is_mark(before)).then_some(before)
}

/// A number alone between marks or behind "or" is all that is counted so; else the clause is.
fn content(syntax: &Syntax<'_>, phrase: Range<TokenId>) -> Vec<Range<TokenId>> {
    let start = syntax
        .sentence_tokens(syntax.sentence_of(phrase.start))
        .start;
    let opens = |&id: &TokenId| matches!(syntax.word(id), "," | ";" | "or" | "and" | "(" | "—");
    let end = match phrase.start.checked_sub(1) {
        Some(comma) if comma > start && syntax.word(comma) == "," => comma,
        _ => phrase.start,
    };
    let from = (start..end).rev().find(opens).map_or(start, |id| id + 1);
    let piece = from..end;
    let has = |kinds: &[&str]| piece.clone().any(|id| kinds.contains(&syntax.upos(id)));
    if from > start && has(&["NUM"]) && !has(&["VERB", "AUX"]) {
        return vec![piece];
    }
    qualified::around_phrase(syntax, phrase)
}
