//! Which claims belong together.
//!
//! For now an incident is told by one document: claims share a document and that document's number for the incident.

use std::collections::BTreeMap;

use dateline_core::value::Value;
use dateline_core::{ClaimRecord, DocumentId, IncidentId};
use jiff::Timestamp;

/// Names an incident within its document.
pub(crate) type Key = (DocumentId, u32);

/// The claims of one incident, by ingestion.
pub(crate) struct Group<'a> {
    pub(crate) records: Vec<&'a ClaimRecord>,
}

impl Group<'_> {
    pub(crate) fn key(&self) -> Key {
        let first = self.records[0];
        (first.document.clone(), first.claim.incident)
    }

    /// The id of the earliest-ingested claim.
    pub(crate) fn id(&self) -> IncidentId {
        IncidentId::of(&self.records[0].id)
    }

    /// The operation that the incident is said to be a part of.
    pub(crate) fn operation(&self) -> Option<Key> {
        self.records
            .iter()
            .find_map(|record| match record.claim.value {
                Some(Value::PartOf(number)) => Some((record.document.clone(), number)),
                _ => None,
            })
    }
}

/// Groups in the order in which their first claims were ingested.
pub(crate) fn groups(records: &[ClaimRecord]) -> Vec<Group<'_>> {
    let mut by_key: BTreeMap<Key, Vec<&ClaimRecord>> = BTreeMap::new();
    for record in records {
        by_key
            .entry((record.document.clone(), record.claim.incident))
            .or_default()
            .push(record);
    }
    let mut groups: Vec<Group<'_>> = by_key
        .into_values()
        .map(|mut records| {
            records.sort_by(|a, b| order(a).cmp(&order(b)));
            Group { records }
        })
        .collect();
    groups.sort_by(|a, b| order(a.records[0]).cmp(&order(b.records[0])));
    groups
}

/// Claims in the order in which they were learnt.
pub(crate) fn order(record: &ClaimRecord) -> (Timestamp, &DocumentId, u32) {
    (record.ingested, &record.document, record.claim.number)
}
