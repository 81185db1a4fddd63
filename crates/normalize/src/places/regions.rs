//! Regions, waters and mountains beside the gazetteer's own rows ("Gulf of Aden", "Darfur"), from
//! `data/gazetteer/regions.tsv`, border crossings, from `crossings.tsv`, and camps of refugees, from `camps.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use dateline_core::value::Coordinates;

use super::fold::fold;
use super::place::{Place, Row};

/// What the places of a file are.
#[derive(Clone, Copy)]
struct Sort {
    /// GeoNames feature code.
    feature: &'static str,
    /// Weight among namesakes, in inhabitants.
    weight: u32,
}

/// A region known by name the world over outweighs a town that bears it, too.
const REGION: Sort = Sort {
    feature: "RGN",
    weight: 1_000_000,
};
/// As little as a village's, so that a person of its name ("Ghulam Khan") is no place for it.
const CROSSING: Sort = Sort {
    feature: "PSTB",
    weight: 2_000,
};
const CAMP: Sort = Sort {
    feature: "CMPRF",
    weight: 2_000,
};

static FILES: [(&str, Sort); 3] = [
    (
        include_str!("../../../../data/gazetteer/regions.tsv"),
        REGION,
    ),
    (
        include_str!("../../../../data/gazetteer/crossings.tsv"),
        CROSSING,
    ),
    (include_str!("../../../../data/gazetteer/camps.tsv"), CAMP),
];

struct Region {
    name: &'static str,
    sort: Sort,
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
    let lines = FILES
        .iter()
        .flat_map(|&(file, sort)| file.lines().map(move |line| (line, sort)));
    let rows = lines.filter(|(line, _)| !line.starts_with('#'));
    for (names, region) in rows.filter_map(|(line, sort)| row(line, sort)) {
        let number = regions.all.len() as u32;
        for (at, name) in names.split('|').enumerate() {
            regions.names.insert(fold(name), (number, at == 0));
        }
        regions.all.push(region);
    }
    regions
});

fn row(line: &'static str, sort: Sort) -> Option<(&'static str, Region)> {
    let mut cells = line.split('\t');
    let names = cells.next()?;
    let country = cells.next()?;
    let coordinates = Coordinates {
        latitude: cells.next()?.parse().ok()?,
        longitude: cells.next()?.parse().ok()?,
    };
    let region = Region {
        name: names.split('|').next()?,
        sort,
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
        population: region.sort.weight,
        country: region.country,
        division: None,
        feature: region.sort.feature,
    })
}

/// The region that bears the name with this key, and whether it is its main name.
pub(super) fn named(key: &str, rows: usize) -> Option<(Place<'static>, bool)> {
    let (number, main) = REGIONS.names.get(key)?;
    Some((region(*number, rows)?, *main))
}

#[cfg(test)]
mod tests {
    use super::{FILES, REGIONS, fold, named};

    #[test]
    fn each_region_is_known_by_each_of_its_names() {
        let is_row = |line: &&str| !line.starts_with('#');
        let lines = FILES.iter().flat_map(|(file, _)| file.lines());
        let rows: Vec<&str> = lines.filter(is_row).collect();
        assert_eq!(REGIONS.all.len(), rows.len());
        for (number, row) in rows.iter().enumerate() {
            for name in row.split('\t').next().unwrap().split('|') {
                let found = REGIONS.names[&fold(name)].0 as usize;
                assert_eq!(found, number, "{name} stands in two rows");
            }
        }
        let (camp, _) = named("zaatari refugee camp", 10).expect("the camp is known");
        assert_eq!((camp.country, camp.feature), ("JO", "CMPRF"));
        let (place, main) = named("arabian gulf", 10).expect("the Persian Gulf is known");
        assert_eq!((place.name, main), ("Persian Gulf", false));
    }
}
