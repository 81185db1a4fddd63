//! The wire agency that a report credits.
#![no_main]

use dateline_core::Text;
use dateline_normalize::credits;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = credits::find(&Text::from(text));
});
