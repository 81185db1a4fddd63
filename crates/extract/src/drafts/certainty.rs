//! How sure the words must be of an act in which the encoder found no incident.

use dateline_core::{FigureKind, IncidentType, PersonKind, SourceKind};

use super::untold::SELDOM_TAUGHT;
use super::{Draft, Reading};
use crate::attribution::voice_at;
use crate::events::Reality;
use crate::figures::Counted;
use crate::found::{Grouping, INCIDENT};
use crate::relevance::{heads_forces, is_deliberate};
use crate::syntax::TokenId;

/// Probability of the likeliest incident of a report below which only unmistakable words tell of one.
const DOUBTED: f32 = 0.15;

/// Score of the tagger of acts from which it is a witness.
const WITNESSED: f32 = 0.5;

/// Types that the encoder was taught by next to no report, and whose words are used of little else.
const UNTAUGHT: [IncidentType; 2] = [IncidentType::PrisonBreak, IncidentType::Hijacking];

/// Whether acts that the encoder found no incident in may be one by their words alone. In a report in which it found another
/// one they may; the less it saw in all of the report, the more must speak for them.
pub(super) fn may_stand_alone(reading: &Reading<'_>, draft: &Draft<'_>) -> bool {
    if reading.grouping == Grouping::Encoder {
        return reading.found.is_empty();
    }
    let mut real = draft
        .events
        .iter()
        .copied()
        .filter(|&at| is_real(reading, at));
    let suffices = |at: usize| {
        is_unmistakable(reading, draft, at)
            || reading.seen >= DOUBTED
                && (reading.witnessed[at] >= WITNESSED || is_by_or_on_forces(reading, at))
    };
    reading.seen >= INCIDENT
        || reading.seen >= DOUBTED && SELDOM_TAUGHT.contains(&draft.incident_type)
        || real.any(suffices)
}

/// Whether the words of an act leave little doubt: the tagger takes them for one and somebody took part or died, or they name a
/// deliberate act and count its dead or wounded in the same sentence or by the act itself.
fn is_unmistakable(reading: &Reading<'_>, draft: &Draft<'_>, at: usize) -> bool {
    let event = &reading.events[at];
    let sense = event.trigger.sense;
    let is_lethal = sense.figure == Some(FigureKind::Killed);
    let is_witnessed =
        reading.witnessed[at] >= WITNESSED && (is_lethal || has_party_beside(reading, draft, at));
    let is_untaught =
        UNTAUGHT.contains(&draft.incident_type) && (sense.rank >= 3 || is_counted(reading, at));
    let counts_harm = sense.rank >= 2
        && is_deliberate(reading.syntax, event)
        && draft
            .events
            .iter()
            .any(|&other| is_counted_harm(reading, other, event.sentence));
    is_witnessed
        || is_untaught
        || counts_harm
        || counts_killings(reading, at)
        || is_claimed_by_a_side(reading, at)
}

/// "nine shepherds were hanged": an act that is told with the number of those whom it killed, several of them.
fn counts_killings(reading: &Reading<'_>, at: usize) -> bool {
    let sense = reading.events[at].trigger.sense;
    sense.rank >= 2
        && sense.figure == Some(FigureKind::Killed)
        && is_deliberate(reading.syntax, &reading.events[at])
        && reading.counted.iter().any(|counted| {
            let bounds = counted.figure.bounds;
            counted.event == at && bounds.best().or(bounds.low()) > Some(1)
        })
}

/// "Rebels said that they had killed 12 soldiers": dead of a side, counted by one that bears arms.
fn is_claimed_by_a_side(reading: &Reading<'_>, at: usize) -> bool {
    let event = &reading.events[at];
    let voice = voice_at(reading.syntax, reading.said, event.trigger.token);
    let kind = voice.map(|saying| saying.source.speaker().kind);
    let bears_arms = matches!(
        kind,
        Some(SourceKind::ArmedGroup | SourceKind::SecurityForces)
    );
    let counts_a_side = |counted: &Counted| {
        let bounds = counted.figure.bounds;
        let is_side = matches!(
            counted.figure.of_kind,
            PersonKind::Military | PersonKind::ArmedGroup | PersonKind::Police
        );
        counted.event == at && is_side && bounds.best().or(bounds.low()) > Some(1)
    };
    bears_arms
        && event.trigger.sense.figure == Some(FigureKind::Killed)
        && event.trigger.sense.incident_type.is_some()
        && reading.counted.iter().any(counts_a_side)
}

/// A number of dead or wounded that the sentence tells beside the act.
fn is_counted_harm(reading: &Reading<'_>, at: usize, sentence: usize) -> bool {
    let event = &reading.events[at];
    let kind = event.trigger.sense.figure;
    event.sentence == sentence
        && event.trigger.sense.rank == 0
        && matches!(kind, Some(FigureKind::Killed | FigureKind::Wounded))
        && is_counted(reading, at)
}

fn is_real(reading: &Reading<'_>, at: usize) -> bool {
    let event = &reading.events[at];
    !event.negated && !matches!(event.reality, Reality::Possible | Reality::Unreal)
}

/// An act, not its mere effect, with a party under arms.
fn is_by_or_on_forces(reading: &Reading<'_>, at: usize) -> bool {
    reading.events[at].trigger.sense.incident_type.is_some()
        && parties(reading, at).any(|head| heads_forces(reading.syntax.word(head)))
}

fn parties<'a>(reading: &'a Reading<'_>, at: usize) -> impl Iterator<Item = TokenId> + 'a {
    let event = &reading.events[at];
    event.agents.iter().chain(&event.patients).copied()
}

fn is_counted(reading: &Reading<'_>, at: usize) -> bool {
    reading.counted.iter().any(|counted| counted.event == at)
}

/// Whether the sentence of an act names who took part in it or was affected.
fn has_party_beside(reading: &Reading<'_>, draft: &Draft<'_>, act: usize) -> bool {
    let sentence = reading.events[act].sentence;
    let beside = draft.events.iter().copied().filter(|&at| {
        let event = &reading.events[at];
        event.sentence == sentence && (at == act || event.trigger.sense.figure.is_some())
    });
    beside.into_iter().any(|at| {
        is_counted(reading, at)
            || parties(reading, at)
                .any(|head| matches!(reading.syntax.upos(head), "NOUN" | "PROPN" | "NUM"))
    })
}
