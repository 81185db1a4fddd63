//! One act told twice: the lead and the body of a report give the same figures for one raid.

use dateline_core::{FigureKind, IncidentType, PersonKind, Relation, WordingClass};

use super::belonging::{can_hold_one_act, keep_towns};
use super::dating::dates_incident;
use super::telling::tells_another;
use super::{Draft, Reading, is_coarse};
use crate::figures::Counted;
use crate::figures::descriptor::Descriptor;
use crate::knowledge::Knowledge;

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
                absorb(reading, &mut drafts[id], told);
            }
            None => later += 1,
        }
    }
}

/// Lays what is `told` again over the draft that told it first.
pub(super) fn absorb<'a>(reading: &Reading<'_>, draft: &mut Draft<'a>, told: Draft<'a>) {
    draft.incident_type = wider(draft.incident_type, told.incident_type);
    draft.rank = draft.rank.max(told.rank);
    draft.found = draft.found.or(told.found);
    let dates_it = |at: &usize| dates_incident(reading, draft.incident_type, *at);
    let is_dating = told.events.iter().all(dates_it);
    for date in told.dates.into_iter().filter(|_| is_dating) {
        if !draft.dates.iter().any(|other| other.span == date.span) {
            draft.dates.push(date);
        }
    }
    draft.events.extend(told.events);
    draft.events.sort_unstable();
    for place in told.places {
        if !draft.places.iter().any(|other| other.span == place.span) {
            draft.places.push(place);
        }
    }
    keep_towns(&mut draft.places);
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
    earlier.is_whole()
        && later.is_whole()
        && earlier.time_frame == later.time_frame
        && knowledge
            .mixed
            .allow(earlier.incident_type, later.incident_type)
        && !later.events.iter().any(|&at| {
            let event = &reading.events[at];
            tells_another(reading.syntax, event.sentence, event.trigger.first)
        })
        && do_dates_fit(earlier, later)
        && (do_places_fit(earlier, later) && tells_same_people(reading, earlier, later)
            || tells_same_person(reading, earlier, later, &Descriptor::shares_name)
            || tells_plainly_again(reading, earlier, later))
}

/// Whether somebody hurt or killed in the one draft is told of in the other, as far as two descriptions show.
fn tells_same_person(
    reading: &Reading<'_>,
    earlier: &Draft<'_>,
    later: &Draft<'_>,
    is_shown: &dyn Fn(&Descriptor, &Descriptor) -> bool,
) -> bool {
    let persons = |draft| {
        let harmed = of(reading, draft).filter(|one| {
            number(one) == 1 && matches!(one.figure.kind, FigureKind::Killed | FigureKind::Wounded)
        });
        harmed.map(|one| Descriptor::read(reading.document, reading.syntax, one.phrase))
    };
    let told: Vec<Descriptor> = persons(earlier).collect();
    persons(later).any(|again| told.iter().any(|one| is_shown(one, &again)))
}

/// The same age, or words for somebody told of before.
fn is_told_again(told: &Descriptor, again: &Descriptor) -> bool {
    let is_referring = (again.is_pronoun || again.is_definite) && !again.is_other;
    told.shares_age(again) || is_referring && told.may_be(again)
}

pub(super) fn do_dates_fit(earlier: &Draft<'_>, later: &Draft<'_>) -> bool {
    later.dates.iter().all(|date| {
        earlier
            .dates
            .iter()
            .all(|other| date.value.is_compatible(&other.value))
    })
}

fn do_places_fit(earlier: &Draft<'_>, later: &Draft<'_>) -> bool {
    later.places.iter().all(|place| {
        earlier.places.iter().all(|other| {
            is_coarse(&place.value)
                || is_coarse(&other.value)
                || can_hold_one_act(&place.value, &other.value)
        })
    })
}

