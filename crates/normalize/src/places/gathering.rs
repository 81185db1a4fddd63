//! Which first-level divisions the names of a document have in common: the towns of a local report mostly lie in one.

use std::collections::{BTreeMap, BTreeSet};

use super::place::{Place, Row};
use super::rank::Container;
use super::resolve::Reading;

/// Divisions in which a name may lie from which on it tells nothing.
const COMMON: usize = 12;

/// How much the names of a document speak for each division. A name that lies in one division alone speaks for it with
/// weight 1, a name of several namesakes with as much less for each.
#[derive(Debug, Clone, Default)]
pub(super) struct Gathering {
    sums: BTreeMap<Row, f32>,
    /// By number of the name: the divisions that it may lie in.
    names: BTreeMap<usize, BTreeSet<Row>>,
}

impl Gathering {
    pub(super) fn of(readings: &[Reading<'_>]) -> Self {
        let mut gathering = Self::default();
        for reading in readings {
            let divisions = divisions(reading);
            let known = gathering
                .names
                .entry(reading.name)
                .or_insert_with(|| divisions.clone());
            // One mention that says where the name lies ("Alexandria, Va.") speaks for all.
            if divisions.len() < known.len() && !divisions.is_empty() {
                *known = divisions;
            }
        }
        for divisions in gathering.names.values().filter(|all| all.len() <= COMMON) {
            for &row in divisions {
                *gathering.sums.entry(row).or_default() += 1.0 / divisions.len() as f32;
            }
        }
        gathering
    }

    /// What the other names of the document say for the division of a place.
    pub(super) fn beside(&self, name: usize, place: &Place<'_>) -> f32 {
        let Some(row) = division(place) else {
            return 0.0;
        };
        let own = self
            .names
            .get(&name)
            .filter(|all| all.len() <= COMMON && all.contains(&row));
        let own = own.map_or(0.0, |all| 1.0 / all.len() as f32);
        (self.sums.get(&row).copied().unwrap_or(0.0) - own).max(0.0)
    }
}

fn division(place: &Place<'_>) -> Option<Row> {
    if place.is_division() {
        Some(place.row)
    } else {
        place.division
    }
}

/// The divisions in which a mention's namesakes lie; a country of the name counts as one of its own.
fn divisions(reading: &Reading<'_>) -> BTreeSet<Row> {
    let held = |place: &Place<'_>| {
        reading
            .containers
            .iter()
            .all(|outer: &Container<'_>| outer.holds(place))
    };
    let all = || {
        let main = reading
            .found
            .iter()
            .filter(|(_, main)| *main)
            .map(|(place, _)| place);
        main.filter(|place| {
            place.is_populated() || place.feature.starts_with("ADM") || place.is_country()
        })
    };
    let rows = |place: &Place<'_>| division(place).unwrap_or(place.row);
    let inside: BTreeSet<Row> = all().filter(|place| held(place)).map(rows).collect();
    if inside.is_empty() {
        all().map(rows).collect()
    } else {
        inside
    }
}
