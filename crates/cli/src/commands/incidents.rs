//! `dateline incidents`, `dateline show`, `dateline explain`

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use dateline_core::{Decision, DecisionAction, Incident, IncidentId, Policy, Slot};
use dateline_ledger::{Filter, Ledger, LedgerError, NamesShown, RecordedDecision, StoredIncident};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{tell, written};
use crate::args::{Explain, Incidents, Show};
use crate::failure::Failure;
use crate::present::{self, Told};
use crate::redact::Names;
use crate::render::{self, Printer};
use crate::wire;

/// Lists incidents.
pub(super) fn list(arguments: &Incidents) -> Result<ExitCode, Failure> {
    let names = arguments.naming.level();
    let ledger = open(&arguments.ledger, names, "incidents")?;
    let mut found = ledger
        .incidents(&filter(arguments))
        .map_err(|error| Failure::ledger(&error))?;
    let limit = arguments.limit.unwrap_or(usize::MAX);
    let is_cut = found.len() > limit;
    found.truncate(limit);
    if found.is_empty() && !is_cut && arguments.skip == 0 {
        tell("no incident meets the filter; --background and --refuted widen it");
    }
    let decided = match arguments.as_of {
        Some(day) => ledger.decisions_as_of(day),
        None => ledger.decisions(None),
    };
    let decided = decided.map_err(|error| Failure::ledger(&error))?;
    let out = std::io::BufWriter::new(anstream::stdout().lock());
    let mut printer = written(Printer::start(out, arguments.format))?;
    let view = View {
        names,
        policy: arguments.weighing.policy,
        as_of: arguments.as_of,
        decided: &decided,
        all_readings: false,
    };
    for (number, stored) in (0..).zip(&found) {
        let listed =
            listed(&ledger, stored, number, &view).map_err(|error| Failure::ledger(&error))?;
        written(printer.summary(&listed))?;
    }
    written(written(printer.finish())?.flush())?;
    if is_cut {
        let next = arguments.skip.saturating_add(limit);
        tell(format!("there are more; --skip {next} goes on after these"));
    }
    Ok(ExitCode::SUCCESS)
}

/// Shows one incident.
pub(super) fn show(arguments: &Show) -> Result<ExitCode, Failure> {
    let names = arguments.naming.level();
    let ledger = open(&arguments.ledger, names, "show")?;
    let listed = one(
        &ledger,
        &arguments.incident,
        names,
        arguments.weighing.policy,
        arguments.all_readings,
    )?;
    let out = std::io::BufWriter::new(anstream::stdout().lock());
    let mut printer = written(Printer::start(out, arguments.format))?;
    written(printer.incident(&listed))?;
    written(written(printer.finish())?.flush())?;
    Ok(ExitCode::SUCCESS)
}

/// Tells why a slot has its value.
pub(super) fn explain(arguments: &Explain) -> Result<ExitCode, Failure> {
    let names = arguments.naming.level();
    let ledger = open(&arguments.ledger, names, "explain")?;
    let listed = one(
        &ledger,
        &arguments.incident,
        names,
        arguments.weighing.policy,
        arguments.all_readings,
    )?;
    let mut claims = listed.incident.claims.iter();
    let is_told = claims.any(|claim| claim.slot.0 == arguments.slot);
    let is_decided = listed.decisions.iter().any(|one| one.sets(arguments.slot));
    if !is_told && !is_decided {
        return Err(Failure::told(format!(
            "no claim about {} of {}",
            arguments.slot, listed.incident.id
        ))
        .hint(format!("it has claims about: {}", slots(&listed.incident))));
    }
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    written(render::explain(&mut out, &listed, arguments.slot))?;
    written(out.flush())?;
    Ok(ExitCode::SUCCESS)
}

fn slots(incident: &wire::Incident) -> String {
    let mut slots: Vec<Slot> = incident.claims.iter().map(|claim| claim.slot.0).collect();
    slots.sort_unstable();
    slots.dedup();
    slots
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Opens a ledger; whoever asks for names leaves a note in it, or is refused.
pub(super) fn open(path: &Path, names: Names, command: &str) -> Result<Ledger, Failure> {
    let mut ledger = Ledger::open(path).map_err(|error| Failure::ledger(&error))?;
    if names != Names::Public {
        let shown = NamesShown {
            used: Timestamp::now(),
            command: command.to_owned(),
            sensitive: names == Names::Sensitive,
        };
        ledger.log_names(&shown).map_err(|error| {
            Failure::job("names are shown only where their use can be logged", error)
                .hint("leave --names away, or make the ledger writable")
        })?;
    }
    Ok(ledger)
}

/// How incidents are shown.
pub(super) struct View<'a> {
    pub(super) names: Names,
    pub(super) policy: Policy,
    /// As they were known at the end of this day.
    pub(super) as_of: Option<Date>,
    /// All decisions of the ledger.
    pub(super) decided: &'a [RecordedDecision],
    /// Whether to show claims of earlier readings too.
    pub(super) all_readings: bool,
}

