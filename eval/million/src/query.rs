//! How long the ledger takes for what the command line asks of it.

use std::time::{Duration, Instant};

use dateline_core::IncidentId;
use dateline_ledger::{Filter, Ledger, LedgerError, StoredIncident};
use jiff::civil::Date;

use crate::TableError;
use crate::questions::{self, Questions};
use crate::world::World;

/// How many incidents are asked for, and looked up with claims, documents and persons, as the command does for each line: a screenful.
const LISTED: usize = 50;

/// One question, asked many times with different values.
#[derive(Debug, Clone)]
pub struct Timing {
    /// What is asked.
    pub question: &'static str,
    /// Incidents on the page, in the middle.
    pub found: usize,
    /// Time to find them: middle, and that which 95 of 100 do not exceed.
    pub find: [Duration; 2],
    /// The same, with the first [`LISTED`] looked up whole.
    pub list: [Duration; 2],
}

/// Why nothing could be timed.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// A table of the generator is damaged.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The ledger refused.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// There is nothing to ask about.
    #[error("the ledger holds no report with a published day; fill it first")]
    Empty,
}

/// Asks each question `times` times.
///
/// # Errors
/// If the ledger cannot be read or is empty.
pub fn time(ledger: &Ledger, seed: u64, times: usize) -> Result<Vec<Timing>, QueryError> {
    let (first, last) = ledger.summary()?.published.ok_or(QueryError::Empty)?;
    let day = |text: &str| text.parse::<Date>().map_err(|_| QueryError::Empty);
    let mut questions = Questions::new(World::bundled()?, seed, day(&first)?, day(&last)?);
    let mut timings = Vec::new();
    for (question, draw) in questions::KINDS {
        timings.push(ask(ledger, question, times, || draw(&mut questions))?);
    }
    timings.push(show(ledger, times, &mut questions)?);
    Ok(timings)
}

fn ask(
    ledger: &Ledger,
    question: &'static str,
    times: usize,
    mut draw: impl FnMut() -> Filter,
) -> Result<Timing, LedgerError> {
    let (mut find, mut list, mut found) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..times {
        let filter = Filter {
            limit: Some(LISTED),
            ..draw()
        };
        let started = Instant::now();
        let incidents = ledger.incidents(&filter)?;
        find.push(started.elapsed());
        for stored in &incidents {
            look_up(ledger, stored)?;
        }
        list.push(started.elapsed());
        found.push(incidents.len());
    }
    found.sort_unstable();
    Ok(Timing {
        question,
        found: found.get(found.len() / 2).copied().unwrap_or(0),
        find: quantiles(find),
        list: quantiles(list),
    })
}

/// One incident with its claims, by its id, from random weeks.
fn show(ledger: &Ledger, times: usize, questions: &mut Questions) -> Result<Timing, LedgerError> {
    let mut ids: Vec<IncidentId> = Vec::new();
    for _ in 0..20 {
        let found = ledger.incidents(&questions.week())?;
        ids.extend(found.into_iter().map(|stored| stored.incident.id));
    }
    let (mut find, mut list) = (Vec::new(), Vec::new());
    for _ in 0..times.min(times * ids.len()) {
        let id = &ids[questions.rng.usize(..ids.len())];
        let started = Instant::now();
        let stored = ledger.incident(id)?;
        find.push(started.elapsed());
        if let Some(stored) = stored {
            look_up(ledger, &stored)?;
        }
        list.push(started.elapsed());
    }
    Ok(Timing {
        question: "one incident by its id",
        found: 1,
        find: quantiles(find),
        list: quantiles(list),
    })
}

fn look_up(ledger: &Ledger, stored: &StoredIncident) -> Result<(), LedgerError> {
    std::hint::black_box(ledger.claims(&stored.incident.id)?);
    for id in &stored.incident.documents {
        std::hint::black_box(ledger.document(id)?);
        std::hint::black_box(ledger.persons(id)?);
    }
    Ok(())
}

/// The middle, and that which 95 of 100 do not exceed.
fn quantiles(mut times: Vec<Duration>) -> [Duration; 2] {
    times.sort_unstable();
    let at = |share: usize| {
        let rank = (times.len() * share).div_ceil(100).max(1) - 1;
        times.get(rank).copied().unwrap_or_default()
    };
    [at(50), at(95)]
}
