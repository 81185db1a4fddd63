//! Names that hold a date and are none: "the November 17 group", "6th of October City", "the Act of 2000".

use super::expression::{Expression, YearOf};
use super::look::{Class, is_of, names_event, word, word_before};
use crate::tokens::{Token, glued};

/// Whether a name ends close behind, with at most `reach` other capitalised words before its noun:
/// "[July 14] Bridge", "[1951] Refugee Convention".
fn ends_name(tokens: &[Token<'_>], at: usize, reach: usize) -> bool {
    // In a text in capitals nothing tells a name from other words.
    let capital = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            token.is_word()
                && token.is_capitalised()
                && !token.is_upper_case()
                && !glued(tokens, at - 1, at)
        })
    };
    let named = |at: usize| capital(at) && is_of(tokens, at, Class::Named);
    // "On 21 July Camp Liberty was hit": the noun opens a name of its own.
    let closes = named(at) && (!capital(at + 1) || is_of(tokens, at + 1, Class::Named));
    closes || (1..=reach).any(|step| (at..at + step).all(capital) && named(at + step))
}

/// Whether the year at `at` numbers a law or is part of a name: "Act of 2000", "the 1951 Refugee Convention".
pub(super) fn year_is_named(tokens: &[Token<'_>], at: usize, end: usize) -> bool {
    if at > 0 && ends_name(tokens, end, 2) && !names_event(tokens, end) {
        return true;
    }
    if !matches!(word_before(tokens, at), "of" | "(") || at < 2 {
        return false;
    }
    let law = |at: usize| is_of(tokens, at, Class::Law) && tokens[at].is_capitalised();
    let numbered = at >= 3 && tokens[at - 2].is_number() && law(at - 3);
    numbered || law(at - 2) && word_before(tokens, at) == "of"
}

/// Whether the date of tokens `at..end` belongs to a name.
pub(super) fn is_named(tokens: &[Token<'_>], at: usize, end: usize, found: &Expression) -> bool {
    let Expression::Day { year, .. } = found else {
        return false;
    };
    if is_law(tokens, at) {
        return true;
    }
    if *year != YearOf::Nearest {
        return false;
    }
    let article = matches!(
        word_before(tokens, at),
        "the" | "a" | "'s" | "called" | "pro" | "anti" | "-"
    );
    let lower = article && is_of(tokens, end, Class::NamedAfterThe);
    lower || ends_name(tokens, end, 0) || follows_name(tokens, at)
}

/// "Camp 7 April", "Movement of 26 July".
fn follows_name(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(last) = at.checked_sub(1) else {
        return false;
    };
    let noun = if word(tokens, last) == "of" {
        at.checked_sub(2)
    } else {
        Some(last)
    };
    noun.is_some_and(|noun| {
        let token = &tokens[noun];
        is_of(tokens, noun, Class::Naming) && token.is_capitalised() && !token.is_upper_case()
    })
}

/// "the Law of 29 July 1881".
fn is_law(tokens: &[Token<'_>], at: usize) -> bool {
    word_before(tokens, at) == "of"
        && at >= 2
        && is_of(tokens, at - 2, Class::Law)
        && tokens[at - 2].is_capitalised()
        && !tokens[at - 2].is_upper_case()
}
