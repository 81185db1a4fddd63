//! What happened to the ledger step by step, and what incidents were before.
//!
//! Each document that comes in, each decision and each adoption of new readings is a step. An incident that changes leaves behind what
//! it was and by which steps that began and ended, so that the ledger of an earlier day is read and not made anew. All of it is derived:
//! a rebuild takes the same steps again.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rusqlite::{Connection, params};

use crate::error::Fault;
use crate::rows;

/// What makes a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    /// This document came in.
    Document(i64),
    /// A reviewer made this decision.
    Decision(i64),
    /// New readings count from now on.
    Adoption(i64),
}

/// Opens the next step and gives its number. Where clocks ran back it happened when the step before it did.
pub(crate) fn begin(connection: &Connection, event: Event) -> Result<i64, Fault> {
    let (document, decision, adoption) = match event {
        Event::Document(seq) => (Some(seq), None, None),
        Event::Decision(seq) => (None, Some(seq), None),
        Event::Adoption(seq) => (None, None, Some(seq)),
    };
    connection
        .prepare_cached(
            "INSERT INTO main.steps (happened, document, decision, adoption)
             VALUES (max(coalesce((SELECT happened FROM main.steps ORDER BY step DESC LIMIT 1), ''), coalesce(
                 (SELECT ingested FROM documents WHERE seq = ?1),
                 (SELECT decided FROM decisions WHERE seq = ?2),
                 (SELECT adopted FROM adoptions WHERE seq = ?3), '')), ?1, ?2, ?3)",
        )?
        .execute(params![document, decision, adoption])?;
    Ok(connection.last_insert_rowid())
}

/// All that has happened, in its order: a decision follows the document that had been recorded last when it was made, an adoption the
/// decision too.
pub(crate) fn events(connection: &Connection) -> Result<Vec<Event>, Fault> {
    let mut statement = connection.prepare(
        "SELECT kind, seq FROM (SELECT 0 AS kind, seq, seq AS after_document, 0 AS after_decision FROM documents
             UNION ALL SELECT 1, seq, after_document, seq FROM decisions
             UNION ALL SELECT 2, seq, after_document, after_decision FROM adoptions)
         ORDER BY after_document, kind > 0, after_decision, kind, seq",
    )?;
    let found = statement.query_map([], |row| {
        let seq = row.get(1)?;
        Ok(match row.get(0)? {
            0 => Event::Document(seq),
            1 => Event::Decision(seq),
            _ => Event::Adoption(seq),
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The last step up to and with `instant`; 0 before the first.
pub(crate) fn step_at(connection: &Connection, instant: Timestamp) -> Result<i64, Fault> {
    Ok(connection
        .prepare_cached("SELECT coalesce(max(step), 0) FROM steps WHERE happened <= ?1")?
        .query_row([rows::instant(instant)], |row| row.get(0))?)
}

/// The last moment of a day, in UTC.
pub fn end_of_day(day: Date) -> Timestamp {
    let next = day.checked_add(1.day()).unwrap_or(Date::MAX);
    let midnight = next.to_zoned(TimeZone::UTC);
    midnight.map_or(Timestamp::MAX, |midnight| {
        midnight.timestamp() - 1.nanosecond()
    })
}

/// What a step was, and when.
pub(crate) fn event(connection: &Connection, step: i64) -> Result<(Event, Timestamp), Fault> {
    let (happened, document, decision, adoption): (String, Option<i64>, Option<i64>, Option<i64>) =
        connection
            .prepare_cached(
                "SELECT happened, document, decision, adoption FROM steps WHERE step = ?1",
            )?
            .query_row([step], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?;
    let event = match (document, decision, adoption) {
        (Some(seq), ..) => Event::Document(seq),
        (_, Some(seq), _) => Event::Decision(seq),
        (.., Some(seq)) => Event::Adoption(seq),
        _ => return Err(Fault::unreadable("step", step)),
    };
    Ok((event, rows::read_instant(&happened)?))
}

/// Leaves behind what the incident `key` was until `step`. What lasted for no whole step is not kept, nor is anything of a replay
/// beside the ledger's own tables.
pub(crate) fn leave_behind(
    connection: &Connection,
    schema: &str,
    key: i64,
    step: i64,
) -> Result<(), Fault> {
    if schema != "main" {
        return Ok(());
    }
    connection
        .prepare_cached(
            "INSERT INTO main.past_incidents SELECT *, ?2 FROM main.incidents WHERE first_claim = ?1 AND since < ?2",
        )?
        .execute([key, step])?;
    Ok(())
}

/// The incidents as they stood after `step`, as a table in brackets.
pub(crate) fn incidents_at(step: i64) -> String {
    const COLUMNS: &str = "first_claim, id, incident_type, category, stage, time_frame, status, earliest, latest, country, \
        country_code, latitude, longitude, place_text, actor_text, part_of, body, since";
    format!(
        "(SELECT {COLUMNS} FROM main.incidents WHERE since <= {step}
          UNION ALL SELECT {COLUMNS} FROM main.past_incidents WHERE since <= {step} AND until > {step})"
    )
}
