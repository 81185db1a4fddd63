//! The cases of `tests/cases/reports.tsv`: which figures a report gives of which incident.

use std::collections::BTreeMap;

use dateline_core::TimeFrame;
use dateline_core::value::Value;

use crate::cases::{Reader, check};

/// What a report tells of one incident.
#[derive(Default)]
struct Incident {
    kind: String,
    is_background: bool,
    figures: Vec<String>,
}

/// The incidents of a report that have figures.
fn incidents(reader: &Reader, text: &str) -> Vec<String> {
    let mut incidents: BTreeMap<u32, Incident> = BTreeMap::new();
    for claim in reader.claims(text).claims {
        let incident = incidents.entry(claim.incident).or_default();
        match claim.value {
            Some(Value::Type(kind)) => incident.kind = kind.to_string(),
            Some(Value::TimeFrame(frame)) => {
                incident.is_background = frame == TimeFrame::Background
            }
            Some(Value::Figure(figure)) => {
                let number = figure.bounds.best().or(figure.bounds.low());
                let number = number.unwrap_or_default();
                incident
                    .figures
                    .push(format!("{} {number} {}", figure.kind, figure.relation));
            }
            _ => {}
        }
    }
    let told = incidents
        .values()
        .filter(|incident| !incident.figures.is_empty());
    told.map(|incident| {
        let frame = if incident.is_background {
            "background "
        } else {
            ""
        };
        format!("{frame}{}: {}", incident.kind, incident.figures.join(", "))
    })
    .collect()
}

#[test]
fn each_figure_goes_to_the_incident_that_the_words_say() {
    let reader = Reader::bundled();
    let file = include_str!("../../../tests/cases/reports.tsv");
    check(file, "; ", |text| incidents(&reader, text));
}
