//! Counts of people and things, kept as they were worded.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{FigureKind, PersonKind, Relation, Side, WordingClass, YesNoUnknown};

/// Bounds of a count: any may be absent; where present, low <= best <= high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "BoundsFields", into = "BoundsFields")]
pub struct Bounds {
    low: Option<u64>,
    best: Option<u64>,
    high: Option<u64>,
}

#[derive(Serialize, Deserialize)]
struct BoundsFields {
    low: Option<u64>,
    best: Option<u64>,
    high: Option<u64>,
}

/// Bounds that contradict one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "bounds out of order: low {low:?}, best {best:?}, high {high:?}; low <= best <= high must hold"
)]
pub struct BoundsError {
    /// Least.
    pub low: Option<u64>,
    /// Best.
    pub best: Option<u64>,
    /// Greatest.
    pub high: Option<u64>,
}

impl Bounds {
    /// Bounds in order, or an error.
    pub fn new(
        low: Option<u64>,
        best: Option<u64>,
        high: Option<u64>,
    ) -> Result<Self, BoundsError> {
        let present = [low, best, high].into_iter().flatten();
        if present.is_sorted() {
            Ok(Self { low, best, high })
        } else {
            Err(BoundsError { low, best, high })
        }
    }

    /// The same number for all three.
    pub fn exact(number: u64) -> Self {
        Self {
            low: Some(number),
            best: Some(number),
            high: Some(number),
        }
    }

    /// Least.
    pub fn low(self) -> Option<u64> {
        self.low
    }

    /// Best.
    pub fn best(self) -> Option<u64> {
        self.best
    }

    /// Greatest.
    pub fn high(self) -> Option<u64> {
        self.high
    }

    /// Whether nothing is known.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl TryFrom<BoundsFields> for Bounds {
    type Error = BoundsError;

    fn try_from(fields: BoundsFields) -> Result<Self, Self::Error> {
        Self::new(fields.low, fields.best, fields.high)
    }
}

impl From<Bounds> for BoundsFields {
    fn from(Bounds { low, best, high }: Bounds) -> Self {
        Self { low, best, high }
    }
}

/// How many people, of whom, and how the count relates to others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Killed, wounded, escaped, ...
    pub kind: FigureKind,
    /// The numbers.
    #[serde(flatten)]
    pub bounds: Bounds,
    /// How it was worded.
    pub class: WordingClass,
    /// The words: "at least 20".
    pub words: String,
    /// Of whom, in the text's words: "members of the security forces".
    pub of_whom: Option<String>,
    /// Of which kind of people.
    pub of_kind: PersonKind,
    /// Of which side.
    pub side: Side,
    /// Total, part, subset or increment.
    pub relation: Relation,
    /// Whether the attackers' own dead are in it.
    pub includes_perpetrators: YesNoUnknown,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_out_of_order_are_refused() {
        assert!(Bounds::new(Some(12), None, Some(9)).is_err());
        assert!(Bounds::new(Some(12), None, Some(12)).is_ok());
        assert!(serde_json::from_str::<Bounds>(r#"{"low":3,"best":2,"high":null}"#).is_err());
    }
}
