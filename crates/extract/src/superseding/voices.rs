//! Whether two sources are one for what replaces what: an office and its holder, a government and its spokesman, are.

use std::collections::HashMap;
use std::sync::LazyLock;

use dateline_core::{Source, SourceKind, Speaker, Text};
use dateline_normalize::nationalities;

use crate::table::rows;

/// What a word of `data/voices.tsv` is of a speaker.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A body that speaks through people.
    Body,
    /// Who speaks on behalf of a body.
    Holder,
}

static PARTS: LazyLock<HashMap<&'static str, Part>> = LazyLock::new(|| {
    let of = |row: Vec<&'static str>| {
        let part = match row[0] {
            "body" => Part::Body,
            "holder" => Part::Holder,
            other => unreachable!("data/voices.tsv has a kind {other}"),
        };
        row[1].split('|').map(move |word| (word, part))
    };
    rows(include_str!("../../../../data/voices.tsv"))
        .flat_map(of)
        .collect()
});

fn is_part(word: &str, part: Part) -> bool {
    PARTS.get(word) == Some(&part)
}

/// Whether two sources are one speaker.
pub(super) fn is_same(a: &Source, b: &Source) -> bool {
    let (a, b) = (a.speaker(), b.speaker());
    if a.span.is_some() && a.span == b.span {
        return true;
    }
    let (left, right) = (words(a), words(b));
    if a.kind == b.kind && is_short_form(&left, &right) {
        return true;
    }
    speaks_for(&left, &right)
        || speaks_for(&right, &left)
        || is_state_of(a, &left, b, &right)
        || is_state_of(b, &right, a, &left)
}

/// "Iraq" and "Iraq's interior ministry", "Israel" and "the Israeli army": a state speaks through its bodies.
fn is_state_of(state: &Speaker, name: &[String], body: &Speaker, words: &[String]) -> bool {
    let is_of_state = |speaker: &Speaker| {
        matches!(
            speaker.kind,
            SourceKind::Government | SourceKind::SecurityForces
        )
    };
    let nation = |speaker: &Speaker| {
        let text = Text::from(speaker.words.as_str());
        nationalities::find(&text, text.span())
            .first()
            .map(|&(_, code)| code)
    };
    let is_named = words.first() == name.first();
    name.len() == 1
        && words.len() > 1
        && is_of_state(body)
        && (is_named
            || is_of_state(state) && nation(state).is_some() && nation(state) == nation(body))
}

fn words(speaker: &Speaker) -> Vec<String> {
    speaker
        .words
        .split(|letter: char| !letter.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| {
            !["the", "a", "an", "s", "of", "its", "their", "", "told"].contains(&word.as_str())
        })
        .collect()
}

/// Equal words, or the last ones of the other: "the health ministry", "the ministry"; "Brigadier Khalid Karim", "Karim"; "the
/// interior ministry", "the minister".
fn is_short_form(left: &[String], right: &[String]) -> bool {
    let stems = |words: &[String]| words.iter().map(|word| stem(word).to_owned()).collect();
    let (left, right): (Vec<String>, Vec<String>) = (stems(left), stems(right));
    !left.is_empty() && !right.is_empty() && (left.ends_with(&right) || right.ends_with(&left))
}

/// "an earlier statement", "a previous report": a paper that names nobody is of whoever gives the new count beside it.
pub(super) fn is_earlier_paper(source: &Source) -> bool {
    let told = source.speaker().words.to_lowercase();
    let words: Vec<&str> = told.split_whitespace().collect();
    let is_former = words
        .iter()
        .take(2)
        .any(|word| matches!(*word, "earlier" | "previous" | "initial" | "first"));
    let is_paper = words.last().is_some_and(|word| {
        matches!(
            *word,
            "statement"
                | "report"
                | "count"
                | "bulletin"
                | "release"
                | "post"
                | "update"
                | "version"
                | "tally"
        )
    });
    is_former && is_paper
}

/// "his office", "its spokesman": who speaks for whoever spoke last.
pub(super) fn is_possessed(source: &Source) -> bool {
    let told = source.speaker().words.to_lowercase();
    let mut words = told.split_whitespace();
    let is_owned = words
        .next()
        .is_some_and(|word| ["his", "her", "its", "their"].contains(&word));
    is_owned && words.any(|word| is_part(word, Part::Body) || is_part(word, Part::Holder))
}

/// "the health ministry" and "Health Minister Sara Idris": every word of the body is told of the one who speaks for it.
fn speaks_for(body: &[String], holder: &[String]) -> bool {
    let is_body = body.last().is_some_and(|word| is_part(word, Part::Body));
    let is_holder = holder.iter().any(|word| is_part(word, Part::Holder));
    is_body
        && is_holder
        && body
            .iter()
            .all(|word| holder.iter().any(|other| stem(other) == stem(word)))
}

/// "ministry" and "minister" begin alike.
fn stem(word: &str) -> &str {
    if word.starts_with("minist") {
        "minist"
    } else {
        word
    }
}
