//! When.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::vocabulary::DatePrecision;

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

    /// Whether both can be the same day or span.
    pub fn is_compatible(&self, other: &DateValue) -> bool {
        let before =
            |a: Option<Date>, b: Option<Date>| matches!((a, b), (Some(a), Some(b)) if a < b);
        !before(self.latest, other.earliest) && !before(other.latest, self.earliest)
    }
}
