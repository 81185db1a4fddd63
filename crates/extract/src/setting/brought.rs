//! Where the harmed or the seized were brought, which is not where it happened.

use super::is_act_noun;
use crate::syntax::{Syntax, TokenId};

/// What people did to others whom they brought somewhere.
const BRINGING: [&str; 16] = [
    "driven",
    "taken",
    "rushed",
    "flown",
    "brought",
    "carried",
    "evacuated",
    "airlifted",
    "transferred",
    "transported",
    "referred",
    "ferried",
    "admitted",
    "moved",
    "shifted",
    "hospitalized",
];

/// What is told of people who come to a hospital or are in one by now: "someone took her to", "showed up at", "was pronounced dead at",
/// "in critical condition at".
const REACHING: [&str; 21] = [
    "took",
    "went",
    "drove",
    "walked",
    "ran",
    "sent",
    "headed",
    "showed",
    "arrived",
    "turned",
    "pronounced",
    "declared",
    "treated",
    "recovering",
    "recuperating",
    "listed",
    "stabilized",
    "died",
    "dies",
    "condition",
    "surgery",
];

/// "were driven to Quetta", "someone took her to Trinity Hospital", "showed up at Mercy Hospital in Troy"; not "the shooting at
/// Mercy Hospital".
pub(super) fn is_destination(syntax: &Syntax<'_>, token: TokenId) -> bool {
    let is_bringing = |verb: TokenId| BRINGING.contains(&syntax.word(verb));
    syntax.case_of(token) == Some("to") && syntax.head(token).is_some_and(is_bringing)
        || hospital(syntax, token).is_some_and(|ward| is_reached(syntax, ward))
}

/// The hospital that a name is part of or that lies in what it names, by words rather than by the tree, which parts long names
/// ("Little Company of Mary Hospital in Troy"): the preposition before its name.
fn hospital(syntax: &Syntax<'_>, token: TokenId) -> Option<TokenId> {
    const LONGEST: usize = 9;
    let sentence = syntax.sentence_tokens(syntax.sentence_of(token));
    let is_name = |&id: &TokenId| {
        ["PROPN", "NOUN", "ADJ"].contains(&syntax.upos(id)) || syntax.word(id) == "&"
    };
    // The name's own last word, behind "Trinity".
    let last = (token + 1..sentence.end)
        .take_while(is_name)
        .find(|&id| is_hospital(syntax, id))
        .unwrap_or(token);
    let first = last.saturating_sub(LONGEST).max(sentence.start);
    let is_within = |id: &TokenId| {
        is_name(id) || ["in", "of", "the", "a", "an", "'s"].contains(&syntax.word(*id))
    };
    let ward = (first..=last)
        .rev()
        .take_while(is_within)
        .find(|&id| is_hospital(syntax, id))?;
    let is_before = |id: &TokenId| ["to", "at", "in", "into", "from"].contains(&syntax.word(*id));
    (first..ward).rev().find(is_before)
}

/// Whether a word is the last one of what people call a hospital: "Berg Medical Center", "the emergency room".
pub(crate) fn is_hospital(syntax: &Syntax<'_>, id: TokenId) -> bool {
    let is_behind = |words: &[&str]| id > 0 && words.contains(&syntax.word(id - 1));
    match syntax.word(id) {
        "hospital" | "hospitals" | "infirmary" | "clinic" => true,
        "center" | "centre" | "centers" => is_behind(&["medical", "trauma"]),
        "room" => is_behind(&["emergency"]),
        _ => false,
    }
}

/// Whether somebody came to the hospital behind a preposition, rather than that something happened there ("died in the attack at").
fn is_reached(syntax: &Syntax<'_>, preposition: TokenId) -> bool {
    const REACH: usize = 5;
    let start = syntax
        .sentence_tokens(syntax.sentence_of(preposition))
        .start;
    let before = preposition.saturating_sub(REACH).max(start)..preposition;
    let mut words = before
        .rev()
        .map(|id| syntax.word(id))
        .take_while(|word| !is_act_noun(word));
    words.any(|word| BRINGING.contains(&word) || REACHING.contains(&word))
}
