//! Taking names out of texts and values.

use std::ops::Range;

use dateline_core::Text;
use regex::{Regex, RegexBuilder};
use serde_json::Value as Json;

/// Stands for each character of an erased name, so that offsets stay right.
const BLOCK: char = '\u{2588}';

/// Fewest letters and digits that a name to erase must have.
const LEAST_LETTERS: usize = 3;

/// Keys whose strings are words of a closed list, never of a report.
const CLOSED_LISTS: [&str; 15] = [
    "slot",
    "stance",
    "certainty",
    "kind",
    "class",
    "relation",
    "side",
    "of_kind",
    "link",
    "precision",
    "effect",
    "includes_perpetrators",
    "country_code",
    "feature",
    "action",
];

/// Finds names, whatever the letter case and whatever stands between their words.
pub(crate) struct Names(Vec<Regex>);

impl Names {
    /// `None` if any of the names is too short to be told from other words.
    pub(crate) fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        names
            .into_iter()
            .map(pattern)
            .collect::<Option<_>>()
            .map(Self)
    }

    /// Byte ranges of the names in `text`, in no order.
    pub(crate) fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for pattern in &self.0 {
            let mut from = 0;
            while let Some(hit) = pattern.find_at(text, from) {
                let whole = is_whole(text, &hit.range());
                let first = text[hit.start()..].chars().next().map_or(1, char::len_utf8);
                from = if whole {
                    hit.end()
                } else {
                    hit.start() + first
                };
                if whole {
                    found.push(hit.range());
                }
            }
        }
        found
    }

    /// Whether one of them occurs.
    pub(crate) fn occur_in(&self, text: &str) -> bool {
        !self.find(text).is_empty()
    }

    /// `text` with a block for each character of a name.
    pub(crate) fn hide(&self, text: &str) -> String {
        hide(text, &self.find(text))
    }

    /// Hides the names in every string of `json` that holds words of a report; tells whether there was one.
    pub(crate) fn hide_in(&self, json: &mut Json) -> bool {
        match json {
            Json::String(text) if self.occur_in(text) => {
                *text = self.hide(text);
                true
            }
            Json::Array(items) => items
                .iter_mut()
                .fold(false, |hit, item| self.hide_in(item) | hit),
            Json::Object(fields) => {
                let values = fields
                    .iter_mut()
                    .filter(|(key, value)| !is_closed(key, value));
                values.fold(false, |hit, (_, value)| self.hide_in(value) | hit)
            }
            _ => false,
        }
    }
}

/// A bare string under `value` is a word of a closed list too: a type, a stage.
fn is_closed(key: &str, value: &Json) -> bool {
    value.is_string() && (key == "value" || CLOSED_LISTS.contains(&key))
}

fn pattern(name: &str) -> Option<Regex> {
    let words: Vec<String> = name
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(regex::escape)
        .collect();
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    if letters < LEAST_LETTERS {
        return None;
    }
    // "%20" and "+" part the words of a name in an address.
    RegexBuilder::new(&words.join(r"(?:[\W_]|%20)+"))
        .case_insensitive(true)
        .build()
        .ok()
}

fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    ![before, after]
        .into_iter()
        .flatten()
        .any(char::is_alphanumeric)
}

fn hide(text: &str, ranges: &[Range<usize>]) -> String {
    let hidden = |at: usize| ranges.iter().any(|range| range.contains(&at));
    text.char_indices()
        .map(|(at, sign)| if hidden(at) { BLOCK } else { sign })
        .collect()
}

/// `text` with the spans of `spans` hidden too.
pub(crate) fn hide_text(text: &Text, names: &Names, more: &[Range<usize>]) -> Text {
    let mut ranges = names.find(text.as_str());
    ranges.extend_from_slice(more);
    Text::from(hide(text.as_str(), &ranges))
}

/// `text` without `words` wherever they stand as words, for the index.
pub(crate) fn without_words(text: &str, words: &[&str]) -> String {
    let mut ranges: Vec<Range<usize>> = words
        .iter()
        .filter(|word| !word.is_empty())
        .flat_map(|word| {
            text.match_indices(*word)
                .map(|(at, hit)| at..at + hit.len())
        })
        .filter(|range| is_whole(text, range))
        .collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for range in ranges {
        if range.start > from {
            kept.push_str(&text[from..range.start]);
        }
        kept.push(' ');
        from = from.max(range.end);
    }
    kept.push_str(&text[from..]);
    kept
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn names(name: &str) -> Names {
        Names::new([name]).unwrap()
    }

    #[test]
    fn a_name_is_hidden_in_any_guise_and_keeps_its_length() {
        let names = names("Tarō Belmor");
        for (text, wanted) in [
            ("Tarō Belmor's aunt", "███████████'s aunt"),
            ("TARŌ\nBELMOR.", "███████████."),
            ("/news/tarō-belmor-dead", "/news/███████████-dead"),
            ("x_Tarō_Belmor.txt", "x_███████████.txt"),
            ("tarō%20belmor", "█████████████"),
        ] {
            assert_eq!(names.hide(text), wanted);
        }
    }

    #[test]
    fn other_words_stay() {
        let names = names("Belmor");
        for text in ["Belmore", "Abelmor", "a bell, more"] {
            assert_eq!(names.hide(text), text);
        }
        assert_eq!(names.hide("Belmorebelmor Belmor"), "Belmorebelmor ██████");
        assert!(Names::new(["Al"]).is_none());
        assert!(Names::new(["--"]).is_none());
    }

    #[test]
    fn words_of_closed_lists_stay_in_values() {
        let mut body = json!({
            "slot": "type",
            "value": {"slot": "type", "value": "bombing"},
            "source": {"chain": [{"words": "Mr Bombing", "kind": "other"}]},
        });
        assert!(names("Bombing").hide_in(&mut body));
        assert_eq!(body["value"]["value"], "bombing");
        assert_eq!(body["source"]["chain"][0]["words"], "Mr ███████");
    }

    #[test]
    fn the_index_loses_whole_words_only() {
        assert_eq!(
            without_words("Ali left Alice. Ali", &["Ali", ""]),
            "  left Alice.  "
        );
        assert_eq!(without_words("Ana Ruz", &["Ana Ruz", "Ruz"]), "  ");
    }
}
