//! Whether words are written like a name: their capitals, and the words before them.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::register::{Care, Entry, Form};
use crate::nationalities;
use crate::table::{cell, rows, table};
use crate::tokens::{Token, glued, tokens_of};

/// Words that stand before a name without being a part of it: "The Security Council", "On Monday Security Belt fighters".
static OPENERS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    rows(table!("actors/openers.tsv"))
        .map(|row| cell(&row, 0))
        .collect()
});

/// What the words right before a name say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing.
    Open,
    /// Whose it is: "Syrian", "Burundi's"; the country's code.
    Country(&'static str),
    /// It is the end of a longer name: "the National Security Council"; not in "pro-Saleh Popular Forces".
    LongerName,
}

/// Whether the tokens of a name, all of them, are written like the entry of the register.
pub(super) fn is_written_like(entry: &Entry, name: &[Token<'_>]) -> bool {
    let is_name = |token: &Token<'_>| token.is_word() && token.is_capitalised();
    match entry.form {
        Form::Acronym | Form::Word => is_in_capitals(name) || is_verbatim(entry, name),
        Form::Name => {
            let wanted = wanted_capitals(entry.text);
            let few = wanted.iter().filter(|wanted| **wanted).count() <= 2;
            if few || entry.care != Care::Free {
                capitals(name)
                    .zip(wanted)
                    .all(|(is_capital, is_wanted)| is_capital || !is_wanted)
                    && name.iter().any(is_name)
            } else {
                name.iter().any(is_name)
            }
        }
    }
}

/// Whether all words are in capitals throughout: "FARC-EP".
pub(super) fn is_in_capitals(name: &[Token<'_>]) -> bool {
    name.iter()
        .all(|token| !token.is_word() || token.is_upper_case())
}

/// Whether a word is written as in the register: "FAMa".
fn is_verbatim(entry: &Entry, name: &[Token<'_>]) -> bool {
    matches!(name, [only] if only.text == entry.text)
}

/// For each word of an entry, whether it has to be capitalised: "the" and "al" before a name need not be.
fn wanted_capitals(text: &str) -> Vec<bool> {
    const ARTICLES: [&str; 4] = ["the", "los", "las", "ash"];
    tokens_of(text, 0)
        .iter()
        .filter(|token| !token.is_dash())
        .map(|token| {
            token.is_word()
                && token.is_capitalised()
                && token.folded.len() > 2
                && !ARTICLES.contains(&&*token.folded)
        })
        .collect()
}

/// For each word, whether it is capitalised, by itself or by the word to which a hyphen ties it: "Al-qaeda".
fn capitals(name: &[Token<'_>]) -> impl Iterator<Item = bool> {
    let mut before = false;
    name.iter().enumerate().filter_map(move |(at, token)| {
        if token.is_dash() {
            return None;
        }
        let is_tied = at > 1 && name[at - 1].is_dash() && glued(name, at - 1, at);
        before = token.is_capitalised() || is_tied && before;
        Some(before)
    })
}

/// What stands before the token `first` of a name.
pub(super) fn before(tokens: &[Token<'_>], first: usize) -> Before {
    const LONGEST: usize = 6;
    let mut end = first;
    let is_possessive = |token: &Token<'_>| matches!(&*token.folded, "'s" | "'");
    let possessive = end > 0 && is_possessive(&tokens[end - 1]);
    end -= usize::from(possessive);
    let part = &tokens[end.saturating_sub(LONGEST)..end];
    let Some(last) = part.last() else {
        return Before::Open;
    };
    if let Some(code) = nationalities::code_at_end(part) {
        return Before::Country(code);
    }
    let is_compound = part.len() > 1 && part[part.len() - 2].is_dash();
    let is_name = last.is_word() && last.is_capitalised() && !is_compound;
    if is_name && !possessive && !OPENERS.contains(&*last.folded) {
        Before::LongerName
    } else {
        Before::Open
    }
}

/// Whether a name, tokens `first..end`, stands in a headline, where a capital before it tells nothing: "Troops Capture Haqqani Commander".
pub(super) fn is_among_capitals(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    const REACH: usize = 6;
    const SHORT: usize = 3;
    let before = &tokens[first.saturating_sub(REACH)..first];
    let behind = &tokens[end..tokens.len().min(end + REACH)];
    let mut count = 0;
    for word in before.iter().chain(behind).filter(|token| token.is_word()) {
        if word.text.len() > SHORT {
            if !word.is_capitalised() {
                return false;
            }
            count += 1;
        }
    }
    count > 2
}
