//! A row as the text of a document, and where in it each cell stands.

use std::collections::BTreeMap;

use dateline_core::{Document, DocumentId, Language, Origin, Published, Span, Text};

use crate::cause::Cause;
use crate::crosswalk::one_line;
use crate::field::Field;

/// Characters that the text of one row may have.
pub(crate) const MAX_CHARS: usize = 1_000_000;

/// A cell of a row, as it stands in the text.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    /// Its words, on one line.
    pub(crate) words: String,
    /// Where they stand.
    pub(crate) value: Span,
    /// The line with its label, for a reader.
    pub(crate) line: Span,
}

/// The text of a row.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) text: Text,
    pub(crate) title: Span,
    pub(crate) cells: BTreeMap<Field, Cell>,
}

impl Sheet {
    /// Lays a row out: the title, the paragraphs of prose, then a line for each other cell: "Event date: 2013-07-21".
    ///
    /// `row` holds, for each field that tells something, the name of its column and the cell.
    pub(crate) fn lay_out(
        publisher: &str,
        row: &BTreeMap<Field, (&str, &str)>,
    ) -> Result<Self, Cause> {
        let cells = |is_prose: bool| {
            row.iter()
                .filter(move |(field, _)| field.is_prose() == is_prose)
        };
        let mut page = Page::default();
        let title = page.put(&title(publisher, row));
        for (&field, (_, words)) in cells(true) {
            page.part("\n\n");
            let paragraphs: Vec<String> = words
                .lines()
                .map(one_line)
                .filter(|line| !line.is_empty())
                .collect();
            let whole = page.put(&paragraphs.join("\n\n"));
            page.cells
                .push((field, one_line(words), whole.clone(), whole));
        }
        for (at, (&field, (column, words))) in cells(false).enumerate() {
            page.part(if at == 0 { "\n\n" } else { "\n" });
            let label = page.put(&format!("{}: ", label(column)));
            let value = page.put(&one_line(words));
            page.cells.push((
                field,
                one_line(words),
                value.clone(),
                label.start..value.end,
            ));
        }
        let text = Text::from(page.text);
        if text.char_len() as usize > MAX_CHARS {
            return Err(Cause::TooLarge { limit: MAX_CHARS });
        }
        let cells = page.cells.into_iter().map(|(field, words, value, line)| {
            let (value, line) = (text.span_of_bytes(value), text.span_of_bytes(line));
            (field, Cell { words, value, line })
        });
        Ok(Self {
            cells: cells.collect(),
            title: text.span_of_bytes(title),
            text,
        })
    }

    /// The document. Its id is made as that of any other report, from text, title, publisher and published day.
    pub(crate) fn document(
        &self,
        publisher: &str,
        published: Option<Published>,
        language: Language,
        origin: Origin,
    ) -> Document {
        let day = published
            .as_ref()
            .map(|published| published.day.to_string());
        let parts = [
            self.text.as_str(),
            self.text.slice(self.title),
            publisher,
            day.as_deref().unwrap_or(""),
            "",
        ];
        Document {
            id: id(&parts),
            text: self.text.clone(),
            title: Some(self.title),
            publisher: Some(publisher.to_owned()),
            published,
            url: None,
            external_id: self.cells.get(&Field::Id).map(|cell| cell.words.clone()),
            language,
            origin,
            pages: Vec::new(),
        }
    }
}

/// BLAKE3, in hex, over the parts, each after its length in bytes (little-endian u64): as `dateline-ingest` makes it.
fn id(parts: &[&str]) -> DocumentId {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    DocumentId(hasher.finalize().to_hex().to_string())
}

/// A text in the making, with byte ranges.
#[derive(Default)]
struct Page {
    text: String,
    cells: Vec<(
        Field,
        String,
        std::ops::Range<usize>,
        std::ops::Range<usize>,
    )>,
}

impl Page {
    fn part(&mut self, by: &str) {
        self.text.push_str(by);
    }

    fn put(&mut self, words: &str) -> std::ops::Range<usize> {
        let start = self.text.len();
        self.text.push_str(words);
        start..self.text.len()
    }
}

/// "ACLED TRL1204: Battles, Armed clash; Port Lume, Trellany; 2013-07-21". Names of parties stay out of it, since a title
/// is shown as it is, and so do codes.
fn title(publisher: &str, row: &BTreeMap<Field, (&str, &str)>) -> String {
    let told = |fields: &[Field], between: &str| {
        let cells = fields.iter().filter_map(|field| row.get(field));
        let mut words: Vec<String> = cells.map(|(_, words)| one_line(words)).collect();
        words.dedup();
        words.join(between)
    };
    let act = told(&[Field::Type, Field::Subtype], ", ");
    let day = match row.contains_key(&Field::Date) {
        true => told(&[Field::Date], ""),
        false => told(&[Field::Year, Field::Month, Field::Day], "-"),
    };
    let finest = [Field::Place, Field::District, Field::Division];
    let finest = finest
        .into_iter()
        .find(|field| row.contains_key(field))
        .unwrap_or(Field::Place);
    let what: Vec<String> = [
        if act.contains(char::is_alphabetic) {
            act
        } else {
            String::new()
        },
        told(&[finest, Field::Country], ", "),
        day,
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect();
    let whose = one_line(&format!("{publisher} {}", told(&[Field::Id], "")));
    if what.is_empty() {
        whose
    } else {
        format!("{whose}: {}", what.join("; "))
    }
}

/// The name of a column as words: "event_date" and "EVENT_DATE" as "Event date".
fn label(column: &str) -> String {
    let words = one_line(&column.replace('_', " "));
    let is_shouted = !words.chars().any(char::is_lowercase);
    let words = if is_shouted {
        words.to_lowercase()
    } else {
        words
    };
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}
