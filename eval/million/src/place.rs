//! How reports word a place, and how a reader resolves it.

use dateline_core::PlacePrecision;
use dateline_core::value::{PlaceValue, Thing, Value};
use fastrand::Rng;

use crate::draw::{Weighted, chance};
use crate::leaf::{Fact, Leaf};
use crate::rates;
use crate::world::World;

/// What a report says of where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// A town, by row: its own, or rarely the one beside it.
    Town(usize),
    /// The division alone.
    Division,
    /// The country alone.
    Country,
    /// Nothing.
    Nothing,
}

/// What the reader of the text makes of the town's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Read {
    /// This row.
    As(usize),
    /// A name that could be this row's, but need not be; whether the country is known.
    Open(usize, bool),
}

/// Where the act happened, as told and as read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Where<'w> {
    world: &'w World,
    town: usize,
    told: Told,
    read: Option<Read>,
}

impl<'w> Where<'w> {
    /// How one report tells of a place, and how it is read.
    pub(crate) fn draw(world: &'w World, rng: &mut Rng, town: usize) -> Self {
        let rest = 1.0 - rates::PLACE_TOLD.iter().sum::<f64>();
        let told = match Weighted::new(rates::PLACE_TOLD.into_iter().chain([rest])).pick(rng) {
            0 => Told::Town(town),
            1 => Told::Town(world.towns[town].neighbour.unwrap_or(town)),
            2 => Told::Division,
            3 => Told::Country,
            _ => Told::Nothing,
        };
        let read = match told {
            Told::Town(row) => Some(match Weighted::new(rates::PLACE_READ).pick(rng) {
                0 => Read::As(row),
                1 => Read::Open(row, chance(rng, 0.5)),
                _ => Read::As(world.confusable(rng, row)),
            }),
            _ => None,
        };
        Self {
            world,
            town,
            told,
            read,
        }
    }

    /// A town told and read rightly, of something told as history.
    pub(crate) fn plainly(world: &'w World, town: usize) -> Self {
        Self {
            world,
            town,
            told: Told::Town(town),
            read: Some(Read::As(town)),
        }
    }

    /// What is told.
    pub(crate) fn told(&self) -> Told {
        self.told
    }

    /// The words for it with their claim, if anything is told.
    pub(crate) fn leaf(&self) -> Option<Leaf> {
        let country = &self.world.countries[self.world.towns[self.town].country];
        let division = self.world.towns[self.town].division;
        let words = match self.told {
            Told::Town(row) => self.world.towns[row].entry.name.as_str(),
            Told::Division => division,
            Told::Country => country.name,
            Told::Nothing => return None,
        };
        let after = match self.told {
            Told::Division if !division.contains(' ') => " province",
            _ => "",
        };
        let value = Value::Place(self.value(words));
        Some(Leaf::default().with(words, [Fact::main(value)]).then(after))
    }

    /// What the words name, as it was read.
    fn value(&self, words: &str) -> PlaceValue {
        let mut value = PlaceValue::named(words);
        let home = &self.world.towns[self.town];
        match (self.told, self.read) {
            (_, Some(Read::As(row))) => self.resolve(&mut value, row),
            (_, Some(Read::Open(row, knows_country))) => {
                value.precision = PlacePrecision::Locality;
                value.alternatives = vec![self.world.towns[row].entry.clone()];
                if knows_country {
                    self.set_country(&mut value, row);
                }
            }
            (Told::Division, None) => {
                self.set_country(&mut value, self.town);
                value.division = Some(home.division.to_owned());
                value.precision = PlacePrecision::Region;
                value.score = 0.8;
            }
            (Told::Country, None) => {
                self.set_country(&mut value, self.town);
                value.precision = PlacePrecision::Country;
                value.score = 1.0;
            }
            _ => {}
        }
        value
    }

    fn resolve(&self, value: &mut PlaceValue, row: usize) {
        let town = &self.world.towns[row];
        self.set_country(value, row);
        value.entry = Some(town.entry.clone());
        value.coordinates = Some(town.at);
        value.division = Some(town.division.to_owned());
        value.precision = PlacePrecision::Locality;
        value.score = 0.9;
    }

    fn set_country(&self, value: &mut PlaceValue, row: usize) {
        let country = &self.world.countries[self.world.towns[row].country];
        value.country = Some(country.name.to_owned());
        value.country_code = Some(country.code.to_owned());
    }

    /// A facility or street of the town, by its own name.
    fn exact(&self, name: &str) -> Fact {
        let mut value = self.value(name);
        value.facility = Some(name.to_owned());
        value.precision = PlacePrecision::Exact;
        Fact::main(Value::Place(value))
    }

    /// "the Hadouri market", a place and, where it is of a known kind, a target.
    pub(crate) fn facility(&self, name: &str, kind: Option<&str>) -> Leaf {
        let target = kind.map(|kind| {
            Fact::main(Value::Target(Thing {
                mention: name.to_owned(),
                kind: Some(kind.to_owned()),
                count: None,
                effect: None,
            }))
        });
        let facts = [Some(self.exact(name)), target].into_iter().flatten();
        Leaf::plain("the ").with(name, facts)
    }

    /// "Hadouri Street".
    pub(crate) fn street(&self, name: &str) -> Leaf {
        Leaf::default().with(name, [self.exact(name)])
    }
}
