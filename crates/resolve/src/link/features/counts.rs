//! Tolls and other counts of two tellings, compared.

use dateline_core::value::Bounds;
use dateline_core::{FigureKind, Telling};

use super::{Feature, Found};

const KILLED: [Feature; 4] = [
    Feature::killed_same,
    Feature::killed_rose,
    Feature::killed_fell,
    Feature::killed_apart,
];
const WOUNDED: [Feature; 4] = [
    Feature::wounded_same,
    Feature::wounded_rose,
    Feature::wounded_fell,
    Feature::wounded_apart,
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
                Some(_) => self.set(Feature::figures_other),
                None => {}
            }
        }
    }

    fn count(&mut self, first: Bounds, later: Bounds, [same, rose, fell, apart]: [Feature; 4]) {
        let (Some(one), Some(other)) = (number(first), number(later)) else {
            return;
        };
        let (least, most) = (one.min(other), one.max(other));
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
