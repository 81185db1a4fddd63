//! Why the reports of an incident are held to tell of one.

use dateline_core::{DocumentId, IncidentId, Telling};
use dateline_resolve::link::{self, Reason};
use rusqlite::Connection;

use crate::Ledger;
use crate::error::{Fault, LedgerError};
use crate::read::current_id;
use crate::tellings::read_telling;

/// Reports before a report that it is compared with for its reasons, beside the first.
const LATEST: usize = 32;

/// How a report came to an incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The report.
    pub document: DocumentId,
    /// How likely it told of the incident when it joined, from 0 to 1; `None` for one that founded it, or an incident that was found
    /// to be the same one later.
    pub likelihood: Option<f32>,
    /// The earliest document whose text it copies.
    pub copy_of: Option<DocumentId>,
    /// What moved the odds between it and the earlier report that it is most like, the strongest first; words
    /// weigh here as in news at large, not as among the reports of that time.
    pub reasons: Vec<Reason>,
}

impl Ledger {
    /// How each report came to the incident, in the order of ingestion; none if there is no such incident.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn links(&self, id: &IncidentId) -> Result<Vec<Link>, LedgerError> {
        self.reading(|connection| {
            if !is_linked(connection)? {
                return Ok(Vec::new());
            }
            let id = current_id(connection, &id.0)?;
            let mut statement = connection.prepare_cached(
                "SELECT t.document, t.body, t.passages, f.words, f.runs, d.id, t.likelihood, original.id FROM incidents i
                 JOIN tellings t ON t.incident = i.first_claim
                 JOIN fingerprints f ON f.document = t.document
                 JOIN documents d ON d.seq = t.document
                 LEFT JOIN documents original ON original.seq = f.copy_of
                 WHERE i.id = ?1 ORDER BY t.first_claim",
            )?;
            let mut rows = statement.query([id])?;
            let mut earlier: Vec<Telling> = Vec::new();
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let telling = read_telling(row)?;
                found.push(Link {
                    document: DocumentId(row.get(5)?),
                    likelihood: row.get(6)?,
                    copy_of: row.get::<_, Option<String>>(7)?.map(DocumentId),
                    reasons: reasons(&telling, &earlier),
                });
                earlier.push(telling);
            }
            Ok(found)
        })
    }
}

fn reasons(telling: &Telling, earlier: &[Telling]) -> Vec<Reason> {
    let latest = earlier.len().saturating_sub(LATEST);
    let compared = earlier[latest..].iter().chain(earlier[..latest].first());
    let likelihoods = compared.map(|other| link::likelihood(telling, other));
    let best = likelihoods.max_by(|a, b| a.log_odds.total_cmp(&b.log_odds));
    best.map(|best| best.reasons).unwrap_or_default()
}

/// Whether the ledger has such a table.
pub(crate) fn has_table(connection: &Connection, name: &str) -> Result<bool, Fault> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM sqlite_schema WHERE name = ?1")?
        .exists([name])?)
}

/// A ledger that an earlier version wrote, and that may only be read, has no such tables.
pub(crate) fn is_linked(connection: &Connection) -> Result<bool, Fault> {
    has_table(connection, "tellings")
}
