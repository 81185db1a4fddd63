//! Why a report was not read.

use dateline_core::Origin;

/// A report that was not read, and why. It is quarantined, never counted as "without incident".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {cause}", origin.place(), origin.record.map_or(String::new(), |record| format!(", record {record}")))]
pub struct Rejected {
    /// Where it came from; the hash is empty when no byte could be read.
    pub origin: Origin,
    /// Why.
    pub cause: Cause,
}

/// Why a report was not read: one line each, what happened and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Cause {
    /// The operating system refused.
    #[error("cannot be read ({message}); check the path and its permissions")]
    Unreadable {
        /// What the operating system said.
        message: String,
    },
    /// One report is larger than any report should be.
    #[error("one report is larger than {limit} {unit}; split it, or check for an unclosed quote")]
    TooLarge {
        /// Greatest size.
        limit: usize,
        /// Of what: `bytes` or `characters`.
        unit: &'static str,
    },
    /// Neither UTF-8 nor plausibly Windows-1252.
    #[error("byte {offset} is neither UTF-8 nor plausible Windows-1252; convert the file to UTF-8")]
    InvalidUtf8 {
        /// Offset of the first bad byte, from 0.
        offset: usize,
    },
    /// Control bytes that no text has.
    #[error(
        "byte {offset} belongs to no text, so this is binary data; give text, HTML, PDF, DOCX or another format that is read"
    )]
    Binary {
        /// Offset of the first such byte, from 0.
        offset: usize,
    },
    /// A known format that Dateline does not read.
    #[error("{format} is not read; convert it to text, HTML, PDF or DOCX first")]
    Unsupported {
        /// Its name: "a PNG image".
        format: &'static str,
    },
    /// A line, an object or a row that cannot be parsed.
    #[error("the record cannot be parsed ({message}); mend it and read it again")]
    BadRecord {
        /// What the parser said.
        message: String,
    },
    /// A row with more or fewer fields than the header.
    #[error(
        "the row has {found} fields where the header has {expected}; check its quotes and delimiters"
    )]
    FieldCount {
        /// Fields of the row.
        found: usize,
        /// Fields of the header.
        expected: usize,
    },
    /// A column or key that the text, or the user's mapping, needs is not there.
    #[error("no column {wanted} for the {field}; there are: {present}; map it with {field}=NAME")]
    MissingColumn {
        /// What it is needed for: `text`, `title`, ...
        field: &'static str,
        /// The names that were looked for.
        wanted: Box<str>,
        /// The names that are there.
        present: Box<str>,
    },
    /// A file or a member of an archive that is damaged or cut short.
    #[error("{what} is broken ({message}); get a whole copy of it")]
    Broken {
        /// What: "the PDF file".
        what: &'static str,
        /// What is wrong with it.
        message: String,
    },
    /// A file or a member of an archive that only a password opens.
    #[error("{what} is encrypted; give a copy that needs no password")]
    Encrypted {
        /// What: "the PDF file".
        what: &'static str,
    },
    /// Pages that are pictures.
    #[error(
        "no text layer: the pages are pictures of text; run text recognition (OCR) over the PDF file first"
    )]
    NoTextLayer,
    /// An archive in an archive in an archive.
    #[error(
        "it lies more than {limit} archives deep; unpack the outer archive and read the folder"
    )]
    TooDeep {
        /// Archives that it may lie in.
        limit: usize,
    },
    /// An archive of which a small file unpacks to an enormous one.
    #[error(
        "its archive unpacks to more than {limit} bytes; unpack it by other means if it can be trusted"
    )]
    TooMuch {
        /// Bytes that an archive of its size may unpack to.
        limit: u64,
    },
    /// A page without a main text.
    #[error("the page has no main text (an index, a menu, a script); give the article's own page")]
    NoText,
    /// Nothing but white space.
    #[error("there is no text in it; check the file or the mapped text column")]
    Empty,
    /// A text in another language.
    #[error("the text is in {language}, and Dateline reads English; translate it first")]
    NotEnglish {
        /// English name of the language, or of the script.
        language: String,
    },
}

impl Cause {
    /// A short stable name to count by, such as `not_english`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "unreadable",
            Self::TooLarge { .. } => "too_large",
            Self::InvalidUtf8 { .. } => "invalid_utf8",
            Self::Binary { .. } => "binary",
            Self::Unsupported { .. } => "unsupported",
            Self::BadRecord { .. } => "bad_record",
            Self::FieldCount { .. } => "field_count",
            Self::MissingColumn { .. } => "missing_column",
            Self::Broken { .. } => "broken",
            Self::Encrypted { .. } => "encrypted",
            Self::NoTextLayer => "no_text_layer",
            Self::TooDeep { .. } => "too_deep",
            Self::TooMuch { .. } => "too_much",
            Self::NoText => "no_text",
            Self::Empty => "empty",
            Self::NotEnglish { .. } => "not_english",
        }
    }
}
