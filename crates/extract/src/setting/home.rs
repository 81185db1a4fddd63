//! The one town that a report of local news is about, which an incident without a place of its own most likely happened in.

use dateline_core::value::PlaceValue;
use dateline_core::{Document, PlacePrecision, Span};
use dateline_normalize::places::{self, Force};

use super::{Located, is_setting};
use crate::syntax::Syntax;

/// The town that a report is about.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    /// Its first mention outside the dateline, or that in it.
    pub(crate) place: Located,
    /// Whether a force is named that answers for it alone: "Springfield police".
    pub(crate) has_force: bool,
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
}

/// What a report names.
pub(super) struct Naming<'a> {
    pub(super) document: &'a Document,
    pub(super) syntax: &'a Syntax<'a>,
    pub(super) places: &'a [Located],
    /// Places in the names of bodies.
    pub(super) of_bodies: &'a [Located],
    /// The place in the dateline.
    pub(super) filed: Option<&'a Located>,
}

/// Votes from which a town is what the report is about, where others are named and where none is, and by how many it leads.
const LEAST: u32 = 3;
const LEAST_ALONE: u32 = 2;
const LEAD: u32 = 1;

/// The votes for one town.
struct Candidate<'a> {
    first: &'a Located,
    forces: u32,
    headline: bool,
    filed: bool,
    /// Whether it stands in the masthead behind the title: "... - KXYZ Springfield".
    masthead: bool,
    told: u32,
    opening: bool,
}

impl Candidate<'_> {
    fn inhabitants(&self) -> u64 {
        self.first
            .value
            .entry
            .as_ref()
            .map_or(0, |entry| entry.population)
    }

    /// Whether it is a quarter of a far larger town, whose police answer for it: "South Shore" of Chicago.
    fn is_within(&self, town: &Self) -> bool {
        const LARGER: u64 = 10;
        let is_large = self.inhabitants() * LARGER < town.inhabitants();
        let is_about = town.forces > 0 || town.filed || town.headline;
        is_large && is_about && self.forces == 0 && is_inside(&self.first.value, &town.first.value)
    }

    fn is_municipal(&self) -> bool {
        let country = self.first.value.country_code.as_deref();
        country.is_some_and(places::is_municipal)
    }

    fn votes(&self) -> u32 {
        const MOST: u32 = 3;
        let force = if self.forces > 0 { 2 } else { 0 };
        force
            + self.forces.min(2)
            + 2 * u32::from(self.headline)
            + 2 * u32::from(self.filed)
            + 2 * u32::from(self.masthead)
            + self.told.min(MOST)
            + u32::from(self.opening)
    }
}

/// The town that leads by what a reader goes by: whose police are named, what stands in the headline and the opening, where
/// the report was filed, where things are told to have happened. A dateline alone is not enough.
pub(super) fn home(naming: &Naming<'_>) -> Option<Home> {
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    let parts = headline(naming.document);
    for place in naming.places.iter().filter(|place| is_town(place)) {
        count_mention(naming, parts, place, candidate(&mut candidates, place));
    }
    for place in naming.of_bodies.iter().filter(|place| is_town(place)) {
        if has_force(naming, place) {
            candidate(&mut candidates, place).forces += 1;
        }
    }
    let filed = naming
        .filed
        .filter(|place| is_town(place) && !is_capital(place));
    if let Some(place) = filed {
        candidate(&mut candidates, place).filed = true;
    }
    leading(&candidates)
}

fn has_force(naming: &Naming<'_>, place: &Located) -> bool {
    places::force_of(&naming.document.text, place.span) == Some(Force::Town)
}

