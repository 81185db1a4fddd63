//! Tab-separated tables that ship inside the binary.

/// Rows of a table, cells trimmed; empty lines and lines that start with `#` are comments.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::trim).collect())
}

/// The cell of a row, empty when the row is short.
pub(crate) fn cell(row: &[&'static str], column: usize) -> &'static str {
    row.get(column).copied().unwrap_or("")
}

/// Entries of a cell that holds several, parted by `;`.
pub(crate) fn entries(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(';')
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
}

macro_rules! table {
    ($file:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/", $file))
    };
}
pub(crate) use table;
