//! What reviewers' merges and splits do to the incidents.

use std::collections::{BTreeSet, VecDeque};

use dateline_core::{ClaimId, Decision, DecisionAction, IncidentId};
use rusqlite::{Connection, OptionalExtension};

use crate::error::Fault;
use crate::linking::{self, Touched};
use crate::{candidates, decisions};

/// Merges and splits that count, in order, each with the document that had been recorded last when it was made.
pub(crate) fn regroupings(connection: &Connection) -> Result<VecDeque<(i64, Decision)>, Fault> {
    let mut made =
        connection.prepare_cached("SELECT after_document FROM main.decisions WHERE seq = ?1")?;
    let regrouping = "json_extract(body, '$.action.action') IN ('merge', 'split')
         AND seq IN (SELECT decision FROM main.counting)";
    let mut found = VecDeque::new();
    for (seq, decision) in decisions::select(connection, regrouping, [])? {
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
                mark_made_by_hand(connection, schema, first)?;
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
    let members = linking::member_keys(connection, schema, incident)?;
    let mut taken = BTreeSet::new();
    for claim in apart {
        taken.extend(telling(connection, schema, claim)?.filter(|key| members.contains(key)));
    }
    let rest: BTreeSet<i64> = members.difference(&taken).copied().collect();
    let (Some(&first), Some(&second)) = (rest.first(), taken.first()) else {
        return Ok(());
    };
    let mut found = connection.prepare_cached(&format!(
        "UPDATE {schema}.tellings SET likelihood = NULL WHERE first_claim = ?1"
    ))?;
    for (half, key) in [(&rest, first), (&taken, second)] {
        candidates::assign(connection, schema, half.iter().copied(), key)?;
        found.execute([key])?;
        touched.changed.insert(key);
    }
    for half in [first, second] {
        // What was apart from the whole stays apart from both.
        copy_told_apart(connection, schema, incident, half)?;
        touched
            .changed
            .extend(linking::told_beside(connection, schema, half)?);
    }
    connection
        .prepare_cached(&format!(
            "INSERT OR IGNORE INTO {schema}.told_apart (one, other) VALUES (?1, ?2)"
        ))?
        .execute([first.min(second), first.max(second)])?;
    connection
        .prepare_cached(&format!(
            "DELETE FROM {schema}.made_by_hand WHERE incident = ?1"
        ))?
        .execute([incident])?;
    Ok(())
}

/// The key of the telling that a claim belongs to.
pub(crate) fn telling(
    connection: &Connection,
    schema: &str,
    claim: &ClaimId,
) -> Result<Option<i64>, Fault> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT telling FROM {schema}.telling_claims WHERE id = ?1 ORDER BY counts DESC LIMIT 1"
        ))?
        .query_row([&claim.0], |row| row.get(0))
        .optional()?)
}

/// The key of the incident that holds the claim from which an id comes.
fn holder(connection: &Connection, schema: &str, id: &IncidentId) -> Result<Option<i64>, Fault> {
    let digits = id.0.trim_start_matches("i-");
    Ok(connection
        .prepare_cached(&format!(
            "SELECT incident FROM {schema}.telling_claims WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY claim LIMIT 1"
        ))?
        .query_row([digits], |row| row.get(0))
        .optional()?)
}

/// Whether no report may make two incidents one when document `seq` comes in: a report or a reviewer tells
/// them apart, or a reviewer decided on one of them.
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
    let told_beside = connection
        .prepare_cached(&format!(
            "SELECT 1 FROM {schema}.tellings a JOIN {schema}.tellings b ON b.document = a.document
             WHERE a.incident = ?1 AND b.incident = ?2"
        ))?
        .exists([one, other])?;
    Ok(told_apart
        || told_beside
        || is_reviewed(connection, schema, one, seq)?
        || is_reviewed(connection, schema, other, seq)?)
}

/// What was told apart from an incident stays apart from the one that holds its tellings now; and what a hand made is still so.
pub(crate) fn follow_merge(
    connection: &Connection,
    schema: &str,
    gone: i64,
    into: i64,
) -> Result<(), Fault> {
    copy_told_apart(connection, schema, gone, into)?;
    if is_made_by_hand(connection, schema, gone)? {
        mark_made_by_hand(connection, schema, into)?;
    }
    for sql in [
        "DELETE FROM {schema}.told_apart WHERE one = ?1 OR other = ?1",
        "DELETE FROM {schema}.made_by_hand WHERE incident = ?1",
    ] {
        connection
            .prepare_cached(&sql.replace("{schema}", schema))?
            .execute([gone])?;
    }
    Ok(())
}

fn copy_told_apart(connection: &Connection, schema: &str, from: i64, to: i64) -> Result<(), Fault> {
    connection
        .prepare_cached(&format!(
            "INSERT OR IGNORE INTO {schema}.told_apart (one, other)
             SELECT min(x, ?2), max(x, ?2) FROM
                 (SELECT other AS x FROM {schema}.told_apart WHERE one = ?1
                  UNION SELECT one FROM {schema}.told_apart WHERE other = ?1) WHERE x <> ?2"
        ))?
        .execute([from, to])?;
    Ok(())
}

fn mark_made_by_hand(connection: &Connection, schema: &str, incident: i64) -> Result<(), Fault> {
    connection
        .prepare_cached(&format!(
            "INSERT OR IGNORE INTO {schema}.made_by_hand (incident) VALUES (?1)"
        ))?
        .execute([incident])?;
    Ok(())
}

/// Whether a reviewer made the incident of several.
pub(crate) fn is_made_by_hand(
    connection: &Connection,
    schema: &str,
    incident: i64,
) -> Result<bool, Fault> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT 1 FROM {schema}.made_by_hand WHERE incident = ?1"
        ))?
        .exists([incident])?)
}

/// Whether a reviewer's decision on the incident counts that was made before document `seq` came in.
fn is_reviewed(
    connection: &Connection,
    schema: &str,
    incident: i64,
    seq: i64,
) -> Result<bool, Fault> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT 1 FROM main.decisions d WHERE d.after_document < ?2
                 AND EXISTS (SELECT 1 FROM {schema}.counting x WHERE x.decision = d.seq)
                 AND json_extract(d.body, '$.action.action') NOT IN ('note', 'undo') AND d.incident IN
                 (SELECT 'i-' || substr(c.id, 1, 12) FROM {schema}.telling_claims c WHERE c.incident = ?1) LIMIT 1"
        ))?
        .exists([incident, seq])?)
}
