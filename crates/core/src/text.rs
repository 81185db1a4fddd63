//! Text and the one span type over it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open range `[start, end)` of Unicode scalar values of a document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

impl Span {
    /// A span from `start` up to, not including, `end`; the two are swapped if reversed.
    pub fn new(start: u32, end: u32) -> Self {
        Self {
            start: start.min(end),
            end: start.max(end),
        }
    }

    /// Number of characters.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds no character.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether every character of `other` lies in this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a character.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The span moved right by `by` characters: from a part of a text to the whole.
    pub fn shifted(self, by: u32) -> Span {
        Span {
            start: self.start + by,
            end: self.end + by,
        }
    }
}

/// A span that points outside its text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("span {start}..{end} lies outside the text, which has {length} characters")]
pub struct SpanError {
    /// First character asked for.
    pub start: u32,
    /// End asked for.
    pub end: u32,
    /// Characters that the text has.
    pub length: u32,
}

/// A text that can be sliced by [`Span`] in constant time.
///
/// Regular expressions and tokenizers speak of bytes, users and other languages of characters:
/// this is the one place where the two are converted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Text {
    string: String,
    /// Byte offset of each character, and of the end; absent while the text is ASCII.
    starts: Option<Vec<u32>>,
}

impl From<String> for Text {
    fn from(string: String) -> Self {
        let starts = (!string.is_ascii()).then(|| {
            let ends = std::iter::once(string.len());
            string
                .char_indices()
                .map(|(at, _)| at)
                .chain(ends)
                .map(|at| at as u32)
                .collect()
        });
        Self { string, starts }
    }
}

impl From<&str> for Text {
    fn from(string: &str) -> Self {
        Self::from(string.to_owned())
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.string
    }
}

impl Text {
    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Number of characters.
    pub fn char_len(&self) -> u32 {
        self.starts
            .as_ref()
            .map_or(self.string.len(), |starts| starts.len() - 1) as u32
    }

    /// The span of the whole text.
    pub fn span(&self) -> Span {
        Span {
            start: 0,
            end: self.char_len(),
        }
    }

    /// The words that `span` points at.
    ///
    /// # Panics
    /// If the span lies outside the text; see [`Text::get`] for spans from elsewhere.
    pub fn slice(&self, span: Span) -> &str {
        &self.string[self.bytes_of(span)]
    }

    /// The words that `span` points at, or an error if it lies outside the text.
    pub fn get(&self, span: Span) -> Result<&str, SpanError> {
        if span.start <= span.end && span.end <= self.char_len() {
            Ok(self.slice(span))
        } else {
            Err(SpanError {
                start: span.start,
                end: span.end,
                length: self.char_len(),
            })
        }
    }

    /// Byte range of a character span.
    pub fn bytes_of(&self, span: Span) -> Range<usize> {
        match &self.starts {
            None => span.start as usize..span.end as usize,
            Some(starts) => {
                starts[span.start as usize] as usize..starts[span.end as usize] as usize
            }
        }
    }

    /// Character span of a byte range; a bound inside a character is moved to the character's end.
    pub fn span_of_bytes(&self, bytes: Range<usize>) -> Span {
        Span::new(self.char_at(bytes.start), self.char_at(bytes.end))
    }

    fn char_at(&self, byte: usize) -> u32 {
        match &self.starts {
            None => byte as u32,
            Some(starts) => starts.partition_point(|&start| (start as usize) < byte) as u32,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spans_count_characters_not_bytes() {
        let text = Text::from("Qaïm – zwölf");
        let span = text.span_of_bytes(text.as_str().find("zwölf").unwrap()..text.as_str().len());
        assert_eq!(span, Span::new(7, 12));
        assert_eq!(text.slice(span), "zwölf");
    }

    #[test]
    fn a_span_outside_the_text_is_an_error() {
        assert!(Text::from("abc").get(Span::new(2, 4)).is_err());
    }

    proptest! {
        #[test]
        fn bytes_and_characters_agree(string in "\\PC{0,40}", a in 0u32..41, b in 0u32..41) {
            let text = Text::from(string.clone());
            let span = Span::new(a.min(text.char_len()), b.min(text.char_len()));
            let wanted: String =
                string.chars().skip(span.start as usize).take(span.len() as usize).collect();
            prop_assert_eq!(text.slice(span), wanted);
            prop_assert_eq!(text.span_of_bytes(text.bytes_of(span)), span);
        }
    }
}
