//! What kind of actor words name.
#![no_main]

use dateline_normalize::{actors, speakers};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|words: &str| {
    let _ = (
        actors::kind(words),
        actors::kind_in(words, "IQ"),
        speakers::describe(words),
    );
});
