//! Days counted from the published day or another day of the text.

use dateline_core::DatePrecision;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::calendar::Unit;
use super::expression::{Anchor, Part, Which};
use super::resolve::{
    Interval, add, known_by_publication, monday_of, month_bounds, part_of_month, part_of_year,
};
use super::{DateContext, Tense};

pub(super) fn a_weekday(
    weekday: i8,
    which: Which,
    week: Option<i64>,
    context: &DateContext,
) -> Option<Date> {
    let published = context.published?;
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    if let Some(week) = week {
        let days = week * 7 + i64::from(weekday.to_monday_zero_offset());
        return add(monday_of(published)?, days.days());
    }
    let back = i64::from(published.weekday().since(weekday));
    let on = i64::from(weekday.since(published.weekday()));
    let days = match (which, context.tense) {
        (Which::Local, _) if on == 1 => 1,
        (Which::Last, _) => -if back == 0 { 7 } else { back },
        (Which::Next, _) => {
            if on == 0 {
                7
            } else {
                on
            }
        }
        (_, Tense::Future) | (Which::This, Tense::Unknown) => on,
        (Which::Nearest | Which::This | Which::Local, _) => -back,
    };
    add(published, days.days())
}

pub(super) fn day_of_month(day: i8, month: Which, context: &DateContext) -> Option<Interval> {
    let published = context.published?;
    let back = i32::from(match month {
        Which::Nearest | Which::This | Which::Local => {
            month == Which::Nearest && day > published.day() && context.tense != Tense::Future
        }
        Which::Last => true,
        Which::Next => false,
    });
    let months = if month == Which::Next { 1 } else { -back };
    let month = add(published.first_of_month(), months.months())?;
    Interval::day(Date::new(month.year(), month.month(), day).ok()?)
}

pub(super) fn calendar_unit(
    unit: Unit,
    offset: i64,
    part: Part,
    anchor_day: Date,
    anchor: Anchor,
    context: &DateContext,
) -> Option<Interval> {
    let whole = match unit {
        Unit::Week => {
            let monday = add(monday_of(anchor_day)?, (offset * 7).days())?;
            part_of_week(monday, part)?
        }
        Unit::Month => {
            let month = add(
                anchor_day.first_of_month(),
                Span::new().try_months(offset).ok()?,
            )?;
            let (first, last) = part_of_month(month.year(), month.month(), part)?;
            Interval::new(first, last, DatePrecision::Month)?
        }
        Unit::Year => {
            let year = anchor_day.year() + i16::try_from(offset).ok()?;
            let (first, last) = part_of_year(part);
            let (first, last) = (month_bounds(year, first)?.0, month_bounds(year, last)?.1);
            Interval::new(first, last, DatePrecision::Year)?
        }
        Unit::Hour | Unit::Day => return None,
    };
    // "earlier that month": up to the day that is spoken of; "later that month": from it on.
    match part {
        Part::SoFar => {
            let latest = whole.latest.min(Some(anchor_day)).max(whole.earliest);
            return Some(Interval { latest, ..whole });
        }
        Part::ToCome => {
            let earliest = whole.earliest.max(Some(anchor_day)).min(whole.latest);
            return Some(Interval { earliest, ..whole });
        }
        _ => (),
    }
    Some(match anchor {
        Anchor::Published => known_by_publication(whole, context),
        Anchor::Reference => whole,
    })
}

fn part_of_week(monday: Date, part: Part) -> Option<Interval> {
    let (from, to) = match part {
        Part::Early | Part::FirstHalf => (0, 2),
        Part::Mid => (1, 3),
        Part::Late | Part::SecondHalf => (3, 6),
        Part::Whole | Part::SoFar | Part::ToCome | Part::Quarter(_) => (0, 6),
    };
    Interval::new(
        add(monday, from.days())?,
        add(monday, to.days())?,
        DatePrecision::Week,
    )
}

pub(super) fn weekend(which: Which, context: &DateContext) -> Option<Interval> {
    let published = context.published?;
    let this_saturday = add(monday_of(published)?, 5.days())?;
    let is_ahead =
        context.tense == Tense::Future || which == Which::This && context.tense == Tense::Unknown;
    let weeks = match which {
        Which::Next => 1,
        Which::Last => -1,
        _ if is_ahead || published >= this_saturday => 0,
        _ => -1,
    };
    let saturday = add(this_saturday, (weeks * 7).days())?;
    Interval::new(saturday, saturday.tomorrow().ok()?, DatePrecision::Week)
        .map(|interval| known_by_publication(interval, context))
}

/// "two weeks ago" is that day, give or take three; "two months ago" give or take half a month.
pub(super) fn distance(count: i64, unit: Unit, vague: bool, anchor: Date) -> Option<Interval> {
    let step = |count: i64| match unit {
        Unit::Hour => add(anchor, (count / 24).days()),
        Unit::Day => add(anchor, Span::new().try_days(count).ok()?),
        Unit::Week => add(anchor, Span::new().try_days(count * 7).ok()?),
        Unit::Month => add(anchor, Span::new().try_months(count).ok()?),
        Unit::Year => add(anchor, Span::new().try_years(count).ok()?),
    };
    let day = step(count)?;
    let around = |days: i64, precision| {
        Interval::new(add(day, (-days).days())?, add(day, days.days())?, precision)
    };
    match unit {
        _ if vague => {
            let (a, b) = (step(count.signum() * 2)?, step(count.signum() * 7)?);
            let precision = if unit == Unit::Day {
                DatePrecision::Week
            } else {
                coarse(unit)
            };
            Interval::new(a.min(b), a.max(b), precision)
        }
        Unit::Hour | Unit::Day => Interval::day(day),
        Unit::Week => around(3, DatePrecision::Week),
        Unit::Month => around(15, DatePrecision::Month),
        Unit::Year => Interval::new(day.first_of_year(), day.last_of_year(), DatePrecision::Year),
    }
}

fn coarse(unit: Unit) -> DatePrecision {
    match unit {
        Unit::Hour | Unit::Day => DatePrecision::Day,
        Unit::Week | Unit::Month => DatePrecision::Month,
        Unit::Year => DatePrecision::Year,
    }
}

pub(super) fn past(
    count: i64,
    unit: Unit,
    vague: bool,
    lasted: bool,
    context: &DateContext,
) -> Option<Interval> {
    let published = context.published?;
    // "the past few days" may be a week.
    let count = if vague { 7 } else { count };
    let back = match unit {
        Unit::Day if vague => add(published, (-7).days())?,
        Unit::Hour => add(published, (-((count + 23) / 24)).days())?,
        Unit::Day => add(published, Span::new().try_days(-count).ok()?)?,
        Unit::Week => add(published, Span::new().try_days(-count * 7).ok()?)?,
        Unit::Month => add(published, Span::new().try_months(-count).ok()?)?,
        Unit::Year => add(published, Span::new().try_years(-count).ok()?)?,
    };
    let precision = match unit {
        Unit::Day if vague => DatePrecision::Week,
        Unit::Hour | Unit::Day => DatePrecision::Day,
        Unit::Week => DatePrecision::Week,
        Unit::Month => DatePrecision::Month,
        Unit::Year => DatePrecision::Year,
    };
    Some(Interval {
        lasted,
        ..Interval::new(back, published, precision)?
    })
}
