//! The cases of `tests/cases/days.tsv`: on which day a report's incidents were.

use std::collections::BTreeMap;

use dateline_core::value::{DateValue, Value};
use dateline_core::{Published, PublishedBasis, TimeFrame};
use jiff::civil::date;

use crate::cases::{Reader, check, document};

/// What a report tells of one incident.
#[derive(Default)]
struct Incident {
    kind: String,
    is_background: bool,
    days: Vec<String>,
}

fn day(date: &DateValue) -> String {
    match (date.earliest, date.latest) {
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("{first}..{last}"),
        (None, Some(last)) => format!("by {last}"),
        _ => "unknown".to_owned(),
    }
}

fn incidents(reader: &Reader, text: &str) -> Vec<String> {
    let mut document = document(text);
    document.published = Some(Published {
        day: date(2024, 3, 15),
        basis: PublishedBasis::Given,
    });
    let read = crate::claims(&document, &reader.encode(&document), &reader.knowledge);
    let mut incidents: BTreeMap<u32, Incident> = BTreeMap::new();
    for claim in read.claims {
        let incident = incidents.entry(claim.incident).or_default();
        match claim.value {
            Some(Value::Type(kind)) => incident.kind = kind.to_string(),
            Some(Value::TimeFrame(frame)) => {
                incident.is_background = frame == TimeFrame::Background;
            }
            Some(Value::Date(date)) => incident.days.push(day(&date)),
            _ => {}
        }
    }
    let told = incidents.into_values().map(|mut incident| {
        incident.days.dedup();
        let frame = if incident.is_background {
            "background "
        } else {
            ""
        };
        let days = match incident.days.join(" and ") {
            none if none.is_empty() => "undated".to_owned(),
            days => days,
        };
        format!("{frame}{} {days}", incident.kind)
    });
    told.collect()
}

#[test]
fn an_incident_has_the_day_that_the_words_give_it() {
    let reader = Reader::bundled();
    let file = include_str!("../../tests/cases/days.tsv");
    check(file, "; ", |text| incidents(&reader, text));
}
