//! Denials that the same voice gives up by admitting the act or its share in it: "which on Thursday denied hitting the school,
//! acknowledged on Friday that one of its rounds had fallen in the yard".

use dateline_core::{Claim, Slot, Stance};

use super::{is_one_voice, voices};
use crate::attribution::Attribution;
use crate::drafts::Reading;
use crate::events::is_negated;
use crate::revisions::{self, Role};
use crate::statements::Statements;
use crate::syntax::TokenId;

/// Adds a retraction for each denial that its own voice admits later, unless another claim replaces it already.
pub(super) fn supersede(reading: &Reading<'_>, statements: &mut Statements<'_>) {
    for saying in reading.said.iter().filter(|saying| admits(reading, saying)) {
        let given_up: Vec<u32> = statements
            .claims()
            .iter()
            .filter(|claim| {
                is_denial(claim)
                    && statements.token_of(claim.number) < saying.cue_token
                    && (is_one_voice(statements, claim, saying)
                        || voices::is_same(&claim.source, &saying.source)
                            && tells_act(reading, saying))
            })
            .map(|claim| claim.number)
            .collect();
        for number in given_up {
            if !statements.is_superseded(number) {
                statements.retract(number, saying.source.clone(), saying.cue, saying.cue_token);
            }
        }
    }
}

/// Denials of a share in the act or of the act itself. Counts are compared by their numbers.
fn is_denial(claim: &Claim) -> bool {
    claim.stance == Stance::Denies && matches!(claim.slot, Slot::Responsibility | Slot::Occurrence)
}

/// Whether a speaker owns up to something that did happen: "admitted", not "admitted that it had not".
fn admits(reading: &Reading<'_>, saying: &Attribution) -> bool {
    let is_owned = revisions::at(reading.syntax, saying.cue_token, Role::Admit).is_some()
        || saying.stance == Stance::Confirms && tells_act(reading, saying);
    let is_of_nothing = saying
        .content
        .iter()
        .flat_map(Clone::clone)
        .any(|id| reading.syntax.upos(id) == "VERB" && is_negated(reading.syntax, id));
    is_owned
        && saying.voice.is_some()
        && matches!(saying.stance, Stance::Asserts | Stance::Confirms)
        && !is_of_nothing
        && !saying.content.is_empty()
}

/// "confirmed the attack": whether what is said tells an act.
fn tells_act(reading: &Reading<'_>, saying: &Attribution) -> bool {
    let is_said = |id: TokenId| saying.content.iter().any(|range| range.contains(&id));
    let mut acts = reading.events.iter();
    acts.any(|event| event.sentence == saying.sentence && is_said(event.trigger.token))
}
