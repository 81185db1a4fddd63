//! How well a row of the gazetteer fits a mention.

use dateline_core::value::Coordinates;

use super::context::Evidence;
use super::fold::{fold, loosen};
use super::phrase::Wanted;
use super::place::{Place, Row};
use super::table::Gazetteer;
use super::words;

/// Rows that bear the name, most populous first, each with whether it is its main name. Article variants of Arabic
/// names and abbreviations are tried where the name itself is not known, or is that of an obscure district alone.
pub(super) fn candidates<'g>(
    gazetteer: &'g Gazetteer,
    name: &str,
    after_comma: bool,
) -> Vec<(Place<'g>, bool)> {
    if let Some(key) = words::expand(name, after_comma) {
        return gazetteer.lookup(key).collect();
    }
    let key = fold(name);
    let known = |key: &str| {
        let rows = gazetteer.lookup(key);
        rows.map(|(place, main)| (place, main || is_city_of(&place, key)))
            .collect::<Vec<_>>()
    };
    if let Some(now) = words::renamed(&key) {
        return known(now);
    }
    let mut found = known(&key);
    let unknown = |found: &[(Place<'_>, bool)]| found.iter().all(|(place, _)| place.is_obscure());
    if let Some(whole) = words::spelt_out(&key) {
        found.extend(known(&whole));
    }
    if unknown(&found)
        && let Some(rest) = words::without_article(&key)
    {
        found.splice(0..0, known(rest));
    }
    if unknown(&found) && key.len() > 3 {
        found.splice(0..0, known(&format!("al {key}")));
    }
    found
}

/// "New York" is as good a name of New York City.
fn is_city_of(place: &Place<'_>, key: &str) -> bool {
    place
        .name
        .strip_suffix(" City")
        .is_some_and(|name| fold(name) == key)
}

/// Rows whose names are spelt much like this one, for a name that no row bears.
pub(super) fn alike<'g>(gazetteer: &'g Gazetteer, name: &str) -> Vec<(Place<'g>, bool)> {
    let key = fold(name);
    if key.len() < 4 {
        return Vec::new();
    }
    gazetteer.lookup(&loosen(&key)).collect()
}

/// A place that the text names as holding the mention ("Mosul, Iraq").
#[derive(Debug, Clone)]
pub(super) struct Container<'g> {
    pub(super) places: Vec<Place<'g>>,
    /// Whether the text leaves no other reading ("in Helmand province"), as a comma does ("Baghdad, Anbar and Diyala").
    pub(super) strict: bool,
}

/// Distance at which a town no longer counts as lying in another town or in a lower division.
const WITHIN_TOWN_KM: f64 = 50.0;
const WITHIN_DISTRICT_KM: f64 = 100.0;

impl Container<'_> {
    /// Whether a place lies in this one, or may.
    pub(super) fn holds(&self, place: &Place<'_>) -> bool {
        self.places.iter().any(|outer| {
            outer.row != place.row
                && match outer.feature {
                    // Waters and mountains lie in several countries.
                    "PCLI" => outer.country == place.country || place.country.is_empty(),
                    // Of regions, crossings and camps only the country is known.
                    "ADM1"
                        if place.feature == "RGN"
                            || place.division.is_none() && place.is_facility() =>
                    {
                        place.country.is_empty() || outer.country == place.country
                    }
                    "ADM1" => place.division == Some(outer.row),
                    "CONT" => true,
                    "RGN" => outer.country.is_empty() || outer.country == place.country,
                    feature => {
                        let limit = if feature.starts_with("PPL") {
                            WITHIN_TOWN_KM
                        } else {
                            WITHIN_DISTRICT_KM
                        };
                        match (outer.coordinates, place.coordinates) {
                            (Some(a), Some(b)) => a.kilometres_to(b) < limit,
                            _ => outer.division.is_some() && outer.division == place.division,
                        }
                    }
                }
        })
    }
}

/// A place that another mention of the document most likely names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    pub(super) name: usize,
    pub(super) coordinates: Coordinates,
    /// The first-level division that it lies in or is.
    pub(super) division: Option<Row>,
    pub(super) weight: f32,
}

