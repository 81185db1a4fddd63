//! Speakers whom a relative pronoun takes up, by the order of words.

use std::ops::Range;

use dateline_core::SourceKind;
use dateline_normalize::speakers;

use crate::syntax::{Syntax, TokenId};

use super::super::phrase::Phrase;
use super::before;

/// "insurgents who had announced", "the ministry, which later lowered": the phrase that a relative pronoun right before takes up.
pub(super) fn before_relative(syntax: &Syntax<'_>, cue: &Range<TokenId>) -> Option<Phrase> {
    let start = syntax.sentence_tokens(syntax.sentence_of(cue.start)).start;
    let is_helper = |id: &TokenId| matches!(syntax.upos(*id), "ADV" | "AUX");
    let pronoun = (start + 1..cue.start).rev().find(|id| !is_helper(id))?;
    let is_relative = matches!(syntax.word(pronoun), "who" | "which");
    let noun = pronoun - usize::from(syntax.word(pronoun - 1) == ",");
    let phrase = before(syntax, noun, Some(start)).filter(|_| is_relative && noun > start)?;
    // The tree alone knows whom a pronoun takes up; the order of words is trusted where that is one who speaks for others.
    let kind = speakers::describe(syntax.word(phrase.head)).kind;
    matches!(
        kind,
        SourceKind::ArmedGroup | SourceKind::Government | SourceKind::SecurityForces
    )
    .then_some(phrase)
}

/// "the Brigades -- drug gangs wanted abroad -- who said": where the phrase ends that a relative pronoun behind an aside takes up.
pub(super) fn before_aside(syntax: &Syntax<'_>, pronoun: TokenId) -> TokenId {
    let start = syntax.sentence_tokens(syntax.sentence_of(pronoun)).start;
    let is_dash = |id: &TokenId| matches!(syntax.word(*id), "-" | "--" | "—" | "–");
    let Some(closing) = pronoun
        .checked_sub(1)
        .filter(|id| *id > start && is_dash(id))
    else {
        return pronoun;
    };
    let body = (start..closing).rev().find(|id| !is_dash(id));
    let opening = body.and_then(|body| (start + 1..body).rev().find(is_dash));
    let first = opening.map_or(closing, |id| {
        (start..id).rev().take_while(is_dash).last().unwrap_or(id)
    });
    first.max(start + 1)
}
