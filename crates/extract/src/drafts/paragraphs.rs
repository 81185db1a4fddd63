//! Which sentences stand in one paragraph.

use std::ops::Range;

use dateline_core::{Document, Span};

/// Paragraph number of each sentence: a blank line starts a new one.
pub(crate) fn paragraphs(document: &Document, sentences: &[Range<u32>]) -> Vec<usize> {
    let mut number = 0;
    let mut numbers = Vec::with_capacity(sentences.len());
    for (at, sentence) in sentences.iter().enumerate() {
        if at > 0 {
            let gap = Span::new(sentences[at - 1].end, sentence.start);
            let parted = document
                .text
                .get(gap)
                .is_ok_and(|between| between.matches('\n').count() >= 2);
            number += usize::from(parted);
        }
        numbers.push(number);
    }
    numbers
}
