//! Whether a run of capitalised words names a person: what speaks for it and against it, added up.

use std::collections::HashSet;

use dateline_core::MentionKind;

use crate::syntax::TokenId;

use super::lexicon::{Hint, gives};
use super::page::Page;
use super::roles::{self, Class};
use super::runs::Run;

/// Sum from which a run is taken for a person's name: a title alone, the encoder alone, or a given name with a surname.
const ENOUGH: f32 = 2.0;

/// Kinds of mention that are no person's.
const OTHER: [MentionKind; 4] = [
    MentionKind::Facility,
    MentionKind::Nationality,
    MentionKind::Organisation,
    MentionKind::Place,
];

/// The runs that name persons.
pub(super) fn persons_among(page: &Page<'_>, runs: Vec<Run>) -> Vec<Run> {
    let bodies: HashSet<&str> = runs
        .iter()
        .filter(|run| run.tokens.len() > 1 && run.title.is_none() && has_body_word(page, run))
        .flat_map(|run| run.tokens.clone())
        .map(|id| page.syntax.word(id))
        .chain(page.words_of_publishers())
        .collect();
    let is_of_body = |run: &Run| {
        run.tokens.len() == 1
            && run.title.is_none()
            && bodies.contains(page.syntax.word(run.tokens.start))
    };
    let is_letter = |run: &Run| page.syntax.span_of_tokens(run.tokens.clone()).len() == 1;
    runs.iter()
        .filter(|run| !is_letter(run) && !is_of_body(run) && score(page, run) >= ENOUGH)
        .cloned()
        .collect()
}

fn score(page: &Page<'_>, run: &Run) -> f32 {
    marks(page, run) + form(page, run) + beside(page, run) - elsewhere(page, run)
}

/// What the encoder says.
fn marks(page: &Page<'_>, run: &Run) -> f32 {
    const WEIGHT: f32 = 4.0;
    let person = page.marked(&run.tokens, &[MentionKind::Person]);
    let other = page.marked(&run.tokens, &OTHER);
    WEIGHT
        * if other > person {
            person - other
        } else {
            person
        }
}

/// What the words of the name say.
fn form(page: &Page<'_>, run: &Run) -> f32 {
    let capitals: Vec<TokenId> = run
        .tokens
        .clone()
        .filter(|&id| page.is_capital(id))
        .collect();
    let mut score = 0.0;
    if (2..=5).contains(&capitals.len()) && !page.is_shouted(run.tokens.start) {
        score += 1.0;
    }
    if capitals
        .iter()
        .any(|&id| gives(page.syntax.word(id), Hint::Given))
    {
        score += if capitals.len() > 1 { 1.5 } else { 0.5 };
    }
    if has_body_word(page, run) {
        score -= 3.0;
    }
    if capitals.len() == 1 {
        let (id, word) = (capitals[0], page.syntax.word(capitals[0]));
        let is_common = gives(word, Hint::Common) && !gives(word, Hint::Given);
        let is_no_name = page.syntax.upos(id) != "PROPN" || is_written_small(page, word);
        score -= if is_common || is_no_name { 2.0 } else { 0.0 };
    }
    score
}

/// "Rovers", "Post": a word of the run that closes the names of bodies and things; a given name may be such a word too.
fn has_body_word(page: &Page<'_>, run: &Run) -> bool {
    let next = run.tokens.end;
    let is_body = |id: TokenId| {
        gives(page.syntax.word(id), Hint::Body) && !gives(page.syntax.word(id), Hint::Given)
    };
    let is_followed = next < page.syntax.len()
        && page.syntax.sentence_of(next) == page.syntax.sentence_of(run.tokens.start)
        && matches!(page.syntax.upos(next), "NOUN" | "PROPN")
        && is_body(next);
    run.tokens
        .clone()
        .any(|id| page.is_capital(id) && is_body(id))
        || is_followed
}

/// Whether the document has the word in lower case too.
fn is_written_small(page: &Page<'_>, word: &str) -> bool {
    (0..page.syntax.len()).any(|id| page.syntax.word(id) == word && !page.is_capital(id))
}

/// `Ramiro "N", alias "the Fox"`: a second name, or what is one.
fn has_alias(page: &Page<'_>, run: &Run) -> bool {
    const ALIAS: [&str; 4] = ["alias", "aka", "nicknamed", "dubbed"];
    const LONGEST_BETWEEN: usize = 5;
    let sentence = page.sentence(run.tokens.start);
    let word = |id: TokenId| page.syntax.word(id);
    let is_between =
        |id: TokenId| page.syntax.upos(id) == "PUNCT" || page.syntax.span(id).len() == 1;
    let after = (run.tokens.end..sentence.end.min(run.tokens.end + LONGEST_BETWEEN))
        .find(|&id| !is_between(id));
    let before = (sentence.start..run.tokens.start).rfind(|&id| page.syntax.upos(id) != "PUNCT");
    let is_alias = |id: Option<TokenId>| id.is_some_and(|id| ALIAS.contains(&word(id)));
    is_alias(after) || is_alias(before)
}

/// What stands beside the name.
fn beside(page: &Page<'_>, run: &Run) -> f32 {
    let syntax = page.syntax;
    let sentence = page.sentence(run.tokens.start);
    let word = |id: Option<TokenId>| {
        id.filter(|id| sentence.contains(id))
            .map_or("", |id| syntax.word(id))
    };
    let (before, after) = (run.tokens.start.checked_sub(1), run.tokens.end);
    let mut score = 0.0;
    if run
        .title
        .is_some_and(|class| class != Class::SexualViolence)
    {
        score += 3.0;
    }
    if roles::apposes(syntax, page.roles, &run.tokens) {
        score += 2.0;
    }
    if has_alias(page, run) {
        score += 3.0;
    }
    if roles::leads(syntax, &run.tokens).is_some() {
        score += 1.5;
    }
    if roles::age_after(syntax, &run.tokens).is_some() {
        score += 3.0;
    }
    let mut verb = after;
    while sentence.contains(&verb) && matches!(syntax.upos(verb), "AUX" | "ADV") {
        verb += 1;
    }
    if gives(word(Some(verb)), Hint::Deed) || gives(word(before), Hint::Deed) {
        score += 1.0;
    }
    let modifies =
        sentence.contains(&after) && syntax.upos(after) == "NOUN" && !page.is_capital(after);
    if run.title.is_none() && matches!(word(before), "the" | "a" | "an") {
        score -= if modifies { 4.0 } else { 2.0 };
    }
    if matches!(
        word(before),
        "in" | "at" | "near" | "from" | "outside" | "around"
    ) {
        score -= 1.0;
    }
    score
}

/// What says that the name is a place's.
fn elsewhere(page: &Page<'_>, run: &Run) -> f32 {
    let inside = page.in_places(&run.tokens);
    if inside == run.tokens.len() {
        3.0
    } else if inside > 0 || is_bare_place_name(page, run) {
        1.0
    } else {
        0.0
    }
}

/// Whether a single word without title is the name of some place, however small.
fn is_bare_place_name(page: &Page<'_>, run: &Run) -> bool {
    run.tokens.len() == 1 && run.title.is_none() && page.is_place_name(&run.tokens)
}
