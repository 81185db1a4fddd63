//! Speakers named before a colon: "Police: 12 killed in blast", "20:15 Ambulance service: four hurt".

use dateline_core::{Certainty, Document, SourceKind, Stance};
use dateline_normalize::speakers;

use crate::syntax::{Syntax, TokenId};

use super::cues::Shape;
use super::find::Found;
use super::phrase::{Phrase, starting_at};

/// Words in which the colon must come.
const LONGEST_TAG: usize = 8;

/// Titles and lines that open with a speaker and a colon.
pub(crate) fn tagged(document: &Document, syntax: &Syntax<'_>) -> Vec<Found> {
    (0..syntax.sentence_count())
        .filter_map(|sentence| tag(document, syntax, sentence))
        .collect()
}

fn tag(document: &Document, syntax: &Syntax<'_>, sentence: usize) -> Option<Found> {
    let tokens = syntax.sentence_tokens(sentence);
    let start = after_time(syntax, tokens.start, tokens.end);
    let colon = (start..tokens.end)
        .take(LONGEST_TAG)
        .find(|&id| syntax.word(id) == ":")
        .filter(|&id| id > start && id + 1 < tokens.end)?;
    let speaker = starting_at(syntax, start, colon)?;
    (speaker.tokens == (start..colon) && is_speaker(document, syntax, &speaker, colon)).then(|| {
        Found {
            words: colon..colon + 1,
            verb: colon,
            shape: Shape::Speech,
            speaker: Some(speaker),
            outer: None,
            content: std::iter::once(colon + 1..tokens.end).collect(),
            stance: Stance::Asserts,
            certainty: Certainty::Stated,
            distanced: false,
            marked: Vec::new(),
            by_rule: true,
            believed: true,
        }
    })
}

/// A clock time that opens a line of a running report.
fn after_time(syntax: &Syntax<'_>, start: TokenId, end: TokenId) -> TokenId {
    let is_time = |id: TokenId| {
        matches!(syntax.word(id), ":" | "." | "-" | "–")
            || syntax.word(id).chars().all(|c| c.is_ascii_digit())
    };
    let opens = syntax.word(start).chars().all(|c| c.is_ascii_digit());
    if !opens {
        return start;
    }
    (start..end).find(|&id| !is_time(id)).unwrap_or(start)
}

/// An office or institution, or whoever it is where a quotation follows.
fn is_speaker(document: &Document, syntax: &Syntax<'_>, phrase: &Phrase, colon: TokenId) -> bool {
    let words = document
        .text
        .slice(syntax.span_of_tokens(phrase.tokens.clone()));
    let traits = speakers::describe(words);
    let is_quoted = matches!(syntax.word(colon + 1), "\"" | "“" | "‘");
    traits.kind != SourceKind::Other || traits.role.is_some() || is_quoted && traits.named
}
