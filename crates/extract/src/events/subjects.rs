//! Whose act a verb tells of.

use crate::syntax::{Syntax, TokenId};

/// The subject of a verb, through coordination, raising and participles.
pub(crate) fn subject_of(syntax: &Syntax<'_>, verb: TokenId) -> Option<TokenId> {
    let own = |id| {
        syntax
            .children_by(id, &["nsubj", "nsubj:pass", "csubj"])
            .next()
    };
    let mut at = verb;
    for _ in 0..4 {
        if let Some(subject) = own(at) {
            return Some(relative_antecedent(syntax, at, subject));
        }
        match (syntax.deprel(at), syntax.head(at)) {
            ("acl" | "acl:relcl", Some(head)) if syntax.word(at).ends_with("ing") => {
                return Some(head);
            }
            ("xcomp", Some(head)) if found_object(syntax, head, at).is_some() => {
                return found_object(syntax, head, at);
            }
            ("conj" | "xcomp" | "advcl" | "parataxis", Some(head)) => {
                if let Some(object) = controlling_object(syntax, head, at) {
                    return Some(object);
                }
                at = told_between(syntax, head, at).unwrap_or(head);
            }
            _ => return None,
        }
    }
    None
}

/// "the army said insurgents fired on a market, killing eight": a participle that the tree hangs on the verb of saying goes on
/// from what is said.
fn told_between(syntax: &Syntax<'_>, saying: TokenId, participle: TokenId) -> Option<TokenId> {
    let is_participle =
        syntax.deprel(participle) == "advcl" && syntax.word(participle).ends_with("ing");
    let mut told = syntax.children_by(saying, &["ccomp"]);
    told.find(|&id| is_participle && id > saying && id < participle)
}

/// "found her son dead", "left two guards dead": whose state an adjective tells behind a verb that has them for its object.
fn found_object(syntax: &Syntax<'_>, verb: TokenId, state: TokenId) -> Option<TokenId> {
    const FINDING: [&str; 8] = [
        "found", "find", "finds", "finding", "left", "leave", "leaves", "leaving",
    ];
    let is_state = syntax.upos(state) == "ADJ" && FINDING.contains(&syntax.word(verb));
    let mut objects = syntax.children_by(verb, &["obj"]);
    objects.find(|&id| is_state && id > verb && id < state)
}

/// "accused rebels of shelling", "ordered the guards to fire": whom a verb's object makes the doer of the clause after it.
fn controlling_object(syntax: &Syntax<'_>, verb: TokenId, clause: TokenId) -> Option<TokenId> {
    const CONTROLLING: [&str; 26] = [
        "accused",
        "accuse",
        "accuses",
        "accusing",
        "suspected",
        "suspect",
        "suspects",
        "blamed",
        "blame",
        "blames",
        "blaming",
        "ordered",
        "order",
        "orders",
        "ordering",
        "forced",
        "force",
        "forces",
        "forcing",
        "urged",
        "urges",
        "asked",
        "told",
        "allowed",
        "persuaded",
        "enabled",
    ];
    let opens = clause
        .checked_sub(1)
        .filter(|&id| matches!(syntax.word(id), "of" | "to" | "for"))?;
    if syntax.deprel(clause) == "conj" || !CONTROLLING.contains(&syntax.word(verb)) {
        return None;
    }
    let object = syntax
        .children_by(verb, &["obj"])
        .find(|&id| id > verb && id < clause);
    // The tree may have lost the object, but it stands before the preposition.
    let before = || {
        opens
            .checked_sub(1)
            .filter(|&id| id > verb && is_noun(syntax, id))
    };
    object.or_else(before)
}

/// "gunmen who stormed": the noun that a relative pronoun stands for; where the tree hangs the clause on a phrase that does
/// not hold the noun before the pronoun, that noun ("contradicting the authorities, who had blamed").
fn relative_antecedent(syntax: &Syntax<'_>, verb: TokenId, subject: TokenId) -> TokenId {
    let is_relative = ["who", "which", "that"].contains(&syntax.word(subject));
    match syntax.head(verb) {
        Some(head) if is_relative && syntax.deprel(verb).starts_with("acl") => {
            noun_before(syntax, subject)
                .filter(|&noun| !syntax.is_below(noun, head))
                .unwrap_or(head)
        }
        _ => subject,
    }
}

/// The noun right before a word, but for a comma.
fn noun_before(syntax: &Syntax<'_>, id: TokenId) -> Option<TokenId> {
    let start = syntax.sentence_tokens(syntax.sentence_of(id)).start;
    let before = (start..id).rev().find(|&id| syntax.word(id) != ",")?;
    is_noun(syntax, before).then_some(before)
}

pub(crate) fn is_noun(syntax: &Syntax<'_>, id: TokenId) -> bool {
    matches!(syntax.upos(id), "NOUN" | "PROPN")
}
