//! Whether it happened at all: "it never happened", "there was no attack", "the report was a lie", "confirmed the attack".

use dateline_core::Stance;
use dateline_core::value::Value;

use super::links::{HOW_FAR, Linker};
use super::words;
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
        || none_flew(reading, token)
        || no_such(reading, token)
        || is_accident(linker, token)
        || is_untrue(reading, token)
    {
        Some((false, Stance::Denies))
    } else {
        None
    };
    let Some((truth, stance)) = told else { return };
    let is_said = linker
        .statements
        .speaker_at(token)
        .is_some_and(|saying| !saying.source.is_publisher());
    let Some(incident) = linker.incident_of(token).filter(|_| is_said) else {
        return;
    };
    let value = Value::Occurrence(truth);
    let statement = Statement::new(incident, value, reading.syntax.span(token), token);
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

fn is_act_noun(reading: &Reading<'_>, token: TokenId) -> bool {
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
    let is_report = |id: TokenId| words::is(syntax, id, "charge") && syntax.upos(id) == "NOUN";
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

/// "not one round had crossed the river", "no aircraft flew over the town": without arms there was no act.
fn none_flew(reading: &Reading<'_>, token: TokenId) -> bool {
    let syntax = reading.syntax;
    let is_fire = matches!(syntax.word(token), "fire" | "shot" | "shots");
    let is_means = (is_fire || words::is(syntax, token, "means")) && syntax.upos(token) == "NOUN";
    let is_subject = syntax.deprel(token).starts_with("nsubj");
    let start = token.saturating_sub(3);
    let is_none = is_negated_noun(syntax, token)
        || (start..token)
            .any(|id| syntax.word(id) == "not" && matches!(syntax.word(id + 1), "a" | "one"));
    let flies = |verb| words::is(syntax, verb, "flight");
    is_means && is_subject && is_none && syntax.head(token).is_some_and(flies)
}

/// "it had found no such case".
fn no_such(reading: &Reading<'_>, token: TokenId) -> bool {
    let syntax = reading.syntax;
    let is_none = token > 1 && syntax.word(token - 1) == "such" && syntax.word(token - 2) == "no";
    let is_act =
        matches!(syntax.word(token), "case" | "incident" | "event") || is_act_noun(reading, token);
    let is_found = syntax.head(token).is_some_and(|verb| {
        matches!(
            syntax.word(verb),
            "found" | "find" | "finds" | "recorded" | "seen" | "saw"
        )
    });
    is_none && is_act && is_found && syntax.deprel(token) == "obj"
}

/// "a boiler had exploded", "the aircraft suffered a mechanical failure": who gives such a cause says that nobody did it.
fn is_accident(linker: &Linker<'_, '_>, token: TokenId) -> bool {
    let syntax = linker.reading.syntax;
    if !words::is(syntax, token, "accident") {
        return false;
    }
    let Some(saying) = linker.statements.speaker_at(token) else {
        return false;
    };
    let sentence = syntax.sentence_tokens(syntax.sentence_of(token));
    let is_open = words::first(syntax, sentence, "excluded").is_some();
    saying.stance == Stance::Asserts && !is_open && is_near(linker, token)
}

/// Whether an act was told in the sentences right before a word.
fn is_near(linker: &Linker<'_, '_>, token: TokenId) -> bool {
    let sentence = linker.reading.syntax.sentence_of(token);
    let mut told = linker.drafts.iter().flat_map(|draft| &draft.events);
    told.any(|&at| {
        let other = linker.reading.events[at].sentence;
        other <= sentence && sentence - other <= HOW_FAR
    })
}
