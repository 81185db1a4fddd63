//! `dateline accept`, `reject`, `correct`, `merge`, `split`, `note`, `undo`: each adds one decision.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::ExitCode;

use dateline_core::{ClaimId, Decision, DecisionAction, DocumentId, IncidentId, Slot};
use dateline_ledger::{Ledger, LedgerError, StoredIncident};
use dateline_normalize::places::Gazetteer;
use jiff::Timestamp;

use super::incidents::{decision, stored};
use super::{gazetteer, tell, written};
use crate::args::review::{
    Accept, Correct, Deciding, DecidingWhy, Merge, Note, Reject, Split, Undo,
};
use crate::correction;
use crate::failure::Failure;
use crate::redact::Names;
use crate::render::{self, Format};

/// Names the reviewer for all runs.
const VARIABLE: &str = "DATELINE_REVIEWER";

/// Decides that an incident is right.
pub(super) fn accept(arguments: &Accept) -> Result<ExitCode, Failure> {
    let reason = arguments.reason.as_deref().unwrap_or_default();
    let mut desk = Desk::open(&arguments.deciding, reason)?;
    desk.add(&arguments.incident, DecisionAction::Accept)
}

/// Decides that an incident is none.
pub(super) fn reject(arguments: &Reject) -> Result<ExitCode, Failure> {
    let mut desk = Desk::with_reason(&arguments.why)?;
    desk.add(&arguments.incident, DecisionAction::Reject)
}

/// Leaves a remark.
pub(super) fn note(arguments: &Note) -> Result<ExitCode, Failure> {
    let mut desk = Desk::with_reason(&arguments.why)?;
    desk.add(&arguments.incident, DecisionAction::Note)
}

/// Sets or clears a slot.
pub(super) fn correct(arguments: &Correct) -> Result<ExitCode, Failure> {
    let mut desk = Desk::with_reason(&arguments.why)?;
    let slot = arguments.slot;
    let action = match &arguments.value {
        None => DecisionAction::Clear { slot },
        Some(text) => {
            let incident = stored(&desk.ledger, &arguments.incident)?.incident;
            let claims = desk.ledger.claims(&incident.id);
            let claims = claims.map_err(|error| Failure::ledger(&error))?;
            let chosen = match slot {
                Slot::Place => gazetteer::chosen(arguments.gazetteer.as_deref())?,
                _ => None,
            };
            let places = || match chosen {
                Some(gazetteer) => Ok(gazetteer),
                None => Gazetteer::bundled().map_err(|error| error.to_string()),
            };
            let value = correction::value(slot, text, &claims, places);
            let value = value.map_err(|error| match error.split_once("; ") {
                Some((what, next)) => Failure::usage(format!("{slot}: {what}")).hint(next),
                None => Failure::usage(format!("{slot}: {error}")),
            })?;
            DecisionAction::Correct {
                value: Box::new(value),
            }
        }
    };
    desk.add(&arguments.incident, action)
}

/// Decides that two incidents are one.
pub(super) fn merge(arguments: &Merge) -> Result<ExitCode, Failure> {
    let mut desk = Desk::with_reason(&arguments.why)?;
    let with = IncidentId(arguments.with.clone());
    desk.add(&arguments.incident, DecisionAction::Merge { with })
}

/// Decides that some documents tell of something else.
pub(super) fn split(arguments: &Split) -> Result<ExitCode, Failure> {
    let mut desk = Desk::with_reason(&arguments.why)?;
    let incident = stored(&desk.ledger, &arguments.incident)?;
    let mut apart: Vec<ClaimId> = Vec::new();
    for document in &arguments.documents {
        apart.extend(first_claims(&desk.ledger, &incident, document)?);
    }
    apart.extend(arguments.claims.iter().cloned().map(ClaimId));
    let mut seen = BTreeSet::new();
    apart.retain(|claim| seen.insert(claim.clone()));
    desk.add(&arguments.incident, DecisionAction::Split { apart })
}

