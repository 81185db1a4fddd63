//! The head of a noun phrase, found without syntax.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::phrases::Phrases;
use crate::table::{cell, rows, table};
use crate::tokens::Token;

/// Words that end the head part of a noun phrase, from `data/phrase_ends.tsv`.
static ENDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    rows(table!("phrase_ends.tsv"))
        .map(|row| cell(&row, 0))
        .collect()
});

/// The parts of a noun phrase, head part first: "members | of the security forces | in Taji".
fn parts<'a, 't>(tokens: &'a [Token<'t>]) -> impl Iterator<Item = &'a [Token<'t>]> {
    tokens
        .split(|token| {
            ENDS.contains(&*token.folded)
                || !token.is_word()
                    && !token.is_dash()
                    && !token.is_number()
                    && token.folded != "'"
                    && token.folded != "'s"
        })
        .filter(|part| !part.is_empty())
}

/// What the noun phrase stands for: by the rightmost phrase of its head part, else of its next parts.
///
/// `is_empty` tells values that say nothing yet, such as "members": then the next part decides, if it does.
pub(crate) fn by_head<T: Copy>(
    phrases: &Phrases<T>,
    tokens: &[Token<'_>],
    is_empty: impl Fn(T) -> bool,
) -> Option<T> {
    let mut fallback = None;
    for part in parts(tokens) {
        match rightmost(phrases, part) {
            Some(value) if !is_empty(value) => return Some(value),
            found => fallback = fallback.or(found),
        }
    }
    fallback
}

/// The longest phrase that ends furthest to the right.
pub(crate) fn rightmost<T: Copy>(phrases: &Phrases<T>, tokens: &[Token<'_>]) -> Option<T> {
    (1..=tokens.len())
        .rev()
        .find_map(|end| phrases.at_end(&tokens[..end]).map(|hit| hit.value))
}

/// For each token, the number of the part of the noun phrase that it stands in, counted from 0.
pub(crate) fn part_numbers(tokens: &[Token<'_>]) -> Vec<usize> {
    let mut part = 0;
    tokens
        .iter()
        .map(|token| {
            let ends =
                ENDS.contains(&*token.folded) || matches!(token.text, "," | "(" | ")" | ";" | ":");
            part += usize::from(ends);
            part
        })
        .collect()
}
