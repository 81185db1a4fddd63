//! Documents and what they claim, to rows and back.

use std::str::FromStr;

use dateline_core::{
    Claim, ClaimId, ClaimRecord, Document, DocumentClaims, DocumentId, LedgerSecret, Origin,
    PeriodTotal, PersonMention, Published, Redaction, Span, Text,
};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Params, Row, named_params, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Fault;
use crate::links;

/// A claim and the keys of its row and its document's.
pub(crate) struct ClaimRow {
    pub(crate) seq: i64,
    pub(crate) document: i64,
    pub(crate) record: ClaimRecord,
}

/// RFC 3339 in UTC with nine decimals: sorts as text, and loses nothing.
pub(crate) fn instant(time: Timestamp) -> String {
    format!("{time:.9}")
}

pub(crate) fn read_instant(text: &str) -> Result<Timestamp, Fault> {
    parsed(text, "the time")
}

fn parsed<T: FromStr>(text: &str, what: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| Fault::unreadable(what, text))
}

pub(crate) fn json(value: &impl Serialize, what: &str) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|_| Fault::unreadable("the contents of", what))
}

pub(crate) fn from_json<T: DeserializeOwned>(
    body: &str,
    table: &str,
    row: impl std::fmt::Display,
) -> Result<T, Fault> {
    serde_json::from_str(body).map_err(|_| Fault::unreadable(table, row))
}

/// Adds the document and gives its `seq`.
pub(crate) fn insert_document(
    connection: &Connection,
    document: &Document,
    coder: &str,
    ingested: Timestamp,
    identity: Option<[u8; 32]>,
) -> Result<i64, Fault> {
    let published = document.published.as_ref();
    connection
        .prepare_cached(
            "INSERT INTO documents (id, text, title_start, title_end, publisher, published, published_basis,
                 url, external_id, language, pages, origin_path, origin_record, bytes_hash, coder, ingested, identity)
             VALUES (:id, :text, :title_start, :title_end, :publisher, :published, :basis,
                 :url, :external_id, :language, :pages, :path, :record, :bytes_hash, :coder, :ingested, :identity)",
        )?
        .execute(named_params! {
            ":id": document.id.0,
            ":text": document.text.as_str(),
            ":title_start": document.title.map(|span| span.start),
            ":title_end": document.title.map(|span| span.end),
            ":publisher": document.publisher,
            ":published": published.map(|published| published.day.to_string()),
            ":basis": published.map(|published| published.basis.to_string()),
            ":url": document.url,
            ":external_id": document.external_id,
            ":language": document.language.to_string(),
            ":pages": (!document.pages.is_empty()).then(|| json(&document.pages, "pages")).transpose()?,
            ":path": document.origin.path,
            ":record": document.origin.record.map(|record| record as i64),
            ":bytes_hash": document.origin.bytes_hash,
            ":coder": coder,
            ":ingested": instant(ingested),
            ":identity": identity.as_ref().map(|key| key.as_slice()),
        })?;
    Ok(connection.last_insert_rowid())
}

/// The document in row `seq`.
pub(crate) fn document(connection: &Connection, seq: i64) -> Result<Option<Document>, Fault> {
    let mut statement = connection.prepare_cached("SELECT * FROM documents WHERE seq = ?1")?;
    let mut rows = statement.query([seq])?;
    rows.next()?.map(read_document).transpose()
}

fn read_document(row: &Row<'_>) -> Result<Document, Fault> {
    let title = (
        row.get::<_, Option<u32>>("title_start")?,
        row.get::<_, Option<u32>>("title_end")?,
    );
    Ok(Document {
        id: DocumentId(row.get("id")?),
        text: Text::from(row.get::<_, String>("text")?),
        title: title
            .0
            .zip(title.1)
            .map(|(start, end)| Span::new(start, end)),
        publisher: row.get("publisher")?,
        published: read_published(row)?,
        url: row.get("url")?,
        external_id: row.get("external_id")?,
        language: parsed(&row.get::<_, String>("language")?, "the language")?,
        pages: read_pages(row)?,
        origin: Origin {
            path: row.get("origin_path")?,
            record: row
                .get::<_, Option<i64>>("origin_record")?
                .map(|record| record as u64),
            bytes_hash: row.get("bytes_hash")?,
        },
    })
}

/// None in a ledger of schema 1 that may only be read.
fn read_pages(row: &Row<'_>) -> Result<Vec<u32>, Fault> {
    let pages: Option<String> = match row.get("pages") {
        Err(rusqlite::Error::InvalidColumnName(_)) => None,
        other => other?,
    };
    let id: String = row.get("id")?;
    pages.map_or(Ok(Vec::new()), |pages| {
        from_json(&pages, "the pages of document", id)
    })
}

fn read_published(row: &Row<'_>) -> Result<Option<Published>, Fault> {
    let day: Option<String> = row.get("published")?;
    let basis: Option<String> = row.get("published_basis")?;
    let Some((day, basis)) = day.zip(basis) else {
        return Ok(None);
    };
    Ok(Some(Published {
        day: parsed(&day, "the published day")?,
        basis: parsed(&basis, "the basis of the published day")?,
    }))
}