/// Takes a decision back.
pub(super) fn undo(arguments: &Undo) -> Result<ExitCode, Failure> {
    let mut desk = Desk::with_reason(&arguments.why)?;
    let seq = arguments.number;
    let decided = desk.ledger.decisions(None);
    let decided = decided.map_err(|error| Failure::ledger(&error))?;
    let Some(earlier) = decided.iter().find(|one| one.seq == seq) else {
        return Err(Failure::told(format!("there is no decision {seq}"))
            .hint("dateline log lists the decisions with their numbers"));
    };
    let incident = earlier.decision.incident.0.clone();
    desk.add(&incident, DecisionAction::Undo { decision: seq })
}

/// Of all that the document whose id begins so tells of the incident, the first claims.
fn first_claims(
    ledger: &Ledger,
    stored: &StoredIncident,
    document: &str,
) -> Result<Vec<ClaimId>, Failure> {
    let incident = &stored.incident;
    let begins = |id: &&DocumentId| id.0.starts_with(document) && !document.is_empty();
    let mut meant = incident.documents.iter().filter(begins);
    let wanted = match (meant.next(), meant.next()) {
        (Some(only), None) => only,
        (Some(_), Some(_)) => {
            return Err(Failure::told(format!(
                "several documents of {} begin with {document}",
                incident.id
            ))
            .hint("give more of the id"));
        }
        (None, _) => {
            let all: Vec<&str> = incident
                .documents
                .iter()
                .map(|id| id.0.get(..12).unwrap_or(&id.0))
                .collect();
            return Err(
                Failure::told(format!("no document {document} tells of {}", incident.id))
                    .hint(format!("these do: {}", all.join(", "))),
            );
        }
    };
    let claims = ledger
        .claims(&incident.id)
        .map_err(|error| Failure::ledger(&error))?;
    let mut told = BTreeSet::new();
    let own = claims
        .into_iter()
        .filter(|record| record.document == *wanted);
    let first = own.filter(|record| told.insert(record.claim.incident));
    Ok(first.map(|record| record.id).collect())
}

/// Where a reviewer sits: the ledger, and who decides why.
struct Desk {
    ledger: Ledger,
    reviewer: String,
    reason: String,
}

impl Desk {
    fn with_reason(why: &DecidingWhy) -> Result<Self, Failure> {
        Self::open(&why.deciding, &why.reason)
    }

    fn open(deciding: &Deciding, reason: &str) -> Result<Self, Failure> {
        let named = std::env::var(VARIABLE).ok();
        let reviewer = deciding.reviewer.clone().or(named).unwrap_or_default();
        if reviewer.trim().is_empty() {
            return Err(Failure::usage("a decision needs the name of who decides")
                .hint(format!("give --reviewer NAME, or set {VARIABLE}")));
        }
        Ok(Self {
            ledger: Ledger::open(&deciding.ledger).map_err(|error| Failure::ledger(&error))?,
            reviewer: reviewer.trim().to_owned(),
            reason: reason.to_owned(),
        })
    }

    /// Adds the decision and shows it as the log will.
    fn add(&mut self, incident: &str, action: DecisionAction) -> Result<ExitCode, Failure> {
        let made = Decision {
            incident: IncidentId(incident.to_owned()),
            action,
            reviewer: self.reviewer.clone(),
            decided: Timestamp::now(),
            reason: self.reason.clone(),
        };
        let seq = self.ledger.decide(&made);
        let seq = seq.map_err(|error| Failure::ledger(&error))?;
        let show = || {
            let all = self.ledger.decisions(None)?;
            let added = all.iter().filter(|one| one.seq == seq);
            added
                .map(|one| decision(&self.ledger, one, &all, Names::Public))
                .collect::<Result<Vec<_>, LedgerError>>()
        };
        let shown = show().map_err(|error| Failure::ledger(&error))?;
        let mut out = anstream::stdout().lock();
        written(render::log(&mut out, Format::Text, &shown))?;
        written(out.flush())?;
        tell(format!("dateline undo {seq} takes it back"));
        Ok(ExitCode::SUCCESS)
    }
}
