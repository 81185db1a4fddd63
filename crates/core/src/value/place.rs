//! Where.

use serde::{Deserialize, Serialize};

use crate::vocabulary::PlacePrecision;

/// Degrees north and east, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Coordinates {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

impl Coordinates {
    /// Great-circle distance on a sphere of the Earth's mean radius.
    pub fn kilometres_to(self, other: Self) -> f64 {
        const RADIUS: f64 = 6371.0;
        let (a, b) = (self.latitude.to_radians(), other.latitude.to_radians());
        let across = (other.longitude - self.longitude).to_radians();
        let half = |angle: f64| (angle / 2.0).sin().powi(2);
        let chord = half(b - a) + a.cos() * b.cos() * half(across);
        2.0 * RADIUS * chord.sqrt().min(1.0).asin()
    }
}

/// A row of the gazetteer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GazetteerEntry {
    /// GeoNames id.
    pub geonames_id: u32,
    /// The gazetteer's name for it.
    pub name: String,
    /// GeoNames feature code, e.g. `PPL`, `ADM1`, `PCLI`.
    pub feature: String,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country_code: String,
    /// Inhabitants, 0 if not known.
    pub population: u64,
}

/// Where an act happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceValue {
    /// The words: "Taji".
    pub words: String,
    /// The facility's name, kept beside the locality: "Abu Ghraib prison".
    pub facility: Option<String>,
    /// The gazetteer's row, when it holds the place and GeoNames does.
    pub entry: Option<GazetteerEntry>,
    /// Where it lies, when the gazetteer tells; never another place's.
    pub coordinates: Option<Coordinates>,
    /// Name of the country.
    pub country: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country.
    pub country_code: Option<String>,
    /// Name of the first-level division.
    pub division: Option<String>,
    /// How finely it is known.
    pub precision: PlacePrecision,
    /// What the text says of its position: "to the north of Baghdad".
    pub relation: Option<String>,
    /// Claimants, where the area is disputed.
    pub disputed: Vec<String>,
    /// How sure the choice is, 0 to 1; 0 when the gazetteer does not hold it.
    pub score: f32,
    /// Other rows that bear the name, best first.
    pub alternatives: Vec<GazetteerEntry>,
}

impl PlaceValue {
    /// A place known by its name alone.
    pub fn named(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            facility: None,
            entry: None,
            coordinates: None,
            country: None,
            country_code: None,
            division: None,
            precision: PlacePrecision::Unknown,
            relation: None,
            disputed: Vec::new(),
            score: 0.0,
            alternatives: Vec::new(),
        }
    }
}
