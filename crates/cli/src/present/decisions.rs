//! Reviewers' decisions, from the ledger's types to the wire's.

use dateline_core::value::Value;
use dateline_core::{
    ClaimRecord, DecisionAction, Document, Incident, IncidentType, PersonMention, Slot,
};
use dateline_ledger::RecordedDecision;

use super::derived::single;
use super::values::Values;
use crate::doubt::{self, Doubt};
use crate::redact::{Names, Redactor};
use crate::wire::{self, Term};

/// A decision, with all incidents that it names, their documents and their claims: its reason may speak of any of them.
pub fn decision(
    recorded: &RecordedDecision,
    incidents: &[&Incident],
    documents: &[(Document, Vec<PersonMention>)],
    records: &[ClaimRecord],
    names: Names,
) -> wire::Decision {
    let redactor = Redactor::new(names, &super::with_persons(documents), records, &[]);
    let values = Values {
        redactor: &redactor,
        sensitive: incidents.iter().any(|one| {
            let kind = single(one, Slot::Type);
            matches!(kind, Some(Value::Type(IncidentType::SexualViolence)))
        }),
    };
    wire::Decision {
        number: recorded.seq,
        incident: recorded.decision.incident.to_string(),
        action: action(&recorded.decision.action, &values),
        reviewer: redactor.reviewer(&recorded.decision.reviewer),
        decided: recorded.decision.decided.to_string(),
        reason: redactor.words(&recorded.decision.reason),
        undone_by: recorded.undone_by,
    }
}

fn action(action: &DecisionAction, values: &Values<'_>) -> wire::Action {
    match action {
        DecisionAction::Accept => wire::Action::Accept,
        DecisionAction::Reject => wire::Action::Reject,
        DecisionAction::Correct { value } => wire::Action::Correct {
            slot: Term(value.slot()),
            value: values.value(value),
        },
        DecisionAction::Clear { slot } => wire::Action::Clear { slot: Term(*slot) },
        DecisionAction::Merge { with } => wire::Action::Merge {
            with: with.to_string(),
        },
        DecisionAction::Split { apart } => wire::Action::Split {
            apart: apart.iter().map(ToString::to_string).collect(),
        },
        DecisionAction::Undo { decision } => wire::Action::Undo {
            decision: *decision,
        },
        DecisionAction::Note => wire::Action::Note,
    }
}

/// What reviewers made of the incident as a whole.
pub(super) fn reviewed(incident: &Incident) -> Option<wire::Reviewed> {
    incident.reviewed.map(|reviewed| wire::Reviewed {
        verdict: Term(reviewed.verdict),
        decided: reviewed.decided.to_string(),
    })
}

/// An incident that waits for a reviewer, with why it is doubted.
pub fn queued(listed: wire::ListedIncident, doubts: &[Doubt]) -> wire::Queued {
    wire::Queued {
        doubt: doubt::score(doubts),
        reasons: doubts
            .iter()
            .map(|doubt| wire::Doubt {
                slot: doubt.slot.map(Term),
                weight: doubt.weight,
                words: doubt.words.clone(),
            })
            .collect(),
        listed,
    }
}
