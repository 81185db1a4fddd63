//! The cases of `tests/cases/places.tsv`: where incidents happened.

use dateline_core::Slot;
use dateline_core::value::{PlaceValue, Value};

use crate::cases::{Reader, check};

fn told(place: &PlaceValue, inherited: bool) -> String {
    let row = place
        .entry
        .as_ref()
        .map_or("?", |entry| entry.name.as_str());
    let mark = if inherited { " (inherited)" } else { "" };
    format!("{}@{row}{mark}", place.words)
}

#[test]
fn incidents_happened_where_a_reader_would_say() {
    let reader = Reader::bundled();
    check(include_str!("../../tests/cases/places.tsv"), "; ", |text| {
        let claims = reader.claims(text).claims;
        let places = claims.iter().filter(|claim| claim.slot == Slot::Place);
        let values = places.filter_map(|claim| match &claim.value {
            Some(Value::Place(place)) => Some(told(place, claim.inherited)),
            _ => None,
        });
        values.collect()
    });
}
