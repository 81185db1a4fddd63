//! Cutting a text into sentences.

mod border;
mod vocabulary;

use dateline_core::{Span, Text};

use border::Paragraph;

/// No honest sentence is longer; what is gets cut, so that one page without a full stop costs no more than another.
const LONGEST: usize = 5_000;

/// The sentences of `text`, in order, without the white space around them. A blank line always ends a sentence.
pub fn sentences(text: &Text) -> Vec<Span> {
    let mut found = Vec::new();
    let mut paragraph = Vec::new();
    let mut start = 0;
    let mut line_is_blank = true;
    for (at, character) in text.as_str().chars().enumerate() {
        let ends_line = matches!(character, '\n' | '\u{2028}' | '\u{2029}');
        if (ends_line && line_is_blank) || character == '\u{2029}' {
            cut_paragraph(&paragraph, start, &mut found);
            paragraph.clear();
            start = at + 1;
        } else {
            paragraph.push(character);
        }
        line_is_blank = ends_line || (line_is_blank && character.is_whitespace());
    }
    cut_paragraph(&paragraph, start, &mut found);
    found
}

/// Adds the sentences of the paragraph that begins at character `offset` of the text.
fn cut_paragraph(characters: &[char], offset: usize, found: &mut Vec<Span>) {
    let paragraph = Paragraph::new(characters);
    let mut start = 0;
    while start < characters.len() {
        let end = paragraph.sentence_end(start);
        push(characters, start, end, offset, found);
        start = end;
    }
}

/// Adds `start..end` without outer white space, in pieces of at most [`LONGEST`].
fn push(
    characters: &[char],
    mut start: usize,
    mut end: usize,
    offset: usize,
    found: &mut Vec<Span>,
) {
    while start < end && characters[end - 1].is_whitespace() {
        end -= 1;
    }
    while start < end {
        if characters[start].is_whitespace() {
            start += 1;
            continue;
        }
        let cut = if end - start <= LONGEST {
            end
        } else {
            last_space(characters, start, start + LONGEST)
        };
        found.push(Span::new((offset + start) as u32, (offset + cut) as u32));
        start = cut;
    }
}

/// The last white space of `start..limit`, or `limit`.
fn last_space(characters: &[char], start: usize, limit: usize) -> usize {
    (start + 1..limit)
        .rev()
        .find(|&at| characters[at].is_whitespace())
        .unwrap_or(limit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sentences_are_ordered_and_lose_nothing_but_white_space(
            string in "([A-Za-z]{1,4}|[.!?…]|[\"'“”()]|\\PC| |\n|\n\n|\r\n){0,60}",
        ) {
            let text = Text::from(string);
            let mut covered = 0;
            for span in sentences(&text) {
                prop_assert!(!span.is_empty() && span.start >= covered);
                let gap = text.slice(Span::new(covered, span.start));
                prop_assert!(gap.chars().all(char::is_whitespace), "lost {gap:?}");
                prop_assert_eq!(text.slice(span).trim(), text.slice(span));
                covered = span.end;
            }
            let rest = text.slice(Span::new(covered, text.char_len()));
            prop_assert!(rest.chars().all(char::is_whitespace), "lost {rest:?}");
        }
    }

    #[test]
    fn strange_texts_take_no_longer_than_others() {
        let pieces = [
            ".[1]", " ", "e.g. ", "(", ". (", "\n-", "!", "U.S. ", ". \n", "a.",
        ];
        let begun = std::time::Instant::now();
        for piece in pieces {
            let run = piece.repeat(200_000);
            for text in [
                format!("x{run}"),
                format!("{run}{}", "e.g. b ".repeat(50_000)),
            ] {
                sentences(&Text::from(text));
            }
        }
        // A step that looks back or ahead over the whole run would take minutes.
        assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    }

    #[test]
    fn a_text_without_full_stops_is_cut_at_white_space() {
        let text = Text::from("word ".repeat(3_000));
        let spans = sentences(&text);
        assert_eq!(spans.len(), 3);
        assert!(spans.iter().all(|&span| span.len() as usize <= LONGEST));
        assert!(spans.iter().all(|&span| text.slice(span).ends_with("word")));
    }
}
