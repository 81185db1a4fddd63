//! What the accused plead: "pleaded not guilty", "maintained his innocence", "insisted they were innocent".

use dateline_core::ResponsibilityLink;

use super::arguments::doer;
use super::shares::{Share, denied};
use super::words;
use crate::drafts::Reading;
use crate::events::{is_negated, subject_of};
use crate::syntax::TokenId;

pub(super) fn plea(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    pleaded(reading, token)
        .or_else(|| innocence(reading, token))
        .or_else(|| innocent(reading, token))
}

/// "pleaded guilty", "pleads not guilty".
fn pleaded(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    let syntax = reading.syntax;
    let pleads = matches!(
        syntax.word(token),
        "pleaded" | "pleads" | "pled" | "pleading"
    );
    let end = syntax.sentence_tokens(syntax.sentence_of(token)).end;
    let guilty = (token + 1..end.min(token + 3)).find(|&id| syntax.word(id) == "guilty")?;
    let actor = doer(reading, token).filter(|_| pleads)?;
    let is_not = syntax.word(guilty - 1) == "not";
    Some(if is_not {
        denied(actor, token, true)
    } else {
        Share {
            actor,
            link: ResponsibilityLink::Claimed,
            word: token,
            by_subject: true,
        }
    })
}

/// "maintained his innocence".
fn innocence(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    let syntax = reading.syntax;
    let verb = syntax
        .head(token)
        .filter(|_| syntax.word(token) == "innocence")?;
    let is_own = syntax
        .children_by(token, &["nmod:poss"])
        .any(|id| matches!(syntax.word(id), "his" | "her" | "their" | "its"));
    let keeps = words::is(syntax, verb, "plead") && !is_negated(syntax, verb);
    let actor = doer(reading, verb).filter(|_| is_own && keeps)?;
    Some(denied(actor, token, true))
}

/// "said they were innocent": of somebody who can be accused, not of the dead.
fn innocent(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    let syntax = reading.syntax;
    let is_copular = syntax.children_by(token, &["cop"]).next().is_some();
    if syntax.word(token) != "innocent" || !is_copular || is_negated(syntax, token) {
        return None;
    }
    let actor = subject_of(syntax, token)?;
    let is_accused = matches!(syntax.upos(actor), "PRON" | "PROPN")
        || ["people", "group"]
            .iter()
            .any(|kind| words::is(syntax, actor, kind));
    is_accused.then(|| denied(actor, token, false))
}
