//! The cases of `tests/cases/reports.tsv`: which figures a report gives of which incident.

use std::collections::BTreeMap;

use dateline_core::TimeFrame;
use dateline_core::value::Value;
use dateline_encode::{Encode, Network};

use crate::bare_document::document;
use crate::knowledge::Knowledge;
use crate::table::rows;

/// What a report tells of one incident.
#[derive(Default)]
struct Incident {
    kind: String,
    is_background: bool,
    figures: Vec<String>,
}

/// The incidents of a report that have figures, as the case file writes them.
fn figures(network: &Network, knowledge: &Knowledge, text: &str) -> String {
    let document = document(&text.replace(" / ", "\n\n"));
    let encoding = network
        .encode(&document.text)
        .expect("a short text can be encoded");
    let mut incidents: BTreeMap<usize, Incident> = BTreeMap::new();
    let claims = crate::claims(&document, &encoding, knowledge).claims;
    for claim in claims {
        let incident = incidents.entry(claim.incident as usize).or_default();
        match claim.value {
            Some(Value::Type(kind)) => incident.kind = kind.to_string(),
            Some(Value::TimeFrame(frame)) => {
                incident.is_background = frame == TimeFrame::Background
            }
            Some(Value::Figure(figure)) => {
                let bounds = figure.bounds;
                let number = bounds.best().or(bounds.low()).unwrap_or_default();
                incident
                    .figures
                    .push(format!("{} {number} {}", figure.kind, figure.relation));
            }
            _ => {}
        }
    }
    let told: Vec<String> = incidents
        .values()
        .filter(|incident| !incident.figures.is_empty())
        .map(|incident| {
            let frame = if incident.is_background {
                "background "
            } else {
                ""
            };
            format!("{frame}{}: {}", incident.kind, incident.figures.join(", "))
        })
        .collect();
    if told.is_empty() {
        "-".to_owned()
    } else {
        told.join("; ")
    }
}

#[test]
fn each_figure_goes_to_the_incident_that_the_words_say() {
    let network = Network::bundled().expect("the weights are bundled");
    let knowledge = Knowledge::bundled().expect("the gazetteer is bundled");
    let mut wrong = Vec::new();
    for row in rows(include_str!("../../../tests/cases/reports.tsv")) {
        let read = figures(&network, &knowledge, row[0]);
        if read != row[1] {
            wrong.push(format!(
                "{}\n  expected {}\n  read     {read}",
                row[0], row[1]
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
