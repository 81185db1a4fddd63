//! The line that says where and when a dispatch was filed: "BAGHDAD, 5 May (Reuters) -".

use dateline_core::{Span, Text};
use jiff::civil::Date;

use crate::dates::{self, DateContext};
use crate::nationalities;
use crate::tokens::{Token, tokens_of};

/// A dispatch's dateline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, with the dash.
    pub span: Span,
    /// The place alone: "KABUL".
    pub place: Span,
    /// What follows the place: "Afghanistan".
    pub region: Option<Span>,
    /// The words for the day, if any.
    pub date_words: Option<Span>,
    /// The day, where the words give its year too; [`dates::find`] resolves the others.
    pub date: Option<Date>,
    /// The agency: "Reuters".
    pub agency: Option<Span>,
}

/// Longest dateline, in tokens.
const LONGEST: usize = 32;
/// How many lines may stand before it: title, author, agency.
const LINES_BEFORE: usize = 6;

/// The dateline at the start of the text, or of one of its first paragraphs behind the title.
pub fn find(text: &Text) -> Option<Dateline> {
    let source = text.as_str();
    let mut start = 0;
    let mut lines = 0;
    for line in source.split(['\n', '\u{2028}', '\u{2029}']) {
        // Text taken from a laid-out page parts its blocks by wide gaps.
        let blocks = std::iter::once(0).chain(line.match_indices("  ").map(|(at, _)| at));
        let found = blocks.take(BLOCKS).find_map(|at| {
            let tokens = tokens_of(line.get(at..)?, start + at);
            in_line(text, &tokens[..tokens.len().min(LONGEST)])
        });
        lines += usize::from(!line.trim().is_empty());
        if found.is_some() || lines > LINES_BEFORE {
            return found;
        }
        let end = start + line.len();
        start = end + source[end..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

/// How many wide gaps of a line may stand before it.
const BLOCKS: usize = 12;

/// A part between commas and brackets: tokens `first..end`.
struct Segment {
    first: usize,
    end: usize,
    in_brackets: bool,
}

fn in_line(text: &Text, tokens: &[Token<'_>]) -> Option<Dateline> {
    let dash = dash(tokens);
    let end = dash.or_else(|| closing_bracket(tokens))?;
    let segments = segments(&tokens[..end])?;
    let span =
        |first: usize, end: usize| text.span_of_bytes(tokens[first].start..tokens[end - 1].end);
    let place = segments
        .first()
        .filter(|first| !first.in_brackets && is_place(&tokens[first.first..first.end]))?;
    let mut found = Dateline {
        span: span(place.first, tokens.len().min(end + 1)),
        place: span(place.first, place.end),
        region: None,
        date_words: None,
        date: None,
        agency: None,
    };
    for segment in &segments[1..] {
        let part = &tokens[segment.first..segment.end];
        if is_date(part) {
            let words = span(segment.first, segment.end);
            found.date_words = Some(words);
            found.date = dates::find(text, words, &DateContext::default())
                .first()
                .and_then(|date| date.value.earliest);
        } else if segment.in_brackets && !nationalities::is_country(part) {
            found.agency = Some(span(segment.first, segment.end));
        } else if is_place(part) {
            found.region = found.region.or(Some(span(segment.first, segment.end)));
        } else {
            return None;
        }
    }
    let capitals = is_set_apart(&tokens[place.first..place.end], &tokens[end..]);
    let says_more =
        found.date_words.is_some() || segments.iter().any(|segment| segment.in_brackets);
    (capitals && place.end - place.first <= 8 || says_more)
        .then_some(found)
        .filter(|found| dash.is_some() || found.date_words.is_some() && place.end == 1)
}

/// A dateline on a line of its own needs no dash: "KABUL, Afghanistan (Jan. 10, 2011)".
fn closing_bracket(tokens: &[Token<'_>]) -> Option<usize> {
    let is_short = tokens.len() < LONGEST && tokens.first()?.is_upper_case();
    (is_short && tokens.last()?.text == ")").then_some(tokens.len())
}

/// Whether a name in capitals stands out from the words behind it, as it cannot in a text all in capitals.
fn is_set_apart(name: &[Token<'_>], rest: &[Token<'_>]) -> bool {
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
fn dash(tokens: &[Token<'_>]) -> Option<usize> {
    (1..tokens.len()).find(|&at| {
        let is_free = tokens[at - 1].end < tokens[at].start || tokens[at - 1].text == ")";
        let is_long = tokens[at].text != "-";
        tokens[at].text == "_"
            || tokens[at].is_dash()
                && (is_free || is_long && tokens.get(at + 1).is_none_or(|next| !next.is_number()))
    })
}

/// Splits at commas and brackets; `None` when the brackets do not close.
fn segments(tokens: &[Token<'_>]) -> Option<Vec<Segment>> {
    let mut segments = Vec::new();
    let (mut first, mut in_brackets) = (0, false);
    for at in 0..=tokens.len() {
        let mark = tokens.get(at).map_or("end", |token| token.text);
        let is_year = !in_brackets
            && mark == ","
            && tokens
                .get(at + 1)
                .is_some_and(|token| token.is_number() && token.text.len() == 4);
        let ends = match mark {
            "end" if in_brackets => return None,
            "end" => true,
            "," | "/" if !in_brackets => !is_year,
            "(" | "[" | ")" | "]" => true,
            _ => false,
        };
        if !ends {
            continue;
        }
        if first < at {
            segments.push(Segment {
                first,
                end: at,
                in_brackets,
            });
        }
        in_brackets = match mark {
            "(" | "[" => true,
            ")" | "]" => false,
            _ => in_brackets,
        };
        first = at + 1;
    }
    Some(segments)
}

fn is_date(tokens: &[Token<'_>]) -> bool {
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
fn is_place(tokens: &[Token<'_>]) -> bool {
    let fits = |token: &Token<'_>| {
        token.is_word() && token.is_capitalised()
            || token.is_dash()
            || matches!(token.text, "." | "'" | "’")
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
