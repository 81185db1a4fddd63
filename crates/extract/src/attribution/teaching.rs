//! What the weights of `data/attribution.tsv` are learnt from (`training/attribution.py`).

use std::ops::Range;

use dateline_core::{Document, Encoding, Span};

use crate::syntax::{Syntax, TokenId};

use super::cues::Cues;
use super::find::Found;
use super::signs::{Piece, end_signs, start_signs};
use super::{borders, found, likely, may_be_shown};

/// What may be an attribution, with what speaks for it and for each border of its content.
pub struct AttributionSigns {
    /// The words that say so.
    pub cue: Span,
    /// The phrase that names the speaker.
    pub mention: Option<Span>,
    /// What is said, by the rules and the encoder's marks.
    pub content: Vec<Span>,
    /// What speaks for its being an attribution.
    pub signs: Vec<String>,
    /// For each piece of the content, where it may start, and what speaks for that.
    pub starts: Vec<Vec<(u32, Vec<String>)>>,
    /// The same of its end.
    pub ends: Vec<Vec<(u32, Vec<String>)>>,
}

/// The signs of all that may be shown as an attribution.
pub(crate) fn attribution_signs(
    document: &Document,
    syntax: &Syntax<'_>,
    encoding: &Encoding,
    cues: &Cues,
) -> Vec<AttributionSigns> {
    let (evidence, found) = found(document, syntax, encoding, cues);
    let span = |tokens: &Range<TokenId>| syntax.span_of_tokens(tokens.clone());
    let signs_of = |one: &Found| {
        let content = borders::plain(syntax, one);
        let pieces = borders::pieces(syntax, &evidence, one);
        let starts = |piece: &Piece<'_>| {
            let starts = piece.starts();
            let signs = starts.map(|at| (syntax.span(at).start, start_signs(piece, at)));
            signs.collect()
        };
        let ends = |piece: &Piece<'_>| {
            let ends = piece.ends();
            let signs = ends.map(|at| (syntax.span(at - 1).end, end_signs(piece, at)));
            signs.collect()
        };
        AttributionSigns {
            cue: span(&one.words),
            mention: one.speaker.as_ref().map(|phrase| span(&phrase.tokens)),
            signs: likely::attribution_signs(syntax, &evidence, one, &content),
            starts: pieces.iter().map(starts).collect(),
            ends: pieces.iter().map(ends).collect(),
            content: content.iter().map(span).collect(),
        }
    };
    let candidates = found.iter().filter(|one| may_be_shown(&evidence, one));
    candidates.map(signs_of).collect()
}
