//! Whatever the bytes, the reader answers.

use dateline_core::Document;
use dateline_ingest::{ReadOptions, read_bytes};
use proptest::prelude::*;

const NAMES: [&str; 7] = [
    "-",
    "a.txt",
    "a.html",
    "a.jsonl",
    "a.json",
    "a.csv",
    "20130723.tsv",
];

/// Pieces that lead the readers into their corners.
const PIECES: [&str; 26] = [
    "<p>",
    "</p>",
    "<a href='/'>",
    "<html>",
    "<article>",
    "<!--",
    "<script type=\"application/ld+json\">",
    "{\"text\":",
    "\"",
    "}",
    "[",
    ",",
    ";",
    "\t",
    "\n",
    "\n\n",
    "\r",
    "Photo: AP",
    "Published: 31/02/2013",
    "3 May 0000",
    "é",
    "\u{feff}",
    "\u{200b}",
    "text,title\n",
    " The gunmen said that they were in the town. ",
    "٣",
];

fn check(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    for item in read_bytes(name, bytes, &ReadOptions::default()) {
        match item {
            Ok(document) => check_document(&document)?,
            Err(rejected) => prop_assert!(!rejected.to_string().contains('\n')),
        }
    }
    Ok(())
}

fn check_document(document: &Document) -> Result<(), TestCaseError> {
    let text = document.text.as_str();
    prop_assert!(!text.trim().is_empty());
    prop_assert!(!text.contains("\n\n\n") && !text.contains('\r'));
    if let Some(title) = document.title {
        let words = document.text.get(title);
        let opens = words.is_ok_and(|words| text.starts_with(&format!("{words}\n\n")));
        prop_assert!(opens, "the title opens the text: {text:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(name in 0..NAMES.len(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(NAMES[name], &bytes)?;
    }

    #[test]
    fn any_mixture(name in 0..NAMES.len(), pieces in prop::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = pieces.iter().map(|&piece| PIECES[piece]).collect();
        check(NAMES[name], text.as_bytes())?;
    }
}
