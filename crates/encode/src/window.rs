//! Windows of text that go through the network at once.

use std::ops::Range;

use dateline_core::{Span, Text};

use crate::error::EncodeError;
use crate::sentence::sentences;
use crate::token::{Word, WordPiece};

/// Sub-tokens of a window, those at both ends included: the network has no more positions.
pub(crate) const LONGEST_WINDOW: usize = 512;

/// A word and where its first sub-token stands in the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct WindowWord {
    pub(crate) span: Span,
    pub(crate) position: usize,
}

/// Whole sentences, as many as fit.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Window {
    /// Sub-tokens from `[CLS]` to `[SEP]`.
    pub(crate) ids: Vec<i32>,
    pub(crate) words: Vec<WindowWord>,
    /// Each sentence's span and its words.
    pub(crate) sentences: Vec<(Span, Range<usize>)>,
    /// The words of each paragraph, as far as it lies in the window.
    pub(crate) paragraphs: Vec<Range<usize>>,
}

/// The windows of `text`, one after the other, so that a long text needs no more memory than a short one.
///
/// A sentence that does not fit into a window is cut where it must be, and its pieces count as sentences.
pub(crate) fn windows<'a>(
    text: &'a Text,
    word_piece: &'a WordPiece,
) -> impl Iterator<Item = Result<Window, EncodeError>> + 'a {
    let mut last_end = 0;
    let pieces = sentences(text).into_iter().flat_map(move |sentence| {
        let gap = text.slice(Span::new(last_end, sentence.start));
        let opens_paragraph = gap.matches('\n').count() > 1;
        last_end = sentence.end;
        pieces(word_piece.words(text, sentence), sentence, opens_paragraph)
    });
    pack(pieces, word_piece.cls, word_piece.sep)
}

/// A sentence, or a part of one.
struct Piece {
    span: Span,
    words: Vec<Word>,
    opens_paragraph: bool,
}

/// One sentence, or the pieces of one that is too long.
fn pieces(
    words: Result<Vec<Word>, EncodeError>,
    sentence: Span,
    opens_paragraph: bool,
) -> Vec<Result<Piece, EncodeError>> {
    let words = match words {
        Ok(words) => words,
        Err(error) => return vec![Err(error)],
    };
    let mut pieces: Vec<Vec<Word>> = Vec::new();
    let mut length = LONGEST_WINDOW;
    for word in words {
        if length + word.ids.len() > LONGEST_WINDOW - 2 {
            pieces.push(Vec::new());
            length = 0;
        }
        length += word.ids.len();
        if let Some(piece) = pieces.last_mut() {
            piece.push(word);
        }
    }
    let whole = pieces.len() == 1;
    let span = |words: &[Word]| match words {
        [first, .., last] if !whole => first.span.cover(last.span),
        [only] if !whole => only.span,
        _ => sentence,
    };
    let piece = |(at, words): (usize, Vec<Word>)| Piece {
        span: span(&words),
        words,
        opens_paragraph: opens_paragraph && at == 0,
    };
    pieces.into_iter().enumerate().map(piece).map(Ok).collect()
}

/// Packs sentences into windows in order.
fn pack(
    pieces: impl Iterator<Item = Result<Piece, EncodeError>>,
    cls: i32,
    sep: i32,
) -> impl Iterator<Item = Result<Window, EncodeError>> {
    let mut pieces = pieces.peekable();
    std::iter::from_fn(move || {
        let mut window = Window {
            ids: vec![cls],
            ..Window::default()
        };
        loop {
            match pieces.peek() {
                None if window.words.is_empty() => return None,
                None => break,
                Some(Err(_)) => return pieces.next()?.err().map(Err),
                Some(Ok(piece)) if !window.words.is_empty() && !fits(&window, &piece.words) => {
                    break;
                }
                Some(Ok(_)) => {
                    if let Some(Ok(piece)) = pieces.next() {
                        add(&mut window, piece);
                    }
                }
            }
        }
        window.ids.push(sep);
        Some(Ok(window))
    })
}

fn fits(window: &Window, words: &[Word]) -> bool {
    let length: usize = words.iter().map(|word| word.ids.len()).sum();
    window.ids.len() + length < LONGEST_WINDOW
}

fn add(window: &mut Window, piece: Piece) {
    let first = window.words.len();
    for word in piece.words {
        window.words.push(WindowWord {
            span: word.span,
            position: window.ids.len(),
        });
        window.ids.extend(word.ids);
    }
    let end = window.words.len();
    window.sentences.push((piece.span, first..end));
    match window.paragraphs.last_mut() {
        Some(paragraph) if !piece.opens_paragraph => paragraph.end = end,
        _ => window.paragraphs.push(first..end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(start: u32, words: usize, pieces: usize) -> Result<Piece, EncodeError> {
        let words: Vec<Word> = (0..words as u32)
            .map(|at| Word {
                span: Span::new(start + 2 * at, start + 2 * at + 1),
                ids: vec![7; pieces],
            })
            .collect();
        Ok(Piece {
            span: Span::new(start, start + 2 * words.len() as u32),
            words,
            opens_paragraph: start == 600,
        })
    }

    fn packed(sentences: Vec<Result<Piece, EncodeError>>) -> Vec<Window> {
        pack(sentences.into_iter(), 1, 2)
            .collect::<Result<_, _>>()
            .unwrap()
    }

    #[test]
    fn a_window_is_filled_with_whole_sentences() {
        let windows = packed(vec![
            sentence(0, 300, 1),
            sentence(600, 210, 1),
            sentence(1_020, 1, 1),
        ]);
        let lengths: Vec<_> = windows.iter().map(|window| window.ids.len()).collect();
        assert_eq!(lengths, [512, 3]);
        assert_eq!(windows[0].sentences[1].1, 300..510);
        assert_eq!(windows[1].words[0].position, 1);
        assert_eq!(windows[0].paragraphs, [0..300, 300..510]);
    }

    #[test]
    fn a_sentence_that_fits_no_window_is_cut_between_words() {
        let whole = sentence(0, 400, 3).unwrap();
        let cut = pieces(Ok(whole.words), whole.span, true);
        let lengths: Vec<_> = cut
            .into_iter()
            .map(|piece| piece.unwrap().words.len())
            .collect();
        assert_eq!(lengths, [170, 170, 60]);
    }

    #[test]
    fn a_sentence_without_words_is_no_sentence() {
        assert!(pieces(Ok(Vec::new()), Span::new(0, 3), true).is_empty());
    }
}
