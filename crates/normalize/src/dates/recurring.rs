//! Weekdays, weekends and weeks counted from a day, a month or the published week.

use dateline_core::DatePrecision;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::DateContext;
use super::Tense;
use super::calendar::Unit;
use super::expression::YearOf;
use super::offsets::weekend;
use super::resolve::{Interval, add, monday_of};

/// "the following Monday", "the previous Friday": never the reference's own day.
pub(super) fn weekday_from(weekday: i8, forward: bool, context: &DateContext) -> Option<Date> {
    let reference = context.reference?;
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let days = if forward {
        i64::from(weekday.since(reference.weekday()))
    } else {
        -i64::from(reference.weekday().since(weekday))
    };
    let step = if forward { 7 } else { -7 };
    add(reference, (if days == 0 { step } else { days }).days())
}

/// "the first Friday of May".
pub(super) fn nth_weekday(nth: i8, weekday: i8, month: Interval) -> Option<Interval> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let nth = if nth >= 5 { -1 } else { nth };
    let day = month
        .earliest?
        .first_of_month()
        .nth_weekday_of_month(nth, weekday);
    Interval::day(day.ok()?)
}

/// "the week of 8 July", "the week ending 14 July".
pub(super) fn week_with(day: Date, ending: bool) -> Option<Interval> {
    let first = if ending {
        add(day, (-6).days())?
    } else {
        monday_of(day)?
    };
    Interval::new(first, add(first, 6.days())?, DatePrecision::Week)
}

/// "two weekends ago", "the weekend before last".
pub(super) fn weekends_ago(count: i64, context: &DateContext) -> Option<Interval> {
    let published = context.published?;
    let last = weekend(
        super::expression::Which::Nearest,
        &DateContext {
            published: Some(published),
            reference: None,
            tense: Tense::Past,
        },
    )?;
    let back = ((count - 1) * 7).days();
    let saturday = last.earliest?.checked_sub(back).ok()?;
    Interval::new(saturday, saturday.tomorrow().ok()?, DatePrecision::Week)
}

/// "a year ago today", "ten years ago this week".
pub(super) fn anniversary(year: YearOf, unit: Unit, context: &DateContext) -> Option<Interval> {
    let published = context.published?;
    let year = match year {
        YearOf::Given(year) => year,
        YearOf::Offset(years) => published.year().checked_add(years)?,
        _ => return None,
    };
    let day = Date::new(year, published.month(), published.day()).ok()?;
    match unit {
        Unit::Week => {
            let monday = monday_of(day)?;
            Interval::new(monday, add(monday, 6.days())?, DatePrecision::Week)
        }
        Unit::Month => Interval::new(
            day.first_of_month(),
            day.last_of_month(),
            DatePrecision::Month,
        ),
        _ => Interval::day(day),
    }
}

/// "for three days", from the reference on.
pub(super) fn duration(days: i64, unit: Unit, first: Date) -> Option<Interval> {
    let precision = if unit == Unit::Day {
        DatePrecision::Day
    } else {
        DatePrecision::Week
    };
    let last = add(first, Span::new().try_days(days - 1).ok()?)?;
    Some(Interval {
        lasted: true,
        ..Interval::new(first, last, precision)?
    })
}
