//! The synthetic world: countries, towns, and how often something happens where.

use std::collections::HashMap;
use std::ops::Range;

use dateline_core::IncidentType;
use dateline_core::value::{Coordinates, GazetteerEntry};
use fastrand::Rng;

use crate::draw::{self, Weighted};
use crate::rates;
use crate::rows::{Row, TableError, table};
use crate::tables::{Act, Means, Names, Organisation, Tables};

/// A country.
#[derive(Debug)]
pub struct Country {
    /// ISO 3166-1 alpha-2 code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Pool of names and organisations.
    pub pool: &'static str,
    /// Its towns, the greatest first.
    pub towns: Range<usize>,
    town_weights: Weighted,
    act_weights: Weighted,
}

/// A town.
#[derive(Debug)]
pub struct Town {
    /// Number of its country.
    pub country: usize,
    /// First-level division.
    pub division: &'static str,
    /// Its row of the gazetteer.
    pub entry: GazetteerEntry,
    /// Where it lies.
    pub at: Coordinates,
    /// The nearest other town of the country, if within 60 km.
    pub neighbour: Option<usize>,
}

/// Countries, towns and words.
#[derive(Debug)]
pub struct World {
    /// Word lists.
    pub(crate) tables: Tables,
    /// Countries, the most violent first.
    pub countries: Vec<Country>,
    /// Towns, by country.
    pub towns: Vec<Town>,
    country_weights: Vec<f64>,
    /// Towns by lower-case name.
    namesakes: HashMap<String, Vec<usize>>,
}

const PROFILES: [&str; 3] = ["war", "insurgency", "crime"];
const NEAR_KM: f64 = 60.0;

impl World {
    /// The world that the program carries.
    ///
    /// # Errors
    /// If a table in `data/` cannot be read.
    pub fn bundled() -> Result<Self, TableError> {
        let tables = Tables::bundled()?;
        let rows = table!("countries.tsv")
            .map(|row| Ok((row.cell(0)?, row.cell(1)?, profile(row)?, row.cell(3)?)))?;
        let codes: Vec<&str> = rows.iter().map(|row| row.0).collect();
        let mut towns = table!("towns.tsv").map(|row| town(row, &codes))?;
        towns.sort_by_key(|town| town.country);
        let countries: Vec<Country> = (0..)
            .zip(rows)
            .map(|(number, (code, name, profile, pool))| {
                let start = towns.partition_point(|town| town.country < number);
                let end = towns.partition_point(|town| town.country <= number);
                Country {
                    code,
                    name,
                    pool,
                    towns: start..end,
                    town_weights: town_weights(&towns[start..end]),
                    act_weights: Weighted::new(tables.acts.iter().map(|act| act.weights[profile])),
                }
            })
            .collect();
        for country in &countries {
            find_neighbours(&mut towns[country.towns.clone()], country.towns.start);
        }
        let weights = (0..countries.len()).map(|rank| 1.0 / (rank as f64 + rates::COUNTRY_OFFSET));
        let sum: f64 = weights.clone().sum();
        Ok(Self {
            country_weights: weights.map(|weight| weight / sum).collect(),
            namesakes: namesakes(&towns),
            tables,
            countries,
            towns,
        })
    }

    /// Incidents to expect in a country on a day, where `rate` are to be expected in the whole world.
    pub fn expected(&self, seed: u64, country: usize, day: u32, rate: f64) -> f64 {
        let week = u64::from(day / 7);
        let mut rng = draw::rng(&[seed, 0x7765_656b, country as u64, week]);
        rate * self.country_weights[country] * draw::factor(&mut rng, rates::WEEK_SPREAD)
    }

    /// Where something happens in a country on a day.
    pub fn draw_town(&self, rng: &mut Rng, seed: u64, country: usize, day: u32) -> usize {
        let of = &self.countries[country];
        if !draw::chance(rng, rates::HOT) {
            return of.towns.start + of.town_weights.pick(rng);
        }
        let which = rng.usize(..rates::HOT_TOWNS) as u64;
        let week = u64::from(day / 7);
        let mut hot = draw::rng(&[seed, 0x0068_6f74, country as u64, week, which]);
        of.towns.start + of.town_weights.pick(&mut hot)
    }

    /// What happens in a country.
    pub(crate) fn draw_act(&self, rng: &mut Rng, country: usize) -> &Act {
        &self.tables.acts[self.countries[country].act_weights.pick(rng)]
    }

    /// The act of a type.
    pub(crate) fn act(&self, kind: IncidentType) -> &Act {
        let found = self.tables.acts.iter().find(|act| act.kind == kind);
        found.unwrap_or(&self.tables.acts[0])
    }

    /// A means of an act, as its row.
    pub(crate) fn draw_means(&self, rng: &mut Rng, kind: IncidentType) -> usize {
        let weight = |means: &Means| if means.act == kind { means.weight } else { 0.0 };
        Weighted::new(self.tables.means.iter().map(weight)).pick(rng)
    }

