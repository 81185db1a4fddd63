//! Taking in documents, and what could not be read.

use dateline_core::{Document, DocumentClaims, DocumentId, IncidentId, LedgerSecret};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Fault, LedgerError};
use crate::history::Event;
use crate::{Ledger, erase_person, keyed, replay, rows, search, versions};

/// What came of recording a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recorded {
    /// It is in the ledger now, with these incidents.
    New(Vec<IncidentId>),
    /// It was there already; nothing changed.
    Known,
    /// It was erased, and stays so; nothing changed.
    Erased,
}

/// A place that could not be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// Path as the user gave it.
    pub path: String,
    /// Row or line of a file that holds many reports, counted from 1.
    pub record: Option<u64>,
    /// Why, in one line.
    pub cause: String,
    /// When it was last seen.
    pub seen: Timestamp,
}

impl Ledger {
    /// Whether the document was recorded, or erased: then it need not be read again.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn knows(&self, id: &DocumentId) -> Result<bool, LedgerError> {
        self.reading(|connection| {
            Ok(self.seq_of(connection, id)?.is_some()
                || is_erased(connection, &keyed::document(&self.secret, id))?)
        })
    }

    /// Takes in a document, all that it claims, and the incidents that follow, in one transaction.
    ///
    /// Recording a known document changes nothing and says so; an erased one stays erased, under other metadata too.
    ///
    /// # Errors
    /// If the claims are those of another document, or the ledger cannot be written.
    pub fn record(
        &mut self,
        document: &Document,
        claims: &DocumentClaims,
        ingested: Timestamp,
    ) -> Result<Recorded, LedgerError> {
        let recorded = self.record_all(&[(document, claims, ingested)])?;
        Ok(recorded.into_iter().next().unwrap_or(Recorded::Known))
    }

    /// Takes in documents as [`Ledger::record`] does each of them in turn, in one transaction: all or none of them, which takes much
    /// less time than one by one.
    ///
    /// # Errors
    /// If claims are those of another document, or the ledger cannot be written.
    pub fn record_all(
        &mut self,
        read: &[(&Document, &DocumentClaims, Timestamp)],
    ) -> Result<Vec<Recorded>, LedgerError> {
        for (document, claims, _) in read {
            matching(document, claims)?;
        }
        self.writing(|connection, secret| {
            let one = |&(document, claims, ingested)| {
                let undecided = |_: &Connection, _: &LedgerSecret| Ok(());
                take_in(connection, secret, document, claims, ingested, undecided)
            };
            read.iter().map(one).collect()
        })
    }

    /// Notes a place that could not be read; a second time replaces the first.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn quarantine(&mut self, entry: &Quarantined) -> Result<(), LedgerError> {
        self.writing(|connection, _| {
            connection.execute(
                "INSERT OR REPLACE INTO quarantine (path, record, cause, seen) VALUES (?1, ?2, ?3, ?4)",
                params![
                    entry.path,
                    entry.record.unwrap_or(0) as i64,
                    entry.cause,
                    rows::instant(entry.seen)
                ],
            )?;
            Ok(())
        })
    }
}

/// Refuses claims of another document.
pub(crate) fn matching(document: &Document, claims: &DocumentClaims) -> Result<(), LedgerError> {
    if document.id == claims.document {
        return Ok(());
    }
    Err(LedgerError::Mismatch {
        document: document.id.clone(),
        claims: claims.document.clone(),
    })
}

/// Takes in a document and all that it claims; inside a transaction. `decide` may add decisions on its incidents.
pub(crate) fn take_in(
    connection: &Connection,
    secret: &LedgerSecret,
    document: &Document,
    claims: &DocumentClaims,
    ingested: Timestamp,
    decide: impl FnOnce(&Connection, &LedgerSecret) -> Result<(), Fault>,
) -> Result<Recorded, Fault> {
    let veiled = keyed::veiled(secret, &document.id);
    if rows::document_seq(connection, &document.id, &veiled)?.is_some() {
        return Ok(Recorded::Known);
    }
    if was_erased(connection, secret, document)? {
        return Ok(Recorded::Erased);
    }
    let identity = versions::identity(secret, document);
    let seq = rows::insert_document(connection, document, &claims.coder, ingested, identity)?;
    rows::insert_claims(connection, seq, secret, claims, ingested, 0)?;
    erase_person::hide_again(connection, secret, seq, document, &claims.persons)?;
    search::index_stored(connection, seq)?;
    replay::apply(connection, Event::Document(seq))?;
    decide(connection, secret)?;
    leave_quarantine(connection, document)?;
    Ok(Recorded::New(incident_ids(connection, seq)?))
}

fn is_erased(connection: &Connection, key: &[u8; 32]) -> Result<bool, Fault> {
    Ok(connection
        .prepare_cached(
            "SELECT 1 FROM tombstones WHERE kind = 'document' AND (subject = ?1 OR content = ?1)",
        )?
        .query_row([key.as_slice()], |_| Ok(()))
        .optional()?
        .is_some())
}

fn was_erased(
    connection: &Connection,
    secret: &LedgerSecret,
    document: &Document,
) -> Result<bool, Fault> {
    Ok(
        is_erased(connection, &keyed::document(secret, &document.id))?
            || is_erased(connection, &keyed::content(secret, document.text.as_str()))?,
    )
}

/// What reads well now need not be reported as unreadable.
fn leave_quarantine(connection: &Connection, document: &Document) -> Result<(), Fault> {
    connection
        .prepare_cached("DELETE FROM quarantine WHERE path = ?1 AND record = ?2")?
        .execute(params![
            document.origin.path,
            document.origin.record.unwrap_or(0) as i64
        ])?;
    Ok(())
}

fn incident_ids(connection: &Connection, seq: i64) -> Result<Vec<IncidentId>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT i.id FROM incidents i JOIN incident_documents d ON d.incident = i.first_claim
         WHERE d.document = ?1 ORDER BY i.first_claim",
    )?;
    let rows = statement.query_map([seq], |row| row.get(0).map(IncidentId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
