//! Taking in what was coded by hand, which is reviewed from the first.

use std::collections::BTreeMap;

use dateline_core::{
    ClaimId, Decision, DecisionAction, Document, DocumentClaims, IncidentId, LedgerSecret,
};
use jiff::Timestamp;
use rusqlite::Connection;

use crate::decisions::add;
use crate::error::LedgerError;
use crate::record::{matching, take_in};
use crate::{Ledger, Recorded};

impl Ledger {
    /// Takes in a document as [`Ledger::record`] does, and with it `reviewer`'s acceptance of each incident that it tells of, in one
    /// transaction: a run that is stopped leaves no incident that looks as if nobody had reviewed it.
    ///
    /// The decisions name the incidents by the document's own claims, so that they follow these wherever they are linked.
    ///
    /// # Errors
    /// As [`Ledger::record`].
    pub fn record_accepted(
        &mut self,
        document: &Document,
        claims: &DocumentClaims,
        ingested: Timestamp,
        reviewer: &str,
        reason: &str,
    ) -> Result<Recorded, LedgerError> {
        matching(document, claims)?;
        let accept = |connection: &Connection, secret: &LedgerSecret| {
            incidents(secret, claims)
                .into_iter()
                .try_for_each(|incident| {
                    let decision = Decision {
                        incident,
                        action: DecisionAction::Accept,
                        reviewer: reviewer.to_owned(),
                        decided: ingested,
                        reason: reason.to_owned(),
                    };
                    add(connection, &decision).map(drop)
                })
        };
        self.writing(|connection, secret| {
            take_in(connection, secret, document, claims, ingested, accept)
        })
    }
}

/// The incidents that the document tells of, each by the id of its first claim.
fn incidents(secret: &LedgerSecret, claims: &DocumentClaims) -> Vec<IncidentId> {
    let mut first = BTreeMap::new();
    for claim in &claims.claims {
        first.entry(claim.incident).or_insert(claim);
    }
    let ids = first.into_values().map(|claim| {
        let claim = ClaimId::of(secret, &claims.document, &claims.coder, claim);
        IncidentId::of(&claim)
    });
    ids.collect()
}
