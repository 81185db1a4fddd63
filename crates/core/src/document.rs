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
    /// `archive.zip!folder/report.html`.
    pub path: String,
    /// Row, line, entry or record of a file that holds many reports, counted from 1.
    pub record: Option<u64>,
    /// BLAKE3 hash, in hex, of the bytes as they were read.
    pub bytes_hash: String,
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

    /// The page, counted from 1, on which `span` begins; `None` for what has no pages.
    pub fn page(&self, span: Span) -> Option<u32> {
        let page = self.pages.partition_point(|&begins| begins <= span.start);
        (page > 0).then_some(page as u32)
    }
}
