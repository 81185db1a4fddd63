//! Noun phrases without syntax: their words, head part, number, and what the key would keep of them.

use super::lexicon::{Lexicon, NUMBERS, PERSONS, words_of};

/// A word of a phrase: as it stands, and in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// As it stands.
    pub(super) text: &'a str,
    /// Lower case, without a possessive ending.
    pub(super) low: String,
    /// Byte offset in the phrase.
    pub(super) at: usize,
    /// Whether a comma, bracket or dash stands before it.
    pub(super) after_break: bool,
    /// Whether it ended in an apostrophe or `'s`.
    pub(super) possessive: bool,
}

/// Words of a phrase; hyphens, and dots and apostrophes inside a word, belong to it.
pub(super) fn words(phrase: &str) -> Vec<Word<'_>> {
    let mut found: Vec<Word<'_>> = Vec::new();
    let mut broken = false;
    let mut start = None;
    let inner = |at: usize, c: char| {
        matches!(c, '-' | '.' | '\'' | '’')
            && phrase[at + c.len_utf8()..].starts_with(|next: char| next.is_alphanumeric())
            || c == '.' && phrase[..at].ends_with(".S")
    };
    for (at, c) in phrase.char_indices().chain([(phrase.len(), ' ')]) {
        let belongs = c.is_alphanumeric() || (start.is_some() && inner(at, c));
        match (start, belongs) {
            (None, true) => start = Some(at),
            (Some(begin), false) => {
                found.push(word(phrase, begin, at, broken));
                broken = false;
                start = None;
            }
            _ => {}
        }
        let is_dash = c == '-' && phrase[at..].starts_with("--");
        if start.is_none() && (is_dash || matches!(c, ',' | '[' | ']' | '(' | ')' | ';' | ':')) {
            broken = true;
        }
    }
    found
}

fn word(phrase: &str, begin: usize, end: usize, after_break: bool) -> Word<'_> {
    let text = &phrase[begin..end];
    let low = text.to_lowercase().replace('’', "'");
    let stem = low.strip_suffix("'s").map(str::to_owned);
    let apostrophe = phrase[end..].starts_with(['\'', '’']);
    Word {
        text,
        possessive: stem.is_some() || apostrophe,
        low: stem.unwrap_or(low),
        at: begin,
        after_break,
    }
}

/// Forms under which a word may stand in a table: itself, and its singular.
pub(super) fn singulars(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if let Some(stem) = word.strip_suffix("men") {
        forms.push(format!("{stem}man"));
    }
    if let Some(stem) = word.strip_suffix("ies") {
        forms.push(format!("{stem}y"));
    }
    for ending in ["es", "s"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 2) {
            forms.push(stem.to_owned());
        }
    }
    forms
}

/// Whether the word has the form of a plural.
fn is_plural_word(word: &str) -> bool {
    words_of("plural").contains(word)
        || word.ends_with('s')
            && !word.ends_with("ss")
            && word.len() > 3
            && !words_of("singular").contains(word)
        || word.ends_with("men")
}

/// "A LAWYER AND HIS SON": a noun for people before and after; one that joins names ("AGRICULTURE AND LIVESTOCK") makes no pair.
fn is_pair(words: &[Word<'_>]) -> bool {
    let joint = words.iter().position(|word| word.low == "and");
    joint.is_some_and(|at| {
        at_end(&PERSONS, &words[..at]).is_some() || rightmost(&PERSONS, &words[at..]).is_some()
    })
}

/// The parts of a phrase, head part first: "members | of the security forces | in the capital".
pub(super) fn parts<'w, 'a>(words: &'w [Word<'a>]) -> Vec<&'w [Word<'a>]> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, word) in words.iter().enumerate() {
        let ends = words_of("end").contains(word.low.as_str()) && at > from;
        if ends || (word.after_break && at > from) {
            found.push(&words[from..at]);
            from = at;
        }
    }
    found.push(&words[from..]);
    found.retain(|part| !part.is_empty());
    found
}

