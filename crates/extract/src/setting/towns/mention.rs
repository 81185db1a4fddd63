//! How a mention of a town is worded, and where on the page it stands.

use dateline_core::{Document, Span};
use dateline_normalize::places;

use super::Naming;
use crate::setting::Located;
use crate::syntax::{Syntax, TokenId};

/// "police in Troy".
pub(super) fn is_of_police(syntax: &Syntax<'_>, place: &Located) -> bool {
    const POLICE: [&str; 6] = [
        "police",
        "officers",
        "authorities",
        "investigators",
        "detectives",
        "deputies",
    ];
    let start = syntax.tokens_in(place.span).start;
    start >= 2 && syntax.word(start - 1) == "in" && POLICE.contains(&syntax.word(start - 2))
}

pub(super) fn is_behind_preposition(syntax: &Syntax<'_>, place: &Located) -> bool {
    let start = syntax.tokens_in(place.span).start;
    start > 0 && ["in", "at", "near", "outside"].contains(&syntax.word(start - 1))
}

/// "A Troy man", "a Troy teenager".
pub(super) fn is_of_resident(syntax: &Syntax<'_>, place: &Located) -> bool {
    const PEOPLE: [&str; 14] = [
        "man",
        "woman",
        "men",
        "women",
        "resident",
        "residents",
        "teen",
        "teenager",
        "native",
        "couple",
        "boy",
        "girl",
        "mother",
        "father",
    ];
    let end = syntax.tokens_in(place.span).end;
    end < syntax.len() && PEOPLE.contains(&syntax.word(end))
}

/// "Troy, Mich.", "Troy, New York", "Troy, MI".
pub(in crate::setting) fn is_stated(document: &Document, place: &Located) -> bool {
    let Some(division) = &place.value.division else {
        return false;
    };
    let end = document.text.bytes_of(place.span).end;
    let within = places::fold(&place.value.words).contains(&places::fold(division));
    let Some(behind) = document.text.as_str()[end..].strip_prefix(", ") else {
        return within && place.value.words.contains(',');
    };
    let is_short = || {
        let word = behind
            .split([' ', ',', ')', '\n', '\u{2014}'])
            .next()
            .unwrap_or_default();
        let is_cut = word.ends_with('.') || word.len() == 2 && word.chars().all(char::is_uppercase);
        is_cut && word.len() <= 6 && word.chars().next() == division.chars().next()
    };
    behind.starts_with(division.as_str()) || is_short()
}

/// "northeast Troy", "downtown Troy", "Troy's west side".
pub(super) fn has_bearing(naming: &Naming<'_>, place: &Located) -> bool {
    const CENTRAL: [&str; 4] = ["downtown", "midtown", "uptown", "central"];
    let syntax = naming.syntax;
    let tokens = syntax.tokens_in(place.span);
    let is_bearing = |id: TokenId| {
        id < syntax.len()
            && (CENTRAL.contains(&syntax.word(id)) || places::is_no_name(syntax.word(id)))
    };
    let name = place
        .value
        .entry
        .as_ref()
        .map_or("", |entry| entry.name.as_str());
    let own = place.value.words.split(' ').next().unwrap_or_default();
    let is_led = tokens.start > 0 && is_bearing(tokens.start - 1)
        || tokens.len() > 1 && is_bearing(tokens.start) && !name.starts_with(own);
    let owns = tokens.end < syntax.len() && ["'s", "\u{2019}s"].contains(&syntax.word(tokens.end));
    is_led || owns && is_bearing(tokens.end + 1)
}

/// The title, and the masthead that stands behind it on web pages ("... - KXYZ Springfield").
pub(in crate::setting) fn headline(document: &Document) -> Option<(Span, Span)> {
    let text = document.text.as_str();
    let line = match document.title {
        Some(title) => document.text.slice(title),
        None => text
            .split("\n\n")
            .next()
            .filter(|line| line.len() < text.len())?,
    };
    if line.trim_end().ends_with('.') {
        return None;
    }
    let marks = [" - ", " | ", " \u{2013} "];
    let masthead = marks.iter().filter_map(|mark| line.find(mark)).min();
    let start = document
        .title
        .map_or(0, |title| document.text.bytes_of(title).start);
    let middle = start + masthead.unwrap_or(line.len());
    let span = |bytes| document.text.span_of_bytes(bytes);
    Some((span(start..middle), span(middle..start + line.len())))
}
