//! Which incident each report's tellings belong to: lookups and rows around `dateline_resolve::link`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use dateline_core::Telling;
use dateline_resolve::link::{self, Known, Placement};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Fault;
use crate::rows;
use crate::tables::{self, CodedRow};
use crate::tellings::{count_words, read_telling, tellings, tempered};
use crate::{reading, regroup, retelling, versions};

/// Tellings that are looked at under one key, the latest first: a key that more share says little.
const UNDER_A_KEY: usize = 200;

/// Incidents that a telling is compared with, those of most weight in common keys.
const COMPARED: usize = 16;

/// Incidents that are looked at for those that may be compared.
const LOOKED_AT: usize = 64;

/// Tellings that stand for an incident: its first, and its latest.
const STANDING_FOR: usize = 8;

/// Incidents whose tellings changed, by their keys.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    /// They hold other tellings than before.
    pub(crate) changed: BTreeSet<i64>,
    /// They were found to be other incidents: each with the one that holds its tellings now.
    pub(crate) merged: Vec<(i64, i64)>,
}

/// A telling and its row.
struct Stored {
    document: i64,
    telling: Telling,
}

/// An incident that a telling is compared with.
struct Candidate {
    members: Vec<Stored>,
    is_made_by_hand: bool,
}

/// Links the tellings of document `seq`, none of which is in the tables yet, to incidents.
pub(crate) fn take_in(connection: &Connection, schema: &str, seq: i64) -> Result<Touched, Fault> {
    let mut touched = Touched::default();
    let read = reading::take_in(connection, schema, seq)?;
    let versions = versions::note(connection, schema, seq)?;
    touched
        .changed
        .extend(versions::told_in(connection, schema, &versions)?);
    if read.claims.is_empty() {
        return Ok(touched);
    }
    let tellings = tellings(connection, seq, &read.claims)?;
    count_words(connection, schema, &tellings)?;
    let row = tables::note(connection, schema, seq)?;
    let retold = retelling::again(connection, schema, seq, &versions, &read)?;
    let mut copied = None;
    for telling in tellings {
        let known = candidates(connection, schema, seq, &telling, row.as_ref())?;
        // The rows of a table are worded alike, and none is a copy.
        copied = copied.or_else(|| original(&telling, &known, &versions).filter(|_| row.is_none()));
        let compared = tempered(connection, schema, seq, &telling)?;
        let placement = match retold.rejoin(connection, schema, telling.number)? {
            Some(placement) => placement,
            None => placement(connection, schema, seq, &compared, &known, row.as_ref())?,
        };
        let key = read.key(telling.number)?;
        insert(connection, schema, seq, key, &telling)?;
        settle(connection, schema, key, &placement, &mut touched)?;
    }
    if let Some(document) = copied {
        connection
            .prepare_cached(&format!(
                "UPDATE {schema}.fingerprints SET copy_of = coalesce(
                     (SELECT f.copy_of FROM {schema}.fingerprints f WHERE f.document = ?2), ?2) WHERE document = ?1"
            ))?
            .execute([seq, document])?;
    }
    Ok(touched)
}

