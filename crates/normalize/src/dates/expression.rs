//! What a date expression says, before it is laid on the calendar.

use super::calendar::Unit;

/// Which of the recurring weekdays, weeks, months or years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// No word says which: the nearest in the direction of the tense.
    Nearest,
    Last,
    This,
    Next,
    /// By a clock that may be a day ahead of the publisher's.
    Local,
}

/// Which part of a month, year or week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Early,
    Mid,
    Late,
    /// "earlier this month": what has passed of it.
    SoFar,
    /// "later this month": what is left of it.
    ToCome,
    Quarter(i8),
    FirstHalf,
    SecondHalf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearOf {
    Given(i16),
    Nearest,
    /// Years from the published year.
    Offset(i16),
    /// "last July", "next July".
    Which(Which),
    /// "of that year": the reference's.
    Reference,
    /// Years from the reference's.
    ReferenceOffset(i16),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Published,
    Reference,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expression {
    Day {
        year: YearOf,
        month: i8,
        day: i8,
    },
    Month {
        year: YearOf,
        month: i8,
        part: Part,
    },
    /// The `nth` seven days of a month; 5 is the last.
    WeekOfMonth {
        year: YearOf,
        month: i8,
        nth: i8,
    },
    Months {
        year: YearOf,
        first: i8,
        last: i8,
    },
    Year {
        year: YearOf,
        part: Part,
    },
    Decade {
        first: i16,
        part: Part,
    },
    /// A day of the week, in the week that is `week` weeks from the published one if given.
    Weekday {
        weekday: i8,
        which: Which,
        week: Option<i64>,
    },
    /// The next or the last such weekday, seen from the reference.
    WeekdayFrom {
        weekday: i8,
        forward: bool,
    },
    /// The `nth` such weekday of a month; 5 is the last.
    NthWeekday {
        nth: i8,
        weekday: i8,
        inside: Box<Expression>,
    },
    /// Counted from a day that the same words name.
    Counted {
        count: i64,
        unit: Unit,
        from: Box<Expression>,
    },
    /// Up to that many days after the reference.
    Within {
        days: i64,
    },
    /// The reference's day, years on.
    YearsOn {
        years: i64,
    },
    /// A feast whose day moves from year to year, by its number in the table.
    Feast {
        number: usize,
        year: YearOf,
    },
    /// A day that names an event: "9/11".
    Event(jiff::civil::Date),
    /// The week that holds, or ends with, a day.
    WeekWith {
        day: Box<Expression>,
        ending: bool,
    },
    /// The published day, week or month, of another year.
    Anniversary {
        year: YearOf,
        unit: Unit,
    },
    DayOfMonth {
        day: i8,
        month: Which,
    },
    /// Whole days from the anchor.
    Days {
        offset: i64,
        anchor: Anchor,
    },
    /// The night before the anchor.
    Overnight,
    /// The calendar week, month or year that is `offset` from the anchor's.
    Calendar {
        unit: Unit,
        offset: i64,
        part: Part,
        anchor: Anchor,
    },
    Weekend(Which),
    WeekendsAgo(i64),
    /// `count` units back (negative) or on from the anchor; `vague` for "a few".
    Distance {
        count: i64,
        unit: Unit,
        vague: bool,
        anchor: Anchor,
    },
    /// The last `count` units up to the published day.
    Past {
        count: i64,
        unit: Unit,
        vague: bool,
        lasted: bool,
    },
    Since(Box<Expression>),
    Until(Box<Expression>),
    /// Up to the day before: "before 2004".
    Before(Box<Expression>),
    Range {
        first: Box<Expression>,
        last: Box<Expression>,
        lasted: bool,
    },
    /// "for three days", from the reference on.
    Duration {
        days: i64,
        unit: Unit,
    },
    /// Time words that tell no day that could be known: "every Friday", "the Sunday Times".
    NoDate,
}
