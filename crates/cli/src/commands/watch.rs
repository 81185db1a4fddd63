//! `dateline watch`

mod round;
mod web;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use dateline_core::Document;
use dateline_fetch::{FetchError, Fetcher, Found, Memory, MemoryError};
use dateline_ingest::{ReadOptions, Rejected};
use dateline_ledger::{Ledger, LedgerError};
use indicatif::ProgressBar;
use jiff::{SignedDuration, Timestamp};

use super::ingest::{Tally, progress, stop_signal, take_in};
use super::{gazetteer, tell};
use crate::args::watch::{Source, Watch};
use crate::coding::Coder;
use crate::failure::Failure;
use round::Round;

/// Reads what is new, round after round. Each report is recorded whole or not at all, so that stopping loses nothing.
pub(super) fn run(arguments: &Watch) -> Result<ExitCode, Failure> {
    let sources = arguments.sources()?;
    let stop = stop_signal()?;
    let mut watcher = Watcher::new(arguments, Arc::clone(&stop))?;
    loop {
        let outcome = watcher.round(&sources);
        match outcome {
            Ok(()) if arguments.once => return ended(&watcher.round, sources.len()),
            Ok(()) => {}
            Err(Halt::Interrupted) if arguments.once => return Err(interrupted()),
            Err(Halt::Interrupted) => return Ok(ExitCode::SUCCESS),
            // Somebody else works on the ledger; that passes.
            Err(Halt::Ledger(error @ LedgerError::Locked { .. })) if !arguments.once => {
                tell(Failure::ledger(&error).line);
            }
            Err(Halt::Ledger(error)) => return Err(Failure::ledger(&error)),
            Err(Halt::Memory(error)) => return Err(memory_failure(&error)),
        }
        if watcher.wait(arguments.every).is_err() {
            return Ok(ExitCode::SUCCESS);
        }
    }
}

fn ended(round: &Round, sources: usize) -> Result<ExitCode, Failure> {
    if round.failures.len() < sources {
        return Ok(ExitCode::SUCCESS);
    }
    Err(Failure::told("none of the addresses could be had")
        .hint("the warnings above say why, one by one; put right what can be, or try again later"))
}

fn interrupted() -> Failure {
    Failure::told("interrupted before the end")
        .hint("run the same command again: what was read stays, the rest follows")
}

fn memory_failure(error: &MemoryError) -> Failure {
    let line = crate::failure::chain(error);
    match line.split_once("; ") {
        Some((what, next)) => Failure::told(what).hint(next),
        None => Failure::told(line),
    }
}

/// Why a round ends before its end.
enum Halt {
    Interrupted,
    Ledger(LedgerError),
    Memory(MemoryError),
}

impl From<LedgerError> for Halt {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

/// All that a round needs.
struct Watcher<'a> {
    arguments: &'a Watch,
    options: ReadOptions,
    coder: Coder,
    ledger: Ledger,
    /// Documents of the ledger before the round.
    documents: u64,
    memory: Memory,
    memory_path: PathBuf,
    fetcher: Fetcher,
    stop: Arc<AtomicBool>,
    progress: ProgressBar,
    tally: Tally,
    round: Round,
}

impl<'a> Watcher<'a> {
    fn new(arguments: &'a Watch, stop: Arc<AtomicBool>) -> Result<Self, Failure> {
        let places = gazetteer::chosen(arguments.gazetteer.as_deref())?;
        let coder = Coder::load()?
            .with_places(places)
            .behind(arguments.gating.gate()?);
        let ledger =
            Ledger::create_or_open(&arguments.ledger).map_err(|error| Failure::ledger(&error))?;
        let summary = ledger.summary().map_err(|error| Failure::ledger(&error))?;
        let memory_path = beside(&arguments.ledger);
        let (memory, found) = Memory::open(&memory_path, summary.documents)
            .map_err(|error| memory_failure(&error))?;
        tell_how_found(&memory_path, &found);
        Ok(Self {
            options: arguments.options()?,
            fetcher: Fetcher::new(arguments.settings(), Arc::clone(&stop)),
            arguments,
            coder,
            ledger,
            documents: summary.documents,
            memory,
            memory_path,
            stop,
            progress: progress(arguments.quiet),
            tally: Tally::default(),
            round: Round::default(),
        })
    }

    /// Looks at every source once.
    fn round(&mut self, sources: &[Source]) -> Result<(), Halt> {
        self.tally = Tally::default();
        self.round = Round::default();
        self.progress = progress(self.arguments.quiet);
        let mut outcome = Ok(());
        for source in sources {
            outcome = self.visit(source);
            if outcome.is_err() {
                break;
            }
        }
        self.progress.finish_and_clear();
        self.tally.tell(self.arguments.quiet);
        self.round.tell(self.arguments.quiet, sources.len());
        let kept = self.save();
        self.documents += self.tally.recorded() as u64;
        outcome.and(kept)
    }

    fn visit(&mut self, source: &Source) -> Result<(), Halt> {
        self.check_stop()?;
        match source {
            Source::Web(address) => self.web(address),
            Source::Local(path) => self.local(path),
        }
    }

    fn wait(&self, time: Duration) -> Result<(), FetchError> {
        if !self.arguments.quiet && !self.progress.is_hidden() {
            let time = SignedDuration::try_from(time).unwrap_or(SignedDuration::MAX);
            tell(format!("next round in {time:#}; Ctrl-C ends"));
        }
        self.fetcher.wait(time)
    }

    /// Codes and records reports.
    fn take(
        &mut self,
        items: impl IntoIterator<Item = Result<Document, Rejected>>,
    ) -> Result<(), Halt> {
        take_in(
            &mut items.into_iter(),
            &self.coder,
            &mut self.ledger,
            &mut self.tally,
            &self.progress,
            &self.stop,
        )?;
        // Whoever stops may have left out what was at hand; it must not be remembered as taken in.
        self.check_stop()
    }

    fn check_stop(&self) -> Result<(), Halt> {
        match self.stop.load(Ordering::Relaxed) {
            true => Err(Halt::Interrupted),
            false => Ok(()),
        }
    }

    /// Keeps what was seen so far.
    fn save(&mut self) -> Result<(), Halt> {
        let documents = self.documents + self.tally.recorded() as u64;
        self.memory
            .save(&self.memory_path, documents, Timestamp::now())
            .map_err(Halt::Memory)
    }
}

/// Where what was seen is kept.
fn beside(ledger: &Path) -> PathBuf {
    let mut name = ledger.as_os_str().to_owned();
    name.push(".watch");
    name.into()
}

fn tell_how_found(path: &Path, found: &Found) {
    let path = path.display();
    match found {
        Found::Nothing | Found::Kept => {}
        Found::Damaged(why) => tell(format!(
            "{path} is damaged ({why}) and begun anew; what the ledger knows is not recorded again"
        )),
        Found::OfAnotherLedger => tell(format!(
            "{path} is of a fuller ledger and begun anew; what the ledger knows is not recorded again"
        )),
    }
}
