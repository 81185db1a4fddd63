//! The table itself: delimiter, header, and rows as they stand in the file.

use std::collections::BTreeMap;

use csv::{Reader, ReaderBuilder, StringRecord};

use crate::cause::{Cause, ImportError};
use crate::crosswalk::{Format, folded, one_line};
use crate::field::{Field, Mapping};

/// Delimiters that a table may have; of equally frequent ones the first.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// One row as it stands in the file.
pub(crate) struct Record<'t> {
    pub(crate) cells: Result<StringRecord, Cause>,
    /// Line on which it begins, from 1.
    pub(crate) line: u64,
    /// What it was read from.
    pub(crate) bytes: &'t str,
}

pub(crate) struct Records<'t> {
    reader: Reader<&'t [u8]>,
    table: &'t str,
    ended: bool,
}

impl<'t> Iterator for Records<'t> {
    type Item = Record<'t>;

    fn next(&mut self) -> Option<Record<'t>> {
        if self.ended {
            return None;
        }
        let start = self.reader.position().clone();
        let mut cells = StringRecord::new();
        let read = self.reader.read_record(&mut cells);
        let end = self.reader.position().byte();
        let bytes = self
            .table
            .get(start.byte() as usize..end as usize)
            .unwrap_or_default();
        let line = cells.position().map_or(start.line(), csv::Position::line);
        let cells = match read {
            Ok(false) => return None,
            Ok(true) => Ok(cells),
            Err(error) => {
                // Where a row has no end, no further row has a beginning.
                self.ended = true;
                Err(Cause::BadRow {
                    message: one_line(&error.to_string()),
                })
            }
        };
        Some(Record { cells, line, bytes })
    }
}

/// The rows after the header; what could not be read of that was told on opening.
pub(crate) fn records(table: &str, delimiter: u8) -> Records<'_> {
    let mut records = Records {
        reader: reader(table, delimiter),
        table,
        ended: false,
    };
    records.next();
    records
}

fn reader(table: &str, delimiter: u8) -> Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(table.as_bytes())
}

/// The delimiter that parts the first line into most columns, quoted parts aside; the comma if none does.
pub(crate) fn delimiter(table: &str) -> u8 {
    let line = table
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let bare: String = line.split('"').step_by(2).collect();
    let count = |delimiter: char| bare.matches(delimiter).count();
    let most = DELIMITERS
        .into_iter()
        .rev()
        .max_by_key(|&delimiter| count(delimiter));
    most.filter(|&delimiter| count(delimiter) > 0)
        .unwrap_or(',') as u8
}

pub(crate) fn header(table: &str, delimiter: u8) -> Result<Vec<String>, ImportError> {
    let mut record = StringRecord::new();
    match reader(table, delimiter).read_record(&mut record) {
        Ok(true) if record.iter().any(|name| !name.trim().is_empty()) => {
            Ok(record.iter().map(one_line).collect())
        }
        Ok(_) => Err(ImportError::Empty),
        Err(error) => Err(ImportError::Header {
            message: one_line(&error.to_string()),
        }),
    }
}

/// Where each field stands: where the user says, or else under the first of its usual names that is there.
pub(crate) fn columns(
    header: &[String],
    format: Format,
    mapped: &[Mapping],
) -> Result<BTreeMap<Field, usize>, ImportError> {
    let folded_header: Vec<String> = header.iter().map(|name| folded(name)).collect();
    let position = |wanted: &str| folded_header.iter().position(|name| name == wanted);
    let mut columns = BTreeMap::new();
    for Mapping { field, column } in mapped {
        let exact = header.iter().position(|name| name == column);
        let at = exact.or_else(|| position(&folded(column)));
        let at = at.ok_or_else(|| ImportError::NoColumn {
            column: column.clone(),
            field: *field,
            present: listed(header),
        })?;
        columns.insert(*field, at);
    }
    let taken: Vec<usize> = columns.values().copied().collect();
    for (field, names) in &format.crosswalk().columns {
        let at = names
            .iter()
            .find_map(|name| position(name))
            .filter(|at| !taken.contains(at));
        if let Some(at) = at {
            columns.entry(*field).or_insert(at);
        }
    }
    const TELLING: [Field; 7] = [
        Field::Date,
        Field::Year,
        Field::Place,
        Field::District,
        Field::Division,
        Field::Country,
        Field::Latitude,
    ];
    if TELLING.iter().any(|field| columns.contains_key(field)) {
        Ok(columns)
    } else {
        Err(ImportError::NothingMapped {
            present: listed(header),
        })
    }
}

/// The names that are there, on one line; of very many the first.
pub(crate) fn listed(header: &[String]) -> String {
    const MOST: usize = 20;
    let mut names: Vec<&str> = header.iter().map(String::as_str).take(MOST).collect();
    if header.len() > MOST {
        names.push("...");
    }
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_that_of_the_header() {
        for (table, wanted) in [
            ("a;b;c\n1,2;3;4", b';'),
            ("\"a;b\",c\n", b','),
            ("a\tb\n", b'\t'),
            ("a|b|c,d\n", b'|'),
            ("alone\n", b','),
        ] {
            assert_eq!(delimiter(table), wanted, "{table}");
        }
    }

    #[test]
    fn a_mapped_column_is_taken_for_nothing_else() {
        let header = ["place", "day", "killed"].map(str::to_owned);
        let mapped = ["notes=place".parse().unwrap(), "place=day".parse().unwrap()];
        let columns = columns(&header, Format::Own, &mapped).unwrap();
        assert_eq!(columns.get(&Field::Place), Some(&1));
        assert_eq!(columns.get(&Field::Notes), Some(&0));
        assert_eq!(columns.get(&Field::Date), None);
    }
}
