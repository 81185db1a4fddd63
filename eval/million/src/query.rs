//! How long the ledger takes for what the command line asks of it.

use std::time::{Duration, Instant};

use dateline_core::IncidentId;
use dateline_ledger::{Area, Filter, Ledger, LedgerError, StoredIncident};
use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::TableError;
use crate::draw;
use crate::world::World;

/// How many incidents of a list are looked up with claims, documents and persons, as the command does for each line: a screenful.
const LISTED: usize = 50;

/// One question, asked many times with different values.
#[derive(Debug, Clone)]
pub struct Timing {
    /// What is asked.
    pub question: &'static str,
    /// Incidents found, in the middle.
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

struct Asker<'a> {
    ledger: &'a Ledger,
    world: World,
    first: Date,
    days: i64,
    rng: Rng,
}

/// Asks each question `times` times.
///
/// # Errors
/// If the ledger cannot be read or is empty.
pub fn time(ledger: &Ledger, seed: u64, times: usize) -> Result<Vec<Timing>, QueryError> {
    let (first, last) = ledger.summary()?.published.ok_or(QueryError::Empty)?;
    let day = |text: &str| text.parse::<Date>().map_err(|_| QueryError::Empty);
    let (first, last) = (day(&first)?, day(&last)?);
    let mut asker = Asker {
        ledger,
        world: World::bundled()?,
        first,
        days: i64::from(last.since(first).map_or(0, |span| span.get_days())),
        rng: draw::rng(&[seed, 0x0061_736b]),
    };
    let questions: [(&'static str, fn(&mut Asker<'_>) -> Filter); 7] = [
        ("a week", Asker::week),
        ("a country and a type", Asker::country_and_type),
        ("a country and a type in a month", Asker::country_and_type_in_month),
        ("a place by its words", Asker::place),
        ("a box of one degree", Asker::near),
        ("two words of a report", Asker::words),
        ("words of a report in a month", Asker::words_in_month),
    ];
    let mut timings = Vec::new();
    for (question, filter) in questions {
        timings.push(asker.ask(question, times, filter)?);
    }
    timings.push(asker.show(times)?);
    Ok(timings)
}

impl Asker<'_> {
    fn ask(
        &mut self,
        question: &'static str,
        times: usize,
        filter: fn(&mut Self) -> Filter,
    ) -> Result<Timing, QueryError> {
        let (mut find, mut list, mut found) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..times {
            let filter = filter(self);
            let started = Instant::now();
            let incidents = self.ledger.incidents(&filter)?;
            find.push(started.elapsed());
            for stored in incidents.iter().take(LISTED) {
                look_up(self.ledger, stored)?;
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

    /// One incident with its claims, by its id, from random days.
    fn show(&mut self, times: usize) -> Result<Timing, QueryError> {
        let mut ids: Vec<IncidentId> = Vec::new();
        for _ in 0..20 {
            let filter = self.week();
            let found = self.ledger.incidents(&filter)?;
            ids.extend(found.into_iter().map(|stored| stored.incident.id));
        }
        let (mut find, mut list) = (Vec::new(), Vec::new());
        for _ in 0..times.min(ids.len()) {
            let id = &ids[self.rng.usize(..ids.len())];
            let started = Instant::now();
            let stored = self.ledger.incident(id)?;
            find.push(started.elapsed());
            if let Some(stored) = stored {
                look_up(self.ledger, &stored)?;
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

    fn days(&mut self, length: i64) -> Filter {
        let start = self.rng.i64(0..=(self.days - length).max(0));
        let from = self.first.saturating_add(start.days());
        Filter {
            from: Some(from),
            to: Some(from.saturating_add((length - 1).days())),
            ..Filter::default()
        }
    }

    fn week(&mut self) -> Filter {
        self.days(7)
    }

    /// The more happens in a country, the more it is asked about.
    fn country(&mut self) -> usize {
        let weights = (0..self.world.countries.len())
            .map(|rank| 1.0 / (rank as f64 + crate::rates::COUNTRY_OFFSET));
        draw::Weighted::new(weights).pick(&mut self.rng)
    }

    fn town(&mut self) -> usize {
        let country = self.country();
        self.world.draw_town(&mut self.rng, 0, country, 0)
    }

    fn country_and_type(&mut self) -> Filter {
        let country = self.country();
        let kind = self.world.draw_act(&mut self.rng, country).kind;
        Filter {
            country: Some(self.world.countries[country].code.to_owned()),
            incident_type: Some(kind),
            ..Filter::default()
        }
    }

    fn country_and_type_in_month(&mut self) -> Filter {
        let days = self.days(30);
        Filter {
            from: days.from,
            to: days.to,
            ..self.country_and_type()
        }
    }

    fn place(&mut self) -> Filter {
        let town = self.town();
        Filter {
            place: Some(self.world.towns[town].entry.name.clone()),
            ..Filter::default()
        }
    }

    fn near(&mut self) -> Filter {
        let town = self.town();
        let at = self.world.towns[town].at;
        Filter {
            area: Some(Area {
                south: (at.latitude - 0.5).max(-90.0),
                west: (at.longitude - 0.5).max(-180.0),
                north: (at.latitude + 0.5).min(90.0),
                east: (at.longitude + 0.5).min(180.0),
            }),
            ..Filter::default()
        }
    }

    /// A town and a street of it: what one remembers of a report.
    fn words(&mut self) -> Filter {
        let town = self.town();
        let country = self.world.towns[town].country;
        let name = self.world.surname(&mut self.rng, country);
        let town = &self.world.towns[town].entry.name;
        Filter {
            text: Some(format!("\"{town}\" \"{name}\"")),
            ..Filter::default()
        }
    }

    fn words_in_month(&mut self) -> Filter {
        let town = self.town();
        Filter {
            text: Some(format!("\"{}\" wounded", self.world.towns[town].entry.name)),
            ..self.days(30)
        }
    }
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
