//! What kind of people, and what kind of things, words name.
#![no_main]

use dateline_normalize::{people, targets};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|words: &str| {
    let _ = (
        people::kind(words),
        people::describe(words),
        targets::kind(words),
        targets::broad_kind(words),
    );
});
