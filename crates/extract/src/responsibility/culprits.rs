//! Who is called a culprit, or one of those who did it: "the Tigers were the prime suspects", "the attackers were members of the
//! Tigers", "is on trial for the bombing".

use dateline_core::{ResponsibilityLink, Stance};

use super::arguments::of_whom;
use super::shares::{Share, denied};
use super::ties::is_act;
use super::words;
use crate::drafts::Reading;
use crate::events::{is_negated, subject_of};
use crate::syntax::TokenId;

pub(super) fn culprit(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    called_culprit(reading, token)
        .or_else(|| member(reading, token))
        .or_else(|| on_trial(reading, token))
}

/// "the Tigers were the prime suspects", "were not the authors of the killings".
fn called_culprit(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    let syntax = reading.syntax;
    let is_suspect = matches!(syntax.word(token), "suspect" | "suspects");
    let is_called = is_suspect || words::is(syntax, token, "culprit");
    let is_copular = syntax.children_by(token, &["cop"]).next().is_some();
    if !is_called || !is_copular || syntax.upos(token) != "NOUN" {
        return None;
    }
    let actor = subject_of(syntax, token).filter(|&id| !words::is(syntax, id, "culprit"))?;
    if is_negated(syntax, token) {
        return Some(denied(actor, token, false));
    }
    let link = if is_suspect {
        ResponsibilityLink::Possible
    } else {
        ResponsibilityLink::Accused
    };
    Some(share(actor, link, token))
}

/// "the attackers were members of the Tigers", "the bomber belonged to the Tigers".
fn member(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    let syntax = reading.syntax;
    let is_member =
        words::is(syntax, token, "member") && syntax.children_by(token, &["cop"]).next().is_some();
    let subject = subject_of(syntax, token)?;
    let is_culprit = words::is(syntax, subject, "culprit");
    let body = of_whom(syntax, token).filter(|_| is_member && is_culprit)?;
    let saying = reading.said.iter().find(|saying| {
        let mut content = saying.content.iter();
        content.any(|content| content.contains(&token))
    });
    let is_denied =
        saying.is_some_and(|saying| saying.stance == Stance::Denies) != is_negated(syntax, token);
    Some(if is_denied {
        denied(body, token, false)
    } else {
        share(body, ResponsibilityLink::Accused, token)
    })
}

/// "is on trial for the bombing": prosecutors accuse him.
fn on_trial(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    let syntax = reading.syntax;
    if syntax.word(token) != "trial" || syntax.case_of(token) != Some("on") {
        return None;
    }
    let is_copular = syntax.children_by(token, &["cop"]).next().is_some();
    let is_for_act = syntax
        .children_by(token, &["nmod", "obl"])
        .any(|id| is_act(reading, id) || words::is(syntax, id, "crime"));
    let actor = subject_of(syntax, token).filter(|_| is_copular && is_for_act)?;
    Some(share(
        actor,
        ResponsibilityLink::AccusedByAuthorities,
        token,
    ))
}

fn share(actor: TokenId, link: ResponsibilityLink, word: TokenId) -> Share {
    Share {
        actor,
        link,
        word,
        by_subject: false,
    }
}
