//! The gazetteer: one file of fixed-width tables, read in place. `data/gazetteer/README.md` gives the layout.

use std::borrow::Cow;
use std::ops::Range;

use dateline_core::value::Coordinates;

use super::place::{Place, Row};
use super::regions;

pub(super) const MAGIC: &[u8; 8] = b"DLGZ\x02\0\0\0";
pub(super) const SECTIONS: usize = 9;
pub(super) const RECORD: usize = 28;
pub(super) const COUNTRY: usize = 12;
pub(super) const NOWHERE: u16 = u16::MAX;
/// Latitude of a place of which only the division is known.
pub(super) const NO_POINT: u32 = 1 << 31;
pub(super) const PRIMARY: u32 = 1 << 31;

/// A file that is no gazetteer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GazetteerError {
    /// It does not start as one.
    #[error(
        "not a gazetteer of this version of Dateline; build one with `dateline gazetteer build`"
    )]
    Magic,
    /// It is shorter or longer than its own header says.
    #[error(
        "the gazetteer has {found} bytes where its header says {expected}; copy or build it again"
    )]
    Length {
        /// Bytes that the header adds up to.
        expected: usize,
        /// Bytes that are there.
        found: usize,
    },
    /// A table ends within a row, or points outside another.
    #[error("the gazetteer's table of {table} is damaged; copy or build it again")]
    Table {
        /// Which one.
        table: &'static str,
    },
}

/// Names of places of the world, looked up by [`fold`](super::fold())ed name.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    bytes: Cow<'static, [u8]>,
    sections: [Range<usize>; SECTIONS],
    features: Vec<String>,
}

#[derive(Clone, Copy)]
pub(super) enum Section {
    Records,
    Names,
    Countries,
    Divisions,
    Features,
    KeyStarts,
    Keys,
    PostingStarts,
    Postings,
}

impl Gazetteer {
    /// The gazetteer that the program carries.
    ///
    /// # Errors
    /// If the file that was compiled in is damaged.
    pub fn bundled() -> Result<Self, GazetteerError> {
        static BUNDLED: &[u8] = include_bytes!("../../../../data/gazetteer/places.bin");
        Self::from_bytes(Cow::Borrowed(BUNDLED))
    }

    /// Whether bytes begin a gazetteer, of whichever version.
    pub fn begins(bytes: &[u8]) -> bool {
        bytes.starts_with(&MAGIC[..4])
    }

    /// A gazetteer from the bytes of a file that [`build`](super::build) or `data/gazetteer/build.py` wrote.
    ///
    /// # Errors
    /// If the bytes are no gazetteer, or a damaged one.
    pub fn from_bytes(bytes: Cow<'static, [u8]>) -> Result<Self, GazetteerError> {
        if !bytes.starts_with(MAGIC) || bytes.len() < MAGIC.len() + 4 * SECTIONS {
            return Err(GazetteerError::Magic);
        }
        let mut end = MAGIC.len() + 4 * SECTIONS;
        let sections = std::array::from_fn(|number| {
            let start = end;
            end += read_u32(&bytes, MAGIC.len() + 4 * number) as usize;
            start..end
        });
        if end != bytes.len() {
            let found = bytes.len();
            return Err(GazetteerError::Length {
                expected: end,
                found,
            });
        }
        let mut gazetteer = Self {
            bytes,
            sections,
            features: Vec::new(),
        };
        gazetteer.features = String::from_utf8_lossy(gazetteer.section(Section::Features))
            .split(',')
            .map(str::to_owned)
            .collect();
        gazetteer.check()?;
        Ok(gazetteer)
    }

    /// Checks what a lookup relies on beyond the bounds that [`Gazetteer::slice_at`] checks anyway.
    fn check(&self) -> Result<(), GazetteerError> {
        let whole = |section, width: usize| self.section(section).len().is_multiple_of(width);
        let tables = [
            ("places", whole(Section::Records, RECORD)),
            ("countries", whole(Section::Countries, COUNTRY)),
            ("divisions", whole(Section::Divisions, 4)),
            ("names", whole(Section::KeyStarts, 4)),
            (
                "names",
                self.section(Section::KeyStarts).len()
                    == self.section(Section::PostingStarts).len(),
            ),
            ("postings", whole(Section::Postings, 4)),
            (
                "names",
                self.ascends(Section::KeyStarts, self.section(Section::Keys).len()),
            ),
            (
                "postings",
                self.ascends(
                    Section::PostingStarts,
                    self.section(Section::Postings).len() / 4,
                ),
            ),
        ];
        match tables.into_iter().find(|(_, sound)| !sound) {
            Some((table, _)) => Err(GazetteerError::Table { table }),
            None => Ok(()),
        }
    }

