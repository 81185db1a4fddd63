//! Full names and their acronyms, where the document sets one beside the other: "7 JULY FRONT [7JF]".

use super::lexicon::{NATIONALITIES, PARTIES, words_of};
use super::phrase::{Word, at_end, parts, rightmost, words};

/// Letters of the longest acronym.
const LONGEST: usize = 8;

/// Words of the longest full name.
const WIDEST: usize = 9;

/// The other form of an organisation's name that `text`, words with one space between them, sets right beside it: the
/// acronym of a full name, the full name of an acronym, whichever of the two stands in brackets.
pub(super) fn beside(text: &str, name: &str) -> Option<String> {
    let name = bare(name);
    bracketed_after(text, name)
        .or_else(|| full_before(text, name))
        .or_else(|| acronym_before(text, name))
}

/// A full name without the acronym that it brings in brackets.
pub(super) fn bare(name: &str) -> &str {
    let opens = name.rfind(['[', '(']).filter(|at| *at > 0);
    match opens.filter(|at| is_acronym(inside(&name[*at..]))) {
        Some(at) => name[..at].trim_end(),
        None => name,
    }
}

fn inside(bracket: &str) -> &str {
    let rest = &bracket[1..];
    rest.split([']', ')']).next().unwrap_or(rest).trim()
}

fn is_acronym(word: &str) -> bool {
    (2..=LONGEST).contains(&word.len())
        && word
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
}

/// "7 JULY FRONT [7JF]", "7JF [7 JULY FRONT]": what stands in brackets after a name.
fn bracketed_after(text: &str, name: &str) -> Option<String> {
    text.match_indices(name).find_map(|(at, _)| {
        let rest = text[at + name.len()..].trim_start_matches(['\'', 'S', ' ']);
        let inside = rest.starts_with(['[', '(']).then(|| inside(rest))?;
        let is_other = match is_acronym(name) {
            true => is_full(&words(inside)) && stands_for(name, &words(inside)),
            false => is_acronym(inside) && stands_for(inside, &words(name)),
        };
        is_other.then(|| inside.to_owned())
    })
}

/// The acronym before a full name in brackets.
fn acronym_before(text: &str, name: &str) -> Option<String> {
    let (at, _) = ["[", "("]
        .iter()
        .find_map(|open| text.match_indices(&format!("{open}{name}")).next())?;
    let before = text[..at].trim_end().rsplit(' ').next()?;
    (is_acronym(before) && stands_for(before, &words(name))).then(|| before.to_owned())
}

/// Whether an acronym is likely one of the name: a third of its letters open words of it. More would be too much, since the
/// acronym is of the name in its own language ("ELN", the army of national liberation).
fn stands_for(acronym: &str, name: &[Word<'_>]) -> bool {
    let opens = |letter: &char| {
        let mut initials = name.iter().filter_map(|word| word.text.chars().next());
        initials.any(|initial| initial == *letter)
    };
    acronym.chars().filter(opens).count() * 3 >= acronym.len()
}

/// Whether the words name an organisation in full: several, with a noun for one in the head part.
fn is_full(name: &[Word<'_>]) -> bool {
    let noun = parts(name)
        .first()
        .and_then(|head| rightmost(&PARTIES, head));
    name.len() > 1 && noun.is_some_and(|kind| kind.ends_with("organisation"))
}

/// What ends in a noun for an organisation, or names one, before "[ACRONYM]"; from the last article or comma on.
fn full_before(text: &str, acronym: &str) -> Option<String> {
    if !is_acronym(acronym) {
        return None;
    }
    let bracketed = ["[", "("].map(|open| format!("{open}{acronym}"));
    bracketed.iter().find_map(|bracketed| {
        let (at, _) = text.match_indices(bracketed.as_str()).find(|(at, _)| {
            let rest = &text[at + bracketed.len()..];
            rest.starts_with([']', ')'])
        })?;
        let before = text[..at].trim_end();
        let all = words(before);
        let window = &all[all.len().saturating_sub(WIDEST)..];
        let from = window.iter().rposition(opens)?;
        let opening = &window[from];
        let name = &window[from + usize::from(!opening.after_break || is_listed(opening))..];
        let is_epithet = |word: &&Word<'_>| {
            words_of("epithet").contains(word.low.as_str())
                || at_end(&NATIONALITIES, std::slice::from_ref(*word)).is_some()
        };
        // As many words as the acronym has letters belong to the name.
        let named = name.iter().filter(|word| !is_small(word)).count();
        let spare = named.saturating_sub(acronym.len());
        let epithets = name.iter().take(spare).take_while(is_epithet).count();
        let name = &name[epithets..];
        let last = name
            .last()
            .filter(|_| is_full(name) && stands_for(acronym, name))?;
        let end = last.at + last.text.trim_end_matches("'S").len();
        Some(before[name[0].at..end].to_owned())
    })
}

/// Whether no letter of an acronym stands for the word.
fn is_small(word: &Word<'_>) -> bool {
    ["of", "and", "the", "for"].contains(&word.low.as_str())
}

/// Whether a name begins at or after the word.
fn opens(word: &Word<'_>) -> bool {
    word.after_break || is_listed(word)
}

fn is_listed(word: &Word<'_>) -> bool {
    let preposition = words_of("clause").contains(word.low.as_str());
    words_of("determiner").contains(word.low.as_str()) || preposition
}
