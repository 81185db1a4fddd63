//! Countries and their people, from `data/nationalities.tsv`.

use std::sync::LazyLock;

use dateline_core::{Span, Text};

use crate::phrases::Phrases;
use crate::table::{cell, entries, rows, table};
use crate::tokens::{Token, tokens};

static NATIONALITIES: LazyLock<Phrases<&'static str>> = LazyLock::new(|| {
    Phrases::new(rows(table!("nationalities.tsv")).flat_map(|row| {
        let code = cell(&row, 0);
        (1..=2)
            .flat_map(move |column| entries(cell(&row, column)))
            .map(move |name| (name, code))
            .collect::<Vec<_>>()
    }))
});

/// Names of countries, adjectives and people in the part `within` of `text`, each with its ISO 3166-1 alpha-2 code.
pub fn find(text: &Text, within: Span) -> Vec<(Span, &'static str)> {
    let tokens = tokens(text, within);
    hits(&tokens)
        .map(|(first, end, code)| {
            (
                text.span_of_bytes(tokens[first].start..tokens[end - 1].end),
                code,
            )
        })
        .collect()
}

/// Countries that the tokens name, in order.
pub(crate) fn codes(tokens: &[Token<'_>]) -> Vec<&'static str> {
    hits(tokens).map(|(_, _, code)| code).collect()
}

/// The country that the last tokens name: "South Sudan" in "in South Sudan".
pub(crate) fn code_at_end(tokens: &[Token<'_>]) -> Option<&'static str> {
    let hit = NATIONALITIES.at_end(tokens)?;
    is_named(tokens, hit.first, hit.end).then_some(hit.value)
}

/// Whether the tokens are the name of a country and nothing else.
pub(crate) fn is_country(tokens: &[Token<'_>]) -> bool {
    NATIONALITIES
        .at(tokens, 0)
        .is_some_and(|hit| hit.end == tokens.len())
}

fn hits<'a>(
    tokens: &'a [Token<'_>],
) -> impl Iterator<Item = (usize, usize, &'static str)> + use<'a> {
    let found = NATIONALITIES.all(tokens);
    found
        .into_iter()
        .filter(|hit| is_named(tokens, hit.first, hit.end))
        .map(|hit| (hit.first, hit.end, hit.value))
        .collect::<Vec<_>>()
        .into_iter()
}

/// Names are capitalised; "US" and the like stand in capitals throughout, so that "us" is no country.
fn is_named(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    let name = &tokens[first];
    let is_code = end == first + 1 && name.text.len() <= 3;
    name.is_capitalised() && (!is_code || name.is_upper_case())
}
