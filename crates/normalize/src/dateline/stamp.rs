//! Dates that say when a text was posted, and not when anything in it happened.

use dateline_core::{Span, Text};

use super::parts;
use crate::tokens::{Token, tokens};

/// How many lines at the head of a text may bear its stamp.
const HEAD: usize = 6;
/// How many bytes to either side of a date are looked at.
const NEAR: usize = 240;

/// Whether a date says when the text or a message in it was posted: behind "Posted:" or "Last updated on", behind the handle of a
/// message, alone on a line at the head, before the first words of a paragraph there ("23 July 2013 Gunmen came"), or before the title.
///
/// `date` is the span of a [`crate::dates::FoundDate`] of `text`.
pub fn is_stamp(text: &Text, date: Span) -> bool {
    let bytes = text.bytes_of(date);
    let line = line_around(text, bytes.start, bytes.end);
    let tokens = tokens(text, line);
    let end = tokens
        .iter()
        .position(|token| token.start >= bytes.start)
        .unwrap_or(tokens.len());
    let next = tokens
        .iter()
        .position(|token| token.start >= bytes.end)
        .unwrap_or(tokens.len());
    let (before, after) = (&tokens[..end], &tokens[next.max(end)..]);
    let has_year = tokens[end..next.max(end)]
        .iter()
        .any(|token| token.is_number() && token.text.len() == 4);
    is_posted(before)
        || is_behind_handle(before)
        || leads_title(text, line, before, after)
        || has_year
            && is_at_head(text, line)
            && (is_alone(before, after) || opens_paragraph(before, after))
}

/// The line that holds the bytes `start..end`, without its ends; of a long one what is near them.
fn line_around(text: &Text, start: usize, end: usize) -> Span {
    let source = text.as_str();
    let breaks = ['\n', '\u{2028}', '\u{2029}'];
    let from = source.floor_char_boundary(start.saturating_sub(NEAR));
    let to = source.ceil_char_boundary(end.saturating_add(NEAR).min(source.len()));
    let first = source[from..start].rfind(breaks).map_or(from, |at| {
        let mark = from + at;
        mark + source[mark..].chars().next().map_or(1, char::len_utf8)
    });
    let last = source[end..to].find(breaks).map_or(to, |at| end + at);
    text.span_of_bytes(first..last)
}

fn is_at_head(text: &Text, line: Span) -> bool {
    let before = &text.as_str()[..text.bytes_of(line).start];
    let lines = before.lines().filter(|line| !line.trim().is_empty());
    lines.take(HEAD).count() < HEAD
}

/// "May 12: Forces search a compound": the date of a bulletin before its title, with the text below.
fn leads_title(text: &Text, line: Span, before: &[Token<'_>], after: &[Token<'_>]) -> bool {
    let bytes = text.bytes_of(line);
    let (above, below) = (&text.as_str()[..bytes.start], &text.as_str()[bytes.end..]);
    before.is_empty()
        && after.first().is_some_and(|next| next.text == ":")
        && above.trim().is_empty()
        && !below.trim().is_empty()
}

/// "Posted: ", "Last updated on ", "Date of publication ", with a time of day between.
fn is_posted(before: &[Token<'_>]) -> bool {
    let label_end = before
        .iter()
        .rposition(|token| !is_between(token))
        .map_or(0, |at| at + 1);
    let Some(label) = label_end.checked_sub(1) else {
        return false;
    };
    if !parts::is_of(&before[label..label_end], "posting") {
        return false;
    }
    let lead = before[..label]
        .iter()
        .rev()
        .take_while(|token| parts::is_of(std::slice::from_ref(*token), "posting_lead"))
        .count();
    let is_marked = before
        .get(label_end)
        .is_some_and(|token| matches!(token.text, ":" | "|"));
    is_marked || before[label - lead].is_capitalised()
}

/// What may stand between a label and its date, or beside a date that stands alone.
fn is_between(token: &Token<'_>) -> bool {
    token.is_number()
        || token.is_dash()
        || matches!(token.text, ":" | "|" | "," | "." | "(" | ")")
        || parts::is_of(std::slice::from_ref(token), "clock")
}

/// "Ana Ruiz (@anaruiz) April 23, 2016": a message that the page quotes.
fn is_behind_handle(before: &[Token<'_>]) -> bool {
    let bracket = before
        .iter()
        .rev()
        .take(6)
        .position(|token| token.text == "@");
    let closes = |token: &Token<'_>| token.text == ")" || !token.is_dash();
    bracket.is_some() && before.last().is_some_and(closes) && !has_verb_between(before)
}

/// Whether plain words in small letters part the handle from the date: "@anaruiz wrote on".
fn has_verb_between(before: &[Token<'_>]) -> bool {
    let words = before.iter().rev().take_while(|token| token.text != "@");
    let handle_and_more = words.filter(|token| token.is_word()).count();
    handle_and_more > 1
}

fn is_alone(before: &[Token<'_>], after: &[Token<'_>]) -> bool {
    before.iter().chain(after).all(is_between)
}

/// "23 July 2013 Gunmen came", "AFP Sunday 26 July 2015 A rocket": no comma, dash or colon leads from the day to the words.
fn opens_paragraph(before: &[Token<'_>], after: &[Token<'_>]) -> bool {
    let is_first = before.is_empty() || parts::is_agency(before);
    let leads = after.first().is_some_and(|next| {
        next.is_number()
            || next.text == "("
            || next.is_word() && (next.is_capitalised() || next.is("at"))
    });
    is_first && leads
}
