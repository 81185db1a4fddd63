//! Years and decades, told from counts, times of day and names: "in 2004", "the 2008 attacks", "the late 1970s".

use super::absolute::Parsed;
use super::calendar;
use super::expression::{Expression, Part, YearOf};
use super::look::{
    Class, counts, follows, is_clock, is_compound, is_of, names_event, opens_sentence, word,
    word_before,
};
use super::names;
use super::numbers::{short_year, year};
use crate::tokens::{Token, glued, singular};

/// Any year or decade at `at`.
pub(super) fn expression(tokens: &[Token<'_>], at: usize) -> Parsed {
    decade(tokens, at)
        .or_else(|| years_joined(tokens, at))
        .or_else(|| whole_year(tokens, at))
        .or_else(|| year_in_short(tokens, at))
}

/// "1980s", "1990s", "the 90s", "'90s", "the nineties".
pub(super) fn decade(tokens: &[Token<'_>], at: usize) -> Parsed {
    let found = |first, end| {
        Some((
            Expression::Decade {
                first,
                part: Part::Whole,
            },
            end,
        ))
    };
    // "temperatures well into the 70s" are no time.
    let article = word_before(tokens, at) == "the"
        && !matches!(word_before(tokens, at.saturating_sub(1)), "into" | "to");
    let led = article || matches!(word_before(tokens, at), "early" | "late" | "mid" | "-");
    if let Some(first) = calendar::decade(word(tokens, at)).filter(|_| led) {
        return found(first, at + 1);
    }
    let apostrophe = usize::from(word(tokens, at) == "'" && glued(tokens, at, at + 1));
    let number = at + apostrophe;
    let has_s = glued(tokens, number, number + 1)
        && matches!(word(tokens, number + 1), "s" | "'s")
        && !is_compound(tokens, number + 2);
    if !has_s {
        return None;
    }
    // "a man in his 80s" tells an age.
    let first = match year(tokens, number) {
        Some(year) => year,
        None => short_year(tokens, number)
            .filter(|&year| (1950..2000).contains(&year) && (led || apostrophe == 1))?,
    };
    (first % 10 == 0)
        .then(|| found(first, number + 2))
        .flatten()
}

fn a_year(year: i16) -> Expression {
    Expression::Year {
        year: YearOf::Given(year),
        part: Part::Whole,
    }
}

/// "2011-12", "1990-91": two years, the second in short.
fn years_joined(tokens: &[Token<'_>], at: usize) -> Parsed {
    let first = year(tokens, at)?;
    let tight = glued(tokens, at, at + 1) && glued(tokens, at + 1, at + 2);
    let ends =
        !glued(tokens, at + 2, at + 3) || !tokens[at + 3].is_word() && !tokens[at + 3].is_dash();
    let free = at == 0 || !glued(tokens, at - 1, at) || tokens[at - 1].is("(");
    if !tight || !ends || !free || !matches!(word(tokens, at + 1), "-" | "/") {
        return None;
    }
    let text = tokens[at + 2].text;
    let last: i16 = (text.len() == 2).then(|| text.parse().ok())??;
    let last = first - first % 100 + last;
    let led = is_time(tokens, at, at + 3);
    (led && (first + 1..=first + 9).contains(&last)).then(|| {
        (
            Expression::Range {
                first: Box::new(a_year(first)),
                last: Box::new(a_year(last)),
                lasted: true,
            },
            at + 3,
        )
    })
}

/// "in 2004", "the 2003 invasion", "2012 was the worst year"; 2,000 people, 1900 GMT and a law of 1881 are none.
fn whole_year(tokens: &[Token<'_>], at: usize) -> Parsed {
    let number = year(tokens, at)?;
    let before_free = at == 0
        || !glued(tokens, at - 1, at)
        || matches!(word_before(tokens, at), "(" | "-" | "\"" | "/");
    let after_free =
        !glued(tokens, at, at + 1) || !tokens[at + 1].is_word() && !is_compound(tokens, at + 1);
    (before_free && after_free && is_time(tokens, at, at + 1)).then(|| (a_year(number), at + 1))
}

/// Whether the number at `at`, the next token `end`, is a year by the words around it.
fn is_time(tokens: &[Token<'_>], at: usize, end: usize) -> bool {
    let is_round = tokens[at].text.ends_with("00");
    if is_clock(tokens, at) || ends_clock(tokens, at) {
        return false;
    }
    if names::year_is_named(tokens, at, end) {
        return false;
    }
    let event = names_event(tokens, end);
    let counted = (counts(tokens, end) || plural_follows(tokens, end)) && !event;
    if follows(tokens, at, Class::YearLead) {
        return !(is_round && (counted || counts_jointly(tokens, at)));
    }
    if counted || is_round && counts_jointly(tokens, at) {
        return false;
    }
    if follows(tokens, at, Class::NounLead) {
        return !is_round || event || !names_thing(tokens, end);
    }
    let verb = is_of(tokens, end, Class::Opener) && opens_sentence(tokens, at);
    let article = matches!(word_before(tokens, at), "a" | "an");
    let free = at.checked_sub(1).is_some_and(|at| tokens[at].is_word());
    verb || event && free || article && !is_round && names_thing(tokens, end)
}

/// "1900 to 2100 GMT" seen from its second number.
fn ends_clock(tokens: &[Token<'_>], at: usize) -> bool {
    at >= 2 && is_clock(tokens, at - 2) && tokens[at - 2].is_number()
}

/// "between 1800 and 2000 people".
fn counts_jointly(tokens: &[Token<'_>], at: usize) -> bool {
    matches!(word(tokens, at + 1), "and" | "to" | "or" | "-")
        && tokens.get(at + 2).is_some_and(Token::is_number)
        && counts(tokens, at + 3)
}

/// Whether a noun in lower case follows, which a count could be of.
fn names_thing(tokens: &[Token<'_>], at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| token.is_word() && !token.is_capitalised())
        && !is_of(tokens, at, Class::Link)
}

/// Whether a plural noun follows: "2000 bags".
fn plural_follows(tokens: &[Token<'_>], at: usize) -> bool {
    names_thing(tokens, at) && singular(word(tokens, at)) != word(tokens, at)
}

/// "in '94", "the '94 massacre".
fn year_in_short(tokens: &[Token<'_>], at: usize) -> Parsed {
    let apart = at == 0 || !glued(tokens, at - 1, at);
    if word(tokens, at) != "'" || !apart || !glued(tokens, at, at + 1) {
        return None;
    }
    let number = short_year(tokens, at + 1)
        .filter(|_| !glued(tokens, at + 1, at + 2) || !tokens[at + 2].is_word())?;
    let led = follows(tokens, at, Class::YearLead)
        || follows(tokens, at, Class::NounLead) && tokens[at - 1].is_word()
        || names_event(tokens, at + 2);
    led.then(|| (a_year(number), at + 2))
}
