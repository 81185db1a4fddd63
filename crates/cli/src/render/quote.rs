//! Quoted evidence, as a line for reading.

use std::io::{self, Write};

use anstyle::Style;

use crate::wire::{Evidence, QuotePart};

const DIM: Style = Style::new().dimmed();
/// Longest quotation, in characters, that is shown whole in a listing.
const QUOTE_WIDTH: usize = 220;
/// The same, of a sentence that was already shown.
const WORDS_WIDTH: usize = 60;
const LINE_WIDTH: usize = 108;

/// The line number and the sentence, cut around the words that carry the value if it is long.
pub(super) fn sentence(out: &mut impl Write, evidence: &Evidence, indent: usize) -> io::Result<()> {
    let quote = clipped(&evidence.parts, QUOTE_WIDTH);
    wrapped(out, &format!("{}: \"{quote}\"", position(evidence)), indent)
}

/// The line number and the words that carry the value, with little around them.
pub(super) fn words(out: &mut impl Write, evidence: &Evidence, indent: usize) -> io::Result<()> {
    let quote = clipped(&evidence.parts, WORDS_WIDTH);
    wrapped(out, &format!("{}: \"{quote}\"", position(evidence)), indent)
}

/// The line number and the whole sentence.
pub(super) fn whole(out: &mut impl Write, evidence: &Evidence, indent: usize) -> io::Result<()> {
    let quote = clipped(&evidence.parts, usize::MAX);
    wrapped(out, &format!("{}: \"{quote}\"", position(evidence)), indent)
}

/// Where the words stand, for finding them by hand.
fn position(evidence: &Evidence) -> String {
    match evidence.page {
        Some(page) => format!("page {page}, line {}", evidence.line),
        None => format!("line {}", evidence.line),
    }
}

/// The context in one line, the words that carry the value between ‹ and ›; a long one is cut around them.
fn clipped(parts: &[QuotePart], width: usize) -> String {
    let total: usize = parts
        .iter()
        .map(|part| part.text.as_str().chars().count())
        .sum();
    let carried: usize = parts
        .iter()
        .filter(|part| part.carries)
        .map(|part| part.text.as_str().chars().count())
        .sum();
    let room = width.saturating_sub(carried) / 2;
    let last = parts.len().saturating_sub(1);
    let mut line = String::new();
    for (at, part) in parts.iter().enumerate() {
        let text = part.text.to_string();
        let text = text.as_str();
        if part.carries {
            line.push_str(&format!("‹{text}›"));
        } else if total <= width || text.chars().count() <= room {
            line.push_str(text);
        } else if at == 0 {
            line.push_str(&format!("…{}", tail(text, room)));
        } else if at == last {
            line.push_str(&format!("{}…", head(text, room)));
        } else {
            line.push_str(&format!(
                "{} … {}",
                head(text, room / 2),
                tail(text, room / 2)
            ));
        }
    }
    line.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("››", "›")
}

/// The first words of `text`, at most `length` characters.
fn head(text: &str, length: usize) -> &str {
    let end = text
        .char_indices()
        .nth(length)
        .map_or(text.len(), |(at, _)| at);
    text[..end]
        .rfind(char::is_whitespace)
        .map_or("", |cut| &text[..cut])
}

/// The last words of `text`, at most `length` characters.
fn tail(text: &str, length: usize) -> &str {
    let skip = text.chars().count().saturating_sub(length);
    let start = text
        .char_indices()
        .nth(skip)
        .map_or(text.len(), |(at, _)| at);
    text[start..]
        .find(char::is_whitespace)
        .map_or("", |cut| &text[start + cut..])
}

/// A paragraph, wrapped and indented, dimmed.
fn wrapped(out: &mut impl Write, words: &str, indent: usize) -> io::Result<()> {
    for line in textwrap::wrap(words, LINE_WIDTH - indent) {
        writeln!(out, "{:indent$}{DIM}{line}{DIM:#}", "")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_tails_end_at_words() {
        assert_eq!(head("one two three", 9), "one two");
        assert_eq!(tail("one two three", 8), " three");
        assert_eq!(head("zwölf", 3), "");
    }
}
