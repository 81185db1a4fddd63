//! What speaks for the MUC-4 confidence of each organisation of each report, for `training/muc4_confidence.py`.
//!
//!     cargo run -p dateline-cli --example confidence_signs -- reports.jsonl > signs.jsonl
//!
//! A line is a report: its number and its organisations (type of the template, names, confidence by the claims alone, signs). With
//! `DATELINE_ENCODINGS=FOLDER` the encodings are looked up and kept there.
#![allow(clippy::print_stdout)]

mod reading;

use std::error::Error;

use dateline_cli::present::records;
use dateline_core::Policy;
use dateline_export::muc4::confidence_signs;
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    reading::each_report(|document, encoding, knowledge| {
        let claims = dateline_extract::claims(document, encoding, knowledge);
        let records = records(document, &claims);
        let incidents = dateline_resolve::incidents(&records, &[], Policy::Dateline);
        let found = confidence_signs(document, &claims.persons, &incidents, &records);
        let organisations: Vec<_> = found
            .iter()
            .map(|one| json!({"type": one.incident_type, "names": one.names, "told": one.told, "signs": one.signs}))
            .collect();
        println!(
            "{}",
            json!({"report": document.origin.record, "organisations": organisations})
        );
    })
}
