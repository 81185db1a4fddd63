//! What the accused answer in other words than "denied": "asked whether they had done it, he said no", "learned of the attack
//! from the radio", "denied that he had paid anyone".

use dateline_core::{ResponsibilityLink, SourceKind, Span, Stance};

use super::actors::speaking_for;
use super::links::{HOW_FAR, Linker, is_charge, value_of};
use super::sides::is_own;
use super::{negation, words};
use crate::attribution::Attribution;
use crate::drafts::Reading;
use crate::events::{is_negated, is_negated_noun};
use crate::syntax::{Syntax, TokenId};

/// Claims a denial that lies in how somebody answers.
pub(super) fn claim_answer(linker: &mut Linker<'_, '_>, token: TokenId) {
    let reading = linker.reading;
    let mut said = reading.said.iter();
    let Some(saying) = said.find(|saying| saying.cue_token == token && saying.believed) else {
        return;
    };
    let Some(word) = answered_no(reading, saying)
        .or_else(|| learned_of_it(reading, saying))
        .or_else(|| denied_share(reading, saying))
    else {
        claim_plain_denial(linker, saying, token);
        return;
    };
    let syntax = reading.syntax;
    let sentence = syntax.sentence_of(token);
    let is_told = linker.statements.claims().iter().any(|claim| {
        claim.stance == Stance::Denies
            && value_of(claim).is_some()
            && syntax.sentence_of(linker.statements.token_of(claim.number)) == sentence
    });
    let Some((incident, actor)) = accused(linker, saying, token).filter(|_| !is_told) else {
        return;
    };
    linker.deny(incident, actor, word, saying.source.clone());
}

/// The incident and the actor of a charge near before which a speaker answers: his own, else one against others for whom he speaks.
fn accused(linker: &Linker<'_, '_>, saying: &Attribution, token: TokenId) -> Option<(usize, Span)> {
    let reading = linker.reading;
    let syntax = reading.syntax;
    let speaker = saying.source.speaker();
    if saying.source.is_publisher()
        || matches!(speaker.kind, SourceKind::Witness | SourceKind::Media)
    {
        return None;
    }
    let own = speaking_for(reading, speaker)?;
    let name = reading.document.text.slice(own).to_lowercase();
    let earlier = linker.earlier(token);
    let near = earlier.iter().filter(|claim| {
        let told = syntax.sentence_of(linker.statements.token_of(claim.number));
        syntax.sentence_of(token) - told <= HOW_FAR
            && claim.source.speaker().words != speaker.words
            && value_of(claim).is_some_and(|value| {
                is_charge(value.link) && value.link != ResponsibilityLink::Claimed
            })
    });
    let charge = near.max_by_key(|claim| {
        let actor = value_of(claim).map(|value| value.actor.mention.to_lowercase());
        let is_same = actor.is_some_and(|actor| name.contains(&actor) || actor.contains(&name));
        (is_same, linker.statements.token_of(claim.number))
    })?;
    let incident = charge.incident as usize;
    let actor = linker.spoken_for(incident, own, token);
    Some((incident, actor))
}

/// "Asked whether they had planted it, he said no": the word of the answer.
fn answered_no(reading: &Reading<'_>, saying: &Attribution) -> Option<TokenId> {
    let syntax = reading.syntax;
    let sentence = syntax.sentence_tokens(saying.sentence);
    let asked = sentence
        .clone()
        .find(|&id| matches!(syntax.word(id), "asked" | "pressed" | "questioned"))?;
    let asks = (asked + 1..sentence.end.min(asked + 6))
        .find(|&id| matches!(syntax.word(id), "if" | "whether"))?;
    let clause = asks..saying.cue_token.max(asks);
    let is_of_act = ["act", "answers", "there"]
        .iter()
        .any(|kind| words::first(syntax, clause.clone(), kind).is_some())
        || clause.clone().any(|id| syntax.word(id) == "behind")
        || reading
            .events
            .iter()
            .any(|event| clause.contains(&event.trigger.token));
    let first = (saying.cue_token + 1..sentence.end)
        .find(|&id| syntax.upos(id) != "PUNCT" && !matches!(syntax.word(id), "simply" | "only"))?;
    (is_of_act && matches!(syntax.word(first), "no" | "never") && stands_alone(syntax, first))
        .then_some(first)
}

/// "no.", "No, never": not "no comment".
fn stands_alone(syntax: &Syntax<'_>, id: TokenId) -> bool {
    let end = syntax.sentence_tokens(syntax.sentence_of(id)).end;
    id + 1 >= end || syntax.upos(id + 1) == "PUNCT"
}

