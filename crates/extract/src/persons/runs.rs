//! Runs of capitalised words that can be personal names.

use std::ops::Range;

use dateline_core::MentionKind;

use crate::syntax::TokenId;

use super::lexicon::{Hint, gives};
use super::page::Page;
use super::roles::Class;

/// Words in lower case that stand inside names.
const PARTICLES: [&str; 22] = [
    "al", "el", "as", "ash", "ad", "ar", "an", "bin", "ibn", "de", "la", "del", "van", "von",
    "der", "da", "dos", "ul", "ud", "abu", "ould", "ag",
];

/// Below this the encoder's mark makes no candidate by itself.
const SUSPECTED: f32 = 0.3;

/// A candidate: its tokens without titles, and whether a title stands right before it.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) tokens: Range<TokenId>,
    pub(super) title: Option<Class>,
}

/// All candidates of a document in order, without overlaps.
pub(super) fn find(page: &Page<'_>) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < page.syntax.len() {
        let end = if page.is_shouted(at) {
            end_of_shouted(page, at)
        } else {
            end_of_run(page, at)
        };
        if end > at {
            runs.extend(without_titles(page, at..end));
        }
        at = end.max(at + 1);
    }
    runs
}

/// Where the run that opens at a token ends; the token itself when none opens there.
fn end_of_run(page: &Page<'_>, first: TokenId) -> TokenId {
    let limit = page.sentence(first).end;
    let opening = if is_part(page, first) {
        Some(first + 1)
    } else {
        // "al-Assad" without a given name.
        Some(first + 2)
            .filter(|&capital| {
                capital < limit && is_article(page, first) && is_mark(page, first + 1)
            })
            .filter(|&capital| is_part(page, capital))
            .map(|capital| capital + 1)
    };
    let Some(mut end) = opening else { return first };
    while let Some(next) = next_part(page, end, limit) {
        end = next;
    }
    end
}

/// The end of the next part of a name: a capitalised word, alone or behind particles and marks.
fn next_part(page: &Page<'_>, from: TokenId, limit: TokenId) -> Option<TokenId> {
    const LONGEST_TIE: usize = 4;
    let mut at = from;
    while at < limit && at < from + LONGEST_TIE {
        if is_part(page, at) {
            return Some(at + 1);
        }
        // "Park Won-soon".
        if at > from
            && is_mark(page, at - 1)
            && page.syntax.upos(at) == "PROPN"
            && !page.is_never_name(at)
        {
            return Some(at + 1);
        }
        let is_tie = is_mark(page, at)
            || is_stop_of_initial(page, at)
            || PARTICLES.contains(&page.syntax.word(at));
        if !is_tie {
            return None;
        }
        at += 1;
    }
    None
}

fn is_article(page: &Page<'_>, id: TokenId) -> bool {
    matches!(
        page.syntax.word(id),
        "al" | "el" | "as" | "ash" | "ad" | "ar" | "an"
    )
}

/// A hyphen or apostrophe glued on both sides.
fn is_mark(page: &Page<'_>, id: TokenId) -> bool {
    let span = |id| page.syntax.span(id);
    matches!(page.syntax.word(id), "-" | "'" | "’" | "‘" | "‐" | "‑")
        && id > 0
        && id + 1 < page.syntax.len()
        && span(id - 1).end == span(id).start
        && span(id).end == span(id + 1).start
}

/// The full stop of "J." or "Brig.".
fn is_stop_of_initial(page: &Page<'_>, id: TokenId) -> bool {
    let before = id - 1;
    page.syntax.word(id) == "."
        && page.is_capital(before)
        && page.syntax.span(before).end == page.syntax.span(id).start
        && (page.syntax.span(before).len() == 1
            || page.roles.class_of_word(page.syntax.word(before)).is_some())
}

/// Whether a word can be part of a name or a title before it.
fn is_part(page: &Page<'_>, id: TokenId) -> bool {
    let word = page.syntax.word(id);
    let is_function = matches!(
        page.syntax.upos(id),
        "DET" | "PRON" | "AUX" | "CCONJ" | "SCONJ" | "NUM" | "PUNCT" | "ADP" | "VERB" | "ADV"
    ) && (gives(word, Hint::Common)
        || id == page.sentence(id).start
        || page.syntax.upos(id) == "PUNCT");
    let is_short_acronym = page.is_acronym(id)
        && page.syntax.span(id).len() > 1
        && page.roles.class_of_word(word).is_none()
        && (page.syntax.span(id).len() < 4
            || id == 0
            || !page.is_capital(id - 1)
            || page.is_acronym(id - 1));
    page.is_capital(id) && !is_function && !is_short_acronym && !page.is_never_name(id)
}

