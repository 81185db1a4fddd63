//! In which language is it?

use std::collections::HashSet;
use std::sync::LazyLock;

use whatlang::{Lang, Script};

/// Words from which a share of function words means something.
const ENOUGH_WORDS: usize = 25;

/// Letters from which a foreign script means something.
const ENOUGH_LETTERS: usize = 15;

/// Function words as a share of all words: English prose has 0.25 to 0.45, other languages below 0.06.
const SURELY_ENGLISH: f64 = 0.18;
const HARDLY_ENGLISH: f64 = 0.08;

/// Characters that are looked at; the head of a report tells its language.
const SAMPLE: usize = 20_000;

static FUNCTION_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../data/english_function_words.txt").lines();
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
});

/// What language a text was found to be in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    English,
    /// English name of the language, or of the script where that alone is sure.
    Other(String),
    /// Too short, or between languages.
    Undetermined,
}

/// The language of `text`. Capitals do not matter: old wires have nothing else.
pub(crate) fn of(text: &str) -> Found {
    let sample: String = text
        .chars()
        .take(SAMPLE)
        .flat_map(char::to_lowercase)
        .collect();
    if let Some(script) = foreign_script(&sample) {
        return Found::Other(script);
    }
    let words: Vec<&str> = sample
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let function = words
        .iter()
        .filter(|&&word| FUNCTION_WORDS.contains(word))
        .count();
    let share = function as f64 / words.len().max(1) as f64;
    if share >= SURELY_ENGLISH {
        return if words.len() >= 8 {
            Found::English
        } else {
            Found::Undetermined
        };
    }
    if words.len() < ENOUGH_WORDS {
        return Found::Undetermined;
    }
    match whatlang::detect(&sample) {
        Some(found) if found.lang() == Lang::Eng => Found::English,
        Some(found) if share < HARDLY_ENGLISH || found.is_reliable() => {
            Found::Other(found.lang().eng_name().to_owned())
        }
        _ => Found::Undetermined,
    }
}

fn foreign_script(sample: &str) -> Option<String> {
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let latin = sample
        .chars()
        .filter(|&c| c.is_alphabetic() && is_latin(c))
        .count();
    if letters < ENOUGH_LETTERS || latin * 2 >= letters {
        return None;
    }
    let found = whatlang::detect(sample).filter(|found| found.script() != Script::Latin);
    Some(
        found.map_or("a script other than Latin".to_owned(), |found| {
            found.lang().eng_name().to_owned()
        }),
    )
}

fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | 'ª' | 'º' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}
