//! Looking things up.

use std::collections::BTreeMap;

use dateline_core::{
    ClaimId, ClaimRecord, Document, DocumentId, IncidentId, PeriodTotal, PersonMention,
};
use rusqlite::{Connection, OptionalExtension};

use crate::error::{Fault, LedgerError};
use crate::filter::{self, Source, StoredIncident};
use crate::{Ledger, Quarantined, links, rows};

impl Ledger {
    /// The incident that bears this id, or did before it was merged into another.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn incident(&self, id: &IncidentId) -> Result<Option<StoredIncident>, LedgerError> {
        self.reading(|connection| incident(connection, id))
    }

    /// The claims of an incident, by ingestion, then number; none if there is no such incident.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn claims(&self, id: &IncidentId) -> Result<Vec<ClaimRecord>, LedgerError> {
        self.reading(|connection| {
            let id = current_id(connection, &id.0)?;
            let condition = "c.seq IN (SELECT x.claim FROM incident_claims x
                 JOIN incidents i ON i.first_claim = x.incident WHERE i.id = ?1)";
            let rows = rows::claims(connection, condition, [id])?;
            Ok(rows.into_iter().map(|row| row.record).collect())
        })
    }

    /// One claim.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn claim(&self, id: &ClaimId) -> Result<Option<ClaimRecord>, LedgerError> {
        self.reading(|connection| {
            let rows = rows::claims(connection, "c.id = ?1", [&id.0])?;
            Ok(rows.into_iter().next().map(|row| row.record))
        })
    }

    /// These claims, by ingestion, then number; those that the ledger lacks are left out.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn records(&self, ids: &[ClaimId]) -> Result<Vec<ClaimRecord>, LedgerError> {
        self.reading(|connection| {
            let ids = rows::json(&ids, "the ids of claims")?;
            let of_ids = "c.id IN (SELECT value FROM json_each(?1))";
            let rows = rows::claims(connection, of_ids, [ids])?;
            Ok(rows.into_iter().map(|row| row.record).collect())
        })
    }

    /// Which version of program and weights read each of these claims.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn coders(&self, ids: &[ClaimId]) -> Result<BTreeMap<ClaimId, String>, LedgerError> {
        self.reading(|connection| {
            let ids = rows::json(&ids, "the ids of claims")?;
            let mut statement = connection.prepare_cached(
                "SELECT id, coder FROM claims WHERE id IN (SELECT value FROM json_each(?1))",
            )?;
            let found =
                statement.query_map([ids], |row| Ok((ClaimId(row.get(0)?), row.get(1)?)))?;
            Ok(found.collect::<Result<_, _>>()?)
        })
    }

    /// The document, under the id that it was recorded with or bears now.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn document(&self, id: &DocumentId) -> Result<Option<Document>, LedgerError> {
        self.reading(|connection| match self.seq_of(connection, id)? {
            Some(seq) => rows::document(connection, seq),
            None => Ok(None),
        })
    }

    /// Ids of all documents, in order of ingestion.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn documents(&self) -> Result<Vec<DocumentId>, LedgerError> {
        self.reading(|connection| {
            let mut statement = connection.prepare("SELECT id FROM documents ORDER BY seq")?;
            let rows = statement.query_map([], |row| row.get(0).map(DocumentId))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Persons named in the document, for redaction; none if there is no such document.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn persons(&self, id: &DocumentId) -> Result<Vec<PersonMention>, LedgerError> {
        self.reading(|connection| match self.seq_of(connection, id)? {
            Some(seq) => rows::persons(connection, seq),
            None => Ok(Vec::new()),
        })
    }

    /// Statistics over a period that the document gives; none if there is no such document.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn period_totals(&self, id: &DocumentId) -> Result<Vec<PeriodTotal>, LedgerError> {
        self.reading(|connection| match self.seq_of(connection, id)? {
            Some(seq) => rows::period_totals(connection, seq),
            None => Ok(Vec::new()),
        })
    }

    /// What could not be read, by path and record.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn quarantined(&self) -> Result<Vec<Quarantined>, LedgerError> {
        self.reading(|connection| {
            let mut statement = connection.prepare(
                "SELECT path, record, cause, seen FROM quarantine ORDER BY path, record",
            )?;
            let mut rows = statement.query([])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let record: i64 = row.get(1)?;
                found.push(Quarantined {
                    path: row.get(0)?,
                    record: (record > 0).then_some(record as u64),
                    cause: row.get(2)?,
                    seen: rows::read_instant(&row.get::<_, String>(3)?)?,
                });
            }
            Ok(found)
        })
    }
}

/// The incident that bears this id, or did once.
pub(crate) fn incident(
    connection: &Connection,
    id: &IncidentId,
) -> Result<Option<StoredIncident>, Fault> {
    let id = current_id(connection, &id.0)?;
    let sql = format!("{} WHERE i.id = ?1", Source::now().columns());
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([id])?;
    rows.next()?.map(filter::read).transpose()
}

/// The id that stands now: that of the incident which holds the claim that gave the id; where the claim is gone, the end of the chain
/// of merges, which cannot be longer than the table, nor run in a circle.
pub(crate) fn current_id(connection: &Connection, id: &str) -> Result<String, Fault> {
    let stands = connection
        .prepare_cached("SELECT 1 FROM incidents WHERE id = ?1")?
        .exists([id])?;
    if stands {
        return Ok(id.to_owned());
    }
    if let Some(found) = id_by_claim(connection, id)? {
        return Ok(found);
    }
    let followed: Option<String> = connection
        .prepare_cached(
            "WITH RECURSIVE chain (id, step) AS (
                 SELECT ?1, 0
                 UNION SELECT r.new, step + 1 FROM redirects r JOIN chain c ON r.old = c.id WHERE step < 100
             )
             SELECT c.id FROM chain c JOIN incidents i ON i.id = c.id ORDER BY step LIMIT 1",
        )?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(followed.unwrap_or_else(|| id.to_owned()))
}

/// The incident that holds the claim from which an id comes, or carries on what an earlier reading claimed. Digits beyond `f` sort behind
/// all ids with this beginning.
fn id_by_claim(connection: &Connection, id: &str) -> Result<Option<String>, Fault> {
    let Some(digits) = id.strip_prefix("i-").filter(|digits| digits.len() == 12) else {
        return Ok(None);
    };
    let sql = match links::has_table(connection, "telling_claims")? {
        true => {
            "SELECT i.id FROM telling_claims t JOIN incidents i ON i.first_claim = t.incident
             WHERE t.id >= ?1 AND t.id < ?1 || 'g' ORDER BY t.claim LIMIT 1"
        }
        false => {
            "SELECT i.id FROM claims c JOIN incident_claims x ON x.claim = c.seq
             JOIN incidents i ON i.first_claim = x.incident
             WHERE c.id >= ?1 AND c.id < ?1 || 'g' ORDER BY c.seq LIMIT 1"
        }
    };
    Ok(connection
        .prepare_cached(sql)?
        .query_row([digits], |row| row.get(0))
        .optional()?)
}
