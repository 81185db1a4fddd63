//! Which decisions count: neither undone, nor undoing while undone themselves.

use dateline_core::{Decision, DecisionAction};
use rusqlite::{Connection, OptionalExtension};

use crate::error::Fault;

/// Lets a decision count, and what it undoes no longer.
pub(crate) fn add(connection: &Connection, seq: i64, decision: &Decision) -> Result<(), Fault> {
    let undoes = match decision.action {
        DecisionAction::Undo { decision } => i64::try_from(decision).ok(),
        _ => None,
    };
    count(connection, seq, undoes)?;
    undoes.map_or(Ok(()), |earlier| look_again(connection, earlier))
}

/// Whether a decision counts: unless one that counts undoes it. An undoing names an earlier decision, so this comes to an end.
fn look_again(connection: &Connection, seq: i64) -> Result<(), Fault> {
    let target: Option<Option<i64>> = connection
        .prepare_cached(
            "SELECT json_extract(body, '$.action.decision') FROM main.decisions WHERE seq = ?1",
        )?
        .query_row([seq], |row| row.get(0))
        .optional()?;
    let Some(target) = target else {
        return Ok(());
    };
    let is_undone = connection
        .prepare_cached("SELECT 1 FROM main.counting WHERE undoes = ?1")?
        .exists([seq])?;
    if is_undone {
        connection
            .prepare_cached("DELETE FROM main.counting WHERE decision = ?1")?
            .execute([seq])?;
    } else {
        count(connection, seq, target)?;
    }
    match target.filter(|earlier| *earlier < seq) {
        Some(earlier) => look_again(connection, earlier),
        None => Ok(()),
    }
}

fn count(connection: &Connection, seq: i64, undoes: Option<i64>) -> Result<(), Fault> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO main.counting (decision, undoes) VALUES (?1, ?2)")?
        .execute((seq, undoes))?;
    Ok(())
}
