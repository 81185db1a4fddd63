//! `dateline diff`, `dateline deletions`

use std::io::Write;
use std::process::ExitCode;

use dateline_core::Incident;
use dateline_ledger::{Change, Ledger, LedgerError};
use jiff::Timestamp;

use super::incidents::{open, told};
use super::{count, tell, written};
use crate::args::history::{Deletions, Diff};
use crate::failure::Failure;
use crate::present::Told;
use crate::{present, render, wire};

/// Lists ids that no longer stand.
pub(super) fn deletions(arguments: &Deletions) -> Result<ExitCode, Failure> {
    let ledger = Ledger::open(&arguments.ledger).map_err(|error| Failure::ledger(&error))?;
    let found = ledger.deletions(arguments.since);
    let found = found.map_err(|error| Failure::ledger(&error))?;
    let shown: Vec<_> = found.iter().map(present::deletion).collect();
    if shown.is_empty() {
        tell("every id that was given still stands");
    }
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    written(render::deletions(&mut out, arguments.format, &shown))?;
    written(out.flush())?;
    Ok(ExitCode::SUCCESS)
}

/// Tells what differs between two moments, or two ledgers.
pub(super) fn diff(arguments: &Diff) -> Result<ExitCode, Failure> {
    let names = arguments.naming.level();
    let ledger = open(&arguments.ledger, names, "diff")?;
    let other = match &arguments.against {
        Some(path) => Some(open(path, names, "diff")?),
        None => None,
    };
    let find = || -> Result<Vec<wire::Change>, LedgerError> {
        let found = match (&other, arguments.from) {
            (Some(other), _) => ledger.changes_against(other)?,
            (None, from) => {
                let to = arguments.to.unwrap_or_else(Timestamp::now);
                ledger.changes(from.unwrap_or(Timestamp::MIN), to)?
            }
        };
        let show = |one: &Change| {
            let told = both(&ledger, other.as_ref().unwrap_or(&ledger), one)?;
            Ok(present::change(one, &told.documents, &told.records, names))
        };
        found.iter().map(show).collect()
    };
    let shown = find().map_err(|error| Failure::ledger(&error))?;
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    written(render::changes(&mut out, arguments.format, &shown))?;
    written(out.flush())?;
    let number = |kind| shown.iter().filter(|one| one.change == kind).count();
    tell(format!(
        "{} added, {} gone, {} changed",
        count(number(wire::Became::Added), "incident", "incidents"),
        number(wire::Became::Gone),
        number(wire::Became::Changed),
    ));
    Ok(ExitCode::SUCCESS)
}

/// What the reports tell of the incident as it was in the one ledger and is in the other.
fn both(before: &Ledger, after: &Ledger, change: &Change) -> Result<Told, LedgerError> {
    let as_list = |one: &Option<Incident>| one.iter().cloned().collect::<Vec<_>>();
    let mut both = told(before, &as_list(&change.before))?;
    let later = told(after, &as_list(&change.after))?;
    for (document, persons) in later.documents {
        if both
            .documents
            .iter()
            .all(|(known, _)| known.id != document.id)
        {
            both.documents.push((document, persons));
        }
    }
    for record in later.records {
        if both.records.iter().all(|known| known.id != record.id) {
            both.records.push(record);
        }
    }
    Ok(both)
}
