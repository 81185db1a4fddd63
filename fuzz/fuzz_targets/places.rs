//! Places: those that a text names, resolved together, and any span at all as a mention.
#![no_main]

use std::sync::LazyLock;

use dateline_core::{Span, Text};
use dateline_normalize::places::{Gazetteer, PlaceContext, find, resolve};
use libfuzzer_sys::fuzz_target;

static GAZETTEER: LazyLock<Gazetteer> =
    LazyLock::new(|| Gazetteer::bundled().expect("the gazetteer is bundled"));

fuzz_target!(|bytes: &[u8]| {
    let Some((&[start, length], rest)) = bytes.split_first_chunk() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(rest) else {
        return;
    };
    let text = Text::from(text);
    let mut mentions = find(&GAZETTEER, &text, Span::new(0, text.char_len()));
    let start = u32::from(start);
    mentions.push(Span::new(start, start + u32::from(length)));
    let context = PlaceContext {
        dateline: mentions.first().copied(),
        ..PlaceContext::default()
    };
    let values = resolve(&GAZETTEER, &text, &mentions, &context);
    assert_eq!(values.len(), mentions.len());
});
