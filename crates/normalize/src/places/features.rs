//! Kinds of places by their GeoNames feature code, from `data/gazetteer/features.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a place is, coarsely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Town,
    Division,
    /// A region, valley, forest or mountain.
    Area,
    Water,
    /// An airport, a base, a camp, a prison, a dam.
    Facility,
}

/// What is known of a feature code.
#[derive(Debug, Clone, Copy)]
pub(super) struct Feature {
    pub(super) kind: Kind,
    /// Fewest inhabitants with which a row of a dump is kept.
    pub(super) least: u32,
}

static FEATURES: LazyLock<HashMap<&'static str, Feature>> = LazyLock::new(|| {
    include_str!("../../../../data/gazetteer/features.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(row)
        .collect()
});

fn row(line: &'static str) -> Option<(&'static str, Feature)> {
    let mut cells = line.split('\t');
    let code = cells.next()?;
    let kind = match cells.next()? {
        "town" => Kind::Town,
        "division" => Kind::Division,
        "area" => Kind::Area,
        "water" => Kind::Water,
        "facility" => Kind::Facility,
        _ => return None,
    };
    let least = cells.next()?.parse().ok()?;
    Some((code, Feature { kind, least }))
}

/// What is known of a code; `None` for one whose places are not kept.
pub(super) fn feature(code: &str) -> Option<Feature> {
    FEATURES.get(code).copied()
}

#[cfg(test)]
mod tests {
    use super::{FEATURES, Kind, feature};

    #[test]
    fn each_row_of_the_file_is_read() {
        let lines = include_str!("../../../../data/gazetteer/features.tsv").lines();
        let rows = lines.filter(|line| !line.starts_with('#')).count();
        assert_eq!(FEATURES.len(), rows);
        assert_eq!(
            feature("PRN").map(|feature| feature.kind),
            Some(Kind::Facility)
        );
        // A church is no place that news names, and a hospital's point would tell where patients lie.
        assert!(feature("CH").is_none() && feature("HSP").is_none());
    }
}
