//! What courts and prosecutors hold against a person, and of what they clear one.

use dateline_core::{ResponsibilityLink, Stance};

use super::actors::{can_answer, naming_span, own_source};
use super::arguments::{agent_by, described_by, object_of};
use super::links::{Link, Linker};
use super::words;
use crate::drafts::Reading;
use crate::events::{is_negated, subject_of};
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
    let person = named_person(linker, person);
    let is_plain = link == ResponsibilityLink::Acquitted && is_plain_acquittal(reading, token);
    if !can_answer(reading, person) || !(is_plain || is_of_violence(reading, token)) {
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
    let guilty = guilty_after(syntax, token);
    if words::is(syntax, token, "acquit") || guilty == Some(false) {
        return Some(ResponsibilityLink::Acquitted);
    }
    (words::is(syntax, token, "convict") || guilty == Some(true))
        .then_some(ResponsibilityLink::AccusedByAuthorities)
}

/// Whether who is found guilty at a word is, or is found not to be: "found Omar Tal guilty of the bombing".
fn guilty_after(syntax: &Syntax<'_>, token: TokenId) -> Option<bool> {
    const NEAR: usize = 8;
    if !matches!(syntax.word(token), "found" | "finds") || is_negated(syntax, token) {
        return None;
    }
    let end = syntax.sentence_tokens(syntax.sentence_of(token)).end;
    let mut near = token + 1..end.min(token + NEAR);
    let guilty = near.find(|&id| syntax.word(id) == "guilty")?;
    Some(syntax.word(guilty - 1) != "not")
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

/// "(Omar Tal ... the court) acquitted him": the person named last before a pronoun, in its sentence or the one before.
pub(super) fn named_person(linker: &Linker<'_, '_>, person: TokenId) -> TokenId {
    let syntax = linker.reading.syntax;
    if !matches!(syntax.word(person), "he" | "him" | "she" | "her") {
        return person;
    }
    let sentence = syntax.sentence_of(person);
    let first = syntax.sentence_tokens(sentence.saturating_sub(1)).start;
    let is_told_of = |id: TokenId| {
        syntax.deprel(id).starts_with("nsubj") || matches!(syntax.deprel(id), "obj" | "obl:agent")
    };
    let is_person = |id: TokenId| {
        let span = syntax.span(id);
        let is_named = linker.persons.iter().any(|name| name.span.overlaps(span));
        is_named && is_told_of(id)
    };
    (first..person)
        .rev()
        .find(|&id| is_person(id))
        .unwrap_or(person)
}

/// Whether it is for violence: an act or a crime stands below the verb, or below the verdict that it is told with ("cleared the
/// preacher of the bombing, but sentenced his driver").
fn is_of_violence(reading: &Reading<'_>, verb: TokenId) -> bool {
    let syntax = reading.syntax;
    let with = syntax
        .head(verb)
        .filter(|&head| syntax.deprel(verb) == "conj" && verdict(syntax, head).is_some());
    is_of_crime(reading, verb) || with.is_some_and(|head| is_of_crime(reading, head))
}

/// "was acquitted on Tuesday", "an inquiry absolved the army": nothing is told of what, so it is what the report is about.
fn is_plain_acquittal(reading: &Reading<'_>, verb: TokenId) -> bool {
    let syntax = reading.syntax;
    let below = syntax.subtree(verb);
    let is_told_of = (verb + 1..below.end)
        .any(|id| matches!(syntax.word(id), "of" | "from" | "over") && syntax.upos(id) == "ADP");
    let is_plain = matches!(
        syntax.word(verb),
        "acquitted"
            | "acquits"
            | "acquitting"
            | "exonerated"
            | "exonerates"
            | "absolved"
            | "found"
            | "finds"
    );
    is_plain && !is_told_of
}

fn is_of_crime(reading: &Reading<'_>, verb: TokenId) -> bool {
    let syntax = reading.syntax;
    let below = syntax.subtree(verb);
    let mut told = reading.events.iter();
    words::first(syntax, verb + 1..below.end, "crime").is_some()
        || told.any(|event| event.trigger.token > verb && below.contains(&event.trigger.token))
}
