//! Filling a ledger with synthetic reports.

use std::io::Write;
use std::time::{Duration, Instant};

use dateline_ledger::{Ledger, LedgerError, Recorded};

use crate::stream::Stream;
use crate::world::World;
use crate::{TableError, rates, report, truth};

/// Reports that are recorded in one transaction: as many as `dateline ingest` reads at a time.
const BATCH: usize = 32;

/// What to fill in.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Number of reports.
    pub reports: u64,
    /// What all chance comes from.
    pub seed: u64,
    /// Years to fit them into; `None` for the density of a million in ten years.
    pub years: Option<f64>,
}

/// How far it is.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// Reports so far.
    pub reports: u64,
    /// Of these, those that the ledger had before.
    pub known: u64,
    /// Since the start.
    pub elapsed: Duration,
    /// Time in the ledger alone, without the writing of reports.
    pub recording: Duration,
    /// Memory of the process, in KiB, where the system tells.
    pub resident: Option<u64>,
    /// Its greatest so far, in KiB.
    pub peak: Option<u64>,
}

/// Why a ledger could not be filled.
#[derive(Debug, thiserror::Error)]
pub enum FillError {
    /// A table of the generator is damaged.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The ledger refused.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The truth cannot be written.
    #[error("the truth cannot be written: {0}; check its path and the room left")]
    Truth(#[from] std::io::Error),
}

impl Wanted {
    /// Reports a day.
    pub fn reports_a_day(&self) -> f64 {
        match self.years {
            Some(years) => self.reports as f64 / (years.max(0.01) * 365.25),
            None => rates::REPORTS_A_DAY,
        }
    }
}

/// Records the reports in order of arrival, a batch at a time, writes the truth beside it, and tells after every tenth.
///
/// # Errors
/// If the ledger or the truth cannot be written. What was recorded until then stays; a second run goes on after it.
pub fn fill(
    ledger: &mut Ledger,
    wanted: &Wanted,
    mut truth: impl Write,
    mut tell: impl FnMut(&Progress),
) -> Result<Progress, FillError> {
    let world = World::bundled()?;
    let started = Instant::now();
    let mut progress = Progress {
        reports: 0,
        known: 0,
        elapsed: Duration::ZERO,
        recording: Duration::ZERO,
        resident: None,
        peak: None,
    };
    truth::write_head(&mut truth)?;
    let tenth = (wanted.reports / 10).max(1);
    let mut stream = Stream::new(&world, wanted.seed, wanted.reports_a_day())
        .take(usize::try_from(wanted.reports).unwrap_or(usize::MAX));
    loop {
        let plans: Vec<_> = stream.by_ref().take(BATCH).collect();
        if plans.is_empty() {
            break;
        }
        let made: Vec<_> = plans
            .iter()
            .map(|plan| report::write(&world, wanted.seed, plan))
            .collect();
        let before = Instant::now();
        let read: Vec<_> = made
            .iter()
            .map(|made| (&made.document, &made.claims, made.ingested))
            .collect();
        let recorded = ledger.record_all(&read)?;
        progress.recording += before.elapsed();
        for (plan, made) in plans.iter().zip(&made) {
            let row = truth::Row::of(&world, plan, &made.document.id);
            truth::write(&mut truth, &row)?;
        }
        let tenths = progress.reports / tenth;
        progress.reports += made.len() as u64;
        let known = recorded.iter().filter(|one| **one == Recorded::Known);
        progress.known += known.count() as u64;
        if progress.reports / tenth > tenths {
            progress.elapsed = started.elapsed();
            progress.resident = memory("VmRSS:");
            progress.peak = memory("VmHWM:");
            tell(&progress);
        }
    }
    truth.flush()?;
    progress.elapsed = started.elapsed();
    Ok(progress)
}

/// A line of the process's status, in KiB (Linux only).
fn memory(line: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let found = status.lines().find_map(|text| text.strip_prefix(line))?;
    found.trim().trim_end_matches(" kB").parse().ok()
}
