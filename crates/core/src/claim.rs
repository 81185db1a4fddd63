//! What one document claims.

use serde::{Deserialize, Serialize};

use crate::document::DocumentId;
use crate::source::Source;
use crate::text::Span;
use crate::value::{DateValue, Figure, Value};
use crate::vocabulary::{Certainty, Slot, Stance};

/// The words that support a claim.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// The words that carry the value; at least one span.
    pub spans: Vec<Span>,
    /// The sentence or clause around them, for a reader.
    pub context: Span,
    /// The words that say so: "denied", "according to".
    pub cue: Option<Span>,
}

/// In this document, this source says, with this stance, that this slot of this incident has this value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Position among the document's claims, from 0.
    pub number: u32,
    /// Which of the document's incidents, from 0 in order of first mention.
    pub incident: u32,
    /// What it is about.
    pub slot: Slot,
    /// What it says; absent when the slot is doubted or a claim withdrawn without another value.
    pub value: Option<Value>,
    /// Who says so.
    pub source: Source,
    /// What the source does with the value.
    pub stance: Stance,
    /// How sure the speaker is.
    pub certainty: Certainty,
    /// Whether the publisher keeps its distance ("claimed", "alleged").
    pub distanced: bool,
    /// Number of the claim of the same document that this one replaces.
    pub supersedes: Option<u32>,
    /// Whether it was told of the operation, or of the report as a whole, and holds for this incident.
    pub inherited: bool,
    /// Probability that the claim is rightly read, 0 to 1.
    pub score: f32,
    /// The words behind it.
    pub evidence: Evidence,
}

/// How a person is shown when the name is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Redaction {
    /// A public role: shown by name.
    Public,
    /// Shown by role unless names are asked for.
    Private,
    /// A minor, a victim of sexual violence or a witness: shown by role unless sensitive names are asked for too.
    Sensitive,
}

/// A person whom the document names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonMention {
    /// Where the name stands.
    pub span: Span,
    /// What is shown in its place: "a 14-year-old boy".
    pub role: String,
    /// Whether it is shown.
    pub redaction: Redaction,
}

/// A statistic over a time that is too long for one incident: kept, but no incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PeriodTotal {
    /// The count.
    pub figure: Figure,
    /// Over which time.
    pub period: DateValue,
    /// Who says so.
    pub source: Source,
    /// The words behind it.
    pub evidence: Evidence,
}

/// Who is said to say what, and how: what the document's attributions were read as (codebook section 5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Who says it, nearest speaker first, with those who pass it on.
    pub source: Source,
    /// The words that name the nearest speaker beside the cue: "he", where `source` has the name that "he" stands for.
    pub mention: Option<Span>,
    /// The words that say so: "denied", "according to".
    pub cue: Span,
    /// What is said; at least one span, several where the cue parts them.
    pub content: Vec<Span>,
    /// What the source does with it.
    pub stance: Stance,
    /// How sure the source is.
    pub certainty: Certainty,
    /// Whether the publisher keeps its distance.
    pub distanced: bool,
    /// Index, among the document's attributions, of the one in whose content this one stands.
    pub inside: Option<u32>,
}

/// All that one document claims.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentClaims {
    /// Which document.
    pub document: DocumentId,
    /// Version of program and weights that read it.
    pub coder: String,
    /// Claims, in order of `number`.
    pub claims: Vec<Claim>,
    /// Who says what, in the order of their cues. What the publisher itself doubts or hedges is not among them. No ledger keeps them: the document and the coder give them again.
    pub attributions: Vec<Attribution>,
    /// Statistics over a period.
    pub period_totals: Vec<PeriodTotal>,
    /// Persons named in the document.
    pub persons: Vec<PersonMention>,
}

impl DocumentClaims {
    /// Numbers of the document's incidents, in order.
    pub fn incidents(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = self.claims.iter().map(|claim| claim.incident).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}
