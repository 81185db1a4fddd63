//! The tables, and the steps from one version of them to the next.

use rusqlite::Connection;

use crate::error::Fault;

/// Marks a SQLite file as a Dateline ledger: "DTLN".
pub(crate) const APPLICATION_ID: i64 = 0x4454_4C4E;

/// The newest schema that this version knows.
pub const SCHEMA: i64 = MIGRATIONS.len() as i64;

/// Step `n` leads from schema `n` to schema `n + 1`.
const MIGRATIONS: &[&str] = &[
    include_str!("../schema/1.sql"),
    include_str!("../schema/2.sql"),
    include_str!("../schema/3.sql"),
];

const DERIVED: &str = include_str!("../schema/derived.sql");
const SEARCH: &str = include_str!("../schema/search.sql");

/// Names of the derived tables; [`create_derived`] makes them, [`drop_derived`] drops them.
const DERIVED_TABLES: [&str; 19] = [
    "incidents",
    "past_incidents",
    "steps",
    "counting",
    "horizon",
    "read_as",
    "lineages",
    "incident_documents",
    "incident_claims",
    "redirects",
    // Of ledgers that an earlier version derived.
    "incident_boxes",
    "tellings",
    "telling_keys",
    "fingerprints",
    "told_apart",
    "made_by_hand",
    "word_counts",
    "coded_rows",
    "versions",
];

/// The schema of an open file; `None` when the file bears no mark of Dateline.
pub(crate) fn found(connection: &Connection) -> Result<Option<i64>, Fault> {
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    Ok((pragma("application_id")? == APPLICATION_ID)
        .then(|| pragma("user_version"))
        .transpose()?)
}

/// Whether the file holds no table at all, so that a ledger may be laid out in it.
pub(crate) fn is_blank(connection: &Connection) -> Result<bool, Fault> {
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(tables == 0)
}

/// Brings the tables up to [`SCHEMA`], inside the caller's transaction.
pub(crate) fn migrate(connection: &Connection) -> Result<(), Fault> {
    let from = found(connection)?.unwrap_or(0);
    for step in &MIGRATIONS[from as usize..] {
        connection.execute_batch(step)?;
    }
    if from == 0 {
        connection.execute_batch(SEARCH)?;
        create_derived(connection, "main")?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    }
    connection.pragma_update(None, "user_version", SCHEMA)?;
    Ok(())
}

/// Makes the derived tables in `schema`, `main` or `temp`.
pub(crate) fn create_derived(connection: &Connection, schema: &str) -> Result<(), Fault> {
    connection.execute_batch(&DERIVED.replace("{schema}", schema))?;
    Ok(())
}

/// Drops the derived tables of `schema`.
pub(crate) fn drop_derived(connection: &Connection, schema: &str) -> Result<(), Fault> {
    connection.execute_batch(&format!("DROP VIEW IF EXISTS {schema}.telling_claims"))?;
    for table in DERIVED_TABLES {
        connection.execute_batch(&format!("DROP TABLE IF EXISTS {schema}.{table}"))?;
    }
    Ok(())
}
