//! Where the bytes of a report lie.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use crate::document::Report;

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
    /// What a feed says of the report that lies here.
    pub(crate) listed: Option<Arc<Report>>,
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
            listed: None,
        }
    }

    /// What was fetched from `address`, of which a feed may have said something. `content_type` is the kind that the server named; where
    /// that is a page or plain text the bytes are read so, whatever the address ends in.
    pub(crate) fn web(address: &str, content_type: Option<&str>, listed: Option<Report>) -> Self {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let name = Path::new(path).file_name().unwrap_or_default();
        let kind = content_type.unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let ending = match kind.to_ascii_lowercase().as_str() {
            "text/html" | "application/xhtml+xml" => ".html",
            "text/plain" => ".txt",
            _ => "",
        };
        Self {
            name: format!("{}{ending}", name.to_string_lossy()),
            url: Some(address.to_owned()),
            listed: listed.map(Arc::new),
            ..Self::file(address.to_owned())
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
            listed: None,
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
