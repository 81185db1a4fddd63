//! The wordings that tie an actor to an act.

use std::ops::Range;

use dateline_core::{Certainty, ResponsibilityLink, Stance};

use super::actors::{can_answer, is_identified};
use super::arguments::{agent_by, before_of, described_by, doer, object_of};
use super::{Tie, charges, owning, words};
use crate::attribution::Attribution;
use crate::drafts::Reading;
use crate::events::{is_negated, is_negated_noun, subject_of};
use crate::syntax::{Syntax, TokenId};

pub(super) fn tie_at(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    responsibility_noun(reading, token)
        .or_else(|| claimed_act(reading, token))
        .or_else(|| owning::boasted(reading, token))
        .or_else(|| being_behind(reading, token))
        .or_else(|| accusation(reading, token))
        .or_else(|| pointed_finger(reading, token))
        .or_else(|| owning::disowned(reading, token))
        .or_else(|| owning::distanced(reading, token))
        .or_else(|| owning::owned_up(reading, token))
        .or_else(|| owning::linked(reading, token))
        .or_else(|| charges::charge(reading, token))
}

/// "pointed the finger at X".
fn pointed_finger(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    if let Some(tie) = pointed_at(reading, token) {
        return Some(tie);
    }
    let verb = syntax.head(token).filter(|&verb| {
        matches!(syntax.word(token), "finger" | "fingers")
            && matches!(
                syntax.word(verb),
                "pointed" | "point" | "points" | "pointing"
            )
            && !is_negated(syntax, verb)
    })?;
    let at = |head: TokenId| {
        let mut after = syntax.children_by(head, &["obl", "nmod"]);
        after.find(|&id| syntax.case_of(id) == Some("at"))
    };
    Some(Tie {
        actor: Some(at(verb).or_else(|| at(token))?),
        link: ResponsibilityLink::Accused,
        word: verb,
        stance: Stance::Asserts,
        is_own_word: false,
        accuser: doer(reading, verb),
    })
}

/// "pointed at the army", "pointed instead to the secret police".
fn pointed_at(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    let points = matches!(syntax.word(token), "pointed" | "points" | "pointing")
        && syntax.upos(token) == "VERB"
        && !is_negated(syntax, token);
    let accused = syntax
        .children_by(token, &["obl", "obl:agent"])
        .find(|&id| matches!(syntax.case_of(id), Some("at" | "to")))
        .filter(|&id| points && is_identified(reading, id))?;
    let mut before = syntax.children_by(token, &["nsubj", "nsubj:pass"]);
    let accuser = before.next().filter(|&id| id != accused);
    // "suspicion pointed to the army", "the evidence points to the rebels": nobody says that they did it.
    let is_thing = accuser.is_some_and(|id| {
        matches!(syntax.word(id), "suspicion" | "suspicions") || words::is(syntax, id, "sign")
    });
    let link = if is_thing {
        ResponsibilityLink::Possible
    } else {
        ResponsibilityLink::Accused
    };
    let accuser = accuser.filter(|_| !is_thing);
    Some(Tie {
        actor: Some(accused),
        link,
        word: token,
        stance: Stance::Asserts,
        is_own_word: false,
        accuser,
    })
}

/// "claimed responsibility", "took responsibility", "denied responsibility (or involvement)", "no group has claimed".
fn responsibility_noun(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    if !["responsibility", "involvement", "credit", "blame", "role"].contains(&syntax.word(token)) {
        return None;
    }
    let verb = syntax.head(token).filter(|_| {
        ["obj", "nsubj:pass", "nsubj:outer", "obl", "nmod"].contains(&syntax.deprel(token))
    })?;
    let word = syntax.word(verb);
    if ["claim", "claims"].contains(&word) && syntax.upos(verb) == "NOUN" {
        // "no claim of responsibility has been received"
        return is_negated_noun(syntax, verb)
            .then(|| own_word(None, ResponsibilityLink::Claimed, verb));
    }
    let link = if words::is(syntax, verb, "take") && syntax.word(token) != "role" {
        ResponsibilityLink::Claimed
    } else if words::is(syntax, verb, "deny") {
        ResponsibilityLink::Denied
    } else {
        return None;
    };
    let by = agent_by(syntax, verb);
    let actor = by.or_else(|| doer(reading, verb));
    let is_nobody =
        is_negated(syntax, verb) || actor.is_some_and(|head| is_negated_noun(syntax, head));
    if actor.is_none() && !is_nobody {
        return None;
    }
    Some(own_word(actor.filter(|_| !is_nobody), link, verb))
}

