//! Who did it, to whom, to what, and with what.

mod affected;
mod doers;
mod means;
mod members;
#[cfg(test)]
mod tests;

use dateline_core::value::{Actor, Bounds, Value};
use dateline_core::{
    ActorKind, Encoding, IncidentRole, IncidentType, MentionKind, PersonKind, PersonMention,
    Redaction, Span,
};
use dateline_normalize::{actors, figures, nationalities, people};

use crate::drafts::{Draft, Reading};
use crate::events::{Event, Reality};
use crate::parties::organisations_in;
use crate::statements::{Statement, Statements};
use crate::syntax::TokenId;
use affected::{claim_affected, claim_counted};
use doers::claim_doers;
use means::claim_weapons;
use members::claim_members;

/// Least probability at which a role that the encoder marked is believed without help from the syntax.
const ROLE_SCORE: f32 = 0.5;

/// Probability at which it is believed even where no word of the phrase is known to name a party.
const SURE_SCORE: f32 = 0.8;

/// A phrase that fills a role.
struct Filler {
    span: Span,
    token: TokenId,
    score: f32,
}

/// Claims perpetrators, victims, targets and weapons of one draft.
pub(crate) fn claim_roles(
    reading: &Reading<'_>,
    encoding: &Encoding,
    persons: &[PersonMention],
    draft: &Draft<'_>,
    incident: usize,
    statements: &mut Statements<'_>,
) {
    let sentences = draft.sentences(reading);
    if let Some(found) = draft.found.map(|id| &reading.found[id]) {
        claim_members(reading, persons, draft, found, incident, statements);
        claim_counted(reading, persons, draft, incident, statements);
        claim_doers(reading, persons, draft, incident, statements);
        if found.of(&[IncidentRole::Weapon]).next().is_none() {
            claim_weapons(reading, draft, incident, &sentences, statements);
        }
        return;
    }
    claim_parties(
        reading, encoding, persons, draft, incident, &sentences, statements,
    );
    claim_affected(
        reading, encoding, persons, draft, incident, &sentences, statements,
    );
    claim_weapons(reading, draft, incident, &sentences, statements);
}

fn acts<'b>(reading: &'b Reading<'_>, draft: &'b Draft<'_>) -> impl Iterator<Item = &'b Event> {
    draft
        .events
        .iter()
        .map(|&at| &reading.events[at])
        .filter(|event| !event.negated && event.reality != Reality::Unreal)
}

fn claim_parties(
    reading: &Reading<'_>,
    encoding: &Encoding,
    persons: &[PersonMention],
    draft: &Draft<'_>,
    incident: usize,
    sentences: &[usize],
    statements: &mut Statements<'_>,
) {
    let mut fillers: Vec<Filler> = acts(reading, draft)
        .flat_map(|event| event.agents.iter().copied())
        .filter(|&head| names_party(reading, head))
        .map(|head| Filler {
            span: reading.syntax.noun_phrase(head),
            token: head,
            score: 0.8,
        })
        .collect();
    if draft.incident_type != IncidentType::PrisonBreak || fillers.is_empty() {
        let told = marked(
            reading,
            encoding,
            sentences,
            &[MentionKind::PerpInd, MentionKind::PerpOrg],
        );
        fillers.extend(
            told.into_iter()
                .filter(|filler| filler.score >= SURE_SCORE || names_party(reading, filler.token)),
        );
    }
    let is_battle = draft.incident_type == IncidentType::Battle;
    let escapees = |words: &str| {
        draft.incident_type == IncidentType::PrisonBreak
            && people::kind(words) == PersonKind::Detainee
    };
    let mut sides = 0;
    for filler in distinct(reading, fillers) {
        let actor = actor_of(reading, persons, filler.span);
        if escapees(&actor.mention) {
            continue;
        }
        sides += 1;
        let value = match (is_battle, sides) {
            (true, 1) => Value::SideA(actor),
            (true, 2) => Value::SideB(actor),
            (true, _) => continue,
            (false, _) => Value::Perpetrator(actor),
        };
        statements.add(Statement {
            score: filler.score,
            ..Statement::new(incident, value, filler.span, filler.token)
        });
    }
}

