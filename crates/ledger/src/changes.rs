//! What changed between two moments, and which report or decision changed it.

use std::collections::BTreeSet;

use dateline_core::{ClaimId, DocumentId, Incident, IncidentId, Slot};
use dateline_resolve::alike;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use crate::error::{Fault, LedgerError};
use crate::history::{self, Event};
use crate::{Deletion, Ledger, deletions, rows};

/// What changed an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// When.
    pub when: Timestamp,
    /// What.
    pub what: CauseOf,
}

/// What can change an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CauseOf {
    /// This report came in.
    Document(DocumentId),
    /// A reviewer made the decision of this number.
    Decision(u64),
    /// Documents were read anew.
    Recoding,
}

/// A slot whose value, bounds or standing changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotChange {
    /// The slot: that of the occurrence stands for the incident's own standing.
    pub slot: Slot,
    /// What changed it last; none between two ledgers.
    pub because: Option<Cause>,
    /// Claims about the slot that the incident had not before.
    pub claims: Vec<ClaimId>,
}

/// An incident that differs between two moments, or two ledgers.
///
/// Lists leave refuted incidents out; one that is refuted at either moment counts as missing there.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// As it was; none for one that was added.
    pub before: Option<Incident>,
    /// As it is; none for one that is gone.
    pub after: Option<Incident>,
    /// How it went, and what it leads on to; none for one that stands, and between two ledgers.
    pub ended: Option<Deletion>,
    /// What brought it in, for one that was added.
    pub because: Option<Cause>,
    /// What differs, for one that stands at both; in order of the slots.
    pub slots: Vec<SlotChange>,
}

impl Ledger {
    /// What differs between the ledger as it stood at `from` and as it stood at `to`, by the incidents' first claims.
    ///
    /// What was erased is missing at either moment, and is told by the erasure alone.
    ///
    /// # Errors
    /// If the ledger cannot be read, or an earlier version wrote it and it may only be read.
    pub fn changes(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Change>, LedgerError> {
        self.reading(|connection| {
            self.has_history(connection)?;
            let snapshot = connection.unchecked_transaction()?;
            let steps = [
                history::step_at(connection, from)?,
                history::step_at(connection, to)?,
            ];
            let mut found = Vec::new();
            for key in touched(connection, steps)? {
                found.extend(change(connection, key, steps)?);
            }
            let erased = deletions::erased(connection)?.into_iter();
            let erased = erased.filter(|one| from < one.when && one.when <= to);
            found.extend(erased.map(|ended| Change {
                before: None,
                after: None,
                ended: Some(ended),
                because: None,
                slots: Vec::new(),
            }));
            snapshot.finish()?;
            Ok(found)
        })
    }
}

/// Keys of incidents that changed after the first step, up to and with the second.
fn touched(connection: &Connection, steps: [i64; 2]) -> Result<BTreeSet<i64>, Fault> {
    let mut statement = connection.prepare(
        "SELECT first_claim FROM incidents WHERE since > ?1 AND since <= ?2
         UNION SELECT first_claim FROM past_incidents WHERE (since > ?1 AND since <= ?2) OR (until > ?1 AND until <= ?2)",
    )?;
    let found = statement.query_map(steps, |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// What an incident was from a step on.
struct State {
    since: i64,
    until: Option<i64>,
    incident: Incident,
}

fn states(connection: &Connection, key: i64, steps: [i64; 2]) -> Result<Vec<State>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT since, until, body FROM past_incidents WHERE first_claim = ?1 AND until > ?2 AND since <= ?3
         UNION ALL SELECT since, NULL, body FROM incidents WHERE first_claim = ?1 AND since <= ?3 ORDER BY since",
    )?;
    let mut rows = statement.query([key, steps[0], steps[1]])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(State {
            since: row.get(0)?,
            until: row.get(1)?,
            incident: rows::from_json(&row.get::<_, String>(2)?, "incident of claim", key)?,
        });
    }
    Ok(found)
}

/// What the incident of this id was right before and after a step.
pub(crate) fn around(
    connection: &Connection,
    id: &IncidentId,
    step: i64,
) -> Result<[Option<Incident>; 2], Fault> {
    let at = |step: i64| {
        let sql = format!(
            "SELECT body FROM {} WHERE id = ?1",
            history::incidents_at(step)
        );
        let body: Option<String> = connection
            .prepare(&sql)?
            .query_row([&id.0], |row| row.get(0))
            .optional()?;
        body.map(|body| rows::from_json(&body, "incident", id))
            .transpose()
    };
    Ok([at(step - 1)?, at(step)?])
}

