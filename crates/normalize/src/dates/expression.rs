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
    Decade(i16),
    /// A day of the week, in the week that is `week` weeks from the published one if given.
    Weekday {
        weekday: i8,
        which: Which,
        week: Option<i64>,
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
        lasted: bool,
    },
    Since(Box<Expression>),
    Until(Box<Expression>),
    Range {
        first: Box<Expression>,
        last: Box<Expression>,
        lasted: bool,
    },
    /// "for three days", from the reference on.
    Duration {
        days: i64,
    },
}
