//! How reports came to an incident, on the wire.

use schemars::JsonSchema;
use serde::Serialize;

/// Something that moved the odds of two reports being of one incident.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LinkReason {
    /// Of what was compared in one respect (when, where, how many were killed, the words), what says most: a feature of `data/linking.tsv`.
    pub feature: String,
    /// Whether that holds; else it is not so, or not known, and this moved the odds.
    pub holds: bool,
    /// By how much all that was compared in this respect moved the natural logarithm of the odds; above 0 towards one incident.
    pub weight: f32,
}

/// How a report came to an incident.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Link {
    /// The report.
    pub document: String,
    /// How likely it told of the incident when it joined, from 0 to 1; null for a report that founded it.
    pub likelihood: Option<f32>,
    /// The earliest report whose text it copies: both are one source.
    pub copy_of: Option<String>,
    /// What moved the odds between it and the earlier report that it is most like, the strongest first.
    pub reasons: Vec<LinkReason>,
}
