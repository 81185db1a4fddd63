//! Taking in what was coded by hand, which is reviewed from the first.

use dateline_core::{Decision, DecisionAction, Document, DocumentClaims, LedgerSecret};
use jiff::Timestamp;
use rusqlite::Connection;

use crate::decisions::insert;
use crate::error::{Fault, LedgerError};
use crate::record::{matching, take_in};
use crate::{Ledger, Recorded, derive, keyed, rows};

impl Ledger {
    /// Takes in a document as [`Ledger::record`] does, and with it `reviewer`'s acceptance of each of its incidents, in one
    /// transaction: a run that is stopped leaves no incident that looks as if nobody had reviewed it.
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
        self.writing(|connection, secret| {
            let recorded = take_in(connection, secret, document, claims, ingested)?;
            if let Recorded::New(incidents) = &recorded {
                let decisions = incidents.iter().map(|incident| Decision {
                    incident: incident.clone(),
                    action: DecisionAction::Accept,
                    reviewer: reviewer.to_owned(),
                    decided: ingested,
                    reason: reason.to_owned(),
                });
                decisions
                    .into_iter()
                    .try_for_each(|decision| insert(connection, &decision).map(drop))?;
                derive_again(connection, secret, document)?;
            }
            Ok(recorded)
        })
    }
}

/// The decisions count from now on.
fn derive_again(
    connection: &Connection,
    secret: &LedgerSecret,
    document: &Document,
) -> Result<(), Fault> {
    let veiled = keyed::veiled(secret, &document.id);
    match rows::document_seq(connection, &document.id, &veiled)? {
        Some(seq) => derive::derive_again(connection, seq),
        None => Ok(()),
    }
}
