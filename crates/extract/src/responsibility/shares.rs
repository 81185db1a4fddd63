//! Shares in an act, and whose work it is: "had no hand in", "the work of", "bore the hallmarks of".

use dateline_core::{ResponsibilityLink, SourceKind, Stance};

use super::actors::{can_answer, naming_span, own_name, own_source, speaking_for};
use super::arguments::{doer, noun_after, of_whom};
use super::links::{Link, Linker};
use super::occurrence::is_act_noun;
use super::sides::is_own;
use super::{culprits, negation, origins, pleas, whereabouts, words};
use crate::drafts::Reading;
use crate::events::{is_negated, is_negated_noun, subject_of};
use crate::syntax::{Syntax, TokenId};

/// Who has a share, in which link, tied by which word.
pub(super) struct Share {
    /// Head of the phrase for the actor.
    pub(super) actor: TokenId,
    pub(super) link: ResponsibilityLink,
    pub(super) word: TokenId,
    /// Whether the subject of the verb itself says so ("denied any role").
    pub(super) by_subject: bool,
}

/// Claims a share that is denied or said at a word; whether one was.
pub(super) fn claim_share(linker: &mut Linker<'_, '_>, token: TokenId) -> bool {
    let reading = linker.reading;
    let found = no_share(reading, token)
        .or_else(|| not_there(reading, token))
        .or_else(|| whereabouts::none_there(reading, token))
        .or_else(|| whereabouts::to_blame(reading, token))
        .or_else(|| whereabouts::kept_away(reading, token))
        .or_else(|| whereabouts::theirs(reading, token))
        .or_else(|| pleas::plea(reading, token))
        .or_else(|| origins::fired_from(reading, token))
        .or_else(|| culprits::culprit(reading, token))
        .or_else(|| own_work(reading, token))
        .or_else(|| work_of(reading, token))
        .or_else(|| mark_of(reading, token));
    let Some(share) = found else { return false };
    add(linker, &share).is_some()
}

fn add(linker: &mut Linker<'_, '_>, share: &Share) -> Option<()> {
    let reading = linker.reading;
    let incident = linker.incident_of(share.word)?;
    let saying = linker.statements.speaker_at(share.word);
    let is_own = saying.is_some_and(|saying| is_own(reading, share.actor, saying));
    let answers = || {
        own_name(reading, share.actor)
            .or_else(|| can_answer(reading, share.actor).then(|| naming_span(reading, share.actor)))
            .or_else(|| linker.meant_by(incident, share.actor, share.word))
    };
    let is_quoted = share.by_subject
        && saying.is_some_and(|one| one.stance == Stance::Denies && one.source.chain.len() > 1);
    let actor = match saying.filter(|_| is_own || is_quoted) {
        Some(saying) => {
            let actor = speaking_for(reading, saying.source.speaker())?;
            linker.spoken_for(incident, actor, share.word)
        }
        None => answers()?,
    };
    let speaker = saying.map(|saying| saying.source.speaker());
    let is_denied = share.link == ResponsibilityLink::Denied;
    // The report does not deny on its own account.
    if is_denied && !share.by_subject && speaker.is_none_or(|one| one.kind == SourceKind::Publisher)
    {
        return None;
    }
    let link = match (share.link, speaker) {
        (ResponsibilityLink::Accused, _) if is_own => ResponsibilityLink::Claimed,
        (ResponsibilityLink::Accused, None) => ResponsibilityLink::ReportedAsFact,
        (ResponsibilityLink::Accused, Some(one)) => linker.accused_by(incident, one.kind, one.span),
        (link, _) => link,
    };
    // "the channel quoted an officer as denying any role": who denies speaks, not whoever quotes him.
    let denier = saying.filter(|saying| {
        saying.stance == Stance::Denies && saying.source.chain.len() > 1 && !is_own
    });
    let source = share.by_subject.then(|| match denier {
        Some(saying) => saying.source.clone(),
        None => own_source(reading, actor),
    });
    linker.link(Link {
        incident,
        actor,
        link,
        stance: Some(Stance::Denies).filter(|_| is_denied),
        word: share.word,
        cue: reading.syntax.span(share.word),
        source,
        is_possible: link == ResponsibilityLink::Possible,
    });
    Some(())
}

