//! Numbers that count nothing: ages, times, calibres, money, designations.

use super::lexicon::LEXICON;
use super::numeral::{Numeral, cardinal, end_of_half};
use crate::tokens::{Token, glued, singular};
use crate::{nationalities, people};

pub(super) fn is(tokens: &[Token<'_>], at: usize, words: &[&str]) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| words.contains(&&*token.folded))
}

/// Whether a phrase of `class` starts at token `at`.
pub(super) fn starts(class: &str, tokens: &[Token<'_>], at: usize) -> bool {
    LEXICON
        .set(class)
        .is_some_and(|set| set.at(tokens, at).is_some())
}

/// Whether a phrase of `class` ends before token `at`.
pub(super) fn ends(class: &str, tokens: &[Token<'_>], at: usize) -> bool {
    LEXICON.set(class).is_some_and(|set| {
        (at.saturating_sub(3)..at)
            .any(|first| set.at(tokens, first).is_some_and(|hit| hit.end == at))
    })
}

fn is_long_dash(token: &Token<'_>) -> bool {
    token.is_dash() && (token.text.chars().count() > 1 || token.text == "—")
}

/// Whether a hyphen binds token `at` to the one before.
pub(super) fn hyphen_before(tokens: &[Token<'_>], at: usize) -> bool {
    at >= 2
        && tokens[at - 1].is_dash()
        && !is_long_dash(&tokens[at - 1])
        && glued(tokens, at - 2, at - 1)
        && glued(tokens, at - 1, at)
}

/// Whether a hyphen binds token `end` to what stands before it.
pub(super) fn hyphen_after(tokens: &[Token<'_>], end: usize) -> bool {
    tokens
        .get(end)
        .is_some_and(|dash| dash.is_dash() && !is_long_dash(dash))
        && glued(tokens, end - 1, end)
        && glued(tokens, end, end + 1)
}

/// Whether the number at `first` is written on to something on its left.
pub(super) fn is_bound_left(tokens: &[Token<'_>], first: usize) -> bool {
    if first == 0 || !glued(tokens, first - 1, first) {
        return false;
    }
    let before = &tokens[first - 1];
    before.is_word()
        || before.is_number()
        || hyphen_before(tokens, first)
        || is(tokens, first - 1, &["/", "+", "#", "'", "_", "&", "=", "@"])
        || is(tokens, first - 1, &["."]) && !(first >= 2 && is(tokens, first - 2, &["."]))
        || is(tokens, first - 1, &[":", ","]) && first >= 2 && glued(tokens, first - 2, first - 1)
}

/// Whether the number that ends at `end` is written on to something on its right.
pub(super) fn is_bound_right(tokens: &[Token<'_>], end: usize) -> bool {
    if !glued(tokens, end - 1, end) {
        return false;
    }
    tokens[end].is_word()
        || tokens[end].is_number()
        || hyphen_after(tokens, end) && !is(tokens, end + 1, &["odd", "plus", "strong"])
        || is(tokens, end, &["%", "°", "/", "_", "=", "@"])
        // "in their 20's"
        || tokens[end - 1].is_number() && is(tokens, end, &["'s"])
        || is(tokens, end, &[":", ","])
            && tokens.get(end + 1).is_some_and(Token::is_number)
            && glued(tokens, end, end + 1)
}

/// Whether a unit of measure, time or money follows.
pub(super) fn has_unit(tokens: &[Token<'_>], end: usize) -> bool {
    let end = end_of_half(tokens, end).unwrap_or(end);
    let between = starts("between", tokens, end);
    // "10,000 Kenyan shillings"
    let coined = nationalities::end_of(tokens, end);
    // "13 and 17 years of age": the unit is told once.
    let second = is(tokens, end, &["and", "or"])
        .then(|| cardinal(tokens, end + 1))
        .flatten()
        .map(|number| number.end + usize::from(tokens.get(number.end).is_some_and(Token::is_dash)));
    starts("after", tokens, end)
        || second.is_some_and(|second| starts("after", tokens, second))
        || between && starts("after", tokens, end + 1)
        || coined.is_some_and(|coin| starts("after", tokens, coin))
        || is(tokens, end, &["m", "k", "bn"])
}

/// Whether a word follows that can be counted: a plural, or a noun for people.
pub(super) fn counts_noun(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        token.is_word()
            && (people::is_person(tokens, at)
                || !token.is_capitalised()
                    && singular(&token.folded) != token.folded
                    && !is(tokens, at, &["was", "has", "as", "is"]))
    })
}

/// A number of four digits without a comma that reads as a year.
pub(super) fn is_year(tokens: &[Token<'_>], first: usize, number: Numeral) -> bool {
    number.end == first + 1
        && tokens[first].text.len() == 4
        && (1900..2100).contains(&number.value)
        && !counts_noun(tokens, number.end)
}

/// "12 Main Street", "the shooting at 3500 Fannin"; but "at 12 Iraqi soldiers".
pub(super) fn is_street_number(tokens: &[Token<'_>], first: usize, number: Numeral) -> bool {
    let end = number.end;
    let is_name = tokens.get(end).is_some_and(|token| {
        token.is_word() && token.is_capitalised() && !people::is_person(tokens, end)
    });
    let is_at = first > 0 && is(tokens, first - 1, &["at"]);
    let is_nation = nationalities::end_of(tokens, end).is_some();
    if number.digits && is_at && is_name && !is_nation && !counts_noun(tokens, end + 1) {
        return true;
    }
    let capitals = tokens[number.end..]
        .iter()
        .take(5)
        .take_while(|token| token.is_word() && token.is_capitalised())
        .count();
    number.digits && (1..capitals).any(|step| starts("street", tokens, number.end + step))
}

/// "one another", "the one", "Air Force One", "one of the worst".
pub(super) fn is_idle_one(tokens: &[Token<'_>], first: usize, number: Numeral) -> bool {
    let is_word = !number.digits && number.end == first + 1;
    let in_name = is_word
        && first > 0
        && tokens[first].is_capitalised()
        && !tokens[first].is_upper_case()
        && tokens[first - 1].is_word()
        && tokens[first - 1].is_capitalised()
        && !tokens[first - 1].is_upper_case();
    let idle = is(tokens, first, &["one"])
        && (starts("one", tokens, number.end)
            || is(tokens, number.end, &["'s"])
            || is_superlative(tokens, number.end)
            || first > 0 && is(tokens, first - 1, &["square"])
            || starts("weekday", tokens, number.end)
                && (first == 0 || is(tokens, first - 1, &["on"]))
            || first > 1 && is(tokens, first - 1, &["only"]) && is(tokens, first - 2, &["the"])
            || first > 0
                && is(
                    tokens,
                    first - 1,
                    &["no", "any", "every", "some", "each", "this", "that", "the"],
                )
                && !counts_noun(tokens, number.end));
    in_name || idle
}

/// "of the deadliest".
fn is_superlative(tokens: &[Token<'_>], at: usize) -> bool {
    is(tokens, at, &["of"])
        && tokens
            .get(at + 2)
            .is_some_and(|token| token.folded.ends_with("est") || token.is("most"))
}

/// "1.", "2)" at the start of a line, and rows of bare numbers.
pub(super) fn is_enumeration(tokens: &[Token<'_>], first: usize, end: usize, source: &str) -> bool {
    let line = source[..tokens[first].start].trim_end_matches([' ', '\t', '(']);
    let starts_line = line.is_empty() || line.ends_with('\n');
    let mark = tokens
        .get(end)
        .is_some_and(|token| matches!(token.text, "." | ")" | ":"))
        && glued(tokens, end - 1, end);
    let comma = |at: usize| is(tokens, at, &[","]);
    let number = |at: usize| tokens.get(at).is_some_and(Token::is_number);
    let in_row = first >= 2 && comma(first - 1) && number(first - 2)
        || comma(end) && number(end + 1) && comma(end + 2);
    tokens[first].is_number() && (starts_line && mark || in_row)
}

/// Whether the words before two numbers make them a result: "won 2-3".
pub(super) fn is_score(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    let told = (1..=3).any(|back| first >= back && starts("score", tokens, first - back));
    told || !tokens.get(end).is_some_and(Token::is_word)
}
