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
    /// Archives and messages that it lies in.
    pub(crate) depth: usize,
    /// Whether it was a file packed with gzip.
    pub(crate) is_unpacked: bool,
    /// Bytes that its outermost archive may still unpack to, and those that it might at first.
    pub(crate) budget: Option<Arc<AtomicU64>>,
    pub(crate) unpacked_limit: u64,
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
            is_unpacked: false,
            budget: None,
            unpacked_limit: u64::MAX,
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
            is_unpacked: false,
            budget: self.budget.clone(),
            unpacked_limit: self.unpacked_limit,
        }
    }

    /// A record of the file that lies here, found under the address `url`.
    pub(crate) fn record(&self, number: u64, url: String) -> Self {
        Self {
            record: Some(number),
            url: Some(url),
            ..self.clone()
        }
    }

    /// Sets how many bytes may be unpacked from the archive that lies here and from all within it, unless an archive
    /// around it has set that already.
    pub(crate) fn limit_unpacked(&mut self, bytes: u64) {
        if self.budget.is_none() {
            self.budget = Some(Arc::new(AtomicU64::new(bytes)));
            self.unpacked_limit = bytes;
        }
    }
}
