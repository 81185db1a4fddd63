//! Who did it and what it was done to by the grammar of the acts, where the encoder ties nobody and nothing to an incident.

use dateline_core::value::Value;
use dateline_core::{IncidentType, PersonKind, PersonMention, Slot};
use dateline_normalize::{people, targets, weapons};

use super::affected::affected;
use super::members::only_speaks;
use super::{Filler, actor_of, acts, names_party};
use crate::drafts::{Draft, Reading};
use crate::events::Event;
use crate::found::Grouping;
use crate::statements::{Statement, Statements};
use crate::syntax::TokenId;

/// How sure it is who did an act by its grammar alone.
const BY_GRAMMAR: f32 = 0.6;

/// Claims the doers and the things of a draft's acts that no claim names yet. In text all in capitals the encoder ties better.
pub(super) fn claim_doers(
    reading: &Reading<'_>,
    persons: &[PersonMention],
    draft: &Draft<'_>,
    incident: usize,
    statements: &mut Statements<'_>,
) {
    if reading.grouping == Grouping::Encoder {
        return;
    }
    if draft.incident_type != IncidentType::Battle {
        for filler in doers(reading, draft) {
            if is_free(reading, statements, incident, Slot::Perpetrator, &filler) {
                let value = Value::Perpetrator(actor_of(reading, persons, filler.span));
                add(statements, incident, value, &filler);
            }
        }
    }
    for filler in things(reading, draft) {
        if !is_free(reading, statements, incident, Slot::Target, &filler) {
            continue;
        }
        let told = affected(reading, persons, &filler, None, false);
        if let Some(value @ Value::Target(_)) = told {
            add(statements, incident, value, &filler);
        }
    }
}

fn add(statements: &mut Statements<'_>, incident: usize, value: Value, filler: &Filler) {
    statements.add(Statement {
        score: filler.score,
        ..Statement::new(incident, value, filler.span, filler.token)
    });
}

fn filler(reading: &Reading<'_>, head: TokenId) -> Filler {
    Filler {
        span: reading.syntax.noun_phrase(head),
        token: head,
        score: BY_GRAMMAR,
    }
}

/// The parties that acts of a draft name as their doers. Who breaks out, who is counted as harmed and who only speaks did nothing.
fn doers(reading: &Reading<'_>, draft: &Draft<'_>) -> Vec<Filler> {
    let text = &reading.document.text;
    let breaks_out = |filler: &Filler| {
        draft.incident_type == IncidentType::PrisonBreak
            && people::kind(text.slice(filler.span)) == PersonKind::Detainee
    };
    let is_harmed = |filler: &Filler| {
        let mut counted = reading.counted.iter();
        counted.any(|one| draft.events.contains(&one.event) && one.phrase.overlaps(filler.span))
    };
    let told = told_by_verbs(reading, draft).flat_map(|event| event.agents.iter().copied());
    told.filter(|&head| names_party(reading, head))
        .map(|head| filler(reading, head))
        .filter(|one| !breaks_out(one) && !is_harmed(one) && !only_speaks(reading, &[one.span]))
        .collect()
}

/// The acts that verbs tell. Whom the tree gives a noun has often only to do with it: "police investigated a shooting".
fn told_by_verbs<'b>(
    reading: &'b Reading<'_>,
    draft: &'b Draft<'_>,
) -> impl Iterator<Item = &'b Event> {
    acts(reading, draft).filter(|event| {
        reading.syntax.upos(event.trigger.token) == "VERB"
            && event.trigger.sense.incident_type.is_some()
    })
}

/// What acts of a draft were done to, but where they were done: villages, roads.
fn things(reading: &Reading<'_>, draft: &Draft<'_>) -> Vec<Filler> {
    let text = &reading.document.text;
    let is_where = |head: TokenId| {
        let kind = targets::kind(text.slice(reading.syntax.span(head)));
        reading.places.iter().any(|place| place.token == head)
            || matches!(kind, None | Some("village" | "road"))
    };
    let told = told_by_verbs(reading, draft).filter(|event| event.trigger.sense.rank >= 2);
    told.flat_map(|event| event.patients.iter().copied())
        .filter(|&head| matches!(reading.syntax.upos(head), "NOUN" | "PROPN"))
        .filter(|&head| !is_where(head))
        .map(|head| filler(reading, head))
        // "destroyed a car packed with explosives"
        .filter(|one| weapons::find(text, one.span).is_empty())
        .collect()
}

/// Whether an incident has no claim of these words, and whoever speaks there has told nobody, or nothing, for its slot.
fn is_free(
    reading: &Reading<'_>,
    statements: &Statements<'_>,
    incident: usize,
    slot: Slot,
    filler: &Filler,
) -> bool {
    let saying = statements.speaker_at(filler.token);
    let source = saying.map_or(reading.own, |saying| &saying.source);
    let mut told = statements.claims().iter().filter(|claim| {
        let of_roles = matches!(claim.slot, Slot::Perpetrator | Slot::Victim | Slot::Target);
        claim.incident == incident as u32 && of_roles
    });
    !told.any(|claim| {
        let mut spans = claim.evidence.spans.iter();
        (claim.slot == slot && claim.source == *source)
            || spans.any(|span| span.overlaps(filler.span))
    })
}
