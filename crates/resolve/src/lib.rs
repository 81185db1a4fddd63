//! Which claims are about one incident, and what do they add up to?
//!
//! Pure functions over claims and decisions: no text, no SQL, no clock. The rules are those of the codebook,
//! section 6; each has a function of its own.

#![doc = include_str!("../README.md")]

pub mod alike;
mod decisions;
mod figures;
mod group;
pub mod link;
mod lists;
mod policy;
mod report;
mod responsibility;
mod specificity;
mod standing;
mod superseding;
mod tolls;
mod versions;
mod voice;

use std::collections::{BTreeMap, BTreeSet};

use dateline_core::{ClaimRecord, Decision, DocumentId, Incident, IncidentId, Policy};

/// What linking found out about an incident beside its claims.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linked {
    /// The operation that it is a part of.
    pub part_of: Option<IncidentId>,
    /// Documents that are near-copies, each with the earliest document whose text it copies. Copies are not independent
    /// (codebook section 6, rule 5): every voice in a copy counts as in the original, on the original's day.
    pub copies: BTreeMap<DocumentId, DocumentId>,
    /// Documents that a later version replaced, each with its latest version: what they say counts no longer (codebook section 7).
    pub versions: BTreeMap<DocumentId, DocumentId>,
}

/// Derives the one incident that all of `records`, from one or many documents, tell of; `None` if there are none.
///
/// The result does not depend on the order of `records`, nor on a record being given twice. `Incident::parts` is left
/// empty, for an incident does not know of its parts; claims of slot `part_of` are kept and not used, for which operation
/// they mean in the end is `linked.part_of`. `decisions` may be those of other incidents too; they count in the order given,
/// under the id of any of the incident's claims.
pub fn incident(
    records: &[ClaimRecord],
    linked: &Linked,
    decisions: &[Decision],
    policy: Policy,
) -> Option<Incident> {
    let mut sorted: Vec<&ClaimRecord> = records.iter().collect();
    sorted.sort_by(|a, b| (group::order(a), &a.id).cmp(&(group::order(b), &b.id)));
    let mut seen = BTreeSet::new();
    sorted.retain(|record| seen.insert(&record.id));
    policy::derive(&sorted, linked, decisions, policy)
}

/// Derives every incident that the claims tell of, each as one document tells it, in the order of ingestion.
///
/// The result does not depend on the order of `records`: claims are sorted by the time when they were learnt, then
/// document, then their number within it.
pub fn incidents(records: &[ClaimRecord], decisions: &[Decision], policy: Policy) -> Vec<Incident> {
    let groups = group::groups(records);
    let ids: BTreeMap<group::Key, IncidentId> = groups
        .iter()
        .map(|group| (group.key(), group.id()))
        .collect();
    let linked = |group: &group::Group<'_>| Linked {
        part_of: group.operation().and_then(|key| ids.get(&key).cloned()),
        ..Linked::default()
    };
    let mut incidents: Vec<Incident> = groups
        .iter()
        .filter_map(|group| policy::derive(&group.records, &linked(group), decisions, policy))
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
