//! Whole numbers in digits and words.

use std::collections::HashMap;
use std::sync::LazyLock;

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
        return in_digits(tokens, at);
    }
    if !token.is_word() {
        return None;
    }
    set(tokens, at).or_else(|| in_words(tokens, at))
}

fn in_digits(tokens: &[Token<'_>], at: usize) -> Option<Numeral> {
    let text: String = tokens[at].text.chars().filter(|&c| c != ',').collect();
    let (mut scale, mut end) = (1, at + 1);
    while let Some((Class::Scale, value)) = class(tokens, end) {
        scale = u64::checked_mul(scale, value)?;
        end += 1;
    }
    let is_dozen = scale == 1 && tokens.get(end).is_some_and(|token| token.is("dozen"));
    if is_dozen {
        (scale, end) = (12, end + 1);
    }
    let value = match text.split_once('.') {
        None => text.parse::<u64>().ok()?.checked_mul(scale)?,
        Some((whole, fraction)) => decimal(whole, fraction, scale)?,
    };
    Some(Numeral {
        value,
        end,
        digits: true,
    })
}

/// "1.2 million" is whole; "7.62" is no count.
fn decimal(whole: &str, fraction: &str, scale: u64) -> Option<u64> {
    let parts = 10u64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let fraction = fraction.parse::<u64>().ok()?.checked_mul(scale)?;
    let whole = whole.parse::<u64>().ok()?.checked_mul(scale)?;
    (fraction % parts == 0).then_some(())?;
    whole.checked_add(fraction / parts)
}

/// "a dozen", "half a dozen", "two dozen", "a couple of dozen", "a couple".
fn set(tokens: &[Token<'_>], at: usize) -> Option<Numeral> {
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is(word));
    let found = |value, end| {
        Some(Numeral {
            value,
            end,
            digits: false,
        })
    };
    let half = is(at, "half");
    let article = at + usize::from(half);
    if half && is(at + 1, "dozen") {
        return found(6, at + 2);
    }
    if is(article, "a") || is(article, "an") {
        let (Class::Set, value) = class(tokens, article + 1)? else {
            return None;
        };
        let end = article + 2;
        let of = end + usize::from(is(end, "of"));
        if value == 2 && is(of, "dozen") {
            return found(24, of + 1);
        }
        // "a couple" is two people as often as two of them: only a count of something is one.
        let counts = value != 2 || is(end, "of") || is(end, "more") || is(end, "hundred");
        let value = if half { value / 2 } else { value };
        return if value == 2 && is(end, "hundred") {
            found(200, end + 1)
        } else if counts {
            found(value, end)
        } else {
            None
        };
    }
    let number = in_words(tokens, at)?;
    is(number.end, "dozen").then(|| found(number.value.checked_mul(12)?, number.end + 1))?
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
