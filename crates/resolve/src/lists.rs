//! Slots that hold several values at once: parties, victims, targets, weapons.

use dateline_core::value::Value;
use dateline_core::{ClaimRecord, Derived, Rule};

use crate::policy::status;
use crate::standing::Standing;

/// Each distinct value once, in the order told, with every claim that gives it.
pub(crate) fn derive_list(standing: &Standing<'_>) -> Vec<Derived> {
    let mut derived: Vec<Derived> = Vec::new();
    for (record, value) in valued(&standing.assertions) {
        match derived.iter_mut().find(|other| {
            other
                .value
                .as_ref()
                .is_some_and(|known| is_same(known, value))
        }) {
            Some(known) => known.support.push(record.id.clone()),
            None => derived.push(Derived {
                value: Some(value.clone()),
                bounds: None,
                status: status(standing, false),
                rule: Rule::OnlyValue,
                support: vec![record.id.clone()],
                rivals: Vec::new(),
                denials: standing
                    .denials
                    .iter()
                    .map(|record| record.id.clone())
                    .collect(),
                superseded: standing.superseded.clone(),
            }),
        }
    }
    derived
}

/// Claims with the values that they give.
pub(crate) fn valued<'a>(records: &[&'a ClaimRecord]) -> Vec<(&'a ClaimRecord, &'a Value)> {
    records
        .iter()
        .filter_map(|record| Some((*record, record.claim.value.as_ref()?)))
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

fn fold(mention: &str) -> String {
    let lower = mention.to_lowercase();
    let bare = ["the ", "a ", "an "]
        .iter()
        .find_map(|article| lower.strip_prefix(article));
    bare.unwrap_or(&lower).trim().to_owned()
}