/// Tellings of incidents that `telling` may be of, by incident.
fn candidates(
    connection: &Connection,
    schema: &str,
    seq: i64,
    telling: &Telling,
    row: Option<&CodedRow>,
) -> Result<BTreeMap<i64, Candidate>, Fault> {
    let mut weights: HashMap<i64, u32> = HashMap::new();
    let mut find = connection.prepare_cached(&format!(
        "SELECT DISTINCT incident FROM {schema}.tellings WHERE first_claim IN
             (SELECT telling FROM {schema}.telling_keys WHERE hash = ?1 ORDER BY telling DESC LIMIT {UNDER_A_KEY})"
    ))?;
    for key in link::keys(telling) {
        let mut rows = find.query([key.hash])?;
        while let Some(row) = rows.next()? {
            *weights.entry(row.get(0)?).or_default() += key.weight;
        }
    }
    let mut likely: Vec<(i64, u32)> = weights.into_iter().collect();
    // Of equal weight the latest: news is about what is new.
    likely.sort_by_key(|&(incident, weight)| std::cmp::Reverse((weight, incident)));
    let mut found = BTreeMap::new();
    for (incident, _) in likely.into_iter().take(LOOKED_AT) {
        if found.len() == COMPARED {
            break;
        }
        // A report tells its incidents apart, and so does a table its rows; none joins another of the same.
        let is_apart = match row {
            Some(row) => tables::holds_another(connection, schema, incident, row)?,
            None => holds(connection, schema, incident, seq)?,
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

/// Whether the incident holds a telling of document `seq`.
pub(crate) fn holds(
    connection: &Connection,
    schema: &str,
    incident: i64,
    seq: i64,
) -> Result<bool, Fault> {
    let sql = format!("SELECT 1 FROM {schema}.tellings WHERE document = ?1 AND incident = ?2");
    let found = connection
        .prepare_cached(&sql)?
        .query_row([seq, incident], |_| Ok(()))
        .optional()?;
    Ok(found.is_some())
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

/// Where the telling goes: with an earlier state of its row, or else where it is likeliest to belong.
fn placement(
    connection: &Connection,
    schema: &str,
    seq: i64,
    telling: &Telling,
    known: &BTreeMap<i64, Candidate>,
    row: Option<&CodedRow>,
) -> Result<Placement, Fault> {
    let earlier = row
        .map(|row| tables::earlier(connection, schema, row))
        .transpose()?;
    if let Some(incident) = earlier.flatten() {
        return Ok(Placement::Joins {
            incident,
            likelihood: 1.0,
            bridges: Vec::new(),
        });
    }
    let mut placement = compare(telling, known);
    leave_settled(connection, schema, seq, &mut placement)?;
    Ok(placement)
}

fn compare(telling: &Telling, known: &BTreeMap<i64, Candidate>) -> Placement {
    let known: Vec<Known<'_>> = known
        .iter()
        .map(|(&incident, known)| Known {
            incident,
            members: known.members.iter().map(|stored| &stored.telling).collect(),
            is_made_by_hand: known.is_made_by_hand,
        })
        .collect();
    link::place(telling, &known)
}

/// What a reviewer decided on, the rows of a coded table among it, is made one with nothing by a report alone.
fn leave_settled(
    connection: &Connection,
    schema: &str,
    seq: i64,
    placement: &mut Placement,
) -> Result<(), Fault> {
    let Placement::Joins {
        incident, bridges, ..
    } = placement
    else {
        return Ok(());
    };
    let mut kept = Vec::new();
    for &other in bridges.iter() {
        let mut is_settled = false;
        for &one in kept.iter().chain([&*incident]) {
            is_settled |= regroup::is_settled(connection, schema, [one, other], seq)?;
        }
        if !is_settled {
            kept.push(other);
        }
    }
    *bridges = kept;
    Ok(())
}

/// The earliest document of which the telling's own is a copy.
fn original(telling: &Telling, known: &BTreeMap<i64, Candidate>, versions: &[i64]) -> Option<i64> {
    let all = known.values().flat_map(|candidate| &candidate.members);
    // An earlier version is no other report.
    let all = all.filter(|other| !versions.contains(&other.document));
    all.filter(|other| link::is_copy(&telling.runs, &other.telling.runs))
        .map(|other| other.document)
        .min()
}

fn insert(
    connection: &Connection,
    schema: &str,
    seq: i64,
    key: i64,
    telling: &Telling,
) -> Result<(), Fault> {
    connection
        .prepare_cached(&format!(
            "INSERT OR IGNORE INTO {schema}.fingerprints (document, words, runs) VALUES (?1, ?2, ?3)"
        ))?
        .execute(params![seq, telling.text.to_bytes(), telling.runs.to_bytes()])?;
    connection
        .prepare_cached(&format!(
            "INSERT INTO {schema}.tellings (first_claim, document, number, incident, body, passages)
             VALUES (?1, ?2, ?3, ?1, ?4, ?5)"
        ))?
        .execute(params![
            key,
            seq,
            telling.number,
            rows::json(telling, "a telling")?,
            telling.passages.to_bytes()
        ])?;
    let mut file = connection.prepare_cached(&format!(
        "INSERT OR IGNORE INTO {schema}.telling_keys (hash, telling) VALUES (?1, ?2)"
    ))?;
    for filed in link::keys(telling).iter().filter(|key| key.is_filed) {
        file.execute([filed.hash, key])?;
    }
    Ok(())
}

/// Puts the telling where it goes; of incidents that it shows to be one the oldest keeps its name.
fn settle(
    connection: &Connection,
    schema: &str,
    key: i64,
    placement: &Placement,
    touched: &mut Touched,
) -> Result<(), Fault> {
    let Placement::Joins {
        incident,
        likelihood,
        bridges,
    } = placement
    else {
        touched.changed.insert(key);
        return Ok(());
    };
    connection
        .prepare_cached(&format!(
            "UPDATE {schema}.tellings SET incident = ?2, likelihood = ?3 WHERE first_claim = ?1"
        ))?
        .execute(params![key, incident, likelihood])?;
    let oldest = bridges
        .iter()
        .chain([incident])
        .min()
        .copied()
        .unwrap_or(*incident);
    for &other in bridges
        .iter()
        .chain([incident])
        .filter(|other| **other != oldest)
    {
        merge(connection, schema, other, oldest, touched)?;
    }
    touched.changed.insert(oldest);
    Ok(())
}

/// Incidents that documents of `incident` tell of, itself too: what they are parts of may have changed with it.
pub(crate) fn told_beside(
    connection: &Connection,
    schema: &str,
    incident: i64,
) -> Result<BTreeSet<i64>, Fault> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT DISTINCT beside.incident FROM {schema}.tellings own
         JOIN {schema}.tellings beside ON beside.document = own.document WHERE own.incident = ?1"
    ))?;
    let found = statement.query_map([incident], |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Makes all tellings of `incident` tellings of `into`.
pub(crate) fn merge(
    connection: &Connection,
    schema: &str,
    incident: i64,
    into: i64,
    touched: &mut Touched,
) -> Result<(), Fault> {
    connection
        .prepare_cached(&format!(
            "UPDATE {schema}.tellings SET incident = ?2 WHERE incident = ?1"
        ))?
        .execute([incident, into])?;
    regroup::follow_merge(connection, schema, incident, into)?;
    touched.changed.remove(&incident);
    touched.changed.insert(into);
    touched.merged.push((incident, into));
    Ok(())
}
