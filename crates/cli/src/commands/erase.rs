//! `dateline erase`

use std::process::ExitCode;

use dateline_core::DocumentId;
use dateline_ledger::{Erased, Ledger};
use jiff::Timestamp;

use super::{count, tell};
use crate::args::Erase;
use crate::failure::Failure;

/// Removes a document, or a person's name, from a ledger.
pub(super) fn run(arguments: &Erase) -> Result<ExitCode, Failure> {
    let mut ledger = Ledger::open(&arguments.ledger).map_err(|error| Failure::ledger(&error))?;
    let now = Timestamp::now();
    let erased = match (&arguments.document, &arguments.person) {
        (Some(id), _) => ledger.erase_document(&DocumentId(id.clone()), &arguments.reason, now),
        (None, Some(name)) => ledger.erase_person(name, &arguments.reason, now),
        (None, None) => return Err(Failure::usage("give --document ID or --person NAME")),
    };
    let Erased { documents, claims } = erased.map_err(|error| Failure::ledger(&error))?;
    tell(format!(
        "erased: {} and {} touched; the tombstone keeps the day and the reason",
        count(documents as usize, "document", "documents"),
        count(claims as usize, "claim", "claims"),
    ));
    Ok(ExitCode::SUCCESS)
}
