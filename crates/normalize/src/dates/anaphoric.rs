//! Days counted from another day of the text: "the next day", "two days earlier", "days later", "that summer".

use super::absolute::Parsed;
use super::calendar::{self, Unit};
use super::expression::{Anchor, Expression, Part};
use super::look::{Class, is_of, is_phrase, word, word_before};
use super::numbers::count;
use crate::tokens::Token;

pub(super) fn expression(tokens: &[Token<'_>], at: usize) -> Parsed {
    two_or_three(tokens, at)
        .or_else(|| less_than(tokens, at))
        .or_else(|| days_ago(tokens, at))
        .or_else(|| lasted(tokens, at))
        .or_else(|| in_the_day(tokens, at))
        .or_else(|| other_day(tokens, at))
}

/// "two or three days ago".
fn two_or_three(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (first, false, next) = count(tokens, at)? else {
        return None;
    };
    if word(tokens, next) != "or" {
        return None;
    }
    let (
        Expression::Distance {
            count,
            unit,
            vague,
            anchor,
        },
        end,
    ) = days_ago(tokens, next + 1)?
    else {
        return None;
    };
    let nearer = Expression::Distance {
        count: first * count.signum(),
        unit,
        vague,
        anchor,
    };
    let further = Expression::Distance {
        count,
        unit,
        vague,
        anchor,
    };
    let (first, last) = if count < 0 {
        (further, nearer)
    } else {
        (nearer, further)
    };
    Some((
        Expression::Range {
            first: Box::new(first),
            last: Box::new(last),
            lasted: false,
        },
        end,
    ))
}

/// "less than a week later": from the day after on.
fn less_than(tokens: &[Token<'_>], at: usize) -> Parsed {
    if !is_phrase(tokens, at, &["less", "than"]) {
        return None;
    }
    let (
        Expression::Distance {
            count,
            unit,
            vague: false,
            anchor: Anchor::Reference,
        },
        end,
    ) = days_ago(tokens, at + 2)?
    else {
        return None;
    };
    let days = calendar::days_of(unit)? * count;
    (days > 0).then_some((Expression::Within { days }, end))
}

/// "three days ago", "two days earlier", "a week later", "a day after", "hours later".
fn days_ago(tokens: &[Token<'_>], at: usize) -> Parsed {
    let (number, vague, next) = match calendar::unit_at(tokens, at) {
        Some(_) if word(tokens, at).ends_with('s') => (3, true, at),
        _ => count(tokens, at)?,
    };
    let Some((unit, scale)) = calendar::unit_at(tokens, next) else {
        return weekends_ago(tokens, number, next);
    };
    let bare = next == at;
    let count = number * scale;
    let back = |anchor, sign: i64, end| {
        let count = if unit == Unit::Hour && vague {
            0
        } else {
            count * sign
        };
        let distance = Expression::Distance {
            count,
            unit,
            vague: vague && unit != Unit::Hour,
            anchor,
        };
        Some((distance, end))
    };
    let end = next + 1;
    let closes = |at: usize| {
        tokens
            .get(at)
            .is_none_or(|token| !token.is_word() && !token.is_number())
    };
    let that = end + 1 + usize::from(word(tokens, end + 1) == "that" && closes(end + 2));
    match word(tokens, end) {
        "ago" => back(Anchor::Published, -1, end + 1),
        "back" if closes(end + 1) && unit != Unit::Hour && !bare => {
            back(Anchor::Published, -1, end + 1)
        }
        "earlier" | "previously" | "prior" if !bare => back(Anchor::Reference, -1, end + 1),
        "before" if !bare => back(Anchor::Reference, -1, that),
        "later" if !bare || matches!(unit, Unit::Hour | Unit::Day | Unit::Week) => {
            back(Anchor::Reference, 1, end + 1)
        }
        "earlier" if unit == Unit::Hour => back(Anchor::Reference, -1, end + 1),
        "after" if !bare && unit != Unit::Hour => back(Anchor::Reference, 1, that),
        "to" if unit == Unit::Year && is_phrase(tokens, end, &["to", "the", "day", "after"]) => {
            Some((Expression::YearsOn { years: count }, end + 4))
        }
        _ => None,
    }
}

/// "two weekends ago".
fn weekends_ago(tokens: &[Token<'_>], number: i64, at: usize) -> Parsed {
    let ago = matches!(word(tokens, at), "weekends" | "weekend") && word(tokens, at + 1) == "ago";
    (ago && number < 10).then_some((Expression::WeekendsAgo(number), at + 2))
}

/// "for three days", "for two weeks", "the siege lasted three days"; not "jailed for 30 days".
fn lasted(tokens: &[Token<'_>], at: usize) -> Parsed {
    if !matches!(word_before(tokens, at), "for" | "lasted") {
        return None;
    }
    let (number, false, next) = count(tokens, at)? else {
        return None;
    };
    let next = next + usize::from(matches!(word(tokens, next), "straight" | "consecutive"));
    let (unit, scale) = calendar::unit_at(tokens, next)?;
    let days = match unit {
        Unit::Day => number,
        Unit::Week => number * scale * 7,
        _ => return None,
    };
    let prison = (at.saturating_sub(4)..at).any(|at| is_of(tokens, at, Class::Prison));
    (days <= 31 && !prison).then_some((Expression::Duration { days, unit }, next + 1))
}

/// "earlier in the day", "later in the day".
fn in_the_day(tokens: &[Token<'_>], at: usize) -> Parsed {
    let said = matches!(word(tokens, at), "earlier" | "later" | "early" | "late")
        && is_phrase(tokens, at + 1, &["in", "the", "day"]);
    let anchor = Anchor::Reference;
    said.then_some((Expression::Days { offset: 0, anchor }, at + 4))
}

/// Which way "the previous", "the following", "the same" lead, and whether "the" must stand before it.
fn direction(adjective: &str) -> Option<(i64, bool)> {
    Some(match adjective {
        "same" => (0, true),
        "previous" => (-1, false),
        "preceding" => (-1, true),
        "following" | "next" => (1, true),
        _ => return None,
    })
}

/// "the same day", "the previous night", "the following week", "that evening", "the day before".
fn other_day(tokens: &[Token<'_>], at: usize) -> Parsed {
    let the = usize::from(matches!(word(tokens, at), "the" | "that"));
    let is_that = word(tokens, at) == "that" && word(tokens, at + 1) != "same";
    if is_phrase(tokens, at, &["that", "date"]) {
        return Some((whole(Unit::Day, 0)?, at + 2));
    }
    let direction = direction(word(tokens, at + the));
    let noun = at + the + usize::from(direction.is_some());
    let is_daypart = calendar::is_daypart(tokens, noun);
    let unit = if is_daypart {
        Unit::Day
    } else {
        let (unit, 1) = calendar::unit_at(tokens, noun)? else {
            return None;
        };
        unit
    };
    if word(tokens, noun).ends_with('s') {
        return None;
    }
    if let Some((offset, needs_the)) = direction {
        // "next morning they were gone"
        let bare = !needs_the || is_daypart && word(tokens, at) == "next";
        return (the == 1 || bare).then(|| whole(unit, offset).map(|found| (found, noun + 1)))?;
    }
    if the == 0 {
        return None;
    }
    match word(tokens, noun + 1) {
        "before" | "earlier" => Some((whole(unit, -1)?, noun + 2)),
        "after" => Some((whole(unit, 1)?, noun + 2)),
        "following" if unit == Unit::Day => Some((whole(unit, 1)?, noun + 2)),
        _ if is_that => Some((whole(unit, 0)?, noun + 1)),
        _ => None,
    }
}

fn whole(unit: Unit, offset: i64) -> Option<Expression> {
    let anchor = Anchor::Reference;
    match unit {
        Unit::Day => Some(Expression::Days { offset, anchor }),
        Unit::Hour => None,
        unit => Some(Expression::Calendar {
            unit,
            offset,
            part: Part::Whole,
            anchor,
        }),
    }
}
