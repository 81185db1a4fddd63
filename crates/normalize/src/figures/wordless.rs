//! Counts told without a number: "dozens", "no one", "no casualties".

use dateline_core::WordingClass;
use dateline_core::value::Bounds;

use super::context::{self, starts};
use super::lexicon::{LEXICON, Vague};
use super::{Found, qualify};
use crate::people;
use crate::tokens::Token;

/// "no civilians", "no casualties", "without loss of life".
pub(super) fn no_people(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let word = &*tokens[at].folded;
    let nouns = (at + 1..at + 3).filter(|&noun| tokens.get(noun).is_some_and(Token::is_word));
    let noun_end = match word {
        "no" => nouns.clone().find_map(|noun| {
            let casualty = LEXICON.zero_nouns.at(tokens, noun).map(|hit| hit.end);
            casualty.or_else(|| people::person_at(tokens, noun))
        }),
        "without" => nouns
            .clone()
            .find_map(|noun| LEXICON.zero_nouns.at(tokens, noun).map(|hit| hit.end)),
        _ => None,
    }?;
    let said_elsewhere = tokens[at + 1..noun_end]
        .iter()
        .any(|token| token.is("of") && word == "no" && noun_end > at + 4);
    (!said_elsewhere).then(|| exact_zero(at, noun_end))
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
