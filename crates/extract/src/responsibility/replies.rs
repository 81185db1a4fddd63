//! Answers to an accusation or a report: "denied the charge", "called this baseless", "rejected it as fiction".

use dateline_core::value::{Responsibility, Value};
use dateline_core::{Claim, ResponsibilityLink, Source, SourceKind, Span, Stance};

use super::actors::{can_answer, naming_span, own_source};
use super::arguments::{doer, noun_after, object_of};
use super::links::{HOW_FAR, Linker, is_charge, value_of};
use super::words;
use crate::drafts::Reading;
use crate::events::is_negated;
use crate::statements::Statement;
use crate::syntax::{Syntax, TokenId};

/// Claims what an answer denies: that the accused did it, or where nobody is accused, that it happened.
pub(super) fn claim_reply(linker: &mut Linker<'_, '_>, token: TokenId) {
    let reading = linker.reading;
    let Some(replier) = reply(reading, token) else {
        return;
    };
    let Some(source) = speaker(linker, replier, token) else {
        return;
    };
    let sentence = reading.syntax.sentence_of(token);
    let earlier = linker.earlier(token);
    let near = earlier.iter().filter(|claim| {
        sentence
            - reading
                .syntax
                .sentence_of(linker.statements.token_of(claim.number))
            <= HOW_FAR
    });
    let charge = near
        .filter(|claim| claim.source.speaker().words != source.speaker().words)
        .find(|claim| {
            value_of(claim).is_some_and(|value| {
                is_open(value, &source) || is_in_ones_name(linker, claim, replier, token)
            })
        });
    match charge {
        Some(charge) => {
            let (incident, actor) = (charge.incident as usize, charge.evidence.spans[0]);
            linker.deny(incident, actor, token, source);
        }
        None if rejects_charge(reading, token) && can_answer(reading, replier) => {
            deny_own(linker, replier, token, source);
        }
        None if rejects_report(reading, token) => deny_occurrence(linker, token, source),
        None => {}
    }
}

/// "denied the charge": of an accusation that was not understood, whoever answers it is the accused.
fn rejects_charge(reading: &Reading<'_>, token: TokenId) -> bool {
    let syntax = reading.syntax;
    object_of(syntax, token).is_some_and(|object| words::is(syntax, object, "accusation"))
}

fn deny_own(linker: &mut Linker<'_, '_>, replier: TokenId, token: TokenId, source: Source) {
    if let Some(incident) = linker.incident_of(token) {
        let actor = naming_span(linker.reading, replier);
        linker.deny(incident, actor, token, source);
    }
}

/// Whether an answer can deny a link: what somebody claims for himself, another who calls it a lie does not deny to have done.
fn is_open(value: &Responsibility, replier: &Source) -> bool {
    let name = value.actor.mention.to_lowercase();
    let is_own = replier.speaker().words.to_lowercase().contains(&name);
    is_charge(value.link) && (value.link != ResponsibilityLink::Claimed || is_own)
}

/// "The group called it a forgery": who answers a statement made in his own name denies to have made it.
fn is_in_ones_name(
    linker: &Linker<'_, '_>,
    claim: &Claim,
    replier: TokenId,
    token: TokenId,
) -> bool {
    let reading = linker.reading;
    let is_claimed = value_of(claim).is_some_and(|value| value.link == ResponsibilityLink::Claimed);
    let meant = linker.meant_by(claim.incident as usize, replier, token);
    is_claimed
        && meant.is_some_and(|span| {
            reading.document.text.slice(span)
                == reading.document.text.slice(claim.evidence.spans[0])
        })
}

/// The source of an answer: who is told at the word, or its subject.
fn speaker(linker: &Linker<'_, '_>, replier: TokenId, token: TokenId) -> Option<Source> {
    let reading = linker.reading;
    let own = reading.said.iter().find(|saying| {
        saying.cue_token == token && saying.source.speaker().kind != SourceKind::Publisher
    });
    let around = || linker.statements.speaker_at(token);
    let is_pronoun = reading.syntax.upos(replier) == "PRON";
    let is_judgement = judged_untrue(reading, token).is_some();
    match own.or_else(|| around().filter(|_| is_pronoun || is_judgement)) {
        Some(saying) => Some(saying.source.clone()),
        None if is_pronoun => None,
        None => Some(own_source(reading, naming(reading, replier))),
    }
}

