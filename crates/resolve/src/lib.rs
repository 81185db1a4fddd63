//! Which claims are about one incident, and what do they add up to?
//!
//! Pure functions over claims and decisions: no text, no SQL, no clock. The rules are those of the codebook,
//! section 6; each has a function of its own.

#![doc = include_str!("../README.md")]

mod decisions;
mod figures;
mod group;
mod lists;
mod policy;
mod responsibility;
mod specificity;
mod standing;

use dateline_core::{ClaimRecord, Decision, Incident, Policy};

/// Derives every incident that the claims tell of, in the order of ingestion.
///
/// The result does not depend on the order of `records`: claims are sorted by the time when they were learnt, then
/// document, then their number within it.
pub fn incidents(records: &[ClaimRecord], decisions: &[Decision], policy: Policy) -> Vec<Incident> {
    let groups = group::groups(records);
    let named: Vec<_> = groups
        .iter()
        .map(|group| (group.key(), group.id()))
        .collect();
    let mut incidents: Vec<Incident> = groups
        .iter()
        .map(|group| policy::derive(group, &named, decisions, policy))
        .collect();
    let parts: Vec<_> = incidents
        .iter()
        .map(|part| (part.part_of.clone(), part.id.clone()))
        .collect();
    for incident in &mut incidents {
        let own = parts
            .iter()
            .filter(|(operation, _)| operation.as_ref() == Some(&incident.id));
        incident.parts = own.map(|(_, part)| part.clone()).collect();
    }
    incidents
}
