//! How many, in the notation of the key: `3`, `~30` (about), `20-` (or more), `-15` (or fewer), `PLURAL`.

use dateline_core::value::Bounds;

use super::lexicon::words_of;
use super::phrase::{is_plural, number_of, words};

/// How many the phrase stands for, by its own numeral, the numeral right before it, the claim's count, or its form.
pub(super) fn number(phrase: &str, before: &str, count: Option<Bounds>) -> String {
    numeral(phrase, before)
        .or_else(|| count.filter(|_| !is_plural(phrase)).and_then(noted))
        .or_else(|| count.and_then(noted).filter(|number| number != "1"))
        .unwrap_or_else(|| if is_plural(phrase) { "PLURAL" } else { "1" }.to_owned())
}

fn noted(count: Bounds) -> Option<String> {
    match (count.low(), count.best(), count.high()) {
        (_, Some(best), Some(_)) | (None, Some(best), None) => Some(best.to_string()),
        (Some(low), _, None) => Some(format!("{low}-")),
        (None, None, Some(high)) => Some(format!("-{high}")),
        _ => None,
    }
}

/// The first numeral among the words that open the phrase, or the last word before it.
fn numeral(phrase: &str, before: &str) -> Option<String> {
    let own = words(phrase);
    let tail: Vec<_> = words(before).into_iter().rev().take(4).collect();
    let tail: Vec<String> = tail.into_iter().rev().map(|word| word.low).collect();
    let opening: Vec<String> = own.into_iter().take(5).map(|word| word.low).collect();
    let from = tail.len().saturating_sub(1);
    let all: Vec<String> = tail.into_iter().chain(opening).collect();
    let heads = all.len().saturating_sub(from);
    for at in from..from + heads {
        let word = all[at].as_str();
        if at > from && words_of("end").contains(word) && !words_of("determiner").contains(word) {
            return None;
        }
        if let Some(number) = number_of(word) {
            return Some(qualified(number, &all[..at]));
        }
        if words_of("many").contains(word) {
            return Some("PLURAL".to_owned());
        }
    }
    None
}

fn qualified(number: u64, before: &[String]) -> String {
    let near = &before[before.len().saturating_sub(2)..];
    let pair = near.join(" ");
    let has = |list: &str| {
        let is_of = |word: &str| words_of(list).contains(word);
        is_of(&pair) || near.iter().any(|word| is_of(word))
    };
    if has("about") {
        format!("~{number}")
    } else if has("or_more") {
        format!("{number}-")
    } else if has("or_fewer") {
        format!("-{number}")
    } else {
        number.to_string()
    }
}
