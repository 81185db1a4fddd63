//! The cases of `tests/cases/operations.tsv`: which incidents are parts of which, where each was, what it cost and what it was done with.

use std::collections::BTreeMap;

use dateline_core::FigureKind;
use dateline_core::value::Value;

use crate::cases::{Reader, check};

/// What a report tells of one incident.
#[derive(Default)]
struct Incident {
    kind: String,
    whole: Option<u32>,
    places: Vec<String>,
    figures: Vec<String>,
    weapons: Vec<String>,
}

fn incidents(reader: &Reader, text: &str) -> Vec<String> {
    let mut incidents: BTreeMap<u32, Incident> = BTreeMap::new();
    for claim in reader.claims(text).claims {
        let incident = incidents.entry(claim.incident).or_default();
        match claim.value {
            Some(Value::Type(kind)) => incident.kind = kind.to_string(),
            Some(Value::PartOf(whole)) => incident.whole = Some(whole),
            Some(Value::Place(place)) => incident.places.push(place.words),
            Some(Value::Figure(figure)) if figure.kind != FigureKind::Affected => {
                let number = figure.bounds.best().or(figure.bounds.low());
                let number = number.map_or("?".to_owned(), |number| number.to_string());
                incident.figures.push(format!("{} {number}", figure.kind));
            }
            Some(Value::Weapon(weapon)) => {
                incident.weapons.push(format!("with {}", weapon.mention))
            }
            _ => {}
        }
    }
    let told = incidents.into_iter().map(|(number, mut incident)| {
        incident.places.sort();
        incident.places.dedup();
        let whole = incident.whole;
        let tie = whole.map_or(String::new(), |whole| format!(" of {whole}"));
        let places = incident.places.join(" and ");
        let told = [incident.figures, incident.weapons].concat().join(", ");
        format!("{number} {}{tie} @{places} {told}", incident.kind)
            .trim_end()
            .to_owned()
    });
    told.collect()
}

#[test]
fn an_operation_has_a_part_for_each_of_its_sites() {
    let reader = Reader::bundled();
    let file = include_str!("../../tests/cases/operations.tsv");
    check(file, "; ", |text| incidents(&reader, text));
}
