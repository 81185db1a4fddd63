//! Incidents that the encoder found and for which no word of the trigger tables stands.

use dateline_core::{FigureKind, IncidentRole, IncidentType, Span};

use super::{Draft, FOUND_RANK, Reading, join, join_found, setting_of, told_types};
use crate::attribution::voice_at;
use crate::events::{Event, Reality};
use crate::figures::Counted;
use crate::found::{Found, Grouping, likeliest};
use crate::relevance::heads_forces;

/// Probability from which an incident stands without any act of the trigger tables, where some words are found to name it.
const ALONE: f32 = 0.6;

/// Sentences of a report that may name no act at all.
const SHORT: usize = 10;

/// Probability from which an incident stands whose words tell only whom it harmed.
const SURE: f32 = 0.8;

/// Probability from which it stands though nobody under arms is named, where some words are found to name the act.
const SUREST: f32 = 0.95;

/// Types of which the encoder was taught fewer than ten incidents: where the words name one, they are believed.
pub(super) const SELDOM_TAUGHT: [IncidentType; 9] = [
    IncidentType::PrisonBreak,
    IncidentType::Hijacking,
    IncidentType::SexualViolence,
    IncidentType::Release,
    IncidentType::Riot,
    IncidentType::TroopMovement,
    IncidentType::Displacement,
    IncidentType::Sabotage,
    IncidentType::Abuse,
];

/// Adds a draft for each found incident that no act tells, with the dates and places of its own phrases and sentences.
pub(super) fn add_untold<'a>(reading: &'a Reading<'a>, drafts: &mut Vec<Draft<'a>>) {
    for (id, found) in reading.found.iter().enumerate() {
        if drafts.iter().any(|draft| draft.found == Some(id)) {
            continue;
        }
        let is_led_by_words = reading.grouping == Grouping::Words;
        let is_named = found.of(&[IncidentRole::Trigger]).next().is_some();
        let tells = |at: usize| reading.tells[at] == Some(id);
        let mut told = drafts.iter().flat_map(|draft| &draft.events);
        let is_told_by_words = told.any(|&at| tells(at));
        // Where the words tell its harm and found nothing by it, somebody must stand for a toll.
        let is_told_by_harm = (0..reading.events.len()).any(tells);
        let is_borne_out = !is_told_by_harm
            || found.score >= SUREST && names_force(reading) && has_toll(reading, id);
        let is_weak = is_told_by_words || !is_named || !is_borne_out || found.score < ALONE;
        if is_led_by_words && (is_weak || is_told_again(reading, drafts, found))
            || reading.is_unrelated
            || is_told_unreal(reading, found)
        {
            continue;
        }
        let Some(naming) = found.naming() else {
            continue;
        };
        let mut draft = Draft {
            rank: FOUND_RANK,
            found: Some(id),
            ..Draft::new(found.incident_type, naming.sentence)
        };
        draft.dates = reading
            .dates
            .iter()
            .filter(|date| is_told(found, IncidentRole::Date, date.span, date.sentence))
            .collect();
        draft.places = reading
            .places
            .iter()
            .filter(|place| is_told(found, IncidentRole::Place, place.span, place.sentence))
            .collect();
        drafts.push(draft);
        let mine = drafts.len() - 1;
        let is_taken = |at: usize| {
            drafts[..mine]
                .iter()
                .any(|other| other.events.contains(&at))
        };
        let harm: Vec<usize> = (0..reading.events.len())
            .filter(|&at| tells(at) && !is_taken(at) && is_harm(reading, at))
            .collect();
        for at in harm {
            join(reading, &mut drafts[mine], at, &setting_of(reading, at));
        }
    }
}

/// Whether somebody whom the report names counts more than one dead or wounded of a found incident.
fn has_toll(reading: &Reading<'_>, found: usize) -> bool {
    let is_many = |counted: &Counted| {
        let bounds = counted.figure.bounds;
        bounds.best().or(bounds.low()) > Some(1)
    };
    let is_harm = |kind| matches!(kind, FigureKind::Killed | FigureKind::Wounded);
    reading.counted.iter().any(|counted| {
        let voice = voice_at(reading.syntax, reading.said, counted.token);
        reading.tells[counted.event] == Some(found)
            && is_harm(counted.figure.kind)
            && is_many(counted)
            && voice.is_some_and(|saying| saying.voice.is_some())
    })
}

/// Whether an act names only what befell people, and is told as done.
fn is_harm(reading: &Reading<'_>, at: usize) -> bool {
    let event = &reading.events[at];
    event.trigger.sense.figure.is_some() && event.reality != Reality::Unreal
}

