//! The windows that the incident head reads together.

use dateline_core::{Span, Text};

use super::{Candidate, STATE};
use crate::window::Window;

/// Windows of one passage. More incidents than the head has queries are hardly told in fewer.
const WINDOWS: usize = 4;

/// Words of successive windows with their states, and the spans that may play a role.
#[derive(Debug, Default)]
pub(crate) struct Passage {
    pub(super) words: Vec<Span>,
    pub(super) keys: Vec<String>,
    /// Running number of the sentence of each word.
    pub(super) sentence: Vec<usize>,
    /// `STATE` numbers a word.
    pub(super) states: Vec<f32>,
    pub(super) candidates: Vec<Candidate>,
    windows: usize,
}

/// What one window gives to its passage.
#[derive(Debug, Default)]
pub(crate) struct Part {
    pub(crate) words: Vec<Span>,
    pub(crate) keys: Vec<String>,
    pub(crate) sentence_words: Vec<usize>,
    pub(crate) states: Vec<f32>,
    pub(crate) candidates: Vec<Candidate>,
}

impl Passage {
    pub(crate) fn is_full(&self) -> bool {
        self.windows == WINDOWS
    }

    pub(crate) fn add(&mut self, part: Part) {
        let offset = self.words.len();
        let mut sentence = self.sentence.last().map_or(0, |last| last + 1);
        for words in part.sentence_words {
            self.sentence.extend(std::iter::repeat_n(sentence, words));
            sentence += usize::from(words > 0);
        }
        self.words.extend(part.words);
        self.keys.extend(part.keys);
        self.states.extend(part.states);
        self.candidates
            .extend(part.candidates.into_iter().map(|mut candidate| {
                candidate.first += offset;
                candidate.last += offset;
                candidate
            }));
        self.windows += 1;
    }
}

/// The lower-case words of a window.
pub(crate) fn keys(text: &Text, window: &Window) -> Vec<String> {
    let words = window.words.iter();
    words
        .map(|word| text.slice(word.span).to_lowercase())
        .collect()
}

/// The states of a window's words: those of their first sub-tokens.
pub(crate) fn word_states(window: &Window, states: &[f32]) -> Vec<f32> {
    let rows = window.words.iter();
    rows.flat_map(|word| &states[word.position * STATE..][..STATE])
        .copied()
        .collect()
}
