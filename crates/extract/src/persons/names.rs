//! Personal names in the text.

use std::collections::HashSet;
use std::ops::Range;

use dateline_core::{Document, Encoding, Span};

use crate::syntax::{Syntax, TokenId};

use super::page::Page;
use super::roles::{Class, Role, Roles};
use super::{evidence, runs};

/// A personal name, without title.
pub(crate) struct Name {
    pub(crate) span: Span,
    pub(crate) tokens: Range<TokenId>,
    /// Its words in lower case, particles and hyphens included.
    pub(crate) words: Vec<String>,
}

/// All personal names of a document in order; no organisations and no places.
pub(crate) fn find(
    document: &Document,
    syntax: &Syntax<'_>,
    encoding: &Encoding,
    roles: &Roles,
) -> Vec<Name> {
    let page = Page::new(document, syntax, encoding, roles);
    let candidates: Vec<Range<TokenId>> = runs::find(&page)
        .into_iter()
        .map(|run| run.tokens)
        .collect();
    let found = evidence::persons_among(&page, runs::find(&page));
    let mut tokens: Vec<Range<TokenId>> = found.into_iter().map(|run| run.tokens).collect();
    add_surnames(&page, candidates, &mut tokens);
    add_short_forms(&page, &mut tokens);
    tokens.sort_by_key(|run| run.start);
    tokens.into_iter().map(|run| name(syntax, run)).collect()
}

fn name(syntax: &Syntax<'_>, tokens: Range<TokenId>) -> Name {
    Name {
        span: syntax.span_of_tokens(tokens.clone()),
        words: tokens
            .clone()
            .map(|id| syntax.word(id).to_owned())
            .collect(),
        tokens,
    }
}

/// Candidates that are the last words of a name: "De Zoysa" beside "Louis De Zoysa".
fn add_surnames(page: &Page<'_>, candidates: Vec<Range<TokenId>>, names: &mut Vec<Range<TokenId>>) {
    let words = |run: &Range<TokenId>| -> Vec<&str> {
        run.clone().map(|id| page.syntax.word(id)).collect()
    };
    let full: Vec<Vec<&str>> = names.iter().map(words).collect();
    let is_surname = |run: &Range<TokenId>| {
        let words = words(run);
        words.len() > 1
            && page.in_places(run) == 0
            && full.iter().any(|name| name.ends_with(&words))
    };
    let new: Vec<Range<TokenId>> = candidates
        .into_iter()
        .filter(|run| {
            !names
                .iter()
                .any(|name| name.start < run.end && run.start < name.end)
        })
        .filter(is_surname)
        .collect();
    names.extend(new);
}

/// Later mentions by the first or the last word of a name of several.
fn add_short_forms(page: &Page<'_>, names: &mut Vec<Range<TokenId>>) {
    let syntax = page.syntax;
    let parts: HashSet<&str> = names
        .iter()
        .filter(|name| name.len() > 1)
        .flat_map(|name| [name.start, name.end - 1])
        .map(|id| syntax.word(id))
        .filter(|word| word.chars().count() > 2 && !matches!(*word, "jr." | "sr." | "iii"))
        .collect();
    let mut taken = vec![false; syntax.len()];
    for name in names.iter() {
        taken[name.clone()].fill(true);
    }
    let alone = (0..syntax.len()).filter(|&id| {
        page.is_capital(id)
            && !taken[id]
            && parts.contains(syntax.word(id))
            && stands_alone(page, id)
    });
    names.extend(alone.map(|id| id..id + 1));
}

/// Whether no other name follows or precedes: "Khan Yunis" is no mention of a Mr Khan.
fn stands_alone(page: &Page<'_>, id: TokenId) -> bool {
    let is_joined = |other: Option<TokenId>| {
        other.is_some_and(|other| {
            other < page.syntax.len()
                && page.is_capital(other)
                && page.syntax.upos(other) == "PROPN"
                && page.syntax.sentence_of(other) == page.syntax.sentence_of(id)
                && page.roles.class_of_word(page.syntax.word(other)).is_none()
        })
    };
    page.syntax.upos(id) == "PROPN"
        && !page.is_organisation(id)
        && page.in_places(&(id..id + 1)) == 0
        && !is_joined(Some(id + 1))
        && !is_joined(id.checked_sub(1))
        && !page.is_in_longer_place(id)
}

/// For each name the number of its person: names share one when the shorter one's words all stand in the longer, and
/// what is told of the one does not part it from the other ("General Ali Hassan", "his cousin Ali").
pub(crate) fn same_person(names: &[Name], roles: &[Vec<Role>]) -> Vec<usize> {
    let mut persons: Vec<usize> = (0..names.len()).collect();
    for at in 0..names.len() {
        let holds = |other: usize| {
            let (short, long) = if names[other].words.len() < names[at].words.len() {
                (other, at)
            } else {
                (at, other)
            };
            names[short]
                .words
                .iter()
                .all(|word| names[long].words.contains(word))
                && (names[short].words.len() == names[long].words.len()
                    || !parts(&roles[short], &roles[long]))
        };
        // The longest earlier name wins, then the nearest.
        let best = (0..at)
            .filter(|&other| holds(other))
            .max_by_key(|&other| (names[other].words.len(), other));
        if let Some(other) = best {
            persons[at] = persons[other];
        }
    }
    persons
}

/// Whether a short name bears a role of its own that is no office, and the long one an office.
fn parts(short: &[Role], long: &[Role]) -> bool {
    let is_public = |role: &Role| role.class == Class::Public;
    !short.is_empty() && !short.iter().any(is_public) && long.iter().any(is_public)
}
