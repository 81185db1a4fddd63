//! Where the bytes of a report lie.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// What stands between an archive and its member in an origin's path: `archive.zip!folder/report.html`.
const MEMBER: char = '!';

/// A file, a member of an archive, or a record of one.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// As the user knows it.
    pub(crate) path: String,
    /// Name of the file alone, which may tell its format and its day.
    pub(crate) name: String,
    /// Which record of the file, counted from 1.
    pub(crate) record: Option<u64>,
    /// Address under which it was found.
    pub(crate) url: Option<String>,
    /// Archives that it lies in.
    pub(crate) depth: usize,
    /// Bytes that its outermost archive may still unpack to.
    pub(crate) budget: Option<Arc<AtomicU64>>,
}

impl Place {
    /// A file of its own.
    pub(crate) fn file(path: String) -> Self {
        Self {
            name: path.clone(),
            path,
            record: None,
            url: None,
            depth: 0,
            budget: None,
        }
    }

    /// A member of the archive that lies here; `name` is its path within.
    pub(crate) fn member(&self, name: &str) -> Self {
        Self {
            path: format!("{}{MEMBER}{name}", self.path),
            name: name.to_owned(),
            record: None,
            url: None,
            depth: self.depth + 1,
            budget: self.budget.clone(),
        }
    }
}
