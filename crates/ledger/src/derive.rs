//! Incidents: what the claims and decisions add up to, kept beside them and made anew at will.

use std::collections::HashMap;

use dateline_core::{ClaimId, Decision, Incident, Policy};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};

use crate::columns::Columns;
use crate::error::{Fault, LedgerError};
use crate::rows::{self, ClaimRow};
use crate::{Ledger, decisions, schema, search};

/// Raised whenever the same claims would give other incidents, or these are written otherwise.
const DERIVATION: i64 = 2;

impl Ledger {
    /// Drops all that is derived and makes it anew, documents in order of ingestion.
    ///
    /// Incidents keep their ids, for these come from the claims.
    ///
    /// # Errors
    /// If the ledger cannot be written, or a row of it cannot be read.
    pub fn rebuild(&mut self) -> Result<(), LedgerError> {
        self.writing(|connection, _| {
            schema::drop_derived(connection, "main")?;
            schema::create_derived(connection, "main")?;
            for document in rows::document_seqs(connection)? {
                derive(connection, "main", document, None)?;
            }
            search::reindex(connection)?;
            connection.execute(
                "INSERT OR REPLACE INTO meta (name, value) VALUES ('derivation', ?1)",
                [DERIVATION],
            )?;
            Ok(())
        })
    }
}

/// Rebuilds what an earlier version of the program derived.
pub(crate) fn catch_up(ledger: &mut Ledger) -> Result<(), LedgerError> {
    let current = ledger.reading(|connection| {
        let found: Option<i64> = connection
            .query_row(
                "SELECT value FROM meta WHERE name = 'derivation'",
                [],
                |row| row.get(0),
            )
            .optional()?;
        Ok(found == Some(DERIVATION))
    })?;
    if current { Ok(()) } else { ledger.rebuild() }
}

/// Makes the incidents that document `seq` tells of, in `schema`; decisions count up to and with the day `until`.
pub(crate) fn derive(
    connection: &Connection,
    schema: &str,
    seq: i64,
    until: Option<Date>,
) -> Result<(), Fault> {
    let claims = rows::claims(connection, "c.document = ?1", [seq])?;
    let decisions = decisions_about(connection, seq, until)?;
    let records: Vec<_> = claims.iter().map(|row| row.record.clone()).collect();
    let incidents = dateline_resolve::incidents(&records, &decisions, Policy::Dateline);
    replace(connection, schema, seq, &claims, &incidents)
}

/// An incident's ids, old and new, all come from its claims; so decisions are found by those.
fn decisions_about(
    connection: &Connection,
    seq: i64,
    until: Option<Date>,
) -> Result<Vec<Decision>, Fault> {
    let condition =
        "incident IN (SELECT 'i-' || substr(id, 1, 12) FROM claims WHERE document = ?1)";
    decisions::in_force(connection, condition, [seq], until)
}

/// Puts `incidents` where those of document `seq` stood; an id that is gone leads on to the one that holds its claim.
pub(crate) fn replace(
    connection: &Connection,
    schema: &str,
    seq: i64,
    claims: &[ClaimRow],
    incidents: &[Incident],
) -> Result<(), Fault> {
    let gone = forget(connection, schema, seq)?;
    let by_id: HashMap<&ClaimId, &ClaimRow> =
        claims.iter().map(|row| (&row.record.id, row)).collect();
    for incident in incidents {
        insert(connection, schema, incident, &by_id)?;
    }
    for old in gone
        .iter()
        .filter(|old| incidents.iter().all(|kept| kept.id.0 != **old))
    {
        let prefix = old.trim_start_matches("i-");
        let heir = incidents.iter().find(|incident| {
            incident
                .claims
                .iter()
                .any(|claim| claim.0.starts_with(prefix))
        });
        if let Some(heir) = heir {
            connection.execute(
                &format!("INSERT OR REPLACE INTO {schema}.redirects (old, new) VALUES (?1, ?2)"),
                [old, &heir.id.0],
            )?;
        }
    }
    Ok(())
}

/// Removes the incidents that document `seq` tells of, and gives their ids.
pub(crate) fn forget(
    connection: &Connection,
    schema: &str,
    seq: i64,
) -> Result<Vec<String>, Fault> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT i.first_claim, i.id FROM {schema}.incidents i
         JOIN {schema}.incident_documents d ON d.incident = i.first_claim WHERE d.document = ?1"
    ))?;
    let stale: Vec<(i64, String)> = statement
        .query_map([seq], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (key, _) in &stale {
        for (table, column) in [
            ("incidents", "first_claim"),
            ("incident_documents", "incident"),
            ("incident_claims", "incident"),
            ("incident_boxes", "first_claim"),
        ] {
            connection
                .prepare_cached(&format!("DELETE FROM {schema}.{table} WHERE {column} = ?1"))?
                .execute([key])?;
        }
    }
    Ok(stale.into_iter().map(|(_, id)| id).collect())
}

fn insert(
    connection: &Connection,
    schema: &str,
    incident: &Incident,
    claims: &HashMap<&ClaimId, &ClaimRow>,
) -> Result<(), Fault> {
    let rows: Option<Vec<&ClaimRow>> = incident
        .claims
        .iter()
        .map(|id| claims.get(id).copied())
        .collect();
    let rows = rows.ok_or_else(|| Fault::unreadable("a claim of incident", &incident.id))?;
    let Some(key) = rows.first().map(|row| row.seq) else {
        return Err(Fault::unreadable("the claims of incident", &incident.id));
    };
    insert_columns(connection, schema, key, incident)?;
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
) -> Result<(), Fault> {
    let columns = Columns::of(incident);
    let date = columns.date.as_ref();
    let place = columns.place.as_ref();
    let at = place.and_then(|place| place.coordinates);
    connection
        .prepare_cached(&format!(
            "INSERT INTO {schema}.incidents (first_claim, id, incident_type, category, stage, time_frame, status,
                 earliest, latest, country, country_code, latitude, longitude, place_text, actor_text, part_of, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"
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
            rows::json(incident, "an incident")?,
        ])?;
    if let Some(at) = at {
        connection
            .prepare_cached(&format!(
                "INSERT INTO {schema}.incident_boxes (first_claim, south, north, west, east)
                 VALUES (?1, ?2, ?2, ?3, ?3)"
            ))?
            .execute(params![key, at.latitude, at.longitude])?;
    }
    Ok(())
}
