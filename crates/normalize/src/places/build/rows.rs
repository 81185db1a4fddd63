//! The rows of a gazetteer in the making: all that memory holds of them.
//!
//! A row takes 28 bytes, its name 1 byte and its text, and each of its keys 9 bytes and its text; merging adds 16 bytes a
//! row for a while. That makes about 90 bytes a row: 650 MB for the seven million rows that are kept of all of GeoNames.

use dateline_core::value::Coordinates;

use super::super::table::{Gazetteer, NO_POINT, PRIMARY, RECORD, Section};
use super::super::table::{read_u16, read_u32};
use super::BuildError;

/// Longest name that the layout holds, in bytes.
const LONGEST: usize = 255;

/// One place, as in the layout but for the number of its division.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) id: u32,
    pub(super) point: [i32; 2],
    pub(super) population: u32,
    pub(super) country: u16,
    /// Number of a bundled division, or behind these that of a code of the dumps; [`NOWHERE`](super::super::table::NOWHERE) for none.
    pub(super) division: u16,
    pub(super) feature: u8,
    /// Where its name begins.
    pub(super) name: u32,
}

impl Record {
    pub(super) fn has_point(&self) -> bool {
        self.point[0] != NO_POINT as i32
    }

    pub(super) fn point(&self) -> Option<Coordinates> {
        self.has_point().then(|| Coordinates {
            latitude: f64::from(self.point[0]) / 1e5,
            longitude: f64::from(self.point[1]) / 1e5,
        })
    }
}

/// A key with a row that bears it; the highest bit of the row marks the main name, as in the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// Where the key begins.
    pub(super) key: u32,
    pub(super) row: u32,
}

/// Rows, names and keys.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) records: Vec<Record>,
    /// A length byte, then the text, as in the layout.
    pub(super) names: Vec<u8>,
    /// A length byte, then the text.
    keys: Vec<u8>,
    pub(super) pairs: Vec<Pair>,
}

impl Rows {
    /// The rows of a gazetteer, in its order.
    pub(super) fn of(base: &Gazetteer) -> Self {
        let records = base.section(Section::Records).chunks_exact(RECORD);
        let mut rows = Self {
            records: records.map(record).collect(),
            names: base.section(Section::Names).to_vec(),
            keys: Vec::new(),
            pairs: Vec::new(),
        };
        for number in 0..base.key_count() {
            let at = rows.keys.len() as u32;
            put(&mut rows.keys, base.key(number));
            let starts = base.start(Section::PostingStarts, number)
                ..base.start(Section::PostingStarts, number + 1);
            rows.pairs.extend(starts.map(|posting| Pair {
                key: at,
                row: read_u32(base.section(Section::Postings), posting * 4),
            }));
        }
        rows
    }

    /// Adds a place with its keys; its number.
    pub(super) fn push(
        &mut self,
        record: Record,
        name: &str,
        keys: &[(String, bool)],
    ) -> Result<u32, BuildError> {
        let row = index(self.records.len())?;
        let name_at = index(self.names.len())?;
        put(&mut self.names, clipped(name).as_bytes());
        self.records.push(Record {
            name: name_at,
            ..record
        });
        for (key, main) in keys {
            let at = index(self.keys.len())?;
            put(&mut self.keys, key.as_bytes());
            self.pairs.push(Pair {
                key: at,
                row: if *main { row | PRIMARY } else { row },
            });
        }
        Ok(row)
    }

    /// The text of a key.
    pub(super) fn key(&self, at: u32) -> &[u8] {
        text(&self.keys, at)
    }

    /// Sorts the pairs by key, then by row, each once; a row that bears a key twice bears it as its main name if it does
    /// so once.
    pub(super) fn sort_pairs(&mut self) {
        let keys = &self.keys;
        self.pairs.sort_unstable_by(|a, b| {
            let by_row = || (a.row & !PRIMARY).cmp(&(b.row & !PRIMARY));
            text(keys, a.key).cmp(text(keys, b.key)).then_with(by_row)
        });
        self.pairs.dedup_by(|next, kept| {
            let same = (next.row ^ kept.row) & !PRIMARY == 0
                && text(keys, next.key) == text(keys, kept.key);
            if same {
                kept.row |= next.row & PRIMARY;
            }
            same
        });
    }
}

/// An offset or a row number of the layout, whose highest bit is taken.
fn index(number: usize) -> Result<u32, BuildError> {
    let number = u32::try_from(number).ok();
    number
        .filter(|number| *number < PRIMARY)
        .ok_or(BuildError::TooLarge)
}

fn record(bytes: &[u8]) -> Record {
    Record {
        id: read_u32(bytes, 0),
        point: [read_u32(bytes, 4) as i32, read_u32(bytes, 8) as i32],
        population: read_u32(bytes, 12),
        country: read_u16(bytes, 16),
        division: read_u16(bytes, 18),
        feature: bytes.get(20).copied().unwrap_or(0),
        name: read_u32(bytes, 24),
    }
}

/// No key and no clipped name is longer than its length byte tells.
fn put(into: &mut Vec<u8>, text: &[u8]) {
    let text = &text[..text.len().min(LONGEST)];
    into.push(text.len() as u8);
    into.extend_from_slice(text);
}

fn text(from: &[u8], at: u32) -> &[u8] {
    let at = at as usize;
    let length = usize::from(from.get(at).copied().unwrap_or(0));
    from.get(at + 1..at + 1 + length).unwrap_or_default()
}

/// The name, cut between letters where the layout has no room for all of it.
fn clipped(name: &str) -> &str {
    let mut end = name.len().min(LONGEST);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}
