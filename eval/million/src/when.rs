//! How reports word a day, and what the words mean on the day of publication.

use dateline_core::DatePrecision;
use dateline_core::value::{DateValue, Value};
use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::draw::chance;
use crate::incident::calendar;
use crate::leaf::{Fact, Leaf};
use crate::plan::{Kind, Telling};
use crate::rates;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How a day is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Today,
    Yesterday,
    Weekday,
    LastWeek,
    DayMonth,
    DayMonthYear,
    Month,
    MonthYear,
}

/// A worded day.
#[derive(Debug, Clone)]
pub(crate) struct When {
    style: Style,
    words: String,
    value: DateValue,
}

/// Name of a day of the week.
pub(crate) fn weekday(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

fn month(day: Date) -> &'static str {
    MONTHS[usize::from(day.month().unsigned_abs()) - 1]
}

/// How a report words the day of its incident, if it does.
pub(crate) fn draw(rng: &mut Rng, telling: &Telling, happened: u32) -> Option<When> {
    if !chance(rng, rates::date_told(telling.kind)) {
        return None;
    }
    let off = chance(rng, rates::DAY_OFF);
    let later = chance(rng, 0.5) && happened < telling.day;
    let told = match (off, later) {
        (true, true) => happened + 1,
        (true, false) => happened.saturating_sub(1),
        _ => happened,
    };
    let style = style(rng, telling, told);
    Some(worded(style, calendar(told), calendar(telling.day)))
}

fn style(rng: &mut Rng, telling: &Telling, told: u32) -> Style {
    let lag = telling.day.saturating_sub(told);
    let (day, published) = (calendar(told), calendar(telling.day));
    let draw = rng.f64();
    let wire = telling.agency.is_some();
    let last_week = monday(published).checked_sub(7.days()).ok() == Some(monday(day));
    let this_year = day.year() == published.year();
    match lag {
        0 if draw < 0.2 && !wire => Style::Today,
        1 if draw < 0.2 && !wire => Style::Yesterday,
        // A copy of the next day must be able to say it too.
        0..6 if draw < 0.8 => Style::Weekday,
        0..7 => Style::DayMonth,
        7..14 if last_week && draw < 0.25 && telling.kind == Kind::FollowUp && !wire => {
            Style::LastWeek
        }
        _ if draw >= 1.0 - rates::MONTH_ONLY && this_year => Style::Month,
        _ if draw >= 1.0 - rates::MONTH_ONLY => Style::MonthYear,
        _ if this_year && draw < 0.7 => Style::DayMonth,
        _ => Style::DayMonthYear,
    }
}

fn monday(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

fn worded(style: Style, day: Date, published: Date) -> When {
    let year = day.year();
    let words = match style {
        Style::Today => "today".to_owned(),
        Style::Yesterday => "yesterday".to_owned(),
        Style::Weekday => weekday(day).to_owned(),
        Style::LastWeek => "last week".to_owned(),
        Style::DayMonth => format!("{} {}", day.day(), month(day)),
        Style::DayMonthYear => format!("{} {} {year}", day.day(), month(day)),
        Style::Month => month(day).to_owned(),
        Style::MonthYear => format!("{} {year}", month(day)),
    };
    let value = match style {
        Style::LastWeek => span(monday(day), 6, DatePrecision::Week, &words),
        Style::Month | Style::MonthYear => {
            let last = i64::from(day.days_in_month()) - 1;
            let whole = span(day.first_of_month(), last, DatePrecision::Month, &words);
            until(whole, published)
        }
        _ => DateValue::day(day, words.clone()),
    };
    When {
        style,
        words,
        value,
    }
}

/// What is told as past did not happen after it was told.
fn until(mut value: DateValue, published: Date) -> DateValue {
    value.latest = value.latest.map(|day| day.min(published));
    value
}

fn span(first: Date, days: i64, precision: DatePrecision, words: &str) -> DateValue {
    DateValue {
        earliest: Some(first),
        latest: Some(first.saturating_add(days.days())),
        precision,
        lasted: false,
        words: words.to_owned(),
    }
}

impl When {
    /// The month alone, of something told as history.
    pub(crate) fn month(happened: u32, published: u32) -> Self {
        let (day, published) = (calendar(happened), calendar(published));
        let style = if day.year() == published.year() {
            Style::Month
        } else {
            Style::MonthYear
        };
        worded(style, day, published)
    }

    fn fact(&self, is_dated: bool) -> Fact {
        let absolute = matches!(self.style, Style::DayMonthYear | Style::MonthYear);
        Fact::main(Value::Date(if is_dated || absolute {
            self.value.clone()
        } else {
            DateValue::unresolved(self.words.clone())
        }))
    }

    /// "on Sunday"; `is_dated` says whether the report bears a day from which the words can be reckoned.
    pub(crate) fn adverb(&self, is_dated: bool) -> Leaf {
        let before = match self.style {
            Style::Weekday | Style::DayMonth | Style::DayMonthYear => "on ",
            Style::Month | Style::MonthYear => "in ",
            _ => "",
        };
        Leaf::plain(before).with(&self.words, [self.fact(is_dated)])
    }

    /// "Sunday's", "the 3 March".
    pub(crate) fn attribute(&self, is_dated: bool) -> Leaf {
        let (before, after) = match self.style {
            Style::DayMonth | Style::DayMonthYear | Style::Month | Style::MonthYear => ("the ", ""),
            _ => ("", "'s"),
        };
        Leaf::plain(before)
            .with(&self.words, [self.fact(is_dated)])
            .then(after)
    }

    /// The words alone, of something told as history.
    pub(crate) fn recalled(&self, is_dated: bool) -> Leaf {
        let fact = Fact {
            incident: 1,
            ..self.fact(is_dated)
        };
        Leaf::default().with(&self.words, [fact])
    }
}
