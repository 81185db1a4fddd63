//! What replaced what: running tolls, first versions and retractions of one source within a report.

use dateline_core::value::Value;
use dateline_core::{Claim, Relation, Source, Stance};

use crate::attribution::{Attribution, Telling};
use crate::denials::is_withdrawable;
use crate::drafts::Reading;
use crate::statements::{Statement, Statements};

/// Links each update and retraction to the claim that it replaces, and adds the retractions that are told in words.
pub(crate) fn supersede(reading: &Reading<'_>, statements: &mut Statements<'_>) {
    supersede_updates(statements);
    for saying in reading
        .said
        .iter()
        .filter(|saying| saying.stance == Stance::Retracts)
    {
        retract(reading, saying, statements);
    }
    supersede_first_versions(reading, statements);
}

/// A running toll replaces the total that the same source, or the report itself, gave before.
fn supersede_updates(statements: &mut Statements<'_>) {
    for at in 0..statements.claims().len() {
        let claim = &statements.claims()[at];
        if claim.stance != Stance::Updates || claim.supersedes.is_some() {
            continue;
        }
        let replaced = statements.claims().iter().filter(|other| {
            other.number != claim.number
                && is_total_of(other, claim)
                && other.value != claim.value
                && !matches!(
                    other.stance,
                    Stance::Denies | Stance::Questions | Stance::Updates
                )
                && is_lower(other, claim)
        });
        let replaced = replaced
            .filter(|other| is_same_voice(&other.source, &claim.source))
            .map(|other| other.number)
            .max();
        statements.claims_mut()[at].supersedes = replaced;
    }
}

fn is_total_of(other: &Claim, claim: &Claim) -> bool {
    let is_total = |claim: &Claim| matches!(&claim.value, Some(Value::Figure(figure)) if figure.relation == Relation::Total);
    other.slot == claim.slot
        && other.incident == claim.incident
        && is_total(other)
        && is_total(claim)
}

/// Tolls rise; a figure above the updated one is no earlier state of it.
fn is_lower(other: &Claim, claim: &Claim) -> bool {
    let best = |claim: &Claim| match &claim.value {
        Some(Value::Figure(figure)) => figure.bounds.best().or(figure.bounds.low()),
        _ => None,
    };
    best(other) <= best(claim)
}

/// Whether two sources are one speaker: equal names, or one short form of the other.
fn is_same_voice(a: &Source, b: &Source) -> bool {
    let (a, b) = (a.speaker(), b.speaker());
    if a.kind != b.kind {
        return false;
    }
    let fold = |words: &str| words.to_lowercase().trim_start_matches("the ").to_owned();
    let (left, right) = (fold(&a.words), fold(&b.words));
    a.span == b.span && a.span.is_some()
        || left == right
        || left.ends_with(&format!(" {right}"))
        || right.ends_with(&format!(" {left}"))
}

/// Told as the first version, or in one breath with it ("initially denied ..., claiming to have repelled the attack").
fn is_first_version(reading: &Reading<'_>, saying: &Attribution) -> bool {
    saying.telling == Telling::First
        || reading.said.iter().any(|other| {
            other.telling == Telling::First
                && other.sentence == saying.sentence
                && other.voice.is_some()
                && other.voice == saying.voice
        })
}

/// Whether the reader of attributions took both for one speaker ("they", "the authorities").
fn is_one_voice(statements: &Statements<'_>, claim: &Claim, saying: &Attribution) -> bool {
    let own = statements
        .speaker_at(statements.token_of(claim.number))
        .and_then(|other| other.voice);
    own.is_some() && own == saying.voice
}

/// "were forced to backtrack": withdraws what the same source denied or claimed at first.
fn retract(reading: &Reading<'_>, saying: &Attribution, statements: &mut Statements<'_>) {
    let withdrawn: Vec<Claim> = statements
        .claims()
        .iter()
        .filter(|claim| {
            let is_first = statements
                .speaker_at(statements.token_of(claim.number))
                .is_some_and(|other| is_first_version(reading, other));
            is_withdrawable(claim.slot)
                && (is_same_voice(&claim.source, &saying.source)
                    || is_one_voice(statements, claim, saying))
                && (claim.stance == Stance::Denies || is_first)
                && reading
                    .syntax
                    .sentence_of(statements.token_of(claim.number))
                    <= saying.sentence
                && claim.stance != Stance::Retracts
                && !claim.inherited
        })
        .cloned()
        .collect();
    for claim in withdrawn {
        let is_replaced = statements
            .claims()
            .iter()
            .any(|other| other.supersedes == Some(claim.number));
        if is_replaced {
            continue;
        }
        let statement = Statement {
            incident: claim.incident as usize,
            slot: claim.slot,
            value: None,
            spans: vec![saying.cue],
            token: saying.cue_token,
            is_possible: false,
            is_update: false,
            inherited: false,
            score: claim.score,
        };
        let number = statements.add_as(
            statement,
            saying.source.clone(),
            Stance::Retracts,
            Some(saying.cue),
        );
        statements.claims_mut()[number as usize].supersedes = Some(claim.number);
    }
}

/// "initially said 9 ... later said 12": the later value of the same source and slot replaces the first.
fn supersede_first_versions(reading: &Reading<'_>, statements: &mut Statements<'_>) {
    let _ = reading;
    for at in 0..statements.claims().len() {
        let first = &statements.claims()[at];
        let is_first = statements
            .speaker_at(statements.token_of(first.number))
            .is_some_and(|saying| saying.telling == Telling::First);
        let is_replaced = statements
            .claims()
            .iter()
            .any(|other| other.supersedes == Some(first.number));
        if !is_first || is_replaced || !is_withdrawable(first.slot) {
            continue;
        }
        let (number, slot, incident, source) = (
            first.number,
            first.slot,
            first.incident,
            first.source.clone(),
        );
        let value = first.value.clone();
        let later = statements.claims().iter().position(|other| {
            other.number > number
                && other.slot == slot
                && other.incident == incident
                && other.value != value
                && other.supersedes.is_none()
                && !matches!(other.stance, Stance::Questions | Stance::Retracts)
                && is_same_voice(&other.source, &source)
        });
        if let Some(later) = later {
            statements.claims_mut()[later].supersedes = Some(number);
        }
    }
}
