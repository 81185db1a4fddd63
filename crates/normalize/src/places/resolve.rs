//! Which place each mention of a document is.

use std::collections::BTreeMap;

use dateline_core::value::PlaceValue;
use dateline_core::{Span, Text};

use crate::nationalities;

use super::coherence::{self, learn, unique_names};
use super::context::{Evidence, PlaceContext, evidence, is_plain};
use super::demonyms::{drop_roads, read_demonyms};
use super::fold::fold;
use super::gathering::Gathering;
use super::parts::is_no_name;
use super::phrase::{Phrase, Reader, Wanted};
use super::place::Place;
use super::rank::{Anchor, Clues, Container, alike, candidates, rank};
use super::table::Gazetteer;
use super::tokens::tokens;
use super::value::value;
use super::words::{self, WordKind};

/// Inhabitants from which a place is taken though nothing else in the document speaks of its country: of a document
/// that names no country at all, and of one that names others.
const LONE_POPULATION: u32 = 100_000;
const FOREIGN_POPULATION: u32 = 500_000;

pub(super) type Ranked<'g> = Vec<(Place<'g>, f32)>;

/// One mention on its way to a value.
pub(super) struct Reading<'g> {
    pub(super) phrase: Phrase<'g>,
    /// Number of its name among the document's names.
    pub(super) name: usize,
    pub(super) found: Vec<(Place<'g>, bool)>,
    pub(super) containers: Vec<Container<'g>>,
}

/// The places that `mentions` name, in the same order. All mentions of a document belong in one call: they decide
/// together. A mention outside the text is a name without words.
pub fn resolve(
    gazetteer: &Gazetteer,
    text: &Text,
    mentions: &[Span],
    context: &PlaceContext,
) -> Vec<PlaceValue> {
    let tokens = tokens(text.as_str(), 0);
    let reader = Reader {
        gazetteer,
        text: text.as_str(),
        tokens: &tokens,
    };
    let mut nationalities = nationalities::find(text, text.span());
    nationalities.retain(|(span, _)| is_plain(gazetteer, text.slice(*span)));
    drop_roads(text, &tokens, &mut nationalities);
    let mut evidence = evidence(gazetteer, &tokens, &nationalities, context);
    let mut readings = read(&reader, text, mentions, &evidence);
    read_demonyms(gazetteer, text, mentions, &nationalities, &mut readings);
    evidence.gathering = Gathering::of(&readings);
    unique_names(&readings, &mut evidence);
    let first = rank_all(&readings, &evidence, &[]);
    learn(&readings, &first, &mut evidence);
    let second = rank_all(&readings, &evidence, &coherence::anchors(&readings, &first));
    learn(&readings, &second, &mut evidence);
    let anchors = coherence::anchors(&readings, &second);
    let last = rank_all(&readings, &evidence, &anchors);
    order_containers(&mut readings, &evidence, &anchors);
    let divisions = divisions(gazetteer, mentions, &readings, &last, &evidence, context);
    let values = readings.iter().zip(&last).zip(mentions);
    values
        .map(|((reading, ranked), &span)| {
            let words = text.get(span).unwrap_or_default();
            let around = around(&divisions, span);
            value(gazetteer, words, reading, ranked, &evidence, around)
        })
        .collect()
}

/// The divisions that a document names, by themselves or by a seat that bears the name ("Kandahar"), each with its span.
/// Where the report was filed from is none of them.
fn divisions<'g>(
    gazetteer: &'g Gazetteer,
    mentions: &[Span],
    readings: &[Reading<'g>],
    ranked: &[Ranked<'g>],
    evidence: &Evidence,
    context: &PlaceContext,
) -> Vec<(Span, Place<'g>)> {
    let named = |(reading, ranked): (&Reading<'g>, &Ranked<'g>)| {
        let (place, _) = *ranked.first()?;
        if !is_acceptable(&place, reading, evidence) {
            return None;
        }
        if place.is_division() {
            return Some(place);
        }
        let division = place.division.and_then(|row| gazetteer.place(row))?;
        (fold(division.name) == fold(place.name)).then_some(division)
    };
    let all = mentions.iter().zip(readings.iter().zip(ranked));
    let mut found: Vec<(Span, Place<'g>)> = all
        .filter(|(span, _)| context.dateline != Some(**span))
        .filter_map(|(span, read)| Some((*span, named(read)?)))
        .collect();
    found.sort_by_key(|(span, _)| *span);
    found
}

/// The division that a mention of an unknown place most likely lies in: the last one named shortly before, or else the
/// only one that the document names.
fn around<'g>(divisions: &[(Span, Place<'g>)], mention: Span) -> Option<Place<'g>> {
    const REACH: u32 = 400;
    let before = divisions
        .iter()
        .rfind(|(span, _)| span.end <= mention.start && mention.start - span.end <= REACH);
    let only = || {
        let (_, first) = divisions.first()?;
        divisions
            .iter()
            .all(|(_, division)| division.row == first.row)
            .then_some(*first)
    };
    before.map(|(_, division)| *division).or_else(only)
}

