//! The one town that a report of local news is about, which an incident without a place of its own most likely happened in.

use std::sync::LazyLock;

use dateline_core::value::PlaceValue;
use dateline_normalize::places;

use super::Located;
use super::towns::{Naming, SIGNS, Town, likely, towns};
use crate::table::rows;

/// The town that a report is about.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    /// Its first mention outside the dateline, or that in it.
    pub(crate) place: Located,
    /// Whether a force is named that answers for it alone: "Springfield police".
    pub(crate) has_force: bool,
    /// How likely the report is about it.
    pub(crate) score: f32,
}

impl Home {
    /// GeoNames id of the town; 0 where GeoNames lacks it.
    pub(super) fn id(&self) -> u32 {
        self.place
            .value
            .entry
            .as_ref()
            .map_or(0, |entry| entry.geonames_id)
    }

    pub(super) fn inhabitants(&self) -> u64 {
        self.place
            .value
            .entry
            .as_ref()
            .map_or(0, |entry| entry.population)
    }

    /// Whether the report is local news of the town beyond doubt: what it names without saying where lies there.
    pub(crate) fn is_local(&self) -> bool {
        self.is_municipal() && (self.has_force || self.score >= SURE)
    }

    /// Whether it lies in a country where a town's police answer for that town alone.
    pub(super) fn is_municipal(&self) -> bool {
        let country = self.place.value.country_code.as_deref();
        country.is_some_and(places::is_municipal)
    }
}

/// How much each sign weighs, and what speaks for no town at all: `data/towns.tsv`.
struct Weights {
    signs: [f32; SIGNS.len()],
    none: f32,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let mut weights = Weights {
        signs: [0.0; SIGNS.len()],
        none: 0.0,
    };
    for row in rows(include_str!("../../../../data/towns.tsv")) {
        let weight = row.get(1).and_then(|cell| cell.parse().ok()).unwrap_or(0.0);
        match SIGNS.iter().position(|sign| *sign == row[0]) {
            Some(at) => weights.signs[at] = weight,
            None => weights.none = weight,
        }
    }
    weights
});

/// How likely a town must be what the report is about.
const LEAST: f32 = 0.5;
/// How likely it must be for what lies nowhere else to lie in it.
const SURE: f32 = 0.7;

/// The likeliest town, by what a reader goes by: whose police are named, what stands in the headline and the opening, where the
/// report was filed, where things are told to have happened.
pub(super) fn home(naming: &Naming<'_>) -> Option<Home> {
    let towns = towns(naming);
    let likely = likely(&towns, &WEIGHTS.signs, WEIGHTS.none);
    let shares = likely
        .iter()
        .map(|(town, share)| (*town, share + quarters(town, &likely)));
    let (best, score) = shares
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .filter(|(_, score)| *score >= LEAST)?;
    let mut home = Home {
        place: best.first.clone(),
        has_force: best.has_force(),
        score,
    };
    home.has_force &= home.is_municipal();
    // The weights were learnt on local news of towns; news of a country names many a town in passing.
    Some(home).filter(|home| home.is_municipal() || best.may_be_meant())
}

/// What speaks for the quarters of a town speaks for the town: "in Philadelphia's Kensington". Newark is no quarter of New York City, which lies
/// in another state.
fn quarters(town: &Town<'_>, likely: &[(&Town<'_>, f32)]) -> f32 {
    let division = |one: &Town<'_>| one.first.value.division.clone();
    let within = likely
        .iter()
        .filter(|(one, _)| one.is_within(town) && division(one) == division(town));
    within.map(|(_, share)| share).sum()
}

/// Whether a place lies in the built-up area of a town, as far as the number of inhabitants tells how wide that is.
pub(super) fn is_inside(place: &PlaceValue, town: &PlaceValue) -> bool {
    const INHABITANTS_PER_KM2: f64 = 4_000.0;
    let inhabitants = town.entry.as_ref().map_or(0, |entry| entry.population);
    let radius = (inhabitants as f64 / INHABITANTS_PER_KM2 / std::f64::consts::PI).sqrt();
    match (place.coordinates, town.coordinates) {
        (Some(here), Some(there)) => here.kilometres_to(there) < radius,
        _ => false,
    }
}
