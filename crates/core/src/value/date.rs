//! When.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::vocabulary::DatePrecision;

/// The weekdays whose English names stand in some words, in the order of the week.
pub fn weekdays_in(words: &str) -> Vec<Weekday> {
    const NAMES: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let words = words.to_lowercase();
    let named = NAMES.iter().filter(|(name, _)| words.contains(name));
    named.map(|&(_, day)| day).collect()
}

/// The days between which an act happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateValue {
    /// First possible day, or the first day if `lasted`; `None` when unknown.
    pub earliest: Option<Date>,
    /// Last possible day, or the last day if `lasted`; `None` when unknown.
    pub latest: Option<Date>,
    /// How finely it is known.
    pub precision: DatePrecision,
    /// Whether the act itself filled the span.
    pub lasted: bool,
    /// The words: "on Sunday". Kept when they could not be resolved.
    pub words: String,
}

impl DateValue {
    /// One known day.
    pub fn day(day: Date, words: impl Into<String>) -> Self {
        Self {
            earliest: Some(day),
            latest: Some(day),
            precision: DatePrecision::Day,
            lasted: false,
            words: words.into(),
        }
    }

    /// Words that could not be resolved, for want of a published day.
    pub fn unresolved(words: impl Into<String>) -> Self {
        Self {
            earliest: None,
            latest: None,
            precision: DatePrecision::Unknown,
            lasted: false,
            words: words.into(),
        }
    }

    /// No word tells the day: the act was not after that of the report.
    pub fn not_after(published: Date) -> Self {
        Self {
            latest: Some(published),
            ..Self::unresolved("")
        }
    }

    /// Whether no word tells the day, as [`Self::not_after`] has it.
    pub fn is_bound(&self) -> bool {
        self.earliest.is_none() && self.latest.is_some() && self.words.is_empty()
    }

    /// Whether both can be the same day or span.
    pub fn is_compatible(&self, other: &DateValue) -> bool {
        let before =
            |a: Option<Date>, b: Option<Date>| matches!((a, b), (Some(a), Some(b)) if a < b);
        !before(self.latest, other.earliest) && !before(other.latest, self.earliest)
    }
}
