//! The rows of a gazetteer in the making: all that memory holds of them.
//!
//! A row takes 28 bytes, each of its keys 8 bytes, and each different text of a name or key its bytes and 1 more; merging adds
//! 8 bytes a row. That makes 80 to 110 bytes a row: under 1 GB for the eight million rows or so that are kept of all of GeoNames.

use dateline_core::value::Coordinates;

use super::super::table::{Gazetteer, NO_POINT, PRIMARY, RECORD, Section};
use super::super::table::{read_u16, read_u32};
use super::BuildError;
use super::texts::{Texts, index};

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
    pub(super) names: Texts,
    keys: Texts,
    pub(super) pairs: Vec<Pair>,
}

impl Rows {
    /// The rows of a gazetteer, in its order.
    pub(super) fn of(base: &Gazetteer) -> Result<Self, BuildError> {
        let records = base.section(Section::Records).chunks_exact(RECORD);
        let mut rows = Self {
            records: records.map(record).collect(),
            names: Texts::of(base.section(Section::Names).to_vec()),
            keys: Texts::of(Vec::new()),
            pairs: Vec::new(),
        };
        for number in 0..base.key_count() {
            let key = std::str::from_utf8(base.key(number)).unwrap_or_default();
            let at = rows.keys.put(key)?;
            let starts = base.start(Section::PostingStarts, number)
                ..base.start(Section::PostingStarts, number + 1);
            rows.pairs.extend(starts.map(|posting| Pair {
                key: at,
                row: read_u32(base.section(Section::Postings), posting * 4),
            }));
        }
        Ok(rows)
    }

    /// Adds a place with its keys; its number.
    pub(super) fn push(
        &mut self,
        record: Record,
        name: &str,
        keys: &[(String, bool)],
    ) -> Result<u32, BuildError> {
        let row = index(self.records.len())?;
        let name = self.names.put(name)?;
        self.records.push(Record { name, ..record });
        for (key, main) in keys {
            self.pairs.push(Pair {
                key: self.keys.put(key)?,
                row: if *main { row | PRIMARY } else { row },
            });
        }
        Ok(row)
    }

    /// Gives back the memory that only adding needs.
    pub(super) fn shrink(&mut self) {
        self.names.seal();
        self.keys.seal();
    }

    /// The text of a key.
    pub(super) fn key(&self, at: u32) -> &[u8] {
        self.keys.get(at)
    }

    /// Sorts the pairs by key, then by row, each once; a row that bears a key twice bears it as its main name if it does
    /// so once.
    pub(super) fn sort_pairs(&mut self) {
        let keys = &self.keys;
        self.pairs.sort_unstable_by(|a, b| {
            let by_row = || (a.row & !PRIMARY).cmp(&(b.row & !PRIMARY));
            // Most pairs of one key share its text.
            let by_key = || keys.get(a.key).cmp(keys.get(b.key));
            match a.key == b.key {
                true => by_row(),
                false => by_key().then_with(by_row),
            }
        });
        self.pairs.dedup_by(|next, kept| {
            let same =
                (next.row ^ kept.row) & !PRIMARY == 0 && keys.get(next.key) == keys.get(kept.key);
            if same {
                kept.row |= next.row & PRIMARY;
            }
            same
        });
    }
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
