//! Where documents, claims and decisions live, and what was known on a given day.
//!
//! One SQLite file that only its owner may read. Documents, claims and decisions are only ever added to; incidents are
//! derived from them and can be dropped and made anew at will. Nothing here prints, fetches or asks the clock.

#![doc = include_str!("../README.md")]

mod address;
mod between;
mod candidates;
mod changes;
mod columns;
mod conditions;
mod counting;
mod decisions;
mod deletions;
mod derive;
mod erase;
mod erase_person;
mod error;
mod filter;
mod history;
mod keyed;
mod lineage;
mod linking;
mod links;
mod open;
mod reach;
mod read;
mod reading;
mod recoding;
mod record;
mod redact;
mod regroup;
mod replay;
mod retelling;
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
mod versions;

use std::path::PathBuf;

use dateline_core::{DocumentId, LedgerSecret};
use rusqlite::{Connection, TransactionBehavior};

pub use changes::{Cause, CauseOf, Change, SlotChange};
pub use decisions::RecordedDecision;
pub use deletions::{Deletion, Ending};
pub use erase::{Erased, Tombstone};
pub use error::LedgerError;
pub use filter::{Area, Filter, StoredIncident};
pub use history::end_of_day;
pub use links::Link;
pub use recoding::{Adopted, Recoded};
pub use record::{Quarantined, Recorded};
pub use schema::SCHEMA;
pub use summary::{NamesShown, Summary};
pub use versions::Version;

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

    /// Refuses what an earlier version wrote and may only be read: it has no history.
    fn has_history(&self, connection: &Connection) -> Result<(), Fault> {
        if schema::found(connection)? == Some(schema::SCHEMA) {
            return Ok(());
        }
        let path = self.path.clone();
        Err(Box::new(LedgerError::OldSchema { path }).into())
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
