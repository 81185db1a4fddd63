//! The pieces of a dateline, and the marks that end it.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::LONGEST;
use crate::dates;
use crate::organisations;
use crate::table::{cell, rows, table};
use crate::tokens::{Token, glued};

/// A part between commas and brackets: tokens `first..end`.
pub(super) struct Segment {
    first: usize,
    end: usize,
    pub(super) in_brackets: bool,
}

/// Words of `data/datelines.tsv` with their classes.
static WORDS: LazyLock<HashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    rows(table!("datelines.tsv"))
        .flat_map(|row| {
            cell(&row, 1)
                .split('|')
                .map(move |form| (cell(&row, 0), form))
        })
        .collect()
});

pub(super) fn inside<'a, 't>(tokens: &'a [Token<'t>], segment: &Segment) -> &'a [Token<'t>] {
    &tokens[segment.first..segment.end]
}

/// The words as the table writes them: "acan-efe", "ap photo".
fn joined(tokens: &[Token<'_>]) -> String {
    let mut words = String::new();
    for (at, token) in tokens.iter().enumerate() {
        if at > 0 && !glued(tokens, at - 1, at) {
            words.push(' ');
        }
        words.push_str(&token.folded);
    }
    words
}

pub(super) fn is_of(tokens: &[Token<'_>], class: &str) -> bool {
    tokens.len() <= 6 && WORDS.contains(&(class, joined(tokens).as_str()))
}

/// "Reuters", "ACAN-EFE".
pub(super) fn is_agency(tokens: &[Token<'_>]) -> bool {
    is_of(tokens, "agency")
}

/// "FACTBOX", "NATO", "Kurdistan Workers' Party": what stands before a dash and is no place.
pub(super) fn is_label(tokens: &[Token<'_>]) -> bool {
    is_of(tokens, "label") || is_organisation(tokens) && !is_of(tokens, "place")
}

fn is_organisation(tokens: &[Token<'_>]) -> bool {
    organisations::hits(tokens).any(|(first, end, _)| {
        let name = &tokens[first..end];
        name.len() == tokens.len() || first == 1 && end == tokens.len() && tokens[0].is("the")
    })
}

/// Towns whose papers write "PESHAWAR: Gunmen": elsewhere a label or a speaker stands there.
pub(super) fn goes_with_colon(place: &[Token<'_>]) -> bool {
    is_of(place, "colon_place")
}

/// The colon of "PESHAWAR:", "KARACHI, July 21:".
pub(super) fn colon(tokens: &[Token<'_>]) -> Option<usize> {
    let at = tokens.iter().position(|token| token.text == ":")?;
    let apart = at > 0 && glued(tokens, at - 1, at) && !glued(tokens, at, at + 1);
    (apart && at + 4 < tokens.len()).then_some(at)
}

/// The bar of "GARY | A dispute" and the first mark of "WATSONVILLE >> A man", where a sentence follows that holds no other.
pub(super) fn bar(tokens: &[Token<'_>]) -> Option<usize> {
    const SENTENCE: usize = 6;
    let is_bar = |token: &Token<'_>| matches!(token.text, "|" | ">" | "»");
    let at = tokens.iter().position(is_bar).filter(|&at| at > 0)?;
    let end = marks_end(tokens, at);
    let is_whole = tokens[at].text != ">" || end == at + 2;
    let rest = &tokens[end..];
    let is_sentence = rest.len() >= SENTENCE && rest[0].is_capitalised();
    (is_whole && is_sentence && !rest.iter().any(is_bar)).then_some(at)
}

/// Behind a run of one mark that begins at `at`.
pub(super) fn marks_end(tokens: &[Token<'_>], at: usize) -> usize {
    let run = tokens.iter().skip(at);
    let first = tokens.get(at).map(|token| token.text);
    at + run.take_while(|token| Some(token.text) == first).count()
}

/// The dash behind a date that stands between two: "Beirut, Lebanon – July 21, 2013 –".
pub(super) fn second_dash(tokens: &[Token<'_>], first: usize) -> Option<usize> {
    let rest = &tokens[first + 1..];
    let end = dash(rest).filter(|&end| end <= 8 && is_date(&rest[..end]))?;
    tokens[first]
        .text
        .starts_with(['–', '—'])
        .then_some(first + 1 + end)
}

/// A dateline on a line of its own needs no dash: "KABUL, Afghanistan (Jan. 10, 2011)".
pub(super) fn closing_bracket(tokens: &[Token<'_>]) -> Option<usize> {
    let is_short = tokens.len() < LONGEST && tokens.first()?.is_upper_case();
    (is_short && tokens.last()?.text == ")").then_some(tokens.len())
}

/// Whether a name in capitals stands out from the words behind it, as it cannot in a text all in capitals.
pub(super) fn is_set_apart(name: &[Token<'_>], rest: &[Token<'_>]) -> bool {
    let mut words = name
        .iter()
        .filter(|token| token.is_word() && token.is_capitalised());
    let in_capitals =
        words.clone().any(|token| token.text.len() > 1) && words.all(Token::is_upper_case);
    in_capitals
        && rest
            .iter()
            .any(|token| token.is_word() && !token.is_upper_case())
}

/// The dash that ends a dateline: long, or with space around it.
pub(super) fn dash(tokens: &[Token<'_>]) -> Option<usize> {
    (1..tokens.len()).find(|&at| {
        // "(EFE).-", "9 May 2024.-"
        let stop = tokens[at - 1].text == "."
            && at > 1
            && (tokens[at - 2].text == ")" || tokens[at - 2].is_number());
        let is_free = tokens[at - 1].end < tokens[at].start || tokens[at - 1].text == ")" || stop;
        let is_long = tokens[at].text != "-";
        tokens[at].text == "_"
            || tokens[at].is_dash()
                && (is_free || is_long && tokens.get(at + 1).is_none_or(|next| !next.is_number()))
    })
}

/// Whether the comma at `at` stands before the year of a date: "July 21, 2013", but not "KYIV, 2013-07-21".
fn before_year(tokens: &[Token<'_>], at: usize) -> bool {
    let year = tokens
        .get(at + 1)
        .is_some_and(|token| token.is_number() && token.text.len() == 4);
    year && !(glued(tokens, at + 1, at + 2) && tokens[at + 2].is_dash())
}

/// Splits at commas and brackets; `None` when the brackets do not close.
pub(super) fn segments(tokens: &[Token<'_>]) -> Option<Vec<Segment>> {
    let mut segments = Vec::new();
    let (mut first, mut in_brackets) = (0, false);
    for at in 0..=tokens.len() {
        let mark = tokens.get(at).map_or("end", |token| token.text);
        let slash =
            mark == "/" && !(at > 0 && glued(tokens, at - 1, at) && glued(tokens, at, at + 1));
        let ends = match mark {
            "end" if in_brackets => return None,
            "end" => true,
            "," if !in_brackets => !before_year(tokens, at),
            "(" | "[" | ")" | "]" => true,
            mark => slash || mark.starts_with(['–', '—']),
        };
        if !ends {
            continue;
        }
        // "(EFE).-"
        let is_stop = at == first + 1 && tokens[first].text == ".";
        if first < at && !is_stop {
            segments.push(Segment {
                first,
                end: at,
                in_brackets,
            });
        }
        in_brackets = match mark {
            "(" | "[" => true,
            ")" | "]" => false,
            // "/PRNewswire/"
            "/" if slash => !in_brackets,
            _ => in_brackets,
        };
        first = at + 1;
    }
    Some(segments)
}

pub(super) fn is_date(tokens: &[Token<'_>]) -> bool {
    // "le 21 juillet 2013", "el 5 de mayo"
    let article = tokens
        .first()
        .is_some_and(|first| matches!(first.text, "le" | "el"));
    let tokens = &tokens[usize::from(article)..];
    let mut found = dates::expressions(tokens);
    found.retain(|date| !date.is_name());
    found.first().is_some_and(|date| date.first_token == 0)
        && found.last().is_some_and(|date| {
            tokens[date.end_token..]
                .iter()
                .all(|token| !token.is_word())
        })
}

/// Capitalised words, with the small words of place names between them.
pub(super) fn is_place(tokens: &[Token<'_>]) -> bool {
    let fits = |token: &Token<'_>| {
        token.is_word() && token.is_capitalised()
            || token.is_dash()
            || matches!(token.text, "." | "'" | "’" | "/")
            || matches!(
                &*token.folded,
                "de" | "del"
                    | "la"
                    | "el"
                    | "al"
                    | "of"
                    | "and"
                    | "the"
                    | "da"
                    | "do"
                    | "sur"
                    | "es"
                    | "ash"
                    | "bin"
                    | "'s"
            )
    };
    tokens
        .first()
        .is_some_and(|token| token.is_word() && token.is_capitalised())
        && tokens.len() <= 9
        && tokens
            .windows(2)
            .all(|pair| pair[1].start - pair[0].end < 2)
        && tokens.iter().all(fits)
}
