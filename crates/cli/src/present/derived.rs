//! Derived values, from the domain's types to the wire's.

use std::collections::BTreeMap;

use dateline_core::value::{self, Value};
use dateline_core::{
    ClaimId, Derived, FigureKind, Incident, ResponsibilityLink as Link, Rule, Slot,
};
use strum::IntoEnumIterator;

use super::values::Values;
use crate::wire::{self, Term};

/// The value of a slot that holds one.
pub(super) fn single(incident: &Incident, slot: Slot) -> Option<&Value> {
    incident
        .slots
        .get(&slot)
        .and_then(|derived| derived.value.as_ref())
}

pub(super) fn term<T>(
    incident: &Incident,
    slot: Slot,
    pick: impl Fn(&Value) -> Option<T>,
) -> Option<Term<T>> {
    single(incident, slot).and_then(pick).map(Term)
}

pub(super) fn many<T>(
    list: &[Derived],
    pick: impl Fn(&Value) -> Option<T>,
) -> Vec<wire::Derived<T>> {
    list.iter().map(|one| derived(one, &pick)).collect()
}

pub(super) fn derived<T>(one: &Derived, pick: impl Fn(&Value) -> Option<T>) -> wire::Derived<T> {
    let ids = |ids: &[ClaimId]| ids.iter().map(ToString::to_string).collect();
    wire::Derived {
        value: one.value.as_ref().and_then(pick),
        status: Term(one.status),
        rule: Term(one.rule),
        support: ids(&one.support),
        rivals: ids(&one.rivals),
        denials: ids(&one.denials),
        superseded: one
            .superseded
            .iter()
            .map(|(claim, by)| wire::Replacement {
                claim: claim.to_string(),
                by: by.to_string(),
            })
            .collect(),
    }
}

/// Why the slots that the incident shows as plain terms stand as they do.
pub(super) fn terms(
    incident: &Incident,
    values: &Values<'_>,
) -> BTreeMap<String, wire::Derived<wire::Value>> {
    const TERMS: [Slot; 6] = [
        Slot::Occurrence,
        Slot::Type,
        Slot::Category,
        Slot::Stage,
        Slot::TimeFrame,
        Slot::Suicide,
    ];
    let slots = incident.slots.iter();
    slots
        .filter(|(slot, _)| TERMS.contains(slot))
        .map(|(slot, one)| {
            let shown = derived(one, |value| Some(values.value(value)));
            (slot.to_string(), shown)
        })
        .collect()
}

pub(super) fn figures(
    incident: &Incident,
    values: &Values<'_>,
) -> BTreeMap<String, wire::FigureSlot> {
    FigureKind::iter()
        .filter_map(|kind| {
            let one = incident.slots.get(&kind.slot())?;
            let chosen = one.value.as_ref().and_then(|value| match value {
                Value::Figure(figure) => Some(figure.bounds),
                _ => None,
            });
            let bounds: value::Bounds = one.bounds.or(chosen).unwrap_or_default();
            let slot = wire::FigureSlot {
                low: bounds.low(),
                best: bounds.best(),
                high: bounds.high(),
                derived: derived(one, |value| values.as_figure(value)),
            };
            Some((kind.to_string(), slot))
        })
        .collect()
}

/// The one organisation that the policy derives; otherwise, by codebook section 6 rule 4, who is accused, or that it is disputed.
pub(super) fn attributed_to(incident: &Incident, values: &Values<'_>) -> Option<wire::Shown> {
    let links: Vec<(&Derived, &value::Responsibility)> = incident
        .lists
        .get(&Slot::Responsibility)?
        .iter()
        .filter_map(|one| match &one.value {
            Some(Value::Responsibility(responsibility)) => Some((one, responsibility)),
            _ => None,
        })
        .filter(|(_, one)| !matches!(one.link, Link::Possible | Link::Denied | Link::Acquitted))
        .collect();
    let name = |one: &value::Responsibility| {
        let mention = values.actor(&one.actor);
        mention.organisation.unwrap_or(mention.mention)
    };
    if let Some((_, one)) = links
        .iter()
        .find(|(derived, _)| matches!(derived.rule, Rule::Responsible | Rule::Reviewer))
    {
        return Some(name(one));
    }
    let mut accused: Vec<wire::Shown> = links.iter().map(|(_, one)| name(one)).collect();
    accused.dedup();
    match accused.as_slice() {
        [] => None,
        [only] => Some(values.redactor.words(&format!("accused: {only}"))),
        _ => Some(values.redactor.words("disputed")),
    }
}
