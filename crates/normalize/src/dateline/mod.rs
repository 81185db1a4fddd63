//! The line that says where and when a dispatch was filed: "BAGHDAD, 5 May (Reuters) -".

use dateline_core::{Span, Text};
use jiff::civil::Date;

use crate::dates::{self, DateContext};
use crate::nationalities;
use crate::tokens::{Token, tokens_of};

mod parts;
mod stamp;

use parts::Segment;
pub use stamp::is_stamp;

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
            let mut tokens = tokens_of(line.get(at..)?, start + at);
            tokens.truncate(LONGEST);
            alone(text, &tokens, start + line.len()).or_else(|| in_line(text, &tokens))
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

/// "DENVER -", with the report on a line below, which begins behind the byte `below`.
fn alone(text: &Text, tokens: &[Token<'_>], below: usize) -> Option<Dateline> {
    let end = tokens
        .len()
        .checked_sub(1)
        .filter(|&end| tokens[end].is_dash())?;
    let rest = text.as_str()[below..].trim_start();
    let line = rest.lines().next()?;
    let mut all = tokens.to_vec();
    all.extend(tokens_of(line, text.as_str().len() - rest.len()));
    all.truncate(tokens.len() + LONGEST);
    read(text, &all, end, End::Dash)
}

fn in_line(text: &Text, tokens: &[Token<'_>]) -> Option<Dateline> {
    if tokens.first().is_some_and(|first| first.text == "(") {
        return behind_agency(text, tokens).or_else(|| in_brackets(text, tokens));
    }
    if let Some(end) = parts::dash(tokens) {
        return read(
            text,
            tokens,
            parts::second_dash(tokens, end).unwrap_or(end),
            End::Dash,
        );
    }
    parts::colon(tokens)
        .and_then(|end| read(text, tokens, end, End::Colon))
        .or_else(|| read(text, tokens, parts::bar(tokens)?, End::Bar))
        .or_else(|| read(text, tokens, parts::closing_bracket(tokens)?, End::Line))
}

/// What ends a dateline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Dash,
    Colon,
    Bar,
    Line,
}

/// Words of a place before a bar: longer ones are the names of sections and authors.
const MOST_BEFORE_BAR: usize = 3;

/// "(ANSA) - Rome, July 21 -".
fn behind_agency(text: &Text, tokens: &[Token<'_>]) -> Option<Dateline> {
    let close = tokens.iter().position(|token| token.text == ")")?;
    let rest = tokens
        .get(close + 2..)
        .filter(|_| tokens[close + 1].is_dash())?;
    if !parts::is_agency(&tokens[1..close]) {
        return None;
    }
    let mut found = read(text, rest, parts::dash(rest)?, End::Dash)?;
    found.date_words?;
    found.agency = found.agency.or(Some(span(text, &tokens[1..close])));
    Some(found)
}

/// "(Beirut) –", "(New York, July 21, 2013) –": as rights groups write it.
fn in_brackets(text: &Text, tokens: &[Token<'_>]) -> Option<Dateline> {
    let close = tokens.iter().position(|token| token.text == ")")?;
    let end = close + 1;
    let inside = tokens.get(1..close).filter(|inside| !inside.is_empty())?;
    if !tokens.get(end).is_some_and(Token::is_dash) || parts::is_agency(inside) {
        return None;
    }
    let segments = parts::segments(inside)?;
    let found = filled(text, inside, &segments)?;
    let place = parts::inside(inside, segments.first()?);
    // Agencies and notes stand in such brackets too, mostly in capitals.
    let is_name = !place
        .iter()
        .any(|token| token.is_upper_case() && token.text.len() > 1);
    (found.date_words.is_some() || is_name && place.len() <= 2).then(|| Dateline {
        span: span(text, &tokens[..=end]),
        ..found
    })
}

fn span(text: &Text, tokens: &[Token<'_>]) -> Span {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => text.span_of_bytes(first.start..last.end),
        _ => Span::new(0, 0),
    }
}

/// The dateline of the tokens before `end`, if they are one.
fn read(text: &Text, tokens: &[Token<'_>], end: usize, kind: End) -> Option<Dateline> {
    let segments = parts::segments(&tokens[..end])?;
    let found = filled(text, tokens, &segments)?;
    let at = segments
        .iter()
        .position(|segment| span(text, parts::inside(tokens, segment)) == found.place)?;
    let place = parts::inside(tokens, &segments[at]);
    let capitals = parts::is_set_apart(place, &tokens[end..]);
    let in_brackets = |what: fn(&[Token<'_>]) -> bool| {
        segments
            .iter()
            .any(|segment| segment.in_brackets && what(parts::inside(tokens, segment)))
    };
    let known = in_brackets(parts::is_agency);
    // "Ann Smith (Labour) - a former minister": no report starts with a small letter.
    let opens = tokens
        .get(end + 1)
        .is_none_or(|next| !next.is_word() || next.is_capitalised());
    let dated = found.date_words.is_some();
    let stands = match kind {
        End::Dash => {
            capitals && place.len() <= 8 || dated || known || opens && in_brackets(|_| true)
        }
        End::Colon => known || capitals && (dated || parts::goes_with_colon(place)),
        End::Bar => capitals && place.len() <= MOST_BEFORE_BAR,
        End::Line => dated && at == 0 && place.len() == 1,
    };
    stands.then(|| Dateline {
        span: span(text, &tokens[..parts::marks_end(tokens, end)]),
        ..found
    })
}

/// Place, region, date and agency, as the segments tell them.
fn filled(text: &Text, tokens: &[Token<'_>], segments: &[Segment]) -> Option<Dateline> {
    let mut place = None;
    let (mut region, mut date_words, mut date, mut agency) = (None, None, None, None);
    for segment in segments {
        let part = parts::inside(tokens, segment);
        let words = span(text, part);
        if parts::is_date(part) {
            date_words = Some(words);
            date = dates::find(text, words, &DateContext::default())
                .first()
                .and_then(|date| date.value.earliest);
        } else if place.is_none() {
            let is_name = !segment.in_brackets && parts::is_place(part) && !parts::is_label(part);
            place = Some(words).filter(|_| is_name);
            place?;
        } else if segment.in_brackets && !nationalities::is_country(part) {
            agency = Some(words);
        } else if parts::is_place(part) {
            region = region.or(Some(words));
        } else {
            return None;
        }
    }
    Some(Dateline {
        span: place?,
        place: place?,
        region,
        date_words,
        date,
        agency,
    })
}
