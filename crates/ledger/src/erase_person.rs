//! Hiding an erased person's name in all that the ledger holds.

use std::collections::BTreeSet;
use std::ops::Range;

use dateline_core::{Claim, Decision, Document, LedgerSecret, PeriodTotal, PersonMention};
use rusqlite::{Connection, OptionalExtension, params};
use serde::de::DeserializeOwned;

use crate::erase::{self, Erased};
use crate::error::{Fault, LedgerError};
use crate::redact::{self, Names};
use crate::{decisions, keyed, replay, rows, search};

/// Hides `names`, all guises of `name`, in every document and beside them; inside an erasing transaction.
pub(crate) fn hide_everywhere(
    connection: &Connection,
    secret: &LedgerSecret,
    name: &str,
    names: &Names,
) -> Result<Erased, Fault> {
    let mut erased = Erased {
        documents: 0,
        claims: 0,
    };
    // Decisions first: a value that a reviewer gave stands in what is derived.
    let decided = hide_in_decisions(connection, names)?;
    for seq in rows::document_seqs(connection)? {
        let claims = hide_in_document(connection, secret, seq, name, names)?;
        erased.documents += u64::from(claims.is_some());
        erased.claims += claims.unwrap_or(0);
    }
    let beside = hide_beside(connection, names)? | decided.is_some();
    if erased.documents == 0 && !beside {
        return Err(Box::new(LedgerError::NoSuchPerson).into());
    }
    // What texts were compared by, and their ids, may hold the name.
    replay::rebuild(connection)?;
    search::reindex(connection)?;
    Ok(erased)
}

/// Hides persons who were erased earlier and whom the document that was just added names again.
pub(crate) fn hide_again(
    connection: &Connection,
    secret: &LedgerSecret,
    seq: i64,
    document: &Document,
    persons: &[PersonMention],
) -> Result<(), Fault> {
    for person in persons {
        let Ok(name) = document.text.get(person.span) else {
            continue;
        };
        let known = connection
            .prepare_cached("SELECT 1 FROM tombstones WHERE kind = 'person' AND subject = ?1")?
            .query_row([keyed::person(secret, name).as_slice()], |_| Ok(()))
            .optional()?;
        if known.is_some()
            && let Some(names) = Names::new([name])
        {
            erase::erasing(connection, || {
                hide_in_document(connection, secret, seq, name, &names)
            })?;
        }
    }
    Ok(())
}

/// The number of claims changed; `None` if the document does not give the name.
fn hide_in_document(
    connection: &Connection,
    secret: &LedgerSecret,
    seq: i64,
    name: &str,
    names: &Names,
) -> Result<Option<u64>, Fault> {
    let document =
        rows::document(connection, seq)?.ok_or_else(|| Fault::unreadable("document", seq))?;
    if !names_it(&document, names) {
        return Ok(None);
    }
    let persons = rows::persons(connection, seq)?;
    let (spans, parts) = parts_of(name, &document, &persons);
    let long_parts = parts
        .iter()
        .map(String::as_str)
        .filter(|part| Names::new([*part]).is_some());
    let names = Names::new(std::iter::once(name).chain(long_parts))
        .ok_or_else(|| Box::new(LedgerError::NameTooShort))?;
    update_document(connection, secret, seq, &document, &names, &spans)?;
    for person in persons.iter().filter(|person| names.occur_in(&person.role)) {
        connection.execute(
            "UPDATE persons SET role = ?1 WHERE document = ?2 AND span_start = ?3 AND span_end = ?4",
            params![names.hide(&person.role), seq, person.span.start, person.span.end],
        )?;
    }
    hide_bodies::<PeriodTotal>(connection, "period_totals", "number", seq, &names)?;
    hide_bodies::<Claim>(connection, "claims", "seq", seq, &names).map(Some)
}

fn names_it(document: &Document, names: &Names) -> bool {
    let beside = [&document.url, &document.external_id, &document.publisher];
    names.occur_in(document.text.as_str())
        || names.occur_in(&document.origin.path)
        || beside
            .into_iter()
            .flatten()
            .any(|field| names.occur_in(field))
}

/// Mentions of persons by some of the words of `name`: their byte ranges and their words.
fn parts_of(
    name: &str,
    document: &Document,
    persons: &[PersonMention],
) -> (Vec<Range<usize>>, Vec<String>) {
    let whole = words(name);
    let mut ranges = Vec::new();
    let mut parts = Vec::new();
    for person in persons {
        let Ok(mention) = document.text.get(person.span) else {
            continue;
        };
        let mentioned = words(mention);
        if !mentioned.is_empty() && mentioned.iter().all(|word| whole.contains(word)) {
            ranges.push(document.text.bytes_of(person.span));
            parts.push(mention.to_owned());
        }
    }
    parts.sort();
    parts.dedup();
    (ranges, parts)
}

