//! Whether a file has changed.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// A file's size and when it was last written: as long as both stay, its contents are taken to stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    bytes: u64,
    /// Nanoseconds since 1970; none where the file system does not tell.
    modified: Option<u64>,
}

impl Stamp {
    /// Whether it was written within `time` before `now`, so that somebody may still be at it.
    pub fn is_within(self, time: Duration, now: SystemTime) -> bool {
        let written = self
            .modified
            .map(|nanos| UNIX_EPOCH + Duration::from_nanos(nanos));
        let age = written.and_then(|written| now.duration_since(written).ok());
        age.is_some_and(|age| age < time)
    }
}

/// The stamp of the file at `path`.
///
/// # Errors
/// What the operating system says.
pub fn stamp(path: &Path) -> std::io::Result<Stamp> {
    let metadata = std::fs::metadata(path)?;
    let since = metadata
        .modified()
        .ok()
        .and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    Ok(Stamp {
        bytes: metadata.len(),
        modified: since.and_then(|since| u64::try_from(since.as_nanos()).ok()),
    })
}