/// Whether a phrase names a party: people under arms, a group, a person; not a thing or a pronoun.
fn names_party(reading: &Reading<'_>, head: TokenId) -> bool {
    let syntax = reading.syntax;
    let span = syntax.noun_phrase(head);
    let words = reading.document.text.slice(span);
    match syntax.upos(head) {
        "PROPN" | "NOUN" | "NUM" | "ADJ" => {
            actors::kind(words) != ActorKind::Unknown
                || people::kind(words) != PersonKind::Unknown
                || !organisations_in(reading, span).is_empty()
                || !nationalities::find(&reading.document.text, span).is_empty()
        }
        _ => false,
    }
}

/// What the encoder marked as one of `kinds` in these sentences.
fn marked(
    reading: &Reading<'_>,
    encoding: &Encoding,
    sentences: &[usize],
    kinds: &[MentionKind],
) -> Vec<Filler> {
    encoding
        .mentions
        .iter()
        .filter(|mention| kinds.contains(&mention.kind) && mention.score >= ROLE_SCORE)
        .filter_map(|mention| {
            let token = reading.syntax.head_of_span(mention.span)?;
            let is_here = sentences.contains(&reading.syntax.sentence_of(token));
            let crosses_verb = reading
                .syntax
                .tokens_in(mention.span)
                .any(|id| matches!(reading.syntax.upos(id), "VERB" | "AUX"));
            let span = if crosses_verb {
                reading.syntax.noun_phrase(token)
            } else {
                mention.span
            };
            (is_here && matches!(reading.syntax.upos(token), "NOUN" | "PROPN" | "NUM" | "ADJ"))
                .then_some(Filler {
                    span,
                    token,
                    score: mention.score,
                })
        })
        .collect()
}

/// One filler for each head word, the first in the text; overlapping fillers count once.
fn distinct(reading: &Reading<'_>, mut fillers: Vec<Filler>) -> Vec<Filler> {
    fillers.sort_by_key(|filler| (filler.span.start, std::cmp::Reverse(filler.span.end)));
    let mut kept: Vec<Filler> = Vec::new();
    for filler in fillers {
        let word = reading.syntax.word(filler.token);
        let is_new = kept.iter().all(|other| {
            reading.syntax.word(other.token) != word && !other.span.overlaps(filler.span)
        });
        if is_new {
            kept.push(filler);
        }
    }
    kept
}

/// An acting party from its words.
pub(crate) fn actor_of(reading: &Reading<'_>, persons: &[PersonMention], span: Span) -> Actor {
    let mention = reading.document.text.slice(span).trim().to_owned();
    let named = organisations_in(reading, span);
    let named = named.first();
    Actor {
        organisation: named.map(|found| found.canonical.to_owned()),
        kind: match (actors::kind(&mention), named) {
            // The words alone do not tell an acronym that the report's country decides.
            (ActorKind::Unknown, Some(found)) => found.organisation.kind,
            (kind, _) => kind,
        },
        nationality: nationality(reading, span),
        count: count_in(reading, span),
        private: is_private(persons, span),
        mention,
    }
}

fn nationality(reading: &Reading<'_>, span: Span) -> Option<String> {
    nationalities::find(&reading.document.text, span)
        .first()
        .map(|&(_, code)| code.to_owned())
}

/// The number that stands in a phrase, or 1 for "a soldier".
fn count_in(reading: &Reading<'_>, span: Span) -> Option<Bounds> {
    let text = &reading.document.text;
    figures::find(text, span)
        .first()
        .map(|quantity| quantity.bounds)
        .or_else(|| figures::singular(text.slice(span)))
}

fn is_private(persons: &[PersonMention], span: Span) -> bool {
    persons
        .iter()
        .any(|person| person.redaction != Redaction::Public && person.span.overlaps(span))
}
