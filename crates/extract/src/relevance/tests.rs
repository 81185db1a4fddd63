//! The cases of `tests/cases/incidents.tsv`: which incidents the words of a report tell where the encoder found none.

use dateline_core::Encoding;
use dateline_core::value::Value;

use crate::cases::{Reader, check, document};

/// The types of the incidents that the words of a report tell.
fn incidents(reader: &Reader, text: &str) -> Vec<String> {
    let document = document(text);
    let encoding = Encoding {
        incidents: Vec::new(),
        ..reader.encode(&document)
    };
    let read = crate::claims(&document, &encoding, &reader.knowledge);
    let types = read.claims.iter().filter_map(|claim| match claim.value {
        Some(Value::Type(kind)) => Some(kind.to_string()),
        _ => None,
    });
    types.collect()
}

#[test]
fn each_report_tells_the_incidents_that_its_words_say() {
    let reader = Reader::bundled();
    let file = include_str!("../../tests/cases/incidents.tsv");
    check(file, ", ", |text| incidents(&reader, text));
}
