//! Making anew all that is derived: the same steps, in the same order, give the same incidents and the same history.

use dateline_core::{Decision, DecisionAction};
use rusqlite::{Connection, OptionalExtension};

use crate::error::{Fault, LedgerError};
use crate::history::{self, Event};
use crate::linking::Touched;
use crate::{Ledger, counting, decisions, derive, reading, regroup, schema, search};

/// Raised whenever the same claims would give other incidents, or these are written otherwise.
const DERIVATION: i64 = 10;

/// Derived tables that a replay beside the ledger's own gives back as they are. Not the incidents, whose history goes on.
const LINKED: [&str; 13] = [
    "read_as",
    "lineages",
    "incident_documents",
    "incident_claims",
    "redirects",
    "tellings",
    "telling_keys",
    "fingerprints",
    "word_counts",
    "told_apart",
    "made_by_hand",
    "coded_rows",
    "versions",
];

impl Ledger {
    /// Drops all that is derived and makes it anew, documents in order of ingestion.
    ///
    /// Incidents keep their ids, for these come from the claims.
    ///
    /// # Errors
    /// If the ledger cannot be written, or a row of it cannot be read.
    pub fn rebuild(&mut self) -> Result<(), LedgerError> {
        self.writing(|connection, _| {
            rebuild(connection)?;
            search::reindex(connection)
        })
    }
}

/// Rebuilds what an earlier version of the program derived.
pub(crate) fn catch_up(ledger: &mut Ledger) -> Result<(), LedgerError> {
    let current = ledger.reading(|connection| {
        let found: Option<i64> = connection
            .query_row(
                "SELECT value FROM meta WHERE name = 'derivation'",
                [],
                |row| row.get(0),
            )
            .optional()?;
        Ok(found == Some(DERIVATION))
    })?;
    if current { Ok(()) } else { ledger.rebuild() }
}

/// Drops what is derived and takes all steps again, inside the caller's transaction.
pub(crate) fn rebuild(connection: &Connection) -> Result<(), Fault> {
    schema::drop_derived(connection, "main")?;
    schema::create_derived(connection, "main")?;
    for event in history::events(connection)? {
        apply(connection, event)?;
    }
    connection.execute(
        "INSERT OR REPLACE INTO meta (name, value) VALUES ('derivation', ?1)",
        [DERIVATION],
    )?;
    Ok(())
}

/// Takes the next step.
pub(crate) fn apply(connection: &Connection, event: Event) -> Result<(), Fault> {
    match event {
        Event::Document(seq) => {
            let step = history::begin(connection, event)?;
            derive::take_in(connection, "main", seq, step)
        }
        Event::Decision(seq) => decide(connection, seq),
        Event::Adoption(seq) => {
            let step = history::begin(connection, event)?;
            reading::extend(connection, seq)?;
            relink(connection, step)
        }
    }
}

/// Merges and splits take effect; when one is undone, or brought back, the reports are linked anew as if it had never been undone or made.
fn decide(connection: &Connection, seq: i64) -> Result<(), Fault> {
    let Some((_, decision)) = decisions::one(connection, seq as u64)? else {
        return Err(Fault::unreadable("decision", seq));
    };
    // Looked up before, for a split parts what it names.
    let touched = decisions::documents(connection, &decision)?;
    let step = history::begin(connection, Event::Decision(seq))?;
    counting::add(connection, seq, &decision)?;
    match decision.action {
        DecisionAction::Merge { .. } | DecisionAction::Split { .. } => {
            regroup_now(connection, "main", &decision, step)?;
        }
        DecisionAction::Undo { decision } if decisions::regroups(connection, decision)? => {
            relink(connection, step)?;
        }
        _ => {}
    }
    derive::derive_again(connection, touched, step)
}

fn regroup_now(
    connection: &Connection,
    schema: &str,
    decision: &Decision,
    step: i64,
) -> Result<(), Fault> {
    let mut touched = Touched::default();
    regroup::apply(connection, schema, decision, &mut touched)?;
    derive::renew(connection, schema, touched, step)
}

/// Links all reports anew as the decisions and readings stand that count by now; incidents that come out as they were go on as they are.
fn relink(connection: &Connection, step: i64) -> Result<(), Fault> {
    schema::drop_derived(connection, "temp")?;
    schema::create_derived(connection, "temp")?;
    connection.execute_batch(
        "INSERT INTO temp.counting SELECT * FROM main.counting;
         INSERT INTO temp.horizon SELECT * FROM main.horizon;",
    )?;
    replay(connection, "temp", step)?;
    for table in LINKED {
        connection.execute_batch(&format!(
            "DELETE FROM main.{table}; INSERT INTO main.{table} SELECT * FROM temp.{table};"
        ))?;
    }
    replace_changed(connection, step)?;
    schema::drop_derived(connection, "temp")
}

/// Takes the documents of all steps so far in, in their order, and between them does what reviewers merged and split.
fn replay(connection: &Connection, schema: &str, step: i64) -> Result<(), Fault> {
    let mut regroupings = regroup::regroupings(connection)?;
    let documents: Vec<i64> = connection
        .prepare("SELECT document FROM main.steps WHERE document IS NOT NULL ORDER BY step")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for document in documents {
        while let Some((_, decision)) = regroupings.pop_front_if(|(after, _)| *after < document) {
            regroup_now(connection, schema, &decision, step)?;
        }
        derive::take_in(connection, schema, document, step)?;
    }
    regroupings
        .iter()
        .try_for_each(|(_, decision)| regroup_now(connection, schema, decision, step))
}

fn replace_changed(connection: &Connection, step: i64) -> Result<(), Fault> {
    let keys = |sql: &str| -> Result<Vec<i64>, Fault> {
        let mut statement = connection.prepare(sql)?;
        let found = statement.query_map([], |row| row.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    };
    let changed = keys(
        "SELECT m.first_claim FROM main.incidents m LEFT JOIN temp.incidents t ON t.first_claim = m.first_claim
         WHERE t.body IS NULL OR t.body <> m.body",
    )?;
    for key in changed {
        history::leave_behind(connection, "main", key, step)?;
        connection
            .prepare_cached("DELETE FROM main.incidents WHERE first_claim = ?1")?
            .execute([key])?;
    }
    connection.execute(
        "INSERT INTO main.incidents SELECT * FROM temp.incidents
         WHERE first_claim NOT IN (SELECT first_claim FROM main.incidents)",
        [],
    )?;
    Ok(())
}
