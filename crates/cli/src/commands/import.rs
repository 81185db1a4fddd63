//! `dateline import`

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::Ordering;

use dateline_import::{Coded, ImportError, ImportOptions, Rejected, Warning};
use dateline_ledger::{Ledger, LedgerError, Quarantined, Recorded};
use jiff::Timestamp;

use super::ingest::{progress, stop_signal};
use super::{count, gazetteer, tell};
use crate::args::import::Import;
use crate::coding::standard_input;
use crate::failure::Failure;

/// Takes the rows of a table in. Each is recorded and accepted whole or not at all, so that stopping loses nothing.
pub(super) fn run(arguments: &Import) -> Result<ExitCode, Failure> {
    let bytes = bytes(&arguments.file)?;
    let name = arguments.file.display().to_string();
    let options = ImportOptions {
        format: arguments.format,
        columns: arguments.columns.clone(),
        publisher: arguments.publisher.clone(),
        published: arguments.published,
    };
    let table = dateline_import::Import::open(&name, &bytes, &options)
        .map_err(|error| refused(&name, &error))?;
    let table = match gazetteer::chosen(arguments.gazetteer.as_deref())? {
        Some(places) => table.with_places(places),
        None => table,
    };
    let publisher = table.publisher();
    let given = arguments.reviewer.as_deref();
    let acceptance = Acceptance {
        reviewer: given.unwrap_or(publisher).to_owned(),
        reason: arguments
            .reason
            .clone()
            .unwrap_or_else(|| format!("coded by hand: {publisher}, imported from {name}")),
    };
    let stop = stop_signal()?;
    let mut ledger =
        Ledger::create_or_open(&arguments.ledger).map_err(|error| Failure::ledger(&error))?;
    let mut tally = Tally::default();
    let progress = progress(arguments.quiet);
    let mut outcome = Ok(());
    for row in table.rows() {
        if outcome.is_err() || stop.load(Ordering::Relaxed) {
            break;
        }
        outcome = take(row, &acceptance, &mut ledger, &mut tally);
        progress.set_position(tally.read as u64);
        progress.set_message(tally.line());
    }
    progress.finish_and_clear();
    tally.tell(arguments.quiet, table.publisher());
    outcome.map_err(|error| Failure::ledger(&error))?;
    if stop.load(Ordering::Relaxed) {
        return Err(Failure::told("interrupted before the end")
            .hint("run the same command again: what was imported stays, the rest follows"));
    }
    Ok(ExitCode::SUCCESS)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if path == Path::new("-") {
        return standard_input();
    }
    std::fs::read(path).map_err(|error| {
        Failure::job(format!("cannot read {}", path.display()), error)
            .hint("check the path; a table is given as one CSV file, or - for standard input")
    })
}

/// What keeps a table as a whole from being read; what the user left out is wrong usage.
fn refused(name: &str, error: &ImportError) -> Failure {
    let line = format!("{name}: {error}");
    let (what, next) = line.split_once("; ").unwrap_or((&line, ""));
    let is_usage = matches!(
        error,
        ImportError::UnknownFormat { .. }
            | ImportError::NoColumn { .. }
            | ImportError::NothingMapped { .. }
            | ImportError::NoPublisher
    );
    let failure = if is_usage {
        Failure::usage(what)
    } else {
        Failure::told(what)
    };
    if next.is_empty() {
        failure
    } else {
        failure.hint(next)
    }
}

/// Who accepts the rows, and why.
struct Acceptance {
    reviewer: String,
    reason: String,
}

fn take(
    row: Result<Coded, Rejected>,
    acceptance: &Acceptance,
    ledger: &mut Ledger,
    tally: &mut Tally,
) -> Result<(), LedgerError> {
    tally.read += 1;
    let coded = match row {
        Ok(coded) => coded,
        Err(rejected) => return set_aside(&rejected, ledger, tally),
    };
    for warning in coded.warnings {
        *tally.warnings.entry(warning).or_default() += 1;
    }
    let Acceptance { reviewer, reason } = acceptance;
    let now = Timestamp::now();
    match ledger.record_accepted(&coded.document, &coded.claims, now, reviewer, reason)? {
        Recorded::New(_) => tally.new += 1,
        Recorded::Known | Recorded::Erased => tally.known += 1,
    }
    Ok(())
}

fn set_aside(
    rejected: &Rejected,
    ledger: &mut Ledger,
    tally: &mut Tally,
) -> Result<(), LedgerError> {
    *tally.quarantined.entry(rejected.cause.name()).or_default() += 1;
    tally.causes.push(rejected.to_string());
    ledger.quarantine(&Quarantined {
        path: rejected.origin.path.clone(),
        record: rejected.origin.record,
        cause: format!("line {}: {}", rejected.line, rejected.cause),
        seen: Timestamp::now(),
    })
}

/// What became of the rows.
#[derive(Debug, Default)]
struct Tally {
    read: usize,
    new: usize,
    known: usize,
    quarantined: BTreeMap<&'static str, usize>,
    causes: Vec<String>,
    warnings: BTreeMap<Warning, usize>,
}

/// Causes and terms that are told one by one; the ledger keeps all causes.
const TOLD: usize = 20;

impl Tally {
    fn line(&self) -> String {
        let quarantined: usize = self.quarantined.values().sum();
        format!(
            "{}, {} already known, {quarantined} quarantined",
            count(self.new, "reviewed incident", "reviewed incidents"),
            self.known,
        )
    }

    fn tell(&self, quiet: bool, publisher: &str) {
        if !quiet {
            let causes = self
                .causes
                .iter()
                .map(|cause| format!("quarantined: {cause}"));
            tell_some(causes.collect());
            let mut warnings: Vec<(&Warning, &usize)> = self.warnings.iter().collect();
            warnings.sort_by_key(|(_, number)| std::cmp::Reverse(**number));
            let told = warnings.into_iter().map(|(warning, number)| match number {
                1 => format!("warning: {warning}"),
                _ => format!("warning: {warning} ({number} times)"),
            });
            tell_some(told.collect());
        }
        let by_cause = self
            .quarantined
            .iter()
            .map(|(name, number)| format!("{name} {number}"));
        let causes = match by_cause.collect::<Vec<_>>().join(", ") {
            none if none.is_empty() => none,
            causes => format!(" ({causes})"),
        };
        let rows = count(self.read, "row", "rows");
        tell(format!(
            "{rows} of {publisher} read: {}{causes}",
            self.line()
        ));
        let unset: usize = self.warnings.values().sum();
        if unset > 0 {
            let cells = count(unset, "cell", "cells");
            let terms = count(self.warnings.len(), "term", "different terms");
            tell(format!("{cells} left unset ({terms})"));
        }
    }
}

fn tell_some(lines: Vec<String>) {
    lines.iter().take(TOLD).for_each(tell);
    if lines.len() > TOLD {
        tell(format!("... and {} more", lines.len() - TOLD));
    }
}
