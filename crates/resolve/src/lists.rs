//! Slots that hold several values at once: parties, victims, targets, weapons.

use dateline_core::value::Value;
use dateline_core::{Derived, Rule};

use crate::policy::status;
use crate::standing::{Standing, Told};
use crate::voice::fold;

/// Each distinct value once, in the order told, with every claim of any report that gives it.
pub(crate) fn derive_list(standing: &Standing<'_>) -> Vec<Derived> {
    let mut derived: Vec<Derived> = Vec::new();
    for (told, value) in valued(&standing.assertions) {
        let id = told.record.id.clone();
        let known = derived.iter_mut().find(|other| {
            let known = other.value.as_ref();
            known.is_some_and(|known| is_same(known, value))
        });
        match known {
            Some(known) => known.support.push(id),
            None => derived.push(Derived {
                value: Some(value.clone()),
                bounds: None,
                status: status(standing, false),
                rule: Rule::OnlyValue,
                support: vec![id],
                rivals: Vec::new(),
                denials: standing.denial_ids(),
                superseded: standing.superseded.clone(),
            }),
        }
    }
    derived
}

/// Claims with the values that they give.
pub(crate) fn valued<'t>(claims: &[&'t Told<'t>]) -> Vec<(&'t Told<'t>, &'t Value)> {
    claims
        .iter()
        .filter_map(|told| Some((*told, told.value()?)))
        .collect()
}

/// The same party, victims or means: one organisation, or one mention without its article.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Perpetrator(a), Value::Perpetrator(b))
        | (Value::SideA(a), Value::SideA(b))
        | (Value::SideB(a), Value::SideB(b))
        | (Value::Territory(a), Value::Territory(b)) => {
            (a.organisation.is_some() && a.organisation == b.organisation)
                || fold(&a.mention) == fold(&b.mention)
        }
        (Value::Victim(a), Value::Victim(b)) => fold(&a.mention) == fold(&b.mention),
        (Value::Target(a), Value::Target(b)) => fold(&a.mention) == fold(&b.mention),
        (Value::Weapon(a), Value::Weapon(b)) => a.kind == b.kind && a.count == b.count,
        _ => a == b,
    }
}
