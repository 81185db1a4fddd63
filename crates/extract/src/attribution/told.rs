//! Attributions as they are shown: spans of characters, with the marks and the "that" that belong to what is said.

use std::ops::Range;

use dateline_core as core;

use crate::syntax::{Syntax, TokenId};

use super::Attribution;
use super::quotes::is_pair;

/// Attributions in the domain's types, in the order of their cues.
pub(crate) fn told(syntax: &Syntax<'_>, all: &[Attribution]) -> Vec<core::Attribution> {
    let numbers: Vec<Option<u32>> = all
        .iter()
        .scan(0, |next, one| {
            let number = *next;
            *next += u32::from(one.shown);
            Some(one.shown.then_some(number))
        })
        .collect();
    all.iter()
        .filter(|one| one.shown)
        .map(|one| core::Attribution {
            inside: one.inside.and_then(|index| numbers[index]),
            ..shown(syntax, one)
        })
        .collect()
}

fn shown(syntax: &Syntax<'_>, one: &Attribution) -> core::Attribution {
    let content = if one.marked.is_empty() {
        &one.content
    } else {
        &one.marked
    };
    let content = without(content, &syntax.tokens_in(one.cue));
    let spans = with_borders(syntax, &content)
        .into_iter()
        .map(|range| syntax.span_of_tokens(range));
    core::Attribution {
        source: one.source.clone(),
        mention: one
            .mention
            .clone()
            .map(|tokens| syntax.span_of_tokens(tokens)),
        cue: one.cue,
        content: spans.collect(),
        stance: one.stance,
        certainty: one.certainty,
        distanced: one.distanced,
        inside: None,
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
        let range = opening(syntax, inner.start)..closing(syntax, &inner);
        match shown.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => shown.push(range),
        }
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

fn is_opening_mark(syntax: &Syntax<'_>, id: TokenId) -> bool {
    match syntax.word(id) {
        "“" | "«" | "„" | "‘" => true,
        "\"" | "'" => is_glued(syntax, id) && (id == 0 || !is_glued(syntax, id - 1)),
        _ => false,
    }
}

fn is_closing_mark(syntax: &Syntax<'_>, id: TokenId) -> bool {
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
