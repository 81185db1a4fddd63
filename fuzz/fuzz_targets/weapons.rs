//! The reader of weapons.
#![no_main]

use dateline_core::{Span, Text};
use dateline_normalize::weapons;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let text = Text::from(text);
    for found in weapons::find(&text, Span::new(0, text.char_len())) {
        assert!(text.get(found.span).is_ok());
    }
});
