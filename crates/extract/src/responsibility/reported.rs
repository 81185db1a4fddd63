//! Actors whom the report itself, or somebody in it, names as the perpetrators.

use dateline_core::value::Value;
use dateline_core::{ActorKind, Certainty, IncidentType, ResponsibilityLink, Slot, Span};

use super::actors::speaking_for;
use super::arguments::noun_after;
use super::links::{Link, Linker, value_of};
use super::sides::is_own;
use super::words;
use crate::attribution::Attribution;
use crate::drafts::{Draft, Reading};
use crate::setting::coarseness;
use crate::syntax::TokenId;

/// Acts whose parties are told as such: responsibility is not recorded for them (codebook section 10).
pub(super) const RESPONSES: [IncidentType; 5] = [
    IncidentType::Battle,
    IncidentType::Raid,
    IncidentType::Arrest,
    IncidentType::Protest,
    IncidentType::Release,
];

/// An organisation that the report itself names as the perpetrator is reported as fact, unless somebody only says so.
pub(super) fn claim_reported(linker: &mut Linker<'_, '_>) {
    let (reading, drafts) = (linker.reading, linker.drafts);
    let statements = &*linker.statements;
    let told: Vec<(u32, Span, TokenId)> = statements
        .claims()
        .iter()
        .filter(|claim| claim.slot == Slot::Perpetrator && matches!(&claim.value, Some(Value::Perpetrator(actor)) if actor.organisation.is_some() || actor.kind == ActorKind::StateForces))
        .filter_map(|claim| Some((claim.incident, *claim.evidence.spans.first()?, statements.token_of(claim.number))))
        .collect();
    for (incident, span, token) in told {
        let statements = &*linker.statements;
        let is_tied = statements.claims().iter().any(|claim| {
            claim.slot == Slot::Responsibility
                && claim
                    .evidence
                    .spans
                    .iter()
                    .any(|other| other.overlaps(span) || is_apposed(reading, *other, span))
        });
        let is_response = RESPONSES.contains(&drafts[incident as usize].incident_type);
        if is_response
            || is_tied
            || is_only_charged(reading, token)
            || drafts[incident as usize]
                .places
                .iter()
                .any(|place| place.span == span && coarseness(&place.value) < 5)
        {
            continue;
        }
        let act = act_of(reading, &drafts[incident as usize], token);
        let saying = linker.statements.speaker_at(token);
        // "police said, wounding two", "the army would not say": who speaks of it is not thereby the one who did it.
        let is_speaker = |other: &Attribution| {
            other
                .source
                .speaker()
                .span
                .is_some_and(|other| other.overlaps(span))
        };
        if saying.is_some_and(is_speaker) || (act.is_none() && reading.said.iter().any(is_speaker))
        {
            continue;
        }
        // "Army denies killing villagers": the tree makes the speaker the doer of what he speaks of.
        let is_named_at_cue = |other: &Attribution| {
            let mention = other.mention.as_ref();
            mention.is_some_and(|mention| mention.contains(&token))
        };
        if reading.said.iter().any(is_named_at_cue) {
            continue;
        }
        let is_own = saying.is_some_and(|saying| is_own(reading, token, saying));
        // "said it had no hand in the bombing" denies for whomever the tree makes the bomber.
        let is_denied = linker.statements.claims().iter().any(|claim| {
            value_of(claim).is_some_and(|value| value.link == ResponsibilityLink::Denied)
                && claim.incident == incident
                && reading
                    .syntax
                    .sentence_of(linker.statements.token_of(claim.number))
                    == reading.syntax.sentence_of(token)
        });
        if is_own && is_denied {
            continue;
        }
        let link = link_of(linker, incident as usize, token, is_own);
        let own = saying
            .filter(|_| link == ResponsibilityLink::Claimed)
            .and_then(|saying| speaking_for(reading, saying.source.speaker()));
        linker.link(Link {
            incident: incident as usize,
            actor: own.unwrap_or(span),
            link,
            stance: None,
            word: token,
            cue: act.unwrap_or(span),
            source: None,
            is_possible: false,
        });
    }
}

/// How an actor is tied to an incident that some words tell of it without more.
fn link_of(
    linker: &Linker<'_, '_>,
    incident: usize,
    actor: TokenId,
    is_own: bool,
) -> ResponsibilityLink {
    let saying = linker.statements.speaker_at(actor);
    match saying.filter(|saying| !saying.source.is_publisher()) {
        Some(_) if is_own => ResponsibilityLink::Claimed,
        _ if is_doubtful(linker.reading, actor, saying) => ResponsibilityLink::Possible,
        Some(saying) => {
            let speaker = saying.source.speaker();
            linker.accused_by(incident, speaker.kind, speaker.span)
        }
        None => ResponsibilityLink::ReportedAsFact,
    }
}

/// "suspected Shining Path guerrillas", "pamphlets signed by the Shining Path were left": nobody says outright that they did it.
fn is_doubtful(reading: &Reading<'_>, actor: TokenId, saying: Option<&Attribution>) -> bool {
    let syntax = reading.syntax;
    let is_hedged = saying.is_some_and(|saying| saying.certainty != Certainty::Stated);
    let start = syntax.sentence_tokens(syntax.sentence_of(actor)).start;
    let mut phrase = syntax.tokens_in(syntax.noun_phrase(actor));
    let is_suspected = phrase.any(|id| words::is(syntax, id, "hedge"));
    let paper = (start..actor)
        .rev()
        .find(|&id| words::is(syntax, id, "left"));
    let is_signature = paper.is_some_and(|paper| {
        !(paper..actor).any(|id| syntax.upos(id) == "VERB" && syntax.word(id) != "signed")
    });
    is_hedged || is_suspected || is_signature
}

/// "acquitted two officers of murdering", "accused rebels of shelling": what is held against somebody is no fact of the report.
fn is_only_charged(reading: &Reading<'_>, actor: TokenId) -> bool {
    let syntax = reading.syntax;
    let is_charge = |verb: TokenId| {
        ["acquit", "convict", "accuse", "suspect"]
            .iter()
            .any(|kind| words::is(syntax, verb, kind))
    };
    let first = syntax.sentence_tokens(syntax.sentence_of(actor)).start;
    (first..actor).any(|verb| is_charge(verb) && noun_after(syntax, verb) == Some(actor))
}

/// The word of the act whose clause names an actor: it carries the link as much as the name does.
fn act_of(reading: &Reading<'_>, draft: &Draft<'_>, actor: TokenId) -> Option<Span> {
    let told = draft.events.iter().map(|&at| &reading.events[at]);
    told.filter(|event| event.agents.contains(&actor))
        .map(|event| reading.syntax.span(event.trigger.token))
        .next()
}

/// "a faction of the Taliban, Jamaat-ul-Ahrar": two names of one phrase are one actor, or nearly.
fn is_apposed(reading: &Reading<'_>, a: Span, b: Span) -> bool {
    let syntax = reading.syntax;
    let heads = (syntax.head_of_span(a), syntax.head_of_span(b));
    let (Some(a), Some(b)) = heads else {
        return false;
    };
    let within = |top: TokenId, other: TokenId| {
        syntax.is_below(other, top)
            && syntax
                .ancestors(other)
                .take_while(|&id| id != top)
                .all(|id| matches!(syntax.upos(id), "NOUN" | "PROPN" | "ADJ"))
    };
    within(a, b) || within(b, a)
}
