//! Tolls and other counts of two tellings, compared.

use dateline_core::value::Bounds;
use dateline_core::{FigureKind, Telling};

use super::{Feature, Found};

const KILLED: [Feature; 6] = [
    Feature::killed_same,
    Feature::killed_rose,
    Feature::killed_fell,
    Feature::killed_apart,
    Feature::killed_many,
    Feature::killed_ratio,
];
const WOUNDED: [Feature; 6] = [
    Feature::wounded_same,
    Feature::wounded_rose,
    Feature::wounded_fell,
    Feature::wounded_apart,
    Feature::wounded_many,
    Feature::wounded_ratio,
];

impl Found {
    pub(super) fn counts(&mut self, a: &Telling, b: &Telling) {
        let (first, later) = if a.published <= b.published {
            (a, b)
        } else {
            (b, a)
        };
        let bounds = |telling: &Telling, kind| telling.figures.get(&kind).copied();
        if let (Some(one), Some(other)) = (
            bounds(first, FigureKind::Killed),
            bounds(later, FigureKind::Killed),
        ) {
            self.count(one, other, KILLED);
        }
        if let (Some(one), Some(other)) = (
            bounds(first, FigureKind::Wounded),
            bounds(later, FigureKind::Wounded),
        ) {
            self.count(one, other, WOUNDED);
        }
        let others = a
            .figures
            .iter()
            .filter(|(kind, _)| !matches!(kind, FigureKind::Killed | FigureKind::Wounded));
        for (kind, one) in others {
            match b.figures.get(kind) {
                Some(other) if number(*one) == number(*other) => self.set(Feature::figures_same),
                // "Nobody has escaped": who denies a count speaks of the act that others count.
                Some(other) if [one, other].iter().any(|count| number(**count) == Some(0)) => {}
                Some(_) => self.set(Feature::figures_other),
                None => {}
            }
        }
    }

    fn count(
        &mut self,
        first: Bounds,
        later: Bounds,
        [same, rose, fell, apart, many, ratio]: [Feature; 6],
    ) {
        let (Some(one), Some(other)) = (number(first), number(later)) else {
            return;
        };
        let (least, most) = (one.min(other), one.max(other));
        let log = |number: u64| (1.0 + number as f32).log2();
        self.put(many, if one == other { log(one) } else { 0.0 });
        self.put(ratio, log(most) - log(least));
        if one == other {
            self.put(same, f32::from(one > 0));
        } else if most > least.saturating_mul(3).saturating_add(5) {
            self.set(apart);
        } else {
            self.set(if other > one { rose } else { fell });
        }
    }
}

fn number(bounds: Bounds) -> Option<u64> {
    bounds.best().or(bounds.low()).or(bounds.high())
}
