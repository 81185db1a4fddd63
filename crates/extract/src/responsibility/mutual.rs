//! Two sides that accuse one another: "the army and the rebels blamed each other", "the two traded blame".

use std::ops::Range;

use super::actors::{can_answer, naming_span, own_source};
use super::links::{Link, Linker};
use super::words;
use crate::events::{is_negated, subject_of, with_conjuncts};
use crate::syntax::{Syntax, TokenId};

/// How many words after the verb "each other" may stand.
const NEAR: usize = 4;

/// Claims that each of two sides accuses the other; whether a word tells so.
pub(super) fn claim_mutual(linker: &mut Linker<'_, '_>, token: TokenId) -> bool {
    let reading = linker.reading;
    let syntax = reading.syntax;
    if !is_mutual(syntax, token) || is_negated(syntax, token) {
        return false;
    }
    let by_tree = subject_of(syntax, token).map(|subject| with_conjuncts(syntax, subject));
    let sides: Vec<TokenId> = by_order(syntax, token)
        .or(by_tree)
        .unwrap_or_default()
        .into_iter()
        .filter(|&head| can_answer(reading, head))
        .collect();
    let (&[one, other], Some(incident)) = (sides.as_slice(), linker.incident_of(token)) else {
        return false;
    };
    for (accuser, accused) in [(one, other), (other, one)] {
        let source = own_source(reading, naming_span(reading, accuser));
        let speaker = source.speaker();
        let link = linker.accused_by(incident, speaker.kind, speaker.span);
        linker.link(Link {
            incident,
            actor: naming_span(reading, accused),
            link,
            stance: None,
            word: token,
            cue: syntax.span(token),
            source: Some(source),
            is_possible: false,
        });
    }
    true
}

/// "the army and the rebels (blamed)": the two halves of the phrase right before a verb.
fn by_order(syntax: &Syntax<'_>, verb: TokenId) -> Option<Vec<TokenId>> {
    const LONGEST: usize = 12;
    let start = syntax.sentence_tokens(syntax.sentence_of(verb)).start;
    let first = (start.max(verb.saturating_sub(LONGEST))..verb)
        .rev()
        .take_while(|&id| {
            matches!(
                syntax.upos(id),
                "NOUN" | "PROPN" | "ADJ" | "DET" | "AUX" | "ADV"
            ) || matches!(syntax.word(id), "and" | "-")
        })
        .last()?;
    let and = (first..verb).find(|&id| syntax.word(id) == "and")?;
    let head = |tokens: Range<TokenId>| syntax.head_of_span(syntax.span_of_tokens(tokens));
    (first < and && and + 1 < verb)
        .then(|| Some(vec![head(first..and)?, head(and + 1..verb)?]))
        .flatten()
}

/// "blamed each other", "accused one another", "traded accusations".
fn is_mutual(syntax: &Syntax<'_>, verb: TokenId) -> bool {
    let end = syntax.sentence_tokens(syntax.sentence_of(verb)).end;
    let near = verb + 1..end.min(verb + 1 + NEAR);
    let is_pair = |id: TokenId| {
        id + 1 < end
            && matches!(
                (syntax.word(id), syntax.word(id + 1)),
                ("each", "other") | ("one", "another")
            )
    };
    let trades = matches!(syntax.word(verb), "traded" | "exchanged" | "swapped");
    let is_blame =
        |id: TokenId| matches!(syntax.word(id), "blame" | "accusations" | "recriminations");
    words::is(syntax, verb, "accuse") && near.clone().any(is_pair)
        || trades && near.clone().any(is_blame)
}
