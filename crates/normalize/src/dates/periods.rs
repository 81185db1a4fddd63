//! Seasons and parts of a time: "last summer", "mid-March", "the end of last year", "the year before last".

use super::absolute::{Parsed, year_after};
use super::calendar::{self, Unit};
use super::expression::{Anchor, Expression, Part, Which, YearOf};
use super::look::{is_phrase, word, word_before};
use super::numbers::{day, short_year, year};
use super::{months, relative, years};
use crate::tokens::{Token, glued};

pub(super) fn expression(tokens: &[Token<'_>], at: usize) -> Parsed {
    part_of_period(tokens, at)
        .or_else(|| week_of_month(tokens, at))
        .or_else(|| season(tokens, at))
        .or_else(|| months::whole_month(tokens, at))
}

fn part(tokens: &[Token<'_>], at: usize) -> Option<(Part, usize)> {
    let skip_hyphen = |next: usize| next + usize::from(word(tokens, next) == "-");
    let of = |part, next: usize| (word(tokens, next) == "of").then_some((part, next + 1));
    let the = usize::from(word(tokens, at) == "the");
    match (word(tokens, at + the), word(tokens, at + the + 1)) {
        ("early", "in" | "on") if the == 0 => Some((Part::Early, at + 2)),
        ("late", "in" | "on") if the == 0 => Some((Part::Late, at + 2)),
        ("early", _) if the == 0 => Some((Part::Early, skip_hyphen(at + 1))),
        ("earlier", _) if the == 0 => Some((Part::SoFar, at + 1)),
        ("mid" | "middle", next) if next != "of" => Some((Part::Mid, skip_hyphen(at + the + 1))),
        ("late", _) if the == 0 => Some((Part::Late, skip_hyphen(at + 1))),
        ("later", _) if the == 0 => Some((Part::ToCome, at + 1)),
        ("end", "-") if the == 0 => Some((Part::Late, at + 2)),
        ("middle", _) => of(Part::Mid, at + the + 1),
        ("beginning" | "start", _) => of(Part::Early, at + the + 1),
        ("end", _) => of(Part::Late, at + the + 1),
        ("first", "half") => of(Part::FirstHalf, at + the + 2),
        ("second", "half") => of(Part::SecondHalf, at + the + 2),
        (nth, "quarter") => of(Part::Quarter(quarter(nth)?), at + the + 2),
        _ => None,
    }
}

fn quarter(nth: &str) -> Option<i8> {
    Some(match nth {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" | "last" => 4,
        _ => return None,
    })
}

/// "early 2012", "mid-March", "the end of last year", "late on Friday", "the start of the year".
fn part_of_period(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (part, next) = part(tokens, at)?;
    if let Some((Expression::Decade { first, .. }, end)) = years::decade(tokens, next) {
        return Some((Expression::Decade { first, part }, end));
    }
    if let Some(year) =
        year(tokens, next).filter(|_| !glued(tokens, next, next + 1) || !tokens[next + 1].is_word())
    {
        let year = YearOf::Given(year);
        return Some((Expression::Year { year, part }, next + 1));
    }
    if let Some((month, after, _)) = calendar::month(tokens, next)
        && day(tokens, after).is_none_or(|(_, end)| word(tokens, end) == "-")
    {
        let (year, end) = year_after(tokens, after, false);
        return Some((Expression::Month { year, month, part }, end));
    }
    if matches!(
        word_before(tokens, at),
        "by" | "at"
            | "before"
            | "until"
            | "till"
            | "since"
            | "from"
            | "towards"
            | "toward"
            | "near"
    ) && let Some(parsed) = this_period(tokens, next, part)
    {
        return Some(parsed);
    }
    let (inner, end) =
        relative::expression(tokens, next).or_else(|| super::absolute::expression(tokens, next))?;
    Some((with_part(inner, part), end))
}

/// "the start of the year": the one in which the report is published.
fn this_period(tokens: &[Token<'_>], at: usize, part: Part) -> Parsed {
    let (unit, 1) = calendar::unit_at(tokens, at + 1).filter(|_| word(tokens, at) == "the")? else {
        return None;
    };
    let known = matches!(unit, Unit::Week | Unit::Month | Unit::Year)
        && !word(tokens, at + 1).ends_with('s');
    let ends = !matches!(word(tokens, at + 2), "of" | "before" | "after" | "-" | "'s");
    (known && ends && word_before(tokens, at) == "of").then_some((
        Expression::Calendar {
            unit,
            offset: 0,
            part,
            anchor: Anchor::Published,
        },
        at + 2,
    ))
}

/// Weekdays and days stay whole: a part of a day keeps the day.
fn with_part(expression: Expression, part: Part) -> Expression {
    match expression {
        Expression::Month {
            year,
            month,
            part: Part::Whole,
        } => Expression::Month { year, month, part },
        Expression::Year {
            year,
            part: Part::Whole,
        } => Expression::Year { year, part },
        Expression::Calendar {
            unit,
            offset,
            part: Part::Whole,
            anchor,
        } => {
            // "earlier last week" is no more than a part of it.
            let part = match part {
                Part::SoFar if offset != 0 => Part::Early,
                Part::ToCome if offset != 0 => Part::Late,
                part => part,
            };
            Expression::Calendar {
                unit,
                offset,
                part,
                anchor,
            }
        }
        other => other,
    }
}

/// "the first week of March".
fn week_of_month(tokens: &[Token<'_>], at: usize) -> Parsed {
    let nth = nth(word(tokens, at))?;
    if word(tokens, at + 1) != "week" || !matches!(word(tokens, at + 2), "of" | "in") {
        return None;
    }
    let (month, next, _) = calendar::month(tokens, at + 3)?;
    let (year, end) = year_after(tokens, next, false);
    Some((Expression::WeekOfMonth { year, month, nth }, end))
}

/// "first" to "fourth"; 5 is the last.
pub(super) fn nth(word: &str) -> Option<i8> {
    Some(match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "last" => 5,
        _ => return None,
    })
}

/// "summer 2014", "the winter of 1994/95", "last summer", "that summer": a lone season names no time.
fn season(tokens: &[Token<'_>], at: usize) -> Parsed {
    let told = match word(tokens, at) {
        "last" | "past" => Some(YearOf::Which(Which::Last)),
        "this" => Some(YearOf::Which(Which::This)),
        "next" => Some(YearOf::Which(Which::Next)),
        // "rockets that fall", "leaks that spring up".
        "that" if !matches!(word(tokens, at + 1), "fall" | "spring") => Some(YearOf::Reference),
        _ => None,
    };
    let name = at + usize::from(told.is_some());
    let (first, last) = calendar::season(tokens, name)?;
    if let Some(year) = told {
        // "last spring" but not "this fall of the government".
        let found = Expression::Months { year, first, last };
        return (word(tokens, name + 1) != "of").then_some((found, name + 1));
    }
    let number = name + 1 + usize::from(matches!(word(tokens, name + 1), "of" | ","));
    let given = year(tokens, number)?;
    let mut end = number + 1;
    if first > last {
        let next = short_year(tokens, end + 1).or_else(|| year(tokens, end + 1))?;
        if !matches!(word(tokens, end), "/" | "-") || next != given + 1 {
            return None;
        }
        end += 2;
    }
    let year = YearOf::Given(given);
    Some((Expression::Months { year, first, last }, end))
}

/// "the year before last", "the night before last".
pub(super) fn before_last(tokens: &[Token<'_>], at: usize) -> Parsed {
    if !is_phrase(tokens, at + 2, &["before", "last"]) || word(tokens, at) != "the" {
        return None;
    }
    let anchor = Anchor::Published;
    if calendar::is_daypart(tokens, at + 1) {
        return Some((Expression::Days { offset: -2, anchor }, at + 4));
    }
    if word(tokens, at + 1) == "weekend" {
        return Some((Expression::WeekendsAgo(2), at + 4));
    }
    let (unit, 1) = calendar::unit_at(tokens, at + 1)? else {
        return None;
    };
    let found = match unit {
        Unit::Hour => return None,
        Unit::Day => Expression::Days { offset: -2, anchor },
        unit => Expression::Calendar {
            unit,
            offset: -2,
            part: Part::Whole,
            anchor,
        },
    };
    Some((found, at + 4))
}
