//! `dateline incidents`, `dateline show`, `dateline explain`

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use dateline_core::{IncidentId, Policy, Slot};
use dateline_ledger::{Filter, Ledger, LedgerError, NamesShown, StoredIncident};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{tell, written};
use crate::args::{Explain, Incidents, Show};
use crate::failure::Failure;
use crate::redact::Names;
use crate::render::{self, Printer};
use crate::{present, wire};

/// Lists incidents.
pub(super) fn list(arguments: &Incidents) -> Result<ExitCode, Failure> {
    let names = arguments.naming.level();
    let ledger = open(&arguments.ledger, names, "incidents")?;
    let found = ledger
        .incidents(&filter(arguments))
        .map_err(|error| Failure::ledger(&error))?;
    if found.is_empty() {
        tell("no incident meets the filter; --background and --refuted widen it");
    }
    let out = std::io::BufWriter::new(anstream::stdout().lock());
    let mut printer = written(Printer::start(out, arguments.format))?;
    for (number, stored) in (0..).zip(&found) {
        let view = View {
            names,
            policy: arguments.weighing.policy,
            as_of: arguments.as_of,
        };
        let listed =
            listed(&ledger, stored, number, view).map_err(|error| Failure::ledger(&error))?;
        written(printer.summary(&listed))?;
    }
    written(written(printer.finish())?.flush())?;
    Ok(ExitCode::SUCCESS)
}

/// Shows one incident.
pub(super) fn show(arguments: &Show) -> Result<ExitCode, Failure> {
    let names = arguments.naming.level();
    let ledger = open(&arguments.ledger, names, "show")?;
    let view = View {
        names,
        policy: arguments.weighing.policy,
        as_of: None,
    };
    let listed = one(&ledger, &arguments.incident, view)?;
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
    let view = View {
        names,
        policy: arguments.weighing.policy,
        as_of: None,
    };
    let listed = one(&ledger, &arguments.incident, view)?;
    if !listed
        .incident
        .claims
        .iter()
        .any(|claim| claim.slot.0 == arguments.slot)
    {
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
fn open(path: &Path, names: Names, command: &str) -> Result<Ledger, Failure> {
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

/// How an incident is shown.
#[derive(Clone, Copy)]
struct View {
    names: Names,
    policy: Policy,
    /// As it was known at the end of this day.
    as_of: Option<Date>,
}

fn one(ledger: &Ledger, id: &str, view: View) -> Result<wire::ListedIncident, Failure> {
    let wanted = IncidentId(id.to_owned());
    let stored = ledger
        .incident(&wanted)
        .map_err(|error| Failure::ledger(&error))?;
    let stored =
        stored.ok_or_else(|| Failure::ledger(&LedgerError::NoSuchIncident { id: wanted }))?;
    listed(ledger, &stored, 0, view).map_err(|error| Failure::ledger(&error))
}

fn listed(
    ledger: &Ledger,
    stored: &StoredIncident,
    number: u32,
    view: View,
) -> Result<wire::ListedIncident, LedgerError> {
    let incident = ledger.under(&stored.incident, view.policy, view.as_of)?;
    let records = ledger.claims(&stored.incident.id)?;
    let mut documents = Vec::new();
    for id in &stored.incident.documents {
        if let Some(document) = ledger.document(id)? {
            documents.push((document, ledger.persons(id)?));
        }
    }
    Ok(present::listed(
        &incident, number, &documents, &records, view.names,
    ))
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
    }
}
