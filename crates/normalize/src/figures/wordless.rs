//! Counts told without a number: "dozens", "no one", "no casualties".

use dateline_core::WordingClass;
use dateline_core::value::Bounds;

use super::Found;
use super::context::{self, is, starts};
use super::lexicon::{LEXICON, Vague};
use super::qualify::qualify;
use crate::tokens::{Token, singular};
use crate::{nationalities, people};

/// "no civilians", "no casualties", "without loss of life", "neither guard was hurt".
pub(super) fn no_people(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let end = match &*tokens[at].folded {
        "no" if !denies_kind(tokens, at) => nobody(tokens, at)?,
        "without" => {
            let single = is(tokens, at + 1, &["a"]) && is(tokens, at + 2, &["single"]);
            let next = at + 1 + if single { 2 } else { 0 };
            zero_noun(tokens, next).or_else(|| zero_noun(tokens, next + 1))?
        }
        "neither" => {
            people::person_at(tokens, at + 1).filter(|&end| ends_phrase(tokens, end))?;
            at + 1
        }
        _ => return None,
    };
    Some(exact_zero(at, end))
}

/// The end of the noun that "no" at token `at` counts to nothing.
fn nobody(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let first = at + 1 + usize::from(is(tokens, at + 1, &["other"]));
    let counted = |noun| {
        zero_noun(tokens, noun)
            .or_else(|| people::person_at(tokens, noun))
            .or_else(|| nationalities::people_at(tokens, noun))
    };
    let mut end = (first..first + 2)
        .take_while(|&noun| tokens.get(noun).is_some_and(Token::is_word))
        .find_map(counted)?;
    while let Some(next) = counted(end) {
        end = next;
    }
    let word = &tokens[end - 1].folded;
    let is_head = singular(word) != *word || ends_phrase(tokens, end);
    let is_owner = is(tokens, end, &["'", "'s"]);
    (is_head && !is_owner).then_some(end)
}

fn zero_noun(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    LEXICON.zero_nouns.at(tokens, at).map(|hit| hit.end)
}

/// "He is no soldier" says what he is, "there is no survivor" how many there are.
fn denies_kind(tokens: &[Token<'_>], at: usize) -> bool {
    at >= 2 && is(tokens, at - 1, &["is", "was", "'s"]) && !is(tokens, at - 2, &["there"])
}

/// Whether the noun before token `at` is the head of its phrase: "no prisoner escaped", not "no prisoner exchange".
fn ends_phrase(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_none_or(|next| {
        !next.is_word() && !next.is_dash()
            || next.folded.ends_with("ed")
            || next.folded.ends_with("ly")
            || starts("zero_next", tokens, at)
    })
}

fn exact_zero(first: usize, end: usize) -> Found {
    Found {
        first,
        end,
        number: (first, first + 1),
        bounds: Bounds::exact(0),
        class: WordingClass::Exact,
        increment: false,
        subset: false,
        opens_list: false,
    }
}

/// A count told in words such as "dozens".
pub(super) fn vague(tokens: &[Token<'_>], first: usize, end: usize, value: Vague) -> Option<Found> {
    let before = first.checked_sub(1).map_or("", |at| &*tokens[at].folded);
    let is_bare = |word: &str| end == first + 1 && tokens[first].is(word);
    let idle = match () {
        () if is_bare("many") => {
            matches!(before, "as" | "how" | "so" | "too" | "a" | "not" | "the")
        }
        () if is_bare("some") || is_bare("most") => {
            first > 0 && tokens[first - 1].is_word() || !starts("scores_next", tokens, end)
        }
        () if is_bare("zero") => {
            zero_noun(tokens, end).is_none() && !context::counts_noun(tokens, end)
        }
        () if tokens[first].is("not") => starts("not_one", tokens, end),
        () if is_bare("scores") => {
            !starts("scores_next", tokens, end) && !follows_act(tokens, first)
        }
        () => false,
    };
    if idle || context::has_unit(tokens, end) {
        return None;
    }
    if value.class == WordingClass::Exact {
        return Some(Found {
            number: (first, end),
            ..exact_zero(first, end)
        });
    }
    let low = Some(value.low).filter(|&low| low > 0);
    let mut found = Found {
        first,
        end,
        number: (first, end),
        bounds: Bounds::new(low, None, None).ok()?,
        class: value.class,
        increment: false,
        subset: false,
        opens_list: false,
    };
    qualify(tokens, &mut found, |_| None);
    Some(found)
}

/// "abduct scores", "killing scores": a verb stands before, at the end of a clause.
fn follows_act(tokens: &[Token<'_>], at: usize) -> bool {
    let verb = at.checked_sub(1).is_some_and(|at| {
        let word = &tokens[at].folded;
        word.ends_with("ed")
            || word.ends_with("ing")
            || matches!(
                &**word,
                "kill"
                    | "kills"
                    | "abduct"
                    | "abducts"
                    | "wound"
                    | "wounds"
                    | "injure"
                    | "injures"
                    | "hurt"
                    | "arrest"
                    | "kidnap"
            )
    });
    verb && tokens
        .get(at + 1)
        .is_none_or(|next| !next.is_word() || next.is("in"))
}
