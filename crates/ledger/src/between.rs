//! What differs between two ledgers of the same documents: of two coders, or two ways to link.
//!
//! Ids tell nothing between ledgers, for each has a secret of its own; what their claims point at in common documents does.

use std::collections::{BTreeMap, BTreeSet};

use dateline_core::{ClaimRecord, DocumentId, Incident};
use dateline_resolve::alike;
use rusqlite::Connection;

use crate::changes::{Change, SlotChange};
use crate::error::{Fault, LedgerError};
use crate::filter::{Filter, StoredIncident};
use crate::lineage::{Marks, SAME, kinship, mark};
use crate::{Ledger, rows};

/// An incident with what its claims point at, by document.
struct Pointed {
    incident: Incident,
    marks: BTreeMap<DocumentId, Marks>,
}

impl Ledger {
    /// What differs between this ledger's incidents and those of `other`; refuted ones count as missing. Two incidents are one if they
    /// point at the same words for the same slots; of several that do, those that share most.
    ///
    /// # Errors
    /// If either ledger cannot be read.
    pub fn changes_against(&self, other: &Self) -> Result<Vec<Change>, LedgerError> {
        let (before, after) = (self.pointed()?, other.pointed()?);
        let pairs = pairs(&before, &after);
        let paired: BTreeSet<usize> = pairs.values().copied().collect();
        let mut found = Vec::new();
        for (at, one) in before.iter().enumerate() {
            let other = pairs.get(&at).map(|&at| &after[at].incident);
            found.extend(change(&one.incident, other));
        }
        let added = after
            .into_iter()
            .enumerate()
            .filter(|(at, _)| !paired.contains(at));
        found.extend(added.map(|(_, one)| bare(None, Some(one.incident))));
        Ok(found)
    }

    fn pointed(&self) -> Result<Vec<Pointed>, LedgerError> {
        let filter = Filter {
            include_background: true,
            ..Filter::default()
        };
        let listed = self.incidents(&filter)?;
        self.reading(|connection| {
            let one = |stored: StoredIncident| {
                Ok(Pointed {
                    marks: marks(&claims(connection, &stored.incident)?),
                    incident: stored.incident,
                })
            };
            listed.into_iter().map(one).collect()
        })
    }
}

fn claims(connection: &Connection, incident: &Incident) -> Result<Vec<ClaimRecord>, Fault> {
    let ids = rows::json(&incident.claims, "the claims of an incident")?;
    let rows = rows::claims(
        connection,
        "c.id IN (SELECT value FROM json_each(?1))",
        [ids],
    )?;
    Ok(rows.into_iter().map(|row| row.record).collect())
}

fn marks(claims: &[ClaimRecord]) -> BTreeMap<DocumentId, Marks> {
    let mut found: BTreeMap<DocumentId, Marks> = BTreeMap::new();
    for record in claims {
        mark(
            found.entry(record.document.clone()).or_default(),
            &record.claim,
        );
    }
    found
}

/// Which incident of the one ledger is which of the other, by their places; one is at most one.
fn pairs(before: &[Pointed], after: &[Pointed]) -> BTreeMap<usize, usize> {
    let mut holders: BTreeMap<&DocumentId, Vec<usize>> = BTreeMap::new();
    for (at, one) in after.iter().enumerate() {
        for document in one.marks.keys() {
            holders.entry(document).or_default().push(at);
        }
    }
    let mut alike: Vec<(f32, usize, usize)> = Vec::new();
    for (at, one) in before.iter().enumerate() {
        let candidates: BTreeSet<usize> = one
            .marks
            .keys()
            .filter_map(|document| holders.get(document))
            .flatten()
            .copied()
            .collect();
        for other in candidates {
            let shared = shared(one, &after[other]);
            if shared >= SAME {
                alike.push((shared, at, other));
            }
        }
    }
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut pairs, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, one, other) in alike {
        if !pairs.contains_key(&one) && taken.insert(other) {
            pairs.insert(one, other);
        }
    }
    pairs
}

fn shared(one: &Pointed, other: &Pointed) -> f32 {
    let common = one.marks.iter().filter_map(|(document, marks)| {
        let others = other.marks.get(document)?;
        Some(kinship(marks, others)).filter(|shared| *shared >= SAME)
    });
    common.sum()
}

fn change(before: &Incident, after: Option<&Incident>) -> Option<Change> {
    let Some(after) = after else {
        return Some(bare(Some(before.clone()), None));
    };
    // Ids of operations differ between ledgers, and so does what they say.
    let slots = alike::changed(Some(before), Some(after))
        .into_iter()
        .filter(|slot| {
            *slot != dateline_core::Slot::PartOf
                || before.part_of.is_some() != after.part_of.is_some()
        })
        .map(|slot| SlotChange {
            slot,
            because: None,
            claims: Vec::new(),
        })
        .collect();
    let change = Change {
        slots,
        ..bare(Some(before.clone()), Some(after.clone()))
    };
    let documents = |one: &Incident| one.documents.iter().cloned().collect::<BTreeSet<_>>();
    (!change.slots.is_empty() || documents(before) != documents(after)).then_some(change)
}

fn bare(before: Option<Incident>, after: Option<Incident>) -> Change {
    Change {
        before,
        after,
        ended: None,
        because: None,
        slots: Vec::new(),
    }
}
