//! Words for weapons, from `data/weapons.tsv`.

use std::sync::LazyLock;

use dateline_core::{Span, Text, WeaponKind};

use crate::phrases::{Hit, Phrases};
use crate::table::{cell, rows, table};
use crate::tokens::{Token, glued, tokens};

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

/// What makes a phrase a weapon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// "rifle": the word alone.
    Always(WeaponKind),
    /// "suicide bomber": and its bearer meant to die.
    Suicide(WeaponKind),
    /// "clubs": in somebody's hand, or beside another weapon.
    Held(WeaponKind),
    /// "van": driven into people, or laden with explosives.
    Vehicle,
    /// "bomb disposal": holds a weapon word and names no weapon.
    Never,
}

static WEAPONS: LazyLock<Phrases<Use>> = LazyLock::new(|| {
    Phrases::new(rows(table!("weapons.tsv")).filter_map(|row| {
        let used = match (cell(&row, 1), cell(&row, 2)) {
            ("none", _) => Use::Never,
            (_, "carrier") => Use::Vehicle,
            (kind, "suicide") => Use::Suicide(kind.parse().ok()?),
            (kind, "held") => Use::Held(kind.parse().ok()?),
            (kind, _) => Use::Always(kind.parse().ok()?),
        };
        Some((cell(&row, 0), used))
    }))
});

/// Words beside those of a weapon, from `data/weapon_contexts.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Context {
    /// "wielding".
    Wields,
    /// "rammed".
    Rams,
    /// "laden with": explosives follow.
    Laden,
    /// "explosives-laden": the vehicle follows.
    Bears,
}

static CONTEXTS: LazyLock<Phrases<Context>> = LazyLock::new(|| {
    Phrases::new(rows(table!("weapon_contexts.tsv")).filter_map(|row| {
        let context = match cell(&row, 1) {
            "wields" => Context::Wields,
            "rams" => Context::Rams,
            "laden" => Context::Laden,
            "bears" => Context::Bears,
            _ => return None,
        };
        Some((cell(&row, 0), context))
    }))
});

/// A weapon over tokens `first..end`.
#[derive(Debug, Clone, Copy)]
struct Named {
    first: usize,
    end: usize,
    kind: WeaponKind,
    suicide: bool,
}

/// The weapons in the part `within` of `text`, in order; longest phrase first, without overlaps.
pub fn find(text: &Text, within: Span) -> Vec<FoundWeapon> {
    let tokens = tokens(text, within);
    let hits = WEAPONS.all(&tokens);
    let mut found: Vec<Named> = Vec::new();
    for (number, hit) in hits.iter().enumerate() {
        let done = found.last().map_or(0, |last| last.end);
        if hit.first < done || is_in_name(&tokens, hit.first, hit.end) {
            continue;
        }
        let Some(named) = named(&tokens, &hits, number) else {
            continue;
        };
        // The explosives of "an explosives-packed lorry" are no second bomb.
        found.retain(|before| before.first < named.first);
        match found.last_mut() {
            // "M4 carbine", "HIMARS rockets"
            Some(last) if last.end == named.first && last.kind == named.kind => {
                last.end = named.end;
                last.suicide |= named.suicide;
            }
            _ => found.push(named),
        }
    }
    found
        .into_iter()
        .map(|named| FoundWeapon {
            span: text.span_of_bytes(tokens[named.first].start..tokens[named.end - 1].end),
            kind: named.kind,
            suicide: named.suicide,
        })
        .collect()
}

