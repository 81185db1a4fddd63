//! Numbers that tell how old somebody is.

use super::context::{counts_noun, ends, is};
use super::numeral::{Numeral, cardinal};
use super::singular::names_one_person;
use crate::nationalities;
use crate::tokens::{Token, singular};

/// "Ali, 34, said", "a woman, 45", "Ali (34)", "a man of 60", "as young as six".
pub(super) fn is_age(tokens: &[Token<'_>], first: usize, number: Numeral) -> bool {
    if number.value > 110 || first == 0 {
        return false;
    }
    let in_brackets = is(tokens, first - 1, &["("]) && is(tokens, number.end, &[")"]);
    in_brackets
        || follows_name(tokens, first, number.end)
        || is_before_verb(tokens, first, number)
        || is_shared(tokens, first, number.end)
        || is_marked(tokens, first, number.end)
        || is_pair(tokens, first, number.end)
        || is_of_person(tokens, first)
        || is_bounded(tokens, first, number.end)
        || is_loose(tokens, number.end)
        || is_now(tokens, first, number.end)
        || ends("age_before", tokens, first) && !counts_noun(tokens, number.end)
        || is_told(tokens, first, number.end)
}

/// Whether an age, of which another may follow, is announced before token `at`: "aged", "between the ages of".
pub(super) fn is_announced(tokens: &[Token<'_>], at: usize) -> bool {
    ends("before_always", tokens, at)
        // "Sex: M Age: 27"
        || at >= 2 && is(tokens, at - 1, &[":"]) && is(tokens, at - 2, &["age", "ages"])
        || at >= 2 && is(tokens, at - 1, &["of"]) && is(tokens, at - 2, &["age", "ages"])
        || at >= 1 && is(tokens, at - 1, &["between", "from"]) && is_announced(tokens, at - 1)
}

/// "Ana Ruiz, 34; Luis Paz, 19", "A woman, 45, was stabbed".
fn follows_name(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    if first < 2 || !is(tokens, first - 1, &[","]) || !closes(tokens, end) {
        return false;
    }
    // "Luis Paz, Jr., 19"
    let is_short =
        first >= 3 && is(tokens, first - 2, &["."]) && is(tokens, first - 3, &["jr", "sr"]);
    let name = if is_short { first - 3 } else { first - 2 };
    let capital = |at: usize| tokens[at].is_word() && tokens[at].is_capitalised();
    // "Ana F. Ruiz, 20; Luis P. Paz, 21"
    let is_behind_letter = name >= 2
        && is(tokens, name - 1, &["."])
        && tokens[name - 2].text.chars().count() == 1
        && capital(name - 2);
    let is_full = is_behind_letter || name >= 1 && capital(name - 1);
    let is_name = capital(name)
        && (is_short || is(tokens, end, &[","]) || is_full)
        && !nationalities::is_land(tokens, name);
    is_name || names_one_person(tokens, name)
}

/// Whether what stands beside a name ends at token `at`.
fn closes(tokens: &[Token<'_>], at: usize) -> bool {
    tokens
        .get(at)
        .is_none_or(|token| matches!(token.text, "," | ";" | "." | ")") || token.is_dash())
}

/// "Ana Ruiz, 61 has left": the second comma is missing, but no count has a verb in the singular.
fn is_before_verb(tokens: &[Token<'_>], first: usize, number: Numeral) -> bool {
    let capital = |at: usize| tokens[at].is_word() && tokens[at].is_capitalised();
    let is_named =
        first >= 3 && is(tokens, first - 1, &[","]) && capital(first - 2) && capital(first - 3);
    // "arrested Ana Ruiz, 21 at her home"
    let is_at_own = is(tokens, number.end, &["at", "in"])
        && is(tokens, number.end + 1, &["his", "her", "their"]);
    let is_told = is(tokens, number.end, &["has", "was", "is"]) || is_at_own;
    number.digits && number.value > 1 && is_named && is_told
}

/// "a 16 - year - old", "an 11 - year old girl": an age whose hyphens stand alone.
fn is_loose(tokens: &[Token<'_>], end: usize) -> bool {
    tokens.get(end).is_some_and(Token::is_dash) && is(tokens, end + 1, &["year", "month"])
}

/// "Paz, now 16, was armed"
fn is_now(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    first >= 3
        && is(tokens, first - 1, &["now"])
        && is(tokens, first - 2, &[","])
        && is(tokens, end, &[","])
}

/// "Ana Ruiz and Luis Paz, both 16, were", "four women, all 14".
fn is_shared(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    first >= 2
        && is(tokens, first - 1, &["both", "all"])
        && is(tokens, first - 2, &[",", "(", "-"])
        && closes(tokens, end)
}

/// "Luis Paz (w/m, 46)": behind letters for race and sex.
fn is_marked(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    first >= 4
        && is(tokens, first - 1, &[","])
        && is(tokens, first - 2, &["m", "f", "male", "female"])
        && is(tokens, first - 3, &["/"])
        && is(tokens, end, &[")", ","])
}

/// "The brothers, 9 and 11, were playing."
fn is_pair(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    let opens = |at: usize| {
        at >= 2 && is(tokens, at - 1, &[","]) && crate::people::is_person(tokens, at - 2)
    };
    let is_first = opens(first)
        && is(tokens, end, &["and"])
        && cardinal(tokens, end + 1)
            .is_some_and(|second| second.value <= 110 && is(tokens, second.end, &[","]));
    let is_second = is(tokens, first - 1, &["and"])
        && is(tokens, end, &[","])
        && (2..=3).any(|back| {
            first > back
                && opens(first - back)
                && cardinal(tokens, first - back).is_some_and(|one| one.end == first - 1)
        });
    is_first || is_second
}

/// "a man of 60"; the four of "a mother of four" are no toll either.
fn is_of_person(tokens: &[Token<'_>], first: usize) -> bool {
    first >= 2 && is(tokens, first - 1, &["of"]) && is_aged_noun(tokens, first - 2)
}

/// "boy", "mother": a noun in the singular that is told with an age.
fn is_aged_noun(tokens: &[Token<'_>], at: usize) -> bool {
    let word = &tokens[at].folded;
    ends("aged_noun", tokens, at + 1) && singular(word) == *word
}

/// "ages between 5 and 8", "children under 12", "nobody older than 12".
fn is_bounded(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    let bound = ["under", "over", "below", "above"];
    let near = ["between", "from", "about", "around"];
    let is_compared = first >= 2
        && is(tokens, first - 1, &["than"])
        && is(tokens, first - 2, &["younger", "older"]);
    if is_compared {
        return true;
    }
    let is_limit = is(tokens, first - 1, &bound);
    (is_limit || is(tokens, first - 1, &near)) && ends("before_always", tokens, first - 1)
        || is_limit && ends("of_ages", tokens, first - 1) && !counts_noun(tokens, end)
}

/// "Her son was only six.", "At 16 he joined", "the average age of the recruits is 20".
fn is_told(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    if is(tokens, first - 1, &["at"]) && is(tokens, end, &["he", "she"]) {
        return true;
    }
    let adverb = ["only", "just", "barely", "already", "still", "about"];
    let verb = first - 1 - usize::from(first >= 2 && is(tokens, first - 1, &adverb));
    if verb == 0 || !is(tokens, verb, &["is", "was", "were", "turned", "turns"]) {
        return false;
    }
    let of_age = (verb.saturating_sub(7)..verb).any(|at| is(tokens, at, &["age", "ages"]));
    let of_one = (is(tokens, verb - 1, &["he", "she"]) || is_aged_noun(tokens, verb - 1))
        && tokens.get(end).is_none_or(|token| {
            !token.is_word() || matches!(&*token.folded, "when" | "at" | "and" | "but")
        });
    of_age || of_one
}
