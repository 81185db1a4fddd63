//! Who is held answerable in more words than "accused": "named X as the perpetrators", "put the blame on X", "suspicion fell on X".

use dateline_core::{ResponsibilityLink, Stance};

use super::arguments::{agent_by, doer, noun_after, object_of};
use super::{Tie, words};
use crate::drafts::Reading;
use crate::events::is_negated;
use crate::syntax::{Syntax, TokenId};

/// How many tokens behind a verb or noun the word may stand that makes an accusation of it.
const HOW_FAR: usize = 14;

pub(super) fn charge(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    named_culprit(reading, token)
        .or_else(|| held_responsible(reading, token))
        .or_else(|| blame_put(reading, token))
        .or_else(|| suspicion(reading, token))
}

/// "named X as the authors of the attack", "X was identified as the perpetrator".
fn named_culprit(reading: &Reading<'_>, verb: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    let end = end_of(syntax, verb);
    let is_as = |id: TokenId| {
        syntax.word(id) == "as"
            && words::first(syntax, id + 1..end.min(id + 5), "culprit").is_some()
    };
    let names = words::is(syntax, verb, "name") && syntax.upos(verb) == "VERB";
    if !names || !(verb + 1..end).any(is_as) {
        return None;
    }
    held(reading, verb, ResponsibilityLink::Accused)
}

/// "held X responsible for the attack".
fn held_responsible(reading: &Reading<'_>, verb: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    let holds = words::is(syntax, verb, "hold") && syntax.upos(verb) == "VERB";
    if !holds || words::first(syntax, verb + 1..end_of(syntax, verb), "answers").is_none() {
        return None;
    }
    held(reading, verb, ResponsibilityLink::Accused)
}

fn held(reading: &Reading<'_>, verb: TokenId, link: ResponsibilityLink) -> Option<Tie> {
    let syntax = reading.syntax;
    if is_negated(syntax, verb) {
        return None;
    }
    let by = agent_by(syntax, verb);
    let passive = syntax.children_by(verb, &["nsubj:pass"]).next();
    let accused = passive.or_else(|| object_of(syntax, verb))?;
    let accuser = by.or_else(|| doer(reading, verb).filter(|_| passive.is_none()));
    Some(tie(
        accused,
        link,
        verb,
        accuser.filter(|&head| head != accused),
    ))
}

/// "put the blame on X", "laid the blame at the door of X".
fn blame_put(reading: &Reading<'_>, noun: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    let verb = syntax.head(noun).filter(|&verb| {
        matches!(syntax.word(noun), "blame" | "deed" | "guilt")
            && words::is(syntax, verb, "put")
            && !is_negated(syntax, verb)
            && verb < noun
    })?;
    let accused = after_preposition(syntax, noun)?;
    let link = ResponsibilityLink::Accused;
    Some(tie(accused, link, noun, doer(reading, verb)))
}

/// "suspicion fell on X".
fn suspicion(reading: &Reading<'_>, noun: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    let falls = || words::first(syntax, noun + 1..end_of(syntax, noun), "fall").is_some();
    if !matches!(syntax.word(noun), "suspicion" | "suspicions") || !falls() {
        return None;
    }
    let accused = after_preposition(syntax, noun)?;
    Some(tie(accused, ResponsibilityLink::Possible, noun, None))
}

/// Whoever stands behind the next "on": trees hang such phrases on many words.
fn after_preposition(syntax: &Syntax<'_>, noun: TokenId) -> Option<TokenId> {
    let mut after = noun + 1..end_of(syntax, noun);
    let on = after.find(|&id| matches!(syntax.word(id), "on" | "upon"))?;
    noun_after(syntax, on)
}

fn end_of(syntax: &Syntax<'_>, token: TokenId) -> TokenId {
    let end = syntax.sentence_tokens(syntax.sentence_of(token)).end;
    end.min(token + HOW_FAR)
}

fn tie(accused: TokenId, link: ResponsibilityLink, word: TokenId, accuser: Option<TokenId>) -> Tie {
    Tie {
        actor: Some(accused),
        link,
        word,
        stance: Stance::Asserts,
        is_own_word: false,
        accuser,
    }
}
