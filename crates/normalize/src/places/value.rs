//! A ranked mention as the value of a claim.

use dateline_core::PlacePrecision;
use dateline_core::value::PlaceValue;

use super::context::Evidence;
use super::disputed::claimants;
use super::phrase::{Phrase, Wanted};
use super::place::Place;
use super::rank::Container;
use super::relation::Position;
use super::resolve::{Ranked, Reading, is_acceptable};
use super::table::Gazetteer;

const ALTERNATIVES: usize = 5;

/// What is told of the mention whose words are `words`: the best row that is acceptable, or else name, country and
/// position. `around` is the division that the words around speak of.
pub(super) fn value(
    gazetteer: &Gazetteer,
    words: &str,
    reading: &Reading<'_>,
    ranked: &Ranked<'_>,
    evidence: &Evidence,
    around: Option<Place<'_>>,
) -> PlaceValue {
    let phrase = &reading.phrase;
    let mut value = PlaceValue::named(words);
    value.facility.clone_from(&phrase.facility);
    value.relation = phrase
        .position
        .as_ref()
        .map(|position| position.words.clone());
    let capital = phrase
        .capital
        .then(|| evidence.foremost().and_then(|code| gazetteer.capital(code)))
        .flatten();
    let best = ranked.first().map(|(place, score)| (*place, *score));
    let chosen = capital
        .map(|place| (place, 0.8))
        .or(best.filter(|(place, _)| is_acceptable(place, reading, evidence)));
    match chosen.or_else(|| locality_of_facility(reading, evidence)) {
        Some((place, score)) => fill(gazetteer, &mut value, &place, score),
        None => leave_open(gazetteer, &mut value, reading, evidence, around),
    }
    value.precision = precision(phrase, chosen.map(|(place, _)| place).as_ref(), &value);
    let taken = value.entry.as_ref().map(|entry| entry.geonames_id);
    let others = ranked
        .iter()
        .map(|(place, _)| place)
        .filter(|place| Some(place.id) != taken);
    value.alternatives = others.filter_map(Place::entry).take(ALTERNATIVES).collect();
    let names = [
        phrase.name.as_str(),
        value.entry.as_ref().map_or("", |entry| entry.name.as_str()),
    ];
    value.disputed = claimants(
        value.country_code.as_deref(),
        value.division.as_deref(),
        &names,
    );
    value
}

/// A facility whose own name is not known lies in the town that the text puts it in.
fn locality_of_facility<'g>(
    reading: &Reading<'g>,
    evidence: &Evidence,
) -> Option<(Place<'g>, f32)> {
    reading.phrase.facility.as_ref()?;
    // "in Bolivia" is the country, not its namesake in North Carolina.
    let is_country =
        |container: &&Container<'_>| container.places.first().is_some_and(Place::is_country);
    let towns = reading
        .phrase
        .containers
        .iter()
        .filter(|container| !is_country(container))
        .flat_map(|container| &container.places)
        .filter(|place| place.is_populated());
    let spoken_of = towns
        .clone()
        .find(|place| evidence.speaks_of(place.country));
    spoken_of
        .or_else(|| towns.clone().next())
        .map(|place| (*place, 0.5))
}

fn fill(gazetteer: &Gazetteer, value: &mut PlaceValue, place: &Place<'_>, score: f32) {
    value.entry = place.entry();
    value.coordinates = place.coordinates;
    value.score = score;
    set_country(gazetteer, value, place.country);
    let division = if place.is_division() {
        Some(*place)
    } else {
        place.division.and_then(|row| gazetteer.place(row))
    };
    value.division = division.map(|place| place.name.to_owned());
}

fn set_country(gazetteer: &Gazetteer, value: &mut PlaceValue, code: &str) {
    if let Some(country) = gazetteer.country(code) {
        value.country = Some(country.name.to_owned());
        value.country_code = Some(code.to_owned());
    }
}

/// What the phrase, or else the document, tells of a place that the gazetteer lacks. `around`: the division that the
/// words around speak of; an unknown province lies in no other.
fn leave_open(
    gazetteer: &Gazetteer,
    value: &mut PlaceValue,
    reading: &Reading<'_>,
    evidence: &Evidence,
    around: Option<Place<'_>>,
) {
    let outer = reading
        .containers
        .iter()
        .filter_map(|container| container.places.first());
    let is_within = reading.phrase.proper && reading.phrase.wanted != Wanted::Division;
    let is_at_home =
        |place: &Place<'_>| evidence.dominant().is_none_or(|code| code == place.country);
    let around = around
        .filter(|_| is_within && reading.containers.is_empty())
        .filter(is_at_home);
    let outer = outer.chain(&around);
    if let Some(outer) = outer.clone().find(|place| !place.country.is_empty()) {
        set_country(gazetteer, value, outer.country);
        let division = if outer.is_division() {
            Some(*outer)
        } else {
            outer.division.and_then(|row| gazetteer.place(row))
        };
        value.division = division.map(|place| place.name.to_owned());
    } else if let Some(code) = evidence.dominant().filter(|code| evidence.speaks_of(code)) {
        set_country(gazetteer, value, code);
    }
}

fn precision(phrase: &Phrase<'_>, place: Option<&Place<'_>>, value: &PlaceValue) -> PlacePrecision {
    let near = phrase
        .position
        .as_ref()
        .is_some_and(|position| position.near);
    let named = phrase.proper || value.entry.is_some();
    // "Brokered between the US and Russia" is no stretch of land.
    let dealing = |position: &Position| position.words.starts_with("between");
    let near = near
        && !(place.is_some_and(Place::is_country) && phrase.position.as_ref().is_some_and(dealing));
    // A crossing is where its name lies, and fighting there is near it.
    let at_crossing = place.is_some_and(|place| place.feature == "PSTB");
    let facility = phrase.facility.is_some() || place.is_some_and(Place::is_facility);
    let natural = place.is_some_and(|place| place.is_area() || place.is_water());
    match place.map(|place| place.feature) {
        _ if near && at_crossing => PlacePrecision::Near,
        _ if facility => PlacePrecision::Exact,
        _ if near && named => PlacePrecision::Near,
        Some("PCLI") => PlacePrecision::Country,
        _ if matches!(phrase.wanted, Wanted::Area | Wanted::Water) && named => {
            PlacePrecision::Region
        }
        Some("ADM1") => PlacePrecision::Region,
        Some(_) if natural => PlacePrecision::Region,
        Some("CONT") => PlacePrecision::Unknown,
        Some(feature) if phrase.wanted == Wanted::District && feature.starts_with("PPL") => {
            PlacePrecision::District
        }
        Some(feature) if feature.starts_with("ADM") => PlacePrecision::District,
        Some(_) => PlacePrecision::Locality,
        None if !named => PlacePrecision::Unknown,
        None => match phrase.wanted {
            Wanted::Division | Wanted::Area | Wanted::Water => PlacePrecision::Region,
            Wanted::District => PlacePrecision::District,
            Wanted::Any | Wanted::Locality => PlacePrecision::Locality,
        },
    }
}
