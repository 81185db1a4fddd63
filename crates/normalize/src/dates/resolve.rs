//! From expressions to days.

use dateline_core::DatePrecision;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::expression::{Anchor, Expression, Part, Which, YearOf};
use super::offsets::{a_weekday, calendar_unit, day_of_month, distance, past, weekend};
use super::ranges::{range, since, until};
use super::recurring::{anniversary, duration, nth_weekday, week_with, weekday_from, weekends_ago};
use super::{DateContext, Tense};

/// Days between which the expression lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) earliest: Option<Date>,
    pub(super) latest: Option<Date>,
    pub(super) precision: DatePrecision,
    pub(super) lasted: bool,
}

impl Interval {
    pub(super) fn new(earliest: Date, latest: Date, precision: DatePrecision) -> Option<Self> {
        (earliest <= latest).then_some(Self {
            earliest: Some(earliest),
            latest: Some(latest),
            precision,
            lasted: false,
        })
    }

    pub(super) fn day(day: Date) -> Option<Self> {
        Self::new(day, day, DatePrecision::Day)
    }
}

/// `None` when the context lacks the day that the expression counts from, or no such day exists.
pub(super) fn resolve(expression: &Expression, context: &DateContext) -> Option<Interval> {
    match expression {
        Expression::Day { year, month, day } => a_day(*year, *month, *day, context),
        Expression::Month { year, month, part } => a_month(*year, *month, *part, context),
        Expression::WeekOfMonth { year, month, nth } => week_of_month(*year, *month, *nth, context),
        Expression::Months { year, first, last } => months(*year, *first, *last, context),
        Expression::Year { year, part } => a_year(*year, *part, context),
        Expression::Decade { first, part } => decade(*first, *part),
        Expression::Feast { number, year } => super::feasts::resolve(*number, *year, context),
        Expression::Event(day) => Interval::day(*day),
        Expression::WeekdayFrom { weekday, forward } => {
            Interval::day(weekday_from(*weekday, *forward, context)?)
        }
        Expression::NthWeekday {
            nth,
            weekday,
            inside,
        } => nth_weekday(*nth, *weekday, resolve(inside, context)?),
        Expression::Counted { count, unit, from } => {
            distance(*count, *unit, false, resolve(from, context)?.earliest?)
        }
        Expression::Within { days } => {
            let from = context.reference?;
            let (first, last) = (add(from, 1.days())?, add(from, (days - 1).days())?);
            Interval::new(first, last.max(first), DatePrecision::Week)
        }
        Expression::YearsOn { years } => Interval::day(add(
            context.reference?,
            Span::new().try_years(*years).ok()?,
        )?),
        Expression::WeekWith { day, ending } => {
            week_with(resolve(day, context)?.earliest?, *ending)
        }
        Expression::Anniversary { year, unit } => anniversary(*year, *unit, context),
        Expression::NoDate => None,
        Expression::Weekday {
            weekday,
            which,
            week,
        } => Interval::day(a_weekday(*weekday, *which, *week, context)?),
        Expression::DayOfMonth { day, month } => day_of_month(*day, *month, context),
        Expression::Days { offset, anchor } => {
            Interval::day(add(day_of(*anchor, context)?, offset.days())?)
        }
        Expression::Overnight => {
            let day = context.published?;
            Interval::new(day.yesterday().ok()?, day, DatePrecision::Day)
        }
        Expression::Calendar {
            unit,
            offset,
            part,
            anchor,
        } => calendar_unit(
            *unit,
            *offset,
            *part,
            day_of(*anchor, context)?,
            *anchor,
            context,
        ),
        Expression::Weekend(which) => weekend(*which, context),
        Expression::WeekendsAgo(count) => weekends_ago(*count, context),
        Expression::Distance {
            count,
            unit,
            vague,
            anchor,
        } => distance(*count, *unit, *vague, day_of(*anchor, context)?),
        Expression::Past {
            count,
            unit,
            vague,
            lasted,
        } => past(*count, *unit, *vague, *lasted, context),
        Expression::Since(start) => since(start, context),
        Expression::Until(end) => until(end, context),
        Expression::Before(end) => {
            let end = resolve(end, context)?;
            Some(Interval {
                earliest: None,
                latest: end.earliest?.yesterday().ok(),
                ..end
            })
        }
        Expression::Range {
            first,
            last,
            lasted,
        } => range(first, last, *lasted, context),
        Expression::Duration { days, unit } => duration(*days, *unit, context.reference?),
    }
}

pub(super) fn add(day: Date, span: Span) -> Option<Date> {
    day.checked_add(span).ok()
}

fn day_of(anchor: Anchor, context: &DateContext) -> Option<Date> {
    match anchor {
        Anchor::Published => context.published,
        Anchor::Reference => context.reference,
    }
}

/// The latest candidate year whose day does not lie after the published day; the first not before it for the future.
fn nearest_year(context: &DateContext, at: impl Fn(i16) -> Option<(Date, Date)>) -> Option<i16> {
    let published = context.published?;
    let years = (published.year() - 8)..=(published.year() + 8);
    match context.tense {
        Tense::Future => years
            .into_iter()
            .find(|&year| at(year).is_some_and(|(_, last)| last >= published)),
        Tense::Past | Tense::Unknown => years
            .rev()
            .find(|&year| at(year).is_some_and(|(first, _)| first <= published)),
    }
}