fn read<'g>(
    reader: &Reader<'_, 'g>,
    text: &Text,
    mentions: &[Span],
    evidence: &Evidence,
) -> Vec<Reading<'g>> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut readings: Vec<Reading<'g>> = Vec::new();
    for &span in mentions {
        let phrase = match text.get(span) {
            Ok(_) => reader.read(text.bytes_of(span)),
            Err(_) => Phrase::default(),
        };
        let count = names.len();
        let name = *names.entry(fold(&phrase.name)).or_insert(count);
        let found = rows(reader.gazetteer, &phrase, evidence);
        let containers = phrase.containers.clone();
        readings.push(Reading {
            phrase,
            name,
            found,
            containers,
        });
    }
    share_containers(&mut readings);
    readings
}

/// Rows of the gazetteer that a mention may mean; "Eastern" by itself means none.
fn rows<'g>(
    gazetteer: &'g Gazetteer,
    phrase: &Phrase<'g>,
    evidence: &Evidence,
) -> Vec<(Place<'g>, bool)> {
    if phrase.namesake || phrase.wanted == Wanted::Any && is_no_name(&phrase.name) {
        return Vec::new();
    }
    let itself = facilities(gazetteer, phrase);
    if !itself.is_empty() {
        return itself;
    }
    let exact = fitting(
        candidates(gazetteer, &phrase.name, phrase.after_comma),
        phrase.wanted,
    );
    if !exact.is_empty() {
        return exact;
    }
    let alike = spelt_alike(gazetteer, phrase, evidence);
    if alike.is_empty() && phrase.facility.is_some() {
        return named_after(gazetteer, &phrase.name, evidence);
    }
    alike
}

/// The facility itself, where the gazetteer has it ("Bagram airfield"); "the central prison" is the name of many.
fn facilities<'g>(gazetteer: &'g Gazetteer, phrase: &Phrase<'g>) -> Vec<(Place<'g>, bool)> {
    let whole = phrase.facility.as_deref().filter(|_| {
        !phrase.name.is_empty()
            && !words::is_generic(&phrase.name)
            && !words::is_bearing(&phrase.name)
            && !words::is(WordKind::Common, &phrase.name)
    });
    let found = whole.map(|whole| candidates(gazetteer, whole, false));
    let mut found = found.unwrap_or_default();
    found.retain(|(place, _)| place.is_facility());
    found
}

/// The city that a facility's name begins with: "Islamabad Marriott hotel".
fn named_after<'g>(
    gazetteer: &'g Gazetteer,
    name: &str,
    evidence: &Evidence,
) -> Vec<(Place<'g>, bool)> {
    let starts = name.rmatch_indices(' ').map(|(at, _)| &name[..at]);
    let cities = starts.map(|start| {
        let mut found = candidates(gazetteer, start, false);
        found.retain(|(place, _)| {
            place.is_populated()
                && place.population >= LONE_POPULATION
                && evidence.speaks_of(place.country)
        });
        found
    });
    cities
        .into_iter()
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// Other spellings count only in countries that the document names, or where the text says that the place lies.
fn spelt_alike<'g>(
    gazetteer: &'g Gazetteer,
    phrase: &Phrase<'g>,
    evidence: &Evidence,
) -> Vec<(Place<'g>, bool)> {
    let mut found = fitting(alike(gazetteer, &phrase.name), phrase.wanted);
    found.retain(|(place, _)| match phrase.containers.as_slice() {
        [] => evidence.speaks_of(place.country),
        containers => containers.iter().all(|container| container.holds(place)),
    });
    found
}

/// A town is not the province that bears its name: it only stands for a district, whose seat it mostly is, where no district bears
/// it ("Clay County"); nor is a country one ("Guernsey County").
fn fitting(found: Vec<(Place<'_>, bool)>, wanted: Wanted) -> Vec<(Place<'_>, bool)> {
    let is_district = |place: &Place<'_>| place.feature == "ADM2" && !place.is_obscure();
    let has_district = found.iter().any(|(place, _)| is_district(place));
    let fits = |place: &Place<'_>| match wanted {
        Wanted::Division => !place.is_populated(),
        Wanted::District => !(place.is_country() || has_district && place.is_populated()),
        Wanted::Area => place.is_area() || place.feature.starts_with("ADM"),
        Wanted::Water | Wanted::Any | Wanted::Locality => true,
    };
    found.into_iter().filter(|(place, _)| fits(place)).collect()
}

