//! What the people of a part of a country, or of a town, are called ("Anbari", "Texans"), from `data/gazetteer/peoples.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::fold;
use super::place::Place;
use super::table::Gazetteer;

/// Where a people lives.
#[derive(Debug, Clone, Copy)]
pub(super) struct Home {
    /// ISO 3166-1 alpha-2 code.
    pub(super) country: &'static str,
    name: &'static str,
}

static HOMES: LazyLock<HashMap<String, Home>> = LazyLock::new(|| {
    let lines = include_str!("../../../../data/gazetteer/peoples.tsv").lines();
    let rows = lines.filter(|line| !line.starts_with('#'));
    let homes = rows.filter_map(|line| {
        let mut cells = line.split('\t');
        let people = cells.next()?.split('|');
        let (country, name) = (cells.next()?, cells.next()?);
        Some(people.map(move |people| (fold(people), Home { country, name })))
    });
    homes.flatten().collect()
});

/// The home of a people by its folded name, singular or plural.
pub(super) fn home(people: &str) -> Option<Home> {
    let singular = || people.strip_suffix('s');
    HOMES
        .get(people)
        .or_else(|| HOMES.get(singular()?))
        .copied()
}

impl Home {
    /// Its division or region; a town where no division bears the name.
    pub(super) fn place(self, gazetteer: &Gazetteer) -> Option<Place<'_>> {
        let key = fold(self.name);
        let named = gazetteer.lookup(&key).map(|(place, _)| place);
        let named = named.filter(|place| place.country == self.country);
        named.max_by_key(|place| (!place.is_populated(), place.population))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_people_has_a_home_that_the_gazetteer_knows() {
        let gazetteer = Gazetteer::bundled().unwrap();
        let lost: Vec<&str> = HOMES
            .values()
            .filter(|home| home.place(&gazetteer).is_none())
            .map(|home| home.name)
            .collect();
        assert_eq!(lost, [""; 0]);
    }

    #[test]
    fn plurals_are_known_and_other_words_are_not() {
        assert_eq!(home("texans").unwrap().name, "Texas");
        assert!(home("texas").is_none());
        assert!(home("georgian").is_none());
    }
}
