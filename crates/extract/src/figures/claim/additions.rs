//! People told of beside those told before: "two more were also detained"; and people told of again.

use dateline_core::{FigureKind, Relation};

use super::Told;
use crate::drafts::Reading;

/// Makes what is told in addition to an earlier figure a part beside it, and a person told of again one of those told before.
pub(super) fn relate(reading: &Reading<'_>, told: &mut [Told<'_>]) {
    for at in 0..told.len() {
        if is_told_again(reading, told, at) && !is_in_list(told, at) {
            told[at].figure.relation = Relation::Subset;
        }
    }
    for at in 1..told.len() {
        if is_in_list(told, at) {
            // Whoever is listed is told beside the others of the list, not beside those told before.
            if told[at].figure.relation == Relation::Increment {
                told[at].figure.relation = Relation::Part;
            }
            continue;
        }
        if !is_added(reading, &told[at]) {
            continue;
        }
        if let Some(to) = added_to(reading, told, at) {
            for id in [to, at] {
                told[id].figure.relation = Relation::Part;
                told[id].is_beside = true;
            }
        }
    }
    for at in 0..told.len() {
        if is_exceeded(told, at) {
            told[at].figure.relation = Relation::Subset;
        }
    }
}

/// A total that a single part of the same source exceeds was told of some of them ("Insurgent detained" over "detained four").
fn is_exceeded(told: &[Told<'_>], at: usize) -> bool {
    let one = &told[at];
    one.figure.relation == Relation::Total
        && !one.counted.is_update
        && one.number() > Some(0)
        && told.iter().any(|other| {
            other.figure.kind == one.figure.kind
                && other.source == one.source
                && other.figure.relation == Relation::Part
                && other.number() > one.number()
        })
}

/// "The leader was detained" after "captured a leader".
fn is_told_again(reading: &Reading<'_>, told: &[Told<'_>], at: usize) -> bool {
    let one = &told[at];
    let words = reading
        .document
        .text
        .slice(one.counted.phrase)
        .to_lowercase();
    is_custody(one.figure.kind)
        && one.number() == Some(1)
        && (words.starts_with("the ") || words.starts_with("this "))
        && told[..at]
            .iter()
            .any(|earlier| is_custody(earlier.figure.kind) && !earlier.is_title)
}

fn is_custody(kind: FigureKind) -> bool {
    matches!(kind, FigureKind::Arrested | FigureKind::Captured)
}

/// "another 12", "also detained two", "arrested a leader and detained two".
fn is_added(reading: &Reading<'_>, one: &Told<'_>) -> bool {
    let is_total = one.figure.relation == Relation::Total;
    is_of_others(reading, one)
        || !one.is_title && !one.counted.is_update && is_total && joined_act(reading, one).is_some()
}

/// "another 12", "one other suspect", "also detained two": not those told before.
pub(super) fn is_of_others(reading: &Reading<'_>, one: &Told<'_>) -> bool {
    let syntax = reading.syntax;
    let trigger = reading.events[one.counted.event].trigger.token;
    let is_also = syntax
        .children(trigger)
        .iter()
        .any(|&id| syntax.word(id) == "also");
    let is_more = one.figure.relation == Relation::Increment;
    let is_total = one.figure.relation == Relation::Total;
    // "one other suspect was detained"; of the dead, "five others" often stands in a list told whole elsewhere.
    let is_other = is_custody(one.figure.kind)
        && one.figure.of_whom.as_deref().is_some_and(|words| {
            words == "others"
                || ["other ", "additional ", "another "]
                    .iter()
                    .any(|start| words.starts_with(start))
        });
    !one.is_title && !one.counted.is_update && (is_more || is_total && (is_also || is_other))
}

/// Whether a figure stands in a list with others of its act: "the leader and two additional suspects were detained".
fn is_in_list(told: &[Told<'_>], at: usize) -> bool {
    let one = &told[at];
    told.iter().enumerate().any(|(other, beside)| {
        other != at
            && beside.counted.event == one.counted.event
            && beside.figure.kind == one.figure.kind
            && beside.counted.figure.relation == Relation::Part
    })
}

/// The act that the act of a figure is coordinated with.
pub(super) fn joined_act(reading: &Reading<'_>, one: &Told<'_>) -> Option<usize> {
    let syntax = reading.syntax;
    let trigger = reading.events[one.counted.event].trigger.token;
    let head = syntax
        .head(trigger)
        .filter(|_| syntax.deprel(trigger) == "conj")?;
    reading
        .events
        .iter()
        .position(|event| event.trigger.token == head)
}

/// The figure that a later one adds to: the greatest of its source so far, unless a total holds both.
fn added_to(reading: &Reading<'_>, told: &[Told<'_>], at: usize) -> Option<usize> {
    let one = &told[at];
    let is_same = |other: &Told<'_>| {
        other.figure.kind == one.figure.kind && other.source == one.source && !other.is_title
    };
    let joined = joined_act(reading, one);
    let to = (0..at)
        .filter(|&id| is_same(&told[id]))
        .filter(|&id| matches!(told[id].figure.relation, Relation::Total | Relation::Part))
        .filter(|&id| told[id].counted.event != one.counted.event)
        .filter(|&id| joined.is_none_or(|act| told[id].counted.event == act))
        .max_by_key(|&id| (told[id].number(), std::cmp::Reverse(id)))?;
    let both = told[to].number()? + one.number()?;
    let is_summed = told.iter().any(|other| {
        is_same(other) && other.figure.relation == Relation::Total && other.number() >= Some(both)
    });
    (!is_summed && one.number() > Some(0) && told[to].number() > Some(0)).then_some(to)
}
