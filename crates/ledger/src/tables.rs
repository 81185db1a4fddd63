//! Rows of tables that were coded by hand: the table itself says which of them are one incident.

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Fault;

/// What the coder of an imported row begins with.
const IMPORT: &str = "dateline-import ";

/// A row of a coded table.
#[derive(Debug)]
pub(crate) struct CodedRow {
    publisher: String,
    /// The row's own id, if its table has any.
    id: Option<String>,
}

/// The row that document `seq` is, noted in `schema`; `None` for a report.
pub(crate) fn note(
    connection: &Connection,
    schema: &str,
    seq: i64,
) -> Result<Option<CodedRow>, Fault> {
    let (coder, publisher, id): (String, Option<String>, Option<String>) = connection
        .prepare_cached("SELECT coder, publisher, external_id FROM main.documents WHERE seq = ?1")?
        .query_row([seq], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let Some(publisher) = publisher.filter(|_| coder.starts_with(IMPORT)) else {
        return Ok(None);
    };
    connection
        .prepare_cached(&format!(
            "INSERT INTO {schema}.coded_rows (document, publisher, row) VALUES (?1, ?2, ?3)"
        ))?
        .execute(params![seq, publisher, id])?;
    Ok(Some(CodedRow { publisher, id }))
}

/// The incident of an earlier state of the row: its id is its identity, whatever else of it was corrected.
pub(crate) fn earlier(
    connection: &Connection,
    schema: &str,
    row: &CodedRow,
) -> Result<Option<i64>, Fault> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT t.incident FROM {schema}.coded_rows c JOIN {schema}.tellings t ON t.document = c.document
             WHERE c.publisher = ?1 AND c.row = ?2 ORDER BY t.first_claim LIMIT 1"
        ))?
        .query_row(params![row.publisher, row.id], |row| row.get(0))
        .optional()?)
}

/// Whether the incident holds another row of the same table, which is another incident, however alike the two are.
pub(crate) fn holds_another(
    connection: &Connection,
    schema: &str,
    incident: i64,
    row: &CodedRow,
) -> Result<bool, Fault> {
    is_any(
        connection,
        &format!(
            "SELECT 1 FROM {schema}.tellings t JOIN {schema}.coded_rows c ON c.document = t.document
             WHERE t.incident = ?1 AND c.publisher = ?2 AND (c.row IS NULL OR c.row IS NOT ?3)"
        ),
        params![incident, row.publisher, row.id],
    )
}

fn is_any(
    connection: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
) -> Result<bool, Fault> {
    let found = connection
        .prepare_cached(sql)?
        .query_row(values, |_| Ok(()));
    Ok(found.optional()?.is_some())
}