/// "learned of the stabbing from the radio": who hears of it so was not there.
fn learned_of_it(reading: &Reading<'_>, saying: &Attribution) -> Option<TokenId> {
    let syntax = reading.syntax;
    let mut tokens = saying.content.iter().flat_map(Clone::clone);
    let verb = tokens.find(|&id| words::is(syntax, id, "learned") && syntax.upos(id) == "VERB")?;
    let end = syntax.sentence_tokens(syntax.sentence_of(verb)).end;
    let near = verb + 1..end.min(verb + 10);
    let is_from = words::first(syntax, near.clone(), "from_news").is_some();
    let is_of = (verb + 1..end.min(verb + 3)).any(|id| matches!(syntax.word(id), "of" | "about"));
    (is_from && is_of && !is_negated(syntax, verb)).then_some(verb)
}

/// "denied that he had paid anyone", "denied ordering it": a denial of what makes one share in an act.
fn denied_share(reading: &Reading<'_>, saying: &Attribution) -> Option<TokenId> {
    let syntax = reading.syntax;
    let mut tokens = saying.content.iter().flat_map(Clone::clone);
    let verb = tokens.find(|&id| words::is(syntax, id, "abet") && syntax.upos(id) == "VERB")?;
    let is_own = syntax.word(verb).ends_with("ing")
        || syntax
            .children_by(verb, &["nsubj"])
            .any(|id| matches!(syntax.word(id), "he" | "she" | "it" | "they" | "we" | "i"));
    (is_own && saying.stance == Stance::Denies && !is_negated(syntax, verb)).then_some(verb)
}

/// "(Residents blamed the army. The army said) its men had not left the barracks": whoever answers a charge by what his side did
/// not do denies it.
fn claim_plain_denial(linker: &mut Linker<'_, '_>, saying: &Attribution, token: TokenId) {
    let reading = linker.reading;
    let Some(word) = not_done(reading, saying) else {
        return;
    };
    let sentence = reading.syntax.sentence_of(word);
    let is_told = linker.statements.claims().iter().any(|claim| {
        claim.stance != Stance::Asserts
            && reading
                .syntax
                .sentence_of(linker.statements.token_of(claim.number))
                == sentence
    });
    if is_told {
        return;
    }
    if let Some(charge) = linker.charge_against(&saying.source, token) {
        linker.deny_charge(&charge, word, saying.source.clone());
        return;
    }
    // Of armed men a side denies what they did even before anybody says that they did it.
    let is_armed = armed_subject(reading, word);
    let actor = speaking_for(reading, saying.source.speaker());
    let (Some(incident), Some(actor)) = (linker.incident_of(word), actor.filter(|_| is_armed))
    else {
        return;
    };
    let actor = linker.spoken_for(incident, actor, word);
    linker.deny(incident, actor, word, saying.source.clone());
}

/// "its men had not entered the village", "no soldier had entered it": whether the subject of a verb bears arms or is one.
fn armed_subject(reading: &Reading<'_>, verb: TokenId) -> bool {
    let syntax = reading.syntax;
    let mut subjects = syntax.children_by(verb, &["nsubj", "nsubj:pass"]);
    let is_armed = |id: TokenId| words::is(syntax, id, "party") || words::is(syntax, id, "means");
    subjects.any(|subject| syntax.tokens_in(syntax.noun_phrase(subject)).any(is_armed))
}

/// A verb in what somebody says that tells what his own side did not do, or does not do.
fn not_done(reading: &Reading<'_>, saying: &Attribution) -> Option<TokenId> {
    const NOT_YET: [&str; 8] = [
        "will", "would", "should", "must", "can", "shall", "could", "may",
    ];
    let syntax = reading.syntax;
    let mut tokens = saying.content.iter().flat_map(Clone::clone);
    if matches!(saying.stance, Stance::Questions | Stance::Retracts) {
        return None;
    }
    tokens.find(|&id| {
        let is_verb = matches!(syntax.upos(id), "VERB" | "AUX");
        let is_ruled_out = words::is(syntax, id, "not_answer")
            || syntax
                .children_by(id, &["aux"])
                .any(|aux| NOT_YET.contains(&syntax.word(aux)));
        is_verb && !is_ruled_out && is_of_own_side(reading, saying, id)
    })
}

/// Whether a verb is said of the speaker's own side, and denied of it.
fn is_of_own_side(reading: &Reading<'_>, saying: &Attribution, verb: TokenId) -> bool {
    let syntax = reading.syntax;
    let mut subjects = syntax.children_by(verb, &["nsubj", "nsubj:pass"]);
    let Some(subject) = subjects.next() else {
        return false;
    };
    let is_none = is_negated_noun(syntax, subject) || negation::is_none_of(syntax, subject);
    let is_denied = (saying.stance == Stance::Denies) != (is_negated(syntax, verb) || is_none);
    // "no soldier had entered the village": an army speaks of its own.
    let is_of_state = is_none
        && words::is(syntax, subject, "party")
        && matches!(
            saying.source.speaker().kind,
            SourceKind::Government | SourceKind::SecurityForces
        );
    is_denied && (is_of_state || is_own(reading, subject, saying))
}