/// In upper case only the encoder's marks, and proper nouns behind a title, are names.
fn end_of_shouted(page: &Page<'_>, first: TokenId) -> TokenId {
    const LONGEST: usize = 5;
    let limit = page.sentence(first).end.min(first + LONGEST);
    let is_word = |id: TokenId| {
        page.syntax.upos(id) == "PROPN"
            && !page.is_never_name(id)
            && page.in_places(&(id..id + 1)) == 0
            || is_mark(page, id)
            || id > first && is_stop_of_initial(page, id)
    };
    let is_marked = |id: TokenId| page.marked(&(id..id + 1), &[MentionKind::Person]) > SUSPECTED;
    let is_title = |id: TokenId| page.roles.class_of_word(page.syntax.word(id)).is_some();
    let follows_title =
        first > page.sentence(first).start && is_title(first - 1) && !is_title(first);
    let opens = is_marked(first) || follows_title && is_word(first);
    if !opens {
        return first;
    }
    let mut end = first;
    while end < limit && (is_marked(end) || is_word(end) && follows_title) {
        end += 1;
    }
    while end > first && page.syntax.upos(end - 1) == "PUNCT" {
        end -= 1;
    }
    end
}

/// Past "Brig. Gen.", "Interior Minister", "Mr": where the name itself opens; none when nothing but titles stands there.
fn without_titles(page: &Page<'_>, run: Range<TokenId>) -> Option<Run> {
    let class = |id: TokenId| page.roles.class_of_word(page.syntax.word(id));
    // An occupation within a run may be a surname ("Baker"), an office is none.
    let is_office = |id: TokenId| match class(id) {
        Some(Class::Public) => true,
        Some(Class::Private) => id + 1 < run.end && !gives(page.syntax.word(id), Hint::Given),
        _ => false,
    };
    let last_office = run.clone().rfind(|&id| is_office(id));
    let mut start = last_office.map_or(run.start, |id| id + 1);
    while start < run.end
        && (class(start).is_some() || is_tie(page, start))
        && !is_lone_surname(page, &run, start)
    {
        start += 1;
    }
    if start == run.start && is_opening_word(page, start, &run) {
        start += 1;
    }
    while start < run.end && is_tie(page, start) && !is_article(page, start) {
        start += 1;
    }
    // A text may end on a title.
    if start >= run.end {
        return None;
    }
    let named = past_office(page, start..run.end);
    let office = office_before(page, start).filter(|_| named > start);
    start = named;
    let tokens = start..run.end;
    if tokens.is_empty() {
        return None;
    }
    let before = title_before(page, start);
    let title = office.or(before.and_then(class));
    Some(Run { tokens, title })
}

/// "Minister for the Middle East Tobias Ellwood", "Secretary of State Antony Blinken": past what an office is of, where a
/// name of two words remains.
fn past_office(page: &Page<'_>, run: Range<TokenId>) -> TokenId {
    let word = |id: TokenId| page.syntax.word(id);
    let is_of = |id: TokenId| gives(word(id), Hint::Body) || page.in_places(&(id..id + 1)) == 1;
    let mut start = run.start;
    while start < run.end && is_of(start) && !gives(word(start), Hint::Given) {
        start += 1;
    }
    let capitals = (start..run.end).filter(|&id| page.is_capital(id)).count();
    let opens = (run.start.saturating_sub(2)..run.start)
        .any(|id| matches!(word(id), "of" | "for") && page.sentence(id).contains(&run.start));
    if opens && capitals >= 2 {
        start
    } else {
        run.start
    }
}

/// The office that the words before a token tell of.
fn office_before(page: &Page<'_>, id: TokenId) -> Option<Class> {
    const NEAR: usize = 4;
    let from = id.saturating_sub(NEAR).max(page.sentence(id).start);
    let class = |id: TokenId| page.roles.class_of_word(page.syntax.word(id));
    (from..id)
        .rev()
        .filter_map(class)
        .find(|&class| class == Class::Public)
}

fn is_tie(page: &Page<'_>, id: TokenId) -> bool {
    !page.is_capital(id)
        && (page.syntax.upos(id) == "PUNCT"
            || matches!(
                page.syntax.word(id),
                "." | "-" | "'" | "’" | "of" | "for" | "the"
            ))
}

/// "Helen Cook": the last word of a run behind a word that is no title.
fn is_lone_surname(page: &Page<'_>, run: &Range<TokenId>, id: TokenId) -> bool {
    id + 1 == run.end
        && id > run.start
        && page.roles.class_of_word(page.syntax.word(id - 1)).is_none()
}

/// The first word of a sentence that is capitalised for standing there.
fn is_opening_word(page: &Page<'_>, id: TokenId, run: &Range<TokenId>) -> bool {
    let is_first = id == page.sentence(id).start
        || id > 0 && matches!(page.syntax.word(id - 1), "\"" | "“" | "‘" | ":");
    is_first
        && page.syntax.upos(id) != "PROPN"
        && !gives(page.syntax.word(id), Hint::Given)
        && page.marked(&(id..id + 1), &[MentionKind::Person]) < SUSPECTED
        && run.len() > 1
}

/// The word right before a name, past the full stop of an abbreviation.
fn title_before(page: &Page<'_>, start: TokenId) -> Option<TokenId> {
    let sentence = page.sentence(start);
    let mut before = start.checked_sub(1)?;
    if matches!(page.syntax.word(before), "." | "-") {
        before = before.checked_sub(1)?;
    }
    (before >= sentence.start).then_some(before)
}
