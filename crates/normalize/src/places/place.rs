//! One place of the gazetteer.

use dateline_core::value::{Coordinates, GazetteerEntry};

use super::features::{self, Kind};

/// Number of a place in the gazetteer: rows stand in order of population, largest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row(pub(crate) u32);

/// What the gazetteer holds of one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place<'a> {
    /// Which row it is.
    pub row: Row,
    /// GeoNames id; 0 for a place that GeoNames lacks.
    pub id: u32,
    /// Main name.
    pub name: &'a str,
    /// Where it lies; `None` for a district of which only the division is known.
    pub coordinates: Option<Coordinates>,
    /// Inhabitants, 0 if not known.
    pub population: u32,
    /// ISO 3166-1 alpha-2 code of its country; empty for continents and regions across borders.
    pub country: &'a str,
    /// Its first-level division.
    pub division: Option<Row>,
    /// GeoNames feature code.
    pub feature: &'a str,
}

impl Place<'_> {
    /// The row as it is shown beside a claim; `None` for a place that GeoNames lacks.
    pub fn entry(&self) -> Option<GazetteerEntry> {
        (self.id != 0).then(|| GazetteerEntry {
            geonames_id: self.id,
            name: self.name.to_owned(),
            feature: self.feature.to_owned(),
            country_code: self.country.to_owned(),
            population: u64::from(self.population),
        })
    }

    /// Whether it is a city, town or village; "STLMT" is what GeoNames calls settlements in the West Bank.
    pub fn is_populated(&self) -> bool {
        self.feature.starts_with("PPL") || self.feature == "STLMT"
    }

    /// Whether it is a region, valley, forest or mountain.
    pub fn is_area(&self) -> bool {
        self.feature == "RGN" || self.is_of(Kind::Area)
    }

    /// Whether it is a river, lake or bay.
    pub fn is_water(&self) -> bool {
        self.is_of(Kind::Water)
    }

    /// Whether it is an airport, a base, a camp, a prison or a dam, which only a gazetteer built from dumps holds.
    pub fn is_facility(&self) -> bool {
        self.is_of(Kind::Facility)
    }

    /// The codes of towns and divisions, which nearly all places have, are told apart before the table is asked.
    fn is_of(&self, kind: Kind) -> bool {
        !self.feature.starts_with("PPL")
            && !self.feature.starts_with("ADM")
            && features::feature(self.feature).is_some_and(|feature| feature.kind == kind)
    }

    /// Whether it is a first-level division.
    pub fn is_division(&self) -> bool {
        self.feature == "ADM1"
    }

    /// Whether it is a district of which only name and division are known, which a bare name seldom means.
    pub fn is_obscure(&self) -> bool {
        self.feature == "ADM2" && self.population == 0
    }

    /// Whether it is a country.
    pub fn is_country(&self) -> bool {
        self.feature == "PCLI"
    }
}
