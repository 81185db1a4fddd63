//! What speaks for the category of each incident of each report, for `training/category.py`.
//!
//!     cargo run -p dateline-cli --example category_signs -- reports.jsonl > signs.jsonl
//!
//! A line: numbers of the report and the incident, that of its operation, its type, the spans of its claims, and its signs in the
//! report and in its own sentences. With
//! `DATELINE_ENCODINGS=FOLDER` the encodings are looked up and kept there.
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::path::{Path, PathBuf};

use dateline_core::{DocumentClaims, Slot, value::Value};
use dateline_encode::{Encode, Network, Remember};
use dateline_extract::{Knowledge, category_signs};
use dateline_ingest::{ReadOptions, read_path};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give a file of reports")?;
    let network = Network::bundled()?;
    let knowledge = Knowledge::bundled()?;
    let kept = std::env::var_os("DATELINE_ENCODINGS").map(PathBuf::from);
    for document in read_path(Path::new(&path), &ReadOptions::default()).flatten() {
        let encoding = match &kept {
            Some(folder) => Remember::new(&network, folder).encode(&document.text)?,
            None => network.encode(&document.text)?,
        };
        let claims = dateline_extract::claims(&document, &encoding, &knowledge);
        for signs in category_signs(&document, &encoding, &knowledge, &claims) {
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
                json!({"report": document.origin.record, "incident": incident, "part_of": part_of, "type": told, "spans": spans, "signs": signs.report, "short": signs.sentences})
            );
        }
    }
    Ok(())
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
