//! What there was not, and what nobody can say there was: no round that crossed, no such case, a gas leak, no information.

use dateline_core::Stance;

use super::links::{HOW_FAR, Linker};
use super::occurrence::is_act_noun;
use super::words;
use crate::drafts::Reading;
use crate::events::{is_negated, is_negated_noun};
use crate::syntax::TokenId;

/// "not one round had crossed the river", "no aircraft flew over the town": without arms there was no act.
pub(super) fn none_flew(reading: &Reading<'_>, token: TokenId) -> bool {
    let syntax = reading.syntax;
    let is_fire = matches!(syntax.word(token), "fire" | "shot" | "shots");
    let is_means = (is_fire || words::is(syntax, token, "means")) && syntax.upos(token) == "NOUN";
    let is_subject = syntax.deprel(token).starts_with("nsubj");
    let start = token.saturating_sub(3);
    let is_none = is_negated_noun(syntax, token)
        || (start..token)
            .any(|id| syntax.word(id) == "not" && matches!(syntax.word(id + 1), "a" | "one"));
    let flies = |verb| words::is(syntax, verb, "flight");
    is_means && is_subject && is_none && syntax.head(token).is_some_and(flies)
}

/// "it had found no such case".
pub(super) fn no_such(reading: &Reading<'_>, token: TokenId) -> bool {
    let syntax = reading.syntax;
    let is_none = token > 1 && syntax.word(token - 1) == "such" && syntax.word(token - 2) == "no";
    let is_act =
        matches!(syntax.word(token), "case" | "incident" | "event") || is_act_noun(reading, token);
    let is_found = syntax.head(token).is_some_and(|verb| {
        matches!(
            syntax.word(verb),
            "found" | "find" | "finds" | "recorded" | "seen" | "saw"
        )
    });
    is_none && is_act && is_found && syntax.deprel(token) == "obj"
}

/// "a boiler had exploded", "the aircraft suffered a mechanical failure": who gives such a cause says that nobody did it.
pub(super) fn is_accident(linker: &Linker<'_, '_>, token: TokenId) -> bool {
    let syntax = linker.reading.syntax;
    if !words::is(syntax, token, "accident") {
        return false;
    }
    let Some(saying) = linker.statements.speaker_at(token) else {
        return false;
    };
    let sentence = syntax.sentence_tokens(syntax.sentence_of(token));
    let is_open = words::first(syntax, sentence, "excluded").is_some();
    saying.stance == Stance::Asserts && !is_open && is_near(linker, token)
}

/// Whether an act was told in the sentences right before a word.
fn is_near(linker: &Linker<'_, '_>, token: TokenId) -> bool {
    let sentence = linker.reading.syntax.sentence_of(token);
    let mut told = linker.drafts.iter().flat_map(|draft| &draft.events);
    told.any(|&at| {
        let other = linker.reading.events[at].sentence;
        other <= sentence && sentence - other <= HOW_FAR
    })
}

/// "had no information about an attack", "was not aware of any raid", "could not confirm the attack".
pub(super) fn is_open(reading: &Reading<'_>, token: TokenId) -> bool {
    let syntax = reading.syntax;
    let is_such = |id: TokenId| {
        words::is(syntax, id, "happening")
            && (id.saturating_sub(2)..id).any(|before| syntax.word(before) == "such")
    };
    let is_about = |head: TokenId, relations: &[&str]| {
        syntax
            .children_by(head, relations)
            .any(|id| is_act_noun(reading, id) || is_such(id))
    };
    let is_unknown = words::is(syntax, token, "notice") && is_negated_noun(syntax, token);
    let holds = syntax.head(token).is_some_and(|verb| {
        matches!(
            syntax.word(verb),
            "has" | "had" | "have" | "having" | "seen" | "saw" | "received"
        )
    });
    let is_unaware = syntax.word(token) == "aware" && is_negated(syntax, token);
    let verifies = matches!(syntax.word(token), "confirm" | "verify");
    let cannot = is_negated(syntax, token)
        || syntax
            .head(token)
            .is_some_and(|head| syntax.word(head) == "unable");
    (is_unknown && holds && is_about(token, &["nmod"]))
        || (is_unaware && is_about(token, &["obl", "nmod"]))
        || (verifies && cannot && is_about(token, &["obj"]))
}
