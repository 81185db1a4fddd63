//! Which reports a ledger puts together.
//!
//! The ledger's own interface gives whole incidents, a million of which fill many gigabytes; so the links alone are read from its
//! tables. A test holds that both tell the same.

use std::collections::HashMap;
use std::path::Path;

use dateline_core::DocumentId;
use rusqlite::{Connection, OpenFlags};

/// A ledger whose links cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the links of {path} cannot be read: {source}; check that it is a ledger of this version")]
pub struct ClustersError {
    path: String,
    source: rusqlite::Error,
}

/// For every document with a claim of its first incident, the key of the ledger's incident that holds that.
///
/// # Errors
/// If the file is no ledger, or is damaged.
pub fn of_ledger(path: &Path) -> Result<HashMap<DocumentId, i64>, ClustersError> {
    read(path).map_err(|source| ClustersError {
        path: path.display().to_string(),
        source,
    })
}

fn read(path: &Path) -> rusqlite::Result<HashMap<DocumentId, i64>> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    let mut incidents: HashMap<i64, i64> = HashMap::new();
    let mut links = connection.prepare(
        "SELECT c.document, x.incident FROM incident_claims x JOIN claims c ON c.seq = x.claim
         WHERE c.incident = 0",
    )?;
    let mut rows = links.query([])?;
    while let Some(row) = rows.next()? {
        let incident = row.get(1)?;
        let kept = incidents.entry(row.get(0)?).or_insert(incident);
        *kept = incident.min(*kept);
    }
    let mut found = HashMap::with_capacity(incidents.len());
    let mut documents = connection.prepare("SELECT seq, id FROM documents")?;
    let mut rows = documents.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(incident) = incidents.get(&row.get(0)?) {
            found.insert(DocumentId(row.get(1)?), *incident);
        }
    }
    Ok(found)
}
