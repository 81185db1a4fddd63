//! Whether an act can be part of an incident told before: by its kind, its time and its place.

use dateline_core::value::PlaceValue;
use dateline_core::{FigureKind, IncidentType, PlacePrecision, TimeFrame};

use super::dating::{dates_incident, is_dated_retelling, tells_again};
use super::{Draft, NAMING_RANK, Reading, Setting, is_coarse};
use crate::events::Event;
use crate::figures::Counted;
use crate::knowledge::Knowledge;
use crate::setting::{Dated, Located, can_be_same_place, coarseness};
use crate::syntax::TokenId;

/// Whether nothing in its kind, its time and its place speaks against it.
pub(super) fn belongs(
    reading: &Reading<'_>,
    knowledge: &Knowledge,
    draft: &Draft<'_>,
    at: usize,
    setting: &Setting<'_>,
) -> bool {
    let event = &reading.events[at];
    let is_same_sentence = draft.last_sentence == event.sentence;
    let types_fit = match event.trigger.sense.incident_type {
        Some(kind) if rank_of(event) >= NAMING_RANK && draft.rank >= NAMING_RANK => {
            knowledge.mixed.allow(kind, draft.incident_type) || is_told_there(reading, event)
        }
        Some(IncidentType::Protest) => draft.incident_type == IncidentType::Protest,
        _ => true,
    };
    let is_dating = dates_incident(reading, draft.incident_type, at)
        && !is_death_after(reading, draft, event, setting);
    let dates_fit = setting.date.filter(|_| is_dating).is_none_or(|date| {
        draft
            .dates
            .iter()
            .all(|other| date.value.is_compatible(&other.value))
    });
    let places_fit = do_places_fit(draft, setting)
        || tells_again(reading, draft, at)
        || is_death_after(reading, draft, event, setting);
    let frames_fit = setting.time_frame == draft.time_frame
        || (setting.date.is_none() && is_same_sentence)
        || is_dated_retelling(reading, draft, at, setting);
    let is_another = setting.is_another && !is_same_sentence;
    types_fit && dates_fit && places_fit && frames_fit && !is_another
}

/// "was shot on Friday ... died on Saturday": a death that names no act of its own may come after the act, and elsewhere.
pub(super) fn is_death_after(
    reading: &Reading<'_>,
    draft: &Draft<'_>,
    event: &Event,
    setting: &Setting<'_>,
) -> bool {
    // "Two soldiers died on Wednesday in an ambush": of that act.
    let is_of_other = reading.events.iter().any(|other| {
        other.sentence == event.sentence
            && other.trigger.sense.incident_type.is_some()
            && !draft
                .events
                .iter()
                .any(|&at| reading.events[at].trigger == other.trigger)
    });
    let sense = event.trigger.sense;
    let is_death = sense.figure == Some(FigureKind::Killed) && sense.incident_type.is_none();
    let is_hurt_first = matches!(
        draft.incident_type,
        IncidentType::ArmedAssault | IncidentType::Bombing | IncidentType::OtherViolence
    );
    is_death
        && is_hurt_first
        && !is_of_other
        && setting.date.is_some_and(|date| {
            let is_after = |told: &&Dated| {
                let days = told.value.earliest.zip(date.value.earliest);
                days.is_some_and(|(act, death)| (1..=LATE).contains(&(death - act).get_days()))
            };
            !draft.dates.is_empty() && draft.dates.iter().all(is_after)
        })
}

/// Days after an act in which a death that is told with no act of its own is taken for one of its own.
const LATE: i32 = 21;

/// Whether the place told nearest to an act can be that of a draft, or any of its places is.
pub(super) fn do_places_fit(draft: &Draft<'_>, setting: &Setting<'_>) -> bool {
    setting.places.first().is_none_or(|place| {
        is_coarse(&place.value)
            || draft
                .places
                .iter()
                .filter(|other| !is_coarse(&other.value))
                .all(|other| can_hold_one_act(&place.value, &other.value))
            || setting
                .places
                .iter()
                .any(|place| shares_place(draft, &place.value))
    })
}

/// The dead and wounded of a report that tells of an attack are the attack's, though its arrests were spoken of last.
pub(super) fn is_harm_beside_arrest(
    reading: &Reading<'_>,
    drafts: &[Draft<'_>],
    id: usize,
    at: usize,
) -> bool {
    let event = &reading.events[at];
    let is_harm = matches!(
        event.trigger.sense.figure,
        Some(FigureKind::Killed | FigureKind::Wounded)
    );
    let is_attack = |draft: &Draft<'_>| {
        draft.time_frame == TimeFrame::Current
            && !matches!(
                draft.incident_type,
                IncidentType::Arrest | IncidentType::Raid | IncidentType::Release
            )
    };
    is_harm
        && drafts[id].incident_type == IncidentType::Arrest
        && drafts[id].last_sentence != event.sentence
        && drafts.iter().any(is_attack)
}

