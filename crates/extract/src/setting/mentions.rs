//! Which words name places, and the country that they share.

use dateline_core::value::PlaceValue;
use dateline_core::{Document, Encoding, MentionKind, Span};
use dateline_normalize::{organisations, places};

use crate::knowledge::Knowledge;

/// The one country that all resolved places of a report lie in, by code and name.
pub(super) fn shared_country(values: &[PlaceValue]) -> Option<(String, String)> {
    let mut countries = values
        .iter()
        .filter_map(|value| Some((value.country_code.clone()?, value.country.clone()?)));
    let first = countries.next()?;
    countries.all(|other| other.0 == first.0).then_some(first)
}

/// A place that the gazetteer lacks lies in the country that the rest of the report speaks of.
pub(super) fn in_country(mut value: PlaceValue, home: Option<&(String, String)>) -> PlaceValue {
    if value.country_code.is_none()
        && value.entry.is_none()
        && let Some((code, name)) = home
    {
        value.country_code = Some(code.clone());
        value.country = Some(name.clone());
    }
    value
}

/// The words of a report that name places.
pub(super) struct Named {
    pub(super) told: Vec<Span>,
    /// Names of towns in the names of bodies: "Springfield Police Department".
    pub(super) of_bodies: Vec<Span>,
}

pub(super) fn place_spans(
    document: &Document,
    encoding: &Encoding,
    knowledge: &Knowledge,
    dateline: Option<Span>,
) -> Named {
    let marked = encoding
        .mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Place && mention.score > 0.6)
        .map(|mention| trimmed(document, mention.span))
        .filter(|&span| is_name(document, knowledge, span));
    let mut told: Vec<Span> = marked.collect();
    let mut of_bodies = Vec::new();
    for found in places::find(&knowledge.gazetteer, &document.text, document.text.span()) {
        match told.iter_mut().find(|span| span.overlaps(found)) {
            Some(span) if found.len() > span.len() => *span = found,
            Some(_) => {}
            None if !is_other_entity(encoding, found) => told.push(found),
            None => of_bodies.push(found),
        }
    }
    told.retain(|&span| dateline.is_none_or(|outside| !outside.overlaps(span)));
    let families = family_names(document, encoding);
    told.retain(|&span| !is_person(document, &families, span));
    told.sort();
    told.dedup();
    Named { told, of_bodies }
}

/// The last words of the full names of persons in a report.
fn family_names<'d>(document: &'d Document, encoding: &Encoding) -> Vec<&'d str> {
    let persons = encoding
        .mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Person && mention.score > 0.6);
    let names = persons.filter_map(|mention| {
        let (first, last) = document.text.slice(mention.span).rsplit_once(' ')?;
        let is_full = is_capitalised(first) && is_capitalised(last);
        is_full.then_some(last)
    });
    names.collect()
}

/// "were standing near Hill": the family name of somebody in the report, unless a word says that it is a place.
fn is_person(document: &Document, families: &[&str], span: Span) -> bool {
    const PLACING: [&str; 6] = ["in", "at", "from", "to", "of", "into"];
    let bytes = document.text.bytes_of(span);
    let text = document.text.as_str();
    let before = text[..bytes.start]
        .trim_end()
        .rsplit(char::is_whitespace)
        .next();
    let is_placed = before.is_some_and(|word| PLACING.contains(&word.to_lowercase().as_str()))
        || text[bytes.end..].starts_with(", ");
    families.contains(&document.text.slice(span)) && !is_placed
}

/// Whether words that the encoder takes for a place are the name of one.
fn is_name(document: &Document, knowledge: &Knowledge, span: Span) -> bool {
    let words = document.text.slice(span);
    let is_known = || knowledge.gazetteer.knows(&places::fold(words));
    is_capitalised(words)
        && !is_organisation(document, span)
        && !places::begins_force(&document.text, span)
        && (!is_initials(words) || is_known())
        && !places::is_no_name(words)
}

/// "KMOV", "NW": a broadcaster, a bearing or a firm, and no town.
fn is_initials(words: &str) -> bool {
    const MOST: usize = 4;
    words.len() <= MOST && words.chars().all(|letter| letter.is_ascii_uppercase())
}

fn is_capitalised(words: &str) -> bool {
    words
        .split_whitespace()
        .any(|word| word.chars().next().is_some_and(char::is_uppercase))
}

/// Without the little words that the encoder took along at the end: "Panjwayi district of the".
fn trimmed(document: &Document, span: Span) -> Span {
    const JOINTS: [&str; 6] = [" of", " and", " in", " the", " or", ","];
    let bytes = document.text.bytes_of(span);
    let mut kept = document.text.slice(span).trim_end();
    while let Some(shorter) = JOINTS.iter().find_map(|joint| kept.strip_suffix(joint)) {
        kept = shorter.trim_end();
    }
    document
        .text
        .span_of_bytes(bytes.start..bytes.start + kept.len())
}

/// "a Haqqani commander": the name of an armed group or a body of state.
fn is_organisation(document: &Document, span: Span) -> bool {
    organisations::find(&document.text, span)
        .iter()
        .any(|found| found.span == span)
}

/// A name that the encoder takes for a person or an organisation.
fn is_other_entity(encoding: &Encoding, span: Span) -> bool {
    encoding.mentions.iter().any(|mention| {
        matches!(
            mention.kind,
            MentionKind::Person | MentionKind::Organisation
        ) && mention.score > 0.6
            && mention.span.overlaps(span)
    })
}
