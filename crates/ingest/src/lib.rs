//! Which text do these bytes hold, in which language, published when, by whom.
//!
//! Files of plain text, HTML, PDF, DOCX, mail, feeds, JSON Lines, JSON and CSV, and archives of these, go in;
//! [`dateline_core::Document`]s come out, or a [`Rejected`] that says why not. A bad report never ends the run: the reader goes on with the next.

#![doc = include_str!("../README.md")]

mod archive;
mod caption;
mod cause;
mod decode;
mod document;
mod docx;
mod feed;
mod format;
mod guard;
mod input;
mod language;
mod mail;
mod options;
mod page;
mod paragraph;
mod paths;
mod pdf;
mod place;
mod plain;
mod published;
mod read;
mod records;
mod title;

pub use cause::{Cause, Rejected};
pub use feed::{FeedEntry, is_feed, read_feed};
pub use options::{ColumnMap, Field, ReadOptions, UnknownField};
pub use paths::paths;
pub use read::{read_bytes, read_path, read_web};

/// Bytes that one report may have before it is rejected as too large: a page, a line, a row.
pub const MAX_REPORT_BYTES: usize = 16 << 20;

/// Bytes of a file that is read as a whole before its text is known: a PDF file, an office document, a message with its
/// attachments, an archive within an archive.
pub const MAX_FILE_BYTES: usize = 128 << 20;

/// Characters that the cleaned text of one report may have.
pub const MAX_REPORT_CHARS: usize = 1_000_000;
