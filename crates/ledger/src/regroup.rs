//! What reviewers' merges and splits do to the incidents.

use std::collections::{BTreeSet, VecDeque};

use dateline_core::{ClaimId, Decision, DecisionAction, IncidentId};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension};

use crate::decisions;
use crate::error::Fault;
use crate::linking::{self, Touched};

/// Merges and splits that count, in order, each with the document that had been recorded last when it was made.
pub(crate) fn regroupings(
    connection: &Connection,
    until: Option<Date>,
) -> Result<VecDeque<(i64, Decision)>, Fault> {
    let mut made =
        connection.prepare_cached("SELECT after_document FROM main.decisions WHERE seq = ?1")?;
    let counting = decisions::numbered_in_force(connection, "true", [], until)?;
    let regrouping = counting.into_iter().filter(|(_, decision)| {
        matches!(
            decision.action,
            DecisionAction::Merge { .. } | DecisionAction::Split { .. }
        )
    });
    let mut found = VecDeque::new();
    for (seq, decision) in regrouping {
        found.push_back((made.query_row([seq as i64], |row| row.get(0))?, decision));
    }
    Ok(found)
}

/// Does what a merge or split says to the incidents of `schema`. What it speaks of may be gone with an erased report.
pub(crate) fn apply(
    connection: &Connection,
    schema: &str,
    decision: &Decision,
    touched: &mut Touched,
) -> Result<(), Fault> {
    let Some(incident) = holder(connection, schema, &decision.incident)? else {
        return Ok(());
    };
    match &decision.action {
        DecisionAction::Merge { with } => {
            let other = holder(connection, schema, with)?.filter(|other| *other != incident);
            if let Some(other) = other {
                let (first, second) = (incident.min(other), incident.max(other));
                linking::merge(connection, schema, second, first, touched)?;
            }
            Ok(())
        }
        DecisionAction::Split { apart } => split(connection, schema, incident, apart, touched),
        _ => Ok(()),
    }
}

/// Takes the tellings of the claims `apart` out of `incident`. Each half goes by its first telling; the two stay apart from then on.
fn split(
    connection: &Connection,
    schema: &str,
    incident: i64,
    apart: &[ClaimId],
    touched: &mut Touched,
) -> Result<(), Fault> {
    let members: BTreeSet<i64> = connection
        .prepare_cached(&format!(
            "SELECT first_claim FROM {schema}.tellings WHERE incident = ?1"
        ))?
        .query_map([incident], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut taken = BTreeSet::new();
    for claim in apart {
        taken.extend(telling(connection, schema, claim)?.filter(|key| members.contains(key)));
    }
    let rest: BTreeSet<i64> = members.difference(&taken).copied().collect();
    let (Some(&first), Some(&second)) = (rest.first(), taken.first()) else {
        return Ok(());
    };
    let mut move_to = connection.prepare_cached(&format!(
        "UPDATE {schema}.tellings SET incident = ?2,
             likelihood = CASE WHEN first_claim = ?2 THEN NULL ELSE likelihood END WHERE first_claim = ?1"
    ))?;
    for (half, key) in [(&rest, first), (&taken, second)] {
        for member in half {
            move_to.execute([*member, key])?;
        }
        touched.changed.insert(key);
    }
    connection
        .prepare_cached(&format!(
            "INSERT OR IGNORE INTO {schema}.told_apart (one, other) VALUES (?1, ?2)"
        ))?
        .execute([first.min(second), first.max(second)])?;
    Ok(())
}

/// The key of the telling that a claim belongs to.
fn telling(connection: &Connection, schema: &str, claim: &ClaimId) -> Result<Option<i64>, Fault> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT t.first_claim FROM main.claims c JOIN {schema}.tellings t
                 ON t.document = c.document AND t.number = c.incident WHERE c.id = ?1"
        ))?
        .query_row([&claim.0], |row| row.get(0))
        .optional()?)
}

/// The key of the incident that holds the claim from which an id comes.
fn holder(connection: &Connection, schema: &str, id: &IncidentId) -> Result<Option<i64>, Fault> {
    let digits = id.0.trim_start_matches("i-");
    Ok(connection
        .prepare_cached(&format!(
            "SELECT t.incident FROM main.claims c JOIN {schema}.tellings t
                 ON t.document = c.document AND t.number = c.incident
             WHERE c.id >= ?1 AND c.id < ?1 || 'g' ORDER BY c.seq LIMIT 1"
        ))?
        .query_row([digits], |row| row.get(0))
        .optional()?)
}

/// Whether no report may make two incidents one when document `seq` comes in: a reviewer told them apart, or decided on one of them.
pub(crate) fn is_settled(
    connection: &Connection,
    schema: &str,
    [one, other]: [i64; 2],
    seq: i64,
) -> Result<bool, Fault> {
    let told_apart = connection
        .prepare_cached(&format!(
            "SELECT 1 FROM {schema}.told_apart WHERE one = min(?1, ?2) AND other = max(?1, ?2)"
        ))?
        .exists([one, other])?;
    Ok(told_apart
        || is_reviewed(connection, schema, one, seq)?
        || is_reviewed(connection, schema, other, seq)?)
}

/// What was told apart from an incident stays apart from the one that holds its tellings now.
pub(crate) fn follow_merge(
    connection: &Connection,
    schema: &str,
    gone: i64,
    into: i64,
) -> Result<(), Fault> {
    connection
        .prepare_cached(&format!(
            "INSERT OR IGNORE INTO {schema}.told_apart (one, other)
             SELECT min(x, ?2), max(x, ?2) FROM
                 (SELECT CASE WHEN one = ?1 THEN other ELSE one END AS x FROM {schema}.told_apart
                  WHERE one = ?1 OR other = ?1) WHERE x <> ?2"
        ))?
        .execute([gone, into])?;
    connection
        .prepare_cached(&format!(
            "DELETE FROM {schema}.told_apart WHERE one = ?1 OR other = ?1"
        ))?
        .execute([gone])?;
    Ok(())
}

fn is_reviewed(
    connection: &Connection,
    schema: &str,
    incident: i64,
    seq: i64,
) -> Result<bool, Fault> {
    is_decided(connection, schema, "true", incident, seq)
}

/// Whether a reviewer had merged the incident with another before document `seq` came in.
pub(crate) fn is_merged(
    connection: &Connection,
    schema: &str,
    incident: i64,
    seq: i64,
) -> Result<bool, Fault> {
    let merges = "json_extract(d.body, '$.action.action') = 'merge'";
    is_decided(connection, schema, merges, incident, seq)
}

fn is_decided(
    connection: &Connection,
    schema: &str,
    condition: &str,
    incident: i64,
    seq: i64,
) -> Result<bool, Fault> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT 1 FROM main.decisions d WHERE d.after_document < ?2 AND {condition} AND d.incident IN
                 (SELECT 'i-' || substr(c.id, 1, 12) FROM {schema}.tellings t
                  JOIN main.claims c ON c.document = t.document AND c.incident = t.number WHERE t.incident = ?1) LIMIT 1"
        ))?
        .exists([incident, seq])?)
}
