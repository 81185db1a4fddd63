//! Bytes of any format: the first byte chooses the ending of the name, the rest is the file.
#![no_main]

use dateline_ingest::{ReadOptions, read_bytes};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 16] = [
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
    "a.mbox",
    "a.rss",
    "a.warc",
    "a.wacz",
    "a.zip",
    "a.gz",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((&name, rest)) = bytes.split_first() else {
        return;
    };
    for item in read_bytes(
        NAMES[usize::from(name) % NAMES.len()],
        rest,
        &ReadOptions::default(),
    ) {
        match item {
            Ok(document) => {
                let text = document.text.as_str();
                assert!(!text.trim().is_empty() && !text.contains('\r'));
                assert!(
                    document
                        .title
                        .is_none_or(|title| document.text.get(title).is_ok())
                );
            }
            Err(rejected) => assert!(!rejected.to_string().contains('\n')),
        }
    }
});
