//! Reviewers' decisions on the wire, and the queue of what they have still to look at.

use dateline_core::{Slot, Verdict};
use schemars::JsonSchema;
use serde::Serialize;

use super::{ListedIncident, Shown, Term, Value};

/// That a reviewer looked at an incident.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Reviewed {
    /// The last acceptance or rejection; with neither, that slots were corrected.
    pub verdict: Term<Verdict>,
    /// When that was decided (RFC 3339, UTC).
    pub decided: String,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    /// The incident is right as it stands.
    Accept,
    /// It is no incident.
    Reject,
    /// The slot has this value.
    Correct {
        /// The slot.
        slot: Term<Slot>,
        /// Its value.
        value: Value,
    },
    /// The slot has no value.
    Clear {
        /// The slot.
        slot: Term<Slot>,
    },
    /// It is the same incident as another.
    Merge {
        /// The other.
        with: String,
    },
    /// Some of its documents tell of something else.
    Split {
        /// A claim of each thing that is taken out.
        apart: Vec<String>,
    },
    /// An earlier decision counts no longer.
    Undo {
        /// Its number.
        decision: u64,
    },
    /// A remark.
    Note,
}

/// Who decided what, when and why.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Decision {
    /// Its number, in the order in which decisions were made.
    pub number: u64,
    /// The incident, by the id that it had then.
    pub incident: String,
    /// What.
    #[serde(flatten)]
    pub action: Action,
    /// Who.
    pub reviewer: Shown,
    /// When (RFC 3339, UTC).
    pub decided: String,
    /// Why; empty for an acceptance without remark.
    pub reason: Shown,
    /// Number of the decision that undid it; null while it counts.
    pub undone_by: Option<u64>,
}

impl Decision {
    /// Whether it sets or clears the slot, and counts.
    pub fn sets(&self, wanted: Slot) -> bool {
        let slot = match &self.action {
            Action::Correct { slot, .. } | Action::Clear { slot } => slot.0,
            _ => return false,
        };
        slot == wanted && self.undone_by.is_none()
    }
}

/// One reason to doubt an incident.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Doubt {
    /// The slot, if it is about one.
    pub slot: Option<Term<Slot>>,
    /// What it adds to the doubt.
    pub weight: f32,
    /// The reason.
    pub words: String,
}

/// An incident that waits for a reviewer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Queued {
    /// How doubtful it is: the sum of what its reasons weigh. It orders the queue, and is no probability.
    pub doubt: f32,
    /// Why, the weightiest reason first.
    pub reasons: Vec<Doubt>,
    /// The incident.
    #[serde(flatten)]
    pub listed: ListedIncident,
}