/// Adds the claims, persons and period totals of document `seq`.
pub(crate) fn insert_claims(
    connection: &Connection,
    seq: i64,
    secret: &LedgerSecret,
    claims: &DocumentClaims,
    ingested: Timestamp,
    reading: i64,
) -> Result<(), Fault> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO claims (id, document, number, incident, slot, coder, ingested, body, reading)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    let ingested = instant(ingested);
    for claim in &claims.claims {
        insert.execute(params![
            ClaimId::of(secret, &claims.document, &claims.coder, claim).0,
            seq,
            claim.number,
            claim.incident,
            claim.slot.to_string(),
            claims.coder,
            ingested,
            json(claim, "a claim")?,
            reading,
        ])?;
    }
    insert_persons(connection, seq, &claims.persons, reading)?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO period_totals (document, number, body, reading) VALUES (?1,
             (SELECT coalesce(max(number), -1) + 1 FROM period_totals WHERE document = ?1), ?2, ?3)",
    )?;
    for total in &claims.period_totals {
        insert.execute(params![seq, json(total, "a period total")?, reading])?;
    }
    Ok(())
}

fn insert_persons(
    connection: &Connection,
    seq: i64,
    persons: &[PersonMention],
    reading: i64,
) -> Result<(), Fault> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO persons (document, number, span_start, span_end, role, redaction, reading) VALUES (?1,
             (SELECT coalesce(max(number), -1) + 1 FROM persons WHERE document = ?1), ?2, ?3, ?4, ?5, ?6)",
    )?;
    for person in persons {
        insert.execute(params![
            seq,
            person.span.start,
            person.span.end,
            person.role,
            redaction_word(person.redaction),
            reading,
        ])?;
    }
    Ok(())
}

fn redaction_word(redaction: Redaction) -> &'static str {
    match redaction {
        Redaction::Public => "public",
        Redaction::Private => "private",
        Redaction::Sensitive => "sensitive",
    }
}

/// Claims that meet `condition` (over `c`, claims, and `d`, documents), by ingestion, then number.
pub(crate) fn claims(
    connection: &Connection,
    condition: &str,
    values: impl Params,
) -> Result<Vec<ClaimRow>, Fault> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT c.seq, c.document, c.id, d.id, d.publisher, d.published, c.ingested, c.body
         FROM claims c JOIN documents d ON d.seq = c.document WHERE {condition} ORDER BY c.seq"
    ))?;
    let mut rows = statement.query(values)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read_claim(row)?);
    }
    Ok(found)
}

fn read_claim(row: &Row<'_>) -> Result<ClaimRow, Fault> {
    let id: String = row.get(2)?;
    let claim: Claim = from_json(&row.get::<_, String>(7)?, "claim", &id)?;
    let published: Option<String> = row.get(5)?;
    let published: Option<Date> = published
        .map(|day| parsed(&day, "the published day"))
        .transpose()?;
    Ok(ClaimRow {
        seq: row.get(0)?,
        document: row.get(1)?,
        record: ClaimRecord {
            id: ClaimId(id),
            document: DocumentId(row.get(3)?),
            publisher: row.get(4)?,
            published,
            ingested: read_instant(&row.get::<_, String>(6)?)?,
            claim,
        },
    })
}

/// Persons named in document `seq`, by any of its readings: whom one of them would hide stays hidden. In the readers' order.
pub(crate) fn persons(connection: &Connection, seq: i64) -> Result<Vec<PersonMention>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT span_start, span_end, role, redaction FROM persons WHERE document = ?1 ORDER BY number",
    )?;
    let mut rows = statement.query([seq])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let word: String = row.get(3)?;
        found.push(PersonMention {
            span: Span::new(row.get(0)?, row.get(1)?),
            role: row.get(2)?,
            redaction: match word.as_str() {
                "public" => Redaction::Public,
                "private" => Redaction::Private,
                "sensitive" => Redaction::Sensitive,
                _ => return Err(Fault::unreadable("the redaction", word)),
            },
        });
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|person: &PersonMention| seen.insert((person.span, person.redaction as u8)));
    Ok(found)
}

/// Statistics over a period in document `seq`, in the order of the reader that counts.
pub(crate) fn period_totals(connection: &Connection, seq: i64) -> Result<Vec<PeriodTotal>, Fault> {
    let counts = match links::has_table(connection, "read_as")? {
        true => "AND reading = coalesce((SELECT reading FROM read_as WHERE document = ?1), 0)",
        false => "",
    };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT body FROM period_totals WHERE document = ?1 {counts} ORDER BY number"
    ))?;
    let mut rows = statement.query([seq])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(from_json(
            &row.get::<_, String>(0)?,
            "period totals of document",
            seq,
        )?);
    }
    Ok(found)
}

/// The row of document `id`; after a person in it was erased its row bears `veiled` in the id's place.
pub(crate) fn document_seq(
    connection: &Connection,
    id: &DocumentId,
    veiled: &str,
) -> Result<Option<i64>, Fault> {
    Ok(connection
        .prepare_cached("SELECT seq FROM documents WHERE id IN (?1, ?2)")?
        .query_row([&id.0, veiled], |row| row.get(0))
        .optional()?)
}

/// The id that the document in row `seq` bears now.
pub(crate) fn document_id(connection: &Connection, seq: i64) -> Result<Option<DocumentId>, Fault> {
    let id = connection
        .prepare_cached("SELECT id FROM documents WHERE seq = ?1")?
        .query_row([seq], |row| row.get(0))
        .optional()?;
    Ok(id.map(DocumentId))
}

/// The `seq` of every document, in order of ingestion.
pub(crate) fn document_seqs(connection: &Connection) -> Result<Vec<i64>, Fault> {
    let mut statement = connection.prepare("SELECT seq FROM documents ORDER BY seq")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
