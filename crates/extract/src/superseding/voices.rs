//! Whether two sources are one for what replaces what: an office and its holder, a government and its spokesman, are.

use dateline_core::{Source, Speaker};

/// Words for a body that speaks through people.
const BODIES: [&str; 26] = [
    "ministry",
    "government",
    "police",
    "army",
    "military",
    "command",
    "coalition",
    "agency",
    "office",
    "directorate",
    "secretariat",
    "hospital",
    "movement",
    "organisation",
    "organization",
    "network",
    "union",
    "council",
    "federation",
    "department",
    "brigade",
    "charity",
    "group",
    "guard",
    "company",
    "clinic",
];

/// Words for who speaks on behalf of a body.
const HOLDERS: [&str; 12] = [
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "minister",
    "director",
    "commander",
    "chief",
    "head",
    "president",
    "coordinator",
    "secretary",
    "governor",
];

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
    speaks_for(&left, &right) || speaks_for(&right, &left)
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

/// Equal words, or the last ones of the other: "the health ministry", "the ministry"; "Brigadier Khalid Karim", "Karim".
fn is_short_form(left: &[String], right: &[String]) -> bool {
    !left.is_empty() && !right.is_empty() && (left.ends_with(right) || right.ends_with(left))
}

/// "the health ministry" and "Health Minister Sara Idris": every word of the body is told of the one who speaks for it.
fn speaks_for(body: &[String], holder: &[String]) -> bool {
    let is_body = body
        .last()
        .is_some_and(|word| BODIES.contains(&word.as_str()));
    let is_holder = holder.iter().any(|word| HOLDERS.contains(&word.as_str()));
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