/// Adds a draft for the likeliest found incident of a report whose words tell nothing but its harm: "deleted a post announcing the
/// deaths of 12 militants".
pub(super) fn add_told_by_harm<'a>(
    reading: &'a Reading<'a>,
    drafts: &mut Vec<Draft<'a>>,
    homeless: &[usize],
) {
    // A long report of violence names it somewhere.
    let is_short = reading.syntax.sentence_count() <= SHORT;
    if !drafts.is_empty() || reading.is_unrelated || !is_short {
        return;
    }
    let names_force = names_force(reading);
    let is_harm = |at: usize| reading.events[at].trigger.sense.figure.is_some();
    // One who died may have died of anything.
    let counts_many = |at: usize| {
        reading.counted.iter().any(|counted| {
            let bounds = counted.figure.bounds;
            counted.event == at && bounds.best().or(bounds.low()) > Some(1)
        })
    };
    let tells = |id: usize| {
        let mut told = homeless.iter().copied();
        told.any(|at| reading.tells[at] == Some(id) && is_harm(at) && counts_many(at))
    };
    let likely = reading.found.iter().enumerate().filter(|(id, found)| {
        let is_named = || found.of(&[IncidentRole::Trigger]).next().is_some();
        (found.score >= SURE && names_force
            || found.score >= SUREST && is_named() && has_toll(reading, *id))
            && does_harm(found.incident_type)
            && !is_told_unreal(reading, found)
            && tells(*id)
    });
    let Some((id, _)) = likely.max_by(|a, b| a.1.score.total_cmp(&b.1.score)) else {
        return;
    };
    for &at in homeless.iter().filter(|&&at| is_harm(at)) {
        join_found(reading, drafts, id, at, &setting_of(reading, at));
    }
}

/// Whether somebody under arms or an act of force is named at all: those who died in a fire are counted, too.
pub(super) fn names_force(reading: &Reading<'_>) -> bool {
    let mut words = 0..reading.syntax.len();
    let mut events = reading.events.iter();
    words.any(|id| heads_forces(reading.syntax.word(id)))
        || events.any(|event| {
            event.trigger.sense.rank > 0 && event.trigger.sense.incident_type.is_some()
        })
}

/// Types that are told by their dead and wounded.
fn does_harm(kind: IncidentType) -> bool {
    use IncidentType::{Arrest, Displacement, Protest, Raid, Release, TroopMovement};
    !matches!(
        kind,
        Arrest | Displacement | Protest | Raid | Release | TroopMovement
    )
}

/// Whether an act is told in the words that name a found incident.
fn names(reading: &Reading<'_>, found: &Found, event: &Event) -> bool {
    let words = reading
        .syntax
        .span_of_tokens(event.trigger.first..event.trigger.end);
    let mut named = found
        .of(&[IncidentRole::Trigger])
        .flat_map(|member| &member.told);
    named.any(|(told, _)| told.overlaps(words))
}

/// Whether the encoder found an incident twice: a draft holds the very act that names it, or one of its type in that sentence.
fn is_told_again(reading: &Reading<'_>, drafts: &[Draft<'_>], found: &Found) -> bool {
    let sentence = found.naming().map(|naming| naming.sentence);
    let holds = |draft: &Draft<'_>| {
        let mut events = draft.events.iter().map(|&at| &reading.events[at]);
        events.any(|event| {
            let is_beside = Some(event.sentence) == sentence
                && event.trigger.sense.rank > 0
                && draft.incident_type == found.incident_type;
            is_beside || names(reading, found, event)
        })
    };
    drafts.iter().any(holds)
}

/// Whether the words that name an incident are acts that the text says did not happen: feared, forbidden, conditional.
fn is_told_unreal(reading: &Reading<'_>, found: &Found) -> bool {
    let mut told = reading
        .events
        .iter()
        .filter(|event| names(reading, found, event))
        .peekable();
    told.peek().is_some() && told.all(|event| event.reality == Reality::Unreal)
}

/// Whether a date or place is one of the incident's own phrases; where it has none, whether it stands beside its name.
fn is_told(found: &Found, role: IncidentRole, span: Span, sentence: usize) -> bool {
    let mut own = found
        .members
        .iter()
        .filter(|member| member.role == role)
        .peekable();
    match own.peek() {
        Some(_) => own.any(|member| member.told.iter().any(|(told, _)| told.overlaps(span))),
        None => found
            .naming()
            .is_some_and(|naming| naming.sentence == sentence),
    }
}

/// Gives each draft the found incident that most of its acts tell; an incident goes to one draft alone.
pub(super) fn assign<'a>(reading: &'a Reading<'a>, drafts: &mut [Draft<'a>]) {
    let mut counted: Vec<(usize, usize, usize)> = Vec::new();
    for (id, draft) in drafts.iter().enumerate() {
        for found in 0..reading.found.len() {
            let tells = |at: &&usize| reading.tells[**at] == Some(found);
            let count = draft.events.iter().filter(tells).count();
            if count > 0 {
                counted.push((count, id, found));
            }
        }
    }
    counted.sort_by_key(|&(count, id, found)| (std::cmp::Reverse(count), id, found));
    let mut taken: Vec<usize> = Vec::new();
    for (_, id, found) in counted {
        if drafts[id].found.is_none() && !taken.contains(&found) {
            taken.push(found);
            drafts[id].found = Some(found);
            if !SELDOM_TAUGHT.contains(&drafts[id].incident_type) {
                drafts[id].incident_type = likeliest(
                    &reading.found[found].types,
                    &told_types(reading, &drafts[id]),
                );
            }
        }
    }
}
