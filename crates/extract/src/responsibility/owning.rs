//! Who will own an act, who will not, and with whom it is linked.

use dateline_core::{PersonKind, ResponsibilityLink, Stance};
use dateline_normalize::people;

use super::actors::is_identified;
use super::arguments::{doer, noun_after, object_of};
use super::ties::{is_act, own_word};
use super::{Tie, words};
use crate::drafts::Reading;
use crate::events::{is_negated, is_negated_noun};
use crate::syntax::TokenId;

/// "disowned the attack", "would not own the bombing", "disowned the teenager caught with the bomb".
pub(super) fn disowned(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    let disowns = words::is(syntax, token, "disown")
        || (syntax.word(token) == "own" && is_negated(syntax, token));
    if !disowns || syntax.upos(token) != "VERB" {
        return None;
    }
    let object = object_of(syntax, token)?;
    // "would not own the train": what was attacked stands for the attack.
    let is_refused = syntax.word(token) == "own"
        && syntax
            .children_by(token, &["aux"])
            .any(|id| matches!(syntax.word(id), "would" | "will"));
    let is_disowned = is_refused
        || words::is(syntax, object, "crime")
        || words::is(syntax, object, "culprit")
        || words::is(syntax, object, "people")
        || reading
            .events
            .iter()
            .any(|event| event.trigger.token == object);
    let actor = doer(reading, token).filter(|&id| is_disowned && id != object)?;
    Some(Tie {
        actor: Some(actor),
        link: ResponsibilityLink::Denied,
        word: token,
        stance: Stance::Asserts,
        is_own_word: true,
        accuser: None,
    })
}

/// "boasted of the attack", "gloried in the killings": who prides himself on an act owns up to it.
pub(super) fn boasted(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    let boasts = words::is(syntax, token, "boast") && syntax.upos(token) == "VERB";
    let mut of = syntax.children_by(token, &["obl", "nmod", "obl:agent"]);
    let owns = words::is(syntax, token, "confess");
    let is_of_act = of.any(|id| {
        let is_case = match syntax.case_of(id) {
            Some("of" | "about" | "over") => boasts,
            Some("to") => owns,
            Some("for") => matches!(syntax.word(token), "apologised" | "apologized"),
            _ => false,
        };
        is_case && (is_act(reading, id) || words::is(syntax, id, "crime"))
    });
    let says_sorry = matches!(syntax.word(token), "apologised" | "apologized");
    if !(boasts || owns || says_sorry) || !is_of_act || is_negated(syntax, token) {
        return None;
    }
    let actor = doer(reading, token).filter(|&id| !is_negated_noun(syntax, id))?;
    // A minister may apologise for what others did.
    let is_party = is_identified(reading, actor) && !is_person(reading, actor);
    (!says_sorry || is_party).then(|| own_word(Some(actor), ResponsibilityLink::Claimed, token))
}

fn is_person(reading: &Reading<'_>, head: TokenId) -> bool {
    let words = reading
        .document
        .text
        .slice(reading.syntax.noun_phrase(head));
    people::kind(words) == PersonKind::Official
}

/// "distanced itself from the attack", "dissociated themselves from the killings".
pub(super) fn distanced(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    let parts = words::is(syntax, token, "distanced") && !is_negated(syntax, token);
    let has_itself = syntax
        .children_by(token, &["obj", "iobj", "obl"])
        .any(|id| matches!(syntax.word(id), "itself" | "themselves"));
    let is_from_act = syntax
        .children_by(token, &["obl", "obl:agent"])
        .any(|id| syntax.case_of(id) == Some("from") && is_act(reading, id));
    let actor = doer(reading, token).filter(|_| parts && has_itself && is_from_act)?;
    Some(own_word(Some(actor), ResponsibilityLink::Denied, token))
}

/// "owned up to the attack", "no one has owned up".
pub(super) fn owned_up(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    let end = syntax.sentence_tokens(syntax.sentence_of(token)).end;
    let owns = matches!(syntax.word(token), "owned" | "owns" | "own" | "owning");
    if !owns || token + 1 >= end || syntax.word(token + 1) != "up" {
        return None;
    }
    // "owned up to his debts" owns up to no act.
    let mut soon = token + 2..end.min(token + 8);
    let is_of_act = token + 3 >= end || soon.any(|id| is_act(reading, id));
    let actor = doer(reading, token).filter(|_| is_of_act)?;
    let is_nobody = is_negated(syntax, token) || is_negated_noun(syntax, actor);
    let actor = Some(actor).filter(|_| !is_nobody);
    Some(own_word(actor, ResponsibilityLink::Claimed, token))
}

/// "linked the attack to X", "tied X to the bombing".
pub(super) fn linked(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    let links = words::is(syntax, token, "tie") && syntax.upos(token) == "VERB";
    if !links || is_negated(syntax, token) {
        return None;
    }
    let passive = syntax.children_by(token, &["nsubj:pass"]).next();
    let object = passive.or_else(|| object_of(syntax, token))?;
    let with = [token, object]
        .into_iter()
        .flat_map(|head| syntax.children_by(head, &["obl", "nmod"]))
        .find(|&id| id > token && matches!(syntax.case_of(id), Some("to" | "with")))
        .or_else(|| behind_to(reading, object))?;
    let accused = match (is_act(reading, object), is_act(reading, with)) {
        (true, false) => with,
        (false, true) => object,
        _ => return None,
    };
    let accuser = doer(reading, token).filter(|&id| passive.is_none() && id != accused);
    Some(Tie {
        actor: Some(accused),
        link: ResponsibilityLink::Possible,
        word: token,
        stance: Stance::Asserts,
        is_own_word: false,
        accuser,
    })
}

/// "the attack to X": who stands after "to" behind an object, whatever the tree makes of it.
fn behind_to(reading: &Reading<'_>, object: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    let end = syntax.sentence_tokens(syntax.sentence_of(object)).end;
    let to = (object + 1 < end && syntax.word(object + 1) == "to").then_some(object + 1)?;
    noun_after(syntax, to)
}
