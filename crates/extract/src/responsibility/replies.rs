//! Answers to an accusation or a report: "denied the charge", "called this baseless", "rejected it as fiction".

use dateline_core::value::{Responsibility, Value};
use dateline_core::{ResponsibilityLink, Source, SourceKind, Span, Stance};

use super::actors::{can_answer, naming_span, own_source};
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
        .find(|claim| value_of(claim).is_some_and(|value| is_open(value, &source)));
    match charge {
        Some(charge) => {
            let (incident, actor) = (charge.incident as usize, charge.evidence.spans[0]);
            deny(linker, incident, actor, token, source);
        }
        None if rejects_charge(reading, token) && can_answer(reading, replier) => {
            deny_own(linker, replier, token, source);
        }
        None if rejects_report(reading, token) => deny_occurrence(linker, token, source),
        None => {}
    }
}

/// "denied the charge": of an accusation that was not understood, whoever answers it is the accused.
fn rejects_charge(reading: &Reading<'_>, token: TokenId) -> bool {
    let syntax = reading.syntax;
    object_of(syntax, token).is_some_and(|object| words::is(syntax, object, "accusation"))
}

fn deny_own(linker: &mut Linker<'_, '_>, replier: TokenId, token: TokenId, source: Source) {
    if let Some(incident) = linker.incident_of(token) {
        let actor = naming_span(linker.reading, replier);
        deny(linker, incident, actor, token, source);
    }
}

fn deny(linker: &mut Linker<'_, '_>, incident: usize, actor: Span, word: TokenId, source: Source) {
    linker.link(Link {
        incident,
        actor,
        link: ResponsibilityLink::Denied,
        stance: Some(Stance::Denies),
        word,
        cue: linker.reading.syntax.span(word),
        source: Some(source),
        is_possible: false,
    });
}

/// Whether an answer can deny a link: what somebody claims for himself, another who calls it a lie does not deny to have done.
fn is_open(value: &Responsibility, replier: &Source) -> bool {
    let name = value.actor.mention.to_lowercase();
    let is_own = replier.speaker().words.to_lowercase().contains(&name);
    is_charge(value.link) && (value.link != ResponsibilityLink::Claimed || is_own)
}

/// The source of an answer: who is told at the word, or its subject.
fn speaker(linker: &Linker<'_, '_>, replier: TokenId, token: TokenId) -> Option<Source> {
    let reading = linker.reading;
    let own = reading.said.iter().find(|saying| {
        saying.cue_token == token && saying.source.speaker().kind != SourceKind::Publisher
    });
    let around = || linker.statements.speaker_at(token);
    let is_pronoun = reading.syntax.upos(replier) == "PRON";
    let is_judgement = judged_untrue(reading, token).is_some();
    match own.or_else(|| around().filter(|_| is_pronoun || is_judgement)) {
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
    if is_negated(syntax, token) {
        return None;
    }
    if let Some(speaker) = judged_untrue(reading, token) {
        return Some(speaker);
    }
    if syntax.upos(token) != "VERB" {
        return None;
    }
    let subject = doer(reading, token)?;
    let object = object_of(syntax, token);
    let is_word = |id: TokenId| words::is(syntax, id, "charge") && !is_modified(reading, id);
    let denies = words::is(syntax, token, "deny")
        && (object.is_some_and(is_word)
            || is_bare_denial(syntax, token)
            || is_relative_denial(syntax, token));
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

/// "said the accusation was false", "That is a lie": the one who says so.
fn judged_untrue(reading: &Reading<'_>, token: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    let is_judged =
        words::is(syntax, token, "untrue") && syntax.children_by(token, &["cop"]).next().is_some();
    let mut judged = syntax.children_by(token, &["nsubj"]);
    let is_charge = judged.any(|id| {
        matches!(syntax.word(id), "this" | "that") || words::is(syntax, id, "accusation")
    });
    let saying = reading.said.iter().find(|saying| {
        saying
            .content
            .iter()
            .any(|content| content.contains(&token))
    })?;
    let span = saying
        .source
        .speaker()
        .span
        .filter(|_| is_judged && is_charge)?;
    syntax.head_of_span(span)
}

/// "Moscow denied.": nothing is said of what; it is what was said before.
fn is_bare_denial(syntax: &Syntax<'_>, verb: TokenId) -> bool {
    let end = syntax.sentence_tokens(syntax.sentence_of(verb)).end;
    let is_closed = verb + 1 >= end || matches!(syntax.word(verb + 1), "." | ";");
    is_closed && matches!(syntax.word(verb), "denied" | "denies")
}

/// "which Moscow denied", "an accusation that the movement rejected": the relative pronoun is what is denied.
fn is_relative_denial(syntax: &Syntax<'_>, verb: TokenId) -> bool {
    const NEAR: usize = 6;
    let start = syntax.sentence_tokens(syntax.sentence_of(verb)).start;
    let near = (start + 1).max(verb.saturating_sub(NEAR))..verb;
    let is_charged = |noun: TokenId| words::is(syntax, noun, "charge") || syntax.word(noun) == ",";
    let end = syntax.sentence_tokens(syntax.sentence_of(verb)).end;
    let has_no_object = verb + 1 >= end || matches!(syntax.word(verb + 1), "." | "," | ";");
    has_no_object
        && near.rev().any(|id| {
            syntax.word(id) == "which" && is_charged(id - 1)
                || syntax.word(id) == "that" && words::is(syntax, id - 1, "charge")
        })
}

/// "called this baseless", whatever the tree makes of it.
fn is_this(syntax: &Syntax<'_>, id: TokenId) -> bool {
    id < syntax.len() && matches!(syntax.word(id), "this" | "that" | "it")
}

/// "called the report a lie": what is rejected is told as having happened.
fn rejects_report(reading: &Reading<'_>, token: TokenId) -> bool {
    let syntax = reading.syntax;
    // "called that a story" calls something else one.
    let is_another = |id: TokenId| {
        let mut articles = syntax.children_by(id, &["det"]);
        articles.any(|article| matches!(syntax.word(article), "a" | "an"))
    };
    syntax.children_by(token, &["obj"]).any(|id| {
        !is_another(id)
            && matches!(
                syntax.word(id),
                "report"
                    | "reports"
                    | "story"
                    | "stories"
                    | "rumour"
                    | "rumours"
                    | "rumor"
                    | "rumors"
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

fn deny_occurrence(linker: &mut Linker<'_, '_>, token: TokenId, source: Source) {
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
