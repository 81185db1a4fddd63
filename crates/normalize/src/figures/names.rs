//! Numbers that name something: "Battalion 316", "Ward 7", "Resolution 1701", a telephone's.

use super::ages;
use super::context::{counts_noun, ends, is, starts};
use super::numeral::cardinal;
use crate::tokens::Token;

/// Whether what stands before names a member of a series, an age or a sum of money.
pub(super) fn is_designation(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    if first == 0 {
        return false;
    }
    let always = ages::is_announced(tokens, first) && !is_verb(tokens, first - 1);
    always
        || ends("money", tokens, first)
        || is_member(tokens, first, end)
        || is_second(tokens, first, end)
        || is_code(tokens, first)
        || is_station(tokens, first, end)
        || is_last_of_series(tokens, first)
        || is_in_name(tokens, first, end)
        || is_phone(tokens, first, end)
        || is_footnote(tokens, first, end)
}

/// "[3]", not "at least [9] persons".
fn is_footnote(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    tokens[first].is_number()
        && is(tokens, first - 1, &["["])
        && is(tokens, end, &["]"])
        && !counts_noun(tokens, end + 1)
        && !tokens.get(end + 1).is_some_and(Token::is_upper_case)
}

/// "the dead now number 31": a verb, no noun.
fn is_verb(tokens: &[Token<'_>], at: usize) -> bool {
    let subject = [
        "now", "dead", "injured", "wounded", "missing", "they", "already",
    ];
    is(tokens, at, &["number"])
        && at > 0
        && (is(tokens, at - 1, &subject) || counts_noun(tokens, at - 1))
}

/// "Battalion 316", "Ward 7"; in "at the hospital 12 died" and "in the camp 12 refugees" people are counted.
fn is_member(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    let articles = ["the", "a", "an", "this", "that", "his", "her", "their"];
    let is_clause =
        first >= 2 && is(tokens, first - 2, &articles) && starts("scores_next", tokens, end);
    let by_capital = tokens[first].is_number()
        && tokens[first - 1].is_capitalised()
        && ends("before_capital", tokens, first);
    (by_capital || ends("before", tokens, first))
        && !is_clause
        && (!counts_noun(tokens, end) || is_proper(tokens, first))
}

/// "Image 2 of 10", "Photo 2 of / 10".
fn is_last_of_series(tokens: &[Token<'_>], first: usize) -> bool {
    let of = first - 1 - usize::from(first >= 2 && is(tokens, first - 1, &["/"]));
    of >= 2
        && is(tokens, of, &["of"])
        && tokens[first].is_number()
        && tokens[of - 1].is_number()
        && tokens[of - 2].is_capitalised()
        && ends("before_capital", tokens, of - 1)
}

/// "Barrio 18 gunmen": the capital tells that the number is part of a name; not in "Kabul District 12 people died".
fn is_proper(tokens: &[Token<'_>], first: usize) -> bool {
    let is_name = |at: usize| {
        tokens[at].is_word() && tokens[at].is_capitalised() && !tokens[at].is_upper_case()
    };
    tokens[first].is_number() && is_name(first - 1) && !(first >= 2 && is_name(first - 2))
}

/// "BERG (KXYZ 18) - ": a station that stands in brackets.
fn is_station(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    tokens[first].is_number()
        && first >= 2
        && tokens[first - 1].is_upper_case()
        && is(tokens, first - 2, &["("])
        && is(tokens, end, &[")"])
}

/// "resolutions 242 and 338", "aged 12 and 15", "ages 54, 33 and 26"; in "a boy aged 12 and three women" the women are counted.
fn is_second(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    first > 0
        && is(tokens, first - 1, &["and", "to", "or", "-", ","])
        && !counts_noun(tokens, end)
        && (1..=2).any(|back| {
            first > back + 1
                && cardinal(tokens, first - 1 - back).is_some_and(|one| one.end == first - 1)
                && (ages::is_announced(tokens, first - 1 - back)
                    || is_second(tokens, first - 1 - back, first - 1))
        })
}

/// "plate number KBA 123".
fn is_code(tokens: &[Token<'_>], first: usize) -> bool {
    let letters = &tokens[first - 1];
    tokens[first].is_number()
        && letters.is_upper_case()
        && letters.text.len() <= 4
        && !(first >= 2 && tokens[first - 2].is_upper_case())
        && ends("before_always", tokens, first - 1)
}

/// "the Gang of Four", "the Group of 77", "the Four Seasons hotel".
fn is_in_name(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    let capital = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            token.is_word() && token.is_capitalised() && !token.is_upper_case()
        })
    };
    let of = first >= 2
        && is(tokens, first - 1, &["of"])
        && tokens[first - 2].is_capitalised()
        && (capital(first - 2) || first >= 3 && is(tokens, first - 3, &["the", "\""]))
        && ends("name_of", tokens, first - 1)
        && !counts_noun(tokens, end);
    // "an Eight Trey man"
    let the =
        matches!(tokens[first - 1].text, "the" | "a" | "an") && capital(first) && capital(end);
    of || the
}

/// "Dial 112", "0800 123 456", "+254 20 123 4567".
fn is_phone(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    if !tokens[first].is_number() {
        return false;
    }
    let is_digits = |at: usize| tokens[at].is_number() && !tokens[at].text.contains(['.', ',']);
    let before = (0..first).rev().take_while(|&at| is_digits(at)).count();
    let after = (end..tokens.len()).take_while(|&at| is_digits(at)).count();
    let opening = first - before;
    let is_marked = tokens[opening].text.starts_with('0')
        || opening > 0 && is(tokens, opening - 1, &["+"])
        || before + after >= 2;
    before + after > 0 && is_marked || ends("phone", tokens, opening) && !counts_noun(tokens, end)
}