/// Whether the words leave little doubt that the people of one sweep are told again, wherever a gazetteer puts a name beside
/// them: "the two attackers", or both the dead and the detained in the same numbers.
fn tells_plainly_again(reading: &Reading<'_>, earlier: &Draft<'_>, later: &Draft<'_>) -> bool {
    let is_sweep = |draft: &Draft<'_>| is_operation(draft.incident_type);
    let is_by_forces =
        |draft: &Draft<'_>| is_sweep(draft) && draft.incident_type != IncidentType::ArmedAssault;
    if !is_sweep(earlier) || !is_sweep(later) || !(is_by_forces(earlier) || is_by_forces(later)) {
        return false;
    }
    let again: Vec<&Counted> = of(reading, later)
        .filter(|again| of(reading, earlier).any(|told| is_same(told, again)))
        .collect();
    let counts = |wanted| again.iter().any(|one| kind(one) == wanted);
    of(reading, later).any(|one| is_definite(reading, one) && is_known(reading, earlier, one))
        || counts(FigureKind::Killed) && counts(FigureKind::Arrested)
}

fn is_same(told: &Counted, again: &Counted) -> bool {
    kind(told) == kind(again) && told.figure.bounds == again.figure.bounds && fits(told, again)
}

/// Whether the earlier telling holds those whom definite words name: as many, or more than one of whom one is told.
fn is_known(reading: &Reading<'_>, earlier: &Draft<'_>, one: &Counted) -> bool {
    let is_fighter = |one: &Counted| {
        matches!(
            one.figure.of_kind,
            PersonKind::ArmedGroup | PersonKind::Other
        )
    };
    // "captured a senior leader", then "the leader was detained".
    let is_of_noun = |told: &Counted| {
        let noun = |one: &Counted| {
            let words = one.figure.of_whom.as_deref().unwrap_or_default();
            words.rsplit(' ').next().map(str::to_lowercase)
        };
        kind(one) == FigureKind::Arrested && noun(told) == noun(one)
    };
    of(reading, earlier).any(|told| {
        kind(told) == kind(one)
            && (is_fighter(one) && is_fighter(told) || is_of_noun(told))
            && (told.figure.bounds == one.figure.bounds || number(one) == 1 && number(told) > 1)
    })
}

/// "the insurgent", "the two attackers".
fn is_definite(reading: &Reading<'_>, one: &Counted) -> bool {
    let start = reading.syntax.tokens_in(one.phrase).start;
    [start, start.saturating_sub(1)]
        .into_iter()
        .any(|id| ["the", "these", "those"].contains(&reading.syntax.word(id)))
}

/// Whether a count of people told in one draft is told again in the other.
fn tells_same_people(reading: &Reading<'_>, earlier: &Draft<'_>, later: &Draft<'_>) -> bool {
    let is_operation = is_operation(earlier.incident_type) && is_operation(later.incident_type);
    of(reading, later).any(|again| {
        of(reading, earlier)
            .any(|told| is_same(told, again) && (is_operation || is_telling(reading, again)))
    }) || tells_same_person(reading, earlier, later, &is_told_again)
        || is_operation
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
    use PersonKind::Unknown;
    let (one, other) = (told.figure.of_kind, again.figure.of_kind);
    one == other || one == Unknown || other == Unknown
}

/// What counts in a draft, but for parts of what is counted and what is added to it.
pub(super) fn counted<'r>(
    reading: &'r Reading<'_>,
    draft: &'r Draft<'_>,
) -> impl Iterator<Item = &'r Counted> + 'r {
    reading.counted.iter().filter(|one| {
        draft.events.contains(&one.event)
            && !matches!(one.figure.relation, Relation::Increment | Relation::Subset)
    })
}

fn of<'r>(
    reading: &'r Reading<'_>,
    draft: &'r Draft<'_>,
) -> impl Iterator<Item = &'r Counted> + 'r {
    counted(reading, draft).filter(|one| number(one) > 0)
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

pub(super) fn number(one: &Counted) -> u64 {
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
