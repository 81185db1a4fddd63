//! Which files lie under these paths.

use std::path::PathBuf;

use dateline_core::Origin;
use walkdir::{DirEntry, WalkDir};

use crate::cause::{Cause, Rejected};

/// The files under `roots`: roots in the given order, each directory in order of names, all the way down.
///
/// Hidden files and folders are skipped unless they are themselves a root. Links are followed; a link that
/// leads back into its own parents is reported once and not followed.
pub fn paths(roots: &[PathBuf]) -> impl Iterator<Item = Result<PathBuf, Rejected>> + Send + use<> {
    let roots = roots.to_vec();
    roots.into_iter().flat_map(|root| {
        WalkDir::new(root)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| !is_hidden(entry))
            .filter_map(|entry| match entry {
                Ok(entry) if entry.file_type().is_dir() => None,
                Ok(entry) => Some(Ok(entry.into_path())),
                Err(error) => Some(Err(unreadable(&error))),
            })
    })
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
}

fn unreadable(error: &walkdir::Error) -> Rejected {
    let path = error
        .path()
        .map_or(String::new(), |path| path.display().to_string());
    let message = match (error.loop_ancestor(), error.io_error()) {
        (Some(ancestor), _) => format!("a link that leads back to {}", ancestor.display()),
        (None, Some(error)) => error.to_string(),
        (None, None) => error.to_string(),
    };
    Rejected {
        origin: Origin {
            path,
            record: None,
            bytes_hash: String::new(),
        },
        cause: Cause::Unreadable { message },
    }
}
