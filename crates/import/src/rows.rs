//! From bytes to rows, and from rows to documents with their claims.

use std::borrow::Cow;
use std::collections::BTreeMap;

use csv::StringRecord;
use dateline_core::{
    Document, DocumentClaims, Language, Origin, Published, PublishedBasis, Source,
};
use dateline_normalize::places::Gazetteer;
use jiff::civil::Date;

use crate::cause::{Cause, ImportError, Rejected, Warning};
use crate::claims::{Coding, DayOrder, claims, parse_day};
use crate::crosswalk::{Format, one_line};
use crate::decode;
use crate::field::Field;
use crate::options::ImportOptions;
use crate::sheet::Sheet;
use crate::table::{columns, delimiter, header, listed, records};

/// A row that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Coded {
    /// The row as a document.
    pub document: Document,
    /// What it claims, all of one incident.
    pub claims: DocumentClaims,
    /// Cells that filled no slot.
    pub warnings: Vec<Warning>,
}

/// A table whose columns are known.
#[derive(Debug)]
pub struct Import<'a> {
    name: String,
    table: Cow<'a, str>,
    delimiter: u8,
    format: Format,
    publisher: String,
    published: Option<Date>,
    header: Vec<String>,
    columns: BTreeMap<Field, usize>,
    order: DayOrder,
    gazetteer: Gazetteer,
}

impl<'a> Import<'a> {
    /// Tells encoding, delimiter and format of a table apart and finds its columns; `name` is the path under which it is known.
    ///
    /// # Errors
    /// If it is no text, has no header, is in no known format, or lacks a column that was mapped.
    pub fn open(name: &str, bytes: &'a [u8], options: &ImportOptions) -> Result<Self, ImportError> {
        let table = decode::text(bytes)?;
        let delimiter = delimiter(&table);
        let header = header(&table, delimiter)?;
        let format = match options.format.or_else(|| Format::of_header(&header)) {
            Some(format) => format,
            None if !options.columns.is_empty() => Format::Own,
            None => {
                return Err(ImportError::UnknownFormat {
                    present: listed(&header),
                });
            }
        };
        let columns = columns(&header, format, &options.columns)?;
        let given = options
            .publisher
            .as_deref()
            .map(one_line)
            .filter(|name| !name.is_empty());
        let publisher = given
            .or_else(|| format.publisher().map(str::to_owned))
            .ok_or(ImportError::NoPublisher)?;
        let mut import = Self {
            name: name.to_owned(),
            table,
            delimiter,
            format,
            publisher,
            published: options.published,
            header,
            columns,
            order: DayOrder::Unknown,
            gazetteer: Gazetteer::bundled()?,
        };
        import.order = import.day_order();
        Ok(import)
    }

    /// The same, with places from another gazetteer.
    #[must_use]
    pub fn with_places(self, gazetteer: Gazetteer) -> Self {
        Self { gazetteer, ..self }
    }

    /// Whose table it is.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Who speaks in it.
    pub fn publisher(&self) -> &str {
        &self.publisher
    }

    /// Its rows in order. A row that is rejected leaves the rest as it is.
    pub fn rows(&self) -> impl Iterator<Item = Result<Coded, Rejected>> + '_ {
        records(&self.table, self.delimiter)
            .enumerate()
            .map(|(at, record)| {
                let origin = Origin {
                    path: self.name.clone(),
                    record: Some(at as u64 + 1),
                    bytes_hash: blake3::hash(record.bytes.as_bytes()).to_hex().to_string(),
                };
                let line = record.line;
                let coded = record.cells.and_then(|cells| self.coded(&cells, &origin));
                coded.map_err(|cause| Rejected {
                    origin,
                    line,
                    cause,
                })
            })
    }

    fn coded(&self, record: &StringRecord, origin: &Origin) -> Result<Coded, Cause> {
        if record.len() != self.header.len() {
            let (found, expected) = (record.len(), self.header.len());
            return Err(Cause::FieldCount { found, expected });
        }
        let sheet = Sheet::lay_out(&self.publisher, &self.told(record))?;
        let published = self.published(&sheet)?;
        let language = match self.format {
            Format::Own => Language::Undetermined,
            _ => Language::English,
        };
        let coding = Coding {
            sheet: &sheet,
            format: self.format,
            gazetteer: &self.gazetteer,
            published: published.as_ref().map(|published| published.day),
            order: self.order,
        };
        let source = Source::publisher(Some(&self.publisher));
        let read = claims(&coding, &source)?;
        let document = sheet.document(&self.publisher, published, language, origin.clone());
        Ok(Coded {
            claims: DocumentClaims {
                document: document.id.clone(),
                coder: format!(
                    "dateline-import {} {}",
                    env!("CARGO_PKG_VERSION"),
                    self.format
                ),
                claims: read.claims,
                attributions: Vec::new(),
                period_totals: Vec::new(),
                persons: read.persons,
            },
            document,
            warnings: read.warnings,
        })
    }

    /// The cells that tell something, each with the name of its column.
    fn told<'r>(&'r self, record: &'r StringRecord) -> BTreeMap<Field, (&'r str, &'r str)> {
        let crosswalk = self.format.crosswalk();
        let cell = |(&field, &at): (&Field, &usize)| {
            let cell = record.get(at).filter(|cell| !crosswalk.is_blank(cell))?;
            Some((
                field,
                (self.header.get(at)?.as_str(), without_midnight(field, cell)),
            ))
        };
        self.columns.iter().filter_map(cell).collect()
    }

    fn published(&self, sheet: &Sheet) -> Result<Option<Published>, Cause> {
        let own = sheet.cells.get(&Field::Published).map(|cell| {
            let day = parse_day(&cell.words, self.order);
            day.ok_or_else(|| Cause::BadDate {
                words: cell.words.clone(),
            })
        });
        let day = own.transpose()?.or(self.published);
        Ok(day.map(|day| Published {
            day,
            basis: PublishedBasis::Given,
        }))
    }

    /// Whether 03/04/2013 is in March or in April, as far as other rows of the table tell.
    fn day_order(&self) -> DayOrder {
        let fields = [Field::Date, Field::DateEnd, Field::Published];
        let at: Vec<usize> = fields
            .iter()
            .filter_map(|field| self.columns.get(field).copied())
            .collect();
        let cells = records(&self.table, self.delimiter).filter_map(|record| record.cells.ok());
        cells.fold(DayOrder::Unknown, |order, record| {
            at.iter()
                .filter_map(|&at| record.get(at))
                .fold(order, DayOrder::learn)
        })
    }
}

/// "2019-03-11 00:00:00.000", as databases write a day, is a day.
fn without_midnight(field: Field, cell: &str) -> &str {
    let is_day = matches!(field, Field::Date | Field::DateEnd | Field::Published);
    let is_midnight = |time: &str| {
        time.starts_with("00:00") && time.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.'))
    };
    match cell.split_once(' ') {
        Some((day, time)) if is_day && is_midnight(time) => day,
        _ => cell,
    }
}
