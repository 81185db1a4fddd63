//! Random questions of the kinds that the command line asks.

use dateline_ledger::{Area, Filter};
use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::draw;
use crate::world::World;

/// What questions are drawn from.
#[derive(Debug)]
pub(crate) struct Questions {
    world: World,
    first: Date,
    days: i64,
    pub(crate) rng: Rng,
}

/// Draws a question.
pub(crate) type Draw = fn(&mut Questions) -> Filter;

/// The kinds of question.
pub(crate) const KINDS: [(&str, Draw); 7] = [
    ("a week", Questions::week),
    ("a country and a type", Questions::country_and_type),
    (
        "a country and a type in a month",
        Questions::country_and_type_in_month,
    ),
    ("a place by its words", Questions::place),
    ("a box of one degree", Questions::near),
    ("a town and a facility in a report", Questions::words),
    ("a town and a word in a month", Questions::words_in_month),
];

impl Questions {
    /// Questions about reports published from `first` to `last`.
    pub(crate) fn new(world: World, seed: u64, first: Date, last: Date) -> Self {
        Self {
            world,
            first,
            days: last
                .since(first)
                .map_or(0, |span| i64::from(span.get_days())),
            rng: draw::rng(&[seed, 0x0061_736b]),
        }
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

    pub(crate) fn week(&mut self) -> Filter {
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

    /// A town and a facility in it: what one remembers of a report.
    fn words(&mut self) -> Filter {
        let town = self.town();
        let (noun, _) = *self.world.tables.facilities.pick(&mut self.rng);
        let town = &self.world.towns[town].entry.name;
        Filter {
            text: Some(format!("\"{town}\" \"{noun}\"")),
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
