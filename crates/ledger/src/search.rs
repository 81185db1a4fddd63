//! The index of words.

use dateline_core::{Document, PersonMention, Redaction};
use rusqlite::{Connection, params};

use crate::error::Fault;
use crate::redact;
use crate::rows;

/// Adds document `seq` to the index of words.
///
/// Names of private persons stay out of it: they are never searched across incidents (codebook section 8).
pub(crate) fn index(
    connection: &Connection,
    seq: i64,
    document: &Document,
    persons: &[PersonMention],
) -> Result<(), Fault> {
    let private: Vec<&str> = persons
        .iter()
        .filter(|person| person.redaction != Redaction::Public)
        .filter_map(|person| document.text.get(person.span).ok())
        .collect();
    let title = document
        .title
        .and_then(|span| document.text.get(span).ok())
        .unwrap_or_default();
    connection
        .prepare_cached("INSERT INTO search (rowid, title, body) VALUES (?1, ?2, ?3)")?
        .execute(params![
            seq,
            redact::without_words(title, &private),
            redact::without_words(document.text.as_str(), &private),
        ])?;
    Ok(())
}

/// Adds document `seq` to the index as it stands in the ledger.
pub(crate) fn index_stored(connection: &Connection, seq: i64) -> Result<(), Fault> {
    match rows::document(connection, seq)? {
        Some(document) => index(connection, seq, &document, &rows::persons(connection, seq)?),
        None => Ok(()),
    }
}

/// Empties the index of words and fills it again.
pub(crate) fn reindex(connection: &Connection) -> Result<(), Fault> {
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')", [])?;
    for seq in rows::document_seqs(connection)? {
        index_stored(connection, seq)?;
    }
    connection.execute("INSERT INTO search (search) VALUES ('optimize')", [])?;
    Ok(())
}

/// What a user types, as an FTS5 query: every word must occur; words in double quotes must follow one another.
///
/// Nothing the user types is an operator, so no query is malformed. Empty when it holds no word.
pub(crate) fn query(typed: &str) -> String {
    let mut terms = Vec::new();
    for (number, piece) in typed.split('"').enumerate() {
        let quoted = number % 2 == 1;
        if quoted {
            terms.push(piece);
        } else {
            terms.extend(piece.split_whitespace());
        }
    }
    let terms = terms
        .iter()
        .filter(|term| term.contains(char::is_alphanumeric));
    let terms: Vec<String> = terms
        .map(|term| format!("\"{}\"", term.replace('\0', " ")))
        .collect();
    terms.join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::query;

    #[test]
    fn words_are_all_wanted_and_never_operators() {
        assert_eq!(query("market  bomb"), "\"market\" AND \"bomb\"");
        assert_eq!(query("\"car bomb\" NOT"), "\"car bomb\" AND \"NOT\"");
        assert_eq!(query("a* \"open"), "\"a*\" AND \"open\"");
        assert_eq!(query(" - () "), "");
    }
}