/// All that speaks for or against a candidate.
pub(super) struct Clues<'a, 'g> {
    pub(super) wanted: Wanted,
    /// Countries in which the kind word means a first-level division.
    pub(super) first_level: &'static [&'static str],
    pub(super) containers: &'a [Container<'g>],
    /// What the text says lies in it: "Savannah" of the Georgia in "Savannah, Georgia".
    pub(super) contents: &'a [Place<'g>],
    pub(super) evidence: &'a Evidence,
    pub(super) anchors: &'a [Anchor],
    /// Number of the mention's name, whose own anchors do not count.
    pub(super) name: usize,
}

/// Candidates with their probability, best first.
pub(super) fn rank<'g>(
    found: &[(Place<'g>, bool)],
    clues: &Clues<'_, 'g>,
) -> Vec<(Place<'g>, f32)> {
    const SHARPNESS: f32 = 1.2;
    let one = |(place, primary): &(Place<'g>, bool)| {
        let score = score(place, *primary, clues)
            - seat_penalty(place, found, clues.wanted)
            - nation_penalty(place, found, clues)
            - if *primary {
                0.0
            } else {
                byname_penalty(place, found, clues.evidence)
            };
        (*place, SHARPNESS * score)
    };
    let mut scored: Vec<(Place<'g>, f32)> = found.iter().map(one).collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.row.cmp(&b.0.row)));
    let best = scored.first().map_or(0.0, |(_, score)| *score);
    let total: f32 = scored.iter().map(|(_, score)| (score - best).exp()).sum();
    for (_, score) in &mut scored {
        *score = (*score - best).exp() / total;
    }
    scored
}

fn score(place: &Place<'_>, primary: bool, clues: &Clues<'_, '_>) -> f32 {
    prominence(place)
        + if primary { 0.7 } else { 0.0 }
        + if place.is_division() && clues.first_level.contains(&place.country) {
            fit(place, Wanted::Division)
        } else {
            fit(place, clues.wanted)
        }
        + country(place, clues.evidence)
        + containment(place, clues.containers)
        + holding(place, clues.contents)
        + proximity(place, clues)
        + company(place, clues)
}

/// What the other names of the document say for its division.
fn company(place: &Place<'_>, clues: &Clues<'_, '_>) -> f32 {
    const WEIGHT: f32 = 1.2;
    const MOST: f32 = 2.0;
    WEIGHT * clues.evidence.gathering.beside(clues.name, place).min(MOST)
}

/// A bare name that a division shares with a town in it mostly means the town.
fn seat_penalty(place: &Place<'_>, found: &[(Place<'_>, bool)], wanted: Wanted) -> f32 {
    let has_seat = || {
        found
            .iter()
            .any(|(town, _)| town.is_populated() && town.division == Some(place.row))
    };
    if wanted == Wanted::Any && place.is_division() && has_seat() {
        1.5
    } else {
        0.0
    }
}

/// A country's name hardly means it where a town of the state that the other names lie in bears it ("Lebanon", of a report
/// from Indiana).
fn nation_penalty(place: &Place<'_>, found: &[(Place<'_>, bool)], clues: &Clues<'_, '_>) -> f32 {
    const LEAST: f32 = 1.0;
    const WEIGHT: f32 = 4.0;
    let gathering = &clues.evidence.gathering;
    let at_home = |town: &Place<'_>| {
        town.is_populated()
            && clues.evidence.is_local(town.country)
            && gathering.beside(clues.name, town) >= LEAST
    };
    let borne = || found.iter().any(|(town, main)| *main && at_home(town));
    if place.is_country() && borne() {
        WEIGHT
    } else {
        0.0
    }
}

/// What a city is called beside its name hardly means it where a town of its country bears that as its name ("Ariel"), and
/// less where one of a country that the document speaks of does.
fn byname_penalty(place: &Place<'_>, found: &[(Place<'_>, bool)], evidence: &Evidence) -> f32 {
    let mut bearers = found
        .iter()
        .filter(|(town, main)| *main && town.is_populated())
        .map(|(town, _)| town);
    if !place.is_populated() && !place.is_division() {
        0.0
    } else if bearers.clone().any(|town| evidence.speaks_of(town.country)) {
        2.0
    } else if place.is_populated() && bearers.any(|town| town.country == place.country) {
        0.8
    } else {
        0.0
    }
}

