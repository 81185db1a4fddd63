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
}

const KINDS: [(&str, WordKind); 14] = [
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
];

static WORDS: LazyLock<HashMap<String, u32>> = LazyLock::new(|| {
    let mut words: HashMap<String, u32> = HashMap::new();
    for line in include_str!("../../../../data/gazetteer/words.tsv").lines() {
        if let Some((class, word)) = line.split_once('\t')
            && let Some((_, kind)) = KINDS.iter().find(|(name, _)| *name == class)
        {
            *words.entry(fold(word)).or_default() |= 1 << *kind as u32;
        }
    }
    words
});

/// Whether the word or phrase, folded here, is of this kind.
pub(super) fn is(kind: WordKind, phrase: &str) -> bool {
    WORDS
        .get(&fold(phrase))
        .is_some_and(|kinds| kinds & (1 << kind as u32) != 0)
}

/// Whether it is of any of these kinds.
pub(super) fn is_any(kinds: &[WordKind], phrase: &str) -> bool {
    kinds.iter().any(|&kind| is(kind, phrase))
}

struct Abbreviation {
    key: String,
    anywhere: bool,
}

static ABBREVIATIONS: LazyLock<HashMap<String, Abbreviation>> = LazyLock::new(|| {
    let lines = include_str!("../../../../data/gazetteer/abbreviations.tsv").lines();
    let rows = lines.filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut cells = line.split('\t');
        let (short, name, place) = (cells.next()?, cells.next()?, cells.next()?);
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
