//! What courts and prosecutors hold against a person, and of what they clear one.

use dateline_core::{ResponsibilityLink, Stance};

use super::actors::{can_answer, naming_span, own_source};
use super::arguments::{agent_by, described_by, object_of};
use super::links::{Link, Linker};
use super::words;
use crate::drafts::Reading;
use crate::events::subject_of;
use crate::syntax::{Syntax, TokenId};

/// "acquitted two officers of murdering", "was charged with the killing"; whether a word told so.
pub(super) fn claim_verdict(linker: &mut Linker<'_, '_>, token: TokenId) -> bool {
    claim(linker, token).is_some()
}

fn claim(linker: &mut Linker<'_, '_>, token: TokenId) -> Option<()> {
    let reading = linker.reading;
    let syntax = reading.syntax;
    let link = verdict(syntax, token)?;
    let (person, court) = parties(syntax, token)?;
    if !can_answer(reading, person) || !is_of_violence(reading, token) {
        return None;
    }
    let incident = linker.incident_of(token)?;
    let is_acquitted = link == ResponsibilityLink::Acquitted;
    let court = court.filter(|&head| syntax.upos(head) != "PRON");
    linker.link(Link {
        incident,
        actor: naming_span(reading, person),
        link,
        stance: Some(if is_acquitted {
            Stance::Denies
        } else {
            Stance::Asserts
        }),
        word: token,
        cue: syntax.span(token),
        source: court.map(|head| own_source(reading, syntax.noun_phrase(head))),
        is_possible: false,
    });
    Some(())
}

fn verdict(syntax: &Syntax<'_>, token: TokenId) -> Option<ResponsibilityLink> {
    if syntax.upos(token) != "VERB" {
        return None;
    }
    if words::is(syntax, token, "acquit") {
        return Some(ResponsibilityLink::Acquitted);
    }
    words::is(syntax, token, "convict").then_some(ResponsibilityLink::AccusedByAuthorities)
}

/// Who is judged, and who judges, if told.
fn parties(syntax: &Syntax<'_>, verb: TokenId) -> Option<(TokenId, Option<TokenId>)> {
    let is_passive = syntax.children_by(verb, &["aux:pass"]).next().is_some();
    let passive = if is_passive { "nsubj" } else { "nsubj:pass" };
    let judged = syntax
        .children_by(verb, &["nsubj:pass", passive])
        .next()
        .or_else(|| described_by(syntax, verb));
    let by = agent_by(syntax, verb);
    match judged {
        Some(judged) => Some((judged, by)),
        None => {
            let object = object_of(syntax, verb)?;
            Some((object, subject_of(syntax, verb)))
        }
    }
}

/// Whether it is for violence: an act or a crime stands below the verb.
fn is_of_violence(reading: &Reading<'_>, verb: TokenId) -> bool {
    let syntax = reading.syntax;
    let below = syntax.subtree(verb);
    let mut told = reading.events.iter();
    words::first(syntax, verb + 1..below.end, "crime").is_some()
        || told.any(|event| event.trigger.token > verb && below.contains(&event.trigger.token))
}
