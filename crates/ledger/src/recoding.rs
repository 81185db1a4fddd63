//! Reading documents anew with a newer coder.
//!
//! Each reading is recorded in a transaction of its own and counts for nothing yet, so that a run can be stopped and go on later. When all
//! are there they are adopted together: reports are linked as if they had been read so from the first, incidents keep their ids, and what
//! was known before stays in the history.

use dateline_core::{DocumentClaims, DocumentId, Incident, Slot};
use dateline_resolve::alike;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use crate::decisions::RecordedDecision;
use crate::error::{Fault, LedgerError};
use crate::history::Event;
use crate::{Ledger, changes, decisions, erase_person, keyed, replay, rows, search};

/// What came of recording a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recoded {
    /// It is in the ledger now, and counts once it is adopted.
    New,
    /// This coder had read the document already; nothing changed.
    Known,
    /// There is no such document, or no longer; nothing changed.
    Gone,
}

/// What an adoption came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Adopted {
    /// Documents of which another reading counts now.
    pub documents: u64,
    /// Decisions on what no reading tells any longer; they stay in the log and touch nothing.
    pub lost: Vec<RecordedDecision>,
}

impl Ledger {
    /// Each document with the coder that read it last, in order of ingestion; readings that do not count yet too.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn last_coders(&self) -> Result<Vec<(DocumentId, String)>, LedgerError> {
        self.reading(|connection| {
            let mut statement = connection.prepare(
                "SELECT d.id, coalesce((SELECT r.coder FROM readings r WHERE r.document = d.seq ORDER BY r.seq DESC LIMIT 1),
                     d.coder) FROM documents d ORDER BY d.seq",
            )?;
            let found = statement.query_map([], |row| Ok((DocumentId(row.get(0)?), row.get(1)?)))?;
            Ok(found.collect::<Result<_, _>>()?)
        })
    }

    /// Records what a newer coder reads in a document of the ledger, beside what was read before, in one transaction.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn recode(
        &mut self,
        claims: &DocumentClaims,
        read: Timestamp,
    ) -> Result<Recoded, LedgerError> {
        let veiled = keyed::veiled(&self.secret, &claims.document);
        self.writing(|connection, secret| {
            let Some(seq) = rows::document_seq(connection, &claims.document, &veiled)? else {
                return Ok(Recoded::Gone);
            };
            if is_read(connection, seq, &claims.coder)? {
                return Ok(Recoded::Known);
            }
            connection
                .prepare_cached("INSERT INTO readings (document, coder, read) VALUES (?1, ?2, ?3)")?
                .execute((seq, &claims.coder, rows::instant(read)))?;
            let reading = connection.last_insert_rowid();
            // What is learnt from a document is learnt when it came in, whoever reads it.
            let ingested = ingested(connection, seq)?;
            rows::insert_claims(connection, seq, secret, claims, ingested, reading)?;
            if let Some(document) = rows::document(connection, seq)? {
                erase_person::hide_again(connection, secret, seq, &document, &claims.persons)?;
            }
            Ok(Recoded::New)
        })
    }

    /// How many readings were recorded and do not count yet.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn unadopted(&self) -> Result<u64, LedgerError> {
        self.reading(|connection| {
            let number: i64 = connection.query_row(
                "SELECT count(*) FROM readings WHERE seq > (SELECT coalesce(max(last_reading), 0) FROM adoptions)",
                [],
                |row| row.get(0),
            )?;
            Ok(number as u64)
        })
    }

    /// Lets all readings count that were recorded until now, in one transaction. Decisions hold where a newer reading points at the same
    /// words.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn adopt(&mut self, adopted: Timestamp) -> Result<Adopted, LedgerError> {
        let documents = self.unadopted()?;
        if documents > 0 {
            self.writing(|connection, _| {
                connection.execute(
                    "INSERT INTO adoptions (last_reading, adopted, after_document, after_decision)
                     VALUES ((SELECT max(seq) FROM readings), ?1, (SELECT coalesce(max(seq), 0) FROM documents),
                         (SELECT coalesce(max(seq), 0) FROM decisions))",
                    [rows::instant(adopted)],
                )?;
                let adoption = connection.last_insert_rowid();
                replay::apply(connection, Event::Adoption(adoption))?;
                search::reindex(connection)
            })?;
        }
        Ok(Adopted {
            documents,
            lost: self.lost_decisions()?,
        })
    }

    /// Decisions that count and are on what no reading tells any longer, in order.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn lost_decisions(&self) -> Result<Vec<RecordedDecision>, LedgerError> {
        self.reading(|connection| {
            if self.has_history(connection).is_err() {
                return Ok(Vec::new());
            }
            let on_nothing = "seq IN (SELECT decision FROM counting)
                AND json_extract(body, '$.action.action') NOT IN ('undo', 'note')
                AND NOT EXISTS (SELECT 1 FROM telling_claims t
                    WHERE t.id >= substr(decisions.incident, 3) AND t.id < substr(decisions.incident, 3) || 'g')";
            let found = decisions::select(connection, on_nothing, [])?;
            let recorded = found.into_iter().map(|(seq, decision)| RecordedDecision {
                seq,
                decision,
                undone_by: None,
            });
            Ok(recorded.collect())
        })
    }

    /// Slots of a reviewed incident that newer readings changed since it was reviewed, in their order.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn reread(&self, incident: &Incident) -> Result<Vec<Slot>, LedgerError> {
        let Some(reviewed) = &incident.reviewed else {
            return Ok(Vec::new());
        };
        self.reading(|connection| {
            if self.has_history(connection).is_err() {
                return Ok(Vec::new());
            }
            let mut statement = connection.prepare_cached(
                "SELECT step FROM steps WHERE adoption IS NOT NULL AND happened > ?1 ORDER BY step",
            )?;
            let decided = rows::instant(reviewed.decided);
            let steps: Vec<i64> = statement
                .query_map([decided], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            let mut found = Vec::new();
            for step in steps {
                let [before, after] = changes::around(connection, &incident.id, step)?;
                if before.is_some() && after.is_some() {
                    found.extend(alike::changed(before.as_ref(), after.as_ref()));
                }
            }
            found.sort_unstable();
            found.dedup();
            Ok(found)
        })
    }
}

fn is_read(connection: &Connection, document: i64, coder: &str) -> Result<bool, Fault> {
    Ok(connection
        .prepare_cached(
            "SELECT 1 FROM documents WHERE seq = ?1 AND coder = ?2
             UNION ALL SELECT 1 FROM readings WHERE document = ?1 AND coder = ?2",
        )?
        .exists((document, coder))?)
}

fn ingested(connection: &Connection, document: i64) -> Result<Timestamp, Fault> {
    let found: Option<String> = connection
        .prepare_cached("SELECT ingested FROM documents WHERE seq = ?1")?
        .query_row([document], |row| row.get(0))
        .optional()?;
    rows::read_instant(&found.unwrap_or_default())
}
