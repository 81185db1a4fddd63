//! What a later version of a document tells again of what the earlier ones told.

use std::collections::{BTreeMap, BTreeSet};

use dateline_core::{ClaimRecord, Document, Slot};
use dateline_resolve::alike;
use dateline_resolve::link::Placement;
use rusqlite::{Connection, OptionalExtension};

use crate::error::Fault;
use crate::linking;
use crate::reading::{self, Read};
use crate::rows::{self, ClaimRow};

/// From here on what two versions tell is one incident: where it was and the kind of act, or as much.
const RETOLD: f32 = 1.0;

/// Which of the earlier versions' tellings a document tells again: their keys, by its own numbers.
pub(crate) struct Retold {
    document: i64,
    keys: BTreeMap<u32, i64>,
}

impl Retold {
    /// To the incident of the telling that it tells again, unless what else the document tells is there already.
    pub(crate) fn rejoin(
        &self,
        connection: &Connection,
        schema: &str,
        number: u32,
    ) -> Result<Option<Placement>, Fault> {
        let Some(key) = self.keys.get(&number) else {
            return Ok(None);
        };
        let incident: Option<i64> = connection
            .prepare_cached(&format!(
                "SELECT incident FROM {schema}.tellings WHERE first_claim = ?1"
            ))?
            .query_row([key], |row| row.get(0))
            .optional()?;
        match incident {
            Some(incident) if !linking::holds(connection, schema, incident, self.document)? => {
                Ok(Some(Placement::Joins {
                    incident,
                    likelihood: 1.0,
                    bridges: Vec::new(),
                }))
            }
            _ => Ok(None),
        }
    }
}

/// Which of the tellings of the documents in `chain` document `seq` tells again, where it is the next version of these.
pub(crate) fn again(
    connection: &Connection,
    schema: &str,
    seq: i64,
    chain: &[i64],
    read: &Read,
) -> Result<Retold, Fault> {
    let keys = match chain.is_empty() {
        true => BTreeMap::new(),
        false => retold_keys(connection, schema, seq, chain, read)?,
    };
    Ok(Retold {
        document: seq,
        keys,
    })
}

fn retold_keys(
    connection: &Connection,
    schema: &str,
    seq: i64,
    chain: &[i64],
    read: &Read,
) -> Result<BTreeMap<u32, i64>, Fault> {
    let mut retold = BTreeMap::new();
    let Some(new) = rows::document(connection, seq)? else {
        return Ok(retold);
    };
    let new_tellings = by_number(&read.claims);
    // The latest version's first: what that no longer told, an earlier one may have.
    for &earlier in chain.iter().rev() {
        let Some(old) = rows::document(connection, earlier)? else {
            continue;
        };
        let told = reading::of(connection, schema, earlier)?;
        let old_tellings = by_number(&told.claims);
        let mut alike: Vec<(f32, u32, u32)> = Vec::new();
        for (&number, claims) in &new_tellings {
            for (&other, others) in &old_tellings {
                let shared = likeness((&old, others), (&new, claims));
                if shared >= RETOLD || (new_tellings.len() == 1 && old_tellings.len() == 1) {
                    alike.push((shared, other, number));
                }
            }
        }
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut taken = BTreeSet::new();
        for (_, other, number) in alike {
            if !retold.contains_key(&number) && taken.insert(other) {
                retold.insert(number, told.key(other)?);
            }
        }
    }
    Ok(retold)
}

fn by_number(claims: &[ClaimRow]) -> BTreeMap<u32, Vec<&ClaimRecord>> {
    let mut found: BTreeMap<u32, Vec<&ClaimRecord>> = BTreeMap::new();
    for row in claims {
        found
            .entry(row.record.claim.incident)
            .or_default()
            .push(&row.record);
    }
    found
}

/// How much two versions tell the same of an incident: slots with the same value, or taken from the same words.
fn likeness(old: (&Document, &[&ClaimRecord]), new: (&Document, &[&ClaimRecord])) -> f32 {
    let slots: BTreeSet<Slot> = old.1.iter().map(|record| record.claim.slot).collect();
    let shared = slots.into_iter().filter_map(|slot| {
        let weight = match slot {
            Slot::TimeFrame | Slot::Category | Slot::Stage | Slot::PartOf => return None,
            Slot::Place => 0.75,
            _ => 0.5,
        };
        let of_slot = |record: &&&ClaimRecord| record.claim.slot == slot;
        let is_retold = old.1.iter().filter(of_slot).any(|told| {
            let mut others = new.1.iter().filter(of_slot);
            others.any(|other| says_again(old.0, told, new.0, other))
        });
        is_retold.then_some(weight)
    });
    shared.sum()
}

fn says_again(old: &Document, told: &ClaimRecord, new: &Document, other: &ClaimRecord) -> bool {
    let words = |document: &Document, record: &ClaimRecord| -> Vec<String> {
        let spans = record.claim.evidence.spans.iter();
        spans
            .filter_map(|span| document.text.get(*span).ok())
            .map(str::to_lowercase)
            .collect()
    };
    let is_same = match (&told.claim.value, &other.claim.value) {
        (Some(one), Some(other)) => alike::is_same(one, other),
        _ => false,
    };
    is_same || words(old, told) == words(new, other)
}
