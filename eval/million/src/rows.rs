//! Lines and columns of the tables in `data/`.

use std::str::FromStr;

/// A word list that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("data/{file}, line {line}: {cause}; mend the table and build again")]
pub struct TableError {
    file: &'static str,
    line: usize,
    cause: String,
}

/// The text of a table.
pub(crate) struct Table {
    pub(crate) file: &'static str,
    pub(crate) text: &'static str,
}

macro_rules! table {
    ($file:literal) => {
        $crate::rows::Table {
            file: $file,
            text: include_str!(concat!("../data/", $file)),
        }
    };
}
pub(crate) use table;

/// The columns of a line.
pub(crate) struct Row {
    cells: Vec<&'static str>,
}

impl Table {
    /// What each line holds.
    pub(crate) fn map<T>(
        &self,
        read: impl Fn(&Row) -> Result<T, String>,
    ) -> Result<Vec<T>, TableError> {
        self.under("", read)
    }

    /// What each line holds whose first column is `first`; any, if that is empty.
    pub(crate) fn under<T>(
        &self,
        first: &str,
        read: impl Fn(&Row) -> Result<T, String>,
    ) -> Result<Vec<T>, TableError> {
        let mut found = Vec::new();
        for (line, text) in (1..).zip(self.text.lines()) {
            let row = Row {
                cells: text.split('\t').collect(),
            };
            let wanted = first.is_empty() || row.cells[0] == first;
            if text.starts_with('#') || text.is_empty() || !wanted {
                continue;
            }
            let read = read(&row).map_err(|cause| TableError {
                file: self.file,
                line,
                cause,
            })?;
            found.push(read);
        }
        Ok(found)
    }
}

impl Row {
    /// The cell in a column.
    pub(crate) fn cell(&self, column: usize) -> Result<&'static str, String> {
        let cell = self.cells.get(column).copied();
        cell.ok_or_else(|| format!("no column {}", column + 1))
    }

    /// The cell, read as a term or number.
    pub(crate) fn read<T: FromStr>(&self, column: usize) -> Result<T, String> {
        let cell = self.cell(column)?;
        cell.parse()
            .map_err(|_| format!("{cell:?} is no value of column {}", column + 1))
    }

    /// The cell, parted at its commas.
    pub(crate) fn list(&self, column: usize) -> Result<Vec<&'static str>, String> {
        Ok(self.cell(column)?.split(',').collect())
    }
}
