//! From one day to another, and up to or since one.

use super::DateContext;
use super::Tense;
use super::expression::{Expression, YearOf};
use super::resolve::{Interval, resolve};

pub(super) fn since(start: &Expression, context: &DateContext) -> Option<Interval> {
    let start = resolve(start, context)?;
    let latest = context
        .published
        .filter(|&published| start.earliest.is_some_and(|day| day <= published));
    Some(Interval {
        latest,
        lasted: true,
        ..start
    })
}

pub(super) fn until(end: &Expression, context: &DateContext) -> Option<Interval> {
    Some(Interval {
        earliest: None,
        ..resolve(end, context)?
    })
}

/// The end is laid down first: "from Friday to Sunday" is the Friday before that Sunday.
pub(super) fn range(
    first: &Expression,
    last: &Expression,
    lasted: bool,
    context: &DateContext,
) -> Option<Interval> {
    let (start, end) = if context.tense == Tense::Future {
        let start = resolve(first, context)?;
        (
            start,
            resolve(
                last,
                &DateContext {
                    published: start.earliest,
                    ..context.clone()
                },
            )?,
        )
    } else {
        let end = resolve(last, context)?;
        let before = DateContext {
            // What is counted from today, "two or three days ago", is so at both ends.
            published: match first {
                Expression::Distance { .. } => context.published,
                _ => end.latest,
            },
            tense: Tense::Past,
            ..context.clone()
        };
        (resolve(&with_year_of(first, last), &before)?, end)
    };
    // "from 5 to 3 May" is a slip of the pen, and no year's siege.
    if let (
        Expression::Day {
            month: a,
            day: from,
            ..
        },
        Expression::Day {
            month: b, day: to, ..
        },
    ) = (first, last)
        && a == b
        && from > to
        && start.earliest < end.earliest
    {
        return None;
    }
    let span = Interval::new(
        start.earliest?,
        end.latest?,
        start.precision.max(end.precision),
    )?;
    Some(Interval { lasted, ..span })
}

/// "from 3 May to 5 June 2013": the year is said once.
fn with_year_of(first: &Expression, last: &Expression) -> Expression {
    let given = match last {
        Expression::Day { year, .. }
        | Expression::Month { year, .. }
        | Expression::Year { year, .. } => Some(*year),
        _ => None,
    };
    let mut first = first.clone();
    if let (
        Some(YearOf::Given(number)),
        Expression::Day { year, month, .. } | Expression::Month { year, month, .. },
    ) = (given, &mut first)
        && *year == YearOf::Nearest
    {
        let last_month = match last {
            Expression::Day { month, .. } | Expression::Month { month, .. } => *month,
            _ => 12,
        };
        *year = YearOf::Given(if *month > last_month {
            number - 1
        } else {
            number
        });
    }
    first
}