    /// Whether starts ascend to the end of what they point into: a file damaged there would otherwise make look-ups slow
    /// instead of wrong. Takes two milliseconds for the bundled file.
    fn ascends(&self, starts: Section, end: usize) -> bool {
        let mut last = 0;
        let mut numbers = self
            .section(starts)
            .chunks_exact(4)
            .map(|four| read_u32(four, 0));
        numbers.all(|number| std::mem::replace(&mut last, number) <= number) && last as usize == end
    }

    /// Places that bear the name with this key, most populous first, then regions; and whether it is their main name.
    pub fn lookup(&self, key: &str) -> impl Iterator<Item = (Place<'_>, bool)> {
        let range = self.key_number(key).map_or(0..0, |number| {
            self.start(Section::PostingStarts, number)
                ..self.start(Section::PostingStarts, number + 1)
        });
        let region = regions::named(key, self.len());
        let rows = range.filter_map(move |at| {
            let posting = read_u32(self.section(Section::Postings), at * 4);
            Some((self.place(Row(posting & !PRIMARY))?, posting & PRIMARY != 0))
        });
        rows.chain(region)
    }

    /// Whether any place bears the name with this key, obscure districts aside ("Power", "Love").
    pub fn knows(&self, key: &str) -> bool {
        self.lookup(key).any(|(place, _)| !place.is_obscure())
    }

    fn key_number(&self, key: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.key_count());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.key(middle).cmp(key.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// Number of different keys.
    pub(super) fn key_count(&self) -> usize {
        (self.section(Section::KeyStarts).len() / 4).saturating_sub(1)
    }

    pub(super) fn key(&self, number: usize) -> &[u8] {
        let start = self.start(Section::KeyStarts, number);
        let end = self.start(Section::KeyStarts, number + 1);
        self.section(Section::Keys)
            .get(start..end)
            .unwrap_or_default()
    }

    /// The place in a row; `None` for a row that is not there.
    pub fn place(&self, row: Row) -> Option<Place<'_>> {
        let records = self.section(Section::Records);
        let at = row.0 as usize * RECORD;
        if at >= records.len() {
            return regions::region(row.0.checked_sub(self.len() as u32)?, self.len());
        }
        let record = records.get(at..at + RECORD)?;
        let degrees = |offset| f64::from(read_u32(record, offset) as i32) / 1e5;
        let division = read_u16(record, 18);
        Some(Place {
            row,
            id: read_u32(record, 0),
            coordinates: (read_u32(record, 4) != NO_POINT).then(|| Coordinates {
                latitude: degrees(4),
                longitude: degrees(8),
            }),
            population: read_u32(record, 12),
            country: self.country_code(read_u16(record, 16)),
            division: (division != NOWHERE).then(|| {
                Row(read_u32(
                    self.section(Section::Divisions),
                    usize::from(division) * 4,
                ))
            }),
            feature: self
                .features
                .get(usize::from(record[20]))
                .map_or("", String::as_str),
            name: self.name(read_u32(record, 24) as usize),
        })
    }

    /// GeoNames feature codes, by the numbers that the rows hold.
    pub(super) fn features(&self) -> &[String] {
        &self.features
    }

    fn name(&self, at: usize) -> &str {
        let names = self.section(Section::Names);
        let length = usize::from(names.get(at).copied().unwrap_or(0));
        let bytes = names.get(at + 1..at + 1 + length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    fn country_code(&self, number: u16) -> &str {
        let at = usize::from(number) * COUNTRY;
        let code = self.section(Section::Countries).get(at..at + 2);
        code.and_then(|code| std::str::from_utf8(code).ok())
            .unwrap_or_default()
    }

    fn country_row(&self, code: &str) -> Option<&[u8]> {
        let rows = self.section(Section::Countries).chunks_exact(COUNTRY);
        rows.into_iter().find(|row| &row[..2] == code.as_bytes())
    }

    /// The country with an ISO 3166-1 alpha-2 code.
    pub fn country(&self, code: &str) -> Option<Place<'_>> {
        self.place(Row(read_u32(self.country_row(code)?, 4)))
    }

    /// The capital of the country with an ISO 3166-1 alpha-2 code.
    pub fn capital(&self, code: &str) -> Option<Place<'_>> {
        self.place(Row(read_u32(self.country_row(code)?, 8)))
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.section(Section::Records).len() / RECORD
    }

    /// Whether it holds no place.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn start(&self, section: Section, number: usize) -> usize {
        read_u32(self.section(section), number * 4) as usize
    }

    pub(super) fn section(&self, section: Section) -> &[u8] {
        &self.bytes[self.sections[section as usize].clone()]
    }
}

/// The little-endian number at `at`; 0 where the bytes end before it, which no row that passed `check` does.
pub(super) fn read_u32(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |four| {
        u32::from_le_bytes([four[0], four[1], four[2], four[3]])
    })
}

pub(super) fn read_u16(bytes: &[u8], at: usize) -> u16 {
    bytes
        .get(at..at + 2)
        .map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
}
