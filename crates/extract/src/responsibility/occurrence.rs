//! Whether it happened at all: "it never happened", "there was no attack", "the report was a lie", "confirmed the attack".

use dateline_core::value::Value;
use dateline_core::{Slot, Stance};

use super::links::Linker;
use super::{absent, words};
use crate::drafts::Reading;
use crate::events::{is_negated, is_negated_noun, subject_of};
use crate::statements::Statement;
use crate::syntax::TokenId;

/// Claims that a speaker says that an act did not happen, or that it did.
pub(super) fn claim_occurrence(linker: &mut Linker<'_, '_>, token: TokenId) {
    let reading = linker.reading;
    let told = if is_confirmed(reading, token) {
        Some((true, Stance::Confirms))
    } else if never_happened(reading, token)
        || none_was(reading, token)
        || absent::none_flew(reading, token)
        || absent::no_such(reading, token)
        || absent::is_accident(linker, token)
        || is_untrue(reading, token)
    {
        Some((false, Stance::Denies))
    } else {
        None
    };
    let is_open = told.is_none() && absent::is_open(reading, token);
    let (value, stance) = match told {
        Some((truth, stance)) => (Some(Value::Occurrence(truth)), stance),
        None if is_open => (None, Stance::Questions),
        None => return,
    };
    let saying = linker.statements.speaker_at(token);
    let is_said = saying.is_some_and(|saying| !saying.source.is_publisher());
    // Who is accused and says that no shot was fired denies to have fired it.
    if stance == Stance::Denies
        && let Some(saying) = saying
        && let Some(charge) = linker.charge_against(&saying.source, token)
    {
        linker.deny_charge(&charge, token, saying.source.clone());
        return;
    }
    let Some(incident) = linker.incident_of(token).filter(|_| is_said) else {
        return;
    };
    let span = reading.syntax.span(token);
    let statement = match value {
        Some(value) => Statement::new(incident, value, span, token),
        None => Statement::without_value(incident, Slot::Occurrence, span, token),
    };
    let number = linker.statements.add(statement);
    linker.statements.claims_mut()[number as usize].stance = stance;
}

/// "confirmed the attack", "confirmed that the attack took place": the act itself, nothing told of it.
fn is_confirmed(reading: &Reading<'_>, token: TokenId) -> bool {
    let syntax = reading.syntax;
    let governs = syntax.head(token).is_some_and(|verb| {
        matches!(
            syntax.word(verb),
            "confirmed" | "confirms" | "confirm" | "confirming"
        ) && !is_negated(syntax, verb)
    });
    let is_bare = syntax
        .children(token)
        .iter()
        .all(|&id| !matches!(syntax.deprel(id), "nummod" | "acl" | "acl:relcl"));
    governs && is_bare && syntax.deprel(token) == "obj" && is_act_noun(reading, token)
}

pub(super) fn is_act_noun(reading: &Reading<'_>, token: TokenId) -> bool {
    let mut told = reading.events.iter();
    reading.syntax.upos(token) == "NOUN"
        && told.any(|event| {
            event.trigger.token == token
                && event.trigger.sense.incident_type.is_some()
                && event.trigger.sense.figure.is_none()
        })
}

/// "it never happened", "nothing happened", "the attack did not take place".
fn never_happened(reading: &Reading<'_>, token: TokenId) -> bool {
    let syntax = reading.syntax;
    let Some(subject) = subject_of(syntax, token).filter(|_| words::is(syntax, token, "happen"))
    else {
        return false;
    };
    let is_none = is_negated(syntax, token)
        || is_negated_noun(syntax, subject)
        || words::is(syntax, subject, "none");
    let is_act = matches!(
        syntax.word(subject),
        "it" | "this" | "that" | "nothing" | "incident" | "event"
    ) || is_act_noun(reading, subject);
    is_none && is_act
}

/// "there was no attack", "there had been no such raid".
fn none_was(reading: &Reading<'_>, token: TokenId) -> bool {
    let syntax = reading.syntax;
    let is_existential = |verb: TokenId| {
        syntax
            .children_by(verb, &["expl"])
            .any(|id| syntax.word(id) == "there")
    };
    let exists = syntax.head(token).is_some_and(is_existential) || is_existential(token);
    exists && is_negated_noun(syntax, token) && is_act_noun(reading, token)
}

/// "the story was a lie", "reports of the raid were fabrications".
fn is_untrue(reading: &Reading<'_>, token: TokenId) -> bool {
    let syntax = reading.syntax;
    let is_false = words::is(syntax, token, "untrue") && !is_negated(syntax, token);
    let is_not_true = syntax.word(token) == "true" && is_negated(syntax, token);
    let is_judged =
        (is_false || is_not_true) && syntax.children_by(token, &["cop"]).next().is_some();
    // Who calls an accusation a lie denies to have done it, not that it was done.
    let is_report = |id: TokenId| {
        words::is(syntax, id, "charge")
            && syntax.upos(id) == "NOUN"
            && !words::is(syntax, id, "accusation")
    };
    // "Reports that a church was burned were false": a long subject is often lost in the tree.
    let opens = || {
        if syntax.children_by(token, &["nsubj"]).next().is_some() {
            return false;
        }
        let first = syntax.sentence_tokens(syntax.sentence_of(token)).start;
        (first..token)
            .take(2)
            .any(|id| is_report(id) && matches!(syntax.word(id + 1), "that" | "of"))
    };
    is_judged && (subject_of(syntax, token).is_some_and(is_report) || opens())
}