/// How likely a bare name means this place: its size and rank.
pub(super) fn prominence(place: &Place<'_>) -> f32 {
    let size = (place.population as f32 + 10.0).log10() * 0.6;
    size + match place.feature {
        "PCLI" => 3.0,
        "CONT" => 2.0,
        "PPLC" => 0.8,
        "PPLA" => 0.2,
        "ADM1" => -0.3,
        "RGN" => 0.3,
        "PPLX" => -0.6,
        feature if feature.starts_with("ADM") => -1.0,
        _ if place.is_populated() => 0.0,
        _ => -0.6,
    }
}

/// How well the kind of place fits the words around the name ("province", "village").
fn fit(place: &Place<'_>, wanted: Wanted) -> f32 {
    let (division, lower, town) = (
        place.is_division(),
        place.feature.starts_with("ADM"),
        place.is_populated(),
    );
    match wanted {
        Wanted::Any if place.is_obscure() => -2.5,
        Wanted::Any => 0.0,
        Wanted::Division if division => 3.0,
        Wanted::Division if place.feature == "RGN" => 1.0,
        Wanted::Division if lower => -0.5,
        Wanted::Division => -2.5,
        Wanted::District if division => -1.0,
        Wanted::District if lower => 3.0,
        Wanted::District if town => 0.5,
        Wanted::Locality if town => 1.5,
        Wanted::Area if place.is_area() => 3.0,
        Wanted::Area if division => 1.0,
        Wanted::Area if lower => 0.5,
        Wanted::Water if place.feature == "RGN" || place.is_water() => 3.0,
        Wanted::Water => 0.0,
        Wanted::Locality | Wanted::District | Wanted::Area => -2.0,
    }
}

fn country(place: &Place<'_>, evidence: &Evidence) -> f32 {
    if evidence.is_empty() || place.country.is_empty() {
        0.0
    } else if evidence.weight(place.country) > 0.0 {
        1.0 + 2.5 * evidence.share(place.country)
    } else if evidence.is_local_elsewhere(place.country) {
        // A local report of one country hardly speaks of towns abroad without naming their country.
        -1.5
    } else {
        -0.5
    }
}

fn containment(place: &Place<'_>, containers: &[Container<'_>]) -> f32 {
    let one = |container: &Container<'_>| match (container.holds(place), container.strict) {
        (true, _) => 5.0,
        (false, true) => -3.0,
        (false, false) => -1.0,
    };
    containers.iter().map(one).sum()
}

/// The country or division that holds the place which the text puts into it.
fn holding(place: &Place<'_>, contents: &[Place<'_>]) -> f32 {
    const BONUS: f32 = 3.0;
    if !(place.is_country() || place.is_division()) {
        return 0.0;
    }
    let largest = contents.iter().map(|inner| inner.population).max();
    let outer = Container {
        places: vec![*place],
        strict: false,
    };
    let holds = contents
        .iter()
        .any(|inner| inner.population >= largest.unwrap_or(0) / 10 && outer.holds(inner));
    if holds { BONUS } else { 0.0 }
}

fn proximity(place: &Place<'_>, clues: &Clues<'_, '_>) -> f32 {
    const REACH_KM: f64 = 120.0;
    const WEIGHT: f32 = 2.8;
    // Towns of one report mostly lie in one state.
    const TOGETHER: f32 = 0.6;
    let Some(point) = place.coordinates else {
        return 0.0;
    };
    if place.is_country() || place.feature == "CONT" {
        return 0.0;
    }
    let division = if place.is_division() {
        Some(place.row)
    } else {
        place.division
    };
    let near = |anchor: &Anchor| {
        let distance = anchor.coordinates.kilometres_to(point);
        let least = match division {
            Some(_) if anchor.division != division => 0.0,
            Some(row) if row == place.row => 1.0,
            Some(_) => TOGETHER,
            None => 0.0,
        };
        anchor.weight * ((-distance / REACH_KM).exp() as f32).max(least)
    };
    let sum: f32 = clues
        .anchors
        .iter()
        .filter(|anchor| anchor.name != clues.name)
        .map(near)
        .sum();
    WEIGHT * sum.min(2.2)
}
