//! Incidents: what the claims and decisions add up to, kept beside them and made anew at will.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use dateline_core::value::Value;
use dateline_core::{ClaimId, ClaimRecord, Decision, DocumentId, Incident, IncidentId, Policy};
use dateline_resolve::Linked;
use rusqlite::{Connection, OptionalExtension, params};

use crate::columns::Columns;
use crate::error::Fault;
use crate::linking::{self, Touched};
use crate::rows::{self, ClaimRow};
use crate::{decisions, history, versions};

/// Links what document `seq` tells to the incidents of `schema`, and derives those that it touches, in `step`.
pub(crate) fn take_in(
    connection: &Connection,
    schema: &str,
    seq: i64,
    step: i64,
) -> Result<(), Fault> {
    let touched = linking::take_in(connection, schema, seq)?;
    renew(connection, schema, touched, step)
}

/// Derives the incidents that `documents` tell of anew, as they are linked.
pub(crate) fn derive_again(
    connection: &Connection,
    documents: impl IntoIterator<Item = i64>,
    step: i64,
) -> Result<(), Fault> {
    let mut touched = Touched::default();
    let mut told =
        connection.prepare_cached("SELECT DISTINCT incident FROM tellings WHERE document = ?1")?;
    for document in documents {
        for incident in told.query_map([document], |row| row.get(0))? {
            touched.changed.insert(incident?);
        }
    }
    renew(connection, "main", touched, step)
}

/// Derives what was touched. An incident that was found to be another leads on to it, and so do its parts.
pub(crate) fn renew(
    connection: &Connection,
    schema: &str,
    touched: Touched,
    step: i64,
) -> Result<(), Fault> {
    let mut changed = touched.changed;
    for &(gone, heir) in &touched.merged {
        let new = id_of(connection, heir)?;
        let Some(old) = forget(connection, schema, gone, step)? else {
            continue;
        };
        connection
            .prepare_cached(&format!(
                "INSERT OR REPLACE INTO {schema}.redirects (old, new) VALUES (?1, ?2)"
            ))?
            .execute([&old, &new.0])?;
        changed.extend(parts_of(connection, schema, &old)?);
        changed.extend(linking::told_beside(connection, schema, heir)?);
    }
    changed.retain(|key| touched.merged.iter().all(|(gone, _)| gone != key));
    for key in changed {
        derive(connection, schema, key, step)?;
    }
    Ok(())
}

fn parts_of(connection: &Connection, schema: &str, id: &str) -> Result<BTreeSet<i64>, Fault> {
    let sql = format!("SELECT first_claim FROM {schema}.incidents WHERE part_of = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    let keys = statement.query_map([id], |row| row.get(0))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// Makes the incident `key` of `schema` from the claims of all its tellings; what comes out as it was stays as it is.
fn derive(connection: &Connection, schema: &str, key: i64, step: i64) -> Result<(), Fault> {
    let condition = format!(
        "c.seq IN (SELECT own.seq FROM {schema}.tellings t
             JOIN main.claims own ON own.document = t.document AND own.incident = t.number
                 AND own.reading = coalesce((SELECT r.reading FROM {schema}.read_as r WHERE r.document = t.document), 0)
             WHERE t.incident = ?1)"
    );
    let claims = rows::claims(connection, &condition, [key])?;
    let records: Vec<_> = claims.iter().map(|row| row.record.clone()).collect();
    let linked = Linked {
        part_of: operation(connection, schema, key, &claims)?,
        copies: copies(connection, schema, &records)?,
        versions: versions::replaced(connection, schema, &records, None)?,
    };
    let decisions = decisions_about(connection, schema, key, &records)?;
    let incident = dateline_resolve::incident(&records, &linked, &decisions, Policy::Dateline);
    let incident = incident.ok_or_else(|| Fault::unreadable("the claims of incident", key))?;
    // Clocks may run back; an incident goes by the claim that was recorded first.
    let incident = Incident {
        id: id_of(connection, key)?,
        earlier_claims: earlier_claims(connection, schema, key)?,
        ..incident
    };
    let body = rows::json(&incident, "an incident")?;
    if is_known(connection, schema, key, &body)? {
        return Ok(());
    }
    forget(connection, schema, key, step)?;
    insert_columns(connection, schema, key, &incident, &body, step)?;
    insert_members(connection, schema, key, &incident, &claims)
}

fn is_known(connection: &Connection, schema: &str, key: i64, body: &str) -> Result<bool, Fault> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT 1 FROM {schema}.incidents WHERE first_claim = ?1 AND body = ?2"
        ))?
        .exists(params![key, body])?)
}

