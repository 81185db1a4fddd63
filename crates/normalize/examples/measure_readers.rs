//! Measures how many sentences each reader of values takes in a second, on one core.
//!
//! ```text
//! cargo run --release -p dateline-normalize --example measure_readers -- REPORTS.jsonl
//! ```
//!
//! Each line of `REPORTS.jsonl` has a string `text`. A sentence ends, for this purpose, at a full stop before white space or at the end of a
//! line. Places are measured by `measure_places`.
#![allow(clippy::print_stdout)]

use std::time::Instant;

use dateline_core::{Span, Text};
use dateline_normalize::{dates, figures, nationalities, organisations, weapons};

type Failure = Box<dyn std::error::Error>;

/// How often all reports are read: the first time warms the tables.
const TIMES: usize = 4;

fn main() -> Result<(), Failure> {
    let path = std::env::args().nth(1).ok_or("give a file of reports")?;
    let mut reports: Vec<(Text, Vec<Span>)> = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let text = record["text"].as_str().unwrap_or_default();
        reports.push((Text::from(text), sentences(text)));
    }
    let count: usize = reports.iter().map(|(_, sentences)| sentences.len()).sum();
    println!("{} reports, {count} sentences", reports.len());
    let context = dates::DateContext {
        published: Some("2015-06-15".parse()?),
        reference: None,
        tense: dates::Tense::Past,
    };
    time("dates", &reports, |text, span| {
        dates::find(text, span, &context).len()
    });
    time("figures", &reports, |text, span| {
        figures::find(text, span).len()
    });
    time("weapons", &reports, |text, span| {
        weapons::find(text, span).len()
    });
    time("nationalities", &reports, |text, span| {
        nationalities::find(text, span).len()
    });
    time("organisations", &reports, |text, span| {
        organisations::find(text, span).len()
    });
    Ok(())
}

/// The spans of sentences, in characters.
fn sentences(text: &str) -> Vec<Span> {
    let letters: Vec<char> = text.chars().collect();
    let mut spans = Vec::new();
    let mut start = 0;
    for at in 0..letters.len() {
        let next = letters.get(at + 1);
        let ends = letters[at] == '\n'
            || letters[at] == '.' && next.is_none_or(|next| next.is_whitespace());
        if ends || next.is_none() {
            if letters[start..=at].iter().any(|c| c.is_alphanumeric()) {
                spans.push(Span::new(start as u32, at as u32 + 1));
            }
            start = at + 1;
        }
    }
    spans
}

fn time(name: &str, reports: &[(Text, Vec<Span>)], read: impl Fn(&Text, Span) -> usize) {
    let mut found = 0;
    let mut best = f64::INFINITY;
    for _ in 0..TIMES {
        let started = Instant::now();
        found = 0;
        for (text, sentences) in reports {
            found += sentences
                .iter()
                .map(|&span| read(text, span))
                .sum::<usize>();
        }
        best = best.min(started.elapsed().as_secs_f64());
    }
    let count: usize = reports.iter().map(|(_, sentences)| sentences.len()).sum();
    println!(
        "{name}: {:.0} sentences/s, {found} found",
        count as f64 / best
    );
}
