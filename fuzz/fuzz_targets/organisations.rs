//! Organisations and nationalities that a text names.
#![no_main]

use dateline_core::{Span, Text};
use dateline_normalize::{nationalities, organisations};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let text = Text::from(text);
    let all = Span::new(0, text.char_len());
    for found in organisations::find(&text, all) {
        assert!(text.get(found.span).is_ok());
    }
    for (span, _) in nationalities::find(&text, all) {
        assert!(text.get(span).is_ok());
    }
});
