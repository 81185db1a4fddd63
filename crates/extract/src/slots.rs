//! Type, stage, time, place and figures of one incident.

use dateline_core::value::{DateValue, Value};
use dateline_core::{Claim, Slot, Span, Stage, Stance, TimeFrame};

use crate::drafts::{Draft, Reading};
use crate::events::Reality;
use crate::setting::coarseness;
use crate::statements::{Statement, Statements};
use crate::syntax::TokenId;

/// Claims what kind of act it was, how far it got, when and where.
pub(crate) fn claim_slots(
    reading: &Reading<'_>,
    draft: &Draft<'_>,
    incident: usize,
    statements: &mut Statements<'_>,
) {
    let (span, token) = naming_words(reading, draft);
    statements.add(Statement {
        score: certainty_of(reading, draft),
        ..Statement::new(incident, Value::Type(draft.incident_type), span, token)
    });
    statements.add(Statement::new(
        incident,
        Value::TimeFrame(draft.time_frame),
        span,
        token,
    ));
    if let Some(parent) = draft.part_of {
        statements.add(Statement::new(
            incident,
            Value::PartOf(parent as u32),
            span,
            token,
        ));
    }
    claim_stages(reading, draft, incident, statements);
    claim_dates(draft, incident, statements);
    claim_places(reading, draft, incident, statements);
}

/// The words that name the act: the highest-ranking trigger, the first in the text among equals.
pub(crate) fn naming_words(reading: &Reading<'_>, draft: &Draft<'_>) -> (Span, TokenId) {
    let best = draft
        .events
        .iter()
        .map(|&at| &reading.events[at].trigger)
        .max_by_key(|trigger| {
            (
                trigger.sense.incident_type == Some(draft.incident_type),
                trigger.sense.rank,
                std::cmp::Reverse(trigger.first),
            )
        });
    if let Some(trigger) = best {
        let span = reading.syntax.span_of_tokens(trigger.first..trigger.end);
        return (span, trigger.token);
    }
    let naming = draft.found.and_then(|id| reading.found[id].naming());
    naming.map_or((Span::new(0, 0), 0), |member| (member.span, member.token))
}

/// How sure it is that there is such an incident: the encoder's probability, or little where it found none.
fn certainty_of(reading: &Reading<'_>, draft: &Draft<'_>) -> f32 {
    draft.found.map_or(UNFOUND, |id| reading.found[id].score)
}

/// Of the incidents that only the words of the tables tell, so many are incidents.
const UNFOUND: f32 = 0.4;

fn claim_stages(
    reading: &Reading<'_>,
    draft: &Draft<'_>,
    incident: usize,
    statements: &mut Statements<'_>,
) {
    let mut seen: Vec<(Stage, bool)> = Vec::new();
    if let Some(found) = draft.found.filter(|_| draft.events.is_empty()) {
        let (span, token) = naming_words(reading, draft);
        let stage = Value::Stage(reading.found[found].stage);
        statements.add(Statement::new(incident, stage, span, token));
    }
    for event in draft
        .events
        .iter()
        .map(|&at| &reading.events[at])
        .filter(|event| !event.negated)
    {
        let stage = match event.reality {
            Reality::Actual | Reality::Possible => Stage::Accomplished,
            Reality::Attempted => Stage::Attempted,
            Reality::Threatened => Stage::Threatened,
            Reality::Unreal => continue,
        };
        let is_said = statements.speaker_at(event.trigger.token).is_some();
        if (stage == Stage::Accomplished && event.trigger.sense.rank == 0 && draft.events.len() > 1)
            || seen.iter().any(|&(other, said)| {
                other == stage && (said == is_said || stage == Stage::Accomplished)
            })
        {
            continue;
        }
        seen.push((stage, is_said));
        let span = reading
            .syntax
            .span_of_tokens(event.trigger.first..event.trigger.end);
        statements.add(Statement {
            is_possible: event.reality == Reality::Possible,
            ..Statement::new(incident, Value::Stage(stage), span, event.trigger.token)
        });
    }
}

/// Claims the dates.
fn claim_dates(draft: &Draft<'_>, incident: usize, statements: &mut Statements<'_>) {
    for date in &draft.dates {
        statements.add(Statement::new(
            incident,
            Value::Date(date.value.clone()),
            date.span,
            date.token,
        ));
    }
}

