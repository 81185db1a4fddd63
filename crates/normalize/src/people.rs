//! What kind of people a noun phrase names, from `data/people.tsv`.

use std::sync::LazyLock;

use dateline_core::PersonKind;

use crate::figures::numeral::cardinal;
use crate::heads::{by_head, head_part};
use crate::phrases::Phrases;
use crate::table::{cell, rows, table};
use crate::tokens::{Token, tokens_of};

/// What the words for a person say of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonTraits {
    /// What kind of person.
    pub kind: PersonKind,
    /// Whether a child or youth is meant.
    pub minor: bool,
    /// Whether the words name a public role: minister, mayor, judge.
    pub public_role: bool,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    traits: PersonTraits,
    /// "members", "family": whose, is told by the rest of the phrase.
    is_group: bool,
}

static PEOPLE: LazyLock<Phrases<Row>> = LazyLock::new(|| {
    Phrases::new(rows(table!("people.tsv")).filter_map(|row| {
        let flags = cell(&row, 2);
        let traits = PersonTraits {
            kind: cell(&row, 1).parse().ok()?,
            minor: flags.contains('m'),
            public_role: flags.contains('p'),
        };
        Some((
            cell(&row, 0),
            Row {
                traits,
                is_group: flags.contains('g'),
            },
        ))
    }))
});

/// The kind of people that `words` name: "20 members of the security forces" are police.
///
/// [`PersonKind::Unknown`] when the words do not tell ("12 people", "bodies").
pub fn kind(words: &str) -> PersonKind {
    describe(words).kind
}

/// All that `words` say of the people they name.
pub fn describe(words: &str) -> PersonTraits {
    let tokens = tokens_of(words, 0);
    let row = by_head(
        &PEOPLE,
        &tokens,
        |row| row.is_group || row.traits.kind == PersonKind::Unknown,
        |_, _| true,
    );
    let mut traits = row.map_or(
        PersonTraits {
            kind: PersonKind::Unknown,
            minor: false,
            public_role: false,
        },
        |row| row.traits,
    );
    if let Some(age) = age(head_part(&tokens)) {
        traits.minor = age < 18;
    }
    traits
}

/// The age that the words tell: "a 17-year-old suspect", "a man, 17", "a boy aged 12".
fn age(tokens: &[Token<'_>]) -> Option<u64> {
    let is = |at: usize, words: &[&str]| {
        tokens
            .get(at)
            .is_some_and(|token| words.contains(&&*token.folded))
    };
    (0..tokens.len()).find_map(|at| {
        let number = cardinal(tokens, at)?;
        let dash = |at: usize| usize::from(tokens.get(at).is_some_and(Token::is_dash));
        let unit = number.end + dash(number.end);
        let old = unit + 1 + dash(unit + 1);
        if is(old, &["old", "olds"]) {
            return if is(unit, &["year", "years"]) {
                Some(number.value)
            } else {
                is(unit, &["month", "months", "day", "days", "week", "weeks"]).then_some(0)
            };
        }
        let closes = number.end == tokens.len() || is(number.end, &[",", ")"]);
        let told = at > 0 && (is(at - 1, &["aged", "age"]) || closes && is(at - 1, &[",", "("]));
        told.then_some(number.value)
    })
}

/// Whether a noun for people starts at token `at`.
pub(crate) fn is_person(tokens: &[Token<'_>], at: usize) -> bool {
    person_at(tokens, at).is_some()
}

/// Whether a word for people stands at token `at`, groups and ranks ("leader", "family") included.
pub(crate) fn is_person_or_group(tokens: &[Token<'_>], at: usize) -> bool {
    PEOPLE.at(tokens, at).is_some()
}

/// End of the noun for people that starts at token `at`.
pub(crate) fn person_at(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    PEOPLE
        .at(tokens, at)
        .filter(|hit| !hit.value.is_group || tokens[at].is("member"))
        .map(|hit| hit.end)
}