/// The weapon that a phrase names where it stands.
fn named(tokens: &[Token<'_>], hits: &[Hit<Use>], number: usize) -> Option<Named> {
    let hit = hits[number];
    let weapon = |first, end, kind, suicide| {
        Some(Named {
            first,
            end,
            kind,
            suicide,
        })
    };
    let end = hit.end + usize::from(is_plural_letter(tokens, hit.end));
    match hit.value {
        Use::Always(kind) => weapon(hit.first, end, kind, false),
        Use::Suicide(kind) => weapon(hit.first, end, kind, true),
        Use::Held(kind) => (is_held(tokens, hit.first) || is_beside(tokens, hits, number))
            .then(|| weapon(hit.first, end, kind, false))?,
        Use::Vehicle => {
            if let Some((first, end)) = laden(tokens, &hit) {
                weapon(first, end, WeaponKind::VehicleBomb, false)
            } else if is_rammed(tokens, &hit) {
                weapon(hit.first, hit.end, WeaponKind::Vehicle, false)
            } else {
                None
            }
        }
        Use::Never => None,
    }
}

/// The letter of "AK-47s".
fn is_plural_letter(tokens: &[Token<'_>], at: usize) -> bool {
    glued(tokens, at - 1, at) && tokens[at - 1].is_number() && tokens[at].is("s")
}

fn is_context(tokens: &[Token<'_>], at: usize, context: Context) -> Option<usize> {
    CONTEXTS
        .at(tokens, at)
        .filter(|hit| hit.value == context)
        .map(|hit| hit.end)
}

/// Whether a phrase of `context` ends before token `at`; its first token.
fn context_before(tokens: &[Token<'_>], at: usize, context: Context) -> Option<usize> {
    (at.saturating_sub(4)..at).find(|&first| is_context(tokens, first, context) == Some(at))
}

/// "wielding clubs", "with long chains".
fn is_held(tokens: &[Token<'_>], first: usize) -> bool {
    (0..=1).any(|back| {
        first >= back
            && tokens[first - back..first].iter().all(Token::is_word)
            && context_before(tokens, first - back, Context::Wields).is_some()
    })
}

/// "bricks and bottles": joined to another weapon by "and", "or" or a comma.
fn is_beside(tokens: &[Token<'_>], hits: &[Hit<Use>], number: usize) -> bool {
    let joins = |left: &Hit<Use>, right: &Hit<Use>| {
        let between = tokens.get(left.end..right.first).unwrap_or_default();
        !between.is_empty()
            && between.len() <= 2
            && between
                .iter()
                .all(|token| matches!(&*token.folded, "and" | "or" | ","))
    };
    let is_weapon = |hit: &Hit<Use>| matches!(hit.value, Use::Always(_) | Use::Held(_));
    let hit = &hits[number];
    let before = number
        .checked_sub(1)
        .is_some_and(|at| is_weapon(&hits[at]) && joins(&hits[at], hit));
    before
        || hits
            .get(number + 1)
            .is_some_and(|next| matches!(next.value, Use::Always(_)) && joins(hit, next))
}

/// "an explosives-packed fuel tanker", "a booby-trapped motorcycle", "a lorry laden with a tonne of explosives".
fn laden(tokens: &[Token<'_>], hit: &Hit<Use>) -> Option<(usize, usize)> {
    let before = (0..=1)
        .filter(|&back| hit.first >= back)
        .find_map(|back| context_before(tokens, hit.first - back, Context::Bears));
    if let Some(first) = before {
        return Some((first, hit.end));
    }
    let load = is_context(tokens, hit.end, Context::Laden)?;
    let words = tokens.get(load..tokens.len().min(load + 6))?;
    let within = words
        .iter()
        .take_while(|token| token.is_word() || token.is_number() || token.is_dash())
        .position(|token| {
            matches!(
                &*token.folded,
                "explosives" | "explosive" | "bombs" | "dynamite" | "tnt"
            )
        })?;
    Some((hit.first, load + within + 1))
}

/// "rammed a van into the crowd".
fn is_rammed(tokens: &[Token<'_>], hit: &Hit<Use>) -> bool {
    tokens.get(hit.end).is_some_and(|token| token.is("into"))
        && (0..=3).any(|back| {
            hit.first >= back
                && tokens[hit.first - back..hit.first]
                    .iter()
                    .all(Token::is_word)
                && context_before(tokens, hit.first - back, Context::Rams).is_some()
        })
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