fn id_of(connection: &Connection, key: i64) -> Result<IncidentId, Fault> {
    let claim: String = connection
        .prepare_cached("SELECT id FROM claims WHERE seq = ?1")?
        .query_row([key], |row| row.get(0))?;
    Ok(IncidentId::of(&ClaimId(claim)))
}

/// The operation that most reports put the incident under; none where that would make it a part of itself.
fn operation(
    connection: &Connection,
    schema: &str,
    key: i64,
    claims: &[ClaimRow],
) -> Result<Option<IncidentId>, Fault> {
    let mut holder = connection.prepare_cached(&format!(
        "SELECT incident FROM {schema}.tellings WHERE document = ?1 AND number = ?2"
    ))?;
    let mut votes: BTreeMap<i64, usize> = BTreeMap::new();
    for row in claims {
        let Some(Value::PartOf(number)) = row.record.claim.value else {
            continue;
        };
        let whole: Option<i64> = holder
            .query_row([row.document, i64::from(number)], |row| row.get(0))
            .optional()?;
        if let Some(whole) = whole.filter(|&whole| whole != key) {
            *votes.entry(whole).or_default() += 1;
        }
    }
    let most = votes
        .into_iter()
        .max_by_key(|&(whole, votes)| (votes, std::cmp::Reverse(whole)));
    let Some((whole, _)) = most else {
        return Ok(None);
    };
    let is_above = is_part_of(connection, schema, whole, key)?;
    if is_above {
        Ok(None)
    } else {
        id_of(connection, whole).map(Some)
    }
}

/// Whether `part` lies in `whole`, directly or by way of others.
fn is_part_of(connection: &Connection, schema: &str, part: i64, whole: i64) -> Result<bool, Fault> {
    Ok(connection
        .prepare_cached(&format!(
            "WITH RECURSIVE above (key, step) AS (
                 SELECT ?1, 0
                 UNION SELECT w.first_claim, step + 1 FROM above a
                     JOIN {schema}.incidents p ON p.first_claim = a.key
                     JOIN {schema}.incidents w ON w.id = p.part_of WHERE step < 20
             )
             SELECT 1 FROM above WHERE key = ?2"
        ))?
        .query_row([part, whole], |_| Ok(()))
        .optional()?
        .is_some())
}

/// Documents of the claims that are copies, each with the earliest one that it copies.
pub(crate) fn copies(
    connection: &Connection,
    schema: &str,
    records: &[ClaimRecord],
) -> Result<BTreeMap<DocumentId, DocumentId>, Fault> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT original.id FROM main.documents copy JOIN {schema}.fingerprints f ON f.document = copy.seq
         JOIN main.documents original ON original.seq = f.copy_of WHERE copy.id = ?1"
    ))?;
    let documents: BTreeSet<&DocumentId> = records.iter().map(|record| &record.document).collect();
    let mut found = BTreeMap::new();
    for id in documents {
        let original: Option<String> = statement.query_row([&id.0], |row| row.get(0)).optional()?;
        found.extend(original.map(|original| (id.clone(), DocumentId(original))));
    }
    Ok(found)
}

/// An incident's ids, old and new, all come from its claims; so decisions are found by those.
fn decisions_about(
    connection: &Connection,
    schema: &str,
    key: i64,
    records: &[ClaimRecord],
) -> Result<Vec<Decision>, Fault> {
    let condition = format!(
        "EXISTS (SELECT 1 FROM {schema}.counting x WHERE x.decision = decisions.seq) AND incident IN
             (SELECT 'i-' || substr(c.id, 1, 12) FROM {schema}.telling_claims c WHERE c.incident = ?1)"
    );
    let made = decisions::select(connection, &condition, [key])?;
    // They may name it by a claim of an earlier reading.
    let id = records.first().map(|record| IncidentId::of(&record.id));
    let named = |(_, decision): (u64, Decision)| Decision {
        incident: id.clone().unwrap_or_else(|| decision.incident.clone()),
        ..decision
    };
    Ok(made.into_iter().map(named).collect())
}

