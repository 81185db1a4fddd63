//! The phrase for one person right where the people of an effect stand, by the order of words alone.

use dateline_normalize::figures;

use super::order::{self, Place};
use super::single::{is_capital, is_common_noun, is_in_name, is_nominal, is_titled};
use super::{Scene, bare};
use crate::events::Event;
use crate::syntax::{Syntax, TokenId};

/// First token and head of the phrase with an article, or the name, that stands right where the people of event `at` do.
pub(super) fn phrase(scene: Scene<'_>, at: usize) -> Option<(TokenId, TokenId)> {
    let event = &scene.events[at];
    let is_before_of = start_of_object(scene, event) > event.trigger.end;
    match order::place(scene.syntax, event, &[]) {
        Place::After => behind(scene, event),
        _ if is_before_of => behind(scene, event),
        Place::Before | Place::Between => before(scene, event),
    }
}

fn is_article(syntax: &Syntax<'_>, id: TokenId) -> bool {
    ["a", "an", "one", "another"].contains(&syntax.word(id))
}

fn behind(scene: Scene<'_>, event: &Event) -> Option<(TokenId, TokenId)> {
    let syntax = scene.syntax;
    let end = syntax.sentence_tokens(event.sentence).end;
    let first = start_of_object(scene, event);
    if first < end && is_pronoun_object(scene, first) {
        return Some((first, first));
    }
    // "shot and killed his wife"
    let is_owned = |id: TokenId| matches!(syntax.word(id), "the" | "his" | "her" | "their");
    let is_opened = |id: TokenId| is_article(syntax, id) || is_owned(id);
    if first >= end || !is_opened(first) && !is_nominal(scene, first) {
        return None;
    }
    let head = (first..end.min(first + 9))
        .skip_while(|&id| is_opened(id))
        .take_while(|&id| is_nominal(scene, id) || is_in_name(scene, id))
        .take_while(|&id| !order::DAYS.contains(&syntax.word(id)))
        .last()?;
    let is_one = is_opened(first) && is_common_noun(scene, head)
        || bare::opens_age(syntax, first) && syntax.upos(head) == "NOUN"
        || bare::is_one(scene, head) && bare::is_headline_object(scene, head);
    let is_name = || {
        syntax.upos(head) == "PROPN"
            && (is_titled(scene, head) || is_capital(scene, head) && scene.is_person(head))
    };
    (is_one || is_name()).then_some((first, head))
}

fn before(scene: Scene<'_>, event: &Event) -> Option<(TokenId, TokenId)> {
    let syntax = scene.syntax;
    let sentence = syntax.sentence_tokens(event.sentence);
    let is_among = order::is_among(syntax, event);
    let head = (sentence.start..event.trigger.first)
        .rev()
        .take(6)
        .find(|&id| {
            matches!(syntax.upos(id), "NOUN" | "PROPN") && syntax.word(id) != "year"
                || syntax.word(id) == "old"
        })?;
    let next = bare::behind_age(syntax, head + 1, event.trigger.first);
    let is_bare = (next..event.trigger.first).all(|id| {
        matches!(syntax.upos(id), "AUX" | "ADV" | "PART")
            || ["was", "been", "shot", "and", "found"].contains(&syntax.word(id))
            || is_among && ["among", "the", "those"].contains(&syntax.word(id))
    });
    let is_headline = head == sentence.start
        && figures::names_person(scene.document.text.slice(syntax.span(head)))
        || bare::is_in_headline(scene, head);
    if !is_bare {
        return None;
    }
    if is_headline {
        return Some((head, head));
    }
    if let Some(first) = full_name(scene, head, event) {
        return Some((first, head));
    }
    let first = (sentence.start..head)
        .rev()
        .take(8)
        .take_while(|&id| is_nominal(scene, id) || is_article(syntax, id))
        .last()?;
    let is_opened =
        is_article(syntax, first) || bare::opens_age(syntax, first) && !is_object(syntax, first);
    (is_opened && (syntax.upos(head) == "NOUN" || syntax.word(head) == "old"))
        .then_some((first, head))
}

/// Where the phrase for those affected begins behind an effect: "killing ‹a guard›", "the killing of ‹a guard›", "Also shot was ‹a guard›".
fn start_of_object(scene: Scene<'_>, event: &Event) -> TokenId {
    let syntax = scene.syntax;
    let end = event.trigger.end;
    let is_noun = matches!(syntax.upos(event.trigger.token), "NOUN" | "PROPN");
    let is_of = end < syntax.len() && syntax.word(end) == "of" && is_noun;
    order::inverted(syntax, event).unwrap_or(end + usize::from(is_of))
}

/// "Police say Ana Ruiz was shot": the first word of a name of two or more that ends before the auxiliary of a passive verb, whatever
/// the tree makes of it.
fn full_name(scene: Scene<'_>, head: TokenId, event: &Event) -> Option<TokenId> {
    let syntax = scene.syntax;
    let is_name = |&id: &TokenId| syntax.upos(id) == "PROPN" && is_capital(scene, id);
    let start = syntax.sentence_tokens(event.sentence).start;
    let first = (start..head + 1).rev().take_while(is_name).last()?;
    let is_passive = (head + 1..event.trigger.first)
        .any(|id| matches!(syntax.word(id), "was" | "were" | "been" | "is" | "are"));
    let verb = event.trigger.token;
    let is_its_verb = syntax.upos(verb) == "VERB" && event.patients.is_empty();
    // "Ana Ruiz killed, five others wounded": a headline leaves the auxiliary out.
    let opens = first == start || bare::ends_age(syntax, first);
    // "left Ana Ruiz dead"
    let is_left = || {
        let mut before = (start..first).rev().take(LEFT_BEFORE);
        before.any(|id| matches!(syntax.word(id), "left" | "leaving" | "leaves"))
    };
    let is_told = is_its_verb && (is_passive || opens && head + 1 == event.trigger.first)
        || syntax.word(verb) == "dead" && is_left();
    let is_name = first < head || scene.is_person(head);
    (is_name && is_told && !is_governed(syntax, first)).then_some(first)
}

/// Words before a name among which "left" may stand: "leaving 18-year-old Ana Ruiz dead".
const LEFT_BEFORE: usize = 7;

/// Whether a preposition stands before a phrase.
fn is_governed(syntax: &Syntax<'_>, first: TokenId) -> bool {
    first > 0 && syntax.upos(first - 1) == "ADP"
}

/// Whether the word before a phrase governs it: "by 17-year-old", but not "grief after 17-year-old boy found dead".
fn is_object(syntax: &Syntax<'_>, first: TokenId) -> bool {
    is_governed(syntax, first) && !["after", "as"].contains(&syntax.word(first - 1))
}

/// "killing him", but not "killing her brother".
fn is_pronoun_object(scene: Scene<'_>, id: TokenId) -> bool {
    ["him", "her"].contains(&scene.syntax.word(id))
        && (id + 1 >= scene.syntax.len() || !is_nominal(scene, id + 1))
}
