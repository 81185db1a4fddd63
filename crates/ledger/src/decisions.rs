//! Reviewers' decisions: only ever added to, bound to evidence, and undone by further decisions.
//!
//! A decision names its incident by an id that comes from one of its claims, never by a row: claims stay, so it holds
//! through a rebuild, a merge and whatever a newer model reads.

use std::collections::{BTreeSet, HashMap};

use dateline_core::{ClaimId, Decision, DecisionAction, Incident, IncidentId, Slot};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension, Params, params};

use crate::error::{Fault, LedgerError};
use crate::history::Event;
use crate::{Ledger, read, regroup, replay, rows};

/// A decision as the ledger holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedDecision {
    /// Its number, from 1 in the order in which decisions were made; never given twice.
    pub seq: u64,
    /// The decision.
    pub decision: Decision,
    /// Number of the decision that undid it, if that one still counts.
    pub undone_by: Option<u64>,
}

impl RecordedDecision {
    /// Whether it names `incident`: as the one decided on, as the other one of a merge, or by a claim taken out.
    pub fn concerns(&self, incident: &Incident) -> bool {
        names(&self.decision, &incident.claims) || names(&self.decision, &incident.earlier_claims)
    }
}

impl Ledger {
    /// Adds a reviewer's decision, derives the incidents that it touches anew, and gives the decision's number.
    ///
    /// # Errors
    /// If there is no such incident; if the decision cannot be (a merge of an incident with itself, a split that
    /// leaves nothing, an undoing of what is undone or was never decided, a value for a slot that takes none); or if
    /// the ledger cannot be written.
    pub fn decide(&mut self, decision: &Decision) -> Result<u64, LedgerError> {
        self.writing(|connection, _| {
            check(connection, decision)?;
            add(connection, decision)
        })
    }

    /// Decisions in the order in which they were made, undone ones too: all, or those that concern an incident, by
    /// any id that it ever had. None if there is no such incident.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn decisions(
        &self,
        incident: Option<&IncidentId>,
    ) -> Result<Vec<RecordedDecision>, LedgerError> {
        self.reading(|connection| {
            let Some(id) = incident else {
                return recorded(connection, None);
            };
            let Some(stored) = read::incident(connection, id)? else {
                return Ok(Vec::new());
            };
            let mut found = recorded(connection, None)?;
            found.retain(|one| one.concerns(&stored.incident));
            Ok(found)
        })
    }

    /// All decisions as the log read at the end of `day` (UTC): what was undone later still counts.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn decisions_as_of(&self, day: Date) -> Result<Vec<RecordedDecision>, LedgerError> {
        self.reading(|connection| recorded(connection, Some(day)))
    }
}

/// Whether a decision is a merge or a split, or undoes one.
pub(crate) fn regroups(connection: &Connection, seq: u64) -> Result<bool, Fault> {
    Ok(
        match one(connection, seq)?.map(|(_, decision)| decision.action) {
            Some(DecisionAction::Merge { .. } | DecisionAction::Split { .. }) => true,
            Some(DecisionAction::Undo { decision }) => regroups(connection, decision)?,
            _ => false,
        },
    )
}

/// The decisions that counted at the end of the day `until` (UTC), or count now, in order; `condition` over the table `decisions`
/// chooses among them, and with a decision it must choose those that undo it, which bear the same `incident`.
pub(crate) fn in_force(
    connection: &Connection,
    condition: &str,
    values: impl Params,
    until: Option<Date>,
) -> Result<Vec<Decision>, Fault> {
    let mut made = made_until(connection, condition, values, until)?;
    let undone = undone(&made);
    made.retain(|(seq, _)| !undone.contains_key(seq));
    Ok(made.into_iter().map(|(_, decision)| decision).collect())
}

/// Adds the decision and all that follows from it, and gives its number; inside a transaction.
pub(crate) fn add(connection: &Connection, decision: &Decision) -> Result<u64, Fault> {
    let seq = insert(connection, decision)?;
    replay::apply(connection, Event::Decision(seq as i64))?;
    Ok(seq)
}

