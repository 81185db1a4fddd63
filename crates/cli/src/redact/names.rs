//! Names in texts and claims, and one pattern that finds them all.

use std::sync::LazyLock;

use dateline_core::value::Value;
use dateline_core::{ClaimRecord, Redaction, Source};
use regex::Regex;

use super::Names;
use super::roles::{actor_role, person_role, speaker_redaction, speaker_role};

/// A name that is not to be shown, and what is shown in its place.
pub(super) struct Hidden {
    pub(super) name: String,
    pub(super) role: String,
}

pub(super) fn role_or_person(role: &str) -> String {
    let role = role.trim();
    if role.is_empty() { "a person" } else { role }.replace('_', " ")
}

/// Words of a name that can stand for the whole: no initials, no particles.
pub(super) fn tokens(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| c.is_whitespace() || c == '-')
        .map(|token| token.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|token| token.chars().count() >= 3 && token.starts_with(char::is_uppercase))
}

/// One pattern for all hidden names: the whole name in any case, and its first and last word as they are or in capitals.
pub(super) fn pattern(hidden: &[Hidden], public: &[String]) -> Option<(Regex, Vec<String>)> {
    let mut alternatives: Vec<(String, String, usize)> = Vec::new();
    for Hidden { name, role } in hidden {
        let words: Vec<String> = name.split_whitespace().map(regex::escape).collect();
        if words.len() > 1 {
            let joined = words.join(r"[\s\-_]+");
            alternatives.push((format!(r"(?i:\b{joined}\b)"), role.clone(), name.len()));
        }
        let single: Vec<&str> = tokens(name).collect();
        for token in single.first().into_iter().chain(single.last()) {
            if words.len() > 1 && public.iter().any(|word| word == token) {
                continue;
            }
            let (as_is, capitals) = (regex::escape(token), regex::escape(&token.to_uppercase()));
            alternatives.push((
                format!(r"\b(?:{as_is}|{capitals})\b"),
                role.clone(),
                token.len(),
            ));
        }
    }
    alternatives.sort_by_key(|(_, _, length)| std::cmp::Reverse(*length));
    alternatives.dedup_by(|a, b| a.0 == b.0);
    let source: Vec<String> = alternatives
        .iter()
        .map(|(one, ..)| format!("({one})"))
        .collect();
    let regex = (!source.is_empty())
        .then(|| Regex::new(&source.join("|")).ok())
        .flatten()?;
    Some((
        regex,
        alternatives.into_iter().map(|(_, role, _)| role).collect(),
    ))
}

/// Names that claims mark as private; the document's own list of persons may lack them.
pub(super) fn names_in_claim(record: &ClaimRecord, names: Names) -> Vec<Hidden> {
    let mut hidden = Vec::new();
    let actor = match &record.claim.value {
        Some(
            Value::Perpetrator(actor)
            | Value::SideA(actor)
            | Value::SideB(actor)
            | Value::Territory(actor),
        ) => Some(actor),
        Some(Value::Responsibility(responsibility)) => Some(&responsibility.actor),
        _ => None,
    };
    if let Some(actor) = actor.filter(|actor| actor.private && names.hide(Redaction::Private)) {
        hidden.extend(names_in_phrase(&actor.mention, &actor_role(actor.kind)));
    }
    if let Some(Value::Victim(people)) = &record.claim.value
        && people.private
        && names.hide(Redaction::Private)
    {
        hidden.extend(names_in_phrase(&people.mention, &person_role(people.kind)));
    }
    hidden.extend(names_in_source(&record.claim.source, names));
    hidden
}

/// Names of private speakers.
pub(super) fn names_in_source(source: &Source, names: Names) -> Vec<Hidden> {
    let mut hidden = Vec::new();
    for speaker in &source.chain {
        if let Some(name) = speaker
            .name
            .as_ref()
            .filter(|_| speaker.private && names.hide(speaker_redaction(speaker.kind)))
        {
            let role = speaker
                .role
                .clone()
                .unwrap_or_else(|| speaker_role(speaker.kind));
            hidden.push(Hidden {
                name: name.clone(),
                role,
            });
        }
    }
    hidden
}

/// Runs of capitalised words: "shopkeeper Ahmed Hassan, 34" holds "Ahmed Hassan".
fn names_in_phrase(phrase: &str, role: &str) -> Vec<Hidden> {
    static RUN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\p{Lu}[\p{L}'’\-]+(?:\s+(?:\p{Lu}[\p{L}'’\-]+|al|bin|de|van))*")
            .expect("a constant pattern")
    });
    RUN.find_iter(phrase)
        .map(|run| run.as_str())
        .filter(|run| run.contains(' ') || *run == phrase)
        .map(|run| Hidden {
            name: run.to_owned(),
            role: role.to_owned(),
        })
        .collect()
}