/// "denied any role", "had no hand in", "had nothing to do with", "rejected any connection".
fn no_share(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    let syntax = reading.syntax;
    if let Some(end) = words::end_of(syntax, token, "nothing") {
        let verb = (token..end)
            .chain([token.saturating_sub(1)])
            .find_map(|id| doer(reading, id))?;
        return Some(denied(verb, token, false));
    }
    let is_knowledge = words::is(syntax, token, "knowledge");
    if !(is_knowledge || words::is(syntax, token, "share")) || syntax.upos(token) != "NOUN" {
        return None;
    }
    let verb = syntax.head(token)?;
    // "had no knowledge of any deaths" denies nothing; "denied any knowledge of the attack" does.
    if is_knowledge && !words::is(syntax, verb, "deny") {
        return None;
    }
    let actor = doer(reading, verb)?;
    if words::is(syntax, verb, "deny") {
        return Some(denied(actor, token, true));
    }
    let is_none = is_negated_noun(syntax, token)
        || is_negated(syntax, verb)
        || (syntax
            .children_by(token, &["det"])
            .any(|id| syntax.word(id) == "any")
            && syntax
                .ancestors(verb)
                .take(4)
                .any(|id| words::is(syntax, id, "deny")));
    let is_held = words::is(syntax, verb, "holds") || syntax.word(verb) == "there";
    (is_none && is_held).then(|| denied(actor, token, false))
}

pub(super) fn denied(actor: TokenId, word: TokenId, by_subject: bool) -> Share {
    Share {
        actor,
        link: ResponsibilityLink::Denied,
        word,
        by_subject,
    }
}

/// "were not there", "was not involved"; "was responsible for".
fn not_there(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    let syntax = reading.syntax;
    if !words::is(syntax, token, "there") || matches!(syntax.word(token), "ours" | "theirs") {
        return None;
    }
    // "in the area": the noun is the predicate.
    let place = syntax.head(token).filter(|_| syntax.upos(token) == "ADP");
    let predicate = place.unwrap_or(token);
    if let Some(share) = denied_being_there(reading, predicate, token) {
        return Some(share);
    }
    let mut holders = [Some(predicate), syntax.head(predicate)]
        .into_iter()
        .flatten();
    // "no Saudi aircraft had been in the area", but "there had been no fighting nearby".
    let is_no_party = |subject: TokenId| {
        (is_negated_noun(syntax, subject) || negation::is_none_of(syntax, subject))
            && ["party", "means"]
                .iter()
                .any(|kind| words::is(syntax, subject, kind))
    };
    if let Some(verb) = holders
        .find(|&id| is_negated(syntax, id) || subject_of(syntax, id).is_some_and(is_no_party))
    {
        let actor = subject_of(syntax, predicate).or_else(|| subject_of(syntax, verb))?;
        // "none of our people were there"
        let actor = of_whom(syntax, actor)
            .filter(|_| matches!(syntax.word(actor), "none" | "one" | "neither"))
            .unwrap_or(actor);
        // "there were no ...": the word is no place.
        return (actor != token).then(|| denied(actor, token, false));
    }
    let is_answerable =
        words::is(syntax, token, "answers") && syntax.children_by(token, &["cop"]).next().is_some();
    let actor = subject_of(syntax, token).filter(|_| is_answerable)?;
    Some(Share {
        actor,
        link: ResponsibilityLink::Accused,
        word: token,
        by_subject: false,
    })
}

