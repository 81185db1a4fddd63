//! The words that every room of Dateline shares: documents, spans, claims, values and incidents.
//!
//! Nothing here reads a file, asks the clock, speaks SQL or touches a tensor.

#![doc = include_str!("../README.md")]

mod claim;
mod document;
mod encoding;
mod fingerprint;
mod identity;
mod incident;
mod source;
mod telling;
mod text;
pub mod value;
pub mod vocabulary;

pub use claim::{
    Attribution, Claim, DocumentClaims, Evidence, PeriodTotal, PersonMention, Redaction,
};
pub use document::{
    Document, DocumentId, Language, Origin, Published, PublishedBasis, PublishedFrom,
};
pub use encoding::{
    DependencyToken, DocumentLabel, Encoding, FoundEntity, FoundIncident, FoundName, IncidentRole,
    Mention, MentionKind, Sentence,
};
pub use fingerprint::{Common, Runs, Sketch, ages, stable_hash};
pub use identity::{ClaimId, IncidentId, LedgerSecret};
pub use incident::{
    ClaimRecord, Decision, DecisionAction, Derived, Incident, Policy, Reviewed, Rule, SlotStatus,
    Verdict,
};
pub use source::{Source, Speaker};
pub use telling::{Placed, Telling};
pub use text::{Span, SpanError, Text};
pub use vocabulary::*;