/// The head noun: the last word of the head part.
pub(super) fn head<'w>(words: &'w [Word<'_>]) -> Option<&'w str> {
    parts(words)
        .first()
        .and_then(|part| part.last())
        .map(|word| word.low.as_str())
}

/// Whether the phrase stands for several.
pub(super) fn is_plural(phrase: &str) -> bool {
    let words = words(phrase);
    parts(&words)
        .first()
        .is_some_and(|part| part.last().is_some_and(|word| is_plural_word(&word.low)))
        || is_pair(&words)
}

/// The value of the table for what a phrase stands for: by its head part, else by its next parts.
pub(super) fn by_head<'l, T>(lexicon: &'l Lexicon<T>, words: &[Word<'_>]) -> Option<&'l T> {
    parts(words)
        .into_iter()
        .find_map(|part| rightmost(lexicon, part))
}

/// The longest entry of the table that ends furthest to the right.
pub(super) fn rightmost<'l, T>(lexicon: &'l Lexicon<T>, words: &[Word<'_>]) -> Option<&'l T> {
    (1..=words.len())
        .rev()
        .find_map(|end| at_end(lexicon, &words[..end]).map(|(value, _)| value))
}

/// The longest entry of the table that ends where `words` end, and how many words it has.
pub(super) fn at_end<'l, T>(lexicon: &'l Lexicon<T>, words: &[Word<'_>]) -> Option<(&'l T, usize)> {
    let longest = lexicon.longest().min(words.len());
    (1..=longest).rev().find_map(|length| {
        let run = &words[words.len() - length..];
        let before: Vec<&str> = run[..length - 1].iter().map(|w| w.low.as_str()).collect();
        singulars(&run[length - 1].low)
            .into_iter()
            .find_map(|last| {
                let mut key = before.join(" ");
                if !key.is_empty() {
                    key.push(' ');
                }
                key.push_str(&last);
                lexicon
                    .get(&key.replace('-', " "))
                    .map(|value| (value, length))
            })
    })
}

/// The number that a word stands for.
pub(super) fn number_of(word: &str) -> Option<u64> {
    let digits: String = word.chars().filter(|c| *c != ',').collect();
    digits.parse().ok().or_else(|| NUMBERS.get(word).copied())
}

/// The phrase as a key gives it: no article, no quantifier before it, no clause after it; one space between words.
pub(super) fn trimmed(phrase: &str) -> String {
    let words = words(phrase);
    let is_prefix = |word: &Word<'_>| {
        words_of("determiner").contains(word.low.as_str())
            || word.low == "and"
            || word.low.ends_with("-year-old")
    };
    let skipped = words.iter().take_while(|word| is_prefix(word)).count();
    // "ONE OF HIS BODYGUARDS": a numeral that is itself the head stays.
    let begins = match words.get(skipped) {
        None => 0,
        Some(word) if words_of("end").contains(word.low.as_str()) => 0,
        Some(_) => skipped,
    };
    let from = words.get(begins).map_or(0, |word| word.at);
    let stop = words.iter().skip(begins + 1).find(|word| {
        words_of("clause").contains(word.low.as_str())
            || word.after_break && !bracketed(phrase, word.at)
    });
    let to = stop.map_or(phrase.len(), |word| word.at);
    let kept = phrase[from..to]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let mut kept = kept
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | ']' | ')' | '[' | '.'));
    kept = kept.trim_end_matches(['[', '(', ' ', ',', '.']);
    for (open, close) in [('[', ']'), ('(', ')')] {
        if kept.matches(open).count() < kept.matches(close).count() {
            kept = kept.trim_end_matches(close);
        }
    }
    if kept.matches('"').count() == 1 {
        kept = kept.trim_matches('"').trim();
    }
    kept.to_owned()
}

/// Whether the word at `at` stands right after an opening bracket: an acronym is kept with its name.
fn bracketed(phrase: &str, at: usize) -> bool {
    phrase[..at].ends_with(['[', '('])
}

/// Whether `part` is the end of `whole`, word for word: "SUBSTATION" and "ELECTRIC POWER SUBSTATION".
pub(super) fn ends_with(whole: &str, part: &str) -> bool {
    let (whole, part) = (whole.to_lowercase(), part.to_lowercase());
    whole == part || whole.ends_with(&format!(" {part}"))
}
