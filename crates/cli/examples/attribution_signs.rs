//! What speaks for each attribution of each article, and for the borders of what is said, for `training/attribution.py`.
//!
//!     cargo run --release -p dateline-cli --example attribution_signs -- articles.jsonl > signs.jsonl
//!
//! A line is an article: its number, its text as the program reads it, and of each attribution the spans of cue, speaker and
//! content, its signs, and for each piece of the content the places where it may start and end, with the signs of each.
//! With `DATELINE_ENCODINGS=FOLDER` the encodings are looked up and kept there.
#![allow(clippy::print_stdout)]

mod reading;

use std::error::Error;

use dateline_extract::attribution_signs;
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    reading::each_report(|document, encoding, knowledge| {
        let found = attribution_signs(document, encoding, knowledge);
        let found: Vec<_> = found
            .iter()
            .map(|one| {
                json!({"cue": one.cue, "mention": one.mention, "content": one.content, "signs": one.signs,
                    "starts": one.starts, "ends": one.ends})
            })
            .collect();
        println!(
            "{}",
            json!({"article": document.origin.record, "text": document.text.as_str(), "found": found})
        );
    })
}
