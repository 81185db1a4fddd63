//! Where two states of an incident say the same, whatever words they take it from. Pure.

use std::collections::BTreeSet;

use dateline_core::value::{
    Actor, DateValue, Figure, People, PlaceValue, Responsibility, Thing, Value, Weapon,
};
use dateline_core::{Derived, Incident, Slot};

use crate::voice::fold;

/// Slots, in their order, in which two states differ: in value, bounds or standing. The slot of the occurrence is the incident's own
/// standing and that of the operation which it is a part of.
pub fn changed(before: Option<&Incident>, after: Option<&Incident>) -> Vec<Slot> {
    let mut slots: BTreeSet<Slot> = BTreeSet::from([Slot::Occurrence, Slot::PartOf]);
    for one in [before, after].into_iter().flatten() {
        slots.extend(one.slots.keys().chain(one.lists.keys()));
    }
    slots
        .into_iter()
        .filter(|slot| is_changed(*slot, before, after))
        .collect()
}

/// Whether one slot differs.
pub fn is_changed(slot: Slot, before: Option<&Incident>, after: Option<&Incident>) -> bool {
    match slot {
        Slot::Occurrence => before.map(|one| one.status) != after.map(|one| one.status),
        Slot::PartOf => {
            before.and_then(|one| one.part_of.as_ref())
                != after.and_then(|one| one.part_of.as_ref())
        }
        _ => {
            let (before, after) = (derived(before, slot), derived(after, slot));
            before.len() != after.len()
                || before
                    .iter()
                    .any(|one| !after.iter().any(|other| says_same(one, other)))
        }
    }
}

/// What was derived of a slot: one for a slot that holds one value, any number for one that holds several.
pub fn derived(incident: Option<&Incident>, slot: Slot) -> Vec<&Derived> {
    let Some(incident) = incident else {
        return Vec::new();
    };
    let listed = incident.lists.get(&slot).into_iter().flatten();
    incident
        .slots
        .get(&slot)
        .into_iter()
        .chain(listed)
        .collect()
}

fn says_same(one: &Derived, other: &Derived) -> bool {
    let is_same = match (&one.value, &other.value) {
        (Some(one), Some(other)) => is_same(one, other),
        (None, None) => true,
        _ => false,
    };
    is_same && one.bounds == other.bounds && one.status == other.status
}

/// Whether two values are one, their words aside where something else tells what they mean.
pub fn is_same(one: &Value, other: &Value) -> bool {
    bare(one) == bare(other)
}

fn bare(value: &Value) -> Value {
    match value.clone() {
        Value::Date(date) if date.earliest.or(date.latest).is_some() => Value::Date(DateValue {
            words: String::new(),
            ..date
        }),
        Value::Place(place) => Value::Place(bare_place(place)),
        Value::Figure(figure) => Value::Figure(Figure {
            words: String::new(),
            ..figure
        }),
        Value::Perpetrator(actor) => Value::Perpetrator(bare_actor(actor)),
        Value::SideA(actor) => Value::SideA(bare_actor(actor)),
        Value::SideB(actor) => Value::SideB(bare_actor(actor)),
        Value::Territory(actor) => Value::Territory(bare_actor(actor)),
        Value::Responsibility(one) => Value::Responsibility(Responsibility {
            actor: bare_actor(one.actor),
            ..one
        }),
        Value::Victim(people) => Value::Victim(People {
            mention: fold(&people.mention),
            ..people
        }),
        Value::Target(thing) => Value::Target(Thing {
            mention: fold(&thing.mention),
            ..thing
        }),
        Value::Weapon(weapon) => Value::Weapon(Weapon {
            mention: fold(&weapon.mention),
            ..weapon
        }),
        other => other,
    }
}

/// A row of the gazetteer says which place is meant, however it is spelt; how sure the choice was is no part of it.
fn bare_place(place: PlaceValue) -> PlaceValue {
    PlaceValue {
        words: match &place.entry {
            Some(_) => String::new(),
            None => fold(&place.words),
        },
        score: 0.0,
        alternatives: Vec::new(),
        ..place
    }
}

fn bare_actor(actor: Actor) -> Actor {
    Actor {
        mention: match &actor.organisation {
            Some(_) => String::new(),
            None => fold(&actor.mention),
        },
        ..actor
    }
}
