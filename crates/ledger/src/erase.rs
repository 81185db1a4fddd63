//! Erasure: the words go, a tombstone stays.

use std::path::Path;

use dateline_core::{Document, DocumentId, LedgerSecret};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Fault, LedgerError};
use crate::redact::Names;
use crate::{Ledger, decisions, erase_person, keyed, reach, replay, rows, search};

/// What an erasure reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erased {
    /// Documents removed, or documents in which the person was named.
    pub documents: u64,
    /// Claims removed or changed.
    pub claims: u64,
}

/// What stays of something erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// `document` or `person`.
    pub kind: String,
    /// Why.
    pub reason: String,
    /// When.
    pub erased: Timestamp,
    /// What it reached.
    pub reach: Erased,
}

impl Ledger {
    /// Removes a document with all its claims, persons, incidents, index entries, and every decision that names one of
    /// its claims or incidents.
    ///
    /// It stays erased when the same text is read again. When this returns, neither the ledger's file nor its side
    /// files hold the words. An earlier erasure that was cut short is finished on the way.
    ///
    /// # Errors
    /// If there is no such document, the ledger cannot be written, or another process keeps an old copy open.
    pub fn erase_document(
        &mut self,
        id: &DocumentId,
        reason: &str,
        when: Timestamp,
    ) -> Result<Erased, LedgerError> {
        let Some(seq) = self.reading(|connection| self.seq_of(connection, id))? else {
            let id = id.clone();
            return Err(LedgerError::NoSuchDocument { id });
        };
        let erased = self.writing(|connection, secret| {
            let document = rows::document(connection, seq)?
                .ok_or_else(|| Fault::unreadable("document", seq))?;
            let before = reach::before(connection, Some(seq))?;
            let erased = erasing(connection, || {
                remove(connection, secret, seq, &document, reason, when)
            })?;
            reach::note(connection, &before, last_tombstone(connection)?)?;
            Ok(erased)
        })?;
        self.scrub()?;
        Ok(erased)
    }

    /// Hides a person's name, with a block for each character, wherever it stands: texts, addresses, values, the index.
    ///
    /// In a document that gives the whole name, mentions of the person by a part of it are hidden too.
    /// Offsets and ids of claims and incidents stay; the documents' own ids, which are plain hashes, are replaced.
    ///
    /// # Errors
    /// If the name is too short or nowhere to be found, the ledger cannot be written, or another process keeps an old
    /// copy open.
    pub fn erase_person(
        &mut self,
        name: &str,
        reason: &str,
        when: Timestamp,
    ) -> Result<Erased, LedgerError> {
        let names = Names::new([name]).ok_or(LedgerError::NameTooShort)?;
        let erased = self.writing(|connection, secret| {
            let before = reach::before(connection, None)?;
            let erased = erasing(connection, || {
                erase_person::hide_everywhere(connection, secret, name, &names)
            })?;
            let subject = keyed::person(secret, name);
            bury(
                connection,
                "person",
                &subject,
                None,
                &names.hide(reason),
                when,
                erased,
            )?;
            reach::note(connection, &before, last_tombstone(connection)?)?;
            Ok(erased)
        })?;
        self.scrub()?;
        Ok(erased)
    }

    /// What was erased, in order.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn tombstones(&self) -> Result<Vec<Tombstone>, LedgerError> {
        self.reading(|connection| {
            let mut statement = connection.prepare(
                "SELECT kind, reason, erased, documents, claims FROM tombstones ORDER BY seq",
            )?;
            let mut rows = statement.query([])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(Tombstone {
                    kind: row.get(0)?,
                    reason: row.get(1)?,
                    erased: rows::read_instant(&row.get::<_, String>(2)?)?,
                    reach: Erased {
                        documents: row.get::<_, i64>(3)? as u64,
                        claims: row.get::<_, i64>(4)? as u64,
                    },
                });
            }
            Ok(found)
        })
    }

    fn scrub(&self) -> Result<(), LedgerError> {
        scrub(&self.connection, &self.path).map_err(|fault| LedgerError::at(&self.path, fault))
    }
}

/// Runs `work` with the append-only rule lifted.
pub(crate) fn erasing<T>(
    connection: &Connection,
    work: impl FnOnce() -> Result<T, Fault>,
) -> Result<T, Fault> {
    connection.execute("INSERT INTO erasing (open) VALUES (1)", [])?;
    let done = work()?;
    connection.execute("DELETE FROM erasing", [])?;
    Ok(done)
}

