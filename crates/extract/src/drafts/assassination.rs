//! Killings of a particular person for who they are (codebook section 3).

use dateline_core::{FigureKind, IncidentType, PersonKind};
use dateline_normalize::people;

use super::{Draft, Reading};
use crate::syntax::TokenId;

/// "The mayor was shot dead by a sniper": an assault on one person of public role, or on a journalist, with no other dead, is an
/// assassination.
pub(super) fn name_assassinations(reading: &Reading<'_>, drafts: &mut [Draft<'_>]) {
    for draft in drafts.iter_mut() {
        match draft.incident_type {
            IncidentType::ArmedAssault if is_of_one(reading, draft) => {
                draft.incident_type = IncidentType::Assassination;
            }
            IncidentType::Assassination if is_of_many(reading, draft) => {
                draft.incident_type = IncidentType::ArmedAssault;
            }
            _ => {}
        }
    }
}

fn is_of_one(reading: &Reading<'_>, draft: &Draft<'_>) -> bool {
    let is_attack = |&&at: &&usize| {
        let sense = reading.events[at].trigger.sense;
        matches!(sense.figure, Some(FigureKind::Killed | FigureKind::Wounded))
    };
    let mut harmed = draft.events.iter().filter(is_attack).peekable();
    let is_target = |head: &TokenId| is_target(reading, *head);
    let first = harmed.peek().map(|&&at| &reading.events[at]);
    let is_aimed = first
        .is_some_and(|event| !event.patients.is_empty() && event.patients.iter().all(is_target));
    is_aimed && most_killed(reading, draft) <= 1
}

/// Dead with whom nobody is killed for who he alone is.
const MANY: u64 = 4;

fn is_of_many(reading: &Reading<'_>, draft: &Draft<'_>) -> bool {
    let names_it = |at: &usize| {
        let sense = reading.events[*at].trigger.sense;
        sense.incident_type == Some(IncidentType::Assassination)
    };
    most_killed(reading, draft) >= MANY && !draft.events.iter().any(names_it)
}

/// The greatest number of dead that the acts of a draft count; 0 where none is told.
fn most_killed(reading: &Reading<'_>, draft: &Draft<'_>) -> u64 {
    let told = reading.counted.iter().filter(|counted| {
        draft.events.contains(&counted.event) && counted.figure.kind == FigureKind::Killed
    });
    told.filter_map(|counted| counted.figure.bounds.low().or(counted.figure.bounds.best()))
        .max()
        .unwrap_or(0)
}

/// "the mayor", "a journalist": one person, whose office or work is told.
fn is_target(reading: &Reading<'_>, head: TokenId) -> bool {
    let syntax = reading.syntax;
    let is_plural = syntax.word(head).ends_with('s') || syntax.upos(head) == "NUM";
    let has_number = syntax.children_by(head, &["nummod"]).next().is_some();
    let words = reading.document.text.slice(syntax.noun_phrase(head));
    let traits = people::describe(words);
    !is_plural && !has_number && (traits.public_role || traits.kind == PersonKind::Journalist)
}
