//! One person or thing told without a number.

use std::collections::HashSet;
use std::sync::LazyLock;

use dateline_core::value::Bounds;

use super::numeral::cardinal;
use crate::people;
use crate::table::{cell, rows, table};
use crate::tokens::{Token, singular as singular_noun, tokens_of};

/// Nouns that name many at once, from `data/collectives.tsv`.
static COLLECTIVES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    rows(table!("collectives.tsv"))
        .map(|row| cell(&row, 0))
        .collect()
});

/// Exactly one, if `words` name a single person or thing: "a soldier", "the bomber", "his brother", "Mohamed Ali",
/// "a 16-year-old boy".
///
/// `None` for groups ("a crowd"), plurals, and lists of names.
pub fn singular(words: &str) -> Option<Bounds> {
    let all: Vec<Token<'_>> = tokens_of(words, 0);
    let (age, tokens) = part_age(&all);
    if let Some(first) = age {
        let is_open = all[..first]
            .iter()
            .all(|token| OPENING.contains(&&*token.folded));
        let is_named = tokens.iter().any(Token::is_word);
        // "a 13-year-old": the age is the noun. "Two 13-year-olds" are no one.
        if !is_named || is_open && first == tokens.len() {
            return is_open.then(|| Bounds::exact(1));
        }
        if first == 0 {
            let noun = head(&tokens)?;
            let is_one = !COLLECTIVES.contains(&*noun.folded)
                && (is_one_name(&tokens) || singular_noun(&noun.folded) == noun.folded);
            return is_one.then(|| Bounds::exact(1));
        }
    }
    let first = tokens.iter().find(|token| token.is_word())?;
    let head = head(&tokens)?;
    let is_group = COLLECTIVES.contains(&*head.folded);
    let counts = |at: usize| tokens[at].is_number() && !is_age(&tokens, at);
    if is_group || (0..tokens.len()).any(counts) {
        return None;
    }
    let is_one = match &*first.folded {
        "a" | "an" | "another" => true,
        "the" | "his" | "her" | "their" | "its" | "this" | "that" | "one" | "my" | "our" => {
            singular_noun(&head.folded) == head.folded
        }
        _ => is_one_name(&tokens),
    };
    is_one.then(|| Bounds::exact(1))
}

/// Words that may open a phrase for one person before an age.
const OPENING: [&str; 8] = ["a", "an", "the", "his", "her", "their", "this", "another"];

/// Where "16-year-old" or "six-month-old" stands in a phrase, and the phrase without it.
fn part_age<'t>(tokens: &[Token<'t>]) -> (Option<usize>, Vec<Token<'t>>) {
    let units = [
        "year", "years", "month", "months", "week", "weeks", "day", "days", "yr",
    ];
    let after_dash = |at: usize| at + usize::from(tokens.get(at).is_some_and(Token::is_dash));
    let end_of_age = |first: usize| {
        let number = cardinal(tokens, first)?;
        let unit = after_dash(number.end);
        if let Some(end) = end_of_short_age(tokens, unit) {
            return Some(end);
        }
        let is_unit = units.contains(&&*tokens.get(unit)?.folded);
        let old = after_dash(unit + 1);
        (is_unit && tokens.get(old)?.is("old")).then_some(old + 1)
    };
    let found = (0..tokens.len()).find_map(|first| Some((first, end_of_age(first)?)));
    match found {
        Some((first, end)) => {
            let left = [&tokens[..first], &tokens[end..]].concat();
            (Some(first), left)
        }
        None => (None, tokens.to_vec()),
    }
}

