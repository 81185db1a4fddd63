//! `dateline ingest`

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use dateline_core::{Document, Origin};
use dateline_ingest::Rejected;
use dateline_ledger::{Ledger, LedgerError, Quarantined, Recorded};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::Timestamp;

use super::{count, gazetteer, tell};
use crate::args::Ingest;
use crate::coding::{BATCH, Coder, passed_over, reports};
use crate::failure::Failure;

/// Reads reports into a ledger. Each report is recorded whole or not at all, so that stopping loses nothing.
pub(super) fn run(arguments: &Ingest) -> Result<ExitCode, Failure> {
    let options = arguments.reading.options()?;
    let mut incoming = reports(&arguments.reading.paths, &options)?;
    let stop = stop_signal()?;
    let places = gazetteer::chosen(arguments.reading.gazetteer.as_deref())?;
    let coder = Coder::load()?
        .with_places(places)
        .behind(arguments.gating.gate()?);
    let mut ledger =
        Ledger::create_or_open(&arguments.ledger).map_err(|error| Failure::ledger(&error))?;
    let mut tally = Tally::default();
    let progress = progress(arguments.quiet);
    let outcome = take_in(
        &mut incoming,
        &coder,
        &mut ledger,
        &mut tally,
        &progress,
        &stop,
    );
    progress.finish_and_clear();
    tally.tell(arguments.quiet);
    outcome.map_err(|error| Failure::ledger(&error))?;
    if stop.load(Ordering::Relaxed) {
        return Err(Failure::told("interrupted before the end")
            .hint("run the same command again: what was read stays, the rest follows"));
    }
    Ok(ExitCode::SUCCESS)
}

/// Codes and records what comes in, up to its end or until `stop` is set: then what is at hand may not have been recorded.
pub(super) fn take_in(
    incoming: &mut impl Iterator<Item = Result<Document, Rejected>>,
    coder: &Coder,
    ledger: &mut Ledger,
    tally: &mut Tally,
    progress: &ProgressBar,
    stop: &AtomicBool,
) -> Result<(), LedgerError> {
    while !stop.load(Ordering::Relaxed) {
        let Some(batch) = next_batch(incoming, ledger, tally, stop) else {
            break;
        };
        record(coder, &batch?, ledger, tally)?;
        progress.set_position(tally.read as u64);
        progress.set_message(tally.line());
    }
    Ok(())
}

/// Set on the first Ctrl-C or SIGTERM; a second one ends the program at once.
pub(super) fn stop_signal() -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if seen.swap(true, Ordering::Relaxed) {
            std::process::exit(1);
        }
        tell("stopping after what is at hand; once more to stop at once");
    })
    .map_err(|error| Failure::job("cannot listen for Ctrl-C", error))?;
    Ok(stop)
}

/// A spinner on a terminal, nothing elsewhere.
pub(super) fn progress(quiet: bool) -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if quiet || !std::io::IsTerminal::is_terminal(&std::io::stderr()) {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} read · {msg} · {elapsed}") {
        bar.set_style(style);
    }
    bar
}

/// New documents, at most a batch; what is known or unreadable is counted on the way. `None` at the end.
fn next_batch(
    incoming: &mut impl Iterator<Item = Result<Document, Rejected>>,
    ledger: &mut Ledger,
    tally: &mut Tally,
    stop: &AtomicBool,
) -> Option<Result<Vec<Document>, LedgerError>> {
    let mut batch: Vec<Document> = Vec::new();
    while batch.len() < BATCH && !stop.load(Ordering::Relaxed) {
        let Some(item) = incoming.next() else { break };
        tally.read += 1;
        let step = match item {
            Ok(document) => match ledger.knows(&document.id) {
                Ok(true) => {
                    tally.known += 1;
                    Ok(())
                }
                Ok(false) if batch.iter().any(|other| other.id == document.id) => {
                    tally.known += 1;
                    Ok(())
                }
                Ok(false) => {
                    batch.push(document);
                    Ok(())
                }
                Err(error) => Err(error),
            },
            Err(Rejected { origin, cause }) => {
                set_aside(ledger, tally, &origin, cause.name(), &cause.to_string())
            }
        };
        if let Err(error) = step {
            return Some(Err(error));
        }
    }
    (!batch.is_empty()).then_some(Ok(batch))
}

