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
    let overlapping = |person: &Person| {
        let mut before = person.told.iter();
        before.any(|&other| is_opened_alike(&told[other], &told[at]))
    };
    if let Some(id) = persons.iter().position(overlapping) {
        return Some(id);
    }
    let likely = likely(reading, told, persons, at, descriptor);
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
    // "A deacon was gunned down ... killing a 77-year-old deacon."
    if let Some(id) = of(&|other| descriptor.shares_trade(other)) {
        return Some(id);
    }
    if descriptor.is_definite || !descriptor.is_telling() {
        return likely.iter().copied().find(|&id| {
            descriptor.is_definite || can_be_kind(persons[id].kind, told[at].figure.of_kind)
        });
    }
    // Whom a headline or a lead tells of in passing, the body tells by name and age.
    of(&|other| !other.is_telling()).or_else(|| {
        let named = of(&|other| other.is_telling());
        named.filter(|&id| {
            let is_named = likely.len() == 1 && !descriptor.name.is_empty();
            let is_killed = told[at].figure.kind == FigureKind::Killed;
            is_named || is_killed && is_only_dead(persons, id, descriptor)
        })
    })
}

/// The persons told before who may be the one of whom the figure `at` tells, the last told first. Whoever is told dead is one told
/// dead before rather than one told hurt: "One man died. Another was hurt. The man who died was a cook."
fn likely(
    reading: &Reading<'_>,
    told: &[Told<'_>],
    persons: &[Person],
    at: usize,
    descriptor: &Descriptor,
) -> Vec<usize> {
    let event = told[at].counted.event;
    let sentence = reading.events[event].sentence;
    let is_killed = told[at].figure.kind == FigureKind::Killed;
    // "Ruiz died after he fired into a home, killing the girl."
    let refers = |person: &Person| {
        let is_named_before = person.is_dead && !person.descriptor.name.is_empty();
        is_killed
            && is_named_before
            && descriptor.is_definite
            && !descriptor.is_other
            && !descriptor.is_telling()
    };
    let is_beside = |person: &Person| {
        person.told.last().is_some_and(|&last| {
            let other = told[last].counted.event;
            let is_apart = !descriptor.is_pronoun && !refers(person);
            other == event || reading.events[other].sentence == sentence && is_apart
        })
    };
    // "killed a guard", then "a clerk was injured"
    let lives = lives(reading, &told[at]) && !descriptor.is_pronoun && !descriptor.is_definite;
    let is_known = |person: &Person| {
        person.descriptor.shares_name(descriptor) || person.descriptor.shares_age(descriptor)
    };
    let mut likely: Vec<usize> = (0..persons.len())
        .rev()
        .filter(|&id| persons[id].descriptor.may_be(descriptor) && !is_beside(&persons[id]))
        .filter(|&id| !lives || !persons[id].is_dead || is_known(&persons[id]))
        .collect();
    if is_killed && !descriptor.is_pronoun {
        likely.sort_by_key(|&id| !persons[id].is_dead);
    }
    likely
}

/// Whether a figure tells of somebody hurt by a word that the dead are not told with: "injured", and not "shot".
fn lives(reading: &Reading<'_>, one: &Told<'_>) -> bool {
    const HURT: [&str; 7] = [
        "injured",
        "injuring",
        "wounded",
        "wounding",
        "hurt",
        "condition",
        "treated",
    ];
    let trigger = reading.events[one.counted.event].trigger;
    let mut words = (trigger.first..trigger.end).map(|id| reading.syntax.word(id));
    one.figure.kind == FigureKind::Wounded && words.any(|word| HURT.contains(&word))
}

/// "‹One of the victims›, Ana Ruiz, died", "‹One of the victims, Ana Ruiz›, died": two phrases for one person of one act.
fn is_opened_alike(one: &Told<'_>, other: &Told<'_>) -> bool {
    one.counted.event == other.counted.event
        && one.counted.phrase.start == other.counted.phrase.start
}

/// "Ana Ruiz was gunned down", then "the fatal shooting of a 17-year-old": a name alone and an age alone, where one person is told
/// dead.
fn is_only_dead(persons: &[Person], id: usize, descriptor: &Descriptor) -> bool {
    let one = &persons[id].descriptor;
    let is_name_alone =
        |one: &Descriptor, age: &Descriptor| one.age.is_none() && age.name.is_empty();
    let mut dead = persons.iter().filter(|person| person.is_dead);
    let is_only = persons[id].is_dead && dead.by_ref().count() == 1;
    is_only && (is_name_alone(one, descriptor) || is_name_alone(descriptor, one))
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
    let of_kind: Vec<(&Person, Vec<usize>)> = persons
        .iter()
        .filter(counts)
        .map(|person| (person, mentions(person)))
        .filter(|(_, told)| !told.is_empty())
        .collect();
    let (only_titled, of_persons): (Vec<_>, Vec<_>) = of_kind
        .iter()
        .map(|(person, mentions)| (is_only_titled(told, &of_kind, person), mentions.clone()))
        .partition(|(is_only_titled, _)| *is_only_titled);
    for at in only_titled.into_iter().flat_map(|(_, mentions)| mentions) {
        told[at].figure.relation = Relation::Subset;
        told[at].is_settled = true;
    }
    if of_persons.len() < 2 {
        return;
    }
    for (_, mentions) in of_persons {
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

/// "Woman killed", then "left one teenager dead": whom a headline alone tells of is no further person where the body tells of as many,
/// and of one who may be the same.
fn is_only_titled(told: &[Told<'_>], of_kind: &[(&Person, Vec<usize>)], person: &Person) -> bool {
    let is_told = |person: &Person, in_title: bool| {
        let mut mentions = person.told.iter();
        mentions.any(|&at| told[at].is_title == in_title)
    };
    let count = |in_title: bool| {
        let persons = of_kind.iter();
        persons.filter(|(one, _)| is_told(one, in_title)).count()
    };
    let sex = |person: &Person| person.descriptor.is_male;
    let may_be = |other: &Person| {
        let both = sex(person).zip(sex(other));
        both.is_none_or(|(one, other)| one == other)
    };
    !is_told(person, false)
        && count(false) >= count(true)
        && of_kind
            .iter()
            .any(|(other, _)| is_told(other, false) && may_be(other))
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
