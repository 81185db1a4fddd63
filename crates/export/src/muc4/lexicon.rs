//! The tables of `data/muc4`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

macro_rules! table {
    ($file:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../data/muc4/",
            $file
        ))
    };
}

/// Rows of a table, cells trimmed; empty lines and lines that start with `#` are comments.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::trim).collect())
}

fn cell(row: &[&'static str], column: usize) -> &'static str {
    row.get(column).copied().unwrap_or("")
}

/// Phrases in lower case, each with a value.
pub(super) struct Lexicon<T> {
    entries: HashMap<&'static str, T>,
    longest: usize,
}

impl<T> Lexicon<T> {
    fn new(entries: impl Iterator<Item = (&'static str, T)>) -> Self {
        let entries: HashMap<_, _> = entries.collect();
        let longest = entries.keys().map(|key| key.split(' ').count()).max();
        Self {
            longest: longest.unwrap_or(0),
            entries,
        }
    }

    /// The value of a phrase.
    pub(super) fn get(&self, phrase: &str) -> Option<&T> {
        self.entries.get(phrase)
    }

    /// Words of the longest phrase.
    pub(super) fn longest(&self) -> usize {
        self.longest
    }
}

fn lexicon(table: &'static str) -> Lexicon<&'static str> {
    Lexicon::new(rows(table).map(|row| (cell(&row, 0), cell(&row, 1))))
}

/// Head nouns of people, with MUC-4's kind of person.
pub(super) static PERSONS: LazyLock<Lexicon<&'static str>> =
    LazyLock::new(|| lexicon(table!("persons.tsv")));

/// Head nouns of things, with MUC-4's kind of target; `*` before kinds that the owner decides.
pub(super) static TARGETS: LazyLock<Lexicon<&'static str>> =
    LazyLock::new(|| lexicon(table!("targets.tsv")));

/// Words for means, with MUC-4's kind of instrument.
pub(super) static INSTRUMENTS: LazyLock<Lexicon<&'static str>> =
    LazyLock::new(|| lexicon(table!("instruments.tsv")));

/// Words that tell what befell people or became of things.
pub(super) static EFFECTS: LazyLock<Lexicon<&'static str>> =
    LazyLock::new(|| lexicon(table!("effects.tsv")));

/// Words that tell on what footing an organisation is named, and words for authorities.
pub(super) static FOOTINGS: LazyLock<Lexicon<&'static str>> =
    LazyLock::new(|| lexicon(table!("footings.tsv")));

/// How much a sign speaks for each confidence in an organisation.
pub(super) static CONFIDENCES: LazyLock<HashMap<&'static str, Vec<f32>>> = LazyLock::new(|| {
    rows(table!("confidence.tsv"))
        .map(|row| {
            let weights = row.iter().skip(1).map(|cell| cell.parse().unwrap_or(0.0));
            (cell(&row, 0), weights.collect())
        })
        .collect()
});

/// Nouns for those who act, `individual` or `state` or `organisation`.
pub(super) static PARTIES: LazyLock<Lexicon<&'static str>> =
    LazyLock::new(|| lexicon(table!("parties.tsv")));

/// Number words.
pub(super) static NUMBERS: LazyLock<HashMap<&'static str, u64>> = LazyLock::new(|| {
    rows(table!("words.tsv"))
        .filter(|row| cell(row, 0) == "number")
        .filter_map(|row| Some((cell(&row, 1), cell(&row, 2).parse().ok()?)))
        .collect()
});

static WORDS: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let mut lists: HashMap<_, HashSet<_>> = HashMap::new();
    for row in rows(table!("words.tsv")) {
        lists
            .entry(cell(&row, 0))
            .or_default()
            .insert(cell(&row, 1));
    }
    lists
});

/// A list of words of `words.tsv`; empty if there is none of that name.
pub(super) fn words_of(list: &str) -> &'static HashSet<&'static str> {
    static EMPTY: LazyLock<HashSet<&'static str>> = LazyLock::new(HashSet::new);
    WORDS.get(list).unwrap_or(&EMPTY)
}

static CROSSWALK: LazyLock<HashMap<(&'static str, &'static str), &'static str>> =
    LazyLock::new(|| {
        rows(table!("crosswalk.tsv"))
            .map(|row| ((cell(&row, 0), cell(&row, 1)), cell(&row, 2)))
            .collect()
    });

/// MUC-4's term for a term of Dateline's; `None` where it has none.
pub(super) fn crosswalk(list: &str, term: impl std::fmt::Display) -> Option<&'static str> {
    let term = term.to_string();
    CROSSWALK.get(&(list, term.as_str())).copied()
}

/// A country as the key writes it.
pub(super) struct Country {
    /// "EL SALVADOR".
    pub(super) name: &'static str,
    /// What its first-level divisions are called.
    pub(super) division: &'static str,
    /// Whether MUC-4 asks for what happens there.
    pub(super) covered: bool,
}

/// Countries by their ISO 3166-1 alpha-2 code.
pub(super) static COUNTRIES: LazyLock<HashMap<&'static str, Country>> = LazyLock::new(|| {
    rows(table!("countries.tsv"))
        .filter(|row| cell(row, 0) != "-")
        .map(|row| {
            let country = Country {
                name: cell(&row, 1),
                division: cell(&row, 3),
                covered: cell(&row, 4) == "covered",
            };
            (cell(&row, 0), country)
        })
        .collect()
});

/// Country codes by their capitals.
pub(super) static CAPITALS: LazyLock<Lexicon<&'static str>> = LazyLock::new(|| {
    let capitals = rows(table!("countries.tsv")).map(|row| (cell(&row, 5), cell(&row, 0)));
    Lexicon::new(capitals.filter(|(capital, _)| !capital.is_empty()))
});

/// Means by the acts that are done with them: "GUNNED DOWN".
pub(super) static ACTS: LazyLock<Lexicon<&'static str>> =
    LazyLock::new(|| lexicon(table!("acts.tsv")));

/// Country codes by adjectives and names of their people; `-` for phrases that hold a nation's name and mean none.
pub(super) static NATIONALITIES: LazyLock<Lexicon<&'static str>> = LazyLock::new(|| {
    Lexicon::new(rows(table!("countries.tsv")).flat_map(|row| {
        let code = cell(&row, 0);
        let adjectives = cell(&row, 2).split(';').map(str::trim);
        adjectives
            .filter(|word| !word.is_empty())
            .map(move |word| (word, code))
    }))
});
