//! An act that is denied by more than a "not" at its verb: "none of its guns had fired", "reports that the army had fired were
//! false".

use super::words;
use crate::syntax::{Syntax, TokenId};

/// How far behind an act the word may stand that calls the report of it untrue.
const HOW_FAR: usize = 16;

/// "none of its guns", "not one of our men", "neither of them".
pub(super) fn is_none_of(syntax: &Syntax<'_>, noun: TokenId) -> bool {
    let first = syntax.tokens_in(syntax.noun_phrase(noun)).start;
    let start = syntax.sentence_tokens(syntax.sentence_of(noun)).start;
    if first < start + 2 || syntax.word(first - 1) != "of" {
        return false;
    }
    match syntax.word(first - 2) {
        "none" | "neither" => true,
        "one" => first >= start + 3 && matches!(syntax.word(first - 3), "not" | "no"),
        _ => false,
    }
}

/// "reports that the army had shelled the school were false": what the report tells is not so, whatever the tree makes of it.
pub(super) fn is_called_untrue(syntax: &Syntax<'_>, verb: TokenId) -> bool {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(verb));
    let told = (sentence.start + 1..verb)
        .rev()
        .find(|&id| syntax.word(id) == "that");
    let Some(report) = told.map(|that| that - 1) else {
        return false;
    };
    let is_report = words::is(syntax, report, "charge") && syntax.upos(report) == "NOUN";
    let mut after = verb + 1..sentence.end.min(verb + HOW_FAR);
    let be = after.find(|&id| matches!(syntax.word(id), "was" | "were" | "is" | "are"));
    let is_judged = be.is_some_and(|be| {
        let near = be + 1..sentence.end.min(be + 4);
        let negated = near.clone().any(|id| syntax.word(id) == "not");
        let untrue = words::first(syntax, near.clone(), "untrue").is_some();
        let is_true = near
            .clone()
            .any(|id| matches!(syntax.word(id), "true" | "correct"));
        untrue && !negated || is_true && negated
    });
    is_report && is_judged
}

/// "did not plant", "do plant": a bare form that an auxiliary makes a statement of fact.
pub(super) fn has_do(syntax: &Syntax<'_>, verb: TokenId) -> bool {
    syntax.children_by(verb, &["aux"]).any(|id| {
        matches!(
            syntax.word(id),
            "did" | "didn" | "do" | "does" | "don" | "doesn"
        )
    })
}
