//! Claims that are taken back: in words ("took the claim back"), and by owning up to what was denied.

use dateline_core::{Claim, ResponsibilityLink, Source, Stance};

use super::actors::{can_answer, naming_span, own_source};
use super::arguments::{doer, object_of};
use super::links::{Link, Linker, stands_for_another, value_of};
use super::words;
use crate::drafts::Reading;
use crate::events::is_negated;
use crate::syntax::{Syntax, TokenId};

/// "took the claim back", "withdrew his confession".
pub(super) fn claim_withdrawal(linker: &mut Linker<'_, '_>, token: TokenId) {
    let reading = linker.reading;
    if !takes_back(reading.syntax, token) {
        return;
    }
    let Some(subject) = doer(reading, token) else {
        return;
    };
    let Some(withdrawn) = withdrawn_by(linker, subject, token) else {
        withdraw_untold(linker, subject, token);
        return;
    };
    withdraw(linker, &withdrawn, token, withdrawn.source.clone());
}

/// "retracted its claim of responsibility", of which the report told nothing before: the retraction repeats actor and link
/// (codebook, decision 50).
fn withdraw_untold(linker: &mut Linker<'_, '_>, subject: TokenId, token: TokenId) {
    let reading = linker.reading;
    let syntax = reading.syntax;
    let is_of_responsibility = object_of(syntax, token).is_some_and(|object| {
        let mut of = syntax.children_by(object, &["nmod"]);
        of.any(|id| syntax.word(id) == "responsibility")
    });
    let Some(incident) = linker.incident_of(token) else {
        return;
    };
    if !is_of_responsibility || !can_answer(reading, subject) {
        return;
    }
    let actor = naming_span(reading, subject);
    linker.link(Link {
        incident,
        actor,
        link: ResponsibilityLink::Claimed,
        stance: Some(Stance::Retracts),
        word: token,
        cue: syntax.span(token),
        source: Some(own_source(reading, actor)),
        is_possible: false,
    });
}

/// A verb that withdraws, with a word as its object or none ("recanted").
fn takes_back(syntax: &Syntax<'_>, token: TokenId) -> bool {
    if is_negated(syntax, token) {
        return false;
    }
    let object = object_of(syntax, token);
    let is_word = object.is_some_and(|id| words::is(syntax, id, "word"));
    let is_back = matches!(syntax.word(token), "took" | "taken" | "takes" | "take")
        && syntax
            .children(token)
            .iter()
            .any(|&id| syntax.word(id) == "back");
    let is_bare = matches!(syntax.word(token), "recanted" | "resiled" | "recants");
    is_bare || (is_word && (is_back || words::is(syntax, token, "takeback")))
}

/// The link that the subject of a withdrawal said: one whose speaker or actor it names, or for a pronoun the last.
fn withdrawn_by(linker: &Linker<'_, '_>, subject: TokenId, token: TokenId) -> Option<Claim> {
    let reading = linker.reading;
    let is_pronoun = reading.syntax.upos(subject) == "PRON" || stands_for_another(reading, subject);
    let name = reading
        .document
        .text
        .slice(reading.syntax.noun_phrase(subject))
        .to_lowercase();
    let is_same = |claim: &Claim| {
        let actor = value_of(claim).map(|value| value.actor.mention.to_lowercase());
        let said = claim.source.speaker().words.to_lowercase();
        is_pronoun || shares(&name, &said) || actor.is_some_and(|actor| shares(&name, &actor))
    };
    linker.earlier(token).into_iter().find(|claim| {
        !claim.source.is_publisher()
            && claim.stance != Stance::Questions
            && value_of(claim).is_some()
            && is_same(claim)
            && !linker.statements.is_superseded(claim.number)
    })
}

fn shares(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_start_matches("the "), b.trim_start_matches("the "));
    !a.is_empty() && !b.is_empty() && (a.contains(b) || b.contains(a))
}

fn withdraw(linker: &mut Linker<'_, '_>, withdrawn: &Claim, token: TokenId, source: Source) {
    let cue = linker.reading.syntax.span(token);
    linker
        .statements
        .retract(withdrawn.number, source, cue, token);
}

/// Who owns up to what was denied before takes the denial back.
pub(super) fn withdraw_denials(linker: &mut Linker<'_, '_>) {
    let all: Vec<Claim> = linker.earlier(linker.reading.syntax.len());
    let is = |claim: &Claim, link| value_of(claim).is_some_and(|value| value.link == link);
    for admission in all
        .iter()
        .filter(|claim| is(claim, ResponsibilityLink::Claimed))
    {
        let token = linker.statements.token_of(admission.number);
        let denial = linker.earlier(token).into_iter().find(|claim| {
            is(claim, ResponsibilityLink::Denied)
                && claim.incident == admission.incident
                && is_one_voice(linker.reading, linker, claim, admission)
                && !linker.statements.is_superseded(claim.number)
        });
        if let Some(denial) = denial {
            withdraw(linker, &denial, token, admission.source.clone());
        }
    }
}

/// Whether a denial and an admission are of one mouth: one voice, or one actor that speaks for itself in both.
fn is_one_voice(reading: &Reading<'_>, linker: &Linker<'_, '_>, a: &Claim, b: &Claim) -> bool {
    let voice = |claim: &Claim| {
        let token = linker.statements.token_of(claim.number);
        crate::attribution::innermost(reading.said, token).and_then(|saying| saying.voice)
    };
    let words = |claim: &Claim| claim.source.speaker().words.to_lowercase();
    (voice(a).is_some() && voice(a) == voice(b)) || shares(&words(a), &words(b))
}
