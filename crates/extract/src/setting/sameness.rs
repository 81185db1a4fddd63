//! Whether two place names can mean one place.

use dateline_core::PlacePrecision;
use dateline_core::value::{GazetteerEntry, PlaceValue};

/// How finely a place is told: smaller is finer.
pub(crate) fn coarseness(place: &PlaceValue) -> u8 {
    match place.precision {
        PlacePrecision::Exact => 0,
        PlacePrecision::Locality => 1,
        PlacePrecision::Near => 2,
        PlacePrecision::District => 3,
        PlacePrecision::Region => 4,
        PlacePrecision::Country => 5,
        PlacePrecision::Unknown => 2,
    }
}

/// Whether two places can be the same: one may hold the other.
pub(crate) fn can_be_same_place(a: &PlaceValue, b: &PlaceValue) -> bool {
    if shares_name(&a.words, &b.words) {
        return true;
    }
    // Two streets of one town are two places; each may be meant where the town is named.
    if is_part(a) && is_part(b) {
        return false;
    }
    if let (Some(here), Some(there)) = (&a.country_code, &b.country_code) {
        if here != there {
            return false;
        }
        if coarseness(a).max(coarseness(b)) >= 5 {
            return true;
        }
    }
    if let (Some(here), Some(there)) = (&a.division, &b.division)
        && here != there
    {
        return false;
    }
    let apart = match (a.coordinates, b.coordinates) {
        (Some(here), Some(there)) => Some(here.kilometres_to(there)),
        _ => None,
    };
    match (coarseness(a), coarseness(b)) {
        // Two districts are two places; a district may hold a town near its middle.
        (3, 3) => is_spelt_alike(&a.words, &b.words),
        (4.., _) | (_, 4..) => true,
        (3, _) | (_, 3) => apart.is_none_or(|apart| apart < DISTRICT_KM),
        _ => apart.is_some_and(|apart| apart < TOWN_KM),
    }
}

/// Something in a town: its point is the town's.
fn is_part(place: &PlaceValue) -> bool {
    let bears = |entry: &GazetteerEntry| shares_name(&place.words, &entry.name);
    coarseness(place) <= 1
        && (place.facility.is_some() || place.entry.as_ref().is_some_and(|entry| !bears(entry)))
}

/// Kilometres within which two points of one town are told.
const TOWN_KM: f64 = 12.0;

/// Kilometres from a district's point within which a town is taken to lie in it.
const DISTRICT_KM: f64 = 20.0;

/// The same name, or one with what stands there added: "Taji", "Taji jail".
fn shares_name(a: &str, b: &str) -> bool {
    let (a, b) = (spelt_out(a), spelt_out(b));
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    long == short
        || long
            .strip_prefix(&short)
            .is_some_and(|rest| rest.starts_with(' '))
        || long
            .strip_suffix(&short)
            .is_some_and(|rest| rest.ends_with(' '))
}

/// In lower case, the word for a street in full: "Dodds Ave." is "dodds avenue".
fn spelt_out(name: &str) -> String {
    const SHORT: [(&str, &str); 5] = [
        ("ave", "avenue"),
        ("blvd", "boulevard"),
        ("rd", "road"),
        ("st", "street"),
        ("dr", "drive"),
    ];
    let name = name.to_lowercase();
    let name = name.trim_end_matches('.');
    let full = name.rsplit_once(' ').and_then(|(rest, last)| {
        let (_, long) = SHORT.iter().find(|(short, _)| *short == last)?;
        Some(format!("{rest} {long}"))
    });
    full.unwrap_or_else(|| name.to_owned())
}

/// One name in two spellings, a letter apart ("Nahr-e Saraj", "Nahr-e Sarah"); "Zone 1" and "Zone 2" are two names.
fn is_spelt_alike(a: &str, b: &str) -> bool {
    const LEAST: usize = 7;
    let letters = |name: &str| name.to_lowercase().chars().collect::<Vec<char>>();
    let (a, b) = (letters(a), letters(b));
    if a.len() != b.len() || a.len() < LEAST {
        return false;
    }
    let mut differing = a.iter().zip(&b).filter(|(x, y)| x != y);
    let is_letter = |pair: Option<(&char, &char)>| {
        pair.is_some_and(|(x, y)| x.is_alphabetic() && y.is_alphabetic())
    };
    is_letter(differing.next()) && differing.next().is_none() && a[0] == b[0]
}
