//! Captions and credits of photographs at the head of a plain text.

use std::sync::LazyLock;

use regex::{RegexSet, RegexSetBuilder};

use crate::paragraph::Paragraph;

/// Paragraphs from the top in which captions are looked for.
const HEAD: usize = 6;

/// Characters beyond which a paragraph is no caption.
const LONGEST: usize = 300;

static CREDITS: LazyLock<RegexSet> = LazyLock::new(|| {
    let lines = include_str!("../data/photo_credits.txt").lines();
    let patterns = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    RegexSetBuilder::new(patterns)
        .case_insensitive(true)
        .build()
        .expect("data/photo_credits.txt holds valid expressions")
});

/// Takes away the captions at the head: lines with a credit, and the line beside one in the same block that
/// says again what the credited line says. A text that would be empty without them stays as it is.
pub(crate) fn drop_captions(paragraphs: &mut Vec<Paragraph>) {
    let head = &paragraphs[..paragraphs.len().min(HEAD)];
    let credits: Vec<bool> = head
        .iter()
        .map(|paragraph| is_credit(&paragraph.text))
        .collect();
    let caption = |at: usize| {
        let beside = [at.wrapping_sub(1), at + 1];
        let mut credited = beside
            .iter()
            .filter(|&&near| credits.get(near) == Some(&true));
        credits[at] || credited.any(|&near| repeats(&head[at], &head[near]))
    };
    let captions: Vec<bool> = (0..head.len()).map(caption).collect();
    if captions.iter().filter(|&&caption| caption).count() == paragraphs.len() {
        return;
    }
    let mut captions = captions.into_iter();
    paragraphs.retain(|_| !captions.next().unwrap_or(false));
}

fn is_credit(text: &str) -> bool {
    text.chars().count() <= LONGEST && CREDITS.is_match(text)
}

fn repeats(line: &Paragraph, credit: &Paragraph) -> bool {
    line.block == credit.block
        && credit
            .text
            .to_lowercase()
            .contains(&line.text.to_lowercase())
}
