//! Why a table or a row was not read, and what of a row stayed unset: one line each.

use dateline_core::Origin;

use crate::field::Field;

/// Why a table as a whole could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Neither UTF-8, UTF-16 nor plausibly Windows-1252.
    #[error(
        "byte {offset} is neither UTF-8 nor plausible Windows-1252; save the table as UTF-8 CSV"
    )]
    Encoding {
        /// Offset of the first bad byte, from 0.
        offset: usize,
    },
    /// Control bytes that no text has.
    #[error("byte {offset} belongs to no text, so this is no CSV; export the table as CSV first")]
    Binary {
        /// Offset of the first such byte, from 0.
        offset: usize,
    },
    /// No header.
    #[error("there is no header line in it; check the file")]
    Empty,
    /// The header cannot be parsed.
    #[error("the header cannot be parsed ({message}); check its quotes")]
    Header {
        /// What the parser said.
        message: String,
    },
    /// Nobody's format.
    #[error(
        "the columns are those of no known data set ({present}); give --format own and map them with --column FIELD=NAME"
    )]
    UnknownFormat {
        /// The names that are there.
        present: String,
    },
    /// A mapped column is not there.
    #[error("no column `{column}` for {field}; there are: {present}")]
    NoColumn {
        /// The name looked for.
        column: String,
        /// What it was to hold.
        field: Field,
        /// The names that are there.
        present: String,
    },
    /// Neither days nor places.
    #[error(
        "no column holds a date or a place; map one with --column date=NAME or --column place=NAME; there are: {present}"
    )]
    NothingMapped {
        /// The names that are there.
        present: String,
    },
    /// Nobody to answer for the coding.
    #[error("a table of your own needs the name of who coded it; give --publisher NAME")]
    NoPublisher,
    /// The gazetteer that countries are looked up in.
    #[error(transparent)]
    Gazetteer(#[from] dateline_normalize::places::GazetteerError),
}

/// A row that was not read, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}, line {line}: {cause}", origin.path)]
pub struct Rejected {
    /// Where it came from; `record` counts rows after the header from 1.
    pub origin: Origin,
    /// Line of the file on which the row begins, from 1.
    pub line: u64,
    /// Why.
    pub cause: Cause,
}

/// Why a row was not read: what happened and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Cause {
    /// A row that cannot be parsed.
    #[error("the row cannot be parsed ({message}); check its quotes")]
    BadRow {
        /// What the parser said.
        message: String,
    },
    /// More or fewer fields than the header.
    #[error(
        "the row has {found} fields where the header has {expected}; check its quotes and delimiters"
    )]
    FieldCount {
        /// Fields of the row.
        found: usize,
        /// Fields of the header.
        expected: usize,
    },
    /// A day that is none, or could be two.
    #[error("`{words}` is no day that can be read; write it as YYYY-MM-DD")]
    BadDate {
        /// The cell.
        words: String,
    },
    /// It ends before it begins.
    #[error("it ends ({end}) before it begins ({start}); correct the days")]
    DatesReversed {
        /// First day.
        start: Box<str>,
        /// Last day.
        end: Box<str>,
    },
    /// Degrees that are none, or one without the other.
    #[error(
        "`{latitude}`, `{longitude}` are no coordinates in degrees; correct both or leave both out"
    )]
    BadCoordinates {
        /// The cell, empty if absent.
        latitude: Box<str>,
        /// The cell, empty if absent.
        longitude: Box<str>,
    },
    /// Nothing to tell one incident from another by.
    #[error("it has neither a day nor a place; fill in one of them")]
    NoDateNoPlace,
    /// An event that the codebook does not count.
    #[error(
        "`{term}` is no incident of violence (codebook section 2), so it was left out; nothing to do"
    )]
    NoIncident {
        /// Their term.
        term: String,
    },
    /// More than a document may hold.
    #[error("the row has more than {limit} characters; check for an unclosed quote")]
    TooLarge {
        /// Most characters.
        limit: usize,
    },
}

impl Cause {
    /// A short stable name to count by, such as `bad_date`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::BadRow { .. } => "bad_row",
            Self::FieldCount { .. } => "field_count",
            Self::BadDate { .. } => "bad_date",
            Self::DatesReversed { .. } => "dates_reversed",
            Self::BadCoordinates { .. } => "bad_coordinates",
            Self::NoDateNoPlace => "no_date_no_place",
            Self::NoIncident { .. } => "no_incident",
            Self::TooLarge { .. } => "too_large",
        }
    }
}

/// Why a cell filled no slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningKind {
    /// No table knows the term.
    UnknownTerm,
    /// The term is known and has no single counterpart.
    NoCounterpart,
    /// The cell holds no number.
    NoNumber,
    /// Bounds that contradict one another.
    BoundsOutOfOrder,
}

/// A cell that filled no slot; the rest of the row stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Warning {
    /// What the column holds.
    pub field: Field,
    /// The cell.
    pub term: String,
    /// Why.
    pub kind: WarningKind,
}

impl std::fmt::Display for Warning {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { field, term, kind } = self;
        match kind {
            WarningKind::UnknownTerm => {
                write!(out, "{field} `{term}` is not known, so it was left unset")
            }
            WarningKind::NoCounterpart => {
                write!(
                    out,
                    "{field} `{term}` has no single counterpart, so it was left unset"
                )
            }
            WarningKind::NoNumber => {
                write!(out, "{field} `{term}` is no number, so it was left unset")
            }
            WarningKind::BoundsOutOfOrder => {
                write!(
                    out,
                    "{field} `{term}` are out of order (low, best, high), so they were left unset"
                )
            }
        }
    }
}