/// Counts one mention of a town; `parts` are headline and masthead.
fn count_mention(
    naming: &Naming<'_>,
    parts: Option<(Span, Span)>,
    place: &Located,
    candidate: &mut Candidate<'_>,
) {
    let is_in = |part: Span| part.contains(place.span);
    if has_force(naming, place) {
        candidate.forces += 1;
    } else if parts.is_some_and(|(headline, _)| is_in(headline)) {
        candidate.headline = true;
    } else if parts.is_some_and(|(_, masthead)| is_in(masthead)) {
        candidate.masthead = true;
    } else {
        // "A Springfield man", "Springfield's north side" tell less than "in Springfield".
        let is_first = candidate.told == 0;
        candidate.told += u32::from(is_first || is_setting(naming.syntax, place.token));
        candidate.opening |= is_opening(naming, place);
    }
}

fn leading(candidates: &[Candidate<'_>]) -> Option<Home> {
    let towns: Vec<&Candidate<'_>> = candidates
        .iter()
        .filter(|one| !candidates.iter().any(|town| one.is_within(town)))
        .collect();
    let best = *towns
        .iter()
        .max_by_key(|one| (one.votes(), std::cmp::Reverse(one.first.span)))?;
    let others = towns.iter().filter(|one| !std::ptr::eq(**one, best));
    let next = others.map(|one| one.votes()).max();
    let least = if next.is_some() { LEAST } else { LEAST_ALONE };
    (best.votes() >= least && best.votes() >= next.unwrap_or(0) + LEAD).then(|| Home {
        place: best.first.clone(),
        has_force: best.forces > 0 && best.is_municipal(),
    })
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

fn candidate<'a, 'b>(
    candidates: &'b mut Vec<Candidate<'a>>,
    place: &'a Located,
) -> &'b mut Candidate<'a> {
    let at = candidates
        .iter()
        .position(|one| is_same_town(one.first, place));
    let at = at.unwrap_or_else(|| {
        candidates.push(Candidate {
            first: place,
            forces: 0,
            headline: false,
            filed: false,
            masthead: false,
            told: 0,
            opening: false,
        });
        candidates.len() - 1
    });
    &mut candidates[at]
}

fn is_same_town(a: &Located, b: &Located) -> bool {
    match (&a.value.entry, &b.value.entry) {
        (Some(here), Some(there)) => here.geonames_id == there.geonames_id,
        _ => places::fold(&a.value.words) == places::fold(&b.value.words),
    }
}

/// A town that the gazetteer knows, itself rather than something in it.
fn is_town(place: &Located) -> bool {
    let is_populated = place
        .value
        .entry
        .as_ref()
        .is_some_and(|entry| entry.feature.starts_with("PPL") && entry.feature != "PPLX");
    let is_fine = matches!(
        place.value.precision,
        PlacePrecision::Locality | PlacePrecision::Near
    );
    is_populated && is_fine && place.value.facility.is_none()
}

/// Dispatches on a whole country are filed from its capital.
fn is_capital(place: &Located) -> bool {
    place
        .value
        .entry
        .as_ref()
        .is_some_and(|entry| entry.feature == "PPLC")
}

/// The title, and the masthead that stands behind it on web pages ("... - KXYZ Springfield").
fn headline(document: &Document) -> Option<(Span, Span)> {
    let text = document.text.as_str();
    let line = match document.title {
        Some(title) => document.text.slice(title),
        None => text
            .split("\n\n")
            .next()
            .filter(|line| line.len() < text.len())?,
    };
    if line.trim_end().ends_with('.') {
        return None;
    }
    let marks = [" - ", " | ", " \u{2013} "];
    let masthead = marks.iter().filter_map(|mark| line.find(mark)).min();
    let start = document
        .title
        .map_or(0, |title| document.text.bytes_of(title).start);
    let middle = start + masthead.unwrap_or(line.len());
    let span = |bytes| document.text.span_of_bytes(bytes);
    Some((span(start..middle), span(middle..start + line.len())))
}

/// Whether a place stands in one of the first sentences under the headline.
fn is_opening(naming: &Naming<'_>, place: &Located) -> bool {
    const SENTENCES: usize = 4;
    place.sentence < SENTENCES.min(naming.syntax.sentence_count())
}
