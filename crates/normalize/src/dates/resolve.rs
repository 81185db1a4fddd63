//! From expressions to days.

use dateline_core::DatePrecision;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::calendar::Unit;
use super::expression::{Anchor, Expression, Part, Which, YearOf};
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
    fn new(earliest: Date, latest: Date, precision: DatePrecision) -> Option<Self> {
        (earliest <= latest).then_some(Self {
            earliest: Some(earliest),
            latest: Some(latest),
            precision,
            lasted: false,
        })
    }

    fn day(day: Date) -> Option<Self> {
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
        Expression::Decade(first) => Interval::new(
            Date::new(*first, 1, 1).ok()?,
            Date::new(first + 9, 12, 31).ok()?,
            DatePrecision::Unknown,
        ),
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
        Expression::Distance {
            count,
            unit,
            vague,
            anchor,
        } => distance(*count, *unit, *vague, day_of(*anchor, context)?),
        Expression::Past {
            count,
            unit,
            lasted,
        } => past(*count, *unit, *lasted, context),
        Expression::Since(start) => since(start, context),
        Expression::Until(end) => until(end, context),
        Expression::Range {
            first,
            last,
            lasted,
        } => range(first, last, *lasted, context),
        Expression::Duration { days } => {
            let first = context.reference?;
            let span = Interval::new(first, add(first, (days - 1).days())?, DatePrecision::Day)?;
            Some(Interval {
                lasted: true,
                ..span
            })
        }
    }
}

fn add(day: Date, span: Span) -> Option<Date> {
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

fn month_bounds(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// Cuts at the published day what cannot have happened yet.
fn known_by_publication(interval: Interval, context: &DateContext) -> Interval {
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

fn part_of_month(year: i16, month: i8, part: Part) -> Option<(Date, Date)> {
    let (first, last) = month_bounds(year, month)?;
    let at = |day| Date::new(year, month, day).ok();
    Some(match part {
        Part::Whole | Part::SoFar => (first, last),
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
    let bounds = |year| Some((month_bounds(year, first)?.0, month_bounds(year, last)?.1));
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
fn part_of_year(part: Part) -> (i8, i8) {
    match part {
        Part::Whole | Part::SoFar => (1, 12),
        Part::Early => (1, 4),
        Part::Mid => (5, 8),
        Part::Late => (9, 12),
        Part::FirstHalf => (1, 6),
        Part::SecondHalf => (7, 12),
    }
}

fn monday_of(day: Date) -> Option<Date> {
    add(
        day,
        (-i64::from(day.weekday().to_monday_zero_offset())).days(),
    )
}

fn a_weekday(weekday: i8, which: Which, week: Option<i64>, context: &DateContext) -> Option<Date> {
    let published = context.published?;
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    if let Some(week) = week {
        let days = week * 7 + i64::from(weekday.to_monday_zero_offset());
        return add(monday_of(published)?, days.days());
    }
    let back = i64::from(published.weekday().since(weekday));
    let on = i64::from(weekday.since(published.weekday()));
    let days = match (which, context.tense) {
        (Which::Last, _) => -if back == 0 { 7 } else { back },
        (Which::Next, _) => {
            if on == 0 {
                7
            } else {
                on
            }
        }
        (_, Tense::Future) | (Which::This, Tense::Unknown) => on,
        (Which::Nearest | Which::This, _) => -back,
    };
    add(published, days.days())
}

fn day_of_month(day: i8, month: Which, context: &DateContext) -> Option<Interval> {
    let published = context.published?;
    let back = i32::from(match month {
        Which::Nearest | Which::This => {
            month == Which::Nearest && day > published.day() && context.tense != Tense::Future
        }
        Which::Last => true,
        Which::Next => false,
    });
    let months = if month == Which::Next { 1 } else { -back };
    let month = add(published.first_of_month(), months.months())?;
    Interval::day(Date::new(month.year(), month.month(), day).ok()?)
}

fn calendar_unit(
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
    if part == Part::SoFar {
        return Some(Interval {
            latest: whole.latest.min(context.published),
            ..whole
        });
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
        Part::Whole | Part::SoFar => (0, 6),
    };
    Interval::new(
        add(monday, from.days())?,
        add(monday, to.days())?,
        DatePrecision::Week,
    )
}

fn weekend(which: Which, context: &DateContext) -> Option<Interval> {
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
fn distance(count: i64, unit: Unit, vague: bool, anchor: Date) -> Option<Interval> {
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

fn past(count: i64, unit: Unit, lasted: bool, context: &DateContext) -> Option<Interval> {
    let published = context.published?;
    let back = match unit {
        Unit::Hour => add(published, (-((count + 23) / 24)).days())?,
        Unit::Day => add(published, Span::new().try_days(-count).ok()?)?,
        Unit::Week => add(published, Span::new().try_days(-count * 7).ok()?)?,
        Unit::Month => add(published, Span::new().try_months(-count).ok()?)?,
        Unit::Year => add(published, Span::new().try_years(-count).ok()?)?,
    };
    let precision = match unit {
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

fn since(start: &Expression, context: &DateContext) -> Option<Interval> {
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

fn until(end: &Expression, context: &DateContext) -> Option<Interval> {
    Some(Interval {
        earliest: None,
        ..resolve(end, context)?
    })
}

/// The end is laid down first: "from Friday to Sunday" is the Friday before that Sunday.
fn range(
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
            published: end.latest,
            tense: Tense::Past,
            ..context.clone()
        };
        (resolve(&with_year_of(first, last), &before)?, end)
    };
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
