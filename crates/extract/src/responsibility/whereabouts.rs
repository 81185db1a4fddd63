//! Where those who are blamed say to have been, and whose the men were: "nowhere near the school", "the men were ours".

use dateline_core::{ResponsibilityLink, Stance};

use super::shares::{Share, denied};
use super::words;
use crate::drafts::Reading;
use crate::events::{is_negated, is_negated_noun, subject_of};
use crate::syntax::{Syntax, TokenId};

/// "denied that its men were anywhere near the school", "no commandos came within ten miles of it".
pub(super) fn kept_away(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    let syntax = reading.syntax;
    if !is_measured(syntax, token) {
        return None;
    }
    let actor = mover(syntax, token)?;
    let saying = reading.said.iter().find(|saying| {
        let mut content = saying.content.iter();
        content.any(|content| content.contains(&token))
    })?;
    let is_away = syntax.word(token) == "elsewhere"
        || is_negated_noun(syntax, actor)
        || (actor + 1..token).any(|id| matches!(syntax.word(id), "not" | "n't" | "never"));
    let is_party = matches!(syntax.word(actor), "it" | "they" | "we")
        || ["party", "means"]
            .iter()
            .any(|kind| words::is(syntax, actor, kind));
    let is_denied = (saying.stance == Stance::Denies) != is_away;
    (is_denied && is_party && actor + 1 < token).then(|| denied(actor, token, false))
}

/// Whether a word tells how near somebody was: "anywhere near", "within ten miles", "elsewhere".
fn is_measured(syntax: &Syntax<'_>, token: TokenId) -> bool {
    let end = syntax.sentence_tokens(syntax.sentence_of(token)).end;
    let has_two = token + 2 < end;
    match syntax.word(token) {
        "elsewhere" => true,
        "anywhere" => has_two && matches!(syntax.word(token + 1), "near" | "in" | "around"),
        "within" => {
            has_two && syntax.upos(token + 1) == "NUM" && words::is(syntax, token + 2, "distance")
        }
        _ => false,
    }
}

/// Who was there or came, by the order of the words: trees lose such subjects.
fn mover(syntax: &Syntax<'_>, token: TokenId) -> Option<TokenId> {
    let start = syntax.sentence_tokens(syntax.sentence_of(token)).start;
    let moves = |id| matches!(syntax.word(id), "came" | "been" | "come" | "got" | "passed");
    let mut before = (start..token).rev();
    before.find(|&id| !moves(id) && !matches!(syntax.upos(id), "ADV" | "AUX" | "PART"))
}

/// "the men were theirs", "it was not us": whoever says so speaks of himself.
pub(super) fn theirs(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    let syntax = reading.syntax;
    // "not theirs to mourn" speaks of something else.
    let end = syntax.sentence_tokens(syntax.sentence_of(token)).end;
    let is_to_do = token + 1 < end && syntax.word(token + 1) == "to";
    // "the killers were not their men"
    let are_own_men = words::is(syntax, token, "party")
        && syntax
            .children_by(token, &["nmod:poss"])
            .any(|id| matches!(syntax.word(id), "our" | "their" | "its"));
    let is_own = (matches!(syntax.word(token), "ours" | "theirs") && !is_to_do) || are_own_men;
    let is_own_self = matches!(syntax.word(token), "us" | "them");
    let is_copular = syntax.children_by(token, &["cop"]).next().is_some();
    if !(is_own || is_own_self) || !is_copular {
        return None;
    }
    let is_negated = is_negated(syntax, token);
    let of_act = syntax.children_by(token, &["nsubj", "expl"]).any(|id| {
        matches!(syntax.word(id), "it" | "this" | "that")
            || ["party", "means", "crime", "culprit", "device"]
                .iter()
                .any(|kind| words::is(syntax, id, kind))
    });
    let link = if is_negated {
        ResponsibilityLink::Denied
    } else {
        ResponsibilityLink::Accused
    };
    let is_us = syntax.word(token) == "us" && token > 1 && syntax.word(token - 2) == "it";
    let owner = || {
        syntax
            .children_by(token, &["nmod:poss"])
            .next()
            .unwrap_or(token)
    };
    (of_act && (is_own || is_negated || is_us)).then(|| Share {
        actor: owner(),
        link,
        word: token,
        by_subject: false,
    })
}

/// "it had no guns in the area", "had no troops there": who has none there did not do it.
pub(super) fn none_there(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    let syntax = reading.syntax;
    let is_arms = ["party", "means"]
        .iter()
        .any(|kind| words::is(syntax, token, kind));
    let verb = syntax.head(token).filter(|&verb| {
        matches!(syntax.word(verb), "had" | "has" | "have") && syntax.deprel(token) == "obj"
    })?;
    let sentence = syntax.sentence_tokens(syntax.sentence_of(token));
    let is_there = (token + 1..sentence.end.min(token + 4)).any(|id| {
        matches!(
            syntax.word(id),
            "there" | "near" | "nearby" | "in" | "at" | "around" | "within"
        )
    });
    let is_none = is_negated_noun(syntax, token) || is_negated(syntax, verb);
    let actor = subject_of(syntax, verb)?;
    (is_arms && is_none && is_there).then(|| denied(actor, token, false))
}

/// "was not to blame", "its soldiers were to blame".
pub(super) fn to_blame(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    let syntax = reading.syntax;
    if syntax.word(token) != "blame" || token < 2 || syntax.word(token - 1) != "to" {
        return None;
    }
    let start = syntax.sentence_tokens(syntax.sentence_of(token)).start;
    let is_between = |id: &TokenId| matches!(syntax.upos(*id), "AUX" | "ADV" | "PART");
    let before = start..token - 1;
    let actor = before.clone().rev().find(|id| !is_between(id))?;
    let is_copular = (actor + 1..token).any(|id| {
        matches!(
            syntax.word(id),
            "was" | "were" | "is" | "are" | "be" | "been"
        )
    });
    let is_not = (actor + 1..token).any(|id| matches!(syntax.word(id), "not" | "t" | "never"));
    let is_one = matches!(syntax.upos(actor), "PRON" | "PROPN" | "NOUN");
    let saying = reading.said.iter().find(|saying| {
        let mut content = saying.content.iter();
        content.any(|content| content.contains(&token))
    });
    let is_denied = saying.is_some_and(|saying| saying.stance == Stance::Denies) != is_not;
    let link = if is_denied {
        ResponsibilityLink::Denied
    } else {
        ResponsibilityLink::Accused
    };
    (is_copular && is_one).then_some(Share {
        actor,
        link,
        word: token,
        by_subject: false,
    })
}
