//! An incident as another policy derives it.

use dateline_core::{Decision, Incident, IncidentId, Policy};
use dateline_resolve::Linked;
use jiff::civil::Date;
use rusqlite::Connection;

use crate::error::{Fault, LedgerError};
use crate::{Ledger, decisions, derive, history, links, rows, versions};

impl Ledger {
    /// What the claims of `incident`, one that this ledger gave, come to under `policy`; decisions count up to and with the
    /// day `until`. Its id, its operation and its parts stay. Nothing is stored.
    ///
    /// # Errors
    /// If the ledger cannot be read, or no longer holds the incident's claims.
    pub fn under(
        &self,
        incident: &Incident,
        policy: Policy,
        until: Option<Date>,
    ) -> Result<Incident, LedgerError> {
        if incident.policy == policy {
            return Ok(incident.clone());
        }
        self.reading(|connection| {
            let claims = rows::json(&incident.claims, "the claims of an incident")?;
            let of_incident = "c.id IN (SELECT value FROM json_each(?1))";
            let records: Vec<_> = rows::claims(connection, of_incident, [claims])?
                .into_iter()
                .map(|row| row.record)
                .collect();
            let decisions = decisions_on(connection, incident, until)?;
            let linked = Linked {
                part_of: incident.part_of.clone(),
                copies: if links::is_linked(connection)? {
                    derive::copies(connection, "main", &records)?
                } else {
                    Default::default()
                },
                versions: if links::has_table(connection, "versions")? {
                    let last = until.map(|day| last_known(connection, day)).transpose()?;
                    versions::replaced(connection, "main", &records, last)?
                } else {
                    Default::default()
                },
            };
            let derived = dateline_resolve::incident(&records, &linked, &decisions, policy)
                .ok_or_else(|| Fault::unreadable("the claims of incident", &incident.id))?;
            Ok(Incident {
                id: incident.id.clone(),
                parts: incident.parts.clone(),
                earlier_claims: incident.earlier_claims.clone(),
                ..derived
            })
        })
    }
}

/// The last document that was known at the end of `day`.
fn last_known(connection: &Connection, day: Date) -> Result<i64, Fault> {
    let step = history::step_at(connection, history::end_of_day(day))?;
    Ok(connection
        .prepare_cached("SELECT coalesce(max(document), 0) FROM steps WHERE step <= ?1")?
        .query_row([step], |row| row.get(0))?)
}

/// Decisions under any id that an incident of these claims can have had, oldest first.
fn decisions_on(
    connection: &Connection,
    incident: &Incident,
    until: Option<Date>,
) -> Result<Vec<Decision>, Fault> {
    let claims = incident.claims.iter().chain(&incident.earlier_claims);
    let ids: Vec<IncidentId> = claims.map(IncidentId::of).collect();
    let ids = rows::json(&ids, "the ids of an incident")?;
    let of_ids = "incident IN (SELECT value FROM json_each(?1))";
    let made = decisions::in_force(connection, of_ids, [ids], until)?;
    let id = incident.claims.first().map(IncidentId::of);
    let named = |decision: Decision| Decision {
        incident: id.clone().unwrap_or_else(|| decision.incident.clone()),
        ..decision
    };
    Ok(made.into_iter().map(named).collect())
}
