//! One act told twice: the lead and the body of a report give the same figures for one raid.

use dateline_core::{FigureKind, IncidentType, Relation, WordingClass};

use super::telling::tells_another;
use super::{Draft, Reading, is_coarse};
use crate::figures::Counted;
use crate::knowledge::Knowledge;
use crate::setting::can_be_same_place;

/// Joins drafts that nothing parts in time, place or kind and of which the same people are told.
pub(super) fn join_retold<'a>(
    reading: &'a Reading<'a>,
    knowledge: &Knowledge,
    drafts: &mut Vec<Draft<'a>>,
) {
    let mut later = 1;
    while later < drafts.len() {
        let earlier =
            (0..later).find(|&id| is_retold(reading, knowledge, &drafts[id], &drafts[later]));
        match earlier {
            Some(id) => {
                let told = drafts.remove(later);
                absorb(&mut drafts[id], told);
            }
            None => later += 1,
        }
    }
}

/// Lays what is `told` again over the draft that told it first.
pub(super) fn absorb<'a>(draft: &mut Draft<'a>, told: Draft<'a>) {
    draft.incident_type = wider(draft.incident_type, told.incident_type);
    draft.rank = draft.rank.max(told.rank);
    draft.found = draft.found.or(told.found);
    draft.events.extend(told.events);
    draft.events.sort_unstable();
    for date in told.dates {
        if !draft.dates.iter().any(|other| other.span == date.span) {
            draft.dates.push(date);
        }
    }
    for place in told.places {
        if !draft.places.iter().any(|other| other.span == place.span) {
            draft.places.push(place);
        }
    }
    draft.first_sentence = draft.first_sentence.min(told.first_sentence);
    draft.last_sentence = draft.last_sentence.max(told.last_sentence);
}

/// An arrest is the outcome of the raid that it is told beside, a killing of whatever names the act.
fn wider(told: IncidentType, again: IncidentType) -> IncidentType {
    let is_outcome = matches!(told, IncidentType::Arrest)
        || told == IncidentType::ArmedAssault
            && matches!(
                again,
                IncidentType::Raid | IncidentType::Battle | IncidentType::AirStrike
            );
    if is_outcome { again } else { told }
}

fn is_retold(
    reading: &Reading<'_>,
    knowledge: &Knowledge,
    earlier: &Draft<'_>,
    later: &Draft<'_>,
) -> bool {
    let is_whole = |draft: &Draft<'_>| draft.part_of.is_none() && !draft.is_operation;
    is_whole(earlier)
        && is_whole(later)
        && earlier.time_frame == later.time_frame
        && knowledge
            .mixed
            .allow(earlier.incident_type, later.incident_type)
        && !later.events.iter().any(|&at| {
            let event = &reading.events[at];
            tells_another(reading.syntax, event.sentence, event.trigger.first)
        })
        && is_same_setting(earlier, later)
        && tells_same_people(reading, earlier, later)
}

fn is_same_setting(earlier: &Draft<'_>, later: &Draft<'_>) -> bool {
    let dates_fit = later.dates.iter().all(|date| {
        earlier
            .dates
            .iter()
            .all(|other| date.value.is_compatible(&other.value))
    });
    let places_fit = later.places.iter().all(|place| {
        earlier.places.iter().all(|other| {
            is_coarse(&place.value)
                || is_coarse(&other.value)
                || can_be_same_place(&place.value, &other.value)
        })
    });
    dates_fit && places_fit
}

/// Whether a count of people told in one draft is told again in the other.
fn tells_same_people(reading: &Reading<'_>, earlier: &Draft<'_>, later: &Draft<'_>) -> bool {
    let is_operation = is_operation(earlier.incident_type) && is_operation(later.incident_type);
    of(reading, later).any(|again| {
        of(reading, earlier).any(|told| {
            kind(told) == kind(again)
                && told.figure.bounds == again.figure.bounds
                && fits(told, again)
                && (is_operation || is_telling(reading, again))
        })
    }) || is_operation
        && acts(reading, later).any(|(event, kind)| {
            let sum = sum(reading, event, kind);
            sum > 1
                && acts(reading, earlier)
                    .any(|(other, same)| same == kind && self::sum(reading, other, same) == sum)
        })
}

/// What security forces do in one sweep: seize, search, arrest and fight those who resist.
fn is_operation(kind: IncidentType) -> bool {
    matches!(
        kind,
        IncidentType::Raid
            | IncidentType::Arrest
            | IncidentType::Battle
            | IncidentType::AirStrike
            | IncidentType::ArmedAssault
    )
}

/// Whether a count is telling enough by itself: an exact number of several people, or "the insurgent".
fn is_telling(reading: &Reading<'_>, one: &Counted) -> bool {
    let words = reading.document.text.slice(one.phrase).to_lowercase();
    one.figure.class == WordingClass::Exact
        && (one.figure.bounds.best() > Some(2) || words.starts_with("the "))
}

fn fits(told: &Counted, again: &Counted) -> bool {
    use dateline_core::PersonKind::Unknown;
    let (one, other) = (told.figure.of_kind, again.figure.of_kind);
    one == other || one == Unknown || other == Unknown
}

fn of<'r>(
    reading: &'r Reading<'_>,
    draft: &'r Draft<'_>,
) -> impl Iterator<Item = &'r Counted> + 'r {
    reading
        .counted
        .iter()
        .filter(|one| draft.events.contains(&one.event))
        .filter(|one| {
            !matches!(one.figure.relation, Relation::Increment | Relation::Subset)
                && number(one) > 0
        })
}

/// The acts of a draft, each with a kind of count that it gives.
fn acts<'r>(
    reading: &'r Reading<'_>,
    draft: &'r Draft<'_>,
) -> impl Iterator<Item = (usize, FigureKind)> + 'r {
    of(reading, draft).map(|one| (one.event, kind(one)))
}

/// What the counts of one kind in one act add up to.
fn sum(reading: &Reading<'_>, event: usize, of_kind: FigureKind) -> u64 {
    let counted = reading.counted.iter().filter(|one| {
        one.event == event && kind(one) == of_kind && one.figure.relation != Relation::Subset
    });
    counted.map(number).sum()
}

fn number(one: &Counted) -> u64 {
    let bounds = one.figure.bounds;
    bounds.best().or(bounds.low()).unwrap_or(0)
}

/// Whoever security forces capture they arrest.
fn kind(one: &Counted) -> FigureKind {
    match one.figure.kind {
        FigureKind::Captured => FigureKind::Arrested,
        kind => kind,
    }
}