/// A name keeps its meaning throughout a document: what one mention says of it ("Alexandria, Va.") holds for all.
fn share_containers(readings: &mut [Reading<'_>]) {
    let mut told: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, reading) in readings.iter().enumerate() {
        if !reading.containers.is_empty() {
            told.entry(reading.name).or_insert(at);
        }
    }
    for at in 0..readings.len() {
        if readings[at].containers.is_empty()
            && let Some(&from) = told.get(&readings[at].name)
        {
            readings[at].containers = readings[from]
                .containers
                .iter()
                .map(|c| Container {
                    strict: false,
                    ..c.clone()
                })
                .collect();
        }
    }
}

fn rank_all<'g>(
    readings: &[Reading<'g>],
    evidence: &Evidence,
    anchors: &[Anchor],
) -> Vec<Ranked<'g>> {
    let one = |reading: &Reading<'g>| {
        let clues = Clues {
            wanted: reading.phrase.wanted,
            first_level: reading.phrase.first_level,
            containers: &reading.containers,
            contents: &reading.phrase.contents,
            evidence,
            anchors,
            name: reading.name,
        };
        rank(&reading.found, &clues)
    };
    readings.iter().map(one).collect()
}

/// The likeliest bearer of a container's name first: "in Lakewood" of a report from Washington state, not the largest Lakewood.
fn order_containers(readings: &mut [Reading<'_>], evidence: &Evidence, anchors: &[Anchor]) {
    let all = readings.iter_mut().flat_map(|reading| {
        let Reading {
            phrase, containers, ..
        } = reading;
        containers.iter_mut().chain(&mut phrase.containers)
    });
    for container in all.filter(|container| container.places.len() > 1) {
        let clues = Clues {
            wanted: Wanted::Any,
            first_level: &[],
            containers: &[],
            contents: &[],
            evidence,
            anchors,
            name: usize::MAX,
        };
        let named = |place: &Place<'_>| fold(place.name);
        let key = container.places.first().map(named);
        let found: Vec<_> = container
            .places
            .iter()
            .map(|place| (*place, Some(named(place)) == key))
            .collect();
        container.places = rank(&found, &clues)
            .into_iter()
            .map(|(place, _)| place)
            .collect();
    }
}

/// Whether all places of the name lie in the country of this one, and it is no hamlet by a common word's name.
fn is_only_there(place: &Place<'_>, reading: &Reading<'_>) -> bool {
    const TOWN: u32 = 5_000;
    let is_told = place.population >= TOWN
        || reading.phrase.name.contains(' ')
        || reading.phrase.wanted == Wanted::District;
    let bears = |other: &(Place<'_>, bool)| other.1 && other.0.row == place.row;
    let mut others = reading.found.iter();
    is_told
        && reading.found.iter().any(bears)
        && others.all(|(other, main)| !main || other.country == place.country)
}

/// Whether a name may be taken for this place at all: never for a namesake in a country that nothing speaks of, unless
/// it is large; never against what the text says holds it; and a bare name for an obscure district only where much
/// speaks of its country.
pub(super) fn is_acceptable(place: &Place<'_>, reading: &Reading<'_>, evidence: &Evidence) -> bool {
    const HOME: f32 = 0.5;
    // So much of other names that lie in its division alone is as good as the country's own name.
    const COMPANY: f32 = 1.0;
    let strict = |container: &&Container<'_>| container.strict;
    if reading
        .containers
        .iter()
        .any(|container| container.holds(place))
    {
        return true;
    }
    if reading
        .containers
        .iter()
        .any(|container| strict(&container))
    {
        return false;
    }
    let lone = if evidence.names_none() {
        LONE_POPULATION
    } else {
        FOREIGN_POPULATION
    };
    let large = place.population >= lone || place.feature == "PPLC";
    let in_company = evidence.gathering.beside(reading.name, place) >= COMPANY;
    place.country.is_empty()
        || in_company && !place.is_obscure()
        || evidence.names_none() && is_only_there(place, reading)
        || place.is_country()
        || large && !words::is_generic(&reading.phrase.name)
        || evidence.speaks_of(place.country)
            && (!place.is_obscure()
                || reading.phrase.wanted == Wanted::District
                || evidence.share(place.country) >= HOME)
}
