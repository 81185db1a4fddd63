//! What was seen in earlier rounds, kept in a file between runs.
//!
//! The file is a help, not the truth: whatever is fetched twice because it was lost is found in the ledger and not recorded again. Articles
//! and files are kept as hashes, for their addresses and names may name persons.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::client::Validators;
use crate::error::MemoryError;
use crate::files::Stamp;
use crate::rest::Rests;
use crate::seen::{Due, Outcome, Seen};

/// Marks the file, with the version of its layout.
const FORMAT: &str = "dateline-watch 1";

/// What was seen in earlier rounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    format: String,
    /// Documents of the ledger when this was written.
    documents: u64,
    /// By address, of what was taken in completely.
    validators: BTreeMap<String, Validators>,
    /// By host: who publishes its articles, as they say themselves.
    publishers: BTreeMap<String, String>,
    /// Addresses at which feeds lay.
    feeds: BTreeSet<String>,
    /// By hash of the address.
    articles: BTreeMap<String, Seen>,
    /// By directory as it was given, then by hash of the path.
    files: BTreeMap<String, BTreeMap<String, Stamp>>,
    /// Hosts that are left alone.
    pub rests: Rests,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            format: FORMAT.to_owned(),
            documents: 0,
            validators: BTreeMap::new(),
            publishers: BTreeMap::new(),
            feeds: BTreeSet::new(),
            articles: BTreeMap::new(),
            files: BTreeMap::new(),
            rests: Rests::default(),
        }
    }
}

/// How the memory was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// There was none.
    Nothing,
    /// As it was left.
    Kept,
    /// Damaged, so that it begins anew: why.
    Damaged(String),
    /// Of a fuller ledger than this one, so that it begins anew.
    OfAnotherLedger,
}

impl Memory {
    /// The memory at `path`, or a new one, for a ledger of so many documents.
    ///
    /// # Errors
    /// [`MemoryError::Unreadable`]: there is one and it may not be read.
    pub fn open(path: &Path, documents: u64) -> Result<(Self, Found), MemoryError> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok((Self::default(), Found::Nothing));
            }
            Err(source) => {
                return Err(MemoryError::Unreadable {
                    path: path.to_owned(),
                    source,
                });
            }
        };
        let damaged = |why: String| (Self::default(), Found::Damaged(why));
        Ok(match serde_json::from_slice::<Self>(&bytes) {
            Err(error) => damaged(error.to_string()),
            Ok(memory) if memory.format != FORMAT => {
                damaged(format!("its format is {:?}", memory.format))
            }
            // The reports that it remembers are not in this ledger: it was removed, or an older copy was put in its place.
            Ok(memory) if memory.documents > documents => (Self::default(), Found::OfAnotherLedger),
            Ok(memory) => (memory, Found::Kept),
        })
    }

    /// Writes it to `path`, whole or not at all, readable by its owner alone.
    ///
    /// # Errors
    /// [`MemoryError::Unwritable`].
    pub fn save(&mut self, path: &Path, documents: u64, now: Timestamp) -> Result<(), MemoryError> {
        self.documents = documents;
        self.articles.retain(|_, seen| !seen.is_forgotten(now));
        self.rests.prune(now);
        let write = || -> std::io::Result<()> {
            let folder = match path.parent() {
                Some(folder) if !folder.as_os_str().is_empty() => folder,
                _ => Path::new("."),
            };
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            let mut text = serde_json::to_vec_pretty(self)?;
            text.push(b'\n');
            file.write_all(&text)?;
            file.as_file().sync_all()?;
            file.persist(path)?;
            Ok(())
        };
        write().map_err(|source| MemoryError::Unwritable {
            path: path.to_owned(),
            source,
        })
    }

    /// By what the server tells whether `address` has changed since it was taken in.
    pub fn validators(&self, address: &str) -> Option<&Validators> {
        self.validators.get(address)
    }

    /// Notes that all that lies at `address` was taken in, or, with none, that it was not.
    pub fn keep_validators(&mut self, address: &str, validators: Option<Validators>) {
        match validators {
            Some(validators) => self.validators.insert(address.to_owned(), validators),
            None => self.validators.remove(address),
        };
    }

    /// Who publishes the articles of a host, as the last of them said.
    pub fn publisher(&self, host: &str) -> Option<&str> {
        self.publishers.get(host).map(String::as_str)
    }

    /// Notes who publishes the articles of a host.
    pub fn keep_publisher(&mut self, host: &str, publisher: &str) {
        self.publishers
            .insert(host.to_owned(), publisher.to_owned());
    }

    /// Whether a feed lay at `address` before.
    pub fn is_feed(&self, address: &str) -> bool {
        self.feeds.contains(address)
    }

    /// Notes that a feed lies at `address`.
    pub fn keep_feed(&mut self, address: &str) {
        self.feeds.insert(address.to_owned());
    }

    /// Whether to ask for an article that `feed` lists, telling this of it.
    pub fn due(&mut self, feed: &str, article: &str, told: &str, now: Timestamp) -> Due {
        match self.articles.get_mut(&key(article)) {
            Some(seen) => seen.due(&key(feed), &key(told), now),
            None => Due::New,
        }
    }

    /// Notes what was had of an article; `due` is what [`Memory::due`] said of it. It is asked for again after `pause`, unless all was had.
    pub fn attempted(
        &mut self,
        (feed, article, told): (&str, &str, &str),
        due: Due,
        outcome: Outcome,
        pause: Duration,
        now: Timestamp,
    ) {
        let first = || Seen::first(key(feed), key(told), now);
        let seen = self.articles.entry(key(article)).or_insert_with(first);
        if due == Due::New {
            seen.told_anew(key(feed), key(told), now);
        }
        seen.attempted(outcome, pause, now);
    }

    /// Whether the file was taken in as it is.
    pub fn knows_file(&self, directory: &str, path: &str, stamp: Stamp) -> bool {
        let files = self.files.get(directory);
        files.and_then(|files| files.get(&key(path))) == Some(&stamp)
    }

    /// Notes that the file was taken in as it is.
    pub fn keep_file(&mut self, directory: &str, path: &str, stamp: Stamp) {
        let files = self.files.entry(directory.to_owned()).or_default();
        files.insert(key(path), stamp);
    }

    /// Forgets the files of a directory that are no longer there.
    pub fn keep_only<'a>(&mut self, directory: &str, paths: impl Iterator<Item = &'a str>) {
        let there: BTreeSet<String> = paths.map(key).collect();
        if let Some(files) = self.files.get_mut(directory) {
            files.retain(|path, _| there.contains(path));
        }
    }
}

/// 128 bits of BLAKE3, in hex.
fn key(text: &str) -> String {
    let hash = blake3::hash(text.as_bytes()).to_hex();
    hash.as_str().chars().take(32).collect()
}
