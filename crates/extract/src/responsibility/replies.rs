//! Answers to an accusation or a report: "denied the charge", "called this baseless", "rejected it as fiction".

use dateline_core::value::Value;
use dateline_core::{ResponsibilityLink, SourceKind, Span, Stance};

use super::actors::own_source;
use super::arguments::{doer, noun_after, object_of};
use super::links::{HOW_FAR, Link, Linker, is_charge, value_of};
use super::words;
use crate::drafts::Reading;
use crate::events::is_negated;
use crate::statements::Statement;
use crate::syntax::{Syntax, TokenId};

/// Claims what an answer denies: that the accused did it, or where nobody is accused, that it happened.
pub(super) fn claim_reply(linker: &mut Linker<'_, '_>, token: TokenId) {
    let reading = linker.reading;
    let Some(replier) = reply(reading, token) else {
        return;
    };
    let Some(source) = speaker(linker, replier, token) else {
        return;
    };
    let sentence = reading.syntax.sentence_of(token);
    let earlier = linker.earlier(token);
    let near = earlier.iter().filter(|claim| {
        sentence
            - reading
                .syntax
                .sentence_of(linker.statements.token_of(claim.number))
            <= HOW_FAR
    });
    let charge = near
        .filter(|claim| claim.source.speaker().words != source.speaker().words)
        .find(|claim| value_of(claim).is_some_and(|value| is_charge(value.link)));
    match charge {
        Some(charge) => {
            let actor = charge.evidence.spans[0];
            linker.link(Link {
                incident: charge.incident as usize,
                actor,
                link: ResponsibilityLink::Denied,
                stance: Some(Stance::Denies),
                word: token,
                cue: reading.syntax.span(token),
                source: Some(source),
                is_possible: false,
            });
        }
        // "denied the charge" of nobody known denies no act.
        None if rejects_report(reading, token) => deny_occurrence(linker, token, source),
        None => {}
    }
}

/// The source of an answer: who is told at the word, or its subject.
fn speaker(
    linker: &Linker<'_, '_>,
    replier: TokenId,
    token: TokenId,
) -> Option<dateline_core::Source> {
    let reading = linker.reading;
    let own = reading.said.iter().find(|saying| {
        saying.cue_token == token && saying.source.speaker().kind != SourceKind::Publisher
    });
    let around = || linker.statements.speaker_at(token);
    let is_pronoun = reading.syntax.upos(replier) == "PRON";
    match own.or_else(|| around().filter(|_| is_pronoun)) {
        Some(saying) => Some(saying.source.clone()),
        None if is_pronoun => None,
        None => Some(own_source(reading, naming(reading, replier))),
    }
}

fn naming(reading: &Reading<'_>, head: TokenId) -> Span {
    reading.syntax.noun_phrase(head)
}

/// The subject of a word that answers what was said.
fn reply(reading: &Reading<'_>, token: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    if is_negated(syntax, token) || syntax.upos(token) != "VERB" {
        return None;
    }
    let subject = doer(reading, token)?;
    let object = object_of(syntax, token);
    let is_word = |id: TokenId| words::is(syntax, id, "charge") && !is_modified(reading, id);
    let denies = words::is(syntax, token, "deny") && object.is_some_and(is_word);
    let calls = matches!(
        syntax.word(token),
        "called"
            | "calls"
            | "calling"
            | "dismissed"
            | "dismisses"
            | "rejected"
            | "described"
            | "branded"
            | "rejects"
    ) && (object.is_some_and(is_word)
        || noun_after(syntax, token).is_some_and(is_word)
        || is_this(syntax, token + 1))
        && words::first(syntax, token + 1..syntax.subtree(token).end, "untrue").is_some();
    (denies || calls).then_some(subject)
}

/// "called this baseless", whatever the tree makes of it.
fn is_this(syntax: &Syntax<'_>, id: TokenId) -> bool {
    id < syntax.len() && matches!(syntax.word(id), "this" | "that" | "it")
}

/// "called the report a lie": what is rejected is told as having happened.
fn rejects_report(reading: &Reading<'_>, token: TokenId) -> bool {
    let syntax = reading.syntax;
    syntax.children_by(token, &["obj"]).any(|id| {
        matches!(
            syntax.word(id),
            "report" | "reports" | "story" | "stories" | "rumour" | "rumours" | "rumor" | "rumors"
        )
    })
}

/// "the report that 40 had died" says what is denied by itself.
fn is_modified(reading: &Reading<'_>, noun: TokenId) -> bool {
    let syntax = reading.syntax;
    let below = syntax.subtree(noun);
    let mut told = reading.events.iter();
    let has_figure = reading
        .counted
        .iter()
        .any(|counted| below.contains(&reading.events[counted.event].trigger.token));
    has_figure && told.any(|event| below.contains(&event.trigger.token))
}

fn deny_occurrence(linker: &mut Linker<'_, '_>, token: TokenId, source: dateline_core::Source) {
    let syntax = linker.reading.syntax;
    let sentence = syntax.sentence_of(token);
    let is_told = linker.statements.claims().iter().any(|claim| {
        claim.stance == Stance::Denies
            && syntax.sentence_of(linker.statements.token_of(claim.number)) == sentence
    });
    let Some(incident) = linker.incident_of(token).filter(|_| !is_told) else {
        return;
    };
    let span = syntax.span(token);
    let statement = Statement::new(incident, Value::Occurrence(false), span, token);
    linker
        .statements
        .add_as(statement, source, Stance::Denies, Some(span));
}