/// "43 y/o", "43 yo": where the letters end.
fn end_of_short_age(tokens: &[Token<'_>], unit: usize) -> Option<usize> {
    const SHORT: [&[&str]; 2] = [&["yo"], &["y", "/", "o"]];
    let stands = |words: &&[&str]| {
        let told = tokens.get(unit..unit + words.len());
        told.is_some_and(|told| told.iter().zip(*words).all(|(token, word)| token.is(word)))
    };
    let words = SHORT.iter().find(|words| stands(words))?;
    Some(unit + words.len())
}

/// "a girl of 12", "a man aged 60": the number of somebody's years.
fn is_age(tokens: &[Token<'_>], at: usize) -> bool {
    at > 1 && matches!(&*tokens[at - 1].folded, "of" | "aged") && at + 1 == tokens.len()
}

/// Whether `word`, a noun in the singular or plural, names a person: "man", "policemen", "victim".
pub fn names_person(word: &str) -> bool {
    let tokens = tokens_of(word, 0);
    let is_group = tokens
        .first()
        .is_none_or(|token| COLLECTIVES.contains(&*token.folded));
    !is_group && people::is_person_or_group(&tokens, 0)
}

/// Whether the word at token `at` is a noun for one person: "woman", "driver"; not "police", "men".
pub(super) fn names_one_person(tokens: &[Token<'_>], at: usize) -> bool {
    let word = &tokens[at].folded;
    let starts = at.saturating_sub(2)..=at;
    singular_noun(word) == *word
        && !COLLECTIVES.contains(&**word)
        && starts
            .into_iter()
            .any(|first| people::person_at(tokens, first) == Some(at + 1))
}

/// The head noun: the last word before a preposition, relative, comma or bracket.
fn head<'a, 't>(tokens: &'a [Token<'t>]) -> Option<&'a Token<'t>> {
    let end = tokens
        .iter()
        .enumerate()
        .position(|(at, token)| {
            let is_qualifier = matches!(&*token.folded, "suspected" | "accused" | "identified");
            let goes_on = is_hyphen_within(tokens, at)
                || is_within_name(tokens, at)
                || is_qualifier && is_before_noun(tokens, at + 1);
            is_ended(token) && !goes_on
        })
        .unwrap_or(tokens.len());
    tokens[..end].iter().rev().find(|token| token.is_word())
}

/// "the suspected insurgents": a participle that stands before its noun ends nothing; "the man suspected of theft" does.
fn is_before_noun(tokens: &[Token<'_>], next: usize) -> bool {
    tokens.get(next).is_some_and(|token| {
        token.is_word() && !matches!(&*token.folded, "of" | "as" | "in" | "by" | "to" | "only")
    })
}

/// "a mine-clearance officer": a hyphen that joins two words.
fn is_hyphen_within(tokens: &[Token<'_>], at: usize) -> bool {
    let touches = |a: usize, b: usize| matches!((tokens.get(a), tokens.get(b)), (Some(a), Some(b)) if a.end == b.start);
    tokens[at].is("-") && at > 0 && touches(at - 1, at) && touches(at, at + 1)
}

/// "a Movement of Aska fighter": the preposition of a name that stands before its noun.
fn is_within_name(tokens: &[Token<'_>], at: usize) -> bool {
    let is_name = |token: &Token<'_>| token.is_word() && token.is_capitalised();
    let after = tokens[at + 1..].iter().take_while(|token| is_name(token));
    let next = at + 1 + after.count();
    tokens[at].is("of")
        && at > 0
        && is_name(&tokens[at - 1])
        && next > at + 1
        && tokens
            .get(next)
            .is_some_and(|token| token.is_word() && !is_ended(token))
}

/// Whether what follows the head noun starts at `token`.
fn is_ended(token: &Token<'_>) -> bool {
    matches!(
        &*token.folded,
        "of" | "in"
            | "at"
            | "who"
            | "whom"
            | "with"
            | "from"
            | "on"
            | "near"
            | "that"
            | "which"
            | ","
            | "("
            | "for"
            | "to"
            | "by"
            | "-"
            | "belonging"
            | "suspected"
            | "accused"
            | "identified"
            | "carrying"
            | "wearing"
            | "working"
            | "named"
            | "aged"
            | "while"
            | "during"
            | "after"
    ) && token.start > 0
}

fn is_one_name(tokens: &[Token<'_>]) -> bool {
    let words: Vec<_> = tokens
        .iter()
        .take_while(|token| !token.is(","))
        .filter(|token| token.is_word())
        .collect();
    let particle = |token: &Token<'_>| {
        matches!(
            &*token.folded,
            "al" | "el"
                | "bin"
                | "ibn"
                | "de"
                | "la"
                | "del"
                | "van"
                | "von"
                | "der"
                | "ould"
                | "da"
                | "dos"
                | "abu"
        )
    };
    !words.is_empty()
        && words
            .iter()
            .all(|token| token.is_capitalised() || particle(token))
        && !words.iter().any(|token| token.is("and"))
        && words
            .last()
            .is_some_and(|token| !COLLECTIVES.contains(&*token.folded))
}
