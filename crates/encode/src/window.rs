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
}

/// The windows of `text`, one after the other, so that a long text needs no more memory than a short one.
///
/// A sentence that does not fit into a window is cut where it must be, and its pieces count as sentences.
pub(crate) fn windows<'a>(
    text: &'a Text,
    word_piece: &'a WordPiece,
) -> impl Iterator<Item = Result<Window, EncodeError>> + 'a {
    let pieces = sentences(text)
        .into_iter()
        .flat_map(move |sentence| pieces(word_piece.words(text, sentence), sentence));
    pack(pieces, word_piece.cls, word_piece.sep)
}

type Piece = (Span, Vec<Word>);

/// One sentence, or the pieces of one that is too long.
fn pieces(
    words: Result<Vec<Word>, EncodeError>,
    sentence: Span,
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
    pieces
        .into_iter()
        .map(|words| Ok((span(&words), words)))
        .collect()
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
                Some(Ok((_, words))) if !window.words.is_empty() && !fits(&window, words) => break,
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

fn add(window: &mut Window, (span, words): Piece) {
    let first = window.words.len();
    for word in words {
        window.words.push(WindowWord {
            span: word.span,
            position: window.ids.len(),
        });
        window.ids.extend(word.ids);
    }
    let range = first..window.words.len();
    window.sentences.push((span, range));
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
        Ok((Span::new(start, start + 2 * words.len() as u32), words))
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
    }

    #[test]
    fn a_sentence_that_fits_no_window_is_cut_between_words() {
        let (span, words) = sentence(0, 400, 3).unwrap();
        let cut = pieces(Ok(words), span);
        let lengths: Vec<_> = cut
            .into_iter()
            .map(|piece| piece.unwrap().1.len())
            .collect();
        assert_eq!(lengths, [170, 170, 60]);
    }

    #[test]
    fn a_sentence_without_words_is_no_sentence() {
        assert!(pieces(Ok(Vec::new()), Span::new(0, 3)).is_empty());
    }
}
