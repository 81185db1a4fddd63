//! Persons told one by one: "A 22-year-old man was shot in the leg. A second victim, a woman, died in hospital."
//!
//! Who is told of again is counted once, and whoever dies of a wound is dead and not wounded.

use dateline_core::{FigureKind, IncidentType, PersonKind, Relation, YesNoUnknown};

use super::{Told, additions, is_harm};
use crate::drafts::{Draft, Reading};
use crate::figures::descriptor::Descriptor;

/// One person with all that is told of what befell them.
struct Person {
    descriptor: Descriptor,
    kind: PersonKind,
    /// Indices of the figures that tell of this person, in the order of the text.
    told: Vec<usize>,
    is_dead: bool,
}

/// Adds up the persons of a report that no number counts, and drops the wounds of those who died. The sides of a battle are not
/// told one from another here.
pub(super) fn relate(reading: &Reading<'_>, draft: &Draft<'_>, told: &mut Vec<Told<'_>>) {
    if draft.incident_type == IncidentType::Battle {
        return;
    }
    let persons = persons(reading, told);
    for kind in [FigureKind::Killed, FigureKind::Wounded] {
        if !told.iter().any(|one| is_group(one, kind)) {
            part(told, &persons, kind);
        }
    }
    drop_wounds_of_dead(told, &persons);
}

/// The persons that figures of one tell of.
fn persons(reading: &Reading<'_>, told: &[Told<'_>]) -> Vec<Person> {
    let mut persons: Vec<Person> = Vec::new();
    for (at, one) in told.iter().enumerate().filter(|(_, one)| is_person(one)) {
        let counted = one.counted;
        let descriptor = Descriptor::read(reading.document, reading.syntax, counted.phrase);
        let known = same(reading, told, &persons, at, &descriptor);
        let id = known.unwrap_or_else(|| {
            persons.push(Person {
                descriptor: Descriptor::default(),
                kind: one.figure.of_kind,
                told: Vec::new(),
                is_dead: false,
            });
            persons.len() - 1
        });
        let mut person = persons.remove(id);
        person.descriptor.learn(&descriptor);
        person.told.push(at);
        person.is_dead |= one.figure.kind == FigureKind::Killed;
        // The last told is the one whom a pronoun names.
        persons.push(person);
    }
    persons
}

/// Whether a figure tells of one victim whom words and no numeral name.
fn is_person(one: &Told<'_>) -> bool {
    is_harm(one.figure.kind)
        && one.is_single()
        && one.figure.includes_perpetrators != YesNoUnknown::Yes
        && matches!(one.figure.relation, Relation::Total | Relation::Part)
}

/// Whether a figure counts several people at once.
fn is_group(one: &Told<'_>, kind: FigureKind) -> bool {
    one.figure.kind == kind && !one.is_title && one.number() > Some(1)
}

/// Index of the person told before of whom the figure `at` tells again.
fn same(
    reading: &Reading<'_>,
    told: &[Told<'_>],
    persons: &[Person],
    at: usize,
    descriptor: &Descriptor,
) -> Option<usize> {
    let event = told[at].counted.event;
    let sentence = reading.events[event].sentence;
    let is_beside = |person: &Person| {
        person.told.last().is_some_and(|&last| {
            let other = told[last].counted.event;
            other == event || reading.events[other].sentence == sentence && !descriptor.is_pronoun
        })
    };
    let likely: Vec<usize> = (0..persons.len())
        .rev()
        .filter(|&id| persons[id].descriptor.may_be(descriptor) && !is_beside(&persons[id]))
        .collect();
    let of = |wanted: &dyn Fn(&Descriptor) -> bool| {
        let mut found = likely.iter().filter(|&&id| wanted(&persons[id].descriptor));
        found.next().copied()
    };
    if descriptor.is_pronoun {
        return likely.first().copied();
    }
    let by_name = || of(&|other| descriptor.shares_name(other));
    let by_age = || of(&|other| descriptor.shares_age(other));
    if let Some(id) = by_name().or_else(by_age) {
        return Some(id);
    }
    // "Also shot was a woman."
    if descriptor.is_other || additions::is_also(reading, &told[at]) {
        return None;
    }
    if descriptor.is_definite || !descriptor.is_telling() {
        return likely.iter().copied().find(|&id| {
            descriptor.is_definite || can_be_kind(persons[id].kind, told[at].figure.of_kind)
        });
    }
    // Whom a headline or a lead tells of in passing, the body tells by name and age.
    of(&|other| !other.is_telling()).or_else(|| {
        let named = of(&|other| other.is_telling());
        named.filter(|_| likely.len() == 1 && !descriptor.name.is_empty())
    })
}

fn can_be_kind(one: PersonKind, other: PersonKind) -> bool {
    use PersonKind::{Civilian, Unknown};
    one == other || matches!(one, Civilian | Unknown) || matches!(other, Civilian | Unknown)
}

/// Makes the persons of one kind parts of a sum where they are several; who is told of again is one of them.
fn part(told: &mut [Told<'_>], persons: &[Person], kind: FigureKind) {
    let counts = |person: &&Person| kind == FigureKind::Killed || !person.is_dead;
    let mentions = |person: &Person| -> Vec<usize> {
        let of_kind = person.told.iter().copied();
        of_kind.filter(|&at| told[at].figure.kind == kind).collect()
    };
    let of_persons: Vec<Vec<usize>> = persons
        .iter()
        .filter(counts)
        .map(mentions)
        .filter(|told| !told.is_empty())
        .collect();
    if of_persons.len() < 2 {
        return;
    }
    for mentions in of_persons {
        let first = mentions
            .iter()
            .copied()
            .find(|&at| !told[at].is_title)
            .unwrap_or(mentions[0]);
        for at in mentions {
            told[at].figure.relation = if at == first {
                Relation::Part
            } else {
                Relation::Subset
            };
            told[at].is_settled = true;
        }
    }
}

/// "was shot in the chest", then "died in hospital": one person killed.
fn drop_wounds_of_dead(told: &mut Vec<Told<'_>>, persons: &[Person]) {
    let dead = persons.iter().filter(|person| person.is_dead);
    let of_dead: Vec<usize> = dead.flat_map(|person| person.told.clone()).collect();
    let mut at = 0;
    told.retain(|one| {
        at += 1;
        one.figure.kind != FigureKind::Wounded || !of_dead.contains(&(at - 1))
    });
}
