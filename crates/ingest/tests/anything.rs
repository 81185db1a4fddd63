//! Whatever the bytes, the reader answers.

use std::path::Path;
use std::sync::LazyLock;

use dateline_core::Document;
use dateline_ingest::{ReadOptions, read_bytes, read_feed};
use proptest::prelude::*;

/// Endings of files with an inner order that damage may break.
const ORDERED: [&str; 10] = [
    "pdf", "docx", "zip", "gz", "eml", "xml", "rss", "warc", "wacz", "xlsx",
];

const NAMES: [&str; 13] = [
    "-",
    "a.txt",
    "a.html",
    "a.jsonl",
    "a.json",
    "a.csv",
    "20130723.tsv",
    "a.pdf",
    "a.docx",
    "a.eml",
    "a.rss",
    "a.warc",
    "a.gz",
];

/// Pieces that lead the readers into their corners.
const PIECES: [&str; 42] = [
    "PK\u{3}\u{4}",
    "PK\u{5}\u{6}",
    "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n",
    "Content-Length: 60\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
    "1f\r\n",
    "Message-ID: <1@list.example>\nSubject: Re: =?utf-8?q?=C3?=\nDate: 32 Foo\n",
    "Content-Type: multipart/mixed; boundary=b\n\n",
    "\n--b\nContent-Type: message/rfc822\n\n",
    "<rss><channel><item>",
    "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>",
    "<content type=\"xhtml\"><![CDATA[",
    "%PDF-1.4\n",
    "1 0 obj<</Type/Page/Contents 2 0 R>>endobj\n",
    "2 0 obj<</Length 40>>stream\nBT /F 9 Tf (They fled.) Tj ET\nendstream endobj\n",
    "trailer<</Root 1 0 R>>",
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
    let entries = read_feed("https://wire.example/rss", bytes);
    for entry in entries.into_iter().flatten() {
        if let Ok(document) = entry.document(&ReadOptions::default()) {
            check_document(&document)?;
        }
    }
    Ok(())
}

fn check_document(document: &Document) -> Result<(), TestCaseError> {
    let text = document.text.as_str();
    prop_assert!(!text.trim().is_empty());
    prop_assert!(!text.contains("\n\n\n") && !text.contains('\r'));
    prop_assert!(document.pages.is_sorted());
    prop_assert!(
        document
            .pages
            .iter()
            .all(|&at| at <= document.text.char_len())
    );
    if let Some(title) = document.title {
        let words = document.text.get(title);
        let opens = words.is_ok_and(|words| text.starts_with(&format!("{words}\n\n")));
        prop_assert!(opens, "the title opens the text: {text:?}");
    }
    Ok(())
}

/// Every case whose input is of a format with an inner order.
fn ordered_cases() -> Vec<(String, Vec<u8>)> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let inputs = walkdir::WalkDir::new(cases).sort_by_file_name().into_iter();
    let files = inputs.filter_map(Result::ok).filter(|entry| {
        let ending = entry.path().extension().unwrap_or_default();
        ORDERED.iter().any(|known| ending == *known)
    });
    let named = |entry: walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        (name, std::fs::read(entry.path()).unwrap_or_default())
    };
    files.map(named).collect()
}

static CASES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(ordered_cases);

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(name in 0..NAMES.len(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(NAMES[name], &bytes)?;
    }

    /// A file that was damaged or cut on its way.
    #[test]
    fn any_damage(
        case in 0..CASES.len(),
        cut in prop::option::weighted(0.3, any::<prop::sample::Index>()),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
    ) {
        let (name, bytes) = &CASES[case];
        let mut bytes = bytes.clone();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        check(name, &bytes)?;
    }

    #[test]
    fn any_mixture(name in 0..NAMES.len(), pieces in prop::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = pieces.iter().map(|&piece| PIECES[piece]).collect();
        check(NAMES[name], text.as_bytes())?;
    }
}