/// What somebody says of what he did himself; with no actor, that nobody has said it.
pub(super) fn own_word(actor: Option<TokenId>, link: ResponsibilityLink, word: TokenId) -> Tie {
    let is_nobody = actor.is_none();
    Tie {
        actor,
        link,
        word,
        stance: if is_nobody {
            Stance::Questions
        } else {
            Stance::Asserts
        },
        is_own_word: !is_nobody,
        accuser: None,
    }
}

/// "a raid claimed by the group", "the group claimed the attack".
fn claimed_act(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    if !["claimed", "claims", "claiming"].contains(&syntax.word(token))
        || syntax.upos(token) == "NOUN"
    {
        return None;
    }
    let by = agent_by(syntax, token);
    let of_act = syntax
        .head(token)
        .filter(|&head| syntax.deprel(token).starts_with("acl") && is_act(reading, head));
    // "the attack was claimed by the group"
    let passive = syntax
        .children_by(token, &["nsubj:pass"])
        .find(|&id| is_act(reading, id));
    let takes_act = object_of(syntax, token).is_some_and(|id| is_act(reading, id));
    let actor = match (by, of_act.or(passive), takes_act) {
        (Some(by), Some(_), _) => by,
        (_, _, true) => doer(reading, token)?,
        _ => return None,
    };
    let is_nobody = is_negated_noun(syntax, actor) || is_negated(syntax, token);
    let stance = if is_nobody {
        Stance::Questions
    } else {
        Stance::Asserts
    };
    Some(Tie {
        actor: Some(actor).filter(|_| !is_nobody),
        link: ResponsibilityLink::Claimed,
        word: token,
        stance,
        is_own_word: !is_nobody,
        accuser: None,
    })
}

/// "said it was behind the attack", "is believed to be behind", "denied being behind".
fn being_behind(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    if syntax.word(token) != "behind" {
        return None;
    }
    let object = syntax
        .head(token)
        .filter(|&head| is_act(reading, head))
        .or_else(|| act_after(reading, token))?;
    let subject = before_copula(syntax, token)
        .or_else(|| subject_of(syntax, object))
        .or_else(|| subject_of(syntax, syntax.head(object)?))?;
    let saying = reading.said.iter().find(|saying| {
        saying
            .content
            .iter()
            .any(|content| content.contains(&token))
    });
    let speaker = saying
        .and_then(|saying| saying.source.speaker().span)
        .and_then(|span| syntax.head_of_span(span));
    let is_pronoun = ["it", "they", "we"].contains(&syntax.word(subject)) && speaker.is_some();
    let is_own_word = is_pronoun || speaker == Some(subject);
    let is_negated =
        is_negated(syntax, token) || is_negated(syntax, object) || is_negated_noun(syntax, subject);
    let denies = saying.is_some_and(|saying| saying.stance == Stance::Denies);
    let link = if denies != is_negated {
        ResponsibilityLink::Denied
    } else if is_own_word {
        ResponsibilityLink::Claimed
    } else {
        weight_of_being_behind(syntax, saying, subject..token)
    };
    Some(Tie {
        actor: if is_pronoun { speaker } else { Some(subject) },
        stance: if link == ResponsibilityLink::Denied {
            Stance::Denies
        } else {
            Stance::Asserts
        },
        link,
        word: token,
        is_own_word,
        accuser: None,
    })
}

/// How surely somebody is said to be behind an act, by the words between the two and by who speaks.
fn weight_of_being_behind(
    syntax: &Syntax<'_>,
    saying: Option<&Attribution>,
    between: Range<TokenId>,
) -> ResponsibilityLink {
    let is_hedged = words::first(syntax, between, "hedge").is_some();
    match saying {
        _ if is_hedged => ResponsibilityLink::Possible,
        Some(saying)
            if saying.certainty != Certainty::Stated || saying.stance == Stance::Questions =>
        {
            ResponsibilityLink::Possible
        }
        Some(saying) if !saying.source.is_publisher() => ResponsibilityLink::Accused,
        _ => ResponsibilityLink::ReportedAsFact,
    }
}

