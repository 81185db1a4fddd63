//! Acts that a report tells only to say that they did not happen: "officials denied that anyone escaped from the jail".

use dateline_core::{FigureKind, IncidentType, SourceKind, Stance};

use super::untold::names_force;
use super::{Draft, Reading, join, setting_of};
use crate::attribution::voice_at;
use crate::events::{Event, Reality};
use crate::found::INCIDENT;

/// Rank from which a word names an act by itself.
const NAMES_AN_ACT: u8 = 2;

/// Adds a draft for each act that somebody denies, where the report tells of no other. What is denied stays an incident whose
/// occurrence is denied (codebook section 5); its claims are added with the other denials.
pub(super) fn add_denied<'a>(reading: &'a Reading<'a>, drafts: &mut Vec<Draft<'a>>) {
    let is_seen = reading.seen >= INCIDENT && names_force(reading);
    if !drafts.is_empty() || reading.is_unrelated || !is_seen {
        return;
    }
    for (at, event) in reading.events.iter().enumerate() {
        let Some(kind) = kind_of(event).filter(|_| is_denied(reading, at)) else {
            continue;
        };
        let setting = setting_of(reading, at);
        let is_set = setting.date.is_some()
            || !setting.places.is_empty()
            || is_done_to_place(reading, event);
        match drafts.first_mut() {
            Some(draft) => join(reading, draft, at, &setting),
            None if is_set => {
                let mut draft = Draft::new(kind, event.sentence);
                draft.time_frame = setting.time_frame;
                join(reading, &mut draft, at, &setting);
                drafts.push(draft);
            }
            None => {}
        }
    }
}

/// "no attack on Herat"
fn is_done_to_place(reading: &Reading<'_>, event: &Event) -> bool {
    let mut places = reading.places.iter();
    places.any(|place| event.patients.contains(&place.token))
}

/// The type of what is denied: that which the word names, or for people harmed or taken what most of such acts are.
fn kind_of(event: &Event) -> Option<IncidentType> {
    let sense = event.trigger.sense;
    let named = sense
        .incident_type
        .filter(|_| sense.rank >= NAMES_AN_ACT || !event.patients.is_empty());
    let of_effect = |kind| match kind {
        FigureKind::Killed | FigureKind::Wounded => Some(IncidentType::OtherViolence),
        FigureKind::Escaped => Some(IncidentType::PrisonBreak),
        FigureKind::Abducted => Some(IncidentType::Abduction),
        FigureKind::Captured => Some(IncidentType::Battle),
        _ => None,
    };
    named.or_else(|| sense.figure.and_then(of_effect))
}

/// Whether a named voice says that an act did not happen.
fn is_denied(reading: &Reading<'_>, at: usize) -> bool {
    let event = &reading.events[at];
    let saying = voice_at(reading.syntax, reading.said, event.trigger.token);
    saying.is_some_and(|saying| {
        let is_named = saying.source.speaker().kind != SourceKind::Publisher;
        let is_told = event.reality != Reality::Unreal;
        is_named && is_told && (saying.stance == Stance::Denies) != event.negated
    })
}