/// Claims of an act told as past without any day that it was not after the published one (codebook section 4); the bound is the
/// publisher's, whoever tells of the act.
pub(crate) fn claim_bounds(
    reading: &Reading<'_>,
    drafts: &[Draft<'_>],
    statements: &mut Statements<'_>,
) {
    let Some(published) = reading.document.published_day() else {
        return;
    };
    for (incident, draft) in drafts.iter().enumerate() {
        let is_dated = statements
            .claims()
            .iter()
            .any(|claim| claim.incident == incident as u32 && claim.slot == Slot::Date);
        if is_dated || !is_told_as_past(reading, draft) {
            continue;
        }
        let (span, token) = naming_words(reading, draft);
        let bound = Value::Date(DateValue::not_after(published));
        let statement = Statement::new(incident, bound, span, token);
        statements.add_as(statement, reading.own.clone(), Stance::Asserts, None);
    }
}

fn is_told_as_past(reading: &Reading<'_>, draft: &Draft<'_>) -> bool {
    let is_past = |at: &usize| {
        matches!(
            reading.events[*at].reality,
            Reality::Actual | Reality::Possible | Reality::Attempted
        )
    };
    match draft.found.filter(|_| draft.events.is_empty()) {
        Some(found) => reading.found[found].stage != Stage::Threatened,
        None => draft.events.iter().any(is_past),
    }
}

fn claim_places(
    reading: &Reading<'_>,
    draft: &Draft<'_>,
    incident: usize,
    statements: &mut Statements<'_>,
) {
    let finest = draft
        .places
        .iter()
        .map(|place| coarseness(&place.value))
        .min();
    for place in &draft.places {
        // What only holds the finer place is no claim of its own.
        let is_rival = Some(coarseness(&place.value)) == finest || draft.places.len() == 1;
        if is_rival && reading.document.text.get(place.span).is_ok() {
            let value = Value::Place(place.value.clone());
            statements.add(Statement {
                inherited: reading.is_home(place),
                ..Statement::new(incident, value, place.span, place.token)
            });
        }
    }
}

/// What is told of an operation holds for its parts too, marked as inherited (codebook section 2).
pub(crate) fn claim_inherited(drafts: &[Draft<'_>], statements: &mut Statements<'_>) {
    for (incident, draft) in drafts.iter().enumerate() {
        let Some(parent) = draft.part_of else {
            continue;
        };
        let told: Vec<Claim> = statements
            .claims()
            .iter()
            .filter(|claim| {
                claim.incident == parent as u32
                    && is_heritable(claim)
                    && !is_told_elsewhere(draft, claim)
                    && !has_own(statements.claims(), incident, claim.slot)
            })
            .cloned()
            .collect();
        for claim in told {
            let token = statements.token_of(claim.number);
            let statement = Statement {
                incident,
                slot: claim.slot,
                value: claim.value.clone(),
                spans: claim.evidence.spans.clone(),
                token,
                is_possible: false,
                is_update: false,
                inherited: true,
                score: claim.score,
            };
            statements.add_as(
                statement,
                claim.source.clone(),
                claim.stance,
                claim.evidence.cue,
            );
        }
    }
}

fn is_heritable(claim: &Claim) -> bool {
    let is_counted = matches!(&claim.value, Some(Value::Weapon(weapon)) if weapon.count.is_some());
    matches!(claim.slot, Slot::Date | Slot::Perpetrator | Slot::Weapon)
        && claim.value.is_some()
        && !is_counted
}

/// Whether the weapon of an operation is told of another of its parts; the day of one is likely that of all.
fn is_told_elsewhere(draft: &Draft<'_>, claim: &Claim) -> bool {
    let mut spans = claim.evidence.spans.iter();
    claim.slot == Slot::Weapon
        && spans.any(|span| draft.elsewhere.iter().any(|other| other.overlaps(*span)))
}

fn has_own(claims: &[Claim], incident: usize, slot: Slot) -> bool {
    claims
        .iter()
        .any(|claim| claim.incident == incident as u32 && claim.slot == slot && !claim.inherited)
}

/// Whether a draft tells news.
pub(crate) fn is_current(draft: &Draft<'_>) -> bool {
    draft.time_frame == TimeFrame::Current
}
