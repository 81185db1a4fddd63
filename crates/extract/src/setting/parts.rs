//! Streets, quarters and buildings lie in the town that the report puts them in.

use dateline_core::value::{GazetteerEntry, PlaceValue};
use dateline_core::{Document, PlacePrecision};
use dateline_normalize::places;

use super::home::{Home, is_inside};
use super::towns::{is_stated, is_town};
use super::{Located, coarseness};

/// Kilometres within which a quarter that the gazetteer knows lies in a town.
const QUARTER_KM: f64 = 30.0;

/// How many times larger a town is than a place within it that is its quarter rather than a town of its own.
const QUARTER: u64 = 10;

/// Lays what stands in a town into it: a street or building that the gazetteer lacks, and a quarter, into the town that the
/// report is about. The words stay; a name that may be a village's own stays without a point.
pub(super) fn lay_parts(document: &Document, places: &mut [Located], home: Option<&Home>) {
    lay_in_own_towns(document, places, home);
    let Some(home) = home else { return };
    let town = &home.place.value;
    let told: Vec<String> = places
        .iter()
        .filter(|place| places::is_part_of_town(&document.text, place.span))
        .map(|place| places::quarter_name(&place.value.words))
        .collect();
    for place in places {
        // What one mention says ("the Egger Heights neighborhood") holds for all ("in Egger Heights").
        let is_told_part = told.contains(&places::quarter_name(&place.value.words));
        if lies_in(document, place, is_told_part, home) {
            lay_within(&mut place.value, town);
        }
    }
}

/// Lays a street or building without a point into the town that is told right behind it: "Amory Road, outside Marlow".
fn lay_in_own_towns(document: &Document, places: &mut [Located], home: Option<&Home>) {
    let is_home = |town: &PlaceValue| {
        home.is_some_and(|home| places::fold(&home.place.value.words) == places::fold(&town.words))
    };
    for at in 0..places.len() {
        let place = &places[at];
        let is_part =
            place.value.facility.is_some() || places::is_part_of_town(&document.text, place.span);
        if !is_part || place.value.entry.is_some() || !can_lie_in(&place.value) {
            continue;
        }
        let town = own_town(document, places, at).filter(|town| !is_home(town));
        if let Some(town) = town.cloned() {
            lay_within(&mut places[at].value, &town);
        }
    }
}

/// The town behind a place and others that tell where it is: "Amory Ave. near 105th St. in Marlow".
fn own_town<'a>(document: &Document, places: &'a [Located], at: usize) -> Option<&'a PlaceValue> {
    const TIES: [&str; 7] = ["in", "outside", "just", "of", "near", "at", "and"];
    let text = document.text.as_str();
    for pair in places[at..].windows(2) {
        let end = document.text.bytes_of(pair[0].span).end;
        let start = document.text.bytes_of(pair[1].span).start;
        let gap: Vec<&str> = text
            .get(end..start)?
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let is_tied = pair[0].sentence == pair[1].sentence
            && !gap.is_empty()
            && gap.iter().all(|word| TIES.contains(word));
        if !is_tied {
            return None;
        }
        if is_town(&pair[1]) {
            let is_placed = gap.contains(&"in") || gap.contains(&"outside");
            return Some(&pair[1].value).filter(|_| is_placed);
        }
    }
    None
}

/// Whether a place is something in the town that the report is about. `is_told_part`: the words say that it is a part of one.
fn lies_in(document: &Document, place: &Located, is_told_part: bool, home: &Home) -> bool {
    let (value, town) = (&place.value, &home.place.value);
    let is_settlement = places::is_settlement(&document.text, place.span);
    let is_own = places::force_of(&document.text, place.span).is_some() || is_settlement;
    let is_local = home.is_local() && !is_own;
    // "Aska township" holds the town of that name, unless the report is known to be one of the town's own news.
    let is_told_part = is_told_part && (home.is_local() || !is_settlement);
    match &value.entry {
        None => {
            // What was guessed of it ("Sobota Circle", in a report that names Richmond, N.Y.) counts less than a sure home.
            let is_free = is_local && !is_told_elsewhere(document, place);
            (is_local || is_told_part) && can_lie_in(value) && (is_free || agree(value, town))
        }
        Some(entry) if entry.geonames_id == home.id() => false,
        Some(entry) if value.facility.is_some() => {
            is_within_county_or_state(entry, value, town)
                || is_local && !is_near(value, town) && !is_told_elsewhere(document, place)
        }
        Some(entry) => {
            let is_small = entry.population * QUARTER < home.inhabitants();
            let is_namesake = || is_namesake(document, place, home);
            (is_told_part || entry.feature == "PPLX") && is_near(value, town)
                || is_local && is_small && is_inside(value, town)
                || is_local && (is_told_part || entry.population < TOWN) && is_namesake()
        }
    }
}

/// Inhabitants from which on news names a town without its state in reports of other states.
const TOWN: u64 = 50_000;

/// The county or state that a courthouse or club bears the name of is where its town is.
fn is_within_county_or_state(
    entry: &GazetteerEntry,
    value: &PlaceValue,
    town: &PlaceValue,
) -> bool {
    entry.feature == "ADM2" && is_near(value, town)
        || entry.feature == "ADM1" && value.division == town.division
}

/// Whether a place is a namesake in another state, far away, of something in the report's town: "Englewood" in a report from
/// Chicago, without "Colo." behind it.
fn is_namesake(document: &Document, place: &Located, home: &Home) -> bool {
    let (value, town) = (&place.value, &home.place.value);
    value.division != town.division
        && !is_near(value, town)
        && !is_stated(document, place)
        && coarseness(value) <= 3
}

/// Whether a place without a point may lie in a town at all.
fn can_lie_in(place: &PlaceValue) -> bool {
    place.coordinates.is_none()
        && coarseness(place) <= 3
        && place.precision != PlacePrecision::Region
}

/// "Aska, Ill.", "Aska in Mexico": the words right behind a place name its state or country.
fn is_told_elsewhere(document: &Document, place: &Located) -> bool {
    const REACH: usize = 30;
    let text = document.text.as_str();
    let end = document.text.bytes_of(place.span).end;
    let reach = text.floor_char_boundary(text.len().min(end + REACH));
    let behind = text[end..reach].split('\n').next().unwrap_or_default();
    let outer = [&place.value.country, &place.value.division];
    is_stated(document, place)
        || outer
            .into_iter()
            .flatten()
            .any(|name| behind.contains(name.as_str()))
}

/// Whether country and state of a place, as far as they are known, are those of a town.
fn agree(place: &PlaceValue, town: &PlaceValue) -> bool {
    let fits = |here: &Option<String>, there: &Option<String>| match (here, there) {
        (Some(here), Some(there)) => here == there,
        _ => true,
    };
    fits(&place.country_code, &town.country_code) && fits(&place.division, &town.division)
}

fn is_near(place: &PlaceValue, town: &PlaceValue) -> bool {
    match (place.coordinates, town.coordinates) {
        (Some(here), Some(there)) => here.kilometres_to(there) < QUARTER_KM,
        _ => false,
    }
}

fn lay_within(place: &mut PlaceValue, town: &PlaceValue) {
    place.entry.clone_from(&town.entry);
    place.coordinates = town.coordinates;
    place.country.clone_from(&town.country);
    place.country_code.clone_from(&town.country_code);
    place.division.clone_from(&town.division);
    place.disputed.clone_from(&town.disputed);
    place.score = town.score;
    place.alternatives.clear();
    if matches!(
        place.precision,
        PlacePrecision::Unknown | PlacePrecision::District
    ) {
        place.precision = PlacePrecision::Locality;
    }
}
