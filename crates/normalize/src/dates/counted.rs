//! Days counted from a day that the same words name: "two days before Christmas Day", "the day after 9 July".

use super::absolute::{self, Parsed};
use super::calendar::{self, Unit};
use super::expression::{Anchor, Expression, YearOf};
use super::look::{is_phrase, word};
use super::numbers::{count, year};
use super::{relative, weekdays};
use crate::tokens::{Token, glued};

pub(super) fn expression(tokens: &[Token<'_>], at: usize) -> Parsed {
    eve(tokens, at)
        .or_else(|| week_of(tokens, at))
        .or_else(|| this_day(tokens, at))
        .or_else(|| from_a_day(tokens, at))
}

/// A day that others can be counted from, with "the" before it.
fn base(tokens: &[Token<'_>], at: usize) -> Parsed {
    let the = at + usize::from(word(tokens, at) == "the");
    absolute::expression(tokens, the)
        .or_else(|| weekdays::weekday(tokens, the))
        .or_else(|| relative::named_day(tokens, the))
        .filter(|(expression, _)| {
            matches!(
                expression,
                Expression::Day { .. }
                    | Expression::Feast { .. }
                    | Expression::Weekday { .. }
                    | Expression::Days {
                        anchor: Anchor::Published,
                        ..
                    }
            )
        })
}

/// "two days before Christmas Day", "a week before the 9 July vote", "the day after 9 July".
fn from_a_day(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (number, next) = match (word(tokens, at), calendar::is_daypart(tokens, at + 1)) {
        ("the", true) => (1, at + 1),
        ("the", false) if word(tokens, at + 1) == "day" => (1, at + 1),
        _ => count(tokens, at)
            .filter(|&(_, vague, _)| !vague)
            .map(|(number, _, next)| (number, next))?,
    };
    let (unit, scale) = if calendar::is_daypart(tokens, next) {
        (Unit::Day, 1)
    } else {
        calendar::unit_at(tokens, next).filter(|&(unit, _)| unit != Unit::Hour)?
    };
    let sign = match word(tokens, next + 1) {
        "before" => -1,
        "after" | "following" => 1,
        _ => return None,
    };
    let (from, end) = base(tokens, next + 2)?;
    // "the day before yesterday" has its own reading.
    if matches!(from, Expression::Days { .. }) && word(tokens, at) == "the" {
        return None;
    }
    Some((
        Expression::Counted {
            count: number * scale * sign,
            unit,
            from: Box::new(from),
        },
        end,
    ))
}

/// "the eve of 1 May".
fn eve(tokens: &[Token<'_>], at: usize) -> Parsed {
    if !is_phrase(tokens, at, &["the", "eve", "of"]) {
        return None;
    }
    let (from, end) = base(tokens, at + 3)?;
    Some((
        Expression::Counted {
            count: -1,
            unit: Unit::Day,
            from: Box::new(from),
        },
        end,
    ))
}

/// "the week of 8 July", "the week ending 14 July".
fn week_of(tokens: &[Token<'_>], at: usize) -> Parsed {
    if word(tokens, at) != "week" {
        return None;
    }
    let ending = match word(tokens, at + 1) {
        "of" | "beginning" | "starting" => false,
        "ending" => true,
        _ => return None,
    };
    let (day, end) = absolute::expression(tokens, at + 2)?;
    let day = Box::new(day);
    matches!(*day, Expression::Day { .. }).then_some((Expression::WeekWith { day, ending }, end))
}

/// "on this day in 1982", "a year ago today", "ten years ago this week".
fn this_day(tokens: &[Token<'_>], at: usize) -> Parsed {
    if is_phrase(tokens, at, &["this", "day", "in"]) {
        let year = YearOf::Given(year(tokens, at + 3)?);
        return Some((
            Expression::Anniversary {
                year,
                unit: Unit::Day,
            },
            at + 4,
        ));
    }
    let (number, false, next) = count(tokens, at)? else {
        return None;
    };
    let (Unit::Year, scale) = calendar::unit_at(tokens, next)? else {
        return None;
    };
    if word(tokens, next + 1) != "ago" {
        return None;
    }
    let year = YearOf::Offset(i16::try_from(-number * scale).ok()?);
    let (unit, end) = match (word(tokens, next + 2), word(tokens, next + 3)) {
        ("today", _) => (Unit::Day, next + 3),
        ("this", "week") => (Unit::Week, next + 4),
        ("this", "month") => (Unit::Month, next + 4),
        _ => return None,
    };
    let possessive = glued(tokens, end - 1, end) && word(tokens, end) == "'s";
    (!possessive).then_some((Expression::Anniversary { year, unit }, end))
}
