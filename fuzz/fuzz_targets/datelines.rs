//! Datelines, and the dates that are stamps.
#![no_main]

use dateline_core::{Span, Text};
use dateline_normalize::dateline;
use dateline_normalize::dates::{DateContext, find};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let text = Text::from(text);
    if let Some(found) = dateline::find(&text) {
        for part in [
            Some(found.place),
            found.region,
            found.date_words,
            found.agency,
        ] {
            assert!(part.is_none_or(|part| text.get(part).is_ok()));
        }
    }
    for found in find(
        &text,
        Span::new(0, text.char_len()),
        &DateContext::default(),
    ) {
        dateline::is_stamp(&text, found.span);
    }
});
