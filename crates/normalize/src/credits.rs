//! Wire agencies named in a report's credit: "(Reuters)" in its dateline, "AFP" or "With input from PTI" at its end.

use std::sync::LazyLock;

use dateline_core::{Span, Text};

use crate::dateline;
use crate::phrases::{Hit, Phrases};
use crate::table::{cell, entries, rows, table};
use crate::tokens::{Token, tokens_of};

/// An agency that a report credits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credit {
    /// The name it goes by: "Agence France-Presse".
    pub agency: &'static str,
    /// The words for it: "AFP".
    pub span: Span,
    /// Whether the text is the agency's own, rather than one that it only contributed to.
    pub is_origin: bool,
}

static AGENCIES: LazyLock<Phrases<&'static str>> = LazyLock::new(|| {
    Phrases::new(rows(table!("agencies.tsv")).flat_map(|row| {
        let name = cell(&row, 0);
        let others = entries(cell(&row, 1));
        std::iter::once((name, name)).chain(others.map(move |other| (other, name)))
    }))
});

/// How many lines at either end a credit may stand in.
const LINES: usize = 3;
/// Words of a line that is nothing but a credit ("(Reporting by X, with AFP)" has more, and says what the agency did).
const SHORT: usize = 8;
/// Words that say that an agency only helped.
const HELPING: [&str; 10] = [
    "contributed",
    "additional",
    "with",
    "input",
    "inputs",
    "plus",
    "agencies",
    "also",
    "contributions",
    "files",
];

/// The agency that a report credits: in its dateline, else in a line of its own at its end or its start.
pub fn find(text: &Text) -> Option<Credit> {
    in_dateline(text).or_else(|| {
        let lines: Vec<(usize, &str)> = lines(text.as_str());
        let last = lines.iter().rev().take(LINES);
        let first = lines.iter().skip(1).take(LINES);
        last.chain(first)
            .find_map(|&(start, line)| in_line(text, start, line))
    })
}

fn in_dateline(text: &Text) -> Option<Credit> {
    let span = dateline::find(text)?.agency?;
    let start = text.bytes_of(span).start;
    let tokens = tokens_of(text.slice(span), start);
    let hit = credits(&tokens).next()?;
    Some(credit(text, &tokens, hit, true))
}

/// Lines that hold more than blanks, each with where it starts.
fn lines(source: &str) -> Vec<(usize, &str)> {
    let mut start = 0;
    let mut all = Vec::new();
    for line in source.split('\n') {
        if !line.trim().is_empty() {
            all.push((start, line));
        }
        start += line.len() + 1;
    }
    all
}

/// "- Reuters", "(AFP)", "Source: Xinhua", "(Reporting by A. Vega; additional reporting by EFE)". A sentence that only speaks
/// of an agency is no credit.
fn in_line(text: &Text, start: usize, line: &str) -> Option<Credit> {
    let (start, line) = last_bracket(start, line);
    let tokens = tokens_of(line, start);
    let words: Vec<&Token<'_>> = tokens.iter().filter(|token| token.is_word()).collect();
    let says = |list: &[&str]| words.iter().any(|word| list.contains(&&*word.folded));
    let is_helped = says(&HELPING);
    let is_signed = says(&["reporting", "reported", "written", "edited", "report"]) && is_helped;
    let is_set_apart = words.len() <= SHORT && !line.trim_end().ends_with('.')
        || line.trim_start().starts_with(['(', '[']);
    let hit = credits(&tokens).next()?;
    let is_bare = is_set_apart && words.len() <= SHORT && opens_as_credit(&tokens, &hit);
    (is_bare || is_signed && (is_set_apart || words.len() <= 2 * SHORT))
        .then(|| credit(text, &tokens, hit, !is_helped))
}

/// Whether nothing but marks, "By", "Source", a name in capitals or other credits stands before an agency.
fn opens_as_credit(tokens: &[Token<'_>], hit: &Hit<&'static str>) -> bool {
    const BEFORE: [&str; 9] = [
        "by", "source", "from", "with", "and", "agencies", "inputs", "input", "in",
    ];
    let mut before = tokens[..hit.first].iter().filter(|token| token.is_word());
    before.all(|token| BEFORE.contains(&&*token.folded) || token.is_capitalised())
}

/// The last bracket of a line that ends with one, else the line.
fn last_bracket(start: usize, line: &str) -> (usize, &str) {
    let is_open = |letter: char| matches!(letter, '(' | '[');
    let closes = line.trim_end().ends_with([')', ']']);
    match line.rfind(is_open).filter(|_| closes) {
        Some(at) => (start + at, &line[at..]),
        None => (start, line),
    }
}

/// Agencies named in the case that credits have: "AFP", "Reuters", and no "aa" of a word list.
fn credits<'a>(tokens: &'a [Token<'_>]) -> impl Iterator<Item = Hit<&'static str>> + use<'a> {
    AGENCIES.all(tokens).into_iter().filter(|hit| {
        let name = &tokens[hit.first..hit.end];
        name.iter().any(Token::is_capitalised) || name.len() == 1 && name[0].text == "dpa"
    })
}

fn credit(text: &Text, tokens: &[Token<'_>], hit: Hit<&'static str>, is_origin: bool) -> Credit {
    Credit {
        agency: hit.value,
        span: text.span_of_bytes(tokens[hit.first].start..tokens[hit.end - 1].end),
        is_origin,
    }
}
