//! Whole numbers in digits and words.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::digits;
use crate::table::{cell, rows, table};
use crate::tokens::{Token, glued};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Unit,
    Teen,
    Ten,
    Scale,
    Set,
}

static NUMERALS: LazyLock<HashMap<&'static str, (Class, u64)>> = LazyLock::new(|| {
    let class = |name| match name {
        "unit" => Some(Class::Unit),
        "teen" => Some(Class::Teen),
        "ten" => Some(Class::Ten),
        "scale" => Some(Class::Scale),
        "set" => Some(Class::Set),
        _ => None,
    };
    rows(table!("numerals.tsv"))
        .filter_map(|row| {
            Some((
                cell(&row, 0),
                (class(cell(&row, 1))?, cell(&row, 2).parse().ok()?),
            ))
        })
        .collect()
});

/// A number, and the token after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numeral {
    pub(crate) value: u64,
    pub(crate) end: usize,
    /// Whether it is written in digits.
    pub(crate) digits: bool,
}

fn class(tokens: &[Token<'_>], at: usize) -> Option<(Class, u64)> {
    tokens
        .get(at)
        .filter(|token| token.is_word())
        .and_then(|token| NUMERALS.get(&*token.folded))
        .copied()
}

/// Whether the folded word is a number or a part of one.
pub(crate) fn knows(word: &str) -> bool {
    NUMERALS.contains_key(word)
}

/// The number that starts at token `at`: "1,200", "1.2 million", "twenty-three", "a dozen".
pub(crate) fn cardinal(tokens: &[Token<'_>], at: usize) -> Option<Numeral> {
    let token = tokens.get(at)?;
    if token.is_number() {
        return digits::read(tokens, at);
    }
    if !token.is_word() {
        return None;
    }
    let opens = matches!(&*token.folded, "a" | "an" | "half" | "quarter");
    if !opens && class(tokens, at).is_none() {
        return None;
    }
    let whole = set(tokens, at).or_else(|| in_words(tokens, at));
    fraction(tokens, at, whole).or(whole)
}

fn is(tokens: &[Token<'_>], at: usize, word: &str) -> bool {
    tokens.get(at).is_some_and(|token| token.is(word))
}

/// The token after a hyphen that binds two words, or `at` itself.
fn after_hyphen(tokens: &[Token<'_>], at: usize) -> usize {
    let bound = tokens.get(at).is_some_and(Token::is_dash)
        && glued(tokens, at - 1, at)
        && glued(tokens, at, at + 1);
    at + usize::from(bound)
}

/// "thousand million": what scales at token `at` multiply to, and the token after them.
pub(super) fn scales(tokens: &[Token<'_>], at: usize) -> Option<(u64, usize)> {
    let (mut scale, mut end) = (1, at);
    while let Some((Class::Scale, value)) = class(tokens, end) {
        scale = u64::checked_mul(scale, value)?;
        end += 1;
    }
    Some((scale, end))
}

/// The token after a "dozen" at token `at`.
pub(super) fn dozens(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    is(tokens, at, "dozen").then_some(at + 1)
}

/// What a "dozen", "hundred" or "million" with nothing before it is worth.
pub(super) fn bare_scale(tokens: &[Token<'_>], at: usize) -> Option<u64> {
    match class(tokens, at)? {
        (Class::Scale, value) => Some(value),
        (Class::Set, value) => dozens(tokens, at).map(|_| value),
        _ => None,
    }
}

/// A scale or "dozen" at token `at`, and the token after it.
fn unit(tokens: &[Token<'_>], at: usize) -> Option<(u64, usize)> {
    match dozens(tokens, at) {
        Some(end) => Some((12, end)),
        None => scales(tokens, at).filter(|&(_, end)| end > at),
    }
}

/// The token after "and a half" or "-and-a-half" at token `at`.
pub(super) fn end_of_half(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    ["and", "a", "half"].iter().try_fold(at, |at, word| {
        let at = after_hyphen(tokens, at);
        is(tokens, at, word).then_some(at + 1)
    })
}

/// "half a million", "a quarter of a million", "one and a half million", "a dozen and a half", "one point two million";
/// `whole` is the number without its fraction.
fn fraction(tokens: &[Token<'_>], at: usize, whole: Option<Numeral>) -> Option<Numeral> {
    let found = |parts: u64, of: u64, (scale, end): (u64, usize)| {
        let value = parts.checked_mul(scale)?.checked_div(of)?;
        Some(Numeral {
            value,
            end,
            digits: false,
        })
    };
    let first = at + usize::from(is(tokens, at, "a"));
    if let part @ ("half" | "quarter") = &*tokens.get(first)?.folded {
        let of = first + 1 + usize::from(is(tokens, first + 1, "of"));
        let article = after_hyphen(tokens, of);
        let scale = after_hyphen(tokens, article + usize::from(is(tokens, article, "a")));
        return found(1, if part == "half" { 2 } else { 4 }, unit(tokens, scale)?);
    }
    let whole = whole?;
    if let Some(half) = end_of_half(tokens, whole.end) {
        let double = whole.value.checked_mul(2)?;
        return match unit(tokens, after_hyphen(tokens, half)) {
            Some(scaled) => found(double.checked_add(1)?, 2, scaled),
            None if whole.value == 12 && is(tokens, whole.end - 1, "dozen") => {
                found(18, 1, (1, half))
            }
            None => None,
        };
    }
    let Some((Class::Unit, tenths)) =
        class(tokens, whole.end + 1).filter(|_| is(tokens, whole.end, "point"))
    else {
        return None;
    };
    let parts = whole.value.checked_mul(10)?.checked_add(tenths)?;
    found(parts, 10, unit(tokens, whole.end + 2)?)
}

/// "a dozen", "two dozen", "a couple of dozen", "a couple of hundred", "a couple".
fn set(tokens: &[Token<'_>], at: usize) -> Option<Numeral> {
    let found = |value, end| {
        Some(Numeral {
            value,
            end,
            digits: false,
        })
    };
    if !(is(tokens, at, "a") || is(tokens, at, "an")) {
        let number = in_words(tokens, at)?;
        let end = dozens(tokens, number.end)?;
        return found(number.value.checked_mul(12)?, end);
    }
    let (Class::Set, value) = class(tokens, at + 1)? else {
        return None;
    };
    let end = at + 2;
    let of = end + usize::from(is(tokens, end, "of"));
    if let Some((scale, end)) = unit(tokens, of).filter(|_| value == 2) {
        return found(scale.checked_mul(2)?, end);
    }
    // "a couple" is two people as often as two of them: only a count of something is one.
    let counts = value != 2 || is(tokens, end, "of") || is(tokens, end, "more");
    counts.then(|| found(value, end))?
}

/// "twenty-three", "a hundred and five", "two thousand".
fn in_words(tokens: &[Token<'_>], at: usize) -> Option<Numeral> {
    let article = tokens[at].is("a") && matches!(class(tokens, at + 1), Some((Class::Scale, _)));
    let (mut total, mut group, mut next) = (0u64, 0u64, at);
    if article {
        (group, next) = (1, at + 1);
    }
    let mut last: Option<Class> = None;
    let mut end = at;
    while let Some((class, value)) =
        class(tokens, next).filter(|&(class, _)| may_follow(last, class))
    {
        match class {
            Class::Scale if value == 100 => group = group.max(1).checked_mul(100)?,
            Class::Scale => {
                total = total.checked_add(group.checked_mul(value)?)?;
                group = 0;
            }
            _ => group = group.checked_add(value)?,
        }
        last = Some(class);
        end = next + 1;
        next = next_part(tokens, end, class);
    }
    let is_bare_scale = !article && matches!(class(tokens, at), Some((Class::Scale, _)));
    (end > at && !is_bare_scale).then_some(Numeral {
        value: total.checked_add(group)?,
        end,
        digits: false,
    })
}

/// Whether a word of one class carries on a number after another.
fn may_follow(last: Option<Class>, next: Class) -> bool {
    match (last, next) {
        (_, Class::Set) => false,
        (None, _) | (Some(_), Class::Scale) | (Some(Class::Scale), _) => true,
        (Some(Class::Ten), Class::Unit) => true,
        _ => false,
    }
}

/// Where the next part of a number may stand: after a hyphen, or after "and" behind a scale.
fn next_part(tokens: &[Token<'_>], at: usize, last: Class) -> usize {
    let hyphen = tokens.get(at).is_some_and(Token::is_dash)
        && glued(tokens, at - 1, at)
        && glued(tokens, at, at + 1);
    let follows = |at| {
        matches!(
            class(tokens, at),
            Some((Class::Unit | Class::Teen | Class::Ten, _))
        )
    };
    let and = last == Class::Scale
        && tokens.get(at).is_some_and(|token| token.is("and"))
        && follows(at + 1);
    at + usize::from(hyphen || and)
}
