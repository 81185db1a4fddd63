//! Days of the month, years, and small counts as dates use them.

use super::calendar;
use crate::figures::numeral;
use crate::tokens::{Token, glued};

/// A whole number in digits at `at`, if it is no part of a longer code.
fn digits<'a>(tokens: &'a [Token<'_>], at: usize) -> Option<&'a str> {
    let token = tokens.get(at).filter(|token| token.is_number())?;
    token
        .text
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(token.text)
}

/// "3", "03", "3rd": the day of a month, and the next token.
pub(super) fn day(tokens: &[Token<'_>], at: usize) -> Option<(i8, usize)> {
    let text = digits(tokens, at).filter(|text| text.len() <= 2)?;
    let day = text.parse().ok().filter(|day| (1..=31).contains(day))?;
    if !glued(tokens, at, at + 1) || !tokens[at + 1].is_word() {
        return Some((day, at + 1));
    }
    match &*tokens[at + 1].folded {
        "st" | "nd" | "rd" | "th" => Some((day, at + 2)),
        // "the 23d of May"
        "d" if matches!(day % 10, 2 | 3) && day / 10 != 1 => Some((day, at + 2)),
        // "20JUL13"
        _ => calendar::month(tokens, at + 1).map(|_| (day, at + 1)),
    }
}

/// "twenty-first", "fifth": the day of a month, and the next token.
pub(super) fn day_in_words(tokens: &[Token<'_>], at: usize) -> Option<(i8, usize)> {
    let first = calendar::ordinal(tokens, at)?;
    if first >= 20 && first % 10 == 0 {
        let hyphen = usize::from(tokens.get(at + 1).is_some_and(Token::is_dash));
        if let Some(unit) = calendar::ordinal(tokens, at + 1 + hyphen).filter(|&unit| unit < 10) {
            let day = first + unit;
            return (day <= 31).then_some((day, at + 2 + hyphen));
        }
    }
    let is_whole = !tokens[at].is("twenty") && !tokens[at].is("thirty");
    is_whole.then_some((first, at + 1))
}

/// Whether the day at `at` is written "3rd".
pub(super) fn is_ordinal(tokens: &[Token<'_>], at: usize) -> bool {
    day(tokens, at).is_some_and(|(_, next)| next == at + 2)
}

/// A year of four digits, 1800 to 2100.
pub(super) fn year(tokens: &[Token<'_>], at: usize) -> Option<i16> {
    let text = digits(tokens, at).filter(|text| text.len() == 4)?;
    text.parse()
        .ok()
        .filter(|year| (1800..=2100).contains(year))
}

/// A year of two digits: "90" is 1990, "13" is 2013.
pub(super) fn short_year(tokens: &[Token<'_>], at: usize) -> Option<i16> {
    let text = digits(tokens, at).filter(|text| text.len() == 2)?;
    let year: i16 = text.parse().ok()?;
    Some(if year < 50 { 2000 + year } else { 1900 + year })
}

/// A number of one or two digits.
pub(super) fn short(tokens: &[Token<'_>], at: usize) -> Option<i8> {
    digits(tokens, at)
        .filter(|text| text.len() <= 2)?
        .parse()
        .ok()
}

/// A count of units: "three", "12", "a", "a few" (vague, 3); the next token.
pub(super) fn count(tokens: &[Token<'_>], at: usize) -> Option<(i64, bool, usize)> {
    let word = &*tokens.get(at)?.folded;
    let next = tokens.get(at + 1).map_or("", |token| &*token.folded);
    match (word, next) {
        ("a", "few") => return Some((3, true, at + 2)),
        ("a", "couple") => {
            let of = tokens.get(at + 2).is_some_and(|token| token.is("of"));
            return Some((2, false, at + 2 + usize::from(of)));
        }
        ("several" | "few" | "some", _) => return Some((3, true, at + 1)),
        _ => (),
    }
    if let Some(number) = numeral::cardinal(tokens, at) {
        return Some((
            i64::try_from(number.value)
                .ok()
                .filter(|&count| count < 5000)?,
            false,
            number.end,
        ));
    }
    matches!(word, "a" | "an").then_some((1, false, at + 1))
}
