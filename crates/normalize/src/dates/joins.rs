//! Dates that bound a time: "since Friday", "until 5 May", "by Monday", "from 3 May to 5 June".

use super::absolute::{self, Parsed};
use super::calendar;
use super::expression::{Anchor, Expression};
use super::look::{Class, follows, is_of, is_phrase, names_event, word, word_before};
use super::numbers::day;
use super::{names, relative, weekdays, years};
use crate::tokens::{Token, glued};

/// Any expression at token `at`, names that hold a date among them.
pub(super) fn at_token(tokens: &[Token<'_>], at: usize) -> Parsed {
    if let Some(end) = super::look::phrase_end(tokens, at) {
        return Some((Expression::NoDate, end));
    }
    match word(tokens, at) {
        "since" => since(tokens, at),
        "until" | "till" => until(tokens, at),
        "by" => by(tokens, at),
        "before" => before(tokens, at),
        "between" => joined(tokens, at + 1, &["and"], weekdays::is_night(tokens, at))
            .or_else(|| already_range(tokens, at + 1)),
        "from" => joined(
            tokens,
            at + 1,
            &["to", "until", "till", "through", "-"],
            true,
        )
        .or_else(|| already_range(tokens, at + 1)),
        _ => {
            joined(tokens, at, &["to", "through", "-", "until"], true).or_else(|| plain(tokens, at))
        }
    }
}

/// An expression that bounds nothing, or the name that it belongs to.
fn plain(tokens: &[Token<'_>], at: usize) -> Parsed {
    if let Some((day, end)) = calendar::event_in_figures(tokens, at) {
        return Some((Expression::Event(day), end));
    }
    let (found, end) = simple(tokens, at)?;
    if names::is_named(tokens, at, end, &found) {
        return Some((Expression::NoDate, end));
    }
    if let Expression::Day {
        year: super::expression::YearOf::Nearest,
        month,
        day,
    } = found
        && let Some(day) = calendar::event_on(month, day, tokens, end)
    {
        return Some((Expression::Event(day), end));
    }
    if let Some(parsed) = weekdays::into_next(tokens, end, &found) {
        return Some(parsed);
    }
    Some((found, end))
}

fn since(tokens: &[Token<'_>], at: usize) -> Parsed {
    let found = |inner, end| Some((Expression::Since(Box::new(inner)), end));
    if word(tokens, at + 1) == "then" {
        let offset = 0;
        let anchor = Anchor::Reference;
        return found(Expression::Days { offset, anchor }, at + 2);
    }
    let mut start = at + 1;
    start += if is_phrase(tokens, start, &["at", "least"]) {
        2
    } else {
        usize::from(matches!(word(tokens, start), "around" | "about" | "at"))
    };
    start += usize::from(calendar::is_daypart(tokens, start));
    start += usize::from(matches!(word(tokens, start), "on" | "in"));
    let (inner, end) = simple(tokens, start).or_else(|| the_period(tokens, start))?;
    found(inner, end).filter(|_| !matches!(word(tokens, start), "(" | ","))
}

/// "the 1990s", "the weekend".
fn the_period(tokens: &[Token<'_>], at: usize) -> Parsed {
    if word(tokens, at) != "the" {
        return None;
    }
    years::decade(tokens, at + 1).or_else(|| {
        relative::which_unit(tokens, at + 1)
            .filter(|(found, _)| matches!(found, Expression::Weekend(_)))
    })
}

fn until(tokens: &[Token<'_>], at: usize) -> Parsed {
    if word(tokens, at + 1) == "then" {
        let then = Expression::Days {
            offset: 0,
            anchor: Anchor::Reference,
        };
        return Some((Expression::Until(Box::new(then)), at + 2));
    }
    let start = at + 1 + usize::from(matches!(word(tokens, at + 1), "on" | "in"));
    let (inner, end) = simple(tokens, start)?;
    // "not found until Sunday": on Sunday they were.
    let denied = (at.saturating_sub(4)..at)
        .any(|at| matches!(word(tokens, at), "not" | "wasnt" | "werent" | "didnt"));
    let is_day = matches!(inner, Expression::Day { .. } | Expression::Weekday { .. });
    Some(if denied && is_day {
        (inner, end)
    } else {
        (Expression::Until(Box::new(inner)), end)
    })
}

/// "by Monday the town had fallen", but not "by Monday's blast".
fn by(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (inner, end) = simple(tokens, at + 1)?;
    let is_day = matches!(inner, Expression::Day { .. } | Expression::Weekday { .. });
    let is_noun = word(tokens, end) == "'s"
        || names_event(tokens, end)
        || follows(tokens, at, Class::StopsBy)
        || at > 0 && glued(tokens, at - 1, at);
    (is_day && !is_noun).then(|| (Expression::Until(Box::new(inner)), end))
}

/// "before 2004", but not "before 2004 elections".
fn before(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (inner, end) = years::expression(tokens, at + 1)?;
    let is_year = matches!(inner, Expression::Year { .. });
    let is_noun = word(tokens, end) == "'s" || names_event(tokens, end);
    (is_year && !is_noun).then(|| (Expression::Before(Box::new(inner)), end))
}

/// "3 to 5 May" after "from" or "between".
fn already_range(tokens: &[Token<'_>], at: usize) -> Parsed {
    simple(tokens, at).filter(|(expression, _)| matches!(expression, Expression::Range { .. }))
}

fn is_bounded(expression: &Expression) -> bool {
    !matches!(
        expression,
        Expression::Range { .. }
            | Expression::Duration { .. }
            | Expression::Past { .. }
            | Expression::NoDate
    )
}

fn joined(tokens: &[Token<'_>], at: usize, joints: &[&str], lasted: bool) -> Parsed {
    let (first, end) = simple(tokens, at).or_else(|| from_period(tokens, at))?;
    let joint = word(tokens, end);
    if !joints.contains(&joint) || !is_bounded(&first) {
        return None;
    }
    let (last, end) = simple(tokens, end + 1)
        .or_else(|| the_period(tokens, end + 1))
        .or_else(|| ordinal_after(tokens, end + 1, &first))?;
    is_bounded(&last).then(|| {
        (
            Expression::Range {
                first: Box::new(first),
                last: Box::new(last),
                lasted,
            },
            end,
        )
    })
}

/// "the 1960s" behind "from".
fn from_period(tokens: &[Token<'_>], at: usize) -> Parsed {
    the_period(tokens, at).filter(|_| matches!(word_before(tokens, at), "from" | "between"))
}

/// "the 15th" of "from the 12th to the 15th".
fn ordinal_after(tokens: &[Token<'_>], at: usize, first: &Expression) -> Parsed {
    let Expression::DayOfMonth { month, .. } = *first else {
        return None;
    };
    let (day, end) = day(tokens, at + 1).filter(|_| word(tokens, at) == "the")?;
    let compound = glued(tokens, end - 1, end) && is_of(tokens, end, Class::Measure);
    (!compound).then_some((Expression::DayOfMonth { day, month }, end))
}

pub(super) fn simple(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (found, end) =
        absolute::expression(tokens, at).or_else(|| relative::expression(tokens, at))?;
    // "12 March (Tuesday)" is one day.
    if matches!(found, Expression::Day { .. })
        && let Some((again, words)) = weekdays::said_again(tokens, end)
        && again == words
    {
        return Some((found, again));
    }
    Some((found, end))
}
