//! Days of the week: "on Sunday", "the following Monday", "the first Friday of May", "a week ago Sunday".

use super::absolute::{self, Parsed};
use super::expression::{Expression, Which};
use super::look::{Class, follows, is_of, is_phrase, stands_alone, word, word_before};
use super::numbers::{count, day, is_ordinal};
use super::relative::{skip_daypart, which};
use super::{calendar, periods};
use crate::tokens::{Token, glued};

pub(super) fn expression(tokens: &[Token<'_>], at: usize) -> Parsed {
    if calendar::weekday(tokens, at).is_some() {
        return recurring(tokens, at).or_else(|| weekday(tokens, at));
    }
    // Only a small word or a count may stand before the weekday here.
    let near = (at + 1..at + 5).any(|at| calendar::weekday(tokens, at).is_some());
    if !near {
        return weeks_ago(tokens, at);
    }
    indefinite(tokens, at)
        .or_else(|| other_weekday(tokens, at))
        .or_else(|| nth_weekday(tokens, at))
        .or_else(|| weeks_ago(tokens, at))
        .or_else(|| weekday(tokens, at))
}

/// "every Friday", "most Fridays", "one Sunday": no day that could be told.
fn recurring(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (_, next, _) = calendar::weekday(tokens, at)?;
    follows(tokens, at, Class::Recurring).then(|| (Expression::NoDate, skip_daypart(tokens, next)))
}

/// "a Friday" by itself: "on a Friday in March", but not "a Sunday attack".
fn indefinite(tokens: &[Token<'_>], at: usize) -> Parsed {
    if !matches!(word(tokens, at), "a" | "an") {
        return None;
    }
    let (_, next, _) = calendar::weekday(tokens, at + 1)?;
    let end = skip_daypart(tokens, next);
    stands_alone(tokens, end).then_some((Expression::NoDate, end))
}

/// "the following Monday", "the previous Friday", "the Sunday before".
fn other_weekday(tokens: &[Token<'_>], at: usize) -> Parsed {
    if word(tokens, at) != "the" {
        return None;
    }
    let told = match word(tokens, at + 1) {
        "following" => Some(true),
        "previous" | "preceding" => Some(false),
        _ => None,
    };
    let (weekday, next, _) = calendar::weekday(tokens, at + 1 + usize::from(told.is_some()))?;
    let end = skip_daypart(tokens, next);
    if let Some(parsed) = day_named_twice(tokens, end) {
        return Some(parsed);
    }
    let found = |forward| Expression::WeekdayFrom { weekday, forward };
    if let Some(forward) = told {
        return Some((found(forward), end));
    }
    // "the Sunday before the vote" counts from the vote, not from a day.
    let forward = match word(tokens, end) {
        "before" => false,
        "after" => true,
        _ => return None,
    };
    let closes = tokens.get(end + 1).is_none_or(|token| !token.is_word());
    closes.then(|| (found(forward), end + 1))
}

/// "the first Friday of May", "the last Sunday in March", "the second Monday of last month".
fn nth_weekday(tokens: &[Token<'_>], at: usize) -> Parsed {
    let nth = periods::nth(word(tokens, at))?;
    let (weekday, next, _) = calendar::weekday(tokens, at + 1)?;
    if !matches!(word(tokens, next), "of" | "in") {
        return None;
    }
    let (inside, end) = match calendar::month(tokens, next + 1) {
        Some((month, after, _)) => {
            let (year, end) = absolute::year_after(tokens, after, false);
            let part = super::expression::Part::Whole;
            (Expression::Month { year, month, part }, end)
        }
        None => super::relative::which_unit(tokens, next + 1)
            .filter(|_| word(tokens, next + 2) == "month")?,
    };
    let inside = Box::new(inside);
    Some((
        Expression::NthWeekday {
            nth,
            weekday,
            inside,
        },
        end,
    ))
}

/// "a week ago Sunday", "two weeks ago on Friday", "three Fridays ago", "a week from Friday".
fn weeks_ago(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (number, vague, next) = count(tokens, at)?;
    if vague || number > 10 {
        return None;
    }
    if let Some(weekday) =
        calendar::weekdays(tokens, next).filter(|_| word(tokens, next + 1) == "ago")
    {
        return Some((in_weeks(weekday, 1 - number), next + 2));
    }
    if !matches!(word(tokens, next), "week" | "weeks") {
        return None;
    }
    let on = |at: usize| at + usize::from(word(tokens, at) == "on");
    let (weeks, first) = match word(tokens, next + 1) {
        "ago" => (-number, on(next + 2)),
        "from" => (number, next + 2),
        _ => return None,
    };
    let (weekday, end, _) = calendar::weekday(tokens, first)?;
    Some((in_weeks(weekday, weeks), skip_daypart(tokens, end)))
}

/// The nearest such weekday, and `weeks` weeks on from it.
fn in_weeks(weekday: i8, weeks: i64) -> Expression {
    let from = Expression::Weekday {
        weekday,
        which: Which::Nearest,
        week: None,
    };
    Expression::Counted {
        count: weeks * 7,
        unit: calendar::Unit::Day,
        from: Box::new(from),
    }
}

/// "Sunday", "last Sunday night", "Sunday, 21 July", "Sunday last week", "this past Friday".
pub(super) fn weekday(tokens: &[Token<'_>], at: usize) -> Parsed {
    let this = usize::from(is_phrase(tokens, at, &["this", "past"]));
    let told = which(word(tokens, at + this))
        .filter(|_| calendar::weekday(tokens, at + this + 1).is_some());
    let first = at + this + usize::from(told.is_some());
    if this == 1 && told.is_none() {
        return None;
    }
    let (weekday, next, written_out) = calendar::weekday(tokens, first)?;
    let compound = super::look::is_compound(tokens, next)
        && glued(tokens, next - 1, next)
        && calendar::weekday(tokens, next + 1).is_none();
    if compound {
        return None;
    }
    let after = skip_daypart(tokens, next);
    if let Some(parsed) = day_named_twice(tokens, after) {
        return Some(parsed);
    }
    if !(written_out || tokens[next - 1].text == "." || calendar::is_daypart(tokens, next)) {
        return None;
    }
    let (told, end) =
        last_or_next(tokens, after).map_or((told, after), |(which, end)| (Some(which), end));
    if word(tokens, end) == "week" && told.is_none() && stands_alone(tokens, end + 1) {
        return Some((in_weeks(weekday, 1), end + 1));
    }
    let (week, end) = week_of(tokens, end).map_or((None, end), |(week, end)| (Some(week), end));
    // A day ahead of the publisher's: "early Tuesday local time".
    let which = match told {
        None if is_phrase(tokens, end, &["local", "time"]) => Which::Local,
        told => told.unwrap_or(Which::Nearest),
    };
    Some((
        Expression::Weekday {
            weekday,
            which,
            week,
        },
        end,
    ))
}

/// "Friday last".
fn last_or_next(tokens: &[Token<'_>], at: usize) -> Option<(Which, usize)> {
    let found = match word(tokens, at) {
        "last" => Which::Last,
        "next" => Which::Next,
        _ => return None,
    };
    let alone = tokens
        .get(at + 1)
        .is_none_or(|token| !token.is_word() && !token.is_number());
    alone.then_some((found, at + 1))
}

/// "last week", "of this week", "of the week before last".
fn week_of(tokens: &[Token<'_>], at: usize) -> Option<(i64, usize)> {
    let at = at + usize::from(matches!(word(tokens, at), "of" | ","));
    if is_phrase(tokens, at, &["the", "week", "before", "last"]) {
        return Some((-2, at + 4));
    }
    let week = match (word(tokens, at), word(tokens, at + 1)) {
        ("last", "week") => -1,
        ("this", "week") => 0,
        ("next", "week") => 1,
        _ => return None,
    };
    Some((week, at + 2))
}

/// The date that follows a weekday: ", July 21", " (21 July)", " the 12th".
fn day_named_twice(tokens: &[Token<'_>], at: usize) -> Parsed {
    let bracket = matches!(word(tokens, at), "(" | "[");
    let the = |at: usize| at + usize::from(word(tokens, at) == "the");
    let opened = at + usize::from(bracket || word(tokens, at) == ",");
    let start = the(opened);
    let Some((expression, end)) = absolute::expression(tokens, start) else {
        return weekday_the_nth(tokens, at);
    };
    let is_day = matches!(expression, Expression::Day { .. });
    let closes = matches!(word(tokens, end), ")" | "]");
    (is_day && (!bracket || closes)).then_some((expression, end + usize::from(bracket)))
}

/// "Friday [the 12th]".
fn weekday_the_nth(tokens: &[Token<'_>], at: usize) -> Parsed {
    if word(tokens, at) != "the" || !is_ordinal(tokens, at + 1) {
        return None;
    }
    let (day, end) = day(tokens, at + 1)?;
    let month = Which::Nearest;
    stands_alone(tokens, end).then_some((Expression::DayOfMonth { day, month }, end))
}

/// End of the weekday that says a date again: "12 March [(Tuesday)]", "March 12, [a Tuesday]".
/// The second number is where the date's own words end.
pub(super) fn said_again(tokens: &[Token<'_>], at: usize) -> Option<(usize, usize)> {
    if matches!(word(tokens, at), "(" | "[") {
        let (_, end, _) = calendar::weekday(tokens, at + 1)?;
        return matches!(word(tokens, end), ")" | "]").then_some((end + 1, end + 1));
    }
    let article = word(tokens, at) == "," && word(tokens, at + 1) == "a";
    let (_, end, _) = calendar::weekday(tokens, at + 2).filter(|_| article)?;
    stands_alone(tokens, end).then_some((end, at))
}

/// "Sunday night [into Monday]".
pub(super) fn into_next(tokens: &[Token<'_>], at: usize, first: &Expression) -> Parsed {
    if word(tokens, at) != "into" || !matches!(first, Expression::Weekday { .. }) {
        return None;
    }
    let (last, end) = weekday(tokens, skip_part(tokens, at + 1))?;
    matches!(last, Expression::Weekday { .. }).then(|| {
        let range = Expression::Range {
            first: Box::new(first.clone()),
            last: Box::new(last),
            lasted: true,
        };
        (range, end)
    })
}

fn skip_part(tokens: &[Token<'_>], at: usize) -> usize {
    at + usize::from(matches!(word(tokens, at), "early" | "late"))
}

/// Whether the word before is "night": "the night between Saturday and Sunday".
pub(super) fn is_night(tokens: &[Token<'_>], at: usize) -> bool {
    word_before(tokens, at) == "night"
        || is_of(tokens, at, Class::Link) && word_before(tokens, at) == "overnight"
}
