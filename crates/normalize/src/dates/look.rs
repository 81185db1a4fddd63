//! What stands around a date, by the classes of `data/date_words.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{calendar, feasts};
use crate::figures::numeral;
use crate::table::{cell, rows, table};
use crate::tokens::{Token, TokenKind, glued, singular};

/// A class of words; the file says what each is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    Event,
    Link,
    People,
    Measure,
    Clock,
    YearLead,
    NounLead,
    Opener,
    MonthLead,
    Prison,
    Recurring,
    Named,
    NamedAfterThe,
    Naming,
    Law,
    Saying,
    StopsBy,
    Starter,
    Preposition,
}

fn class(name: &str) -> Option<Class> {
    Some(match name {
        "event" => Class::Event,
        "link" => Class::Link,
        "people" => Class::People,
        "measure" => Class::Measure,
        "clock" => Class::Clock,
        "year_lead" => Class::YearLead,
        "noun_lead" => Class::NounLead,
        "opener" => Class::Opener,
        "month_lead" => Class::MonthLead,
        "prison" => Class::Prison,
        "recurring" => Class::Recurring,
        "named" => Class::Named,
        "named_after_the" => Class::NamedAfterThe,
        "naming" => Class::Naming,
        "law" => Class::Law,
        "saying" => Class::Saying,
        "stops_by" => Class::StopsBy,
        "preposition" => Class::Preposition,
        "starter" => Class::Starter,
        _ => return None,
    })
}

#[derive(Debug, Default)]
struct Words {
    classes: HashMap<&'static str, u32>,
    /// By their first word.
    phrases: HashMap<&'static str, Vec<Vec<&'static str>>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for row in rows(table!("date_words.tsv")) {
        let forms = cell(&row, 1).split('|');
        match class(cell(&row, 0)) {
            Some(class) => {
                for form in forms {
                    *words.classes.entry(form).or_default() |= 1 << class as u8;
                }
            }
            None => words.add_phrases(forms),
        }
    }
    words
});

impl Words {
    fn add_phrases(&mut self, forms: impl Iterator<Item = &'static str>) {
        for form in forms {
            let phrase: Vec<_> = form.split(' ').collect();
            self.phrases.entry(phrase[0]).or_default().push(phrase);
        }
    }
}

pub(super) fn word<'a>(tokens: &'a [Token<'_>], at: usize) -> &'a str {
    tokens.get(at).map_or("", |token| &token.folded)
}

pub(super) fn word_before<'a>(tokens: &'a [Token<'_>], at: usize) -> &'a str {
    at.checked_sub(1).map_or("", |at| word(tokens, at))
}

/// Whether any date could start with the token, as most words cannot.
pub(super) fn may_start(token: &Token<'_>) -> bool {
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Mark => token.is("'"),
        TokenKind::Word => {
            has(&token.folded, Class::Starter)
                || WORDS.phrases.contains_key(&*token.folded)
                || calendar::knows(&token.folded)
                || token.is_capitalised() && feasts::knows(&token.folded)
                || numeral::knows(&token.folded)
        }
    }
}

fn has(word: &str, class: Class) -> bool {
    WORDS
        .classes
        .get(word)
        .is_some_and(|classes| classes & (1 << class as u8) != 0)
}

/// Whether the word at `at` is of the class.
pub(super) fn is_of(tokens: &[Token<'_>], at: usize, class: Class) -> bool {
    has(word(tokens, at), class)
}

/// Whether the word before `at` is of the class.
pub(super) fn follows(tokens: &[Token<'_>], at: usize, class: Class) -> bool {
    has(word_before(tokens, at), class)
}

pub(super) fn is_phrase(tokens: &[Token<'_>], at: usize, words: &[&str]) -> bool {
    words
        .iter()
        .enumerate()
        .all(|(step, said)| word(tokens, at + step) == *said)
}

/// End of a name or set phrase that only looks like a date: "the Sunday Times".
pub(super) fn phrase_end(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    WORDS
        .phrases
        .get(&*token.folded)?
        .iter()
        .find(|phrase| is_phrase(tokens, at, phrase))
        .map(|phrase| at + phrase.len())
}

/// Whether no word follows that could be a date's noun: the end, a mark, or a small word.
pub(super) fn stands_alone(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_none_or(|token| {
        !token.is_word() && !token.is_number() && !token.is_dash() && !token.is("'s")
            || has(&token.folded, Class::Link)
    })
}

/// Whether what comes is what happened then: "attacks", "suicide bombings", "Gujarat riots", "church siege".
pub(super) fn names_event(tokens: &[Token<'_>], at: usize) -> bool {
    for step in at..at + 4 {
        let Some(token) = tokens.get(step).filter(|token| token.is_word()) else {
            return false;
        };
        // "Action News" is a name.
        let is_name = token.is_capitalised() && !token.is_upper_case();
        if has(&token.folded, Class::Event) || has(&singular(&token.folded), Class::Event) {
            return !is_name;
        }
        if has(&token.folded, Class::Link) || has(&token.folded, Class::People) {
            return false;
        }
    }
    false
}

/// Whether people or a measure are counted: "men", "Iraqi troops", "dinar".
pub(super) fn counts(tokens: &[Token<'_>], at: usize) -> bool {
    let counted = |at| {
        let people = is_of(tokens, at, Class::People) && word(tokens, at + 1) != "'s";
        people || is_of(tokens, at, Class::Measure)
    };
    counted(at)
        || tokens
            .get(at)
            .is_some_and(|token| token.is_word() && !has(&token.folded, Class::Link))
            && is_of(tokens, at + 1, Class::People)
            && word(tokens, at + 2) != "'s"
}

/// Whether the four digits at `at` are a time of day: "1900 GMT", "from 1900 to 2100 GMT", "2000 until 0500".
pub(super) fn is_clock(tokens: &[Token<'_>], at: usize) -> bool {
    let digits = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let minutes = |at: usize| {
        let text = digits(at);
        text.len() == 4 && text.as_bytes()[2] < b'6' && tokens[at].is_number()
    };
    let zone = |at| is_of(tokens, at, Class::Clock) || is_phrase(tokens, at, &["local", "time"]);
    let joined = matches!(word(tokens, at + 1), "to" | "until" | "till" | "and" | "-");
    minutes(at)
        && (zone(at + 1)
            || joined && minutes(at + 2) && (zone(at + 3) || digits(at + 2).starts_with('0')))
}

/// Whether a sentence, a quotation or the text opens before `at`.
pub(super) fn opens_sentence(tokens: &[Token<'_>], at: usize) -> bool {
    matches!(
        word_before(tokens, at),
        "" | "." | "\"" | ":" | ";" | "!" | "?" | "["
    )
}

/// "9-year": a hyphen that binds the number to a word.
pub(super) fn is_compound(tokens: &[Token<'_>], dash: usize) -> bool {
    dash > 0
        && glued(tokens, dash - 1, dash)
        && glued(tokens, dash, dash + 1)
        && tokens[dash].is_dash()
        && tokens[dash + 1].is_word()
}
