//! What replaced what: running tolls, first versions and retractions of one source within a report.

mod admissions;
mod later;
#[cfg(test)]
mod tests;
mod tolls;
mod voices;
mod withdrawals;

use dateline_core::value::Value;
use dateline_core::{Claim, Slot, Stance};

use crate::attribution::{Attribution, Telling};
use crate::denials::is_withdrawable;
use crate::drafts::Reading;
use crate::revisions::{self, Role};
use crate::statements::Statements;

/// Links each update and retraction to the claim that it replaces, and adds the retractions that are told in words.
pub(crate) fn supersede(reading: &Reading<'_>, statements: &mut Statements<'_>) {
    for saying in reading
        .said
        .iter()
        .filter(|saying| saying.stance == Stance::Retracts)
    {
        retract(reading, saying, statements);
    }
    admissions::supersede(reading, statements);
    tolls::supersede(reading, statements);
    withdrawals::supersede(reading, statements);
    supersede_first_versions(statements);
}

/// Told as the first version, or in one breath with it ("initially denied ..., claiming to have repelled the attack").
fn is_first_version(reading: &Reading<'_>, saying: &Attribution) -> bool {
    saying.telling == Telling::First
        || reading.said.iter().any(|other| {
            // "which corrected an earlier count" is no first version.
            other.telling == Telling::First
                && other.stance != Stance::Retracts
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
    let withdrawn: Vec<u32> = statements
        .claims()
        .iter()
        .filter(|claim| {
            let is_first = statements
                .speaker_at(statements.token_of(claim.number))
                .is_some_and(|other| is_first_version(reading, other));
            is_withdrawable(claim.slot)
                && (voices::is_same(&claim.source, &saying.source)
                    || is_one_voice(statements, claim, saying))
                && (claim.stance == Stance::Denies || is_first)
                && reading
                    .syntax
                    .sentence_of(statements.token_of(claim.number))
                    <= saying.sentence
                && claim.stance != Stance::Retracts
                && !claim.inherited
        })
        .map(|claim| claim.number)
        .collect();
    // "said that the number was wrong": these words take it back, not those of saying alone.
    let sentence = reading.syntax.sentence_tokens(saying.sentence);
    let mistaken = revisions::within(reading.syntax, sentence, Role::Mistaken);
    let cue = mistaken.map_or(saying.cue, |words| {
        saying.cue.cover(reading.syntax.span_of_tokens(words))
    });
    for number in withdrawn {
        if !statements.is_superseded(number) {
            statements.retract(number, saying.source.clone(), cue, saying.cue_token);
        }
    }
}

/// "initially said 9 ... later said 12": the later value of the same source and slot replaces the first.
fn supersede_first_versions(statements: &mut Statements<'_>) {
    for at in 0..statements.claims().len() {
        let first = &statements.claims()[at];
        let is_first = statements
            .speaker_at(statements.token_of(first.number))
            .is_some_and(|saying| saying.telling == Telling::First);
        let is_replaced = statements.is_superseded(first.number);
        // Counts have been looked at with the words around them.
        let is_count = matches!(first.value, Some(Value::Figure(_)));
        // Who was hit and what was aimed at is told in parts; another name takes none back.
        let is_part = matches!(first.slot, Slot::Victim | Slot::Target | Slot::Perpetrator);
        if !is_first || is_replaced || is_count || is_part || !is_withdrawable(first.slot) {
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
                && voices::is_same(&other.source, &source)
        });
        if let Some(later) = later {
            statements.claims_mut()[later].supersedes = Some(number);
        }
    }
}
