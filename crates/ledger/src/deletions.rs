//! Ids that no longer stand, when and why, so that a copy elsewhere can be kept in step.

use dateline_core::{DecisionAction, DocumentId, Incident, IncidentId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::Connection;

use crate::error::{Fault, LedgerError};
use crate::history::{self, Event};
use crate::{Ledger, decisions, read, rows};

/// Why an id no longer stands, or what stood under it must be fetched anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// It was found to be the same incident as another: by a report, or by a reviewer.
    Merged,
    /// A reviewer rejected it.
    Rejected,
    /// All that is left of it is denied.
    Refuted,
    /// A later version of its document no longer tells it.
    Withdrawn,
    /// A newer coder reads its documents otherwise.
    Recoded,
    /// A document that told of it was erased.
    DocumentErased,
    /// A person's name was erased from it.
    PersonErased,
}

/// An id that lists give no longer, or no longer as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    /// The id.
    pub id: IncidentId,
    /// Since when.
    pub when: Timestamp,
    /// Why.
    pub why: Ending,
    /// The id that stands now for what it named: itself where only its contents changed; none where nothing is left to list.
    pub now: Option<IncidentId>,
    /// The report that brought it about.
    pub document: Option<DocumentId>,
    /// The number of the decision that brought it about.
    pub decision: Option<u64>,
}

impl Ledger {
    /// Ids that no longer stand, from the day `since` (UTC) on, in the order in which they went.
    ///
    /// An id that went and came back is not among them; nor is one that no list ever gave.
    ///
    /// # Errors
    /// If the ledger cannot be read, or an earlier version wrote it and it may only be read.
    pub fn deletions(&self, since: Option<Date>) -> Result<Vec<Deletion>, LedgerError> {
        self.reading(|connection| {
            self.has_history(connection)?;
            let mut found = ended(connection)?;
            found.extend(refuted(connection)?);
            found.extend(erased(connection)?);
            let from = since.and_then(|day| day.to_zoned(TimeZone::UTC).ok());
            found.retain(|one| {
                from.as_ref()
                    .is_none_or(|from| one.when >= from.timestamp())
            });
            found.sort_by(|a, b| (a.when, &a.id, a.why).cmp(&(b.when, &b.id, b.why)));
            Ok(found)
        })
    }
}

/// Ids of incidents that are other incidents now, or are told no longer.
fn ended(connection: &Connection) -> Result<Vec<Deletion>, Fault> {
    let mut statement = connection.prepare(
        "SELECT p.id, max(p.until) FROM past_incidents p WHERE NOT EXISTS (SELECT 1 FROM incidents i WHERE i.id = p.id)
         GROUP BY p.id HAVING sum(p.status <> 'refuted') > 0",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rows: Vec<(String, i64)> = rows.collect::<Result<_, _>>()?;
    rows.into_iter()
        .map(|(id, step)| ending(connection, &IncidentId(id), step))
        .collect()
}

/// How an id ended by `step`.
pub(crate) fn ending(
    connection: &Connection,
    id: &IncidentId,
    step: i64,
) -> Result<Deletion, Fault> {
    let (event, when) = history::event(connection, step)?;
    let why = match event {
        Event::Adoption(_) => Ending::Recoded,
        Event::Document(_) | Event::Decision(_) => Ending::Merged,
    };
    deletion(connection, id, when, why, event)
}

/// Ids of incidents that lists left out from some step on, and leave out still.
fn refuted(connection: &Connection) -> Result<Vec<Deletion>, Fault> {
    let mut statement = connection.prepare(
        "SELECT i.id, i.body, (SELECT max(p.until) FROM past_incidents p
             WHERE p.first_claim = i.first_claim AND p.status <> 'refuted') AS step
         FROM incidents i WHERE i.status = 'refuted' AND step IS NOT NULL",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let rows: Vec<(String, String, i64)> = rows.collect::<Result<_, _>>()?;
    let one = |(id, body, step): (String, String, i64)| {
        let incident: Incident = rows::from_json(&body, "incident", &id)?;
        left_out(connection, &incident, step)
    };
    rows.into_iter().map(one).collect()
}

/// Why lists leave `incident`, which is refuted, out since `step`.
pub(crate) fn left_out(
    connection: &Connection,
    incident: &Incident,
    step: i64,
) -> Result<Deletion, Fault> {
    let (event, when) = history::event(connection, step)?;
    let why = match event {
        Event::Decision(seq) => match decisions::one(connection, seq as u64)? {
            Some((_, made)) if made.action == DecisionAction::Reject => Ending::Rejected,
            _ => Ending::Refuted,
        },
        Event::Adoption(_) => Ending::Recoded,
        Event::Document(_) if incident.withdrawn.len() == incident.claims.len() => {
            Ending::Withdrawn
        }
        Event::Document(_) => Ending::Refuted,
    };
    deletion(connection, &incident.id, when, why, event)
}

/// Ids that erasures reached.
pub(crate) fn erased(connection: &Connection) -> Result<Vec<Deletion>, Fault> {
    let mut statement = connection.prepare(
        "SELECT e.id, e.heir, t.kind, t.erased FROM erased_ids e JOIN tombstones t ON t.seq = e.tombstone",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })?;
    let rows: Vec<(String, Option<String>, String, String)> = rows.collect::<Result<_, _>>()?;
    let one = |(id, heir, kind, when): (String, Option<String>, String, String)| {
        Ok(Deletion {
            id: IncidentId(id),
            when: rows::read_instant(&when)?,
            why: match kind.as_str() {
                "person" => Ending::PersonErased,
                _ => Ending::DocumentErased,
            },
            now: heir.map_or(Ok(None), |heir| listed_now(connection, &heir))?,
            document: None,
            decision: None,
        })
    };
    rows.into_iter().map(one).collect()
}

fn deletion(
    connection: &Connection,
    id: &IncidentId,
    when: Timestamp,
    why: Ending,
    event: Event,
) -> Result<Deletion, Fault> {
    let now = listed_now(connection, &id.0)?;
    Ok(Deletion {
        id: id.clone(),
        when,
        why,
        now: now.filter(|now| now != id),
        document: match event {
            Event::Document(seq) => rows::document_id(connection, seq)?,
            _ => None,
        },
        decision: match event {
            Event::Decision(seq) => Some(seq as u64),
            _ => None,
        },
    })
}

/// The id that stands for `id` now, if lists give it.
fn listed_now(connection: &Connection, id: &str) -> Result<Option<IncidentId>, Fault> {
    let id = read::current_id(connection, id)?;
    let is_listed = connection
        .prepare_cached("SELECT 1 FROM incidents WHERE id = ?1 AND status <> 'refuted'")?
        .exists([&id])?;
    Ok(is_listed.then_some(IncidentId(id)))
}
