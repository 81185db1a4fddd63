//! What speaks for the category of each incident of each report, and for its being history, for `training/category.py` and
//! `training/history.py`.
//!
//!     cargo run -p dateline-cli --example category_signs -- reports.jsonl > signs.jsonl
//!
//! A line: numbers of the report and the incident, that of its operation, its type, the spans of its claims, and its signs in the
//! report and in its own sentences, and what speaks for its being history. With `DATELINE_ENCODINGS=FOLDER` the encodings are looked
//! up and kept there.
#![allow(clippy::print_stdout)]

mod reading;

use std::error::Error;

use dateline_core::{DocumentClaims, Slot, value::Value};
use dateline_extract::{category_signs, history_signs};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    reading::each_report(|document, encoding, knowledge| {
        let claims = dateline_extract::claims(document, encoding, knowledge);
        let history = history_signs(document, encoding, knowledge);
        for signs in category_signs(document, encoding, knowledge, &claims) {
            let incident = signs.incident;
            let (told, part_of) = kind_of(&claims, incident);
            let own = claims
                .claims
                .iter()
                .filter(|claim| claim.incident == incident);
            let spans = own.flat_map(|claim| &claim.evidence.spans);
            let spans: Vec<_> = spans.map(|span| [span.start, span.end]).collect();
            println!(
                "{}",
                json!({"report": document.origin.record, "incident": incident, "part_of": part_of, "type": told, "spans": spans, "signs": signs.report, "short": signs.sentences,
                    "history": history[incident as usize].signs})
            );
        }
    })
}

/// The type of an incident, and the operation that it is a part of.
fn kind_of(claims: &DocumentClaims, incident: u32) -> (Option<String>, Option<u32>) {
    let own = || {
        claims
            .claims
            .iter()
            .filter(move |claim| claim.incident == incident)
    };
    let told = own().find(|claim| claim.slot == Slot::Type);
    let told = told.and_then(|claim| match claim.value {
        Some(Value::Type(told)) => Some(told.to_string()),
        _ => None,
    });
    let part_of = own().find_map(|claim| match claim.value {
        Some(Value::PartOf(parent)) => Some(parent),
        _ => None,
    });
    (told, part_of)
}
