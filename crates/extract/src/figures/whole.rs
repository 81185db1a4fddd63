//! Numbers of a group of which some are told apart: "one of the six died", "all four were shot, one of whom died".

use super::number::Number;
use crate::events::Event;
use crate::syntax::{Syntax, TokenId};

/// Whether `number` counts a group of which an effect befell only those whom another number counts.
pub(super) fn is_whole_of_part(
    syntax: &Syntax<'_>,
    event: &Event,
    numbers: &[Number],
    number: &Number,
) -> bool {
    let verb = event.trigger.first;
    if verb < number.tokens.end {
        // "killed one of six guards"
        return verb < number.tokens.start && is_of_part(syntax, number);
    }
    let is_parted_later = numbers.iter().any(|other| {
        let is_between = other.tokens.start >= number.tokens.end && other.tokens.end <= verb;
        is_between && is_relative(syntax, other)
    });
    is_parted_later || is_of_part(syntax, number) && !is_attached(syntax, number.end, verb)
}

/// "one of the six", "one of two".
fn is_of_part(syntax: &Syntax<'_>, number: &Number) -> bool {
    let start = number.tokens.start;
    let before = |back: usize| start.checked_sub(back).map(|id| syntax.word(id));
    let is_of = |back: usize| {
        before(back) == Some("of")
            && before(back + 1).is_some_and(|word| ["one", "two", "three"].contains(&word))
    };
    is_of(1) || matches!(before(1), Some("the" | "those" | "these")) && is_of(2)
}

/// "one of whom"
fn is_relative(syntax: &Syntax<'_>, number: &Number) -> bool {
    number.tokens.clone().any(|id| syntax.word(id) == "whom")
        || number.tokens.end + 1 < syntax.len()
            && syntax.word(number.tokens.end) == "of"
            && syntax.word(number.tokens.end + 1) == "whom"
}

/// "one of the two people ‹who were› killed": the effect is told of the whole group.
fn is_attached(syntax: &Syntax<'_>, from: TokenId, verb: TokenId) -> bool {
    let has = |words: &[&str]| (from..verb).any(|id| words.contains(&syntax.word(id)));
    // "two of the four victims had died"
    let is_perfect = has(&["have", "had", "has"]) && !has(&["who", "that"]);
    !is_perfect
        && (from..verb).all(|id| {
            matches!(
                syntax.word(id),
                "who" | "that" | "were" | "have" | "had" | "been"
            ) || syntax.upos(id) == "ADV"
        })
}
