//! Where what is said begins and ends, as a reader is shown it: with the marks and the "that" that belong to it.

use std::ops::Range;

use crate::syntax::{Syntax, TokenId};

use super::evidence::{Evidence, Question, weigh};
use super::find::Found;
use super::quotes::is_pair;
use super::signs::{Piece, end_signs, start_signs};

/// The contents of an attribution by the rules and the encoder's marks, in order.
pub(super) fn plain(syntax: &Syntax<'_>, found: &Found) -> Vec<Range<TokenId>> {
    let content = if found.marked.is_empty() {
        &found.content
    } else {
        &found.marked
    };
    with_borders(syntax, &without(content, &found.words))
}

/// The pieces of an attribution whose borders are to be weighed.
pub(super) fn pieces<'a>(
    syntax: &'a Syntax<'a>,
    evidence: &'a Evidence,
    found: &'a Found,
) -> Vec<Piece<'a>> {
    let ruled = with_borders(syntax, &without(&found.content, &found.words));
    let piece = |told: Range<TokenId>| Piece {
        syntax,
        evidence,
        found,
        told,
        ruled: ruled.clone(),
    };
    plain(syntax, found).into_iter().map(piece).collect()
}

/// The contents with the likeliest borders, those that then touch joined.
pub(super) fn likeliest(
    syntax: &Syntax<'_>,
    evidence: &Evidence,
    found: &Found,
) -> Vec<Range<TokenId>> {
    let mut chosen: Vec<Range<TokenId>> = Vec::new();
    for piece in pieces(syntax, evidence, found) {
        let start = best(piece.starts(), |at| {
            weigh(Question::Start, &start_signs(&piece, at))
        });
        let start = start.unwrap_or(piece.told.start);
        let ends = piece.ends().filter(|&at| at > start);
        let end = best(ends, |at| weigh(Question::End, &end_signs(&piece, at)));
        add(&mut chosen, start..end.unwrap_or(piece.told.end));
    }
    chosen
}

/// The candidate with the greatest weight; of equals the first.
fn best(
    candidates: impl Iterator<Item = TokenId>,
    weight: impl Fn(TokenId) -> f32,
) -> Option<TokenId> {
    let weighed = candidates.map(|at| (weight(at), at));
    let best = weighed.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, at)| at)
}

fn add(ranges: &mut Vec<Range<TokenId>>, range: Range<TokenId>) {
    match ranges.last_mut() {
        Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
        _ => ranges.push(range),
    }
}

/// The ranges without the words of the cue.
fn without(content: &[Range<TokenId>], cue: &Range<TokenId>) -> Vec<Range<TokenId>> {
    let parted = content.iter().flat_map(|range| {
        [
            range.start..range.end.min(cue.start.max(range.start)),
            range.start.max(cue.end.min(range.end))..range.end,
        ]
    });
    let mut kept: Vec<Range<TokenId>> = parted.filter(|range| !range.is_empty()).collect();
    kept.dedup();
    if kept.is_empty() {
        content.to_vec()
    } else {
        kept
    }
}

/// The ranges with what opens and closes them, those that then touch joined.
fn with_borders(syntax: &Syntax<'_>, content: &[Range<TokenId>]) -> Vec<Range<TokenId>> {
    let mut shown: Vec<Range<TokenId>> = Vec::new();
    for range in content {
        let inner = range.start..without_stop(syntax, range);
        add(
            &mut shown,
            opening(syntax, inner.start)..closing(syntax, &inner),
        );
    }
    shown
}

/// A "that" or "to" and a quotation mark before what is said are part of it.
fn opening(syntax: &Syntax<'_>, start: TokenId) -> TokenId {
    let first = syntax.sentence_tokens(syntax.sentence_of(start)).start;
    let before = |at: TokenId| at.checked_sub(1).filter(|&id| id >= first);
    let mut at = start;
    if at >= first + 2 && is_pair(syntax, at - 2) {
        at -= 2;
    } else if before(at).is_some_and(|id| is_opening_mark(syntax, id)) {
        at -= 1;
    }
    let opens = before(at).filter(|&id| {
        syntax.word(id) == "that" && syntax.upos(id) == "SCONJ"
            || syntax.word(id) == "to" && syntax.upos(at) == "VERB"
    });
    opens.unwrap_or(at)
}

/// End of a range without the stop, comma or conjunction that ends it.
fn without_stop(syntax: &Syntax<'_>, range: &Range<TokenId>) -> TokenId {
    (range.start + 1..range.end)
        .rev()
        .find(|&id| {
            let is_stop = matches!(
                syntax.word(id),
                "." | "," | ";" | ":" | "-" | "–" | "—" | "("
            );
            !is_stop && !matches!(syntax.upos(id), "CCONJ" | "SCONJ" | "DET")
        })
        .map_or(range.end, |id| id + 1)
}

/// Quotation marks that close what is said are part of it, with the full stop or comma before them.
fn closing(syntax: &Syntax<'_>, range: &Range<TokenId>) -> TokenId {
    let mut at = range.end;
    while at < syntax.len() && matches!(syntax.word(at), "." | "," | "?" | "!") {
        at += 1;
    }
    if is_pair(syntax, at) {
        return at + 2;
    }
    if at < syntax.len() && is_closing_mark(syntax, at) {
        return at + 1;
    }
    range.end
}

pub(super) fn is_opening_mark(syntax: &Syntax<'_>, id: TokenId) -> bool {
    match syntax.word(id) {
        "“" | "«" | "„" | "‘" => true,
        "\"" | "'" => is_glued(syntax, id) && (id == 0 || !is_glued(syntax, id - 1)),
        _ => false,
    }
}

pub(super) fn is_closing_mark(syntax: &Syntax<'_>, id: TokenId) -> bool {
    match syntax.word(id) {
        "”" | "»" => true,
        "\"" | "'" | "’" => {
            id > 0
                && is_glued(syntax, id - 1)
                && (id + 1 == syntax.len() || !is_glued(syntax, id) || is_mark(syntax, id + 1))
        }
        _ => false,
    }
}

/// Whether no space parts a token from the next.
fn is_glued(syntax: &Syntax<'_>, id: TokenId) -> bool {
    id + 1 < syntax.len() && syntax.span(id).end == syntax.span(id + 1).start
}

fn is_mark(syntax: &Syntax<'_>, id: TokenId) -> bool {
    syntax.upos(id) == "PUNCT"
}