/// "Eight men were detained there": an arrest that the words put where the act told before was.
fn is_told_there(reading: &Reading<'_>, event: &Event) -> bool {
    let end = reading.syntax.sentence_tokens(event.sentence).end;
    let next = event.trigger.end;
    event.trigger.sense.incident_type == Some(IncidentType::Arrest)
        && next < end
        && reading.syntax.word(next) == "there"
}

/// Whether one act can be told of two places: the same, or a street that no gazetteer knows and the town beside it.
pub(super) fn can_hold_one_act(a: &PlaceValue, b: &PlaceValue) -> bool {
    can_be_same_place(a, b) || is_unknown_street(a) != is_unknown_street(b)
}

/// Leaves out the streets that no gazetteer knows where a town is told: the street lies in it.
pub(super) fn keep_towns(places: &mut Vec<&Located>) {
    let is_town = |place: &&Located| {
        coarseness(&place.value) <= 2
            && (place.value.coordinates.is_some()
                || place.value.precision == PlacePrecision::Locality && !is_street(&place.value))
    };
    if places.iter().any(is_town) {
        places.retain(|place| !is_unknown_street(&place.value));
    }
}

fn is_unknown_street(place: &PlaceValue) -> bool {
    place.coordinates.is_none() && is_street(place)
}

pub(super) fn is_street(place: &PlaceValue) -> bool {
    const STREETS: [&str; 12] = [
        "street",
        "avenue",
        "road",
        "boulevard",
        "drive",
        "lane",
        "block",
        "highway",
        "st",
        "ave",
        "rd",
        "blvd",
    ];
    let words = place.words.to_lowercase();
    let last = words.rsplit(' ').next().unwrap_or_default();
    STREETS.contains(&last.trim_end_matches('.'))
}

/// The rank of an act's word; whoever is told captured was in somebody's hands, whatever else happened.
pub(super) fn rank_of(event: &Event) -> u8 {
    let sense = event.trigger.sense;
    match sense.figure {
        Some(FigureKind::Captured) if sense.rank > 0 => sense.rank.max(NAMING_RANK),
        _ => sense.rank,
    }
}

/// An act that names only an effect founds an incident only where someone is told to have been affected.
pub(super) fn may_found(reading: &Reading<'_>, at: usize) -> bool {
    let event = &reading.events[at];
    // "detained him": whoever a pronoun names was told of before, and with him what was done.
    // "no one was arrested" tells of no arrest.
    let is_any = |counted: &Counted| counted.figure.bounds.high() != Some(0);
    let is_told = |one: &Counted| one.event == at && !one.is_pronoun() && is_any(one);
    let is_counted = || reading.counted.iter().any(is_told);
    if event.trigger.sense.incident_type == Some(IncidentType::Arrest) {
        // "captured the town" detains nobody.
        return is_counted()
            || event
                .patients
                .iter()
                .any(|&head| !names_place(reading, head));
    }
    event.trigger.sense.rank > 0 || !event.patients.is_empty() || is_counted()
}

fn names_place(reading: &Reading<'_>, head: TokenId) -> bool {
    reading.places.iter().any(|place| place.token == head) || reading.syntax.upos(head) == "PRON"
}

/// Whether an act names the incident that it joins better than what was told before: what is told after the opening only names
/// means or aftermath.
pub(super) fn renames(draft: &Draft<'_>, event: &Event) -> bool {
    let breaks = |kind: Option<IncidentType>, rank: u8| {
        kind == Some(IncidentType::PrisonBreak) && rank >= NAMING_RANK
    };
    // Whatever opened its gates, a prison out of which prisoners came was broken.
    let breaks_now = || breaks(event.trigger.sense.incident_type, rank_of(event));
    let is_better = !breaks(Some(draft.incident_type), draft.rank)
        && (rank_of(event) > draft.rank || breaks_now() && draft.rank <= NAMING_RANK);
    let is_opening = event.sentence <= draft.first_sentence + 1;
    is_better && (is_opening || draft.rank <= 1)
}

fn shares_place(draft: &Draft<'_>, place: &PlaceValue) -> bool {
    coarseness(place) <= 2
        && draft
            .places
            .iter()
            .any(|other| coarseness(&other.value) <= 2 && can_be_same_place(place, &other.value))
}
