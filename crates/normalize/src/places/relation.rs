//! What the text says of a mention's position: "15 km north of Baghdad", "near Mosul", "northern Iraq".

use super::phrase::Reader;
use super::words::{self, WordKind};

/// The words, and whether the mention is only near the place it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) words: String,
    pub(super) near: bool,
}

const FILLERS: [&str; 22] = [
    "to",
    "the",
    "just",
    "about",
    "some",
    "km",
    "kms",
    "kilometre",
    "kilometres",
    "kilometer",
    "kilometers",
    "mile",
    "miles",
    "around",
    "approximately",
    "roughly",
    "few",
    "several",
    "a",
    "an",
    "far",
    "nearly",
];
const EDGES: [&str; 6] = [
    "outskirts",
    "edge",
    "edges",
    "suburbs",
    "outside",
    "vicinity",
];

/// The position that the words before the mention give it, or else those behind. `first..end` are its words, of which
/// `start` begins the name.
pub(super) fn position(
    reader: &Reader<'_, '_>,
    first: usize,
    start: usize,
    end: usize,
) -> Option<Position> {
    before(reader, start, end)
        .or_else(|| behind(reader, end))
        .or_else(|| {
            (start > first)
                .then(|| part(reader, first, start, end))
                .flatten()
        })
}

fn is_one_of(list: &[&str], word: &str) -> bool {
    list.iter().any(|item| item.eq_ignore_ascii_case(word))
}

fn is_direction(word: &str) -> bool {
    words::is(WordKind::Direction, word)
}

fn is_filler(word: &str) -> bool {
    is_one_of(&FILLERS, word) || word.starts_with(|c: char| c.is_ascii_digit())
}

fn before(reader: &Reader<'_, '_>, start: usize, end: usize) -> Option<Position> {
    let mut at = start;
    while at > 0
        && reader.get(at)?.is_joined()
        && is_one_of(
            &["the", "city", "town", "village"],
            reader.get(at - 1)?.text,
        )
        && at + 3 > start
    {
        at -= 1;
    }
    let previous = (at > 0 && reader.get(at)?.is_joined())
        .then(|| reader.get(at - 1))
        .flatten()?;
    if is_one_of(&["near", "outside"], previous.text) {
        return Some(Position {
            words: reader.slice(at - 1, end),
            near: true,
        });
    }
    if is_direction(previous.text) {
        return Some(Position {
            words: reader.slice(at - 1, end),
            near: false,
        });
    }
    let link = at.checked_sub(2).and_then(|at| reader.get(at))?;
    let linked = previous.is("of") && (is_direction(link.text) || is_one_of(&EDGES, link.text))
        || previous.is("from") && is_filler(link.text) && link.text.len() > 3;
    if !linked {
        return None;
    }
    let mut begin = at - 2;
    while begin > 0
        && reader.get(begin)?.is_joined()
        && is_filler(reader.get(begin - 1)?.text)
        && begin + 8 > at
    {
        begin -= 1;
    }
    let inside = begin > 0 && reader.get(begin - 1)?.is("in") && is_direction(link.text);
    Some(Position {
        words: reader.slice(if inside { begin - 1 } else { begin }, end),
        near: !inside,
    })
}

/// ", about 15 km (9 miles) to the north of the capital".
fn behind(reader: &Reader<'_, '_>, end: usize) -> Option<Position> {
    let mut at = end;
    while reader.get(at).is_some_and(|token| is_filler(token.text)) && at < end + 8 {
        at += 1;
    }
    let token = reader.get(at)?;
    let pointing = is_direction(token.text) && reader.get(at + 1)?.is("of")
        || token.is("on") && is_edge_of(reader, at + 1);
    let target = if is_one_of(&["near", "outside"], token.text) && at == end {
        at + 1
    } else if pointing {
        (at + 1..at + 5).find(|&of| reader.get(of).is_some_and(|token| token.is("of")))? + 1
    } else {
        return None;
    };
    let stop = target_end(reader, target)?;
    Some(Position {
        words: reader.slice(end, stop),
        near: false,
    })
}

fn is_edge_of(reader: &Reader<'_, '_>, at: usize) -> bool {
    (at..at + 3).any(|at| {
        reader
            .get(at)
            .is_some_and(|token| is_one_of(&EDGES, token.text))
            && reader.get(at + 1).is_some_and(|token| token.is("of"))
    })
}

fn target_end(reader: &Reader<'_, '_>, target: usize) -> Option<usize> {
    let token = reader.get(target)?;
    if token.is("the") && reader.get(target + 1)?.is("capital") {
        return Some(target + 2);
    }
    let start = if token.is("the") { target + 1 } else { target };
    let mut end = start;
    while end < start + 4
        && reader
            .get(end)
            .is_some_and(|token| token.is_capitalised() && (end == start || token.is_joined()))
    {
        end += 1;
    }
    (end > start).then_some(end)
}

/// The mention itself begins with a direction: "northern Iraq".
fn part(reader: &Reader<'_, '_>, first: usize, start: usize, end: usize) -> Option<Position> {
    let lead = (first..start).find(|&at| {
        reader.get(at).is_some_and(|token| {
            is_direction(token.text) || is_one_of(&EDGES, token.text) || token.is("near")
        })
    })?;
    let near = !is_direction(reader.get(lead)?.text);
    Some(Position {
        words: reader.slice(lead, end),
        near,
    })
}
