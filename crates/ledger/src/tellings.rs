//! What a document tells, with the fingerprints of its words, as linking compares it.

use std::collections::{BTreeSet, HashMap};

use dateline_core::{Runs, Sketch, Telling, ages};
use dateline_resolve::link;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::error::Fault;
use crate::rows::{self, ClaimRow};

/// What the document tells, with the fingerprints of its text and of the passages that tell of each incident.
pub(crate) fn tellings(
    connection: &Connection,
    seq: i64,
    claims: &[ClaimRow],
) -> Result<Vec<Telling>, Fault> {
    let document =
        rows::document(connection, seq)?.ok_or_else(|| Fault::unreadable("document", seq))?;
    let records: Vec<_> = claims.iter().map(|row| row.record.clone()).collect();
    let mut tellings = link::tellings(&records);
    let (text, runs) = (
        Sketch::of(document.text.as_str()),
        Runs::of(document.text.as_str()),
    );
    for telling in &mut tellings {
        let passages: BTreeSet<_> = records
            .iter()
            .filter(|record| record.claim.incident == telling.number)
            .map(|record| record.claim.evidence.context)
            .collect();
        let passages = passages
            .iter()
            .filter_map(|span| document.text.get(*span).ok());
        telling.passages = Sketch::of_texts(passages);
        telling.ages = ages(document.text.as_str());
        telling.text = text.clone();
        telling.runs = runs.clone();
    }
    Ok(tellings)
}

/// Counts the document's rare words, so that what every report of a ledger says is not taken for rare.
pub(crate) fn count_words(
    connection: &Connection,
    schema: &str,
    tellings: &[Telling],
) -> Result<(), Fault> {
    let mut count = connection.prepare_cached(&format!(
        "INSERT INTO {schema}.word_counts (hash, reports) VALUES (?1, 1)
         ON CONFLICT (hash) DO UPDATE SET reports = reports + 1"
    ))?;
    let text = tellings.iter().map(|telling| &telling.text).take(1);
    for hash in text.flat_map(Sketch::rare) {
        count.execute([hash])?;
    }
    Ok(())
}

/// The telling with the weights that its words have among the reports before document `seq`.
pub(crate) fn tempered(
    connection: &Connection,
    schema: &str,
    seq: i64,
    telling: &Telling,
) -> Result<Telling, Fault> {
    let mut find = connection.prepare_cached(&format!(
        "SELECT reports FROM {schema}.word_counts WHERE hash = ?1"
    ))?;
    let mut counts: HashMap<u32, u64> = HashMap::new();
    for hash in telling.text.rare().chain(telling.passages.rare()) {
        let found: Option<i64> = find.query_row([hash], |row| row.get(0)).optional()?;
        counts.insert(hash, found.unwrap_or(1) as u64);
    }
    let holding = |hash| counts.get(&hash).copied().unwrap_or(1);
    Ok(Telling {
        text: telling.text.tempered(holding, seq as u64),
        passages: telling.passages.tempered(holding, seq as u64),
        ..telling.clone()
    })
}

/// A telling from the columns document, body, passages, words and runs.
pub(crate) fn read_telling(row: &Row<'_>) -> Result<Telling, Fault> {
    let mut telling: Telling = rows::from_json(
        &row.get::<_, String>(1)?,
        "a telling of document",
        row.get::<_, i64>(0)?,
    )?;
    telling.passages = Sketch::from_bytes(row.get_ref(2)?.as_blob().unwrap_or_default());
    telling.text = Sketch::from_bytes(row.get_ref(3)?.as_blob().unwrap_or_default());
    telling.runs = Runs::from_bytes(row.get_ref(4)?.as_blob().unwrap_or_default());
    Ok(telling)
}
