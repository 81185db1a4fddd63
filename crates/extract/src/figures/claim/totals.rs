//! Which numbers of a report count all of those affected, and which some of them.

use dateline_core::{Relation, YesNoUnknown};

use super::Told;
use crate::drafts::Reading;

/// Relates figures of one source across sentences: what is less than a total told elsewhere breaks it down.
pub(super) fn relate(reading: &Reading<'_>, told: &mut [Told<'_>]) {
    for at in 0..told.len() {
        let one = &told[at];
        if one.is_beside || one.is_settled {
            continue;
        }
        let others = || {
            told.iter()
                .enumerate()
                .filter(|&(other, _)| other != at)
                .map(|(_, other)| other)
                .filter(|other| other.figure.kind == one.figure.kind)
        };
        let is_beside = one.figure.includes_perpetrators == YesNoUnknown::Yes;
        let is_single = one.is_single();
        let greater_total = |other: &Told<'_>| {
            other.figure.relation == Relation::Total
                && other.number() > one.number()
                && !other.is_title
        };
        let is_single_of_total =
            is_single && one.figure.relation == Relation::Total && others().any(greater_total);
        let is_part_of_total = one.figure.relation == Relation::Part
            && !is_beside
            && others().any(|other| {
                greater_total(other)
                    && other.source == one.source
                    && !is_two_sided_part(reading, one)
            });
        let is_second_list = one.figure.relation == Relation::Part
            && !is_beside
            && !is_two_sided_part(reading, one)
            && is_second_list(told, at);
        let is_less = one.figure.relation == Relation::Total
            && told[..at]
                .iter()
                .any(|other| excludes(other, one) || holds_narrower(other, one));
        if is_single_of_total || is_part_of_total || is_second_list || is_less {
            told[at].figure.relation = Relation::Subset;
        }
    }
}

/// Whether a source that told one total cannot mean another, smaller one of the same: it counts some of them.
fn excludes(earlier: &Told<'_>, one: &Told<'_>) -> bool {
    let bounds = one.figure.bounds;
    let most = bounds.high().filter(|&most| most > 0);
    earlier.figure.kind == one.figure.kind
        && earlier.figure.relation == Relation::Total
        && earlier.source == one.source
        && !earlier.is_title
        && !one.counted.is_update
        && !one.counted.is_anew
        && most.is_some()
        && earlier.figure.bounds.low() > most
}

/// "Four people were shot. A doctor said that two boys were hurt": whoever says it, boys are some of the people.
fn holds_narrower(earlier: &Told<'_>, one: &Told<'_>) -> bool {
    const ANYBODY: [&str; 6] = [
        "people",
        "persons",
        "victims",
        "individuals",
        "wounded",
        "dead",
    ];
    const SOME: [&str; 18] = [
        "men",
        "women",
        "boys",
        "girls",
        "children",
        "teens",
        "teenagers",
        "juveniles",
        "adults",
        "males",
        "females",
        "kids",
        "brothers",
        "sisters",
        "sons",
        "daughters",
        "youths",
        "students",
    ];
    let ends_in = |one: &Told<'_>, words: &[&str]| {
        let whom = one.figure.of_whom.as_deref().unwrap_or_default();
        whom.split(' ')
            .next_back()
            .is_some_and(|last| words.contains(&last))
    };
    let is_anybody = earlier.figure.of_whom.is_none() || ends_in(earlier, &ANYBODY);
    earlier.figure.kind == one.figure.kind
        && earlier.figure.relation == Relation::Total
        && earlier.figure.bounds.low() > one.figure.bounds.high()
        && one.figure.bounds.high() > Some(0)
        && is_anybody
        && ends_in(one, &SOME)
        && !one.counted.is_update
        && !one.counted.is_anew
}

/// Sides of a battle keep their parts whatever the total.
fn is_two_sided_part(reading: &Reading<'_>, one: &Told<'_>) -> bool {
    reading.events[one.counted.event]
        .trigger
        .sense
        .incident_type
        .is_none()
        && one.figure.relation == Relation::Part
        && one.counted.figure.relation == Relation::Total
}

/// Parts are told beside one another: of the lists of one source only the greatest is added up.
fn is_second_list(told: &[Told<'_>], at: usize) -> bool {
    let one = &told[at];
    let sum = |event: usize| -> u64 {
        told.iter()
            .filter(|other| {
                other.counted.event == event
                    && other.figure.kind == one.figure.kind
                    && other.figure.relation == Relation::Part
            })
            .filter_map(Told::number)
            .sum()
    };
    let own = (sum(one.counted.event), std::cmp::Reverse(one.counted.event));
    told.iter().any(|other| {
        other.figure.kind == one.figure.kind
            && other.figure.relation == Relation::Part
            && other.counted.figure.relation == Relation::Part
            && other.source == one.source
            && other.counted.event != one.counted.event
            && (
                sum(other.counted.event),
                std::cmp::Reverse(other.counted.event),
            ) > own
    })
}