fn words(name: &str) -> Vec<String> {
    let words = name
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn update_document(
    connection: &Connection,
    secret: &LedgerSecret,
    seq: i64,
    document: &Document,
    names: &Names,
    spans: &[Range<usize>],
) -> Result<(), Fault> {
    let hide = |field: &Option<String>| field.as_deref().map(|field| names.hide(field));
    connection.execute(
        "UPDATE documents SET text = ?2, url = ?3, external_id = ?4, publisher = ?5, origin_path = ?6 WHERE seq = ?1",
        params![
            seq,
            redact::hide_text(&document.text, names, spans).as_str(),
            hide(&document.url),
            hide(&document.external_id),
            hide(&document.publisher),
            names.hide(&document.origin.path),
        ],
    )?;
    // A second name in the same document finds it veiled already.
    connection.execute(
        "UPDATE documents SET veiled = 1, id = ?2, bytes_hash = ?3 WHERE seq = ?1 AND veiled = 0",
        params![
            seq,
            keyed::veiled(secret, &document.id),
            keyed::veiled_bytes(secret, &document.origin.bytes_hash)
        ],
    )?;
    Ok(())
}

/// Hides names in the JSON bodies of `table` that belong to document `seq`; each must still read as a `T`.
fn hide_bodies<T: DeserializeOwned>(
    connection: &Connection,
    table: &str,
    key: &str,
    seq: i64,
    names: &Names,
) -> Result<u64, Fault> {
    let bodies: Vec<(i64, String)> = connection
        .prepare(&format!(
            "SELECT {key}, body FROM {table} WHERE document = ?1"
        ))?
        .query_map([seq], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut changed = 0;
    for (row, body) in bodies {
        if let Some(hidden) = hidden_body::<T>(&body, names, table, row)? {
            connection.execute(
                &format!("UPDATE {table} SET body = ?1 WHERE document = ?2 AND {key} = ?3"),
                params![hidden, seq, row],
            )?;
            changed += 1;
        }
    }
    Ok(changed)
}

fn hidden_body<T: DeserializeOwned>(
    body: &str,
    names: &Names,
    table: &str,
    row: i64,
) -> Result<Option<String>, Fault> {
    let mut json: serde_json::Value = rows::from_json(body, table, row)?;
    if !names.hide_in(&mut json) {
        return Ok(None);
    }
    let hidden = rows::json(&json, table)?;
    rows::from_json::<T>(&hidden, table, row)?;
    Ok(Some(hidden))
}

/// Hides names in values, names of reviewers and reasons; gives the documents whose incidents such a decision touches,
/// and `None` where no decision holds the name.
fn hide_in_decisions(
    connection: &Connection,
    names: &Names,
) -> Result<Option<BTreeSet<i64>>, Fault> {
    let bodies: Vec<(i64, String)> = connection
        .prepare("SELECT seq, body FROM decisions")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut touched = None;
    for (seq, body) in bodies {
        if let Some(hidden) = hidden_body::<Decision>(&body, names, "decision", seq)? {
            connection.execute(
                "UPDATE decisions SET body = ?1 WHERE seq = ?2",
                params![hidden, seq],
            )?;
            let decision: Decision = rows::from_json(&hidden, "decision", seq)?;
            touched
                .get_or_insert_with(BTreeSet::new)
                .extend(decisions::documents(connection, &decision)?);
        }
    }
    Ok(touched)
}

/// Hides names in what belongs to no document and no incident; tells whether there was one.
fn hide_beside(connection: &Connection, names: &Names) -> Result<bool, Fault> {
    let mut found = false;
    for (table, column) in [
        ("quarantine", "path"),
        ("quarantine", "cause"),
        ("names_log", "command"),
        ("tombstones", "reason"),
    ] {
        found |= hide_column(connection, table, column, names)?;
    }
    Ok(found)
}

fn hide_column(
    connection: &Connection,
    table: &str,
    column: &str,
    names: &Names,
) -> Result<bool, Fault> {
    let texts: Vec<String> = connection
        .prepare(&format!("SELECT DISTINCT {column} FROM {table}"))?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut found = false;
    for text in texts.iter().filter(|text| names.occur_in(text)) {
        connection.execute(
            &format!("UPDATE OR REPLACE {table} SET {column} = ?1 WHERE {column} = ?2"),
            [&names.hide(text), text],
        )?;
        found = true;
    }
    Ok(found)
}
