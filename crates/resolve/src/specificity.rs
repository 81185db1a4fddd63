//! Which of two values says more, and whether one only holds the other.

use dateline_core::value::{DateValue, PlaceValue, Value};
use dateline_core::{DatePrecision, IncidentType, PlacePrecision};

/// How much a value says: greater is more specific.
pub(crate) fn specificity(value: &Value) -> u8 {
    match value {
        Value::Date(date) => match date.precision {
            DatePrecision::Day => 4,
            DatePrecision::Week => 3,
            DatePrecision::Month => 2,
            DatePrecision::Year => 1,
            DatePrecision::Unknown => 0,
        },
        Value::Place(place) => match place.precision {
            PlacePrecision::Exact => 6,
            PlacePrecision::Locality => 5,
            PlacePrecision::Near => 4,
            PlacePrecision::District => 3,
            PlacePrecision::Region => 2,
            PlacePrecision::Country => 1,
            PlacePrecision::Unknown => 0,
        },
        Value::Type(kind) => u8::from(!matches!(
            kind,
            IncidentType::ArmedAssault | IncidentType::OtherViolence
        )),
        Value::Figure(figure) => {
            let bounds = figure.bounds;
            u8::from(bounds.low().is_some())
                + u8::from(bounds.best().is_some())
                + u8::from(bounds.high().is_some())
        }
        _ => 0,
    }
}

/// Whether a value tells no more of the day than that it was not after the report.
pub(crate) fn is_bound(value: &Value) -> bool {
    matches!(value, Value::Date(date) if date.is_bound())
}

/// Whether two values can both be true, one holding the other: a day inside a week, a town in its province.
pub(crate) fn agree(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Date(a), Value::Date(b)) => dates_agree(a, b),
        (Value::Place(a), Value::Place(b)) => places_agree(a, b),
        _ => a == b,
    }
}

/// One span lies within the other. Words are compared only where nothing was resolved.
fn dates_agree(a: &DateValue, b: &DateValue) -> bool {
    let is_unresolved = |date: &DateValue| date.earliest.is_none() && date.latest.is_none();
    if is_unresolved(a) || is_unresolved(b) {
        return is_unresolved(a) != is_unresolved(b) || a.words == b.words;
    }
    let within = |inner: &DateValue, outer: &DateValue| {
        outer
            .earliest
            .is_none_or(|start| inner.earliest.is_some_and(|day| day >= start))
            && outer
                .latest
                .is_none_or(|end| inner.latest.is_some_and(|day| day <= end))
    };
    within(a, b) || within(b, a)
}

/// The same row, the same words, or a coarser area that holds the finer.
fn places_agree(a: &PlaceValue, b: &PlaceValue) -> bool {
    let row = |place: &PlaceValue| place.entry.as_ref().map(|entry| entry.geonames_id);
    if a.words.eq_ignore_ascii_case(&b.words) || (row(a).is_some() && row(a) == row(b)) {
        return true;
    }
    let (fine, coarse) = if rank(a) <= rank(b) { (a, b) } else { (b, a) };
    match coarse.precision {
        PlacePrecision::Country => {
            fine.country_code.is_none() || fine.country_code == coarse.country_code
        }
        PlacePrecision::Region | PlacePrecision::District => {
            fine.country_code == coarse.country_code
                && (fine.division.is_none()
                    || fine.division == coarse.division
                    || fine.division.as_deref() == Some(coarse.words.as_str()))
        }
        PlacePrecision::Unknown => true,
        _ => false,
    }
}

/// Position in the list from finest to coarsest.
fn rank(place: &PlaceValue) -> PlacePrecision {
    place.precision
}
