//! Which incidents a telling may be of: found by common keys, bounded in number whatever the size of the ledger.

use std::collections::{BTreeMap, HashMap};

use dateline_core::Telling;
use dateline_resolve::link;
use rusqlite::Connection;

use crate::error::Fault;
use crate::tables::{self, CodedRow};
use crate::tellings::read_telling;
use crate::{linking, regroup};

/// Tellings that are looked at under one key, the latest first: a key that more share says little.
const UNDER_A_KEY: usize = 200;

/// Incidents that a telling is compared with, those of most weight in common keys.
const COMPARED: usize = 16;

/// Incidents that are looked at for those that may be compared.
const LOOKED_AT: usize = 64;

/// Tellings that stand for an incident: its first, and its latest.
const STANDING_FOR: usize = 8;

/// A telling and its row.
pub(crate) struct Stored {
    pub(crate) document: i64,
    pub(crate) telling: Telling,
}

/// An incident that a telling is compared with.
pub(crate) struct Candidate {
    pub(crate) members: Vec<Stored>,
    pub(crate) is_made_by_hand: bool,
}

/// Tellings of incidents that `telling` may be of, by incident.
pub(crate) fn candidates(
    connection: &Connection,
    schema: &str,
    seq: i64,
    telling: &Telling,
    row: Option<&CodedRow>,
) -> Result<BTreeMap<i64, Candidate>, Fault> {
    let mut found = BTreeMap::new();
    for incident in likely(connection, schema, telling)?
        .into_iter()
        .take(LOOKED_AT)
    {
        if found.len() == COMPARED {
            break;
        }
        // A report tells its incidents apart, and so does a table its rows; none joins another of the same.
        let is_apart = match row {
            Some(row) => tables::holds_another(connection, schema, incident, row)?,
            None => linking::holds(connection, schema, incident, seq)?,
        };
        if !is_apart {
            let candidate = Candidate {
                members: members(connection, schema, incident)?,
                is_made_by_hand: regroup::is_made_by_hand(connection, schema, incident)?,
            };
            found.insert(incident, candidate);
        }
    }
    Ok(found)
}

/// Incidents that share keys with the telling, those of most weight first; of equal weight the latest: news is about what is new.
fn likely(connection: &Connection, schema: &str, telling: &Telling) -> Result<Vec<i64>, Fault> {
    // To the weight the number of the last key that added to it, for each key counts once.
    let mut weights: HashMap<i64, (u32, usize)> = HashMap::new();
    let mut find = connection.prepare_cached(&format!(
        "SELECT incident FROM {schema}.telling_keys WHERE hash = ?1 ORDER BY telling DESC LIMIT {UNDER_A_KEY}"
    ))?;
    for (number, key) in (1..).zip(link::keys(telling)) {
        let mut rows = find.query([key.hash])?;
        while let Some(row) = rows.next()? {
            let (weight, counted) = weights.entry(row.get(0)?).or_default();
            if *counted != number {
                (*weight, *counted) = (*weight + key.weight, number);
            }
        }
    }
    let mut likely: Vec<(u32, i64)> = weights
        .into_iter()
        .map(|(incident, (weight, _))| (weight, incident))
        .collect();
    likely.sort_unstable_by_key(|&one| std::cmp::Reverse(one));
    Ok(likely.into_iter().map(|(_, incident)| incident).collect())
}

/// The tellings that stand for an incident.
fn members(connection: &Connection, schema: &str, incident: i64) -> Result<Vec<Stored>, Fault> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT t.document, t.body, t.passages, f.words, f.runs FROM {schema}.tellings t
         JOIN {schema}.fingerprints f ON f.document = t.document
         WHERE t.incident = ?1 AND (t.first_claim = ?1 OR t.first_claim IN
             (SELECT first_claim FROM {schema}.tellings WHERE incident = ?1 ORDER BY first_claim DESC LIMIT {STANDING_FOR}))
         ORDER BY t.first_claim"
    ))?;
    let mut rows = statement.query([incident])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Stored {
            document: row.get(0)?,
            telling: read_telling(row)?,
        });
    }
    Ok(found)
}

/// Files the telling `key` of an incident under its keys.
pub(crate) fn file(
    connection: &Connection,
    schema: &str,
    key: i64,
    telling: &Telling,
    incident: i64,
) -> Result<(), Fault> {
    let mut file = connection.prepare_cached(&format!(
        "INSERT OR REPLACE INTO {schema}.telling_keys (hash, telling, incident) VALUES (?1, ?2, ?3)"
    ))?;
    for filed in link::keys(telling).iter().filter(|key| key.is_filed) {
        file.execute([filed.hash, key, incident])?;
    }
    Ok(())
}

/// Moves the tellings with these keys to another incident.
pub(crate) fn assign(
    connection: &Connection,
    schema: &str,
    keys: impl IntoIterator<Item = i64>,
    incident: i64,
) -> Result<(), Fault> {
    let mut find = connection.prepare_cached(&format!(
        "SELECT t.document, t.body, t.passages, f.words, f.runs FROM {schema}.tellings t
         JOIN {schema}.fingerprints f ON f.document = t.document WHERE t.first_claim = ?1"
    ))?;
    let mut set = connection.prepare_cached(&format!(
        "UPDATE {schema}.tellings SET incident = ?2 WHERE first_claim = ?1"
    ))?;
    for key in keys {
        let telling = find.query_row([key], |row| Ok(read_telling(row)))??;
        file(connection, schema, key, &telling, incident)?;
        set.execute([key, incident])?;
    }
    Ok(())
}
