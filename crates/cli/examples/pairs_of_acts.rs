//! Pairs of incidents of each report that may be one act, with what speaks for it, for `training/same_act.py`.
//!
//!     cargo run --release -p dateline-cli --example pairs_of_acts -- reports.jsonl > pairs.jsonl
//!
//! A line is a report: its number, of each incident the type and the spans of the words that tell of it, and the pairs with their
//! signs. With `DATELINE_ENCODINGS=FOLDER` the encodings are looked up and kept there.
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::path::{Path, PathBuf};

use dateline_encode::{Encode, Network, Remember};
use dateline_extract::{Knowledge, pairs_of_acts};
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
        let found = pairs_of_acts(&document, &encoding, &knowledge);
        println!(
            "{}",
            json!({"report": document.origin.record, "incidents": found.incidents, "pairs": found.pairs})
        );
    }
    Ok(())
}
