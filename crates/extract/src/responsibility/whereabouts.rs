//! Where those who are blamed say to have been, and whose the men were: "nowhere near the school", "the men were ours".

use dateline_core::{ResponsibilityLink, Stance};

use super::shares::{Share, denied};
use super::words;
use crate::drafts::Reading;
use crate::events::{is_negated, is_negated_noun};
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
    let is_own = matches!(syntax.word(token), "ours" | "theirs") && !is_to_do;
    let is_own_self = matches!(syntax.word(token), "us" | "them");
    let is_copular = syntax.children_by(token, &["cop"]).next().is_some();
    if !(is_own || is_own_self) || !is_copular {
        return None;
    }
    let is_negated = is_negated(syntax, token);
    let of_act = syntax.children_by(token, &["nsubj", "expl"]).any(|id| {
        matches!(syntax.word(id), "it" | "this" | "that")
            || ["party", "means", "crime"]
                .iter()
                .any(|kind| words::is(syntax, id, kind))
    });
    let link = if is_negated {
        ResponsibilityLink::Denied
    } else {
        ResponsibilityLink::Accused
    };
    let is_us = syntax.word(token) == "us" && token > 1 && syntax.word(token - 2) == "it";
    (of_act && (is_own || is_negated || is_us)).then_some(Share {
        actor: token,
        link,
        word: token,
        by_subject: false,
    })
}
