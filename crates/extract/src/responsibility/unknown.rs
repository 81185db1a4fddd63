//! What is said to be open: "no one has claimed it", "it is not clear who", "could not say by whom".

use dateline_core::Stance;

use super::links::Linker;
use super::words;
use crate::drafts::Reading;
use crate::events::{is_negated, is_negated_noun, subject_of};
use crate::syntax::{Syntax, TokenId};

/// How many heads above a question word its verb of knowing is looked for.
const HOW_HIGH: usize = 4;

/// Claims that who did it is said to be unknown.
pub(super) fn claim_unknown(linker: &mut Linker<'_, '_>, token: TokenId) {
    let reading = linker.reading;
    let found = unknown_who(reading, token).or_else(|| no_claim(reading, token));
    let Some(word) = found else { return };
    let Some(incident) = linker.incident_of(word) else {
        return;
    };
    let syntax = reading.syntax;
    let sentence = syntax.sentence_of(word);
    let is_told = linker
        .earlier(syntax.sentence_tokens(sentence).end)
        .iter()
        .any(|claim| {
            claim.stance == Stance::Questions
                && syntax.sentence_of(linker.statements.token_of(claim.number)) == sentence
        });
    if !is_told {
        linker.question(incident, word);
    }
}

/// "it is not clear who fired", "nobody has said who planted them", "do not know by whom".
fn unknown_who(reading: &Reading<'_>, token: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    let is_who = match syntax.word(token) {
        "who" | "whom" | "whose" => !is_relative(syntax, token),
        _ => false,
    };
    if !is_who {
        return None;
    }
    let asks = syntax
        .ancestors(token)
        .take(HOW_HIGH + 1)
        .find(|&id| is_open(syntax, id))?;
    is_about_act(reading, token).then_some(if asks == token { token } else { asks })
}

/// "the men who fled": a pronoun that stands for the noun before it.
fn is_relative(syntax: &Syntax<'_>, token: TokenId) -> bool {
    syntax
        .ancestors(token)
        .skip(1)
        .take(2)
        .any(|id| syntax.deprel(id) == "acl:relcl")
}

/// A verb of knowing under negation, or "unclear".
fn is_open(syntax: &Syntax<'_>, id: TokenId) -> bool {
    let is_nobody = || {
        subject_of(syntax, id).is_some_and(|subject| {
            is_negated_noun(syntax, subject) || words::is(syntax, subject, "none")
        })
    };
    let object_is_no = || {
        syntax
            .children_by(id, &["obj"])
            .any(|object| is_negated_noun(syntax, object))
    };
    words::is(syntax, id, "open")
        || (words::is(syntax, id, "know")
            && (is_negated(syntax, id) || is_nobody() || object_is_no()))
}

/// Whether the question is who did it: an act, or what makes one answer for it, in its clause, or nothing but "by whom".
fn is_about_act(reading: &Reading<'_>, token: TokenId) -> bool {
    let syntax = reading.syntax;
    let head = syntax.head(token);
    let clause = head.map_or(token..token + 1, |head| syntax.subtree(head));
    let mut told = reading.events.iter();
    syntax.case_of(token) == Some("by")
        || words::first(syntax, clause.clone(), "act").is_some()
        || words::first(syntax, clause.clone(), "answers").is_some()
        || words::first(syntax, clause.clone(), "means").is_some()
        || clause.clone().any(|id| syntax.word(id) == "behind")
        || told.any(|event| clause.contains(&event.trigger.token))
}

/// "no claim came for two days", "there has been no claim of responsibility".
fn no_claim(reading: &Reading<'_>, token: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    let is_claim = matches!(syntax.word(token), "claim" | "claims") && syntax.upos(token) == "NOUN";
    let has_clause = syntax
        .children_by(token, &["acl", "ccomp", "acl:relcl"])
        .next()
        .is_some();
    (is_claim && is_negated_noun(syntax, token) && !has_clause).then_some(token)
}
