//! Words for weapons, from `data/weapons.tsv`.

use std::sync::LazyLock;

use dateline_core::{Span, Text, WeaponKind};

use crate::phrases::Phrases;
use crate::table::{cell, rows, table};
use crate::tokens::{Token, tokens};

/// A weapon that the text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundWeapon {
    /// The words for the weapon, without article or number.
    pub span: Span,
    /// What kind of weapon.
    pub kind: WeaponKind,
    /// Whether the words say that the attacker meant to die.
    pub suicide: bool,
}

/// `None` for phrases that hold a weapon word and name no weapon: "bomb disposal".
static WEAPONS: LazyLock<Phrases<Option<(WeaponKind, bool)>>> = LazyLock::new(|| {
    Phrases::new(rows(table!("weapons.tsv")).filter_map(|row| {
        let kind = match cell(&row, 1) {
            "none" => None,
            kind => Some((kind.parse().ok()?, cell(&row, 2) == "suicide")),
        };
        Some((cell(&row, 0), kind))
    }))
});

/// The weapons in the part `within` of `text`, in order; longest phrase first, without overlaps.
pub fn find(text: &Text, within: Span) -> Vec<FoundWeapon> {
    let tokens = tokens(text, within);
    WEAPONS
        .all(&tokens)
        .into_iter()
        .filter(|hit| !is_in_name(&tokens, hit.first, hit.end))
        .filter_map(|hit| {
            let (kind, suicide) = hit.value?;
            let span = text.span_of_bytes(tokens[hit.first].start..tokens[hit.end - 1].end);
            Some(FoundWeapon {
                span,
                kind,
                suicide,
            })
        })
        .collect()
}

/// A capitalised word between capitalised ones belongs to a name: "the Rock Hotel", "Royal Artillery Regiment".
fn is_in_name(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    let capital = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            token.is_word() && token.is_capitalised() && !token.is_upper_case()
        })
    };
    let starts_sentence = first == 0 || !tokens[first - 1].is_word();
    capital(first)
        && !tokens[first].text.chars().any(|c| c.is_ascii_digit())
        && end == first + 1
        && (capital(end) || !starts_sentence && capital(first - 1))
}