fn naming(reading: &Reading<'_>, head: TokenId) -> Span {
    reading.syntax.noun_phrase(head)
}

/// The subject of a word that answers what was said.
fn reply(reading: &Reading<'_>, token: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    if is_negated(syntax, token) {
        return None;
    }
    if let Some(speaker) =
        judged_untrue(reading, token).or_else(|| says_only_untrue(reading, token))
    {
        return Some(speaker);
    }
    if syntax.upos(token) != "VERB" {
        return None;
    }
    let subject = doer(reading, token)?;
    let object = object_of(syntax, token);
    let is_word = |id: TokenId| {
        words::is(syntax, id, "charge") && !is_modified(reading, id) && !is_against(syntax, id)
    };
    let scoffs = words::is(syntax, token, "scoff")
        && syntax
            .children_by(token, &["obj", "obl", "obl:agent", "nmod"])
            .any(|id| id > token && is_word(id));
    let denies = words::is(syntax, token, "deny")
        && (object.is_some_and(is_word)
            || is_bare_denial(syntax, token)
            || is_relative_denial(syntax, token));
    let calls = matches!(
        syntax.word(token),
        "called"
            | "calls"
            | "calling"
            | "dismissed"
            | "dismisses"
            | "rejected"
            | "described"
            | "branded"
            | "rejects"
    ) && (object.is_some_and(is_word)
        || noun_after(syntax, token).is_some_and(is_word)
        || is_this(syntax, token + 1))
        && words::first(syntax, token + 1..syntax.subtree(token).end, "untrue").is_some();
    (denies || calls || scoffs || issues_denial(syntax, token)).then_some(subject)
}

/// "issued a denial", "had no truck with it".
fn issues_denial(syntax: &Syntax<'_>, verb: TokenId) -> bool {
    let is_issued =
        words::is(syntax, verb, "issue") || matches!(syntax.word(verb), "made" | "gave");
    is_issued
        && syntax
            .children_by(verb, &["obj"])
            .any(|id| matches!(syntax.word(id), "denial" | "denials"))
}

/// "said the accusation was false", "That is a lie": the one who says so.
fn judged_untrue(reading: &Reading<'_>, token: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    let is_judged =
        words::is(syntax, token, "untrue") && syntax.children_by(token, &["cop"]).next().is_some();
    let mut judged = syntax.children_by(token, &["nsubj"]);
    let is_charge = judged.any(|id| {
        matches!(syntax.word(id), "this" | "that")
            || words::is(syntax, id, "accusation")
            || matches!(
                syntax.word(id),
                "statement" | "leaflet" | "message" | "caller" | "communique" | "video"
            )
    });
    let saying = reading.said.iter().find(|saying| {
        saying
            .content
            .iter()
            .any(|content| content.contains(&token))
    })?;
    let span = saying
        .source
        .speaker()
        .span
        .filter(|_| is_judged && is_charge)?;
    syntax.head_of_span(span)
}

/// "dismissed the charges against Omar Tal": those of another.
fn is_against(syntax: &Syntax<'_>, charge: TokenId) -> bool {
    let end = syntax.sentence_tokens(syntax.sentence_of(charge)).end;
    let against = (charge + 1 < end && syntax.word(charge + 1) == "against").then_some(charge + 2);
    against.is_some_and(|id| {
        id < end
            && !matches!(
                syntax.word(id),
                "it" | "him" | "her" | "them" | "us" | "its" | "his"
            )
    })
}

