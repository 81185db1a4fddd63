//! Where documents, claims and decisions live, and what was known on a given day.
//!
//! One SQLite file that only its owner may read. Documents, claims and decisions are only ever added to; incidents are
//! derived from them and can be dropped and made anew at will. Nothing here prints, fetches or asks the clock.

#![doc = include_str!("../README.md")]

mod columns;
mod decisions;
mod derive;
mod erase;
mod erase_person;
mod error;
mod filter;
mod keyed;
mod linking;
mod links;
mod open;
mod read;
mod record;
mod redact;
mod regroup;
mod reviewed;
mod rows;
mod schema;
mod search;
mod summary;
mod tables;
mod tellings;
#[cfg(test)]
mod tests;
mod under;

use std::path::PathBuf;

use dateline_core::{DocumentId, LedgerSecret};
use rusqlite::{Connection, TransactionBehavior};

pub use decisions::RecordedDecision;
pub use erase::{Erased, Tombstone};
pub use error::LedgerError;
pub use filter::{Area, Filter, StoredIncident};
pub use links::Link;
pub use record::{Quarantined, Recorded};
pub use schema::SCHEMA;
pub use summary::{NamesShown, Summary};

use error::Fault;

/// An open ledger.
///
/// Several processes may have one ledger open; one that wants to write waits up to five seconds for another.
pub struct Ledger {
    path: PathBuf,
    secret: LedgerSecret,
    connection: Connection,
    read_only: bool,
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Ledger({})", self.path.display())
    }
}

impl Ledger {
    fn reading<T>(
        &self,
        look: impl FnOnce(&Connection) -> Result<T, Fault>,
    ) -> Result<T, LedgerError> {
        look(&self.connection).map_err(|fault| LedgerError::at(&self.path, fault))
    }

    /// All or nothing. The lock is taken at once, so that of two writers one waits and neither has to give up halfway.
    fn writing<T>(
        &mut self,
        change: impl FnOnce(&Connection, &LedgerSecret) -> Result<T, Fault>,
    ) -> Result<T, LedgerError> {
        let secret = self.secret;
        let run = || {
            let transaction = self
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = change(&transaction, &secret)?;
            transaction.commit()?;
            Ok(done)
        };
        run().map_err(|fault| LedgerError::at(&self.path, fault))
    }

    fn seq_of(&self, connection: &Connection, id: &DocumentId) -> Result<Option<i64>, Fault> {
        rows::document_seq(connection, id, &keyed::veiled(&self.secret, id))
    }
}
