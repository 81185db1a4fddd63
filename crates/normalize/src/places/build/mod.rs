//! Builds a gazetteer from GeoNames' dumps and the bundled one, in the layout that [`Gazetteer`] reads.
//!
//! Lines come one by one and leave only compact rows behind ([`rows`]). A row of a dump takes the place of the bundled one
//! with its GeoNames id, and keeps its spellings.

mod divisions;
mod keys;
mod line;
mod merge;
mod rows;
mod texts;
mod write;

use std::collections::{HashMap, HashSet};
use std::io::{Seek, Write};

pub use line::{Form, LineError};

use self::divisions::Divisions;
use self::keys::Named;
use self::line::Line;
use self::rows::{Record, Rows};
use super::features::{Feature, Kind, feature};
use super::table::{COUNTRY, Gazetteer, Section};

/// A gazetteer that cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The layout counts with 32 bits.
    #[error("the places are too many for one gazetteer; build it from fewer dumps")]
    TooLarge,
    /// The output could not be written.
    #[error("the gazetteer cannot be written")]
    Write(#[from] std::io::Error),
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is a place that reports name.
    Kept,
    /// It is a farm, a school, a country, or a place in no country: `features.tsv` says which kinds are kept.
    PassedOver,
}

/// What a built gazetteer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Built {
    /// Places in all.
    pub places: usize,
    /// Different names.
    pub names: usize,
    /// Bundled places whose row of a dump stands in their place.
    pub replaced: usize,
    /// Bytes written.
    pub bytes: u64,
}

/// A gazetteer in the making.
#[derive(Debug)]
pub struct Builder<'g> {
    base: &'g Gazetteer,
    rows: Rows,
    /// Number of each country by its code.
    countries: HashMap<[u8; 2], u16>,
    /// Countries whose bundled places have loose keys.
    loose: HashSet<u16>,
    /// Number of each feature code.
    features: Vec<String>,
    divisions: Divisions,
    /// Of the line at hand; kept, since a dump has millions.
    keys: Vec<(String, bool)>,
}

impl<'g> Builder<'g> {
    /// Begins with the places of a gazetteer, mostly the bundled one.
    ///
    /// # Errors
    /// If that gazetteer leaves no room.
    pub fn new(base: &'g Gazetteer) -> Result<Self, BuildError> {
        let rows = Rows::of(base)?;
        let codes = base.section(Section::Countries).chunks_exact(COUNTRY);
        let numbered = codes
            .zip(0..)
            .map(|(row, number)| ([row[0], row[1]], number));
        Ok(Self {
            countries: numbered.collect(),
            loose: loose_countries(&rows),
            features: base.features().to_vec(),
            divisions: Divisions::of(base),
            keys: Vec::new(),
            rows,
            base,
        })
    }

    /// Adds a line of a file of GeoNames.
    ///
    /// Of the lists of divisions and the dumps, those lists are best read first: where both tell something, what is added
    /// later counts.
    ///
    /// # Errors
    /// If the line is damaged, which tells nothing against the next; or if no more places fit in.
    pub fn add(&mut self, form: Form, line: &str) -> Result<Result<Added, LineError>, BuildError> {
        let line = match line::read(form, line) {
            Ok(line) => line,
            Err(error) => return Ok(Err(error)),
        };
        let Some((feature, country)) = self.wanted(&line) else {
            return Ok(Ok(Added::PassedOver));
        };
        let named = Named {
            kind: feature.kind,
            is_loose: self.loose.contains(&country),
            is_obscure: line.feature == "ADM2" && line.population == 0,
        };
        keys::keys(line.name, line.others, named, &mut self.keys);
        if self.keys.is_empty() {
            return Ok(Ok(Added::PassedOver));
        }
        let record = Record {
            id: line.id,
            point: line.point,
            population: line.population,
            country,
            division: self.divisions.number(country, line.division),
            feature: self.feature_number(line.feature),
            name: 0,
        };
        if line.feature == "ADM1" {
            self.divisions.is(record.division, line.id);
        }
        self.rows.push(record, line.name, &self.keys)?;
        Ok(Ok(Added::Kept))
    }

    /// What the line's place is and in which country it lies; `None` for one that is not kept.
    fn wanted(&self, line: &Line<'_>) -> Option<(Feature, u16)> {
        let feature = feature(line.feature)?;
        let few = line.population < feature.least;
        let code: [u8; 2] = line.country.as_bytes().try_into().ok()?;
        let country = self.countries.get(&code)?;
        (!few).then_some((feature, *country))
    }

    /// `features.tsv` has fewer codes than a byte tells apart.
    fn feature_number(&mut self, code: &str) -> u8 {
        let known = self.features.iter().position(|known| known == code);
        let number = known.unwrap_or_else(|| {
            self.features.push(code.to_owned());
            self.features.len() - 1
        });
        number as u8
    }

    /// Merges what is told of one place twice, and writes the gazetteer.
    ///
    /// # Errors
    /// If it grows too large, or cannot be written.
    pub fn finish(mut self, out: impl Write + Seek) -> Result<Built, BuildError> {
        let merged = merge::merge(
            &mut self.rows,
            &mut self.divisions,
            &self.features,
            self.base.len(),
        );
        write::write(&self, &merged, out)
    }
}

/// Countries where languages are spoken whose names are looked up by loose keys: those whose places have such.
fn loose_countries(rows: &Rows) -> HashSet<u16> {
    let loose = rows
        .pairs
        .iter()
        .filter(|pair| rows.key(pair.key).starts_with(b"~"));
    let country = |row: u32| rows.records.get((row & !super::table::PRIMARY) as usize);
    loose
        .filter_map(|pair| Some(country(pair.row)?.country))
        .collect()
}

/// Whether a code is that of a town.
fn is_town(code: &str) -> bool {
    feature(code).is_some_and(|feature| feature.kind == Kind::Town)
}