/// "Lies," said a spokesman; "Not true,"; "spoke of propaganda": all that is said calls untrue what was said before.
fn says_only_untrue(reading: &Reading<'_>, token: TokenId) -> Option<TokenId> {
    const SHORT: usize = 4;
    let syntax = reading.syntax;
    let saying = reading
        .said
        .iter()
        .find(|saying| saying.cue_token == token)?;
    let said: Vec<TokenId> = saying
        .content
        .iter()
        .flat_map(Clone::clone)
        .filter(|&id| syntax.upos(id) != "PUNCT")
        .collect();
    let is_untrue = said
        .iter()
        .any(|&id| words::is(syntax, id, "untrue") || words::is(syntax, id, "charge_false"));
    let span = saying.source.speaker().span?;
    (said.len() <= SHORT && is_untrue)
        .then(|| syntax.head_of_span(span))
        .flatten()
}

/// "Moscow denied.": nothing is said of what; it is what was said before.
fn is_bare_denial(syntax: &Syntax<'_>, verb: TokenId) -> bool {
    let end = syntax.sentence_tokens(syntax.sentence_of(verb)).end;
    let is_closed = verb + 1 >= end || matches!(syntax.word(verb + 1), "." | ";");
    is_closed && matches!(syntax.word(verb), "denied" | "denies")
}

/// "which Moscow denied", "an accusation that the movement rejected": the relative pronoun is what is denied.
fn is_relative_denial(syntax: &Syntax<'_>, verb: TokenId) -> bool {
    const NEAR: usize = 6;
    let start = syntax.sentence_tokens(syntax.sentence_of(verb)).start;
    let near = (start + 1).max(verb.saturating_sub(NEAR))..verb;
    let is_charged = |noun: TokenId| words::is(syntax, noun, "charge") || syntax.word(noun) == ",";
    let end = syntax.sentence_tokens(syntax.sentence_of(verb)).end;
    let has_no_object = verb + 1 >= end || matches!(syntax.word(verb + 1), "." | "," | ";");
    has_no_object
        && near.rev().any(|id| {
            syntax.word(id) == "which" && is_charged(id - 1)
                || syntax.word(id) == "that" && words::is(syntax, id - 1, "charge")
        })
}

/// "called this baseless", whatever the tree makes of it.
fn is_this(syntax: &Syntax<'_>, id: TokenId) -> bool {
    id < syntax.len() && matches!(syntax.word(id), "this" | "that" | "it")
}

/// "called the report a lie": what is rejected is told as having happened.
fn rejects_report(reading: &Reading<'_>, token: TokenId) -> bool {
    let syntax = reading.syntax;
    // "called that a story" calls something else one.
    let is_another = |id: TokenId| {
        let mut articles = syntax.children_by(id, &["det"]);
        articles.any(|article| matches!(syntax.word(article), "a" | "an"))
    };
    syntax.children_by(token, &["obj"]).any(|id| {
        !is_another(id)
            && matches!(
                syntax.word(id),
                "report"
                    | "reports"
                    | "story"
                    | "stories"
                    | "rumour"
                    | "rumours"
                    | "rumor"
                    | "rumors"
            )
    })
}

/// "the report that 40 had died" says what is denied by itself.
fn is_modified(reading: &Reading<'_>, noun: TokenId) -> bool {
    let syntax = reading.syntax;
    let below = syntax.subtree(noun);
    let mut told = reading.events.iter();
    let has_figure = reading
        .counted
        .iter()
        .any(|counted| below.contains(&reading.events[counted.event].trigger.token));
    has_figure && told.any(|event| below.contains(&event.trigger.token))
}

fn deny_occurrence(linker: &mut Linker<'_, '_>, token: TokenId, source: Source) {
    let syntax = linker.reading.syntax;
    let sentence = syntax.sentence_of(token);
    let is_told = linker.statements.claims().iter().any(|claim| {
        claim.stance == Stance::Denies
            && syntax.sentence_of(linker.statements.token_of(claim.number)) == sentence
    });
    let Some(incident) = linker.incident_of(token).filter(|_| !is_told) else {
        return;
    };
    let span = syntax.span(token);
    let statement = Statement::new(incident, Value::Occurrence(false), span, token);
    linker
        .statements
        .add_as(statement, source, Stance::Denies, Some(span));
}
