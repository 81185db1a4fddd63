//! Counts, checks and the log of names shown.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Fault, LedgerError};
use crate::{Ledger, rows, schema};

/// What the ledger holds, in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Schema of the file.
    pub schema: i64,
    /// Documents.
    pub documents: u64,
    /// Claims.
    pub claims: u64,
    /// Incidents, background and refuted ones too.
    pub incidents: u64,
    /// Incidents told as history.
    pub background: u64,
    /// Incidents that are only denied or were withdrawn.
    pub refuted: u64,
    /// Reviewers' decisions.
    pub decisions: u64,
    /// Statistics over a period.
    pub period_totals: u64,
    /// Places that could not be read.
    pub quarantined: u64,
    /// Documents and persons erased.
    pub erased: u64,
    /// Versions of program and weights that read the documents, each with its number of documents.
    pub coders: Vec<(String, u64)>,
    /// First and last published day.
    pub published: Option<(String, String)>,
    /// When the last document came in.
    pub last_ingested: Option<Timestamp>,
}

/// One use of names of private persons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamesShown {
    /// When.
    pub used: Timestamp,
    /// By which command.
    pub command: String,
    /// Whether sensitive names were shown too.
    pub sensitive: bool,
}

impl Ledger {
    /// Counts what the ledger holds.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn summary(&self) -> Result<Summary, LedgerError> {
        self.reading(|connection| {
            Ok(Summary {
                schema: schema::found(connection)?.unwrap_or(0),
                documents: count(connection, "documents")?,
                claims: count(connection, "claims")?,
                incidents: count(connection, "incidents")?,
                background: count(connection, "incidents WHERE time_frame = 'background'")?,
                refuted: count(connection, "incidents WHERE status = 'refuted'")?,
                decisions: count(connection, "decisions")?,
                period_totals: count(connection, "period_totals")?,
                quarantined: count(connection, "quarantine")?,
                erased: count(connection, "tombstones")?,
                coders: coders(connection)?,
                published: published(connection)?,
                last_ingested: last_ingested(connection)?,
            })
        })
    }

    /// What is wrong with the file, one line each; empty when it is sound.
    ///
    /// # Errors
    /// If the ledger cannot be read at all.
    pub fn integrity(&self) -> Result<Vec<String>, LedgerError> {
        self.reading(|connection| {
            let mut found: Vec<String> = connection
                .prepare("PRAGMA integrity_check")?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            found.retain(|line| line != "ok");
            let orphans: Vec<String> = connection
                .prepare("PRAGMA foreign_key_check")?
                .query_map([], |row| row.get::<_, String>(0))?
                .collect::<Result<_, _>>()?;
            found.extend(
                orphans
                    .iter()
                    .map(|table| format!("a row of {table} belongs to nothing")),
            );
            found.extend(derived_faults(connection)?);
            Ok(found)
        })
    }

    /// Notes that names of private persons were shown.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn log_names(&mut self, shown: &NamesShown) -> Result<(), LedgerError> {
        self.writing(|connection, _| {
            connection.execute(
                "INSERT INTO names_log (used, command, sensitive) VALUES (?1, ?2, ?3)",
                params![rows::instant(shown.used), shown.command, shown.sensitive],
            )?;
            Ok(())
        })
    }

    /// Every time that names of private persons were shown, in order.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn names_shown(&self) -> Result<Vec<NamesShown>, LedgerError> {
        self.reading(|connection| {
            let mut statement = connection
                .prepare("SELECT used, command, sensitive FROM names_log ORDER BY seq")?;
            let mut rows = statement.query([])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(NamesShown {
                    used: rows::read_instant(&row.get::<_, String>(0)?)?,
                    command: row.get(1)?,
                    sensitive: row.get(2)?,
                });
            }
            Ok(found)
        })
    }
}

fn count(connection: &Connection, from: &str) -> Result<u64, Fault> {
    let number: i64 = connection.query_row(&format!("SELECT count(*) FROM {from}"), [], |row| {
        row.get(0)
    })?;
    Ok(number as u64)
}

fn coders(connection: &Connection) -> Result<Vec<(String, u64)>, Fault> {
    let mut statement = connection
        .prepare("SELECT coder, count(*) FROM documents GROUP BY coder ORDER BY coder")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn published(connection: &Connection) -> Result<Option<(String, String)>, Fault> {
    let (first, last): (Option<String>, Option<String>) = connection.query_row(
        "SELECT min(published), max(published) FROM documents",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(first.zip(last))
}

fn last_ingested(connection: &Connection) -> Result<Option<Timestamp>, Fault> {
    let last: Option<String> = connection
        .query_row("SELECT max(ingested) FROM documents", [], |row| row.get(0))
        .optional()?
        .flatten();
    last.map(|text| rows::read_instant(&text)).transpose()
}

/// Derived rows bear no foreign keys, since they can stand in another schema; so they are checked here.
fn derived_faults(connection: &Connection) -> Result<Vec<String>, Fault> {
    let checks = [
        (
            "incident_claims WHERE claim NOT IN (SELECT seq FROM claims)",
            "claims of incidents that are gone",
        ),
        (
            "claims WHERE seq NOT IN (SELECT claim FROM incident_claims)
                AND reading = coalesce((SELECT r.reading FROM read_as r WHERE r.document = claims.document), 0)",
            "claims in no incident; rebuild",
        ),
        (
            "incident_documents WHERE document NOT IN (SELECT seq FROM documents)",
            "documents of incidents that are gone",
        ),
        (
            "documents WHERE seq NOT IN (SELECT rowid FROM search)",
            "documents missing in the index of words; rebuild",
        ),
    ];
    let mut found = Vec::new();
    for (from, fault) in checks {
        let number = count(connection, from)?;
        if number > 0 {
            found.push(format!("{number} {fault}"));
        }
    }
    Ok(found)
}
