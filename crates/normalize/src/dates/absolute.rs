//! Expressions that name a day: "23 July 2013", "July 23", "the fifth of November", "Christmas Day".

use super::expression::{Expression, YearOf};
use super::look::{Class, is_compound, is_of, is_phrase, word, word_before};
use super::numbers::{count, day, day_in_words, is_ordinal, short_year, year};
use super::{calendar, feasts, logs, months, periods, relative, years};
use crate::tokens::{Token, glued};

pub(super) type Parsed = Option<(Expression, usize)>;

/// Any absolute expression at token `at`.
pub(super) fn expression(tokens: &[Token<'_>], at: usize) -> Parsed {
    logs::expression(tokens, at)
        .or_else(|| day_then_month(tokens, at))
        .or_else(|| months::months_joined(tokens, at))
        .or_else(|| month_then_day(tokens, at))
        .or_else(|| feasts::expression(tokens, at))
        .or_else(|| holiday(tokens, at))
        .or_else(|| periods::expression(tokens, at))
        .or_else(|| years::expression(tokens, at))
}

/// The year after a day and month, if one is told.
pub(super) fn year_after(tokens: &[Token<'_>], at: usize, capitals: bool) -> (YearOf, usize) {
    if let Some((offset, next)) = relative::year_of(tokens, at) {
        return (offset, next);
    }
    let tight = glued(tokens, at, at + 1) && at > 0 && glued(tokens, at - 1, at);
    let hyphen = word(tokens, at) == "-" && tight;
    let comma = usize::from(matches!(word(tokens, at), "," | "of") || hyphen);
    if let Some(year) = year(tokens, at + comma) {
        return (YearOf::Given(year), at + comma + 1);
    }
    let quote = at + usize::from(word(tokens, at) == ",");
    let apostrophe = word(tokens, quote) == "'" && glued(tokens, quote, quote + 1);
    let at_year = match () {
        () if apostrophe => quote + 1,
        () => at + usize::from(word(tokens, at) == "-"),
    };
    match short_year(tokens, at_year) {
        // "21-Jul-13", but not "28 February-12 March".
        Some(year)
            if apostrophe || capitals || hyphen && at >= 2 && word(tokens, at - 2) == "-" =>
        {
            (YearOf::Given(year), at_year + 1)
        }
        _ => (YearOf::Nearest, at),
    }
}

/// "3" or "21st" that opens a date, or "twenty-first [of]".
fn opening_day(tokens: &[Token<'_>], at: usize) -> Option<(i8, usize)> {
    day(tokens, at)
        .or_else(|| day_in_words(tokens, at).filter(|&(_, next)| word(tokens, next) == "of"))
}

/// "23 July 2013", "the 23rd of July", "3 JAN 90", "3-5 May", "3 and 5 May", "3, 4 and 5 May".
fn day_then_month(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (first, mut next) = opening_day(tokens, at)?;
    if at > 0
        && glued(tokens, at - 1, at)
        && !matches!(word_before(tokens, at), "(" | "/" | "-" | "[")
    {
        return None;
    }
    if let Some(parsed) = in_list(tokens, at, first, next) {
        return Some(parsed);
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
    let (month, year, end) = month_after(tokens, next)?;
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

/// " July 2013", "-Jul-13", " of July", " day of July" behind a day.
fn month_after(tokens: &[Token<'_>], next: usize) -> Option<(i8, YearOf, usize)> {
    let hyphen = word(tokens, next) == "-" && glued(tokens, next, next + 1);
    let of = match () {
        () if is_phrase(tokens, next, &["day", "of"]) => 2,
        () => usize::from(word(tokens, next) == "of" || word(tokens, next) == "de" || hyphen),
    };
    let (month, after) = calendar::month(tokens, next + of)
        .map(|(month, after, _)| (month, after))
        .or_else(|| calendar::foreign_month(tokens, next + of))?;
    let capitals = tokens[next + of].is_upper_case();
    let after_of =
        after + usize::from(word(tokens, after) == "de" && year(tokens, after + 1).is_some());
    let (year, end) = year_after(tokens, after_of, capitals);
    Some((
        month,
        year,
        if year == YearOf::Nearest { after } else { end },
    ))
}

/// The first day of "3, 4 and 5 May": the others stand on their own.
fn in_list(tokens: &[Token<'_>], at: usize, first: i8, next: usize) -> Parsed {
    let mut end = next;
    for _ in 0..8 {
        if word(tokens, end) != "," {
            break;
        }
        end = day(tokens, end + 1)?.1;
    }
    if end == next || !matches!(word(tokens, end), "and" | "or") {
        return None;
    }
    let (last, after) = day(tokens, end + 1)?;
    let (month, year, _) = month_after(tokens, after)?;
    let found = Expression::Day {
        year,
        month,
        day: first,
    };
    (last > first).then_some((found, day(tokens, at)?.1))
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
    let to_month = word(tokens, after) == "-" && calendar::month(tokens, after + 1).is_some();
    if is_time
        || word(tokens, after) == "%"
        || is_of(tokens, after, Class::Measure)
        || word_before(tokens, at) == "in" && is_of(tokens, after, Class::People)
        || is_compound(tokens, after) && !to_month
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
    let day = first;
    Some((Expression::Day { year, month, day }, end))
}

/// The second day of "May 3 and 5", behind a day of the month `month`.
pub(super) fn day_more(tokens: &[Token<'_>], at: usize, found: &Expression) -> Parsed {
    let &Expression::Day {
        year,
        month,
        day: first,
    } = found
    else {
        return None;
    };
    if !matches!(word_before(tokens, at), "and" | "or") || count(tokens, at)?.2 != at + 1 {
        return None;
    }
    let (day, end) = day(tokens, at).filter(|&(last, _)| last > first)?;
    let stands = tokens.get(end).is_none_or(|token| {
        !token.is_word() && !token.is_number() && !matches!(token.text, "-" | "/" | "%" | ":")
    });
    stands.then_some((Expression::Day { year, month, day }, end))
}

fn holiday(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (month, day, next) = calendar::holiday(tokens, at)?;
    let (year, end) = year_after(tokens, next, false);
    Some((Expression::Day { year, month, day }, end))
}
