//! Numbers in digits: "1,200", "12 000", "1,20,000", "1,5 million", "1.5m".

use super::context::counts_noun;
use super::numeral::{Numeral, dozens, scales};
use crate::people;
use crate::tokens::{Token, glued};

/// The number that the digits at token `at` open.
pub(super) fn read(tokens: &[Token<'_>], at: usize) -> Option<Numeral> {
    let (text, end) = written(tokens, at)?;
    let (scale, end) = scaled(tokens, end)?;
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

/// The digits with a point for the decimal mark and nothing between thousands, and the token after them.
fn written(tokens: &[Token<'_>], at: usize) -> Option<(String, usize)> {
    let plain = || (tokens[at].text.replace(',', ""), at + 1);
    Some(
        decimal_comma(tokens, at)
            .or_else(|| lakhs(tokens, at))
            .or_else(|| spaced(tokens, at))
            .unwrap_or_else(plain),
    )
}

/// The text of the token after a comma that is written on to token `at` on both sides.
fn after_comma<'t>(tokens: &[Token<'t>], at: usize) -> Option<&'t str> {
    let is_comma = tokens.get(at + 1).is_some_and(|token| token.is(","));
    let next = tokens.get(at + 2).filter(|token| token.is_number())?;
    (is_comma && glued(tokens, at, at + 1) && glued(tokens, at + 1, at + 2)).then_some(next.text)
}

/// "1,5 million": the comma of most languages, told by the scale that follows.
fn decimal_comma(tokens: &[Token<'_>], at: usize) -> Option<(String, usize)> {
    let fraction = after_comma(tokens, at)?;
    let is_scaled =
        fraction.len() <= 2 && scales(tokens, at + 3).is_some_and(|(_, end)| end > at + 3);
    is_scaled.then(|| (format!("{}.{fraction}", tokens[at].text), at + 3))
}

/// "1,20,000", "12,34,56,789": pairs before the last three.
fn lakhs(tokens: &[Token<'_>], at: usize) -> Option<(String, usize)> {
    let mut text = tokens[at].text.to_owned();
    let mut last = at;
    if text.len() > 2 {
        return None;
    }
    while let Some(next) = after_comma(tokens, last) {
        last += 2;
        text.push_str(&next.replace(',', ""));
        match next.len() {
            2 => (),
            6 if next.as_bytes()[2] == b',' => return Some((text, last + 1)),
            _ => return None,
        }
    }
    None
}

/// "12 000 persons": a space before each three digits, a word after them.
fn spaced(tokens: &[Token<'_>], at: usize) -> Option<(String, usize)> {
    let is_plain =
        |token: &Token<'_>| token.is_number() && token.text.bytes().all(|b| b.is_ascii_digit());
    let first = &tokens[at];
    let follows_number = at > 0 && (tokens[at - 1].is_number() || tokens[at - 1].is("+"));
    if !is_plain(first) || first.text.len() > 3 || first.text.starts_with('0') || follows_number {
        return None;
    }
    let groups = tokens[at + 1..]
        .iter()
        .zip(&tokens[at..])
        .take_while(|(group, before)| {
            let gap = group.start - before.end;
            is_plain(group) && group.text.len() == 3 && (1..=3).contains(&gap)
        })
        .count();
    let end = at + 1 + groups;
    let is_counted = tokens.get(end).is_some_and(Token::is_word) && !glued(tokens, end - 1, end);
    (groups > 0 && is_counted).then(|| {
        let text = tokens[at..end].iter().map(|token| token.text).collect();
        (text, end)
    })
}

/// What multiplies the digits that end before token `end`, and the token after it: "million", "dozen", "1.5m refugees".
fn scaled(tokens: &[Token<'_>], end: usize) -> Option<(u64, usize)> {
    if glued(tokens, end - 1, end) {
        let counted = |value: u64| counts_noun(tokens, end + 1).then_some((value, end + 1));
        let people = |value: u64| people::is_person(tokens, end + 1).then_some((value, end + 1));
        return match &*tokens[end].folded {
            "k" => counted(1_000),
            // "a hole 1.5m wide": only people come in millions of one letter.
            "m" => people(1_000_000),
            "mn" => counted(1_000_000),
            "bn" => counted(1_000_000_000),
            _ => None,
        }
        .or(Some((1, end)));
    }
    let (scale, next) = scales(tokens, end)?;
    if next > end {
        return Some((scale, next));
    }
    Some(match dozens(tokens, end) {
        Some(next) => (12, next),
        None => (1, end),
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