/// Adds the decision's row and gives its number.
fn insert(connection: &Connection, decision: &Decision) -> Result<u64, Fault> {
    connection
        .prepare_cached(
            "INSERT INTO decisions (incident, decided, body, after_document)
             VALUES (?1, ?2, ?3, (SELECT coalesce(max(seq), 0) FROM documents))",
        )?
        .execute(params![
            decision.incident.0,
            rows::instant(decision.decided),
            rows::json(decision, "a decision")?
        ])?;
    Ok(connection.last_insert_rowid() as u64)
}

/// Removes every decision that names a claim of `document`, and whatever undid or brought back such a one; inside an
/// erasing transaction.
pub(crate) fn erase_about(connection: &Connection, document: i64) -> Result<(), Fault> {
    let claims = claims_of(connection, document)?;
    let mut gone: BTreeSet<u64> = BTreeSet::new();
    for (seq, decision) in select(connection, "true", [])? {
        let undoes_one = matches!(&decision.action, DecisionAction::Undo { decision } if gone.contains(decision));
        if undoes_one || names(&decision, &claims) {
            gone.insert(seq);
            connection.execute("DELETE FROM decisions WHERE seq = ?1", [seq as i64])?;
        }
    }
    Ok(())
}

/// The documents whose incidents a decision touches.
pub(crate) fn documents(
    connection: &Connection,
    decision: &Decision,
) -> Result<BTreeSet<i64>, Fault> {
    let mut found = documents_of_incident(connection, &decision.incident)?;
    match &decision.action {
        DecisionAction::Merge { with } => found.extend(documents_of_incident(connection, with)?),
        DecisionAction::Split { apart } => {
            for claim in apart {
                found.extend(document_of_claim(connection, claim)?);
            }
        }
        DecisionAction::Undo { decision } => {
            if let Some((_, earlier)) = one(connection, *decision)? {
                found.extend(documents(connection, &earlier)?);
            }
        }
        _ => {}
    }
    Ok(found)
}

/// Whether a decision names one of the claims, itself or by an id that comes from it.
fn names(decision: &Decision, claims: &[ClaimId]) -> bool {
    let comes_from = |id: &IncidentId| claims.iter().any(|claim| id.comes_from(claim));
    comes_from(&decision.incident)
        || match &decision.action {
            DecisionAction::Merge { with } => comes_from(with),
            DecisionAction::Split { apart } => apart.iter().any(|claim| claims.contains(claim)),
            _ => false,
        }
}

/// Which decisions are undone, each with the one that does it. An undoing that is itself undone does nothing.
fn undone(made: &[(u64, Decision)]) -> HashMap<u64, u64> {
    let mut undone = HashMap::new();
    for (seq, decision) in made.iter().rev() {
        if let DecisionAction::Undo { decision: earlier } = decision.action
            && earlier < *seq
            && !undone.contains_key(seq)
        {
            undone.insert(earlier, *seq);
        }
    }
    undone
}

fn check(connection: &Connection, decision: &Decision) -> Result<(), Fault> {
    let incident = existing(connection, &decision.incident)?;
    let refusal = match &decision.action {
        DecisionAction::Accept | DecisionAction::Reject | DecisionAction::Note => None,
        DecisionAction::Correct { value } => uncorrectable(value.slot()),
        DecisionAction::Clear { slot } => uncorrectable(*slot),
        DecisionAction::Merge { with } => {
            let other = existing(connection, with)?;
            (other.id == incident.id).then(|| LedgerError::MergeWithItself { id: with.clone() })
        }
        DecisionAction::Split { apart } => bad_split(connection, &incident, apart)?,
        DecisionAction::Undo { decision: seq } => bad_undo(connection, &decision.incident, *seq)?,
    };
    match refusal {
        Some(error) => Err(Box::new(error).into()),
        None => Ok(()),
    }
}

fn existing(connection: &Connection, id: &IncidentId) -> Result<Incident, Fault> {
    let stored = read::incident(connection, id)?;
    let stored = stored.ok_or_else(|| Box::new(LedgerError::NoSuchIncident { id: id.clone() }))?;
    Ok(stored.incident)
}

/// Whether it happened is accepted or rejected; what belongs together is merged or split.
fn uncorrectable(slot: Slot) -> Option<LedgerError> {
    matches!(slot, Slot::Occurrence | Slot::PartOf).then_some(LedgerError::NotCorrectable { slot })
}

