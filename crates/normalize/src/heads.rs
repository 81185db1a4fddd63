//! The head of a noun phrase, found without syntax.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::phrases::{Hit, Phrases};
use crate::table::{cell, rows, table};
use crate::tokens::Token;

/// Words that end the head part of a noun phrase, from `data/phrase_ends.tsv`.
static ENDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    rows(table!("phrase_ends.tsv"))
        .map(|row| cell(&row, 0))
        .collect()
});

/// The parts of a noun phrase, head part first: "members | of the security forces | in Taji".
///
/// A phrase of the table is one part, whatever words it holds: "member of parliament". What a person only looks like
/// is no part: "men | in army uniforms".
fn parts<'a, 't, T: Copy>(
    phrases: &Phrases<T>,
    tokens: &'a [Token<'t>],
) -> impl Iterator<Item = &'a [Token<'t>]> {
    let guise = (0..tokens.len())
        .find(|&at| is_guise(tokens, at))
        .unwrap_or(tokens.len());
    let tokens = &tokens[..guise];
    let mut parts = Vec::new();
    let (mut from, mut at) = (0, 0);
    while at < tokens.len() {
        if let Some(hit) = phrases.at(tokens, at).filter(|hit| hit.end > at + 1) {
            at = hit.end;
        } else {
            if ends_part(&tokens[at]) {
                parts.push(&tokens[from..at]);
                from = at + 1;
            }
            at += 1;
        }
    }
    parts.push(&tokens[from..]);
    parts.into_iter().filter(|part| !part.is_empty())
}

fn ends_part(token: &Token<'_>) -> bool {
    ENDS.contains(&*token.folded)
        || !token.is_word()
            && !token.is_dash()
            && !token.is_number()
            && token.folded != "'"
            && token.folded != "'s"
}

/// "wearing", "disguised as", "in army uniforms": what follows tells how somebody looks.
fn is_guise(tokens: &[Token<'_>], at: usize) -> bool {
    let word = &*tokens[at].folded;
    matches!(
        word,
        "wearing" | "disguised" | "dressed" | "posing" | "masquerading" | "clad"
    ) || word == "in"
        && tokens[at..].iter().take(5).any(|token| {
            matches!(
                &*token.folded,
                "uniform" | "uniforms" | "fatigues" | "disguise" | "masks"
            )
        })
}

/// The tokens of a noun phrase before the first word that ends its head part.
pub(crate) fn head_part<'a, 't>(tokens: &'a [Token<'t>]) -> &'a [Token<'t>] {
    let end = tokens
        .iter()
        .position(|token| ENDS.contains(&*token.folded))
        .unwrap_or(tokens.len());
    &tokens[..end]
}

/// What the noun phrase stands for: by the rightmost phrase of its head part, else of its next parts.
///
/// `is_empty` tells values that say nothing yet, such as "members": then the next part decides, if it does;
/// `is_head` whether a phrase may stand for the part that it is found in.
pub(crate) fn by_head<T: Copy>(
    phrases: &Phrases<T>,
    tokens: &[Token<'_>],
    is_empty: impl Fn(T) -> bool,
    is_head: impl Fn(&[Token<'_>], &Hit<T>) -> bool,
) -> Option<T> {
    let mut fallback = None;
    for part in parts(phrases, tokens) {
        match rightmost(phrases, part)
            .filter(|hit| is_head(part, hit))
            .map(|hit| hit.value)
        {
            Some(value) if !is_empty(value) => return Some(value),
            found => fallback = fallback.or(found),
        }
    }
    fallback
}

/// The longest phrase that ends furthest to the right.
fn rightmost<T: Copy>(phrases: &Phrases<T>, tokens: &[Token<'_>]) -> Option<Hit<T>> {
    (1..=tokens.len())
        .rev()
        .find_map(|end| phrases.at_end(&tokens[..end]))
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
