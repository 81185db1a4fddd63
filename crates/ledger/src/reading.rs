//! Readings of documents: by the coder that took them in, and by newer ones.
//!
//! A newer reading is recorded beside the earlier ones and counts once it is adopted, with all others read until then, so that no
//! ledger is ever shown half read by one coder and half by another.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};

use crate::error::Fault;
use crate::lineage::Lineage;
use crate::rows::{self, ClaimRow};

/// What counts of a document's claims.
pub(crate) struct Read {
    /// The claims of the last reading that counts.
    pub(crate) claims: Vec<ClaimRow>,
    keys: BTreeMap<u32, i64>,
}

impl Read {
    /// The key of what the document tells under `number`: its first claim, of the reading that first told it.
    pub(crate) fn key(&self, number: u32) -> Result<i64, Fault> {
        let key = self.keys.get(&number).copied();
        key.ok_or_else(|| Fault::unreadable("the claims of incident", number))
    }
}

/// Reads the document as it counts in `schema`, and notes there what carries on what of its earlier readings.
pub(crate) fn take_in(connection: &Connection, schema: &str, document: i64) -> Result<Read, Fault> {
    let (read, past) = look(connection, schema, document)?;
    if let Some(past) = past {
        note(connection, schema, document, &past)?;
    }
    Ok(read)
}

/// Reads the document as it counts in `schema`.
pub(crate) fn of(connection: &Connection, schema: &str, document: i64) -> Result<Read, Fault> {
    look(connection, schema, document).map(|(read, _)| read)
}

/// What earlier readings told.
struct Past {
    reading: i64,
    /// Each earlier reading with the keys of its numbers.
    earlier: Vec<(i64, BTreeMap<u32, i64>)>,
    lineage: Lineage,
}

fn look(
    connection: &Connection,
    schema: &str,
    document: i64,
) -> Result<(Read, Option<Past>), Fault> {
    let mut lineage = Lineage::default();
    let mut earlier: Vec<(i64, BTreeMap<u32, i64>)> = Vec::new();
    let readings = counting(connection, schema, document)?;
    let mut claims = Vec::new();
    for &reading in &readings {
        claims = rows::claims(
            connection,
            "c.document = ?1 AND c.reading = ?2",
            [document, reading],
        )?;
        lineage.read(claims.iter().map(|row| (row.seq, &row.record)));
        earlier.push((reading, lineage.keys().clone()));
    }
    let keys = lineage.keys().clone();
    earlier.pop();
    let past = readings
        .last()
        .filter(|reading| **reading > 0)
        .map(|&reading| Past {
            reading,
            earlier,
            lineage,
        });
    Ok((Read { claims, keys }, past))
}

/// The readings of a document that count or did, in order: 0 is the one with which it came in.
fn counting(connection: &Connection, schema: &str, document: i64) -> Result<Vec<i64>, Fault> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT 0 AS seq UNION ALL SELECT seq FROM main.readings WHERE document = ?1
             AND seq <= (SELECT last_reading FROM {schema}.horizon) ORDER BY seq"
    ))?;
    let found = statement.query_map([document], |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn note(connection: &Connection, schema: &str, document: i64, past: &Past) -> Result<(), Fault> {
    connection
        .prepare_cached(&format!(
            "INSERT OR REPLACE INTO {schema}.read_as (document, reading) VALUES (?1, ?2)"
        ))?
        .execute((document, past.reading))?;
    let mut insert = connection.prepare_cached(&format!(
        "INSERT INTO {schema}.lineages (document, reading, number, telling) VALUES (?1, ?2, ?3, ?4)"
    ))?;
    for (reading, keys) in &past.earlier {
        for (number, key) in keys {
            if let Some(telling) = past.lineage.carried_on(*key) {
                insert.execute((document, reading, number, telling))?;
            }
        }
    }
    Ok(())
}

/// Lets all readings up to those of an adoption count.
pub(crate) fn extend(connection: &Connection, adoption: i64) -> Result<(), Fault> {
    let last: Option<i64> = connection
        .prepare_cached("SELECT last_reading FROM adoptions WHERE seq = ?1")?
        .query_row([adoption], |row| row.get(0))
        .optional()?;
    connection.execute("DELETE FROM main.horizon", [])?;
    connection.execute(
        "INSERT INTO main.horizon (last_reading) VALUES (?1)",
        [last],
    )?;
    Ok(())
}
