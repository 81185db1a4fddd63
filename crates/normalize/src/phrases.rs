//! Longest-match lookup of phrases in tokens.

use std::collections::HashMap;

use crate::tokens::{Token, glued, singular, tokens_of};

/// Phrases with what they stand for. Hyphens count as spaces, and the last word matches in singular and plural, so does one before "of".
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    /// By first word; longest phrase first.
    by_first: HashMap<String, Vec<Phrase<T>>>,
}

#[derive(Debug)]
struct Phrase<T> {
    /// The last one in the singular.
    words: Vec<String>,
    /// The last one as the table has it: of two phrases that differ in number alone, the literal one is meant.
    last: String,
    value: T,
}

/// A phrase that was found: tokens `first..end`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit<T> {
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) value: T,
}

/// A phrase that stands at a token, one of several.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Match<T> {
    /// The token behind it.
    pub(crate) end: usize,
    /// Whether its last word stands in the number that the table has.
    pub(crate) is_literal: bool,
    pub(crate) value: T,
}

impl<T: Copy> Phrases<T> {
    pub(crate) fn new(phrases: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut by_first: HashMap<String, Vec<Phrase<T>>> = HashMap::new();
        for (phrase, value) in phrases {
            let mut words: Vec<String> = tokens_of(phrase, 0)
                .into_iter()
                .filter(|token| !token.is_dash())
                .map(|token| token.folded)
                .collect();
            if let Some(last) = words.last_mut() {
                let literal = std::mem::take(last);
                *last = singular(&literal);
                by_first.entry(words[0].clone()).or_default().push(Phrase {
                    words,
                    last: literal,
                    value,
                });
            }
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        Self { by_first }
    }

    /// The longest phrase that starts at token `first`.
    pub(crate) fn at(&self, tokens: &[Token<'_>], first: usize) -> Option<Hit<T>> {
        let token = tokens.get(first)?;
        self.longest(tokens, first, &token.folded)
            .or_else(|| self.longest(tokens, first, &singular(&token.folded)))
    }

    fn longest(&self, tokens: &[Token<'_>], first: usize, key: &str) -> Option<Hit<T>> {
        let list = self.by_first.get(key)?;
        let matches = |phrase: &Phrase<T>| end_of(tokens, first, &phrase.words);
        let (at, end) = list
            .iter()
            .enumerate()
            .find_map(|(at, phrase)| Some((at, matches(phrase)?)))?;
        let length = list[at].words.len();
        let literal = list[at..]
            .iter()
            .take_while(|phrase| phrase.words.len() == length)
            .find(|phrase| {
                matches(phrase).is_some_and(|end| tokens[end - 1].folded == phrase.last)
            });
        Some(Hit {
            first,
            end,
            value: literal.unwrap_or(&list[at]).value,
        })
    }

    /// Every phrase that starts at token `first`, those that reach furthest first.
    pub(crate) fn every_at(&self, tokens: &[Token<'_>], first: usize) -> Vec<Match<T>> {
        let Some(token) = tokens.get(first) else {
            return Vec::new();
        };
        let single = singular(&token.folded);
        let other = Some(&single).filter(|single| **single != token.folded);
        let lists = [Some(&token.folded), other].into_iter().flatten();
        let mut found: Vec<Match<T>> = lists
            .filter_map(|key| self.by_first.get(key))
            .flatten()
            .filter_map(|phrase| {
                let end = end_of(tokens, first, &phrase.words)?;
                Some(Match {
                    end,
                    is_literal: tokens[end - 1].folded == phrase.last,
                    value: phrase.value,
                })
            })
            .collect();
        found.sort_by_key(|one| std::cmp::Reverse(one.end));
        found
    }

    /// All phrases, longest first from the left, without overlaps.
    pub(crate) fn all(&self, tokens: &[Token<'_>]) -> Vec<Hit<T>> {
        let mut hits = Vec::new();
        let mut first = 0;
        while first < tokens.len() {
            match self.at(tokens, first) {
                Some(hit) => {
                    first = hit.end;
                    hits.push(hit);
                }
                None => first += 1,
            }
        }
        hits
    }

    /// The longest phrase that ends with the last token.
    pub(crate) fn at_end(&self, tokens: &[Token<'_>]) -> Option<Hit<T>> {
        (0..tokens.len())
            .find_map(|first| self.at(tokens, first).filter(|hit| hit.end == tokens.len()))
    }
}

/// End of the phrase `words` in `tokens` from `first`, if it stands there.
fn end_of(tokens: &[Token<'_>], first: usize, words: &[String]) -> Option<usize> {
    let mut at = first;
    for (number, word) in words.iter().enumerate() {
        if number > 0
            && tokens.get(at)?.is_dash()
            && glued(tokens, at - 1, at)
            && glued(tokens, at, at + 1)
        {
            at += 1;
        }
        let token = tokens.get(at)?;
        // "members of parliament": before "of" the first word is the head.
        let is_head = number + 1 == words.len()
            || number == 0 && words.get(1).is_some_and(|next| next == "of");
        if !(token.folded == *word || is_head && singular(&token.folded) == *word) {
            return None;
        }
        at += 1;
    }
    Some(at)
}
