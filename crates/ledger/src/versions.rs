//! Versions of one document: the same at its source, with another text.
//!
//! A later version is no second report. What it tells goes to the incidents of what the earlier one told, and what the earlier one says
//! counts no longer (codebook section 7).

use std::collections::{BTreeMap, BTreeSet};

use dateline_core::{ClaimRecord, Document, DocumentId, LedgerSecret, Sketch, Slot};
use dateline_resolve::alike;
use dateline_resolve::link::Placement;
use rusqlite::{Connection, OptionalExtension};

use crate::error::{Fault, LedgerError};
use crate::reading::{self, Read};
use crate::rows::{self, ClaimRow};
use crate::{Ledger, address, erase, keyed, linking};

/// How alike two texts of one address must be to be versions of one report; below that, the page was used for another. Versions share most
/// of their telling words, two reports of one beat a tenth to a fifth.
const VERSION: f32 = 0.3;

/// Earlier documents of one source that are looked at, the latest first.
const LOOKED_AT: usize = 8;

/// From here on what two versions tell is one incident: where it was and the kind of act, or as much.
const RETOLD: f32 = 1.0;

/// Which version of a document one is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// From 1, in the order in which they came in.
    pub number: u32,
    /// The first.
    pub first: DocumentId,
    /// The latest.
    pub latest: DocumentId,
}

impl Ledger {
    /// Which version each of the documents is; those of which there is but one are left out.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn versions(
        &self,
        documents: &[DocumentId],
    ) -> Result<BTreeMap<DocumentId, Version>, LedgerError> {
        self.reading(|connection| {
            let mut found = BTreeMap::new();
            if !crate::links::has_table(connection, "versions")? {
                return Ok(found);
            }
            for id in documents {
                if let Some(seq) = self.seq_of(connection, id)? {
                    found.extend(version(connection, seq)?.map(|version| (id.clone(), version)));
                }
            }
            Ok(found)
        })
    }
}

fn version(connection: &Connection, seq: i64) -> Result<Option<Version>, Fault> {
    let found: Option<(u32, String, String)> = connection
        .prepare_cached(
            "WITH own AS (SELECT coalesce((SELECT first FROM versions WHERE document = ?1), ?1) AS first)
             SELECT coalesce((SELECT number FROM versions WHERE document = ?1), 1), f.id, l.id
             FROM own JOIN documents f ON f.seq = own.first
             JOIN documents l ON l.seq = (SELECT max(document) FROM versions WHERE first = own.first)",
        )?
        .query_row([seq], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    Ok(found.map(|(number, first, latest)| Version {
        number,
        first: DocumentId(first),
        latest: DocumentId(latest),
    }))
}

/// Notes in `schema` of which earlier documents document `seq` is a version, and gives these, the first one first.
pub(crate) fn note(connection: &Connection, schema: &str, seq: i64) -> Result<Vec<i64>, Fault> {
    let Some(earlier) = earlier(connection, seq)? else {
        return Ok(Vec::new());
    };
    let first: Option<i64> = connection
        .prepare_cached(&format!("SELECT first FROM {schema}.versions WHERE document = ?1"))?
        .query_row([earlier], |row| row.get(0))
        .optional()?;
    let first = first.unwrap_or(earlier);
    let mut chain = vec![first];
    let mut statement = connection.prepare_cached(&format!(
        "SELECT document FROM {schema}.versions WHERE first = ?1 ORDER BY document"
    ))?;
    for document in statement.query_map([first], |row| row.get(0))? {
        chain.push(document?);
    }
    connection
        .prepare_cached(&format!(
            "INSERT INTO {schema}.versions (document, first, number) VALUES (?1, ?2, ?3)"
        ))?
        .execute((seq, first, chain.len() as i64 + 1))?;
    Ok(chain)
}

/// The latest document before `seq` that is the same at its source, and of whose text this one's is a version.
fn earlier(connection: &Connection, seq: i64) -> Result<Option<i64>, Fault> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT e.seq FROM main.documents d JOIN main.documents e ON e.identity = d.identity
         WHERE d.seq = ?1 AND e.seq < ?1 ORDER BY e.seq DESC LIMIT {LOOKED_AT}"
    ))?;
    let same: Vec<i64> = statement
        .query_map([seq], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    if same.is_empty() {
        return Ok(None);
    }
    let Some(own) = rows::document(connection, seq)? else {
        return Ok(None);
    };
    for earlier in same {
        if let Some(other) = rows::document(connection, earlier)?
            && is_version(&own, &other)
        {
            return Ok(Some(earlier));
        }
    }
    Ok(None)
}

fn is_version(one: &Document, other: &Document) -> bool {
    let sketch = |document: &Document| Sketch::of(document.text.as_str());
    one.text == other.text || sketch(one).likeness(&sketch(other)) >= VERSION
}

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

/// Incidents that the documents tell of: what a later version leaves out changes these too.
pub(crate) fn told_in(
    connection: &Connection,
    schema: &str,
    documents: &[i64],
) -> Result<BTreeSet<i64>, Fault> {
    let mut told = connection.prepare_cached(&format!(
        "SELECT DISTINCT incident FROM {schema}.tellings WHERE document = ?1"
    ))?;
    let mut found = BTreeSet::new();
    for document in documents {
        for incident in told.query_map([document], |row| row.get(0))? {
            found.insert(incident?);
        }
    }
    Ok(found)
}

/// Which of the tellings of the documents in `chain` document `seq` tells again, where it is the next version of these.
pub(crate) fn retold(
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
        found.entry(row.record.claim.incident).or_default().push(&row.record);
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

/// Documents of the claims that a later version replaced, each with the latest one that came in up to and with document `last`.
pub(crate) fn replaced(
    connection: &Connection,
    schema: &str,
    records: &[ClaimRecord],
    last: Option<i64>,
) -> Result<BTreeMap<DocumentId, DocumentId>, Fault> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT latest.id FROM main.documents d LEFT JOIN {schema}.versions own ON own.document = d.seq
         JOIN main.documents latest ON latest.seq = (SELECT max(v.document) FROM {schema}.versions v
             WHERE v.first = coalesce(own.first, d.seq) AND v.document <= ?2)
         WHERE d.id = ?1 AND latest.seq > d.seq"
    ))?;
    let documents: BTreeSet<&DocumentId> = records.iter().map(|record| &record.document).collect();
    let mut found = BTreeMap::new();
    for id in documents {
        let latest: Option<String> = statement
            .query_row((&id.0, last.unwrap_or(i64::MAX)), |row| row.get(0))
            .optional()?;
        found.extend(latest.map(|latest| (id.clone(), DocumentId(latest))));
    }
    Ok(found)
}

/// What a document is at its source, as a keyed hash: an address may hold a name.
pub(crate) fn identity(secret: &LedgerSecret, document: &Document) -> Option<[u8; 32]> {
    address::identity(document).map(|identity| keyed::identity(secret, &identity))
}

/// Notes what the documents are that an earlier version of the program took in.
pub(crate) fn identify_all(connection: &Connection, secret: &LedgerSecret) -> Result<(), Fault> {
    erase::erasing(connection, || {
        let mut set = connection.prepare("UPDATE documents SET identity = ?2 WHERE seq = ?1")?;
        for seq in rows::document_seqs(connection)? {
            let document = rows::document(connection, seq)?;
            if let Some(identity) = document.and_then(|one| identity(secret, &one)) {
                set.execute((seq, identity.as_slice()))?;
            }
        }
        Ok(())
    })
}
