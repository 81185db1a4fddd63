//! A list of single people before what befell them: "Ana Ruiz, 34, a guard and her son were killed", "left Ana Ruiz and a guard dead".

use std::ops::Range;

use dateline_core::value::Bounds;
use dateline_normalize::dates;

use super::{is_bare, item, joint, opens_with_owner};
use crate::figures::order::{self, Place};
use crate::figures::{Counted, Scene, single};
use crate::syntax::{Syntax, TokenId};

/// How many words may follow a preposition in an item: "a woman ‹in her 50s›".
const INSERTED: usize = 5;

/// The people of a list that ends right before the verb, passive or of dying, of event `at`, but for those found already.
pub(in crate::figures) fn front(
    scene: Scene<'_>,
    at: usize,
    counted: &[Counted],
    found: &[Counted],
) -> Vec<Counted> {
    let event = &scene.events[at];
    if order::place(scene.syntax, event, &[]) != Place::Before || event.negated {
        return Vec::new();
    }
    let is_taken = |id: TokenId| {
        let mut all = counted.iter().chain(found);
        all.any(|one| one.phrase.overlaps(scene.syntax.span(id)))
    };
    let stop = end_of_subject(scene.syntax, event.sentence, event.trigger.first);
    let start = scene.syntax.sentence_tokens(event.sentence).start;
    let list = (start..stop)
        .filter(|&first| opens_phrase(scene.syntax, start, first))
        .find_map(|first| list(scene, first, stop));
    let new = |item: Range<TokenId>| {
        let span = scene.syntax.span_of_tokens(item.clone());
        single::counted(scene, at, item.end - 1, span, Bounds::exact(1))
    };
    let items = list.unwrap_or_default().into_iter();
    items
        .filter(|item| !item.clone().any(is_taken))
        .filter_map(new)
        .collect()
}

/// Where the words end for those whom a verb befell: before its auxiliaries and "found", and a comma that closes an insertion.
fn end_of_subject(syntax: &Syntax<'_>, sentence: usize, verb: TokenId) -> TokenId {
    let start = syntax.sentence_tokens(sentence).start;
    let mut end = verb;
    while end > start
        && (matches!(syntax.upos(end - 1), "AUX" | "ADV")
            || ["found", "pronounced", "both"].contains(&syntax.word(end - 1)))
    {
        end -= 1;
    }
    end - usize::from(end > start && syntax.word(end - 1) == ",")
}

/// Whether a phrase may begin at a token that no preposition governs.
fn opens_phrase(syntax: &Syntax<'_>, start: TokenId, first: TokenId) -> bool {
    if first == start {
        return true;
    }
    let before = first - 1;
    let is_within = matches!(
        syntax.upos(before),
        "NOUN" | "PROPN" | "ADJ" | "NUM" | "DET" | "PRON" | "ADP" | "CCONJ" | "PART"
    );
    // "seven-month-old", "BERG - A woman"
    let is_glued = syntax.span(before).end == syntax.span(first).start;
    !is_within && !is_glued && syntax.word(before) != "."
}

/// The items of a list over `first..stop` that "and" closes; `None` where the words are no such list.
fn list(scene: Scene<'_>, first: TokenId, stop: TokenId) -> Option<Vec<Range<TokenId>>> {
    let syntax = scene.syntax;
    let mut items: Vec<Range<TokenId>> = Vec::new();
    let mut from = first;
    let mut is_last = false;
    loop {
        let item = item(scene, from, stop).filter(|item| is_person(scene, item))?;
        let is_name = |item: &Range<TokenId>| syntax.upos(item.end - 1) == "PROPN";
        // "Ana Ruiz, a nurse, and her son"
        let is_apposed = !is_last
            && items
                .last()
                .is_some_and(|last| is_name(&item) != is_name(last))
            && syntax.word(from - 1) == ",";
        // "a maker and facilitator was killed"
        let is_title =
            is_last && is_bare(syntax, &item) && !opens_with_owner(syntax, items.first());
        if is_title {
            return None;
        }
        let next = behind_details(syntax, item.end, stop);
        if !is_apposed {
            items.push(item);
        }
        if is_last {
            return (next == stop && items.len() > 1).then_some(items);
        }
        (from, is_last) = joint(syntax, next, stop)?;
    }
}

/// Whether an item names a person: no day, and a name only where it is known for one or has several words.
fn is_person(scene: Scene<'_>, item: &Range<TokenId>) -> bool {
    let head = item.end - 1;
    let words = scene
        .document
        .text
        .slice(scene.syntax.span_of_tokens(item.clone()));
    scene.syntax.upos(head) != "PROPN"
        || !dates::is_date(words) && (item.len() > 1 || scene.is_person(head))
}

/// Past what stands behind an item: "‹, 34› ,", "‹, 29 and pregnant› ,", "‹, eight years old› ,", "‹in her 50s› and".
fn behind_details(syntax: &Syntax<'_>, from: TokenId, stop: TokenId) -> TokenId {
    let is = |id: TokenId, words: &[&str]| id < stop && words.contains(&syntax.word(id));
    let closes = |id: TokenId| id == stop || is(id, &[",", ";", "and"]);
    if is(from, &[","]) && from + 1 < stop && syntax.upos(from + 1) == "NUM" {
        let mut end = from + 2;
        if is(end, &["year", "years"]) && is(end + 1, &["old"]) {
            end += 2;
        }
        if is(end, &["and"]) && end + 1 < stop && syntax.upos(end + 1) == "ADJ" && closes(end + 2) {
            end += 2;
        }
        return if closes(end) { end } else { from };
    }
    if from < stop && syntax.upos(from) == "ADP" {
        let mut inside = from + 1..stop.min(from + 1 + INSERTED) + 1;
        let end = inside.find(|&id| closes(id));
        let is_plain = |end: &TokenId| (from..*end).all(|id| syntax.upos(id) != "VERB");
        return end.filter(is_plain).unwrap_or(from);
    }
    from
}
