//! Which incident each report's tellings belong to: lookups and rows around `dateline_resolve::link`.

use std::collections::{BTreeMap, BTreeSet};

use dateline_core::Telling;
use dateline_resolve::link::{self, Known, Placement};
use rusqlite::{Connection, OptionalExtension, params};

use crate::candidates::Candidate;
use crate::error::Fault;
use crate::rows;
use crate::tables::{self, CodedRow};
use crate::tellings::{count_words, tellings, tempered};
use crate::{candidates, reading, regroup, retelling, versions};

/// Incidents whose tellings changed, by their keys.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    /// They hold other tellings than before.
    pub(crate) changed: BTreeSet<i64>,
    /// They were found to be other incidents: each with the one that holds its tellings now.
    pub(crate) merged: Vec<(i64, i64)>,
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
        let known = candidates::candidates(connection, schema, seq, &telling, row.as_ref())?;
        // The rows of a table are worded alike, and none is a copy.
        copied = copied.or_else(|| original(&telling, &known, &versions).filter(|_| row.is_none()));
        let compared = tempered(connection, schema, seq, &telling)?;
        let placement = match retold.rejoin(connection, schema, telling.number)? {
            Some(placement) => placement,
            None => placement(connection, schema, seq, &compared, &known, row.as_ref())?,
        };
        let key = read.key(telling.number)?;
        settle(
            connection,
            schema,
            [seq, key],
            &telling,
            &placement,
            &mut touched,
        )?;
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

/// Adds the telling with the key `key` to its incident.
fn insert(
    connection: &Connection,
    schema: &str,
    [seq, key, incident]: [i64; 3],
    telling: &Telling,
    likelihood: Option<f32>,
) -> Result<(), Fault> {
    connection
        .prepare_cached(&format!(
            "INSERT OR IGNORE INTO {schema}.fingerprints (document, words, runs) VALUES (?1, ?2, ?3)"
        ))?
        .execute(params![seq, telling.text.to_bytes(), telling.runs.to_bytes()])?;
    connection
        .prepare_cached(&format!(
            "INSERT INTO {schema}.tellings (first_claim, document, number, incident, likelihood, body, passages)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
        ))?
        .execute(params![
            key,
            seq,
            telling.number,
            incident,
            likelihood,
            rows::json(telling, "a telling")?,
            telling.passages.to_bytes()
        ])?;
    candidates::file(connection, schema, key, telling, incident)
}

/// Puts the telling where it goes; of incidents that it shows to be one the oldest keeps its name.
fn settle(
    connection: &Connection,
    schema: &str,
    [seq, key]: [i64; 2],
    telling: &Telling,
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
        return insert(connection, schema, [seq, key, key], telling, None);
    };
    let at = [seq, key, *incident];
    insert(connection, schema, at, telling, Some(*likelihood))?;
    let mut all = bridges.clone();
    all.push(*incident);
    let oldest = all.iter().min().copied().unwrap_or(*incident);
    for &other in all.iter().filter(|other| **other != oldest) {
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

/// The keys of the incident's tellings, in order.
pub(crate) fn member_keys(
    connection: &Connection,
    schema: &str,
    incident: i64,
) -> Result<BTreeSet<i64>, Fault> {
    let found = connection
        .prepare_cached(&format!(
            "SELECT first_claim FROM {schema}.tellings WHERE incident = ?1"
        ))?
        .query_map([incident], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(found)
}

/// Makes all tellings of `incident` tellings of `into`.
pub(crate) fn merge(
    connection: &Connection,
    schema: &str,
    incident: i64,
    into: i64,
    touched: &mut Touched,
) -> Result<(), Fault> {
    let members = member_keys(connection, schema, incident)?;
    candidates::assign(connection, schema, members, into)?;
    regroup::follow_merge(connection, schema, incident, into)?;
    touched.changed.remove(&incident);
    touched.changed.insert(into);
    touched.merged.push((incident, into));
    Ok(())
}
