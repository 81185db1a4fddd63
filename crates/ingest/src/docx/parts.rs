//! The parts of an office document.

use std::io::{Cursor, Read};

use ::zip::ZipArchive;

use super::{broken, text};
use crate::cause::Cause;
use crate::decode;

type Archive = ZipArchive<Cursor<Vec<u8>>>;

/// Bytes that one part may unpack to: a million characters with all their marks.
const MAX_PART_BYTES: usize = 64 << 20;

/// Where the text of nearly every document stands.
const USUAL: &str = "word/document.xml";

/// Name of the part that holds the text.
pub(super) fn main_part(archive: &mut Archive) -> String {
    if archive.index_for_name(USUAL).is_some() {
        return USUAL.to_owned();
    }
    let types = part(archive, "[Content_Types].xml").unwrap_or_default();
    let main = text::main_part(&types);
    main.unwrap_or_else(|| USUAL.to_owned())
}

/// The characters of a part.
pub(super) fn part(archive: &mut Archive, name: &str) -> Result<String, Cause> {
    let file = archive.by_name(name).map_err(|error| broken(&error))?;
    let mut bytes = Vec::new();
    file.take(MAX_PART_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| broken(&error))?;
    if bytes.len() > MAX_PART_BYTES {
        return Err(Cause::TooLarge {
            limit: MAX_PART_BYTES,
            unit: "bytes",
        });
    }
    decode::text(&bytes).map(Into::into)
}
