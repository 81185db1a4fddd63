//! What Dateline writes to others: types apart from the domain's, so that the one can change without the other.
//!
//! Every free text is [`Shown`], which only the redactor can make: a name that codebook section 8 hides cannot
//! slip into an output by being forgotten. Terms of closed lists and rows of the gazetteer are no free text.

mod claim;
mod decision;
mod history;
mod incident;
mod link;
mod term;
mod value;

pub use claim::{Attribution, Claim, EarlierClaim, Evidence, Passage, QuotePart, Source, Speaker};
pub use decision::{Action, Decision, Doubt, Queued, Reviewed};
pub use history::{Became, Because, Change, Deletion, Ending, SlotChange, Stood};
pub use incident::{
    Derived, Document, FigureSlot, Incident, ListedIncident, Origin, PeriodTotal, Replacement,
    Report,
};
pub use link::{Link, LinkReason};
pub use term::Term;
pub use value::{
    Actor, Count, Date, Figure, GazetteerRow, People, Place, Responsibility, Thing, Value, Weapon,
};

pub use crate::redact::Shown;

use schemars::JsonSchema;
use serde::Serialize;

/// All that `dateline` writes as JSON: `code` writes reports, `incidents`, `show` and `review` write incidents, `log`
/// writes decisions, `diff` changes, `deletions` ids that went.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(
    title = "Dateline",
    description = "What `dateline --format json` and `--format jsonl` write: a list of these, or one a line."
)]
pub enum Output {
    /// `dateline code`.
    Report(Box<Report>),
    /// `dateline incidents`, `dateline show`.
    Incident(Box<ListedIncident>),
    /// `dateline review`.
    Queued(Box<Queued>),
    /// `dateline log`.
    Decision(Box<Decision>),
    /// `dateline diff`.
    Change(Box<Change>),
    /// `dateline deletions`.
    Deletion(Box<Deletion>),
}

/// The JSON Schema of [`Output`], as committed in `schemas/dateline.schema.json`.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Output);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
