//! Expressions that name a day, month or year: "23 July 2013", "early 2012", "mid-March".

use super::calendar;
use super::expression::{Expression, Part, Which, YearOf};
use super::numbers::{day, is_ordinal, short, short_year, year};
use super::relative;
use crate::tokens::{Token, glued};

pub(super) type Parsed = Option<(Expression, usize)>;

fn word<'a>(tokens: &'a [Token<'_>], at: usize) -> &'a str {
    tokens.get(at).map_or("", |token| &token.folded)
}

fn word_before<'a>(tokens: &'a [Token<'_>], at: usize) -> &'a str {
    at.checked_sub(1).map_or("", |at| word(tokens, at))
}

/// Any absolute expression at token `at`.
pub(super) fn expression(tokens: &[Token<'_>], at: usize) -> Parsed {
    numeric(tokens, at)
        .or_else(|| with_stops(tokens, at))
        .or_else(|| day_then_month(tokens, at))
        .or_else(|| month_then_day(tokens, at))
        .or_else(|| holiday(tokens, at))
        .or_else(|| part_of_period(tokens, at))
        .or_else(|| week_of_month(tokens, at))
        .or_else(|| decade(tokens, at))
        .or_else(|| season(tokens, at))
        .or_else(|| whole_month(tokens, at))
        .or_else(|| whole_year(tokens, at))
}

/// "2013-07-23", "2013/07/23", and "23/07/2013" where no other reading is possible.
fn numeric(tokens: &[Token<'_>], at: usize) -> Parsed {
    let mark = |at| word(tokens, at);
    let separator = mark(at + 1);
    let is_whole = (0..4).all(|step| glued(tokens, at + step, at + step + 1))
        && mark(at + 3) == separator
        && matches!(separator, "-" | "/" | ".");
    let follows_code = at > 0 && glued(tokens, at - 1, at) && !tokens[at - 1].is("(");
    if !is_whole || follows_code {
        return None;
    }
    let middle = short(tokens, at + 2)?;
    let (year, month, day) = if let Some(year) = year(tokens, at) {
        (year, middle, short(tokens, at + 4)?)
    } else {
        let (year, first) = (year(tokens, at + 4)?, short(tokens, at)?);
        let is_day = |number: i8| number > 12 || first == middle;
        match (is_day(first), is_day(middle)) {
            (true, _) => (year, middle, first),
            (_, true) => (year, first, middle),
            _ => return None,
        }
    };
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then_some((
        Expression::Day {
            year: YearOf::Given(year),
            month,
            day,
        },
        at + 5,
    ))
}

/// "21.07.2013", of which the first two numbers look like a decimal.
fn with_stops(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (day, month) = tokens.get(at)?.text.split_once('.')?;
    let (day, month): (i8, i8) = (day.parse().ok()?, month.parse().ok()?);
    let tight =
        word(tokens, at + 1) == "." && glued(tokens, at, at + 1) && glued(tokens, at + 1, at + 2);
    let year = YearOf::Given(year(tokens, at + 2)?);
    let only_reading = (13..=31).contains(&day) && (1..=12).contains(&month);
    (tight && only_reading).then_some((Expression::Day { year, month, day }, at + 3))
}

/// The year after a day and month, if one is told.
fn year_after(tokens: &[Token<'_>], at: usize, capitals: bool) -> (YearOf, usize) {
    if let Some((offset, next)) = relative::year_of(tokens, at) {
        return (offset, next);
    }
    let comma = usize::from(matches!(word(tokens, at), "," | "of"));
    if let Some(year) = year(tokens, at + comma) {
        return (YearOf::Given(year), at + comma + 1);
    }
    let apostrophe = word(tokens, at) == "'" && glued(tokens, at, at + 1);
    let at_year = at + usize::from(apostrophe || word(tokens, at) == "-");
    match short_year(tokens, at_year) {
        Some(year) if apostrophe || capitals => (YearOf::Given(year), at_year + 1),
        _ => (YearOf::Nearest, at),
    }
}

/// "23 July 2013", "the 23rd of July", "3 JAN 90", "3-5 May", "3 and 5 May".
fn day_then_month(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (first, mut next) = day(tokens, at)?;
    if at > 0
        && glued(tokens, at - 1, at)
        && !matches!(word_before(tokens, at), "(" | "/" | "-" | "[")
    {
        return None;
    }
    let mut second = None;
    if matches!(
        word(tokens, next),
        "-" | "/" | "to" | "and" | "or" | "until" | "through"
    ) && let Some((last, after)) = day(tokens, next + 1)
    {
        second = Some((last, word(tokens, next).to_owned()));
        next = after;
    }
    let hyphen = word(tokens, next) == "-" && glued(tokens, next, next + 1);
    let of = usize::from(word(tokens, next) == "of" || hyphen);
    let (month, after, _) = calendar::month(tokens, next + of)?;
    let capitals = tokens[next + of].is_upper_case();
    let (year, end) = year_after(tokens, after, capitals);
    let a_day = |day| Expression::Day { year, month, day };
    Some(match second {
        None => (a_day(first), end),
        // Two days apart: only the first is told here, the second stands on its own.
        Some((_, joint))
            if matches!(&*joint, "and" | "or") && word_before(tokens, at) != "between" =>
        {
            (a_day(first), day(tokens, at)?.1)
        }
        Some((last, joint)) => (days(a_day(first), a_day(last), joint != "and"), end),
    })
}

fn days(first: Expression, last: Expression, lasted: bool) -> Expression {
    Expression::Range {
        first: Box::new(first),
        last: Box::new(last),
        lasted,
    }
}

/// "July 23, 2013", "Sept. 1", "May 3-5, 2013".
fn month_then_day(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (month, next, _) = calendar::month(tokens, at)?;
    let the = usize::from(word(tokens, next) == "the" && is_ordinal(tokens, next + 1));
    let (first, after) = day(tokens, next + the)?;
    let is_time = word(tokens, after) == ":" && tokens.get(after + 1).is_some_and(Token::is_number);
    if is_time
        || word(tokens, after) == "%"
        || word(tokens, after) == "-" && is_compound(tokens, after)
    {
        return None;
    }
    let joined = matches!(word(tokens, after), "-" | "to" | "until" | "through");
    if joined && let Some((last, end)) = day(tokens, after + 1).filter(|&(last, _)| last > first) {
        let (year, end) = year_after(tokens, end, false);
        let a_day = |day| Expression::Day { year, month, day };
        return Some((days(a_day(first), a_day(last), true), end));
    }
    let capitals = tokens[at].is_upper_case() && word(tokens, after) == ",";
    let (year, end) = year_after(tokens, after, capitals);
    Some((
        Expression::Day {
            year,
            month,
            day: first,
        },
        end,
    ))
}

/// "9-year": a hyphen that binds the number to a word.
fn is_compound(tokens: &[Token<'_>], dash: usize) -> bool {
    glued(tokens, dash - 1, dash) && glued(tokens, dash, dash + 1) && tokens[dash + 1].is_word()
}

fn holiday(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (month, day, next) = calendar::holiday(tokens, at)?;
    let (year, end) = year_after(tokens, next, false);
    Some((Expression::Day { year, month, day }, end))
}

fn part(tokens: &[Token<'_>], at: usize) -> Option<(Part, usize)> {
    let skip_hyphen = |next: usize| next + usize::from(word(tokens, next) == "-");
    let of = |part, next: usize| (word(tokens, next) == "of").then_some((part, next + 1));
    let the = usize::from(word(tokens, at) == "the");
    match (word(tokens, at + the), word(tokens, at + the + 1)) {
        ("early" | "late", "in" | "on") if the == 0 => {
            let part = if word(tokens, at) == "early" {
                Part::Early
            } else {
                Part::Late
            };
            Some((part, at + 2))
        }
        ("early" | "earlier", _) if the == 0 => Some((Part::Early, skip_hyphen(at + 1))),
        ("mid" | "middle", next) if next != "of" => Some((Part::Mid, skip_hyphen(at + the + 1))),
        ("late" | "later", _) if the == 0 => Some((Part::Late, skip_hyphen(at + 1))),
        ("middle", _) => of(Part::Mid, at + the + 1),
        ("beginning" | "start", _) => of(Part::Early, at + the + 1),
        ("end", _) => of(Part::Late, at + the + 1),
        ("first", "half") => of(Part::FirstHalf, at + the + 2),
        ("second", "half") => of(Part::SecondHalf, at + the + 2),
        _ => None,
    }
}

/// "early 2012", "mid-March", "the end of last year", "late on Friday".
fn part_of_period(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (part, next) = part(tokens, at)?;
    if let Some(year) = year(tokens, next) {
        return Some((
            Expression::Year {
                year: YearOf::Given(year),
                part,
            },
            next + 1,
        ));
    }
    if let Some((month, after, _)) = calendar::month(tokens, next)
        && day(tokens, after).is_none_or(|(_, end)| word(tokens, end) == "-")
    {
        let (year, end) = year_after(tokens, after, false);
        return Some((Expression::Month { year, month, part }, end));
    }
    let (inner, end) = relative::expression(tokens, next).or_else(|| expression(tokens, next))?;
    Some((with_part(inner, part), end))
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
            let part = if part == Part::Early && offset == 0 {
                Part::SoFar
            } else {
                part
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
    let nth = match word(tokens, at) {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "last" => 5,
        _ => return None,
    };
    if word(tokens, at + 1) != "week" || !matches!(word(tokens, at + 2), "of" | "in") {
        return None;
    }
    let (month, next, _) = calendar::month(tokens, at + 3)?;
    let (year, end) = year_after(tokens, next, false);
    Some((Expression::WeekOfMonth { year, month, nth }, end))
}

/// "the 1980s", "the late 1990s".
fn decade(tokens: &[Token<'_>], at: usize) -> Parsed {
    let first = year(tokens, at).filter(|year| year % 10 == 0)?;
    let has_s = glued(tokens, at, at + 1) && matches!(word(tokens, at + 1), "s" | "'s");
    has_s.then_some((Expression::Decade(first), at + 2))
}

/// "summer 2014", "the spring of 2011": only with a year, since a lone season names no time.
fn season(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (first, last) = calendar::season(tokens, at)?;
    let of = usize::from(matches!(word(tokens, at + 1), "of" | ","));
    let year = year(tokens, at + 1 + of)?;
    Some((
        Expression::Months {
            year: YearOf::Given(year),
            first,
            last,
        },
        at + 2 + of,
    ))
}

/// "July 2013", "in January", "last July". A lone name counts where a preposition or "the" makes it a time.
fn whole_month(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (month, next, written_out) = calendar::month(tokens, at)?;
    let glued_before =
        at > 0 && glued(tokens, at - 1, at) && !matches!(word_before(tokens, at), "(" | "-" | "\"");
    if glued_before || next < tokens.len() && tokens[next].is_dash() && is_compound(tokens, next) {
        return None;
    }
    let (year, end) = year_after(tokens, next, false);
    let part = Part::Whole;
    if year != YearOf::Nearest {
        return Some((Expression::Month { year, month, part }, end));
    }
    let follows_name = tokens
        .get(next)
        .is_some_and(|token| token.is_word() && token.is_capitalised() && !token.is_upper_case());
    let is_time = match word_before(tokens, at) {
        "in" | "since" | "until" | "till" | "during" | "by" | "early" | "late" | "mid"
        | "between" | "throughout" => true,
        "to" | "through" | "and" if at >= 2 && calendar::month(tokens, at - 2).is_some() => true,
        "of" | "from" | "to" | "through" | "before" | "after" | "the" => {
            written_out && month != 5 && month != 3
        }
        _ => false,
    };
    (is_time && !follows_name).then_some((Expression::Month { year, month, part }, next))
}

/// "in 2004", "the 2003 invasion"; 2,000 people are no year.
fn whole_year(tokens: &[Token<'_>], at: usize) -> Parsed {
    let number = year(tokens, at)?;
    let alone =
        !(at > 0 && glued(tokens, at - 1, at) && !matches!(word_before(tokens, at), "(" | "-"))
            && !(glued(tokens, at, at + 1)
                && (tokens[at + 1].is_word()
                    || tokens[at + 1].is_dash() && is_compound(tokens, at + 1)));
    let is_time = match word_before(tokens, at) {
        "in" | "since" | "during" | "by" | "until" | "till" | "year" | "throughout" => true,
        "of" | "from" | "before" | "after" | "early" | "late" | "mid" | "around" | "between"
        | "and" | "to" | "(" | "the" | "his" | "her" | "their" | "its" | "'s" | "-" | "," => {
            !counts_something(tokens, at)
        }
        _ => false,
    };
    let counts = number % 100 == 0 && counts_something(tokens, at);
    let year = Expression::Year {
        year: YearOf::Given(number),
        part: Part::Whole,
    };
    (alone && is_time && !counts).then_some((year, at + 1))
}

/// Whether a plural noun follows: "2000 people".
fn counts_something(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|token| {
        token.is_word()
            && !token.is_capitalised()
            && (crate::tokens::singular(&token.folded) != token.folded
                && !token.is("was")
                && !token.is("has"))
    })
}

/// "last July": for [`relative`].
pub(super) fn month_which(tokens: &[Token<'_>], at: usize, which: Which) -> Parsed {
    let (month, next, _) = calendar::month(tokens, at)?;
    if let Some((first, after)) = day(tokens, next) {
        return Some((
            Expression::Day {
                year: YearOf::Which(which),
                month,
                day: first,
            },
            after,
        ));
    }
    Some((
        Expression::Month {
            year: YearOf::Which(which),
            month,
            part: Part::Whole,
        },
        next,
    ))
}
