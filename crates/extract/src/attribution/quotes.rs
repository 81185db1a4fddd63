//! Words between quotation marks.

use std::ops::Range;

use dateline_core::Document;

use crate::syntax::{Syntax, TokenId};

use super::find::Found;

/// A quotation: the tokens between its marks. It may run over several sentences and paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quotation {
    pub(crate) tokens: Range<TokenId>,
    /// Whether it opens with the first word of a paragraph.
    pub(crate) opens_paragraph: bool,
}

/// Below this many words it is a name or a phrase set apart, not speech.
const SHORTEST_SPEECH: usize = 4;

impl Quotation {
    pub(crate) fn is_speech(&self) -> bool {
        self.tokens.len() >= SHORTEST_SPEECH
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens(char),
    Closes(char),
    None,
}

/// The quotations of a document, in order. One that is not closed by the end of its paragraph goes on where the next
/// paragraph opens with a mark again, and else is dropped.
pub(crate) fn find(document: &Document, syntax: &Syntax<'_>) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<(TokenId, char, bool)> = None;
    for id in 0..syntax.len() {
        let is_first = opens_paragraph(document, syntax, id);
        let mark = mark_at(document, syntax, id, open.map(|(_, mark, _)| mark));
        if is_first && !matches!(mark, Mark::Opens(_)) {
            open = None;
        }
        match (mark, open) {
            (Mark::Opens(mark), None) => open = Some((id + 1, mark, is_first)),
            (Mark::Closes(_), Some((from, _, opens_paragraph))) => {
                found.push(Quotation {
                    tokens: from..id,
                    opens_paragraph,
                });
                open = None;
            }
            _ => {}
        }
    }
    found.retain(|quotation| !quotation.tokens.is_empty());
    found
}

/// Whether a token is the first after a blank line, or of the text.
pub(crate) fn opens_paragraph(document: &Document, syntax: &Syntax<'_>, id: TokenId) -> bool {
    let start = syntax.span(id).start;
    let from = id
        .checked_sub(1)
        .map_or(0, |before| syntax.span(before).end);
    let gap = document
        .text
        .slice(dateline_core::Span::new(from.min(start), start));
    id == 0 || gap.matches('\n').count() > 1
}

fn mark_at(document: &Document, syntax: &Syntax<'_>, id: TokenId, open: Option<char>) -> Mark {
    let word = syntax.word(id);
    let glued_before = id > 0 && syntax.span(id - 1).end == syntax.span(id).start;
    let glued_after = id + 1 < syntax.len() && syntax.span(id).end == syntax.span(id + 1).start;
    if is_pair(syntax, id) {
        return match open {
            None if id == 0 || syntax.span(id - 1).end < syntax.span(id).start => Mark::Opens('"'),
            Some('"') => Mark::Closes('"'),
            _ => Mark::None,
        };
    }
    match (word, open) {
        ("“" | "«" | "„", _) => Mark::Opens('“'),
        ("”" | "»", Some('“')) => Mark::Closes('”'),
        // Two ends of one mark: what stands glued to it tells which.
        ("\"", Some('"')) if glued_before || !glued_after => Mark::Closes('"'),
        ("\"", None | Some('"')) => Mark::Opens('"'),
        ("‘" | "'", None) if glued_after && !glued_before && is_word(syntax, id + 1) => {
            Mark::Opens('\'')
        }
        ("’" | "'", Some('\'')) if glued_before && !is_glued_word(document, syntax, id) => {
            Mark::Closes('\'')
        }
        _ => Mark::None,
    }
}

/// Two apostrophes written for one quotation mark: the first of them.
pub(crate) fn is_pair(syntax: &Syntax<'_>, id: TokenId) -> bool {
    let is_single = |id: TokenId| matches!(syntax.word(id), "'" | "’" | "‘" | "`");
    id + 1 < syntax.len()
        && is_single(id)
        && syntax.word(id + 1) == syntax.word(id)
        && syntax.span(id).end == syntax.span(id + 1).start
}

fn is_word(syntax: &Syntax<'_>, id: TokenId) -> bool {
    syntax.word(id).chars().all(char::is_alphanumeric)
}

/// "didn't": the mark stands inside a word.
fn is_glued_word(document: &Document, syntax: &Syntax<'_>, id: TokenId) -> bool {
    let end = syntax.span(id).end;
    let next = dateline_core::Span::new(end, end + 1);
    document
        .text
        .get(next)
        .is_ok_and(|text| text.chars().all(char::is_alphanumeric))
}

/// What is reported within a quotation ends with it.
pub(crate) fn keep_within(quotations: &[Quotation], found: &mut [Found]) {
    for found in found {
        let Some(quotation) = quotations
            .iter()
            .find(|quotation| quotation.tokens.contains(&found.verb))
        else {
            continue;
        };
        let bounds = &quotation.tokens;
        for range in &mut found.content {
            *range = range.start.max(bounds.start)..range.end.min(bounds.end);
        }
        found.content.retain(|range| !range.is_empty());
    }
}

/// Quoted speech belongs to the cue beside it, and else to whoever was quoted last.
pub(crate) fn give_quotations(
    document: &Document,
    syntax: &Syntax<'_>,
    quotations: &[Quotation],
    found: &mut [Found],
) {
    for quotation in quotations.iter().filter(|quotation| quotation.is_speech()) {
        let tokens = &quotation.tokens;
        let sentences = syntax.sentence_of(tokens.start)..=syntax.sentence_of(tokens.end - 1);
        let distance = |found: &Found| {
            if found.words.start >= tokens.end {
                found.words.start - tokens.end
            } else {
                tokens.start - found.words.end.min(tokens.start)
            }
        };
        let beside = (0..found.len())
            .filter(|&at| found[at].speaker.is_some() && found[at].believed)
            .filter(|&at| !tokens.contains(&found[at].verb))
            .filter(|&at| sentences.contains(&syntax.sentence_of(found[at].verb)))
            .min_by_key(|&at| distance(&found[at]));
        let before = || {
            let last = (0..found.len())
                .rev()
                .filter(|&at| found[at].speaker.is_some() && found[at].believed)
                .find(|&at| found[at].words.end <= tokens.start)?;
            let is_near =
                syntax.sentence_of(tokens.start) - syntax.sentence_of(found[last].verb) <= 3;
            (is_near && stands_alone(document, syntax, quotation)).then_some(last)
        };
        let is_held = found
            .iter()
            .filter(|found| found.speaker.is_some() && found.believed)
            .flat_map(|found| &found.content)
            .any(|range| range.start <= tokens.start && tokens.end <= range.end);
        if let Some(at) = beside.or_else(before).filter(|_| !is_held) {
            add(&mut found[at].content, tokens);
            if !found[at].marked.is_empty() {
                add(&mut found[at].marked, tokens);
            }
        }
    }
}

/// Whether no other words stand in the sentence in which a quotation opens.
fn stands_alone(document: &Document, syntax: &Syntax<'_>, quotation: &Quotation) -> bool {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(quotation.tokens.start));
    quotation.opens_paragraph
        || opens_paragraph(document, syntax, quotation.tokens.start)
        || quotation.tokens.start <= sentence.start + 1
}

fn add(ranges: &mut Vec<Range<TokenId>>, more: &Range<TokenId>) {
    ranges.push(more.clone());
    *ranges = merged(std::mem::take(ranges));
}

/// Ranges in order, those that touch or overlap joined.
fn merged(mut ranges: Vec<Range<TokenId>>) -> Vec<Range<TokenId>> {
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<TokenId>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}
