//! Expressions that count from the published day or from another day of the text.

use super::absolute::{self, Parsed};
use super::calendar::{self, Unit};
use super::expression::{Anchor, Expression, Part, Which, YearOf};
use super::numbers::{count, day, is_ordinal};
use crate::tokens::{Token, glued};

fn word<'a>(tokens: &'a [Token<'_>], at: usize) -> &'a str {
    tokens.get(at).map_or("", |token| &token.folded)
}

/// Any relative expression at token `at`.
pub(super) fn expression(tokens: &[Token<'_>], at: usize) -> Parsed {
    weekday(tokens, at)
        .or_else(|| named_day(tokens, at))
        .or_else(|| which_unit(tokens, at))
        .or_else(|| past_units(tokens, at))
        .or_else(|| days_ago(tokens, at))
        .or_else(|| other_day(tokens, at))
        .or_else(|| day_of_month(tokens, at))
}

fn which(word: &str) -> Option<Which> {
    Some(match word {
        "last" | "past" => Which::Last,
        "this" => Which::This,
        "next" | "coming" => Which::Next,
        _ => return None,
    })
}

/// "of last year", "this year": the year of a month or day before it.
pub(super) fn year_of(tokens: &[Token<'_>], at: usize) -> Option<(YearOf, usize)> {
    let at = at + usize::from(matches!(word(tokens, at), "of" | ","));
    let year = match (word(tokens, at), word(tokens, at + 1)) {
        ("last", "year") => YearOf::Offset(-1),
        ("this", "year") => YearOf::Offset(0),
        ("next", "year") => YearOf::Offset(1),
        ("that" | "same", "year") => YearOf::Reference,
        ("the", "same") if word(tokens, at + 2) == "year" => {
            return Some((YearOf::Reference, at + 3));
        }
        _ => return None,
    };
    Some((year, at + 2))
}

/// End of the parts of day from `at` on: "Sunday [evening]", "Sunday [at dawn]".
fn skip_daypart(tokens: &[Token<'_>], at: usize) -> usize {
    let early = usize::from(matches!(word(tokens, at), "early" | "late" | "mid"));
    match () {
        () if calendar::is_daypart(tokens, at + early) => at + early + 1,
        () if early == 1 && word(tokens, at + 1) == "-" && calendar::is_daypart(tokens, at + 2) => {
            at + 3
        }
        () => at,
    }
}

/// "Sunday", "last Sunday night", "Sunday, 21 July", "Sunday last week".
fn weekday(tokens: &[Token<'_>], at: usize) -> Parsed {
    let told = which(word(tokens, at)).filter(|_| calendar::weekday(tokens, at + 1).is_some());
    let first = at + usize::from(told.is_some());
    let (weekday, next, written_out) = calendar::weekday(tokens, first)?;
    let compound = next < tokens.len()
        && glued(tokens, next - 1, next)
        && tokens[next].is_dash()
        && glued(tokens, next, next + 1)
        && tokens[next + 1].is_word()
        && calendar::weekday(tokens, next + 1).is_none();
    if compound {
        return None;
    }
    let after = skip_daypart(tokens, next);
    if let Some(parsed) = day_named_twice(tokens, after) {
        return Some(parsed);
    }
    if !(written_out || tokens[next - 1].text == "." || word(tokens, next) == ",") {
        return None;
    }
    let week_at = after + usize::from(matches!(word(tokens, after), "of" | ","));
    let week = match (word(tokens, week_at), word(tokens, week_at + 1)) {
        ("last", "week") => Some(-1),
        ("this", "week") => Some(0),
        ("next", "week") => Some(1),
        _ => None,
    };
    let end = if week.is_some() { week_at + 2 } else { after };
    let which = told.unwrap_or(Which::Nearest);
    Some((
        Expression::Weekday {
            weekday,
            which,
            week,
        },
        end,
    ))
}

/// The date that follows a weekday: ", July 21", " (21 July)".
fn day_named_twice(tokens: &[Token<'_>], at: usize) -> Parsed {
    let bracket = word(tokens, at) == "(";
    let the = |at: usize| at + usize::from(word(tokens, at) == "the");
    let start = the(at + usize::from(bracket || word(tokens, at) == ","));
    let (expression, end) = absolute::expression(tokens, start)?;
    let is_day = matches!(expression, Expression::Day { .. });
    let closes = word(tokens, end) == ")";
    (is_day && (!bracket || closes)).then_some((expression, end + usize::from(bracket)))
}

/// "today", "yesterday evening", "overnight", "last night", "this morning", "the day before yesterday".
fn named_day(tokens: &[Token<'_>], at: usize) -> Parsed {
    let days = |offset| Expression::Days {
        offset,
        anchor: Anchor::Published,
    };
    if let Some(offset) = calendar::relative(tokens, at) {
        return Some((days(offset), skip_daypart(tokens, at + 1)));
    }
    let phrase = |words: &[&str]| {
        words
            .iter()
            .enumerate()
            .all(|(step, said)| word(tokens, at + step) == *said)
    };
    if phrase(&["overnight"]) {
        return overnight(tokens, at + 1);
    }
    if phrase(&["last", "night"]) || phrase(&["last", "evening"]) {
        return Some((days(-1), at + 2));
    }
    if phrase(&["this"]) {
        let end = skip_daypart(tokens, at + 1);
        return (end > at + 1).then_some((days(0), end));
    }
    let the = usize::from(phrase(&["the"]));
    let at = at + the;
    let offset = match (word(tokens, at), word(tokens, at + 1), word(tokens, at + 2)) {
        ("day", "before", "yesterday") => -2,
        ("day", "after", "tomorrow") => 2,
        _ => return None,
    };
    Some((days(offset), at + 3))
}

/// "overnight", "overnight on Friday", "overnight from Friday to Saturday".
fn overnight(tokens: &[Token<'_>], at: usize) -> Parsed {
    let on = at + usize::from(matches!(word(tokens, at), "on" | "into"));
    if let Some(parsed) = weekday(tokens, on) {
        return Some(parsed);
    }
    let told = word(tokens, at) == "from" || word(tokens, at) == "between";
    let elsewhere = glued(tokens, at - 1, at) && tokens[at].is_dash();
    (!told && !elsewhere).then_some((Expression::Overnight, at))
}

/// "last week", "this month", "early last year", "last July", "next Sunday", "at the weekend".
fn which_unit(tokens: &[Token<'_>], at: usize) -> Parsed {
    let first = word(tokens, at);
    if matches!(first, "weekend") {
        return Some((Expression::Weekend(Which::Nearest), at + 1));
    }
    let said = which(first)?;
    if word(tokens, at + 1) == "weekend" {
        return Some((Expression::Weekend(said), at + 2));
    }
    if let Some(parsed) = absolute::month_which(tokens, at + 1, said) {
        return Some(parsed);
    }
    let (unit, scale) = calendar::unit_at(tokens, at + 1)?;
    let plural = word(tokens, at + 1).ends_with('s');
    if scale > 1 || plural || first == "past" || matches!(unit, Unit::Hour | Unit::Day) {
        return None;
    }
    let offset = match said {
        Which::Last => -1,
        Which::This | Which::Nearest => 0,
        Which::Next => 1,
    };
    let anchor = Anchor::Published;
    Some((
        Expression::Calendar {
            unit,
            offset,
            part: Part::Whole,
            anchor,
        },
        at + 2,
    ))
}

/// "the past three days", "the last 24 hours", "over the past week".
fn past_units(tokens: &[Token<'_>], at: usize) -> Parsed {
    if word(tokens, at) != "the" && word(tokens, at) != "past"
        || !matches!(word(tokens, at + 1), "last" | "past")
    {
        return None;
    }
    let (number, vague, next) = match count(tokens, at + 2) {
        Some(found) => found,
        None => (1, false, at + 2),
    };
    let (unit, scale) = calendar::unit_at(tokens, next)?;
    let told = next > at + 2 || word(tokens, at + 1) == "past";
    let lasted = at > 0 && word(tokens, at - 1) == "for";
    (told && !vague).then_some((
        Expression::Past {
            count: number * scale,
            unit,
            lasted,
        },
        next + 1,
    ))
}

/// "three days ago", "two days earlier", "a week later", "a day after"; "for three days".
fn days_ago(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (number, vague, next) = match calendar::unit_at(tokens, at) {
        Some(_) if word(tokens, at).ends_with('s') => (3, true, at),
        _ => count(tokens, at)?,
    };
    let (unit, scale) = calendar::unit_at(tokens, next)?;
    let count = number * scale;
    let back = |anchor, sign: i64| Expression::Distance {
        count: count * sign,
        unit,
        vague,
        anchor,
    };
    let end = next + 1;
    match word(tokens, end) {
        "ago" => Some((back(Anchor::Published, -1), end + 1)),
        "earlier" | "before" | "previously" if next > at => {
            Some((back(Anchor::Reference, -1), end + 1))
        }
        "later" if next > at => Some((back(Anchor::Reference, 1), end + 1)),
        "after" if next > at && unit != Unit::Hour => Some((back(Anchor::Reference, 1), end + 1)),
        _ if unit == Unit::Day
            && !vague
            && next > at
            && count <= 31
            && at > 0
            && word(tokens, at - 1) == "for" =>
        {
            Some((Expression::Duration { days: count }, end))
        }
        _ => None,
    }
}

/// "the same day", "the previous night", "the following week", "that evening", "the day before".
fn other_day(tokens: &[Token<'_>], at: usize) -> Parsed {
    let the = usize::from(matches!(word(tokens, at), "the" | "that"));
    let is_that = word(tokens, at) == "that" && word(tokens, at + 1) != "same";
    let adjective = word(tokens, at + the);
    let offset = match adjective {
        "same" => Some(0),
        "previous" | "preceding" => Some(-1),
        "following" | "next" if the == 1 => Some(1),
        _ => None,
    };
    let noun = at + the + usize::from(offset.is_some());
    let unit = if calendar::is_daypart(tokens, noun) {
        (Unit::Day, 1)
    } else {
        calendar::unit_at(tokens, noun)?
    };
    let anchor = Anchor::Reference;
    let whole = |offset| match unit.0 {
        Unit::Day => Some(Expression::Days { offset, anchor }),
        Unit::Hour => None,
        unit => Some(Expression::Calendar {
            unit,
            offset,
            part: Part::Whole,
            anchor,
        }),
    };
    if unit.1 > 1 || word(tokens, noun).ends_with('s') {
        return None;
    }
    if let Some(offset) = offset.filter(|_| the == 1 || adjective == "previous") {
        return Some((whole(offset)?, noun + 1));
    }
    if offset.is_some() || the == 0 {
        return None;
    }
    match word(tokens, noun + 1) {
        "before" | "earlier" => Some((whole(-1)?, noun + 2)),
        "after" => Some((whole(1)?, noun + 2)),
        _ if is_that && calendar::unit_at(tokens, noun).is_some() => Some((whole(0)?, noun + 1)),
        _ if is_that => Some((Expression::Days { offset: 0, anchor }, noun + 1)),
        _ => None,
    }
}

/// "the 12th of last month", "on the 12th".
fn day_of_month(tokens: &[Token<'_>], at: usize) -> Parsed {
    if word(tokens, at) != "the" || !is_ordinal(tokens, at + 1) {
        return None;
    }
    let (number, next) = day(tokens, at + 1)?;
    if word(tokens, next) == "of" && word(tokens, next + 2) == "month" {
        let month = which(word(tokens, next + 1))?;
        return Some((Expression::DayOfMonth { day: number, month }, next + 3));
    }
    let on = at > 0 && word(tokens, at - 1) == "on";
    let stands_alone = tokens
        .get(next)
        .is_none_or(|token| !token.is_word() && !token.is_dash());
    (on && stands_alone).then_some((
        Expression::DayOfMonth {
            day: number,
            month: Which::Nearest,
        },
        next,
    ))
}
