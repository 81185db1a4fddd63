//! What can go wrong, said in one line each.

use std::path::{Path, PathBuf};

use dateline_core::{ClaimId, DocumentId, IncidentId, Slot};
use rusqlite::ErrorCode;

/// Why the ledger could not do what was asked. No message holds words of a document.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// There is no such file.
    #[error("there is no ledger at {}; name another, or read documents into it to make one", path.display())]
    NotFound {
        /// Where.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{} is not a Dateline ledger; it was left as it is, choose another path", path.display())]
    NotALedger {
        /// Where.
        path: PathBuf,
    },
    /// The file was written by a later version.
    #[error("{} has schema {found}, and this version knows schemas up to {known}; use a newer dateline", path.display())]
    NewerSchema {
        /// Where.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest schema that this version knows.
        known: i64,
    },
    /// The file was written by an earlier version and may not be written now, so that what this version needs cannot be added.
    #[error("{} was written by an earlier version and is read-only, so that no earlier day of it can be shown; make it writable once, or copy it to a place that is", path.display())]
    OldSchema {
        /// Where.
        path: PathBuf,
    },
    /// The file, or the folder that holds it, may not be written.
    #[error("{} is read-only; make it writable (chmod u+w) or copy it to a place that is", path.display())]
    ReadOnly {
        /// Where.
        path: PathBuf,
    },
    /// No room is left.
    #[error("no room left to write {}; nothing of this step was kept, free some space and run it again", path.display())]
    DiskFull {
        /// Where.
        path: PathBuf,
    },
    /// Another process holds the ledger.
    #[error("{} is in use by another process; wait for it to finish, then run this again", path.display())]
    Locked {
        /// Where.
        path: PathBuf,
    },
    /// The erased words are out of the ledger, but an open reader keeps an old copy in a side file.
    #[error("erased, but another process that reads {} keeps the old words in its -wal file; close it, then run this again", path.display())]
    OldCopyRemains {
        /// Where.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error("{} is damaged ({detail}); restore it from a backup, or read its documents into a new ledger", path.display())]
    Damaged {
        /// Where.
        path: PathBuf,
        /// What SQLite says of it.
        detail: String,
    },
    /// The operating system refused.
    #[error("cannot open {}: {source}; check the path and who may read it", path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// SQLite refused for a reason that none of the others covers.
    #[error("{}: {source}; if it happens again, check the ledger's integrity", path.display())]
    Sqlite {
        /// Where.
        path: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
    /// The claims are those of another document.
    #[error(
        "claims of document {claims} were given for document {document}; give each document its own"
    )]
    Mismatch {
        /// The document given.
        document: DocumentId,
        /// The document that the claims name.
        claims: DocumentId,
    },
    /// No such document.
    #[error("the ledger holds no document {id}; list the documents to see which there are")]
    NoSuchDocument {
        /// Its name.
        id: DocumentId,
    },
    /// No such incident.
    #[error("the ledger holds no incident {id}; list the incidents to see which there are")]
    NoSuchIncident {
        /// Its name.
        id: IncidentId,
    },
    /// No such decision.
    #[error("the ledger holds no decision {seq}; see its log of decisions for their numbers")]
    NoSuchDecision {
        /// Its number.
        seq: u64,
    },
    /// It counts no longer as it is.
    #[error("decision {seq} was undone by decision {by} already; undo {by} to bring it back")]
    AlreadyUndone {
        /// Its number.
        seq: u64,
        /// Number of the one that undid it.
        by: u64,
    },
    /// An undoing that names another incident than the decision that it undoes.
    #[error("decision {seq} is on incident {id}; name that one to undo it")]
    DecisionOnAnother {
        /// Number of the decision.
        seq: u64,
        /// Its incident.
        id: IncidentId,
    },
    /// Both are one incident already.
    #[error("{id} is that incident itself; name two different incidents to merge")]
    MergeWithItself {
        /// Its name.
        id: IncidentId,
    },
    /// A claim that tells of something else.
    #[error("claim {claim} does not belong to incident {id}; name documents that tell of it")]
    NotOfIncident {
        /// The claim.
        claim: ClaimId,
        /// The incident.
        id: IncidentId,
    },
    /// A split that takes out nothing or everything.
    #[error(
        "a split takes out at least one of what its documents tell of incident {id} and leaves at least one in it, and it has {documents}; name fewer, or a claim of what is taken out"
    )]
    SplitLeavesNothing {
        /// The incident.
        id: IncidentId,
        /// How many documents tell of it.
        documents: usize,
    },
    /// A slot that takes no value from a reviewer.
    #[error(
        "{slot} cannot be corrected; accept or reject an incident for whether it happened, merge or split it for what belongs together"
    )]
    NotCorrectable {
        /// The slot.
        slot: Slot,
    },
    /// Too little of a name to erase by.
    #[error(
        "a name to erase needs at least three letters, or it would hit other words; give it in full"
    )]
    NameTooShort,
    /// Nobody of that name.
    #[error(
        "the ledger holds no text with that name; check its spelling, as it stands in the reports"
    )]
    NoSuchPerson,
    /// A box that is none.
    #[error(
        "no such area: south {south}, west {west}, north {north}, east {east}; give degrees, south <= north, -90 to 90 and -180 to 180"
    )]
    BadBox {
        /// Degrees north of its lower edge.
        south: f64,
        /// Degrees east of its left edge.
        west: f64,
        /// Degrees north of its upper edge.
        north: f64,
        /// Degrees east of its right edge.
        east: f64,
    },
}

/// What went wrong inside, before it is known in which file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error(transparent)]
    Sql(#[from] rusqlite::Error),
    #[error("{0} cannot be read")]
    Unreadable(String),
    /// Already complete.
    #[error(transparent)]
    Told(#[from] Box<LedgerError>),
}

impl Fault {
    /// A stored value that does not parse; `what` names the table and row, never the words.
    pub(crate) fn unreadable(what: &str, row: impl std::fmt::Display) -> Self {
        Self::Unreadable(format!("{what} {row}"))
    }
}

impl LedgerError {
    /// What `fault` means for the ledger at `path`.
    pub(crate) fn at(path: &Path, fault: Fault) -> Self {
        let path = path.to_owned();
        match fault {
            Fault::Told(error) => *error,
            Fault::Unreadable(detail) => Self::Damaged { path, detail },
            Fault::Sql(source) => Self::of_sqlite(path, source),
        }
    }

    fn of_sqlite(path: PathBuf, source: rusqlite::Error) -> Self {
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
            Some(ErrorCode::DiskFull) => Self::DiskFull { path },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path },
            Some(ErrorCode::NotADatabase) => Self::NotALedger { path },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged {
                path,
                detail: source.to_string(),
            },
            _ => Self::Sqlite { path, source },
        }
    }
}
