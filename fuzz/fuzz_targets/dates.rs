//! The reader of dates: the first bytes choose the published day, the day spoken of and the tense, the rest is the text.
#![no_main]

use dateline_core::{Span, Text};
use dateline_normalize::dates::{DateContext, Tense, find};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use libfuzzer_sys::fuzz_target;

/// A day within 180 years of 2013, or none.
fn day(low: u8, high: u8) -> Option<Date> {
    let steps = i64::from(u16::from_le_bytes([low, high]));
    date(2013, 7, 23)
        .checked_add((steps - 32_768).days())
        .ok()
        .filter(|_| low != 0)
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&[a, b, c, d, tense], rest)) = bytes.split_first_chunk() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(rest) else {
        return;
    };
    let text = Text::from(text);
    let context = DateContext {
        published: day(a, b),
        reference: day(c, d),
        tense: [Tense::Past, Tense::Future, Tense::Unknown][usize::from(tense) % 3],
    };
    let mut end = 0;
    for found in find(&text, Span::new(0, text.char_len()), &context) {
        assert!(found.span.start >= end && !text.slice(found.span).is_empty());
        end = found.span.end;
        if let (Some(first), Some(last)) = (found.value.earliest, found.value.latest) {
            assert!(first <= last, "{:?}", found.value);
        }
    }
});
