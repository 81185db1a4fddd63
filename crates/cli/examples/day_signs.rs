//! Days that each report names, with what speaks for each being that of the act that the report is about, for `training/day.py`.
//!
//!     cargo run --release -p dateline-cli --example day_signs -- reports.jsonl > days.jsonl
//!
//! A line is a report: its number and its days. With `DATELINE_ENCODINGS=FOLDER` the encodings are looked up and kept there.
#![allow(clippy::print_stdout)]

mod reading;

use std::error::Error;

use dateline_extract::{DaySigns, day_signs};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    reading::each_report(|document, encoding, knowledge| {
        let days = day_signs(document, encoding, knowledge);
        let days: Vec<Value> = days.iter().map(row).collect();
        println!(
            "{}",
            json!({"report": document.origin.record, "days": days})
        );
    })
}

fn row(day: &DaySigns) -> Value {
    json!({
        "earliest": day.value.earliest.map(|day| day.to_string()),
        "latest": day.value.latest.map(|day| day.to_string()),
        "chosen": day.chosen,
        "signs": day.signs,
    })
}
