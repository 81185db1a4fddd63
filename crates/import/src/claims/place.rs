//! Where it happened.

use dateline_core::value::{Coordinates, PlaceValue, Value};
use dateline_core::{PlacePrecision, Span, Text};
use dateline_normalize::places::{self, PlaceContext, claimants};

use super::act::own_term;
use super::{Coding, Draft, warning};
use crate::cause::{Cause, Warning, WarningKind};
use crate::countries;
use crate::crosswalk::Format;
use crate::field::Field;
use crate::number::degrees;

/// Fields that name a place, finest first, with how finely each does.
const NAMES: [(Field, PlacePrecision); 4] = [
    (Field::Place, PlacePrecision::Locality),
    (Field::District, PlacePrecision::District),
    (Field::Division, PlacePrecision::Region),
    (Field::Country, PlacePrecision::Country),
];

/// The claim of the place, if the row tells any.
///
/// # Errors
/// If the coordinates are none.
pub(super) fn draft(
    coding: &Coding<'_>,
    warnings: &mut Vec<Warning>,
) -> Result<Option<Draft>, Cause> {
    const FIELDS: [Field; 8] = [
        Field::Place,
        Field::District,
        Field::Division,
        Field::Country,
        Field::Latitude,
        Field::Longitude,
        Field::PlacePrecision,
        Field::Vicinity,
    ];
    let coordinates = coordinates(coding)?;
    let finest = NAMES
        .into_iter()
        .find_map(|(field, precision)| Some((coding.words(field)?, precision)));
    let (words, by_name) = match (finest, coordinates) {
        (Some((words, precision)), _) => (words.to_owned(), precision),
        (None, Some(at)) => (
            format!("{}, {}", at.latitude, at.longitude),
            PlacePrecision::Unknown,
        ),
        (None, None) => return Ok(None),
    };
    let (precision, has_point) = precision(coding, by_name, warnings);
    let mut value = PlaceValue::named(words);
    value.precision = precision;
    value.coordinates = coordinates.filter(|_| has_point);
    value.division = coding.words(Field::Division).map(str::to_owned);
    country(coding, &mut value, warnings);
    if coding.format == Format::Own && value.coordinates.is_none() {
        value = looked_up(coding, value);
    }
    if value.disputed.is_empty() {
        let names = [value.words.as_str()];
        value.disputed = claimants(
            value.country_code.as_deref(),
            value.division.as_deref(),
            &names,
        );
    }
    let is_near = value.precision == PlacePrecision::Near;
    let told = if is_near { &FIELDS[..] } else { &FIELDS[..7] };
    Ok(Some(Draft::of(coding, Value::Place(value), told)))
}

fn coordinates(coding: &Coding<'_>) -> Result<Option<Coordinates>, Cause> {
    let cells = [Field::Latitude, Field::Longitude].map(|field| coding.words(field));
    let [Some(latitude), Some(longitude)] = cells else {
        return match cells {
            [None, None] => Ok(None),
            _ => Err(bad(cells)),
        };
    };
    let at = degrees(latitude).zip(degrees(longitude));
    let (latitude, longitude) = at
        .filter(|(north, east)| north.abs() <= 90.0 && east.abs() <= 180.0)
        .ok_or_else(|| bad(cells))?;
    Ok(Some(Coordinates {
        latitude,
        longitude,
    }))
}

fn bad([latitude, longitude]: [Option<&str>; 2]) -> Cause {
    let cell = |words: Option<&str>| words.unwrap_or_default().into();
    Cause::BadCoordinates {
        latitude: cell(latitude),
        longitude: cell(longitude),
    }
}

/// How finely the place is known, and whether the coordinates are those of the place that is named.
fn precision(
    coding: &Coding<'_>,
    by_name: PlacePrecision,
    warnings: &mut Vec<Warning>,
) -> (PlacePrecision, bool) {
    let Some(words) = coding.words(Field::PlacePrecision) else {
        return (by_name, true);
    };
    if let Some(precision) = own_term(coding, words) {
        return (precision, true);
    }
    let Some(term) = coding.term("place_precision", Field::PlacePrecision, warnings) else {
        return (PlacePrecision::Unknown, true);
    };
    let precision = term.split(' ').find_map(|word| word.parse().ok());
    let precision = precision.unwrap_or(PlacePrecision::Unknown);
    let near = coding
        .words(Field::Vicinity)
        .and_then(|words| coding.crosswalk().ours("vicinity", words));
    let near = near
        .and_then(|term| term.parse().ok())
        .filter(|_| precision == PlacePrecision::Locality);
    (near.unwrap_or(precision), !term.ends_with("no_coordinates"))
}

/// The country under the gazetteer's name; under that of the row where no table knows it.
fn country(coding: &Coding<'_>, value: &mut PlaceValue, warnings: &mut Vec<Warning>) {
    let Some(name) = coding.words(Field::Country) else {
        return;
    };
    value.country_code = countries::code(name, coding.gazetteer, coding.crosswalk());
    let known = value
        .country_code
        .as_deref()
        .and_then(|code| coding.gazetteer.country(code));
    value.country = Some(known.map_or(name, |country| country.name).to_owned());
    if value.country_code.is_none() {
        warnings.push(warning(Field::Country, name, WarningKind::UnknownTerm));
    }
}

/// A place of the user's own table that has no coordinates, looked up in the gazetteer as one in a text is.
fn looked_up(coding: &Coding<'_>, value: PlaceValue) -> PlaceValue {
    let Some(name) = coding.words(Field::Place) else {
        return value;
    };
    let around = [
        Some(name),
        value.division.as_deref(),
        value.country.as_deref(),
    ];
    let around: Vec<&str> = around.into_iter().flatten().collect();
    let text = Text::from(around.join(", "));
    let mention = Span::new(0, name.chars().count() as u32);
    let context = PlaceContext {
        country_hints: value.country_code.iter().cloned().collect(),
        ..PlaceContext::default()
    };
    let found = places::resolve(coding.gazetteer, &text, &[mention], &context).pop();
    let agrees = |found: &PlaceValue| {
        found.coordinates.is_some()
            && value
                .country_code
                .as_ref()
                .is_none_or(|code| found.country_code.as_ref() == Some(code))
    };
    match found.filter(agrees) {
        Some(found) => PlaceValue {
            division: value.division.or(found.division),
            precision: match coding.words(Field::PlacePrecision) {
                Some(_) => value.precision,
                None => found.precision,
            },
            ..found
        },
        None => value,
    }
}
