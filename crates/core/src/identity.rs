//! Names of claims and incidents.

use serde::{Deserialize, Serialize};

use crate::claim::Claim;
use crate::document::DocumentId;

/// A ledger's own secret. Claim ids are keyed with it, so that an id betrays no name that was erased.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct LedgerSecret(pub [u8; 32]);

impl LedgerSecret {
    /// For output that belongs to no ledger.
    pub const NONE: Self = Self([0; 32]);
}

impl std::fmt::Debug for LedgerSecret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("LedgerSecret(..)")
    }
}

/// Names a claim: a keyed hash of its document and content, 32 hex digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClaimId(pub String);

/// Names an incident: `i-` and the start of the id of its earliest-ingested claim.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct IncidentId(pub String);

impl ClaimId {
    /// The id of `claim` in `document`, coded by `coder`, in the ledger that holds `secret`.
    pub fn of(secret: &LedgerSecret, document: &DocumentId, coder: &str, claim: &Claim) -> Self {
        let body = serde_json::to_vec(claim).unwrap_or_default();
        let mut hasher = blake3::Hasher::new_keyed(&secret.0);
        for part in [document.0.as_bytes(), coder.as_bytes(), &body] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(hasher.finalize().to_hex()[..32].to_owned())
    }
}

impl IncidentId {
    /// The id of the incident whose earliest-ingested claim is `claim`.
    pub fn of(claim: &ClaimId) -> Self {
        Self(format!("i-{}", &claim.0[..12]))
    }

    /// Whether an incident whose earliest-ingested claim was `claim` would bear, or once bore, this id.
    pub fn comes_from(&self, claim: &ClaimId) -> bool {
        let digits = self.0.strip_prefix("i-");
        digits.is_some_and(|digits| digits.len() == 12 && claim.0.starts_with(digits))
    }
}

impl std::fmt::Display for ClaimId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::fmt::Display for IncidentId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}