    /// An organisation that acts in a country, as its row; number r of a pool, counted from another one in each country, has
    /// weight 1 / (r + 1).
    pub(crate) fn draw_organisation(&self, rng: &mut Rng, country: usize) -> usize {
        let pool = self.countries[country].pool;
        let all = &self.tables.organisations;
        let rows: Vec<usize> = (0..all.len())
            .filter(|row| all[*row].pool == pool)
            .collect();
        let rank = Weighted::new((0..rows.len()).map(|rank| 1.0 / (rank as f64 + 1.0))).pick(rng);
        rows.get((rank + country) % rows.len().max(1))
            .copied()
            .unwrap_or(0)
    }

    /// An organisation.
    pub(crate) fn organisation(&self, row: usize) -> &Organisation {
        &self.tables.organisations[row]
    }

    /// An invented surname of a country.
    pub fn surname(&self, rng: &mut Rng, country: usize) -> String {
        let names = self.names(country);
        format!("{}{}", one(rng, &names.heads), one(rng, &names.tails))
    }

    /// An invented full name of a country.
    pub fn full_name(&self, rng: &mut Rng, country: usize) -> String {
        let given = one(rng, &self.names(country).given);
        format!("{given} {}", self.surname(rng, country))
    }

    fn names(&self, country: usize) -> &Names {
        let pool = self.countries[country].pool;
        let found = self.tables.names.iter().find(|names| names.pool == pool);
        found.unwrap_or(&self.tables.names[0])
    }

    /// Another town of the same name, or else some other town of the country.
    pub fn confusable(&self, rng: &mut Rng, town: usize) -> usize {
        let name = self.towns[town].entry.name.to_lowercase();
        let others = self.namesakes.get(&name).into_iter().flatten();
        let others: Vec<usize> = others.copied().filter(|other| *other != town).collect();
        if others.is_empty() {
            rng.usize(self.countries[self.towns[town].country].towns.clone())
        } else {
            others[rng.usize(..others.len())]
        }
    }
}

fn one<'a>(rng: &mut Rng, list: &[&'a str]) -> &'a str {
    list.get(rng.usize(..list.len().max(1)))
        .copied()
        .unwrap_or_default()
}

fn profile(row: &Row) -> Result<usize, String> {
    let cell = row.cell(2)?;
    let found = PROFILES.iter().position(|profile| *profile == cell);
    found.ok_or_else(|| format!("{cell:?} is no profile"))
}

fn town(row: &Row, codes: &[&str]) -> Result<Town, String> {
    let code = row.cell(0)?;
    let degrees = |column| {
        row.read::<i32>(column)
            .map(|number| f64::from(number) / 1e5)
    };
    Ok(Town {
        country: codes
            .iter()
            .position(|known| *known == code)
            .ok_or_else(|| format!("{code} is not in countries.tsv"))?,
        division: row.cell(6)?,
        entry: GazetteerEntry {
            geonames_id: row.read(1)?,
            name: row.cell(7)?.to_owned(),
            feature: row.cell(2)?.to_owned(),
            country_code: code.to_owned(),
            population: row.read(5)?,
        },
        at: Coordinates {
            latitude: degrees(3)?,
            longitude: degrees(4)?,
        },
        neighbour: None,
    })
}

fn town_weights(towns: &[Town]) -> Weighted {
    Weighted::new((0..).zip(towns).map(|(rank, town)| {
        let mut own = draw::rng(&[0x746f_776e, u64::from(town.entry.geonames_id)]);
        let rank = f64::from(rank) + rates::TOWN_OFFSET;
        rank.powf(-rates::TOWN_SLOPE) * draw::factor(&mut own, rates::TOWN_SPREAD)
    }))
}

/// Distance in km on a plain: good enough for neighbours.
fn distance(a: Coordinates, b: Coordinates) -> f64 {
    let north = a.latitude - b.latitude;
    let east = (a.longitude - b.longitude) * a.latitude.to_radians().cos();
    111.2 * north.hypot(east)
}

fn find_neighbours(towns: &mut [Town], start: usize) {
    let points: Vec<Coordinates> = towns.iter().map(|town| town.at).collect();
    for (number, town) in towns.iter_mut().enumerate() {
        let others = points
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != number);
        let nearest = others
            .map(|(other, at)| (distance(town.at, *at), other))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        town.neighbour = nearest
            .filter(|(km, _)| *km < NEAR_KM)
            .map(|(_, other)| start + other);
    }
}

fn namesakes(towns: &[Town]) -> HashMap<String, Vec<usize>> {
    let mut found: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, town) in towns.iter().enumerate() {
        found
            .entry(town.entry.name.to_lowercase())
            .or_default()
            .push(number);
    }
    found
}
