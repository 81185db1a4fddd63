//! How the mentions of one document support each other: towns of one report mostly lie in one country and one state.

use super::context::Evidence;
use super::place::Place;
use super::rank::Anchor;
use super::resolve::{Ranked, Reading, is_acceptable};

/// Names that only one country has speak for it, a little: one alone may be a namesake of a place that the gazetteer
/// lacks, several hardly are.
pub(super) fn unique_names(readings: &[Reading<'_>], evidence: &mut Evidence) {
    const WEIGHT: f32 = 0.3;
    // Namesakes elsewhere do not count where they are so many times smaller.
    const RARE: u64 = 20;
    let mut seen = Vec::new();
    for reading in readings {
        let Some((first, _)) = reading.found.first() else {
            continue;
        };
        let unique = reading.found.iter().any(|(_, main)| *main)
            && reading.found.iter().all(|(place, _)| {
                place.country == first.country
                    || u64::from(place.population) * RARE < u64::from(first.population)
            });
        if unique && !seen.contains(&reading.name) {
            seen.push(reading.name);
            evidence.suspect(first.country, WEIGHT);
        }
    }
}

/// Places of which it is nearly certain by now in which country they lie speak for it; countries did by their name.
pub(super) fn learn(readings: &[Reading<'_>], ranked: &[Ranked<'_>], evidence: &mut Evidence) {
    const SURE: f32 = 0.7;
    const WEIGHT: f32 = 0.4;
    let mut seen = Vec::new();
    for (reading, ranked) in readings.iter().zip(ranked) {
        let Some((place, _)) = ranked.first() else {
            continue;
        };
        let within = ranked
            .iter()
            .filter(|(other, _)| other.country == place.country);
        let probability: f32 = within.map(|(_, probability)| probability).sum();
        if seen.contains(&reading.name)
            || place.is_country()
            || probability < SURE
            || !is_acceptable(place, reading, evidence)
        {
            continue;
        }
        seen.push(reading.name);
        evidence.suspect(place.country, WEIGHT * probability);
    }
}

/// The likeliest places of each name: the towns of one state support each other even where none of them is the largest
/// of its name.
pub(super) fn anchors(readings: &[Reading<'_>], ranked: &[Ranked<'_>]) -> Vec<Anchor> {
    const MOST: usize = 6;
    let mut anchors: Vec<Anchor> = Vec::new();
    let mut seen = Vec::new();
    for (reading, ranked) in readings.iter().zip(ranked) {
        if seen.contains(&reading.name) {
            continue;
        }
        seen.push(reading.name);
        let likely = ranked.iter().take(MOST);
        anchors
            .extend(likely.filter_map(|(place, probability)| anchor(reading, place, *probability)));
    }
    anchors
}

fn anchor(reading: &Reading<'_>, place: &Place<'_>, probability: f32) -> Option<Anchor> {
    const LEAST: f32 = 0.05;
    if place.is_country() || place.feature == "CONT" || probability < LEAST {
        return None;
    }
    let coarse = if place.is_populated() { 1.0 } else { 0.6 };
    Some(Anchor {
        name: reading.name,
        coordinates: place.coordinates?,
        division: if place.is_division() {
            Some(place.row)
        } else {
            place.division
        },
        weight: probability * coarse,
    })
}
