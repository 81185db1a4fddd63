//! The reader of figures: what is told of a number is told in order.
#![no_main]

use dateline_core::{Span, Text};
use dateline_normalize::figures::{find, names_person, singular};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = (names_person(text), singular(text));
    let text = Text::from(text);
    for found in find(&text, Span::new(0, text.char_len())) {
        assert!(text.get(found.span).is_ok());
    }
});
