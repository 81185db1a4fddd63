//! Versions of one document: the same at its source, with another text.
//!
//! A later version is no second report. What it tells goes to the incidents of what the earlier one told, and what the earlier one says
//! counts no longer (codebook section 7).

use std::collections::{BTreeMap, BTreeSet};

use dateline_core::{ClaimRecord, Document, DocumentId, LedgerSecret, Sketch};
use rusqlite::{Connection, OptionalExtension};

use crate::error::{Fault, LedgerError};
use crate::{Ledger, address, erase, keyed, links, rows};

/// How alike two texts of one address must be to be versions of one report; below that, the page was used for another. Versions share most
/// of their telling words, two reports of one beat a tenth to a fifth.
const VERSION: f32 = 0.3;

/// Earlier documents of one source that are looked at, the latest first.
const LOOKED_AT: usize = 8;

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
            if !links::has_table(connection, "versions")? {
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
        .prepare_cached(&format!(
            "SELECT first FROM {schema}.versions WHERE document = ?1"
        ))?
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
