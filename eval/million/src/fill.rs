//! Filling a ledger with synthetic reports.

use std::io::Write;
use std::time::{Duration, Instant};

use dateline_ledger::{Ledger, LedgerError, Recorded};

use crate::stream::Stream;
use crate::world::World;
use crate::{TableError, rates, report, truth};

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

/// Records the reports in order of arrival, writes the truth beside it, and tells after every tenth.
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
    let stream = Stream::new(&world, wanted.seed, wanted.reports_a_day());
    for plan in stream.take(usize::try_from(wanted.reports).unwrap_or(usize::MAX)) {
        let made = report::write(&world, wanted.seed, &plan);
        let before = Instant::now();
        let recorded = ledger.record(&made.document, &made.claims, made.ingested)?;
        progress.recording += before.elapsed();
        truth::write(
            &mut truth,
            &truth::Row::of(&world, &plan, &made.document.id),
        )?;
        progress.reports += 1;
        progress.known += u64::from(recorded == Recorded::Known);
        if progress.reports.is_multiple_of(tenth) {
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
