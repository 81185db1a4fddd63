//! Expressions that count from the published day or from another day of the text.

use super::absolute::Parsed;
use super::calendar::{self, Unit};
use super::expression::{Anchor, Expression, Part, Which, YearOf};
use super::look::{is_phrase, word, word_before};
use super::numbers::{count, day, is_ordinal};
use super::{anaphoric, counted, months, periods, weekdays};
use crate::tokens::{Token, glued};

/// Any relative expression at token `at`.
pub(super) fn expression(tokens: &[Token<'_>], at: usize) -> Parsed {
    counted::expression(tokens, at)
        .or_else(|| weekdays::expression(tokens, at))
        .or_else(|| periods::before_last(tokens, at))
        .or_else(|| named_day(tokens, at))
        .or_else(|| which_unit(tokens, at))
        .or_else(|| past_units(tokens, at))
        .or_else(|| anaphoric::expression(tokens, at))
        .or_else(|| day_of_month(tokens, at))
}

pub(super) fn which(word: &str) -> Option<Which> {
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
        _ => return years_ago(tokens, at),
    };
    Some((year, at + 2))
}

/// "March [two years ago]", "December [of the previous year]".
fn years_ago(tokens: &[Token<'_>], at: usize) -> Option<(YearOf, usize)> {
    if word(tokens, at) == "the" && word(tokens, at + 2) == "year" {
        let offset = match word(tokens, at + 1) {
            "previous" | "preceding" => -1,
            "following" | "next" => 1,
            _ => return None,
        };
        return Some((YearOf::ReferenceOffset(offset), at + 3));
    }
    let (number, false, next) = count(tokens, at)? else {
        return None;
    };
    let (Unit::Year, scale) = calendar::unit_at(tokens, next)? else {
        return None;
    };
    let years = i16::try_from(number * scale).ok()?;
    (word(tokens, next + 1) == "ago").then_some((YearOf::Offset(-years), next + 2))
}

/// End of the parts of day from `at` on: "Sunday [evening]", "Sunday [at dawn]".
pub(super) fn skip_daypart(tokens: &[Token<'_>], at: usize) -> usize {
    let early = usize::from(matches!(word(tokens, at), "early" | "late" | "mid"));
    match () {
        () if calendar::is_daypart(tokens, at + early) => at + early + 1,
        () if early == 1 && word(tokens, at + 1) == "-" && calendar::is_daypart(tokens, at + 2) => {
            at + 3
        }
        () => at,
    }
}

/// "today", "yesterday evening", "overnight", "last night", "this morning", "the day before yesterday".
pub(super) fn named_day(tokens: &[Token<'_>], at: usize) -> Parsed {
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
    if let Some((last, end)) = weekdays::weekday(tokens, on) {
        let into = word(tokens, at) == "into" && matches!(last, Expression::Weekday { .. });
        return Some((if into { night_into(last) } else { last }, end));
    }
    let told = word(tokens, at) == "from" || word(tokens, at) == "between";
    let elsewhere = glued(tokens, at - 1, at) && tokens[at].is_dash();
    (!told && !elsewhere).then_some((Expression::Overnight, at))
}

/// From the day before on.
fn night_into(last: Expression) -> Expression {
    let first = Expression::Counted {
        count: -1,
        unit: Unit::Day,
        from: Box::new(last.clone()),
    };
    Expression::Range {
        first: Box::new(first),
        last: Box::new(last),
        lasted: true,
    }
}

/// "last week", "this month", "early last year", "last July", "next Sunday", "at the weekend".
pub(super) fn which_unit(tokens: &[Token<'_>], at: usize) -> Parsed {
    let first = word(tokens, at);
    if let Some(end) = weekend_end(tokens, at) {
        return Some((Expression::Weekend(Which::Nearest), end));
    }
    let said = which(first)?;
    if let Some(end) = weekend_end(tokens, at + 1) {
        return Some((Expression::Weekend(said), end));
    }
    if let Some(parsed) = last_day_month(tokens, at) {
        return Some(parsed);
    }
    if let Some(parsed) = months::month_which(tokens, at + 1, said) {
        return Some(parsed);
    }
    let (unit, scale) = calendar::unit_at(tokens, at + 1)?;
    let plural = word(tokens, at + 1).ends_with('s');
    if scale > 1 || plural || first == "past" || matches!(unit, Unit::Hour | Unit::Day) {
        return None;
    }
    let offset = match said {
        Which::Last => -1,
        Which::This | Which::Nearest | Which::Local => 0,
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

/// "weekend", "week-end".
fn weekend_end(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    if word(tokens, at) == "weekend" {
        return Some(at + 1);
    }
    is_phrase(tokens, at, &["week", "-", "end"]).then_some(at + 3)
}

/// "LAST 16 NOVEMBER".
fn last_day_month(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (day, next) = day(tokens, at + 1).filter(|_| word(tokens, at) == "last")?;
    let (month, end, _) = calendar::month(tokens, next)?;
    let year = YearOf::Which(Which::Last);
    Some((Expression::Day { year, month, day }, end))
}

/// "the past three days", "the last 24 hours", "over the past week".
fn past_units(tokens: &[Token<'_>], at: usize) -> Parsed {
    if !matches!(word(tokens, at), "the" | "past" | "this" | "these")
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
    let lasted = word_before(tokens, at) == "for";
    let few = word(tokens, at + 2) == "few";
    (told && (!vague || few)).then_some((
        Expression::Past {
            count: number * scale,
            unit,
            vague,
            lasted,
        },
        next + 1,
    ))
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
    let on = matches!(word_before(tokens, at), "on" | "from" | "since" | "until");
    let to_another = word_before(tokens, at) == "from" && is_ordinal(tokens, next + 2);
    let stands_alone = to_another
        || tokens
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