/// An incident of the ledger, or an error that says that there is none.
pub(super) fn stored(ledger: &Ledger, id: &str) -> Result<StoredIncident, Failure> {
    let wanted = IncidentId(id.to_owned());
    let stored = ledger
        .incident(&wanted)
        .map_err(|error| Failure::ledger(&error))?;
    stored.ok_or_else(|| Failure::ledger(&LedgerError::NoSuchIncident { id: wanted }))
}

fn one(
    ledger: &Ledger,
    id: &str,
    names: Names,
    policy: Policy,
    all_readings: bool,
) -> Result<wire::ListedIncident, Failure> {
    let stored = stored(ledger, id)?;
    let show = || {
        let view = View {
            names,
            policy,
            as_of: None,
            decided: &ledger.decisions(None)?,
            all_readings,
        };
        listed(ledger, &stored, 0, &view)
    };
    show().map_err(|error| Failure::ledger(&error))
}

/// An incident with all that is shown of it.
pub(super) fn listed(
    ledger: &Ledger,
    stored: &StoredIncident,
    number: u32,
    view: &View<'_>,
) -> Result<wire::ListedIncident, LedgerError> {
    let incident = ledger.under(&stored.incident, view.policy, view.as_of)?;
    let mut told = told(ledger, std::slice::from_ref(&stored.incident))?;
    if view.all_readings {
        let earlier = &stored.incident.earlier_claims;
        told.records.extend(ledger.records(earlier)?);
        told.coders = ledger.coders(earlier)?;
    }
    let decided = view.decided;
    let concerning = decided.iter().filter(|one| one.concerns(&stored.incident));
    let decisions: Result<Vec<_>, _> = concerning
        .map(|one| decision(ledger, one, decided, view.names))
        .collect();
    // Of an earlier day only the reports that were known then.
    let mut links = ledger.links(&stored.incident.id)?;
    links.retain(|link| stored.incident.documents.contains(&link.document));
    Ok(present::listed(
        &incident, number, &told, decisions?, &links, view.names,
    ))
}

/// A decision as it is shown; `decided` are all decisions of the ledger.
pub(super) fn decision(
    ledger: &Ledger,
    recorded: &RecordedDecision,
    decided: &[RecordedDecision],
    names: Names,
) -> Result<wire::Decision, LedgerError> {
    let mut incidents: Vec<Incident> = Vec::new();
    for id in incidents_of(&recorded.decision, decided) {
        if let Some(stored) = ledger.incident(&id)?
            && incidents.iter().all(|known| known.id != stored.incident.id)
        {
            incidents.push(stored.incident);
        }
    }
    let told = told(ledger, &incidents)?;
    let incidents: Vec<&Incident> = incidents.iter().collect();
    Ok(present::decision(
        recorded,
        &incidents,
        &told.documents,
        &told.records,
        names,
    ))
}

/// The incidents that a decision speaks of: those that it names, or that the decision which it undoes does.
fn incidents_of(decision: &Decision, decided: &[RecordedDecision]) -> Vec<IncidentId> {
    let mut found = vec![decision.incident.clone()];
    match &decision.action {
        DecisionAction::Merge { with } => found.push(with.clone()),
        DecisionAction::Split { apart } => found.extend(apart.iter().map(IncidentId::of)),
        DecisionAction::Undo { decision: earlier } => {
            // An undoing names an earlier one, so this comes to an end.
            let mut before = decided.iter().take_while(|one| one.decision != *decision);
            if let Some(undone) = before.find(|one| one.seq == *earlier) {
                found.extend(incidents_of(&undone.decision, decided));
            }
        }
        _ => {}
    }
    found
}

/// What the reports tell of some incidents.
pub(super) fn told(ledger: &Ledger, incidents: &[Incident]) -> Result<Told, LedgerError> {
    let mut told = Told::default();
    for incident in incidents {
        told.records.extend(ledger.records(&incident.claims)?);
        told.versions.extend(ledger.versions(&incident.documents)?);
        for id in &incident.documents {
            if let Some(document) = ledger.document(id)? {
                told.documents.push((document, ledger.persons(id)?));
            }
        }
    }
    Ok(told)
}

fn filter(arguments: &Incidents) -> Filter {
    Filter {
        from: arguments.from,
        to: arguments.to,
        country: arguments.country.clone(),
        place: arguments.place.clone(),
        area: arguments.bbox,
        incident_type: arguments.incident_type,
        actor: arguments.actor.clone(),
        text: arguments.text.clone(),
        time_frame: None,
        include_background: arguments.background,
        include_refuted: arguments.refuted,
        as_of: arguments.as_of,
        // One more tells whether that is all.
        limit: arguments.limit.map(|limit| limit.saturating_add(1)),
        skip: arguments.skip,
    }
}
