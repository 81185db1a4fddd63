//! Words that decide whether a full stop ends a sentence: `data/abbreviations.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../../data/abbreviations.tsv");

/// How a full stop after a word is to be read; the table's head says what each means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abbreviation {
    Title,
    Number,
    Month,
    Inner,
    Hour,
}

/// What a word says about the sentence that it may open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opener {
    /// In any text.
    Strong,
    /// Only where capitals mean something.
    Weak,
    /// A day, month or time zone: it goes on with an hour.
    Calendar,
}

struct Vocabulary {
    /// Lower-case word without its last full stop; whether it needs a capital; what it means.
    abbreviations: HashMap<String, (bool, Abbreviation)>,
    openers: HashMap<String, Opener>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| read(TABLE));

fn read(table: &str) -> Vocabulary {
    let mut vocabulary = Vocabulary {
        abbreviations: HashMap::new(),
        openers: HashMap::new(),
    };
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let Some((word, kind)) = line.split_once('\t') else {
            continue;
        };
        let key = word.to_lowercase();
        let capital = word.starts_with(char::is_uppercase);
        if let Some(abbreviation) = abbreviation_kind(kind) {
            vocabulary
                .abbreviations
                .insert(key, (capital, abbreviation));
        } else if let Some(opener) = opener_kind(kind) {
            vocabulary.openers.insert(key, opener);
        }
    }
    vocabulary
}

fn abbreviation_kind(kind: &str) -> Option<Abbreviation> {
    match kind {
        "title" => Some(Abbreviation::Title),
        "number" => Some(Abbreviation::Number),
        "month" => Some(Abbreviation::Month),
        "inner" => Some(Abbreviation::Inner),
        "hour" => Some(Abbreviation::Hour),
        _ => None,
    }
}

fn opener_kind(kind: &str) -> Option<Opener> {
    match kind {
        "opener" => Some(Opener::Strong),
        "weak_opener" => Some(Opener::Weak),
        "calendar" => Some(Opener::Calendar),
        _ => None,
    }
}

/// The abbreviation that `word` (without its last full stop) is.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    let &(capital, kind) = VOCABULARY.abbreviations.get(&word.to_lowercase())?;
    (!capital || word.starts_with(char::is_uppercase)).then_some(kind)
}

/// What `word` says as the first of a sentence.
pub(super) fn opener(word: &str) -> Option<Opener> {
    VOCABULARY.openers.get(&word.to_lowercase()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_has_a_known_kind() {
        let mut seen = std::collections::HashSet::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (word, kind) = line.split_once('\t').expect(line);
            assert!(
                abbreviation_kind(kind).is_some() || opener_kind(kind).is_some(),
                "{line}"
            );
            let abbreviates = abbreviation_kind(kind).is_some();
            assert!(
                seen.insert((word.to_lowercase(), abbreviates)),
                "twice: {line}"
            );
        }
    }

    #[test]
    fn an_abbreviation_written_with_a_capital_needs_one() {
        assert_eq!(abbreviation("Miss"), Some(Abbreviation::Inner));
        assert_eq!(abbreviation("miss"), None);
        assert_eq!(abbreviation("VS"), Some(Abbreviation::Title));
    }
}
