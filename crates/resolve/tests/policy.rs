//! Each rule of the codebook's section 6 as case files: claims in, derived values out, under one policy or several.

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use dateline_core::value::Value;
use dateline_core::{
    ClaimId, ClaimRecord, Derived, DocumentId, Incident, Policy, Rule, Slot, SlotStatus,
};
use dateline_resolve::Linked;
use serde::Deserialize;
use support::{ShortClaim, records};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// Why it comes out so.
    #[allow(dead_code)]
    about: Option<String>,
    /// All claims are of one incident, told by many documents.
    #[serde(default)]
    linked: bool,
    #[serde(default)]
    copies: BTreeMap<String, String>,
    claims: Vec<ShortClaim>,
    expected: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    #[serde(default = "default_policy")]
    policy: Policy,
    #[serde(default)]
    incident: usize,
    slot: Slot,
    /// Position in a slot that holds a list.
    item: Option<usize>,
    /// How many values a slot that holds a list has.
    items: Option<usize>,
    status: Option<SlotStatus>,
    rule: Option<Rule>,
    value: Option<Value>,
    bounds: Option<[Option<u64>; 3]>,
    support: Option<Vec<usize>>,
    rivals: Option<Vec<usize>>,
    superseded: Option<Vec<usize>>,
    /// The claims that replace those, in the same order.
    by: Option<Vec<usize>>,
}

fn default_policy() -> Policy {
    Policy::Dateline
}

fn case(path: &Path) -> datatest_stable::Result<()> {
    let case: Case = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let records = records(&case.claims);
    for expected in &case.expected {
        let incidents = derived_incidents(&case, &records, expected.policy);
        check(&incidents[expected.incident], expected, &records);
    }
    Ok(())
}

fn derived_incidents(case: &Case, records: &[ClaimRecord], policy: Policy) -> Vec<Incident> {
    if !case.linked {
        return dateline_resolve::incidents(records, &[], policy);
    }
    let copies = case.copies.iter();
    let linked = Linked {
        copies: copies
            .map(|(copy, of)| (DocumentId(copy.clone()), DocumentId(of.clone())))
            .collect(),
        ..Linked::default()
    };
    let incident = dateline_resolve::incident(records, &linked, &[], policy);
    incident.into_iter().collect()
}

fn check(incident: &Incident, expected: &Expected, records: &[ClaimRecord]) {
    let told = format!(
        "{:?} of incident {} under {}",
        expected.slot, expected.incident, expected.policy
    );
    if expected.slot == Slot::Occurrence {
        assert_eq!(Some(incident.status), expected.status, "{told}");
        return;
    }
    if let Some(items) = expected.items {
        assert_eq!(
            incident.lists[&expected.slot].len(),
            items,
            "items of {told}"
        );
    }
    let derived = derived(incident, expected);
    let positions = |ids: &[ClaimId]| -> Vec<usize> {
        let at = |id: &ClaimId| records.iter().position(|record| record.id == *id);
        ids.iter().filter_map(at).collect()
    };
    let bounds = derived.bounds.unwrap_or_default();
    let (superseded, by): (Vec<_>, Vec<_>) = derived.superseded.iter().cloned().unzip();
    same(&expected.status, &derived.status, "status", &told);
    same(&expected.rule, &derived.rule, "rule", &told);
    let found = [bounds.low(), bounds.best(), bounds.high()];
    same(&expected.bounds, &found, "bounds", &told);
    same(
        &expected.support,
        &positions(&derived.support),
        "support",
        &told,
    );
    same(
        &expected.rivals,
        &positions(&derived.rivals),
        "rivals",
        &told,
    );
    same(
        &expected.superseded,
        &positions(&superseded),
        "superseded",
        &told,
    );
    same(&expected.by, &positions(&by), "replaced by", &told);
    if expected.value.is_some() {
        assert_eq!(derived.value, expected.value, "value of {told}");
    }
}

/// What a case does not expect it does not ask for.
fn same<T: PartialEq + std::fmt::Debug>(expected: &Option<T>, found: &T, what: &str, told: &str) {
    if let Some(expected) = expected {
        assert_eq!(found, expected, "{what} of {told}");
    }
}

fn derived<'a>(incident: &'a Incident, expected: &Expected) -> &'a Derived {
    match expected.item {
        Some(item) => &incident.lists[&expected.slot][item],
        None => match incident.lists.get(&expected.slot) {
            Some(list) => &list[0],
            None => &incident.slots[&expected.slot],
        },
    }
}

datatest_stable::harness! {
    { test = case, root = "tests/cases", pattern = r"\.json$" },
}
