//! Words that the reports of one country use ("sheriff's deputies", "Crown Court"), from `data/gazetteer/country_signs.tsv`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use super::tokens::{Token, tokens};

/// The rest of a phrase, and the country whose reports use it.
type Sign = (Vec<String>, &'static str);

/// Phrases by their first word, in lower case.
static SIGNS: LazyLock<HashMap<String, Vec<Sign>>> = LazyLock::new(|| {
    let lines = include_str!("../../../../data/gazetteer/country_signs.tsv").lines();
    let mut signs: HashMap<String, Vec<Sign>> = HashMap::new();
    let rows = lines.filter(|line| !line.starts_with('#'));
    for (country, phrases) in rows.filter_map(|line| line.split_once('\t')) {
        for phrase in phrases.split('|') {
            let mut words = tokens(phrase, 0).into_iter();
            let Some(first) = words.next() else { continue };
            let rest = words.map(|word| word.text.to_lowercase()).collect();
            let begun = signs.entry(first.text.to_lowercase()).or_default();
            begun.push((rest, country));
        }
    }
    signs
});

/// How many different signs of each country the words hold, by its code.
pub(super) fn signs(words: &[Token<'_>]) -> BTreeMap<&'static str, usize> {
    let mut seen: BTreeSet<(&'static str, &'static [String], &'static str)> = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        let Some((first, begun)) = SIGNS.get_key_value(word.text.to_lowercase().as_str()) else {
            continue;
        };
        for (rest, country) in begun {
            if follows(words, at + 1, rest) {
                seen.insert((country, rest.as_slice(), first));
            }
        }
    }
    let mut counts = BTreeMap::new();
    for (country, ..) in seen {
        *counts.entry(country).or_default() += 1;
    }
    counts
}

fn follows(words: &[Token<'_>], start: usize, rest: &[String]) -> bool {
    words.get(start..start + rest.len()).is_some_and(|next| {
        let mut pairs = next.iter().zip(rest);
        pairs.all(|(word, wanted)| word.is_joined() && word.text.to_lowercase() == *wanted)
    })
}

#[cfg(test)]
mod tests {
    use super::{signs, tokens};

    #[test]
    fn each_phrase_counts_once_for_its_country() {
        let text =
            "The Sheriff\u{2019}s Office and the highway patrol came; the sheriff's office left.";
        let found = signs(&tokens(text, 0));
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [("US", 2)]);
        assert!(signs(&tokens("The sheriff left the office.", 0)).is_empty());
    }
}
