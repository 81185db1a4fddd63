//! Files packed with gzip.

use std::path::Path;

use flate2::read::MultiGzDecoder;

use super::member::Unpacked;
use crate::cause::Cause;
use crate::input::Input;
use crate::options::ReadOptions;
use crate::place::Place;
use crate::read::{Items, read, rejected};

/// The report or reports of the one file within: `reports.jsonl.gz`, `crawl.warc.gz`. It keeps the archive's path.
pub(crate) fn gzip(mut place: Place, mut input: Input, options: ReadOptions) -> Items {
    if place.is_unpacked {
        // Packing twice gains nothing, so that this is no honest file.
        return rejected(&place.path, Cause::TooDeep { limit: 1 });
    }
    place.is_unpacked = true;
    place.limit_unpacked(super::unpacked_bytes(input.size()));
    let name = Path::new(&place.name);
    if name
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("gz"))
    {
        place.name = name.with_extension("").to_string_lossy().into_owned();
    }
    let unpacked = Unpacked::new(MultiGzDecoder::new(input), &place, None);
    read(place, Input::stream(unpacked), options)
}