fn bad_split(
    connection: &Connection,
    incident: &Incident,
    apart: &[ClaimId],
) -> Result<Option<LedgerError>, Fault> {
    let id = incident.id.clone();
    if let Some(stranger) = apart.iter().find(|claim| !incident.claims.contains(claim)) {
        let claim = stranger.clone();
        return Ok(Some(LedgerError::NotOfIncident { claim, id }));
    }
    let mut taken = BTreeSet::new();
    for claim in apart {
        taken.extend(regroup::telling(connection, "main", claim)?);
    }
    let tellings: i64 = connection
        .prepare_cached(
            "SELECT count(*) FROM tellings t JOIN incidents i ON i.first_claim = t.incident WHERE i.id = ?1",
        )?
        .query_row([&id.0], |row| row.get(0))?;
    let leaves_both = !taken.is_empty() && (taken.len() as i64) < tellings;
    let documents = incident.documents.len();
    Ok((!leaves_both).then_some(LedgerError::SplitLeavesNothing { id, documents }))
}

fn bad_undo(
    connection: &Connection,
    incident: &IncidentId,
    seq: u64,
) -> Result<Option<LedgerError>, Fault> {
    let all = recorded(connection, None)?;
    let Some(earlier) = all.into_iter().find(|one| one.seq == seq) else {
        return Ok(Some(LedgerError::NoSuchDecision { seq }));
    };
    if let Some(by) = earlier.undone_by {
        return Ok(Some(LedgerError::AlreadyUndone { seq, by }));
    }
    let id = earlier.decision.incident;
    Ok((id != *incident).then_some(LedgerError::DecisionOnAnother { seq, id }))
}

fn recorded(connection: &Connection, until: Option<Date>) -> Result<Vec<RecordedDecision>, Fault> {
    let made = made_until(connection, "true", [], until)?;
    let undone = undone(&made);
    Ok(made
        .into_iter()
        .map(|(seq, decision)| RecordedDecision {
            undone_by: undone.get(&seq).copied(),
            seq,
            decision,
        })
        .collect())
}

fn made_until(
    connection: &Connection,
    condition: &str,
    values: impl Params,
    until: Option<Date>,
) -> Result<Vec<(u64, Decision)>, Fault> {
    let mut made = select(connection, condition, values)?;
    if let Some(day) = until {
        made.retain(|(_, decision)| decision.decided.to_zoned(TimeZone::UTC).date() <= day);
    }
    Ok(made)
}

/// One decision with its number.
pub(crate) fn one(connection: &Connection, seq: u64) -> Result<Option<(u64, Decision)>, Fault> {
    Ok(select(connection, "seq = ?1", [seq as i64])?.pop())
}

/// Decisions that meet `condition`, in order.
pub(crate) fn select(
    connection: &Connection,
    condition: &str,
    values: impl Params,
) -> Result<Vec<(u64, Decision)>, Fault> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT seq, body FROM decisions WHERE {condition} ORDER BY seq"
    ))?;
    let mut rows = statement.query(values)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let body: String = row.get(1)?;
        found.push((seq as u64, rows::from_json(&body, "decision", seq)?));
    }
    Ok(found)
}

fn claims_of(connection: &Connection, document: i64) -> Result<Vec<ClaimId>, Fault> {
    let mut statement = connection.prepare_cached("SELECT id FROM claims WHERE document = ?1")?;
    let rows = statement.query_map([document], |row| row.get(0).map(ClaimId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn document_of_claim(connection: &Connection, claim: &ClaimId) -> Result<Option<i64>, Fault> {
    Ok(connection
        .prepare_cached("SELECT document FROM claims WHERE id = ?1")?
        .query_row([&claim.0], |row| row.get(0))
        .optional()?)
}

/// The documents of all claims of the incident that bears the id now or did once.
fn documents_of_incident(connection: &Connection, id: &IncidentId) -> Result<BTreeSet<i64>, Fault> {
    let id = read::current_id(connection, &id.0)?;
    let mut statement = connection.prepare_cached(
        "SELECT d.document FROM incident_documents d JOIN incidents i ON i.first_claim = d.incident
         WHERE i.id = ?1",
    )?;
    let rows = statement.query_map([id], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