/// "behind it", "behind the attack": the act right after the word, whatever the tree makes of it.
fn act_after(reading: &Reading<'_>, behind: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    let end = syntax.sentence_tokens(syntax.sentence_of(behind)).end;
    let is_before_noun = |id: &TokenId| matches!(syntax.upos(*id), "DET" | "ADJ" | "PROPN");
    let first = (behind + 1..end.min(behind + 4)).find(|id| !is_before_noun(id))?;
    is_act(reading, first).then_some(first)
}

/// "it was behind", "Boko Haram may have been behind": who stands before the copula, whatever the tree makes of it.
fn before_copula(syntax: &Syntax<'_>, behind: TokenId) -> Option<TokenId> {
    let start = syntax.sentence_tokens(syntax.sentence_of(behind)).start;
    let is_helper = |id: &TokenId| matches!(syntax.upos(*id), "ADV" | "AUX");
    let before = (start..behind).rev().find(|id| !is_helper(id))?;
    let is_one = matches!(syntax.upos(before), "PRON" | "PROPN" | "NOUN");
    let name = syntax
        .ancestors(before)
        .take_while(|&id| id == before || matches!(syntax.deprel(id), "flat" | "compound"))
        .last();
    let in_name = |id: TokenId| {
        matches!(syntax.deprel(id), "flat" | "compound") && syntax.upos(id) == "PROPN"
    };
    let top = syntax.head(before).filter(|_| in_name(before)).or(name);
    top.filter(|_| before + 1 < behind && is_one)
}

pub(super) fn is_act(reading: &Reading<'_>, token: TokenId) -> bool {
    reading
        .events
        .iter()
        .any(|event| event.trigger.token == token)
        || ["attack", "assault", "it", "incident", "abduction"]
            .contains(&reading.syntax.word(token))
}

fn is_pronoun(reading: &Reading<'_>, head: TokenId) -> bool {
    reading.syntax.upos(head) == "PRON"
}

/// Whom a deed is put on or down to: "blamed the attack on X on Monday", "attributed it to X"; the tree may hang it on the deed.
fn onto_whom(reading: &Reading<'_>, verb: TokenId, deed: Option<TokenId>) -> Option<TokenId> {
    let syntax = reading.syntax;
    let preposition = match syntax.word(verb) {
        "attributed" | "attribute" | "attributes" => "to",
        "blamed" | "blames" | "blaming" | "blame" | "pinned" => "on",
        _ => return None,
    };
    let is_date = |id: TokenId| {
        let span = syntax.span(id);
        reading.dates.iter().any(|date| date.span.overlaps(span))
    };
    let heads = [Some(verb), deed.filter(|&id| is_act(reading, id))];
    heads
        .into_iter()
        .flatten()
        .flat_map(|head| syntax.children_by(head, &["obl", "obl:agent", "nmod"]))
        .filter(|&id| syntax.case_of(id) == Some(preposition) && !is_date(id))
        .max()
}

/// "blamed X", "blamed the attack on X", "accused X of", "X was blamed for".
fn accusation(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    let is_suspicion = words::is(syntax, token, "suspect");
    if !(is_suspicion || words::is(syntax, token, "accuse")) || syntax.upos(token) != "VERB" {
        return None;
    }
    let by = agent_by(syntax, token);
    let is_passive = by.is_some() || syntax.children_by(token, &["aux:pass"]).next().is_some();
    let plainly = || before_of(syntax, token).filter(|_| !is_passive);
    let object = described_by(syntax, token).or_else(plainly).or_else(|| {
        match syntax.children_by(token, &["nsubj:pass"]).next() {
            None if is_passive => subject_of(syntax, token),
            None => object_of(syntax, token),
            subject => subject,
        }
    });
    let on = onto_whom(reading, token, object);
    // "blamed the attack on rebels", but "blamed rebels on Monday".
    let on =
        on.filter(|_| !object.is_some_and(|id| can_answer(reading, id) && !is_act(reading, id)));
    let accused = on.or(object)?;
    Some(Tie {
        actor: Some(accused),
        link: if is_suspicion {
            ResponsibilityLink::Possible
        } else {
            ResponsibilityLink::Accused
        },
        word: token,
        stance: Stance::Asserts,
        is_own_word: false,
        accuser: by
            .or_else(|| doer(reading, token).filter(|_| !is_passive))
            // "a bombing blamed on the group": nobody is told to blame it.
            .filter(|&head| {
                head != accused && (!is_act(reading, head) || is_pronoun(reading, head))
            }),
    })
}