fn is_listed(state: &&State) -> bool {
    state.incident.status != dateline_core::SlotStatus::Refuted
}

fn change(
    connection: &Connection,
    key: i64,
    [from, to]: [i64; 2],
) -> Result<Option<Change>, Fault> {
    let states = states(connection, key, [from, to])?;
    let first = states.first().filter(|state| state.since <= from);
    let last = states
        .last()
        .filter(|state| state.until.is_none_or(|until| until > to));
    let (before, after) = (first.filter(is_listed), last.filter(is_listed));
    let mut change = Change {
        before: before.map(|state| state.incident.clone()),
        after: after.map(|state| state.incident.clone()),
        ended: None,
        because: None,
        slots: Vec::new(),
    };
    match (before, after) {
        (None, None) => return Ok(None),
        (Some(_), None) => change.ended = Some(ended(connection, &states, last)?),
        (None, Some(after)) => {
            let listed = states.iter().rev().take_while(is_listed);
            let since = listed.last().map_or(after.since, |state| state.since);
            change.because = Some(cause(connection, since)?);
        }
        (Some(before), Some(after)) => {
            change.slots = slots(connection, before, after, &states)?;
        }
    }
    let is_told = change.before.is_none()
        || change.after.is_none()
        || !change.slots.is_empty()
        || before.map(|one| &one.incident.documents) != after.map(|one| &one.incident.documents)
        || before.map(|one| one.incident.reviewed) != after.map(|one| one.incident.reviewed);
    Ok(is_told.then_some(change))
}

/// How an incident left the lists; `last` is what stands of it, refuted, if anything does.
fn ended(
    connection: &Connection,
    states: &[State],
    last: Option<&State>,
) -> Result<Deletion, Fault> {
    let listed = states.iter().rev().find(is_listed);
    let listed = listed.ok_or_else(|| Fault::unreadable("the history of", "an incident"))?;
    let step = listed.until.unwrap_or(listed.since);
    match last {
        Some(refuted) => deletions::left_out(connection, &refuted.incident, step),
        None => deletions::ending(connection, &listed.incident.id, step),
    }
}

fn slots(
    connection: &Connection,
    before: &State,
    after: &State,
    states: &[State],
) -> Result<Vec<SlotChange>, Fault> {
    let mut found = Vec::new();
    for slot in alike::changed(Some(&before.incident), Some(&after.incident)) {
        // The last state in which the slot was not yet as it is now.
        let other = states.iter().rposition(|state| {
            alike::is_changed(slot, Some(&state.incident), Some(&after.incident))
        });
        let at = other.map_or(0, |other| other + 1);
        let (earlier, changed) = (other.and_then(|other| states.get(other)), states.get(at));
        let changed = changed.unwrap_or(after);
        found.push(SlotChange {
            slot,
            because: Some(cause(connection, changed.since)?),
            claims: new_claims(connection, slot, earlier, changed)?,
        });
    }
    Ok(found)
}

/// Claims about the slot that an incident had not in its state before.
fn new_claims(
    connection: &Connection,
    slot: Slot,
    earlier: Option<&State>,
    changed: &State,
) -> Result<Vec<ClaimId>, Fault> {
    let known: BTreeSet<&ClaimId> = earlier
        .iter()
        .flat_map(|one| &one.incident.claims)
        .collect();
    let new = changed
        .incident
        .claims
        .iter()
        .filter(|id| !known.contains(id));
    let mut of_slot =
        connection.prepare_cached("SELECT 1 FROM claims WHERE id = ?1 AND slot = ?2")?;
    let mut found = Vec::new();
    for id in new {
        if of_slot.exists([&id.0, &slot.to_string()])? {
            found.push(id.clone());
        }
    }
    Ok(found)
}

fn cause(connection: &Connection, step: i64) -> Result<Cause, Fault> {
    let (event, when) = history::event(connection, step)?;
    let what = match event {
        Event::Document(seq) => {
            let id = rows::document_id(connection, seq)?;
            CauseOf::Document(id.ok_or_else(|| Fault::unreadable("document", seq))?)
        }
        Event::Decision(seq) => CauseOf::Decision(seq as u64),
        Event::Adoption(_) => CauseOf::Recoding,
    };
    Ok(Cause { when, what })
}