fn record(
    coder: &Coder,
    batch: &[Document],
    ledger: &mut Ledger,
    tally: &mut Tally,
) -> Result<(), LedgerError> {
    let mut read = Vec::new();
    for (document, claims) in batch.iter().zip(coder.code(batch)) {
        match claims {
            Ok(claims) => read.push((document, claims)),
            Err(cause) => set_aside(ledger, tally, &document.origin, "not_coded", &cause)?,
        }
    }
    let rows: Vec<_> = read
        .iter()
        .map(|(document, claims)| (*document, claims, Timestamp::now()))
        .collect();
    let recorded = ledger.record_all(&rows)?;
    for ((document, claims), recorded) in read.iter().zip(recorded) {
        match recorded {
            Recorded::New(incidents) => {
                tally.passed_over += usize::from(passed_over(claims));
                tally.partial += usize::from(document.is_partial());
                tally.coded(&incidents);
            }
            Recorded::Known | Recorded::Erased => tally.known += 1,
        }
    }
    Ok(())
}

fn set_aside(
    ledger: &mut Ledger,
    tally: &mut Tally,
    origin: &Origin,
    name: &'static str,
    cause: &str,
) -> Result<(), LedgerError> {
    let place = match origin.record {
        Some(record) => format!("{}, record {record}", origin.place()),
        None => origin.place().to_owned(),
    };
    *tally.quarantined.entry(name).or_default() += 1;
    tally.causes.push(format!("{place}: {cause}"));
    ledger.quarantine(&Quarantined {
        path: origin.path.clone(),
        record: origin.record,
        cause: cause.to_owned(),
        seen: Timestamp::now(),
    })
}

/// What became of the reports.
#[derive(Debug, Default)]
pub(super) struct Tally {
    read: usize,
    known: usize,
    with_incidents: usize,
    without_incident: usize,
    passed_over: usize,
    partial: usize,
    incidents: usize,
    quarantined: BTreeMap<&'static str, usize>,
    causes: Vec<String>,
}

/// Causes that are told one by one; the ledger keeps all of them.
const TOLD: usize = 20;

impl Tally {
    fn coded(&mut self, incidents: &[dateline_core::IncidentId]) {
        self.incidents += incidents.len();
        match incidents.is_empty() {
            true => self.without_incident += 1,
            false => self.with_incidents += 1,
        }
    }

    /// Reports that are in the ledger now and were not before.
    pub(super) fn recorded(&self) -> usize {
        self.with_incidents + self.without_incident
    }

    pub(super) fn line(&self) -> String {
        let quarantined: usize = self.quarantined.values().sum();
        format!(
            "{} coded ({} with incidents, {} without), {} incidents, {} already known, {quarantined} quarantined",
            self.recorded(),
            self.with_incidents,
            self.without_incident,
            self.incidents,
            self.known,
        )
    }

    pub(super) fn tell(&self, quiet: bool) {
        if !quiet {
            self.causes
                .iter()
                .take(TOLD)
                .for_each(|cause| tell(format!("quarantined: {cause}")));
            if self.causes.len() > TOLD {
                tell(format!("... and {} more", self.causes.len() - TOLD));
            }
        }
        let by_cause: Vec<String> = self
            .quarantined
            .iter()
            .map(|(name, number)| format!("{name} {number}"))
            .collect();
        let causes = if by_cause.is_empty() {
            String::new()
        } else {
            format!(" ({})", by_cause.join(", "))
        };
        tell(format!("{} read: {}{causes}", self.read, self.line()));
        if self.partial > 0 {
            tell(format!(
                "{} read from a feed's summary alone, marked as partial",
                count(self.partial, "report", "reports")
            ));
        }
        if self.passed_over > 0 {
            tell(format!(
                "{} without incidents passed over by the gate (--no-gate, in a new ledger, reads them)",
                self.passed_over
            ));
        }
    }
}
