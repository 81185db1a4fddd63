//! The places that a report names, resolved together, and the town that it is about.

use dateline_core::{Document, Encoding, PlacePrecision, Span};
use dateline_normalize::{dateline, nationalities, places};

use super::Located;
use super::home::{Home, home};
use super::mentions::{Named, in_country, place_spans, shared_country};
use super::parts::lay_parts;
use super::towns::{Naming, SIGNS, headline, towns};
use crate::knowledge::Knowledge;
use crate::syntax::{Syntax, TokenId};

/// All places of a report.
pub(crate) struct Survey {
    /// Places outside the dateline.
    pub(crate) places: Vec<Located>,
    /// The one town that the report is about.
    pub(crate) home: Option<Home>,
}

/// Reads the places of a document, those in the dateline and in the names of forces resolved with the others.
pub(crate) fn survey(
    document: &Document,
    encoding: &Encoding,
    syntax: &Syntax<'_>,
    knowledge: &Knowledge,
    acts: &[TokenId],
) -> Survey {
    let named = named(document, encoding, syntax, knowledge);
    let home = home(&named.naming(document, syntax, acts));
    let mut places = named.places;
    lay_parts(document, &mut places, home.as_ref());
    // "Man shot outside bar | WXYZ Troy" tells where the station is.
    let masthead = headline(document).map(|(_, masthead)| masthead);
    places.retain(|place| masthead.is_none_or(|masthead| !masthead.contains(place.span)));
    Survey { places, home }
}

/// A town that a report names, with the number for each of [`town_signs`].
#[derive(Debug, Clone)]
pub struct TownSigns {
    /// What the gazetteer calls it.
    pub name: String,
    /// Its first-level division.
    pub division: Option<String>,
    /// What speaks for it.
    pub signs: Vec<f32>,
}

/// What [`TownSigns`] has numbers for.
pub fn town_signs() -> &'static [&'static str] {
    &SIGNS
}

/// The towns of a report, for `training/towns.py`.
pub(crate) fn survey_towns(
    document: &Document,
    encoding: &Encoding,
    syntax: &Syntax<'_>,
    knowledge: &Knowledge,
    acts: &[TokenId],
) -> Vec<TownSigns> {
    let named = named(document, encoding, syntax, knowledge);
    let all = towns(&named.naming(document, syntax, acts));
    let told = all.iter().filter_map(|town| {
        let value = &town.first.value;
        Some(TownSigns {
            name: value.entry.as_ref()?.name.clone(),
            division: value.division.clone(),
            signs: town.signs.to_vec(),
        })
    });
    told.collect()
}

/// The places of a report by where they stand.
struct NamedPlaces {
    places: Vec<Located>,
    of_bodies: Vec<Located>,
    filed: Option<Located>,
}

impl NamedPlaces {
    fn naming<'a>(
        &'a self,
        document: &'a Document,
        syntax: &'a Syntax<'a>,
        acts: &'a [TokenId],
    ) -> Naming<'a> {
        Naming {
            document,
            syntax,
            places: &self.places,
            of_bodies: &self.of_bodies,
            filed: self.filed.as_ref(),
            acts,
        }
    }
}

fn named(
    document: &Document,
    encoding: &Encoding,
    syntax: &Syntax<'_>,
    knowledge: &Knowledge,
) -> NamedPlaces {
    let text = &document.text;
    let dateline = dateline::find(text);
    let outside = dateline.as_ref().map(|found| found.span);
    let Named { told, of_bodies } = place_spans(document, encoding, knowledge, outside);
    let mut mentions = told.clone();
    mentions.extend(&of_bodies);
    mentions.extend(dateline.as_ref().map(|found| found.place));
    let context = places::PlaceContext {
        dateline: dateline.as_ref().map(|found| found.place),
        ..places::PlaceContext::default()
    };
    let values = places::resolve(&knowledge.gazetteer, text, &mentions, &context);
    let shared = shared_country(&values[..told.len()]);
    let located = |(span, value): (&Span, &_)| -> Option<Located> {
        let token = syntax.head_of_span(*span)?;
        Some(Located {
            span: *span,
            token,
            sentence: syntax.sentence_of(token),
            value: in_country(Clone::clone(value), shared.as_ref()),
        })
    };
    let all: Vec<Option<Located>> = mentions.iter().zip(&values).map(located).collect();
    let (inside, filed) = all.split_at(told.len() + of_bodies.len());
    let (told, of_bodies) = inside.split_at(told.len());
    let mut places: Vec<Located> = told.iter().flatten().cloned().collect();
    places.retain(|place| !is_landmark(syntax, place.token) && !is_demonym(document, place));
    NamedPlaces {
        places,
        of_bodies: of_bodies.iter().flatten().cloned().collect(),
        filed: filed.iter().flatten().next().cloned(),
    }
}

/// "north of Baghdad": the point from which another place is told.
fn is_landmark(syntax: &Syntax<'_>, token: TokenId) -> bool {
    const BEARINGS: [&str; 18] = [
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "north-east",
        "northern",
        "outskirts",
        "km",
        "kilometres",
        "kilometers",
        "miles",
        "from",
        "mile",
        "kilometre",
    ];
    let before = token.saturating_sub(5)..token;
    let words: Vec<&str> = before.map(|id| syntax.word(id)).collect();
    let Some(of) = words
        .iter()
        .rposition(|&word| word == "of" || word == "from")
    else {
        return false;
    };
    of > 0
        && words[of + 1..]
            .iter()
            .all(|word| ["the", "capital", "city", "town", ","].contains(word))
        && BEARINGS.contains(&words[of - 1])
}

/// "the Somali town": an adjective that happens to be some place's name too.
fn is_demonym(document: &Document, place: &Located) -> bool {
    place.value.precision != PlacePrecision::Country
        && nationalities::find(&document.text, place.span)
            .iter()
            .any(|&(span, _)| span == place.span)
}