fn year_number(
    year: YearOf,
    context: &DateContext,
    at: impl Fn(i16) -> Option<(Date, Date)>,
) -> Option<i16> {
    match year {
        YearOf::Given(year) => Some(year),
        YearOf::Nearest | YearOf::Which(Which::Nearest) => nearest_year(context, at),
        YearOf::Offset(years) => Some(context.published?.year() + years),
        YearOf::Reference => Some(context.reference?.year()),
        YearOf::ReferenceOffset(years) => Some(context.reference?.year() + years),
        YearOf::Which(which) => {
            let published = context.published?;
            let mut years = (published.year() - 2)..=(published.year() + 2);
            match which {
                Which::Last => years
                    .rev()
                    .find(|&year| at(year).is_some_and(|(_, last)| last < published)),
                Which::Next => {
                    years.find(|&year| at(year).is_some_and(|(first, _)| first > published))
                }
                _ => Some(published.year()),
            }
        }
    }
}

fn a_day(year: YearOf, month: i8, day: i8, context: &DateContext) -> Option<Interval> {
    let at = |year| Date::new(year, month, day).ok().map(|day| (day, day));
    let (day, _) = at(year_number(year, context, at)?)?;
    Interval::day(day)
}

pub(super) fn month_bounds(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// Cuts at the published day what cannot have happened yet.
pub(super) fn known_by_publication(interval: Interval, context: &DateContext) -> Interval {
    match (context.published, interval.earliest, interval.latest) {
        (Some(published), Some(earliest), Some(latest))
            if context.tense != Tense::Future && earliest <= published && latest > published =>
        {
            Interval {
                latest: Some(published),
                ..interval
            }
        }
        _ => interval,
    }
}

fn a_month(year: YearOf, month: i8, part: Part, context: &DateContext) -> Option<Interval> {
    let year = year_number(year, context, |year| month_bounds(year, month))?;
    let (first, last) = part_of_month(year, month, part)?;
    Some(known_by_publication(
        Interval::new(first, last, DatePrecision::Month)?,
        context,
    ))
}

pub(super) fn part_of_month(year: i16, month: i8, part: Part) -> Option<(Date, Date)> {
    let (first, last) = month_bounds(year, month)?;
    let at = |day| Date::new(year, month, day).ok();
    Some(match part {
        Part::Whole | Part::SoFar | Part::ToCome | Part::Quarter(_) => (first, last),
        Part::Early => (first, at(10)?),
        Part::Mid => (at(11)?, at(20)?),
        Part::Late => (at(21)?, last),
        Part::FirstHalf => (first, at(15)?),
        Part::SecondHalf => (at(16)?, last),
    })
}

fn week_of_month(year: YearOf, month: i8, nth: i8, context: &DateContext) -> Option<Interval> {
    let year = year_number(year, context, |year| month_bounds(year, month))?;
    let (first, last) = month_bounds(year, month)?;
    let (first, last) = if nth >= 5 {
        (add(last, (-6).days())?, last)
    } else {
        let start = add(first, (i64::from(nth - 1) * 7).days())?;
        (start, add(start, 6.days())?)
    };
    Interval::new(first, last, DatePrecision::Week)
}

fn months(year: YearOf, first: i8, last: i8, context: &DateContext) -> Option<Interval> {
    // A winter ends in the year after.
    let over = i16::from(last < first);
    let bounds = |year: i16| {
        Some((
            month_bounds(year, first)?.0,
            month_bounds(year + over, last)?.1,
        ))
    };
    let (first, last) = bounds(year_number(year, context, bounds)?)?;
    Some(known_by_publication(
        Interval::new(first, last, DatePrecision::Year)?,
        context,
    ))
}

fn a_year(year: YearOf, part: Part, context: &DateContext) -> Option<Interval> {
    let bounds = |year| Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    let year = year_number(year, context, bounds)?;
    let (first, last) = part_of_year(part);
    let interval = Interval::new(
        month_bounds(year, first)?.0,
        month_bounds(year, last)?.1,
        DatePrecision::Year,
    )?;
    Some(known_by_publication(interval, context))
}

/// First and last month.
pub(super) fn part_of_year(part: Part) -> (i8, i8) {
    match part {
        Part::Whole | Part::SoFar | Part::ToCome => (1, 12),
        Part::Quarter(nth) => (nth * 3 - 2, nth * 3),
        Part::Early => (1, 4),
        Part::Mid => (5, 8),
        Part::Late => (9, 12),
        Part::FirstHalf => (1, 6),
        Part::SecondHalf => (7, 12),
    }
}

pub(super) fn monday_of(day: Date) -> Option<Date> {
    add(
        day,
        (-i64::from(day.weekday().to_monday_zero_offset())).days(),
    )
}

fn decade(first: i16, part: Part) -> Option<Interval> {
    let (from, to) = match part {
        Part::Early => (0, 3),
        Part::Mid => (4, 6),
        Part::Late => (7, 9),
        Part::FirstHalf => (0, 4),
        Part::SecondHalf => (5, 9),
        Part::Whole | Part::SoFar | Part::ToCome | Part::Quarter(_) => (0, 9),
    };
    Interval::new(
        Date::new(first + from, 1, 1).ok()?,
        Date::new(first + to, 12, 31).ok()?,
        DatePrecision::Unknown,
    )
}