/// "denied being there", "denied that their fighters were in the village".
fn denied_being_there(reading: &Reading<'_>, predicate: TokenId, token: TokenId) -> Option<Share> {
    let syntax = reading.syntax;
    let saying = reading.said.iter().find(|saying| {
        let mut content = saying.content.iter();
        saying.stance == Stance::Denies && content.any(|content| content.contains(&token))
    })?;
    let is_copular = syntax.children_by(predicate, &["cop"]).next().is_some();
    if !is_copular || is_negated(syntax, predicate) {
        return None;
    }
    let subject = syntax
        .children_by(predicate, &["nsubj", "expl"])
        .find(|&id| syntax.word(id) != "there");
    if let Some(subject) = subject {
        return is_own(reading, subject, saying).then(|| denied(subject, token, false));
    }
    let speaker = syntax.head_of_span(saying.source.speaker().span?)?;
    Some(denied(speaker, token, true))
}

/// "this was not our work", "it was their doing".
fn own_work(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    let syntax = reading.syntax;
    let owner = syntax
        .children_by(token, &["nmod:poss"])
        .find(|&id| matches!(syntax.word(id), "our" | "their" | "its" | "my" | "his"))?;
    let is_copular = syntax.children_by(token, &["cop"]).next().is_some();
    let is_deed = words::is(syntax, token, "work") || is_act_noun(reading, token);
    let is_this = syntax
        .children_by(token, &["nsubj", "expl"])
        .any(|id| matches!(syntax.word(id), "it" | "this" | "that") || is_act_noun(reading, id));
    if !(is_copular && is_deed && is_this) {
        return None;
    }
    Some(if is_negated(syntax, token) {
        denied(owner, token, false)
    } else {
        Share {
            actor: owner,
            link: ResponsibilityLink::Accused,
            word: token,
            by_subject: false,
        }
    })
}

/// "the attack was the work of X", "the doing of one organisation".
fn work_of(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    let syntax = reading.syntax;
    if !words::is(syntax, token, "work") {
        return None;
    }
    let actor = of_whom(syntax, token).or_else(|| behind_of(syntax, token))?;
    let is_copular = syntax.children_by(token, &["cop"]).next().is_some()
        || syntax.deprel(token).starts_with("appos")
        || token >= 2
            && (token.saturating_sub(4)..token)
                .any(|id| matches!(syntax.word(id), "was" | "were" | "is" | "been" | "be"));
    let may = syntax.children_by(token, &["aux", "advmod"]).any(|id| {
        matches!(
            syntax.word(id),
            "may" | "might" | "could" | "possibly" | "perhaps" | "probably"
        )
    });
    let link = match (is_negated(syntax, token), may) {
        (true, _) => ResponsibilityLink::Denied,
        (_, true) => ResponsibilityLink::Possible,
        _ => ResponsibilityLink::Accused,
    };
    is_copular.then_some(Share {
        actor,
        link,
        word: token,
        by_subject: false,
    })
}

/// "the work of X": whoever stands right behind, whatever the tree makes of it.
fn behind_of(syntax: &Syntax<'_>, noun: TokenId) -> Option<TokenId> {
    let end = syntax.sentence_tokens(syntax.sentence_of(noun)).end;
    let of = (noun + 1 < end && syntax.word(noun + 1) == "of").then_some(noun + 1)?;
    let first = noun_after(syntax, of)?;
    // "Tehrik-e-Taliban": the tree parts names at their hyphens.
    let in_name = |id: &TokenId| syntax.word(*id) == "-" || syntax.upos(*id) == "PROPN";
    let is_hyphened = first + 1 < end && syntax.word(first + 1) == "-";
    let last = (first..end).take_while(in_name).last();
    let Some(last) = last.filter(|_| is_hyphened) else {
        return Some(first);
    };
    syntax.head_of_span(syntax.span_of_tokens(first..last + 1))
}

/// "bore the hallmarks of X".
fn mark_of(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    let syntax = reading.syntax;
    if !words::is(syntax, token, "mark") {
        return None;
    }
    let actor = of_whom(syntax, token)?;
    let verb = syntax.head(token)?;
    (!is_negated(syntax, verb) && syntax.upos(verb) == "VERB").then_some(Share {
        actor,
        link: ResponsibilityLink::Possible,
        word: token,
        by_subject: false,
    })
}
