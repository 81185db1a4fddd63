//! Writes the layout that `data/gazetteer/README.md` describes and [`Gazetteer`](super::Gazetteer) reads.

use std::io::{Seek, SeekFrom, Write};

use super::super::table::{COUNTRY, MAGIC, NOWHERE, PRIMARY, SECTIONS, Section, read_u32};
use super::merge::Merged;
use super::rows::Rows;
use super::{BuildError, Builder, Built};

/// Row of the capital of a country that has none.
const NO_CAPITAL: u32 = u32::MAX;

/// Writes the merged rows; the lengths of the sections, known at the end, are put into the header last.
pub(super) fn write(
    builder: &Builder<'_>,
    merged: &Merged,
    out: impl Write + Seek,
) -> Result<Built, BuildError> {
    let mut out = Sections {
        out,
        lengths: Vec::with_capacity(SECTIONS),
        length: 0,
    };
    let rows = &builder.rows;
    out.header(&[0; SECTIONS])?;
    records(&mut out, rows, merged)?;
    out.section(rows.names.bytes())?;
    countries(&mut out, builder, merged)?;
    let divisions = merged.divisions.iter();
    divisions
        .map(|row| row.to_le_bytes())
        .try_for_each(|row| out.put(&row))?;
    out.end()?;
    out.section(builder.features.join(",").as_bytes())?;
    let names = lookups(&mut out, rows)?;
    Ok(Built {
        places: merged.order.len(),
        names,
        replaced: merged.replaced,
        bytes: out.close()?,
    })
}

fn records(
    out: &mut Sections<impl Write + Seek>,
    rows: &Rows,
    merged: &Merged,
) -> Result<(), BuildError> {
    for row in &merged.order {
        let record = &rows.records[*row as usize];
        let division = merged.division_of.get(usize::from(record.division));
        out.put(&record.id.to_le_bytes())?;
        out.put(&record.point[0].to_le_bytes())?;
        out.put(&record.point[1].to_le_bytes())?;
        out.put(&record.population.to_le_bytes())?;
        out.put(&record.country.to_le_bytes())?;
        out.put(&division.copied().unwrap_or(NOWHERE).to_le_bytes())?;
        out.put(&[record.feature, 0, 0, 0])?;
        out.put(&record.name.to_le_bytes())?;
    }
    out.end()
}

/// The base's countries, whose rows and capitals have moved.
fn countries(
    out: &mut Sections<impl Write + Seek>,
    builder: &Builder<'_>,
    merged: &Merged,
) -> Result<(), BuildError> {
    let moved = |row: u32| {
        let place = merged.place_of.get(row as usize);
        place.map_or(NO_CAPITAL, |place| place & !PRIMARY)
    };
    let rows = builder.base.section(Section::Countries);
    for row in rows.chunks_exact(COUNTRY) {
        out.put(&row[..4])?;
        out.put(&moved(read_u32(row, 4)).to_le_bytes())?;
        out.put(&moved(read_u32(row, 8)).to_le_bytes())?;
    }
    out.end()
}

/// The four sections by which names are looked up; the number of different names.
fn lookups(out: &mut Sections<impl Write + Seek>, rows: &Rows) -> Result<usize, BuildError> {
    let pairs = &rows.pairs;
    let groups = || pairs.chunk_by(|a, b| a.key == b.key || rows.key(a.key) == rows.key(b.key));
    let key =
        |group: &[super::rows::Pair]| group.first().map_or(&[][..], |pair| rows.key(pair.key));
    out.starts(groups().map(|group| key(group).len()))?;
    groups().try_for_each(|group| out.put(key(group)))?;
    out.end()?;
    out.starts(groups().map(<[_]>::len))?;
    pairs
        .iter()
        .try_for_each(|pair| out.put(&pair.row.to_le_bytes()))?;
    out.end()?;
    Ok(groups().count())
}

struct Sections<W> {
    out: W,
    lengths: Vec<u32>,
    /// Bytes of the section at hand.
    length: usize,
}

impl<W: Write + Seek> Sections<W> {
    fn header(&mut self, lengths: &[u32]) -> Result<(), BuildError> {
        self.out.write_all(MAGIC)?;
        for length in lengths {
            self.out.write_all(&length.to_le_bytes())?;
        }
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), BuildError> {
        self.length += bytes.len();
        Ok(self.out.write_all(bytes)?)
    }

    fn end(&mut self) -> Result<(), BuildError> {
        let length = std::mem::take(&mut self.length);
        let length = u32::try_from(length).map_err(|_| BuildError::TooLarge)?;
        self.lengths.push(length);
        Ok(())
    }

    fn section(&mut self, bytes: &[u8]) -> Result<(), BuildError> {
        self.put(bytes)?;
        self.end()
    }

    /// Where each of some things begins that stand one behind the other, and where the last one ends.
    fn starts(&mut self, lengths: impl Iterator<Item = usize>) -> Result<(), BuildError> {
        let mut at: u32 = 0;
        self.put(&at.to_le_bytes())?;
        for length in lengths {
            let next = u32::try_from(length)
                .ok()
                .and_then(|length| at.checked_add(length));
            at = next.ok_or(BuildError::TooLarge)?;
            self.put(&at.to_le_bytes())?;
        }
        self.end()
    }

    fn close(mut self) -> Result<u64, BuildError> {
        let bytes = self.out.stream_position()?;
        self.out.seek(SeekFrom::Start(0))?;
        let lengths = std::mem::take(&mut self.lengths);
        self.header(&lengths)?;
        self.out.flush()?;
        Ok(bytes)
    }
}
