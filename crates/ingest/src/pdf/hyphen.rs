//! Words that were broken at the end of a line.

use std::collections::HashSet;
use std::sync::LazyLock;

/// First parts of compounds that keep their hyphen, in lower case.
static PREFIXES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/hyphen_prefixes.txt").lines();
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
});

/// The words that a document writes within its lines, in lower case, to tell a broken word from a compound.
pub(super) struct Words(HashSet<String>);

impl Words {
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        Self(lines.flat_map(words).map(str::to_lowercase).collect())
    }

    /// Appends the next line to a paragraph.
    pub(super) fn join(&self, text: &mut String, next: &str) {
        let broken = text.ends_with('\u{ad}') || self.is_broken(text, next);
        if broken {
            text.pop();
        } else if !(ends_in_hyphen(text) && next.starts_with(char::is_alphanumeric)) {
            text.push(' ');
        }
        text.push_str(next);
    }

    /// Whether the hyphen at the end of `text` is there for the line's sake alone.
    fn is_broken(&self, text: &str, next: &str) -> bool {
        let lower = next.starts_with(|c: char| c.is_lowercase());
        let (Some(head), Some(tail)) = (words(text).last(), words(next).next()) else {
            return false;
        };
        if !lower || !ends_in_hyphen(text) {
            return false;
        }
        let head = head.trim_end_matches(HYPHENS).to_lowercase();
        let tail = tail.to_lowercase();
        let compound = !head.chars().all(char::is_alphabetic)
            || PREFIXES.contains(head.as_str())
            || self.0.contains(&format!("{head}-{tail}"));
        !compound || self.0.contains(&format!("{head}{tail}"))
    }
}

const HYPHENS: [char; 2] = ['-', '\u{2010}'];

/// Whether a word, and not a dash, ends in a hyphen.
fn ends_in_hyphen(text: &str) -> bool {
    let mut backwards = text.chars().rev();
    let hyphen = backwards.next().is_some_and(|c| HYPHENS.contains(&c));
    hyphen && backwards.next().is_some_and(char::is_alphanumeric)
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    let outside = |c: char| !c.is_alphanumeric() && !HYPHENS.contains(&c) && c != '\'';
    line.split(outside).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(first: &str, second: &str, elsewhere: &str) -> String {
        let words = Words::of([first, second, elsewhere].into_iter());
        let mut text = first.to_owned();
        words.join(&mut text, second);
        text
    }

    #[test]
    fn broken_words_are_whole_again_and_compounds_stay() {
        let cases = [
            ("the govern-", "ment said", "", "the government said"),
            ("the govern\u{ad}", "ment said", "", "the government said"),
            ("a well-", "known trader", "", "a well-known trader"),
            (
                "an arms-",
                "dump blew up",
                "the arms-dump",
                "an arms-dump blew up",
            ),
            ("a 15-year-", "old boy", "", "a 15-year-old boy"),
            ("the Al-", "Noor mosque", "", "the Al-Noor mosque"),
            ("he said -", "they fled", "", "he said - they fled"),
            ("they fled", "at dawn", "", "they fled at dawn"),
        ];
        for (first, second, elsewhere, wanted) in cases {
            assert_eq!(joined(first, second, elsewhere), wanted);
        }
    }
}
