//! Which ids an erasure reaches, and what they lead on to: for whoever keeps a copy of what stood under them.

use std::collections::{BTreeMap, BTreeSet};

use dateline_core::{ClaimId, Incident};
use rusqlite::Connection;

use crate::error::Fault;
use crate::{read, rows};

/// Ids before an erasure. Nothing of the words is held, but hashes of what stood under each id.
pub(crate) struct Before {
    standing: BTreeMap<String, blake3::Hash>,
    past: BTreeSet<String>,
    /// The claims of incidents that the document to be erased tells of.
    claims: BTreeMap<String, Vec<ClaimId>>,
}

/// Looks at all ids; `document` is the one to be erased, if one is.
pub(crate) fn before(connection: &Connection, document: Option<i64>) -> Result<Before, Fault> {
    Ok(Before {
        standing: standing(connection)?,
        past: past(connection)?,
        claims: claims(connection, document)?,
    })
}

/// Keeps with tombstone `tombstone` the ids under which something else stands now than before, or nothing.
pub(crate) fn note(connection: &Connection, before: &Before, tombstone: i64) -> Result<(), Fault> {
    let now = standing(connection)?;
    let known = past(connection)?;
    let mut insert = connection
        .prepare("INSERT OR IGNORE INTO erased_ids (id, heir, tombstone) VALUES (?1, ?2, ?3)")?;
    for (id, contents) in &before.standing {
        match now.get(id) {
            Some(found) if found == contents => {}
            Some(_) => drop(insert.execute((id, Some(id), tombstone))?),
            None => drop(insert.execute((id, heir(connection, before, id)?, tombstone))?),
        }
    }
    for id in &before.past {
        if !now.contains_key(id) && !known.contains(id) {
            insert.execute((id, heir(connection, before, id)?, tombstone))?;
        }
    }
    Ok(())
}

fn standing(connection: &Connection) -> Result<BTreeMap<String, blake3::Hash>, Fault> {
    let mut statement = connection.prepare("SELECT id, body FROM incidents")?;
    let found = statement.query_map([], |row| {
        let body = row.get_ref(1)?.as_str()?;
        Ok((row.get(0)?, blake3::hash(body.as_bytes())))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn past(connection: &Connection) -> Result<BTreeSet<String>, Fault> {
    let mut statement = connection.prepare("SELECT DISTINCT id FROM past_incidents")?;
    let found = statement.query_map([], |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn claims(
    connection: &Connection,
    document: Option<i64>,
) -> Result<BTreeMap<String, Vec<ClaimId>>, Fault> {
    let mut statement = connection.prepare(
        "SELECT i.id, i.body FROM incidents i JOIN incident_documents d ON d.incident = i.first_claim WHERE d.document = ?1",
    )?;
    let mut rows = statement.query([document])?;
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let incident: Incident = rows::from_json(&row.get::<_, String>(1)?, "incident", &id)?;
        found.insert(id, incident.claims);
    }
    Ok(found)
}

/// The incident that holds what is left of the one that bore the id.
fn heir(connection: &Connection, before: &Before, id: &str) -> Result<Option<String>, Fault> {
    let mut holder = connection.prepare_cached(
        "SELECT i.id FROM claims c JOIN incident_claims x ON x.claim = c.seq
         JOIN incidents i ON i.first_claim = x.incident WHERE c.id = ?1",
    )?;
    for claim in before.claims.get(id).into_iter().flatten() {
        let mut rows = holder.query([&claim.0])?;
        if let Some(row) = rows.next()? {
            return Ok(Some(row.get(0)?));
        }
    }
    let current = read::current_id(connection, id)?;
    let stands = connection
        .prepare_cached("SELECT 1 FROM incidents WHERE id = ?1")?
        .exists([&current])?;
    Ok(stands.then_some(current))
}