/// The claims of earlier readings that the incident carries on.
fn earlier_claims(connection: &Connection, schema: &str, key: i64) -> Result<Vec<ClaimId>, Fault> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT id FROM {schema}.telling_claims WHERE incident = ?1 AND counts = 0 ORDER BY claim"
    ))?;
    let found = statement.query_map([key], |row| row.get(0).map(ClaimId))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Removes the incident `key`, and gives its id; its tellings stay, and its history.
fn forget(
    connection: &Connection,
    schema: &str,
    key: i64,
    step: i64,
) -> Result<Option<String>, Fault> {
    history::leave_behind(connection, schema, key, step)?;
    let id = connection
        .prepare_cached(&format!(
            "SELECT id FROM {schema}.incidents WHERE first_claim = ?1"
        ))?
        .query_row([key], |row| row.get(0))
        .optional()?;
    for (table, column) in [
        ("incidents", "first_claim"),
        ("incident_documents", "incident"),
        ("incident_claims", "incident"),
    ] {
        connection
            .prepare_cached(&format!("DELETE FROM {schema}.{table} WHERE {column} = ?1"))?
            .execute([key])?;
    }
    Ok(id)
}

fn insert_members(
    connection: &Connection,
    schema: &str,
    key: i64,
    incident: &Incident,
    claims: &[ClaimRow],
) -> Result<(), Fault> {
    let claims: HashMap<&ClaimId, &ClaimRow> =
        claims.iter().map(|row| (&row.record.id, row)).collect();
    let rows: Option<Vec<&ClaimRow>> = incident
        .claims
        .iter()
        .map(|id| claims.get(id).copied())
        .collect();
    let rows = rows.ok_or_else(|| Fault::unreadable("a claim of incident", &incident.id))?;
    let mut claim = connection.prepare_cached(&format!(
        "INSERT INTO {schema}.incident_claims (incident, claim) VALUES (?1, ?2)"
    ))?;
    let mut document = connection.prepare_cached(&format!(
        "INSERT OR IGNORE INTO {schema}.incident_documents (document, incident) VALUES (?1, ?2)"
    ))?;
    for row in rows {
        claim.execute([key, row.seq])?;
        document.execute([row.document, key])?;
    }
    Ok(())
}

fn insert_columns(
    connection: &Connection,
    schema: &str,
    key: i64,
    incident: &Incident,
    body: &str,
    step: i64,
) -> Result<(), Fault> {
    let columns = Columns::of(incident);
    let date = columns.date.as_ref();
    let place = columns.place.as_ref();
    let at = place.and_then(|place| place.coordinates);
    connection
        .prepare_cached(&format!(
            "INSERT INTO {schema}.incidents (first_claim, id, incident_type, category, stage, time_frame, status,
                 earliest, latest, country, country_code, latitude, longitude, place_text, actor_text, part_of, body, since)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)"
        ))?
        .execute(params![
            key,
            incident.id.0,
            columns.incident_type.map(|word| word.to_string()),
            columns.category.map(|word| word.to_string()),
            columns.stage.map(|word| word.to_string()),
            columns.time_frame.map(|word| word.to_string()),
            incident.status.to_string(),
            date.and_then(|date| date.earliest).map(|day| day.to_string()),
            date.and_then(|date| date.latest).map(|day| day.to_string()),
            place.and_then(|place| place.country.as_ref()).map(|name| name.to_lowercase()),
            place.and_then(|place| place.country_code.as_ref()).map(|code| code.to_uppercase()),
            at.map(|at| at.latitude),
            at.map(|at| at.longitude),
            columns.place_text(),
            columns.actor_text(),
            incident.part_of.as_ref().map(|parent| &parent.0),
            body,
            step,
        ])?;
    Ok(())
}
