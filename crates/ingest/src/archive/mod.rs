//! Files that hold other files.

mod gzip;
mod http;
mod member;
mod shared;
mod warc;
mod zip;

pub(crate) use gzip::gzip;
pub(crate) use warc::warc;
pub(crate) use zip::zip;

/// Archives that a report may lie in: an archive, and one within it.
const MAX_ARCHIVES: usize = 2;

/// What a small archive may unpack to, and how many times its own size a large one may. Text shrinks to a tenth, tables
/// of numbers to a fiftieth.
const UNPACKED_BYTES: u64 = 1 << 30;
const UNPACKED_RATIO: u64 = 100;

/// Bytes that an archive of `size` bytes may unpack to.
fn unpacked_bytes(size: u64) -> u64 {
    UNPACKED_BYTES.saturating_add(size.saturating_mul(UNPACKED_RATIO))
}
