//! What became of incidents, on the wire.

use dateline_core::{IncidentType, Slot, SlotStatus};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Claim, Date, Place, Shown, Term, Value};

/// Why an id no longer stands, or what stands under it must be fetched anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// It was found to be the same incident as another, by a report or by a reviewer.
    Merged,
    /// A reviewer rejected it.
    Rejected,
    /// All that is left of it is denied.
    Refuted,
    /// A later version of its document no longer tells it.
    Withdrawn,
    /// A newer coder reads its documents otherwise.
    Recoded,
    /// A document that told of it was erased.
    DocumentErased,
    /// A person's name was erased from it.
    PersonErased,
}

/// An id that lists give no longer, or no longer as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Deletion {
    /// The id.
    pub id: String,
    /// Since when (RFC 3339, UTC).
    pub deleted: String,
    /// Why.
    pub why: Ending,
    /// The id that stands for it now: itself where only its contents changed; null where nothing is left to list.
    pub now: Option<String>,
    /// The document that brought it about.
    pub by_document: Option<String>,
    /// The number of the decision that brought it about.
    pub by_decision: Option<u64>,
}

/// What became of an incident between two moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Became {
    /// It came in.
    Added,
    /// It left the lists.
    Gone,
    /// It stands at both, and differs.
    Changed,
}

/// What changed an incident: a document that came in, a decision, or a new reading of documents.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Because {
    /// When (RFC 3339, UTC).
    pub when: String,
    /// The document.
    pub document: Option<String>,
    /// Who published it.
    pub publisher: Option<Shown>,
    /// The decision's number.
    pub decision: Option<u64>,
    /// Whether documents were read anew.
    pub recoded: bool,
}

/// How a slot stood.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Stood {
    /// How it stood; null where nothing was told of it. Of a slot that holds several values, that of the first.
    pub status: Option<Term<SlotStatus>>,
    /// Its values.
    pub values: Vec<Value>,
    /// For figures: least that any standing claim gives.
    pub low: Option<u64>,
    /// For figures: best.
    pub best: Option<u64>,
    /// For figures: greatest that any standing claim gives.
    pub high: Option<u64>,
    /// For `part_of`: the operation's id.
    pub part_of: Option<String>,
}

/// A slot that differs.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SlotChange {
    /// The slot; `occurrence` is the standing of the incident itself.
    pub slot: Term<Slot>,
    /// How it stood before.
    pub old: Stood,
    /// How it stands.
    pub new: Stood,
    /// What changed it last; null between two ledgers.
    pub because: Option<Because>,
    /// Claims about it that came with that.
    pub claims: Vec<Claim>,
}

/// An incident that differs between two moments, or two ledgers.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// What became of it.
    pub change: Became,
    /// Its id; between two ledgers that of the first which has it.
    pub id: String,
    /// The id that stands for it now, where that is another; null where nothing is left to list.
    pub now: Option<String>,
    /// Why it is gone; null between two ledgers, and for one that stands.
    pub why: Option<Ending>,
    /// What brought it in, or took it away.
    pub because: Option<Because>,
    /// Kind of act, as it is or last was.
    #[serde(rename = "type")]
    pub kind: Option<Term<IncidentType>>,
    /// When, as it is or last was.
    pub date: Option<Date>,
    /// Where, as it is or last was.
    pub place: Option<Place>,
    /// Slots that differ, in the order of the codebook.
    pub slots: Vec<SlotChange>,
    /// Documents that tell of it now and did not before.
    pub joined: Vec<String>,
    /// Documents that told of it and do not now.
    pub left: Vec<String>,
}
