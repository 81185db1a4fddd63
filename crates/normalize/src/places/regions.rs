//! Regions, waters and mountains beside the gazetteer's own rows ("Gulf of Aden", "Darfur"), from
//! `data/gazetteer/regions.tsv`, and border crossings, from `crossings.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use dateline_core::value::Coordinates;

use super::fold::fold;
use super::place::{Place, Row};

/// Weight among namesakes, in inhabitants: a region known by name the world over outweighs a town that bears it, too.
const WEIGHT: u32 = 1_000_000;
/// That of a crossing: as little as a village's, so that a person of its name ("Ghulam Khan") is no place for it.
const CROSSING_WEIGHT: u32 = 2_000;

struct Region {
    name: &'static str,
    is_crossing: bool,
    country: &'static str,
    coordinates: Coordinates,
}

struct Regions {
    all: Vec<Region>,
    /// Folded name to number, and whether it is the main name.
    names: HashMap<String, (u32, bool)>,
}

static REGIONS: LazyLock<Regions> = LazyLock::new(|| {
    let mut regions = Regions {
        all: Vec::new(),
        names: HashMap::new(),
    };
    let areas = include_str!("../../../../data/gazetteer/regions.tsv").lines();
    let crossings = include_str!("../../../../data/gazetteer/crossings.tsv").lines();
    let areas = areas.map(|line| (line, false));
    let lines = areas.chain(crossings.map(|line| (line, true)));
    let rows = lines.filter(|(line, _)| !line.starts_with('#'));
    for (names, region) in rows.filter_map(|(line, is_crossing)| row(line, is_crossing)) {
        let number = regions.all.len() as u32;
        for (at, name) in names.split('|').enumerate() {
            regions.names.insert(fold(name), (number, at == 0));
        }
        regions.all.push(region);
    }
    regions
});

fn row(line: &'static str, is_crossing: bool) -> Option<(&'static str, Region)> {
    let mut cells = line.split('\t');
    let names = cells.next()?;
    let country = cells.next()?;
    let coordinates = Coordinates {
        latitude: cells.next()?.parse().ok()?,
        longitude: cells.next()?.parse().ok()?,
    };
    let region = Region {
        name: names.split('|').next()?,
        is_crossing,
        country: if country == "-" { "" } else { country },
        coordinates,
    };
    Some((names, region))
}

/// The region of a number; its row stands behind the `rows` of the gazetteer.
pub(super) fn region(number: u32, rows: usize) -> Option<Place<'static>> {
    let region = REGIONS.all.get(number as usize)?;
    Some(Place {
        row: Row(rows as u32 + number),
        id: 0,
        name: region.name,
        coordinates: Some(region.coordinates),
        population: if region.is_crossing {
            CROSSING_WEIGHT
        } else {
            WEIGHT
        },
        country: region.country,
        division: None,
        feature: if region.is_crossing { "PSTB" } else { "RGN" },
    })
}

/// The region that bears the name with this key, and whether it is its main name.
pub(super) fn named(key: &str, rows: usize) -> Option<(Place<'static>, bool)> {
    let (number, main) = REGIONS.names.get(key)?;
    Some((region(*number, rows)?, *main))
}

#[cfg(test)]
mod tests {
    use super::{REGIONS, named};

    #[test]
    fn each_region_is_known_by_each_of_its_names() {
        let rows = |file: &str| file.lines().filter(|line| !line.starts_with('#')).count();
        let areas = rows(include_str!("../../../../data/gazetteer/regions.tsv"));
        let crossings = rows(include_str!("../../../../data/gazetteer/crossings.tsv"));
        assert_eq!(REGIONS.all.len(), areas + crossings);
        let (place, main) = named("arabian gulf", 10).expect("the Persian Gulf is known");
        assert_eq!((place.name, main), ("Persian Gulf", false));
    }
}
