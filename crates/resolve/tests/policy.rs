//! Each rule of the codebook's section 6 as case files: claims in, derived values out.

mod support;

use std::path::Path;

use dateline_core::{ClaimId, Derived, Incident, Policy, Rule, Slot, SlotStatus};
use serde::Deserialize;
use support::{ShortClaim, records};

#[derive(Deserialize)]
struct Case {
    claims: Vec<ShortClaim>,
    expected: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    #[serde(default)]
    incident: usize,
    slot: Slot,
    /// Position in a slot that holds a list.
    item: Option<usize>,
    status: Option<SlotStatus>,
    rule: Option<Rule>,
    bounds: Option<[Option<u64>; 3]>,
    support: Option<Vec<usize>>,
    superseded: Option<Vec<usize>>,
}

fn case(path: &Path) -> datatest_stable::Result<()> {
    let case: Case = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let records = records(&case.claims);
    let incidents = dateline_resolve::incidents(&records, &[], Policy::Dateline);
    let ids = |positions: &[usize]| {
        positions
            .iter()
            .map(|&at| records[at].id.clone())
            .collect::<Vec<ClaimId>>()
    };
    for expected in &case.expected {
        let incident = &incidents[expected.incident];
        let told = format!("{:?} of incident {}", expected.slot, expected.incident);
        if expected.slot == Slot::Occurrence {
            assert_eq!(Some(incident.status), expected.status, "{told}");
            continue;
        }
        let derived = derived(incident, expected);
        if let Some(status) = expected.status {
            assert_eq!(derived.status, status, "status of {told}");
        }
        if let Some(rule) = expected.rule {
            assert_eq!(derived.rule, rule, "rule of {told}");
        }
        if let Some(bounds) = expected.bounds {
            let found = derived.bounds.unwrap_or_default();
            assert_eq!(
                [found.low(), found.best(), found.high()],
                bounds,
                "bounds of {told}"
            );
        }
        if let Some(support) = &expected.support {
            assert_eq!(derived.support, ids(support), "support of {told}");
        }
        if let Some(superseded) = &expected.superseded {
            let found: Vec<ClaimId> = derived
                .superseded
                .iter()
                .map(|(id, _)| id.clone())
                .collect();
            assert_eq!(found, ids(superseded), "superseded in {told}");
        }
    }
    Ok(())
}

fn derived<'a>(incident: &'a Incident, expected: &Expected) -> &'a Derived {
    match expected.item {
        Some(item) => &incident.lists[&expected.slot][item],
        None => &incident.slots[&expected.slot],
    }
}

datatest_stable::harness! {
    { test = case, root = "tests/cases", pattern = r"\.json$" },
}
