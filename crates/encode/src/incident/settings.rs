//! What training says of the incident head: `incidents.json`.

use std::collections::HashSet;

use dateline_core::{IncidentRole, IncidentType, Stage};
use serde::Deserialize;

use crate::error::EncodeError;
use crate::window::Window;

/// `incidents.json`.
#[derive(Deserialize)]
pub(super) struct Settings {
    pub(super) types: Vec<IncidentType>,
    pub(super) roles: Vec<IncidentRole>,
    pub(super) stages: Vec<Stage>,
    /// Words of the longest span.
    widest: usize,
    /// Words with which no mention begins or ends.
    never_first: HashSet<String>,
    never_last: HashSet<String>,
    articles: HashSet<String>,
    /// Probability from which a span may play a role, and the most spans that a passage keeps.
    pub(super) least: f32,
    pub(super) most: usize,
    /// Rows of the embeddings of a sentence's number and of a string's frequency; the last stands for all beyond.
    sentences: usize,
    counts: usize,
}

impl Settings {
    pub(super) fn parse(json: &[u8]) -> Result<Self, EncodeError> {
        serde_json::from_slice(json).map_err(|cause| EncodeError::Malformed {
            what: "incidents.json".to_owned(),
            cause: cause.to_string(),
        })
    }

    /// First and last word of every span of one sentence that may be a mention.
    pub(super) fn spans(&self, window: &Window, keys: &[String]) -> Vec<(usize, usize)> {
        let mut spans = Vec::new();
        for (_, words) in &window.sentences {
            for first in words
                .clone()
                .filter(|&at| !self.never_first.contains(&keys[at]))
            {
                let end = words.end.min(first + self.widest);
                let lasts = (first..end).filter(|&at| !self.never_last.contains(&keys[at]));
                spans.extend(lasts.map(|last| (first, last)));
            }
        }
        spans
    }

    /// The words that make two mentions the same string.
    pub(super) fn key(&self, words: &[String]) -> String {
        let is_word = |word: &&String| {
            word.starts_with(|first: char| first.is_alphanumeric() || first == '_')
                && !self.articles.contains(*word)
        };
        let kept: Vec<&str> = words.iter().filter(is_word).map(String::as_str).collect();
        kept.join(" ")
    }

    pub(super) fn sentence_row(&self, number: usize) -> i32 {
        number.min(self.sentences - 1) as i32
    }

    pub(super) fn count_row(&self, mentions: usize) -> i32 {
        (mentions.min(self.counts) - 1) as i32
    }
}
