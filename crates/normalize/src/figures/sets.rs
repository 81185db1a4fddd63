//! Words that are a number of people or things by themselves: "both brothers", "twin blasts", "a trio of bombers".

use super::context::{counts_noun, is, starts};
use super::lexicon::Vague;
use super::numeral::{Numeral, bare_scale};
use super::qualify::effect_before;
use crate::people;
use crate::phrases::Hit;
use crate::tokens::{Token, singular};

/// Whether one set is meant where the plural would be a vague word: "dozen killed" is twelve, "dozens" are not.
pub(super) fn is_one_set(tokens: &[Token<'_>], hit: &Hit<Vague>) -> bool {
    let word = &tokens[hit.first].folded;
    hit.end == hit.first + 1
        && (is(tokens, hit.first, &["score"]) || bare_scale(tokens, hit.first).is_some())
        && singular(word) == *word
}

/// The number that a word at token `at` is.
pub(super) fn set(tokens: &[Token<'_>], at: usize) -> Option<Numeral> {
    let word = |value: u64| {
        Some(Numeral {
            value,
            end: at + 1,
            digits: false,
        })
    };
    match &*tokens[at].folded {
        "both" if is_both(tokens, at) => word(2),
        "twin" if is_plural(tokens, at + 1) || is_plural(tokens, at + 2) => word(2),
        "a" => of_article(tokens, at),
        _ => {
            let value = bare_scale(tokens, at)?;
            opens_count(tokens, at).then(|| word(value))?
        }
    }
}

/// "both brothers were", not "both soldiers and civilians".
fn is_both(tokens: &[Token<'_>], at: usize) -> bool {
    let noun = at + 1 + usize::from(!people::is_person(tokens, at + 1));
    let is_phrase = !is(tokens, at + 1, &["and", "of", "are", "were", "have", "had"]);
    people::person_at(tokens, noun)
        .filter(|_| is_phrase)
        .is_some_and(|end| {
            !is(tokens, end, &["and"])
                && singular(&tokens[end - 1].folded) != tokens[end - 1].folded
        })
}

fn is_plural(tokens: &[Token<'_>], at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| token.is_upper_case() || !token.is_capitalised())
        && counts_noun(tokens, at)
        && singular(&tokens[at].folded) != tokens[at].folded
}

/// "a trio of bombers", "a score of gunmen", "a couple were gunned down".
fn of_article(tokens: &[Token<'_>], at: usize) -> Option<Numeral> {
    let of = is(tokens, at + 2, &["of"]) && (at + 3..at + 5).any(|noun| counts_noun(tokens, noun));
    let value = match &*tokens.get(at + 1)?.folded {
        "duo" if of => 2,
        "trio" if of => 3,
        "quartet" if of => 4,
        "score" if of => 20,
        "couple" if is(tokens, at + 2, &["were", "have"]) => 2,
        _ => return None,
    };
    Some(Numeral {
        value,
        end: at + 2,
        digits: false,
    })
}

/// "Hundred people were herded", "some dozen vehicles", "DOZEN KILLED": no article, at the start of a phrase.
fn opens_count(tokens: &[Token<'_>], at: usize) -> bool {
    let opens = at == 0 || !tokens[at - 1].is_word() || effect_before(tokens, at).is_some();
    opens && (counts_noun(tokens, at + 1) || starts("scores_next", tokens, at + 1))
}
