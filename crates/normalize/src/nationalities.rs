//! Countries and their people, from `data/nationalities.tsv`.

use std::sync::LazyLock;

use dateline_core::{Span, Text};

use crate::phrases::{Hit, Phrases};
use crate::table::{cell, entries, rows, table};
use crate::tokens::{Token, glued, singular, tokens};

static NATIONALITIES: LazyLock<Phrases<&'static str>> = LazyLock::new(|| {
    Phrases::new(rows(table!("nationalities.tsv")).flat_map(|row| {
        let code = cell(&row, 0);
        (1..=2)
            .flat_map(move |column| entries(cell(&row, column)))
            .map(move |name| (name, code))
            .collect::<Vec<_>>()
    }))
});

/// Adjectives and people alone.
static PEOPLE: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(
        rows(table!("nationalities.tsv"))
            .flat_map(|row| entries(cell(&row, 2)).map(|name| (name, ()))),
    )
});

/// What stands before a hyphen and another nationality: "Franco-Italian".
static PREFIXES: LazyLock<Phrases<&'static str>> = LazyLock::new(|| {
    Phrases::new(
        rows(table!("nationalities.tsv"))
            .flat_map(|row| entries(cell(&row, 3)).map(move |name| (name, cell(&row, 0)))),
    )
});

/// The code of names that hold a country's and name none: "the Indian Ocean".
const NO_COUNTRY: &str = "-";

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

/// End of the name or adjective of a country that starts at token `at`.
pub(crate) fn end_of(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    NATIONALITIES
        .at(tokens, at)
        .filter(|hit| hit.value != NO_COUNTRY && is_named(tokens, at, hit.end))
        .map(|hit| hit.end)
}

/// Whether the name of a country starts at token `at`, and no adjective or name for its people: "Mexico", not "Mexican".
pub(crate) fn is_land(tokens: &[Token<'_>], at: usize) -> bool {
    end_of(tokens, at).is_some() && PEOPLE.at(tokens, at).is_none()
}

/// End of a plural for people of a country at token `at`: "Americans"; not "Netherlands".
pub(crate) fn people_at(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    PEOPLE
        .at(tokens, at)
        .filter(|hit| is_named(tokens, at, hit.end))
        .filter(|hit| {
            let word = &tokens[hit.end - 1].folded;
            singular(word) != *word
        })
        .map(|hit| hit.end)
}

/// The country that the last tokens name: "South Sudan" in "in South Sudan".
pub(crate) fn code_at_end(tokens: &[Token<'_>]) -> Option<&'static str> {
    let hit = NATIONALITIES.at_end(tokens)?;
    (hit.value != NO_COUNTRY && is_named(tokens, hit.first, hit.end)).then_some(hit.value)
}

/// Whether the tokens are the name of a country and nothing else.
pub(crate) fn is_country(tokens: &[Token<'_>]) -> bool {
    NATIONALITIES
        .at(tokens, 0)
        .is_some_and(|hit| hit.value != NO_COUNTRY && hit.end == tokens.len())
}

fn hits<'a>(
    tokens: &'a [Token<'_>],
) -> impl Iterator<Item = (usize, usize, &'static str)> + use<'a> {
    let mut found = NATIONALITIES.all(tokens);
    found.retain(|hit| is_named(tokens, hit.first, hit.end));
    let prefixes: Vec<_> = found
        .iter()
        .filter_map(|hit| prefix(tokens, hit.first))
        .collect();
    found.extend(prefixes);
    found.sort_by_key(|hit| hit.first);
    found
        .into_iter()
        .filter(|hit| hit.value != NO_COUNTRY)
        .map(|hit| (hit.first, hit.end, hit.value))
}

/// The "Franco" of "Franco-Italian", whose "Italian" stands at token `at`.
fn prefix(tokens: &[Token<'_>], at: usize) -> Option<Hit<&'static str>> {
    let first = at.checked_sub(2)?;
    let is_joined = tokens[at - 1].is_dash() && glued(tokens, first, first + 1);
    PREFIXES
        .at(tokens, first)
        .filter(|hit| is_joined && hit.end == at - 1 && tokens[first].is_capitalised())
}

/// Names are capitalised; "US" and the like stand in capitals throughout, so that "us" is no country.
fn is_named(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    let name = &tokens[first];
    let is_code = end == first + 1 && name.text.len() <= 3;
    name.is_capitalised() && (!is_code || name.is_upper_case())
}
