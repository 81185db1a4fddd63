//! Pairs of incidents of each report that may be one act, with what speaks for it, for `training/same_act.py`.
//!
//!     cargo run --release -p dateline-cli --example pairs_of_acts -- reports.jsonl > pairs.jsonl
//!
//! A line is a report: its number, of each incident the type and the spans of the words that tell of it, and the pairs with their
//! signs. With `DATELINE_ENCODINGS=FOLDER` the encodings are looked up and kept there.
#![allow(clippy::print_stdout)]

mod reading;

use std::error::Error;

use dateline_extract::pairs_of_acts;
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    reading::each_report(|document, encoding, knowledge| {
        let found = pairs_of_acts(document, encoding, knowledge);
        println!(
            "{}",
            json!({"report": document.origin.record, "incidents": found.incidents, "pairs": found.pairs})
        );
    })
}
