//! What one round came to, and the files of this machine.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use dateline_fetch::{FetchError, Stamp, stamp};
use dateline_ingest::{Rejected, paths, read_path};

use super::{Halt, Watcher};
use crate::coding::BATCH;
use crate::commands::{count, tell};

/// A file that was written less than this ago may not be whole yet.
const SETTLED: Duration = Duration::from_secs(2);

/// Reasons that are told one by one.
const TOLD: usize = 20;

/// What one round came to, beside the reports that were read.
#[derive(Debug, Default)]
pub(super) struct Round {
    /// Sources that could not be had, and why.
    pub(super) failures: Vec<String>,
    /// Sources that are as they were.
    pub(super) unchanged: usize,
    /// Articles that were asked for.
    pub(super) articles: usize,
    /// Articles that are left for later rounds.
    pub(super) left: usize,
    /// Articles that could not be had, and why.
    notes: Vec<String>,
}

impl Round {
    /// A source that could not be had.
    pub(super) fn fail(&mut self, why: impl std::fmt::Display) {
        self.failures.push(why.to_string());
    }

    pub(super) fn note(&mut self, what: String) {
        self.notes.push(what);
    }

    pub(super) fn tell(&self, quiet: bool, sources: usize) {
        if !quiet {
            self.notes.iter().take(TOLD).for_each(tell);
            if self.notes.len() > TOLD {
                tell(format!("... and {} more", self.notes.len() - TOLD));
            }
        }
        for why in &self.failures {
            tell(format!("warning: {why}"));
        }
        let mut line = format!(
            "{}: {} unchanged, {} failed; {} asked for",
            count(sources, "source", "sources"),
            self.unchanged,
            self.failures.len(),
            count(self.articles, "article", "articles"),
        );
        if self.left > 0 {
            line.push_str(&format!(", {} left for the next rounds", self.left));
        }
        tell(line);
    }
}

/// A file that is new or has changed.
struct Fresh {
    path: PathBuf,
    name: String,
    stamp: Stamp,
}

impl Watcher<'_> {
    /// Reads the files of a directory that are new or have changed.
    pub(super) fn local(&mut self, root: &Path) -> Result<(), Halt> {
        if let Err(error) = std::fs::metadata(root) {
            self.round
                .fail(format!("{} cannot be read: {error}", root.display()));
            return Ok(());
        }
        let directory = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let directory = directory.display().to_string();
        let (mut fresh, refused) = self.fresh(root, &directory);
        self.take(refused.into_iter().map(Err))?;
        if fresh.is_empty() {
            self.round.unchanged += 1;
            return Ok(());
        }
        self.settle(&mut fresh)?;
        for chunk in fresh.chunks(BATCH) {
            let options = self.options.clone();
            let items = chunk
                .iter()
                .flat_map(|file| read_path(&file.path, &options));
            self.take(items)?;
            for file in chunk {
                self.memory.keep_file(&directory, &file.name, file.stamp);
            }
            self.save()?;
        }
        Ok(())
    }

    fn fresh(&mut self, root: &Path, directory: &str) -> (Vec<Fresh>, Vec<Rejected>) {
        let mut names = Vec::new();
        let (mut fresh, mut refused) = (Vec::new(), Vec::new());
        for path in paths(&[root.to_owned()]) {
            let path = match path {
                Ok(path) => path,
                Err(rejected) => {
                    refused.push(rejected);
                    continue;
                }
            };
            let within = path.strip_prefix(root).unwrap_or(&path);
            let name = within.display().to_string();
            names.push(name.clone());
            // What is gone again was not there, and the ledger is no report.
            let Ok(stamp) = stamp(&path) else { continue };
            if self.is_own(&path) {
                continue;
            }
            if !self.memory.knows_file(directory, &name, stamp) {
                fresh.push(Fresh { path, name, stamp });
            }
        }
        let names = names.iter().map(String::as_str);
        self.memory.keep_only(directory, names);
        (fresh, refused)
    }

    /// Whether it is the ledger or a file beside it, which change with every report.
    fn is_own(&self, path: &Path) -> bool {
        let ledger = &self.arguments.ledger;
        let folder = |path: &Path| path.canonicalize().ok()?.parent().map(Path::to_owned);
        let name = |path: &Path| {
            path.file_name()
                .map(|name| name.to_string_lossy().into_owned())
        };
        let (Some(own), Some(name)) = (name(ledger), name(path)) else {
            return false;
        };
        let rest = name.strip_prefix(&own);
        rest.is_some_and(|rest| ["", "-wal", "-shm", ".watch"].contains(&rest))
            && folder(path) == folder(ledger)
    }

    /// Waits until nobody is writing any more, and leaves for the next round what somebody still is.
    fn settle(&mut self, fresh: &mut Vec<Fresh>) -> Result<(), Halt> {
        let now = SystemTime::now();
        if !fresh.iter().any(|file| file.stamp.is_within(SETTLED, now)) {
            return Ok(());
        }
        self.fetcher
            .wait(SETTLED)
            .map_err(|_: FetchError| Halt::Interrupted)?;
        let found = fresh.len();
        fresh.retain(|file| stamp(&file.path).is_ok_and(|stamp| stamp == file.stamp));
        if fresh.len() < found {
            let left = count(found - fresh.len(), "file is", "files are");
            self.round.note(format!(
                "{left} still being written: left for the next round"
            ));
        }
        Ok(())
    }
}
