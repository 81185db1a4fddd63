//! How far apart in time two tellings lie, as numbers beside the steps of [`super::Feature::date_same`] and the rest.

use dateline_core::{DatePrecision, Telling};
use jiff::civil::Date;

use super::{Feature, Found, days_between};

/// Value of a gap that is not known: of a month, since the scorer may only hold more days against one incident, never for it.
const NOT_KNOWN: f32 = 5.0;

/// Value of the gap between an act and a report that was published before it: beyond all others.
const BEFORE: f32 = 16.0;

impl Found {
    pub(super) fn gaps(&mut self, a: &Telling, b: &Telling) {
        let days = day(a).zip(day(b));
        let gap = |days: Option<(Date, Date)>| {
            days.map_or(NOT_KNOWN, |(one, other)| log(days_between(one, other)))
        };
        self.put(Feature::date_gap, gap(days));
        self.put(Feature::published_gap, gap(a.published.zip(b.published)));
        if days.is_some_and(|(one, other)| days_between(one, other) == 7) {
            self.set(Feature::date_week);
        }
        let print = match (day(a), day(b)) {
            (Some(day), None) => b.published.map(|published| since(day, published)),
            (None, Some(day)) => a.published.map(|published| since(day, published)),
            _ => None,
        };
        self.put(Feature::print_gap, print.unwrap_or(NOT_KNOWN));
    }
}

/// The day of the act, where it is known to the day.
fn day(telling: &Telling) -> Option<Date> {
    let date = telling.date.as_ref()?;
    (date.precision == DatePrecision::Day)
        .then_some(date.earliest)
        .flatten()
}

fn since(day: Date, published: Date) -> f32 {
    if published < day {
        BEFORE
    } else {
        log(days_between(day, published))
    }
}

fn log(days: i32) -> f32 {
    (1.0 + days as f32).log2()
}
