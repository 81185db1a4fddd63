//! Dates in figures, as logs, forms and the military write them: "2013-07-21", "21/7/13", "231430Z JUL 13".

use super::absolute::Parsed;
use super::calendar;
use super::expression::{Expression, YearOf};
use super::look::word;
use super::numbers::{short, short_year, year};
use crate::tokens::{Token, glued};

pub(super) fn expression(tokens: &[Token<'_>], at: usize) -> Parsed {
    if !tokens.get(at)?.is_number() {
        return None;
    }
    numeric(tokens, at)
        .or_else(|| with_stops(tokens, at))
        .or_else(|| eight_digits(tokens, at))
        .or_else(|| group(tokens, at))
}

fn valid(year: i16, month: i8, day: i8, end: usize) -> Parsed {
    let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
    let year = YearOf::Given(year);
    is_day.then_some((Expression::Day { year, month, day }, end))
}

fn follows_code(tokens: &[Token<'_>], at: usize) -> bool {
    at > 0 && glued(tokens, at - 1, at) && !tokens[at - 1].is("(")
}

/// "2013-07-23", "2013/07/23"; "23/07/2013" and "23/7/13" where no other reading is possible.
fn numeric(tokens: &[Token<'_>], at: usize) -> Parsed {
    let mark = |at| word(tokens, at);
    let separator = mark(at + 1);
    let is_whole = (0..4).all(|step| glued(tokens, at + step, at + step + 1))
        && mark(at + 3) == separator
        && matches!(separator, "-" | "/" | ".");
    let runs_on = glued(tokens, at + 4, at + 5) && mark(at + 5) == separator;
    if !is_whole || runs_on || follows_code(tokens, at) {
        return None;
    }
    let middle = short(tokens, at + 2)?;
    if let Some(year) = year(tokens, at) {
        return valid(year, middle, short(tokens, at + 4)?, at + 5);
    }
    let in_short = (separator == "/")
        .then(|| short_year(tokens, at + 4))
        .flatten();
    let (year, first) = (year(tokens, at + 4).or(in_short)?, short(tokens, at)?);
    let is_day = |number: i8| number > 12 || first == middle;
    match (is_day(first), is_day(middle)) {
        (true, _) => valid(year, middle, first, at + 5),
        (_, true) => valid(year, first, middle, at + 5),
        // Either may be the month: no day is told, and no year by itself either.
        _ => Some((Expression::NoDate, at + 5)),
    }
}

/// "21.07.2013" and "2013.07.21", of which the first two numbers look like a decimal.
fn with_stops(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (first, second) = tokens.get(at)?.text.split_once('.')?;
    let tight =
        word(tokens, at + 1) == "." && glued(tokens, at, at + 1) && glued(tokens, at + 1, at + 2);
    if !tight || follows_code(tokens, at) {
        return None;
    }
    let second: i8 = second.parse().ok()?;
    match first.len() {
        4 => valid(first.parse().ok()?, second, short(tokens, at + 2)?, at + 3),
        // Who writes stops puts the day first.
        1 | 2 => valid(year(tokens, at + 2)?, second, first.parse().ok()?, at + 3),
        _ => None,
    }
}

/// "20130721".
fn eight_digits(tokens: &[Token<'_>], at: usize) -> Parsed {
    let text = tokens[at].text;
    let alone = !glued(tokens, at, at + 1)
        || matches!(word(tokens, at + 1), ")" | "," | "." | ":" | ";" | "\"");
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) || !alone {
        return None;
    }
    let year = text[..4]
        .parse()
        .ok()
        .filter(|year| (1950..2050).contains(year))?;
    if follows_code(tokens, at) {
        return None;
    }
    valid(
        year,
        text[4..6].parse().ok()?,
        text[6..].parse().ok()?,
        at + 1,
    )
}

/// A military date-time group: day, hour and minute, zone, month, year: "231430Z JUL 13", "040630ZSEP05".
fn group(tokens: &[Token<'_>], at: usize) -> Parsed {
    let text = tokens[at].text;
    if text.len() != 6 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let letters = tokens
        .get(at + 1)
        .filter(|zone| glued(tokens, at, at + 1) && zone.is_upper_case() && zone.text.is_ascii())?;
    let (month, after) = match letters.text.len() {
        1 => calendar::month(tokens, at + 2).map(|(month, next, _)| (month, next))?,
        _ => (calendar::month_of_letters(&letters.folded[1..])?, at + 2),
    };
    let day = text[..2]
        .parse()
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let (year, end) = match (year(tokens, after), short_year(tokens, after)) {
        (Some(year), _) | (None, Some(year)) => (YearOf::Given(year), after + 1),
        _ => (YearOf::Nearest, after),
    };
    Some((Expression::Day { year, month, day }, end))
}
