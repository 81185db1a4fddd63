//! Kinds of words around and inside the names of places, from `data/gazetteer/words.tsv` and `abbreviations.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::{fold, is_article};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordKind {
    Division,
    District,
    Locality,
    Area,
    Facility,
    FacilityFront,
    Institution,
    Direction,
    Inside,
    Locative,
    Title,
    Speech,
    Common,
    Given,
    Near,
    Pairing,
    Dealing,
    Distance,
    Filler,
    Lying,
    Surrounding,
    Landform,
    Water,
    WaterFront,
    Road,
    Act,
    Tied,
    Bearer,
    BodyOf,
    Accord,
    Auxiliary,
    Force,
    Part,
    Ordinal,
    Clock,
}

const KINDS: [(&str, WordKind); 35] = [
    ("division", WordKind::Division),
    ("district", WordKind::District),
    ("locality", WordKind::Locality),
    ("area", WordKind::Area),
    ("facility", WordKind::Facility),
    ("facility_front", WordKind::FacilityFront),
    ("institution", WordKind::Institution),
    ("direction", WordKind::Direction),
    ("inside", WordKind::Inside),
    ("locative", WordKind::Locative),
    ("title", WordKind::Title),
    ("speech", WordKind::Speech),
    ("common", WordKind::Common),
    ("given", WordKind::Given),
    ("near", WordKind::Near),
    ("pairing", WordKind::Pairing),
    ("dealing", WordKind::Dealing),
    ("distance", WordKind::Distance),
    ("filler", WordKind::Filler),
    ("lying", WordKind::Lying),
    ("surrounding", WordKind::Surrounding),
    ("landform", WordKind::Landform),
    ("water", WordKind::Water),
    ("water_front", WordKind::WaterFront),
    ("road", WordKind::Road),
    ("act", WordKind::Act),
    ("tied", WordKind::Tied),
    ("bearer", WordKind::Bearer),
    ("body_of", WordKind::BodyOf),
    ("accord", WordKind::Accord),
    ("auxiliary", WordKind::Auxiliary),
    ("force", WordKind::Force),
    ("part", WordKind::Part),
    ("ordinal", WordKind::Ordinal),
    ("clock", WordKind::Clock),
];

static WORDS: LazyLock<HashMap<String, u64>> = LazyLock::new(|| {
    let mut words: HashMap<String, u64> = HashMap::new();
    for line in include_str!("../../../../data/gazetteer/words.tsv").lines() {
        if let Some((class, word)) = line.split_once('\t')
            && let Some((_, kind)) = KINDS.iter().find(|(name, _)| *name == class)
        {
            *words.entry(fold(word)).or_default() |= 1 << *kind as u64;
        }
    }
    words
});

/// Whether the word or phrase, folded here, is of this kind.
pub(super) fn is(kind: WordKind, phrase: &str) -> bool {
    WORDS
        .get(&fold(phrase))
        .is_some_and(|kinds| kinds & (1 << kind as u64) != 0)
}

/// Whether it is of any of these kinds.
pub(super) fn is_any(kinds: &[WordKind], phrase: &str) -> bool {
    kinds.iter().any(|&kind| is(kind, phrase))
}

/// Words for a district that name a first-level division in some countries, with these countries ("county", Kenya).
static FIRST_LEVEL: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("../../../../data/gazetteer/words.tsv").lines();
    let rows = lines.filter_map(|line| line.strip_prefix("first_level\t"));
    rows.filter_map(|row| {
        let mut words = row.split(' ');
        Some((words.next()?, words.collect()))
    })
    .collect()
});

/// Countries whose first-level divisions bear this word for a district.
pub(super) fn first_level(word: &str) -> &'static [&'static str] {
    FIRST_LEVEL
        .get(fold(word).as_str())
        .map_or(&[], Vec::as_slice)
}

/// Whether a town's police answer for that town alone in the country of this ISO 3166-1 alpha-2 code.
pub(super) fn is_municipal(country: &str) -> bool {
    static COUNTRIES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let lines = include_str!("../../../../data/gazetteer/words.tsv").lines();
        let rows = lines.filter_map(|line| line.strip_prefix("municipal\t"));
        rows.flat_map(|row| row.split(' ')).collect()
    });
    COUNTRIES.contains(&country)
}

struct Abbreviation {
    key: String,
    anywhere: bool,
}

/// Former names of countries and cities, folded ("upper volta").
static FORMER: LazyLock<HashMap<String, String>> = LazyLock::new(|| listed("name"));

/// First words that are often cut short, folded ("mt").
static PREFIXES: LazyLock<HashMap<String, String>> = LazyLock::new(|| listed("prefix"));

/// Rows of `abbreviations.tsv` whose last cell says that they are read so, both names folded.
fn listed(manner: &str) -> HashMap<String, String> {
    let lines = include_str!("../../../../data/gazetteer/abbreviations.tsv").lines();
    let rows = lines.filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut cells = line.split('\t');
        let (short, name) = (cells.next()?, cells.next()?);
        (cells.next()? == manner).then(|| (fold(short), fold(name)))
    })
    .collect()
}

/// The key with a first word that is cut short spelt out ("mt vernon").
pub(super) fn spelt_out(key: &str) -> Option<String> {
    let (first, rest) = key.split_once(' ')?;
    Some(format!("{} {rest}", PREFIXES.get(first)?))
}

/// The key of the name that a country or city has now ("upper volta").
pub(super) fn renamed(key: &str) -> Option<&'static str> {
    FORMER.get(key).map(String::as_str)
}

static ABBREVIATIONS: LazyLock<HashMap<String, Abbreviation>> = LazyLock::new(|| {
    let lines = include_str!("../../../../data/gazetteer/abbreviations.tsv").lines();
    let rows = lines.filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut cells = line.split('\t');
        let (short, name, place) = (cells.next()?, cells.next()?, cells.next()?);
        if matches!(place, "name" | "prefix") {
            return None;
        }
        let abbreviation = Abbreviation {
            key: fold(name),
            anywhere: place == "anywhere",
        };
        Some((short.trim_end_matches('.').to_owned(), abbreviation))
    })
    .collect()
});

/// The key of the name that an abbreviation stands for ("Va." after a comma, "U.S." anywhere). Case matters.
pub(super) fn expand(word: &str, after_comma: bool) -> Option<&'static str> {
    let abbreviation = ABBREVIATIONS.get(word.trim_end_matches('.'))?;
    (abbreviation.anywhere || after_comma).then_some(abbreviation.key.as_str())
}

/// The key without the article that it begins with, if it begins with one.
pub(super) fn without_article(key: &str) -> Option<&str> {
    let (article, rest) = key.split_once(' ')?;
    (is_article(article) && rest.len() > 2).then_some(rest)
}

/// Whether a name is made of kinds and directions alone: "Southern Region" is a division in many countries.
pub(super) fn is_generic(name: &str) -> bool {
    let kinds = [
        WordKind::Direction,
        WordKind::Division,
        WordKind::District,
        WordKind::Area,
    ];
    name.split(' ').all(|word| is_any(&kinds, word))
}

/// Whether a name is nothing but a bearing ("Eastern"), which names no place by itself.
pub(super) fn is_bearing(name: &str) -> bool {
    name.split(' ').all(|word| is(WordKind::Direction, word))
}
