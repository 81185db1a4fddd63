//! Words by which somebody rejects or confirms a count that another gave: "called the figure a joke", "a toll that the army
//! disputed", "confirmed the number".

use std::ops::Range;

use crate::drafts::Reading;
use crate::events::{is_negated, subject_of};
use crate::revisions::{self, Role};
use crate::syntax::{Syntax, TokenId};

/// How many tokens may lie between a verb and the noun for a count that is its object.
const HOW_NEAR: usize = 5;

/// How many tokens may lie between a verb of calling and what something is called.
const HOW_FAR: usize = 10;

/// The words of a sentence that reject a count told before.
pub(super) fn rebuff(reading: &Reading<'_>, tokens: Range<TokenId>) -> Option<Range<TokenId>> {
    let syntax = reading.syntax;
    revisions::within(syntax, tokens.clone(), Role::Both)
        .filter(|words| revisions::within(syntax, words.start..tokens.end, Role::Wide).is_some())
        .or_else(|| {
            tokens
                .clone()
                .find_map(|id| rejected(syntax, id, tokens.end))
        })
        .or_else(|| tokens.clone().find_map(|id| called(syntax, id, tokens.end)))
        .or_else(|| {
            tokens
                .clone()
                .find_map(|id| rejected_before(syntax, id, tokens.clone()))
        })
}

/// The words of a sentence that confirm a count told before.
pub(super) fn endorsement(reading: &Reading<'_>, tokens: Range<TokenId>) -> Option<Range<TokenId>> {
    let syntax = reading.syntax;
    tokens
        .clone()
        .find_map(|id| verb_and_count(syntax, id, Role::Endorse, tokens.end))
}

/// The subject of the verb among the words of an answer.
pub(super) fn subject(reading: &Reading<'_>, words: &Range<TokenId>) -> Option<TokenId> {
    let syntax = reading.syntax;
    let verb = words.clone().find(|&id| syntax.upos(id) == "VERB")?;
    let own = subject_of(syntax, verb);
    own.filter(|&id| matches!(syntax.upos(id), "NOUN" | "PROPN"))
}

/// "rejected the figure", "laughed at that number", "disputed both counts".
fn rejected(syntax: &Syntax<'_>, at: TokenId, end: TokenId) -> Option<Range<TokenId>> {
    verb_and_count(syntax, at, Role::Rebut, end)
}

fn verb_and_count(
    syntax: &Syntax<'_>,
    at: TokenId,
    role: Role,
    end: TokenId,
) -> Option<Range<TokenId>> {
    let verb = revisions::at(syntax, at, role)?;
    if syntax.upos(at) != "VERB" || is_negated(syntax, at) {
        return None;
    }
    let count = count_after(syntax, verb.end, end)?;
    Some(at..count.end)
}

/// A noun for a count with an article or a pronoun before it, and no number: "the figure", "the army's toll", "both numbers".
fn count_after(syntax: &Syntax<'_>, from: TokenId, end: TokenId) -> Option<Range<TokenId>> {
    let near = from..end.min(from + HOW_NEAR);
    let opens = [
        "the", "that", "this", "its", "their", "his", "both", "those",
    ];
    let is_opened = near
        .clone()
        .next()
        .is_some_and(|id| opens.contains(&syntax.word(id)));
    let count = near
        .clone()
        .find_map(|id| revisions::at(syntax, id, Role::Tally))?;
    let between = from..count.start;
    let is_plain = between
        .into_iter()
        .all(|id| !matches!(syntax.upos(id), "VERB" | "AUX" | "NUM" | "PUNCT"));
    // "the toll of 40", "the report that": what is rejected is told with it.
    let is_closed = count.end >= end || !matches!(syntax.word(count.end), "of" | "that" | "for");
    (is_opened && is_plain && is_closed).then_some(count)
}

/// "called that a bedtime story", "described the toll as a lie", "called the figure premature".
fn called(syntax: &Syntax<'_>, at: TokenId, end: TokenId) -> Option<Range<TokenId>> {
    revisions::at(syntax, at, Role::Call)?;
    if syntax.upos(at) != "VERB" || is_negated(syntax, at) || at + 1 >= end {
        return None;
    }
    let is_pronoun = ["that", "this", "it"].contains(&syntax.word(at + 1));
    let object = if is_pronoun {
        at + 1..at + 2
    } else {
        count_after(syntax, at + 1, end)?
    };
    let fiction = revisions::within(
        syntax,
        object.end..end.min(object.end + HOW_FAR),
        Role::Fiction,
    )?;
    let is_parted = (object.end..fiction.start).any(|id| matches!(syntax.word(id), "," | ";"));
    // "called it a story of two towns" tells what it was.
    let is_told_of = fiction.end < end && matches!(syntax.word(fiction.end), "of" | "about");
    (!is_parted && !is_told_of).then_some(at..fiction.end)
}

/// "a figure that the rebels rejected", "a toll the ministry called absurd".
fn rejected_before(
    syntax: &Syntax<'_>,
    at: TokenId,
    tokens: Range<TokenId>,
) -> Option<Range<TokenId>> {
    let count = revisions::at(syntax, at, Role::Tally)?;
    let is_apposed = at >= tokens.start + 2
        && matches!(syntax.word(at - 1), "a" | "an")
        && matches!(syntax.word(at - 2), "," | "—" | "–");
    let near = count.end..tokens.end.min(count.end + HOW_FAR);
    let verb = near
        .clone()
        .find(|&id| matches!(syntax.upos(id), "VERB"))
        .filter(|_| is_apposed)?;
    if is_negated(syntax, verb) {
        return None;
    }
    let rebuts = revisions::at(syntax, verb, Role::Rebut).map(|words| words.end);
    let calls = || {
        revisions::at(syntax, verb, Role::Call)?;
        let after = verb + 1..tokens.end.min(verb + HOW_FAR);
        revisions::within(syntax, after, Role::Fiction).map(|words| words.end)
    };
    rebuts.or_else(calls).map(|end| verb..end)
}
