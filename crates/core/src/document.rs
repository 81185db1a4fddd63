//! One report as it was received.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::{Span, Text};
use crate::vocabulary::closed_list;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// Names a document: the BLAKE3 hash, in hex, of its origin's bytes and its cleaned text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentId(pub String);

impl std::fmt::Display for DocumentId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

closed_list! {
    /// Language of the text, as far as Dateline needs to tell.
    Language { English, Other, Undetermined }
}

closed_list! {
    /// What the published day rests on.
    PublishedBasis {
        /// Given by the user on the command line or through a mapped column.
        Given,
        Meta, Filename, Text,
    }
}

closed_list! {
    /// Where a reader may look for the published day.
    PublishedFrom { Meta, Filename, Text, None }
}

/// The day on which a report was published, in the publisher's own time zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The day.
    pub day: Date,
    /// What it rests on.
    pub basis: PublishedBasis,
}

/// Where a document came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Path as the user gave it, or `-` for standard input; a member of an archive follows after `!`, as in
    /// `archive.zip!folder/report.html`. Where only a summary was at hand it bears a mark at its end; [`Origin::place`] is without.
    pub path: String,
    /// Row, line, entry or record of a file that holds many reports, counted from 1.
    pub record: Option<u64>,
    /// BLAKE3 hash, in hex, of the bytes as they were read.
    pub bytes_hash: String,
}

/// Stands behind the path of what was read from a report's summary alone. No other path ends so: only a directory's ends in a slash, and
/// what follows # is no part of where a thing lies on the web. It is kept in the path, so that ledgers of every schema have it.
const SUMMARY: &str = "#summary/";

impl Origin {
    /// The same place, of which only the summary of a report was at hand.
    #[must_use]
    pub fn of_summary(self) -> Self {
        if self.is_summary() {
            return self;
        }
        Self {
            path: self.path + SUMMARY,
            ..self
        }
    }

    /// Whether only the summary of a report was at hand.
    pub fn is_summary(&self) -> bool {
        self.path.ends_with(SUMMARY)
    }

    /// The path, as a user knows it.
    pub fn place(&self) -> &str {
        self.path.strip_suffix(SUMMARY).unwrap_or(&self.path)
    }
}

/// One report as it was received. It never changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its name.
    pub id: DocumentId,
    /// Cleaned text: the title, a blank line, then paragraphs parted by blank lines.
    pub text: Text,
    /// Where the title stands in `text`.
    pub title: Option<Span>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Its address.
    pub url: Option<String>,
    /// The reader's own name for it, such as an id column.
    pub external_id: Option<String>,
    /// Its language.
    pub language: Language,
    /// Where each page begins: characters of `text` before it, from the first page on; empty for what has no pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<u32>,
    /// Where it came from.
    pub origin: Origin,
}

impl Document {
    /// The day of publication, if known.
    pub fn published_day(&self) -> Option<Date> {
        self.published.as_ref().map(|published| published.day)
    }

    /// Whether it is but a part of a report, such as the summary that a feed gives of an article: what it does not tell may well stand
    /// in the whole.
    pub fn is_partial(&self) -> bool {
        self.origin.is_summary()
    }

    /// The page, counted from 1, on which `span` begins; `None` for what has no pages.
    pub fn page(&self, span: Span) -> Option<u32> {
        let page = self.pages.partition_point(|&begins| begins <= span.start);
        (page > 0).then_some(page as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(path: &str) -> Origin {
        Origin {
            path: path.to_owned(),
            record: None,
            bytes_hash: String::new(),
        }
    }

    #[test]
    fn a_summary_is_told_from_the_whole_wherever_it_lies() {
        for path in ["feed.xml", "https://wire.example/a/", "a.zip!summary", "-"] {
            let whole = origin(path);
            assert!(!whole.is_summary(), "{path}");
            assert_eq!(whole.place(), path);
            let summary = whole.of_summary();
            assert!(summary.is_summary(), "{path}");
            assert_eq!(summary.place(), path);
            assert_eq!(summary.clone().of_summary(), summary);
        }
    }
}
