//! Numbers that are hours, proportions, odds or sides of a rectangle.

use super::context::{counts_noun, ends, has_unit, is, starts};
use super::numeral::{Numeral, cardinal};
use crate::tokens::{Token, singular};

/// "at five in the morning", "half past three", "shortly after 11 the shooting began".
pub(super) fn is_clock(tokens: &[Token<'_>], first: usize, number: Numeral) -> bool {
    let end = number.end;
    let part_of_day = ends("clock", tokens, first) && starts("part_of_day", tokens, end);
    let after_all = ends("clock_soon", tokens, first)
        && !counts_noun(tokens, end)
        && tokens.get(end).is_none_or(|token| {
            !token.is_word() || matches!(&*token.folded, "the" | "a" | "an" | "on" | "when")
        });
    number.value <= 24 && (part_of_day || after_all || ends("clock_always", tokens, first))
}

/// "one in five", "one inmate in five", "two out of three", "outnumbered ten to one".
pub(super) fn is_proportion(tokens: &[Token<'_>], first: usize, number: Numeral) -> bool {
    let end = number.end;
    opens_proportion(tokens, first, end, number.value)
        || ends_proportion(tokens, first)
        || is(tokens, end, &["to"]) && is(tokens, end + 1, &["one"]) && number.value > 1
        || is(tokens, first, &["one"])
            && first >= 2
            && is(tokens, first - 1, &["to"])
            && cardinal(tokens, first - 2).is_some_and(|odds| odds.end == first - 1)
}

/// The token after "in" or "out of".
fn after_joint(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    if is(tokens, at, &["in"]) {
        Some(at + 1)
    } else {
        (is(tokens, at, &["out"]) && is(tokens, at + 1, &["of"])).then_some(at + 2)
    }
}

fn opens_proportion(tokens: &[Token<'_>], first: usize, end: usize, value: u64) -> bool {
    let noun = usize::from(value == 1 && is_one_noun(tokens, end));
    let Some(next) = after_joint(tokens, end + noun) else {
        return false;
    };
    let alone = first == 0 || !tokens[first - 1].is_word() || ends("clock", tokens, first);
    cardinal(tokens, next).is_some_and(|of| {
        let is_word = !tokens[next].is_number();
        let is_share = is_word && (noun == 0 || !counts_noun(tokens, of.end));
        of.value < 1000
            && !has_unit(tokens, of.end)
            && (is_share
                || is(tokens, end + noun, &["out"]) && !is_of_some(of)
                || value == 1 && alone && of.value > 1 && noun == 0)
    })
}

/// The 30 of "12 out of 30 hostages": people who were there, no round number to share by.
fn is_of_some(of: Numeral) -> bool {
    of.value > 5 && of.value != 10 && of.value != 100
}

fn is_one_noun(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        token.is_word()
            && singular(&token.folded) == token.folded
            && !is(tokens, at, &["in", "out"])
    })
}

/// The five of "one in five", the ten of "nine out of 10".
fn ends_proportion(tokens: &[Token<'_>], first: usize) -> bool {
    (1..=2).any(|back| {
        if first <= back || after_joint(tokens, first - back) != Some(first) {
            return false;
        }
        let joint = first - back;
        [1, 2].into_iter().any(|far| {
            joint >= far
                && cardinal(tokens, joint - far).is_some_and(|part| {
                    let reaches =
                        part.end == joint || far == 2 && part.value == 1 && part.end + 1 == joint;
                    reaches && opens_proportion(tokens, joint - far, part.end, part.value)
                })
        })
    })
}

/// "a hole two by three metres wide", "one by one".
pub(super) fn is_side(tokens: &[Token<'_>], first: usize, number: Numeral) -> bool {
    let same = |at: usize| {
        !number.digits
            && tokens
                .get(at)
                .is_some_and(|token| token.is(&tokens[first].folded))
    };
    let before = first >= 2 && is(tokens, first - 1, &["by"]) && same(first - 2);
    let is_long = |other: Numeral| starts("length", tokens, other.end);
    before
        || is(tokens, number.end, &["by"])
            && (same(number.end + 1) || cardinal(tokens, number.end + 1).is_some_and(is_long))
}
