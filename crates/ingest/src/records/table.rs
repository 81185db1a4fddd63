//! CSV and its kin.

use std::io::{BufRead, Read};

use csv::{ByteRecord, Reader, ReaderBuilder};
use dateline_core::{Document, Origin};

use crate::MAX_REPORT_BYTES;
use crate::cause::{Cause, Rejected};
use crate::decode;
use crate::document::document;
use crate::options::{Field, ReadOptions};
use crate::paragraph::one_line;
use crate::read::{Item, origin, rejected, unreadable};

/// A row at a time; a row that is no report is one rejection with its number, the first after the header being 1.
pub(crate) fn table(
    name: String,
    input: impl BufRead + Send + 'static,
    delimiter: u8,
    options: ReadOptions,
) -> Box<dyn Iterator<Item = Item> + Send> {
    let mut rows = Rows::new(input, delimiter);
    let header = match rows.next() {
        None => return rejected(&name, Cause::Empty),
        Some(Err(cause)) => return rejected(&name, cause),
        Some(Ok((header, _))) => header,
    };
    let columns = match Columns::of(&header, &options) {
        Ok(columns) => columns,
        Err(cause) => return rejected(&name, cause),
    };
    Box::new((1..).zip(rows).map(move |(number, row)| {
        let (row, bytes) = match row {
            Ok((row, bytes)) => (Ok(row), bytes),
            Err(cause) => (Err(cause), Vec::new()),
        };
        let origin = origin(&name, Some(number), &bytes);
        let read = row.and_then(|row| columns.document(&row, &origin, &options));
        read.map_err(|cause| Rejected { origin, cause })
    }))
}

/// Where each field stands.
struct Columns {
    count: usize,
    positions: [Option<usize>; Field::ALL.len()],
}

impl Columns {
    fn of(header: &ByteRecord, options: &ReadOptions) -> Result<Self, Cause> {
        let names: Vec<String> = header
            .iter()
            .map(|name| one_line(&String::from_utf8_lossy(name)))
            .collect();
        let mut positions = [None; Field::ALL.len()];
        for (position, field) in positions.iter_mut().zip(Field::ALL) {
            *position = find(&names, field, options)?;
        }
        Ok(Self {
            count: names.len(),
            positions,
        })
    }

    fn document(
        &self,
        row: &ByteRecord,
        origin: &Origin,
        options: &ReadOptions,
    ) -> Result<Document, Cause> {
        if row.len() != self.count {
            return Err(Cause::FieldCount {
                found: row.len(),
                expected: self.count,
            });
        }
        let mut fields: [Option<String>; Field::ALL.len()] = Default::default();
        for (field, position) in fields.iter_mut().zip(self.positions) {
            let bytes = position.and_then(|position| row.get(position));
            *field = bytes
                .map(|bytes| decode::text(bytes).map(Into::into))
                .transpose()?;
        }
        document(
            super::report(|field| fields[field as usize].take()),
            origin.clone(),
            options,
        )
    }
}

fn find(names: &[String], field: Field, options: &ReadOptions) -> Result<Option<usize>, Cause> {
    let position = |wanted: &str| {
        names
            .iter()
            .position(|name| name.eq_ignore_ascii_case(wanted))
    };
    let missing = |wanted: String| Cause::MissingColumn {
        field: field.name(),
        wanted: wanted.into(),
        present: super::present(names.iter().map(String::as_str)).into(),
    };
    if let Some(column) = options.columns.get(field) {
        let exact = names.iter().position(|name| name == column);
        let found = exact.or_else(|| position(column));
        return found
            .map(Some)
            .ok_or_else(|| missing(format!("`{column}`")));
    }
    let found = field
        .default_columns()
        .iter()
        .find_map(|column| position(column));
    match (found, field) {
        (None, Field::Text) => Err(missing(super::listed(field.default_columns()))),
        _ => Ok(found),
    }
}

/// Rows with the bytes that they were read from.
struct Rows<R> {
    reader: Reader<Recorded<R>>,
    ended: bool,
}

impl<R: Read> Rows<R> {
    fn new(input: R, delimiter: u8) -> Self {
        let recorded = Recorded {
            input,
            kept: Vec::new(),
            start: 0,
        };
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(recorded);
        Self {
            reader,
            ended: false,
        }
    }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<(ByteRecord, Vec<u8>), Cause>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut row = ByteRecord::new();
        if self.ended {
            return None;
        }
        match self.reader.read_byte_record(&mut row) {
            Ok(false) => None,
            Ok(true) => {
                let end = self.reader.position().byte();
                Some(Ok((row, self.reader.get_mut().take_until(end))))
            }
            Err(error) => {
                // Where a row has no end, no further row has a beginning.
                self.ended = true;
                Some(Err(cause(error, self.reader.get_ref().is_full())))
            }
        }
    }
}

fn cause(error: csv::Error, too_large: bool) -> Cause {
    match error.into_kind() {
        _ if too_large => Cause::TooLarge {
            limit: MAX_REPORT_BYTES,
            unit: "bytes",
        },
        csv::ErrorKind::Io(error) => unreadable(&error),
        kind => Cause::BadRecord {
            message: format!("{kind:?}"),
        },
    }
}

/// Keeps what was read since the last row, which bounds the size of a row and gives the bytes to hash.
struct Recorded<R> {
    input: R,
    kept: Vec<u8>,
    /// Offset of the first kept byte in the input.
    start: u64,
}

impl<R> Recorded<R> {
    fn take_until(&mut self, end: u64) -> Vec<u8> {
        let count = usize::try_from(end.saturating_sub(self.start)).unwrap_or(usize::MAX);
        let rest = self.kept.split_off(count.min(self.kept.len()));
        self.start = end;
        std::mem::replace(&mut self.kept, rest)
    }

    fn is_full(&self) -> bool {
        self.kept.len() > MAX_REPORT_BYTES
    }
}

impl<R: Read> Read for Recorded<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.is_full() {
            return Err(std::io::Error::other("a row without end"));
        }
        let count = self.input.read(into)?;
        self.kept.extend_from_slice(&into[..count]);
        Ok(count)
    }
}
