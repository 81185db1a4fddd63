//! Force used against protests (codebook section 3).

use dateline_core::{FigureKind, IncidentType};

use super::{Draft, Reading};
use crate::setting::can_be_same_place;

/// Force used against a protest is an incident of its own, a part of the protest (codebook section 3).
pub(super) fn tie_force_to_protests(reading: &Reading<'_>, drafts: &mut [Draft<'_>]) {
    for id in 0..drafts.len() {
        let draft = &drafts[id];
        if !draft.is_whole() || !is_force(draft.incident_type) {
            continue;
        }
        let protest = (0..drafts.len()).find(|&other| {
            let protest = &drafts[other];
            protest.incident_type == IncidentType::Protest
                && protest.part_of.is_none()
                && are_told_together(reading, protest, draft)
        });
        drafts[id].part_of = protest;
    }
}

/// Whoever is shot at a protest is told of the force used there, not of the protest: its harm, and the acts that did it, are
/// those of the part, which is made where the words of the protest alone told of it.
pub(super) fn part_force_from_protests<'a>(drafts: &mut Vec<Draft<'a>>, reading: &'a Reading<'a>) {
    for id in 0..drafts.len() {
        if drafts[id].incident_type != IncidentType::Protest {
            continue;
        }
        let is_forced = |at: &usize| tells_force(reading, *at);
        let told: Vec<usize> = drafts[id]
            .events
            .iter()
            .copied()
            .filter(is_forced)
            .collect();
        let kind = told.iter().find_map(|&at| force_of(reading, at));
        let part = (0..drafts.len()).find(|&other| {
            drafts[other].part_of == Some(id)
                && matches!(
                    drafts[other].incident_type,
                    IncidentType::ArmedAssault | IncidentType::OtherViolence
                )
        });
        let Some(part) = part.or_else(|| Some(part_of_protest(reading, drafts, id, kind?, &told)))
        else {
            continue;
        };
        drafts[id].events.retain(|at| !told.contains(at));
        drafts[part].events.extend(told);
        drafts[part].events.sort_unstable();
        drafts[part].events.dedup();
    }
}

/// A draft for the force used at the protest `id`, first told by the acts `told`.
fn part_of_protest<'a>(
    reading: &Reading<'_>,
    drafts: &mut Vec<Draft<'a>>,
    id: usize,
    kind: IncidentType,
    told: &[usize],
) -> usize {
    let protest = &drafts[id];
    let sentences = told.iter().map(|&at| reading.events[at].sentence);
    let first = sentences.min().unwrap_or(protest.first_sentence);
    let part = Draft {
        rank: super::NAMING_RANK,
        dates: protest.dates.clone(),
        places: protest.places.clone(),
        time_frame: protest.time_frame,
        part_of: Some(id),
        ..Draft::new(kind, first)
    };
    drafts.push(part);
    drafts.len() - 1
}

fn tells_force(reading: &Reading<'_>, at: usize) -> bool {
    let figure = reading.events[at].trigger.sense.figure;
    matches!(figure, Some(FigureKind::Killed | FigureKind::Wounded))
        || force_of(reading, at).is_some()
}

/// The kind of force that an act names.
fn force_of(reading: &Reading<'_>, at: usize) -> Option<IncidentType> {
    let sense = reading.events[at].trigger.sense;
    sense.incident_type.filter(|kind| {
        matches!(
            kind,
            IncidentType::ArmedAssault | IncidentType::OtherViolence
        ) && sense.rank > 0
    })
}

fn is_force(kind: IncidentType) -> bool {
    matches!(
        kind,
        IncidentType::ArmedAssault
            | IncidentType::Arrest
            | IncidentType::Raid
            | IncidentType::OtherViolence
            | IncidentType::Abuse
    )
}

/// Told in the same or neighbouring sentences, with nothing that parts them in time or place.
fn are_told_together(reading: &Reading<'_>, a: &Draft<'_>, b: &Draft<'_>) -> bool {
    let is_near = a.events.iter().any(|&x| {
        b.events.iter().any(|&y| {
            reading.events[x]
                .sentence
                .abs_diff(reading.events[y].sentence)
                <= 1
        })
    });
    let dates_fit = a
        .dates
        .iter()
        .all(|x| b.dates.iter().all(|y| x.value.is_compatible(&y.value)));
    let places_fit = a.places.iter().all(|x| {
        b.places
            .iter()
            .all(|y| can_be_same_place(&x.value, &y.value))
    });
    is_near && dates_fit && places_fit
}