fn remove(
    connection: &Connection,
    secret: &LedgerSecret,
    seq: i64,
    document: &Document,
    reason: &str,
    when: Timestamp,
) -> Result<Erased, Fault> {
    let subject = subject(connection, secret, seq, &document.id)?;
    decisions::erase_about(connection, seq)?;
    for sql in [
        "DELETE FROM persons WHERE document = ?1",
        "DELETE FROM period_totals WHERE document = ?1",
    ] {
        connection.execute(sql, [seq])?;
    }
    let claims = connection.execute("DELETE FROM claims WHERE document = ?1", [seq])? as u64;
    connection.execute("DELETE FROM readings WHERE document = ?1", [seq])?;
    connection.execute("DELETE FROM documents WHERE seq = ?1", [seq])?;
    connection.execute(
        "DELETE FROM quarantine WHERE path = ?1 AND record = ?2",
        params![
            document.origin.path,
            document.origin.record.unwrap_or(0) as i64
        ],
    )?;
    // Other reports may have been linked by way of this one.
    replay::rebuild(connection)?;
    search::reindex(connection)?;
    let erased = Erased {
        documents: 1,
        claims,
    };
    // The reason is the reviewer's own words, but may quote the title.
    let title = document
        .title
        .and_then(|span| document.text.get(span).ok())
        .and_then(|title| Names::new([title]));
    let reason = title.map_or_else(|| reason.to_owned(), |title| title.hide(reason));
    let content = keyed::content(secret, document.text.as_str());
    bury(
        connection,
        "document",
        &subject,
        Some(&content),
        &reason,
        when,
        erased,
    )?;
    Ok(erased)
}

/// A veiled id is already the key of the id that a reader would compute.
fn subject(
    connection: &Connection,
    secret: &LedgerSecret,
    seq: i64,
    id: &DocumentId,
) -> Result<[u8; 32], Fault> {
    let veiled: bool = connection.query_row(
        "SELECT veiled FROM documents WHERE seq = ?1",
        [seq],
        |row| row.get(0),
    )?;
    match blake3::Hash::from_hex(&id.0) {
        Ok(key) if veiled => Ok(*key.as_bytes()),
        _ => Ok(keyed::document(secret, id)),
    }
}

fn bury(
    connection: &Connection,
    kind: &str,
    subject: &[u8; 32],
    content: Option<&[u8; 32]>,
    reason: &str,
    when: Timestamp,
    reach: Erased,
) -> Result<(), Fault> {
    mark_unfinished(connection)?;
    connection.execute(
        "INSERT INTO tombstones (kind, subject, content, reason, erased, documents, claims)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            kind,
            subject.as_slice(),
            content.map(|key| key.as_slice()),
            reason,
            rows::instant(when),
            reach.documents as i64,
            reach.claims as i64
        ],
    )?;
    Ok(())
}

fn last_tombstone(connection: &Connection) -> Result<i64, Fault> {
    Ok(connection.query_row("SELECT max(seq) FROM tombstones", [], |row| row.get(0))?)
}

/// Leaves word that old pages still have to be overwritten, should this process not get that far.
fn mark_unfinished(connection: &Connection) -> Result<(), Fault> {
    connection.execute(
        "INSERT OR REPLACE INTO meta (name, value) VALUES ('unscrubbed', x'01')",
        [],
    )?;
    Ok(())
}

/// Whether an erasure was cut short before the old pages were overwritten.
pub(crate) fn is_unfinished(connection: &Connection) -> Result<bool, Fault> {
    let mark = connection
        .query_row("SELECT 1 FROM meta WHERE name = 'unscrubbed'", [], |_| {
            Ok(())
        })
        .optional()?;
    Ok(mark.is_some())
}

/// Writes the file anew and empties the log, so that no page, used or free, holds what was erased.
pub(crate) fn scrub(connection: &Connection, path: &Path) -> Result<(), Fault> {
    empty_log(connection, path)?;
    connection.execute_batch("VACUUM")?;
    empty_log(connection, path)?;
    connection.execute("DELETE FROM meta WHERE name = 'unscrubbed'", [])?;
    Ok(())
}

fn empty_log(connection: &Connection, path: &Path) -> Result<(), Fault> {
    let busy: i64 =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 {
        return Ok(());
    }
    let path = path.to_owned();
    Err(Box::new(LedgerError::OldCopyRemains { path }).into())
}
