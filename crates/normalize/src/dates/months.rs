//! Months by themselves or with a year: "in January", "a June ambush", "April's massacre", "March-April 2003".

use super::absolute::{Parsed, year_after};
use super::calendar;
use super::expression::{Expression, Part, Which, YearOf};
use super::look::{
    Class, follows, is_compound, is_of, names_event, stands_alone, word, word_before,
};
use super::numbers::{day, short_year};
use crate::tokens::{Token, glued};

/// "July 2013", "in January", "last July", "a June ambush", "April's massacre".
/// A lone name counts where a preposition, "the" or an event makes it a time.
pub(super) fn whole_month(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (month, next, written_out) = calendar::month(tokens, at)?;
    let glued_before =
        at > 0 && glued(tokens, at - 1, at) && !matches!(word_before(tokens, at), "(" | "-" | "\"");
    if glued_before || is_compound(tokens, next) {
        return None;
    }
    if let Some(year) = year_in_short(tokens, at, next) {
        let part = Part::Whole;
        return Some((Expression::Month { year, month, part }, next + 1));
    }
    let (year, end) = year_after(tokens, next, false);
    let part = Part::Whole;
    if year != YearOf::Nearest {
        return Some((Expression::Month { year, month, part }, end));
    }
    let is_time = is_month(tokens, at, next, month, written_out);
    is_time.then_some((Expression::Month { year, month, part }, next))
}

/// "DEC 87" in a text in capitals.
fn year_in_short(tokens: &[Token<'_>], at: usize, next: usize) -> Option<YearOf> {
    let year = short_year(tokens, next)
        .filter(|_| tokens[at].is_upper_case() && tokens[at].text.len() > 1)?;
    // "IN DEC 87 PEOPLE DIED" is a count.
    stands_alone(tokens, next + 1).then_some(YearOf::Given(year))
}

/// Whether the month's name at `at` is a time, and no first name, verb or surname.
fn is_month(tokens: &[Token<'_>], at: usize, next: usize, month: i8, written_out: bool) -> bool {
    let is_plain = written_out && month != 5 && month != 3;
    let before = word_before(tokens, at);
    if word(tokens, next) == "'s" {
        return written_out && names_event(tokens, next + 1);
    }
    let happens =
        written_out && names_event(tokens, next) && tokens[next].folded == tokens[next].text;
    if happens
        && matches!(
            before,
            "a" | "an" | "the" | "'s" | "his" | "their" | "that" | "bloody" | "deadly"
        )
    {
        return true;
    }
    let follows_name = tokens
        .get(next)
        .is_some_and(|token| token.is_word() && token.is_capitalised() && !token.is_upper_case());
    // "since May was sworn in", "put forward by May on Monday".
    let is_person = month == 5
        && matches!(before, "since" | "by" | "until")
        && (matches!(
            word(tokens, next),
            "was" | "is" | "has" | "had" | "said" | "became" | "took" | "came"
        ) || word(tokens, next) == "on" && calendar::weekday(tokens, next + 1).is_some());
    let is_led = match before {
        "to" | "through" | "and" if at >= 2 && calendar::month(tokens, at - 2).is_some() => true,
        "of" | "from" | "to" | "through" | "before" | "after" | "the" | "again" => is_plain,
        _ => follows(tokens, at, Class::MonthLead),
    };
    is_led && !follows_name && !is_person
}

/// "March-April 2003", "May-June".
pub(super) fn months_joined(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (first, next, true) = calendar::month(tokens, at)? else {
        return None;
    };
    let tight = glued(tokens, next - 1, next) && glued(tokens, next, next + 1);
    if !tight || !matches!(word(tokens, next), "-" | "/") {
        return None;
    }
    let (last, after, true) = calendar::month(tokens, next + 1)? else {
        return None;
    };
    let (year, end) = year_after(tokens, after, false);
    let part = Part::Whole;
    let month = |year, month| Box::new(Expression::Month { year, month, part });
    Some((
        Expression::Range {
            first: month(YearOf::Nearest, first),
            last: month(year, last),
            lasted: true,
        },
        end,
    ))
}

/// "last July": for [`relative`].
pub(super) fn month_which(tokens: &[Token<'_>], at: usize, which: Which) -> Parsed {
    let (month, next, _) = calendar::month(tokens, at)?;
    let year = YearOf::Which(which);
    if let Some((day, after)) =
        day(tokens, next).filter(|&(_, end)| !is_of(tokens, end, Class::People))
    {
        return Some((Expression::Day { year, month, day }, after));
    }
    let part = Part::Whole;
    Some((Expression::Month { year, month, part }, next))
}
