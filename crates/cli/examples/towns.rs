//! The towns that each report names, with what speaks for each being the one that it is about, for `training/towns.py`.
//!
//!     cargo run -p dateline-cli --example towns -- reports.jsonl > towns.tsv
//!
//! A row: number of the report, name and first-level division of the town, then a column a sign. With `DATELINE_ENCODINGS=FOLDER`
//! the encodings are looked up and kept there.

#![allow(clippy::print_stdout)]

mod reading;

use std::error::Error;

use dateline_extract::{town_signs, towns};

fn main() -> Result<(), Box<dyn Error>> {
    println!("report\tname\tdivision\t{}", town_signs().join("\t"));
    reading::each_report(|document, encoding, knowledge| {
        let report = document.origin.record.unwrap_or_default();
        for town in towns(document, encoding, knowledge) {
            let signs: Vec<String> = town.signs.iter().map(|sign| format!("{sign:.4}")).collect();
            let division = town.division.unwrap_or_default();
            println!("{report}\t{}\t{division}\t{}", town.name, signs.join("\t"));
        }
    })
}
