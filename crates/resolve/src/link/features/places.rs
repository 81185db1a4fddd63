//! How the places of two tellings lie.

use dateline_core::{PlacePrecision, Placed};

use super::Feature;

/// A village that the gazetteer lacks is a place to compare by its name all the same.
pub(in crate::link) fn is_fine(precision: PlacePrecision) -> bool {
    precision <= PlacePrecision::District || precision == PlacePrecision::Unknown
}

/// How two places lie; `None` where two names cannot be compared for want of coordinates.
pub(super) fn place_relation(one: &Placed, other: &Placed) -> Option<Feature> {
    let both_fine = is_fine(one.precision) && is_fine(other.precision);
    if both_fine && (one.name == other.name || (one.id.is_some() && one.id == other.id)) {
        return Some(Feature::place_same);
    }
    let differ = |one: &Option<String>, other: &Option<String>| matches!((one, other), (Some(one), Some(other)) if one != other);
    if differ(&one.country, &other.country) {
        return Some(Feature::place_country);
    }
    let distance = one
        .coordinates
        .zip(other.coordinates)
        .map(|(one, other)| one.kilometres_to(other));
    match distance.filter(|_| both_fine) {
        Some(..=25.0) => Some(Feature::place_25),
        Some(..=100.0) => Some(Feature::place_100),
        Some(_) => Some(Feature::place_far),
        None if differ(&one.division, &other.division) => Some(Feature::place_division),
        None if both_fine => None,
        None => Some(Feature::place_within),
    }
}

/// Whether each names a site of the same sort, by its last word, and they are not the same one.
pub(super) fn are_rivals(one: &[String], other: &[String]) -> bool {
    let sort = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_owned();
    one.iter()
        .any(|site| other.iter().any(|second| sort(site) == sort(second)))
}
