//! What does a row that somebody coded by hand claim?
//!
//! Bytes of a CSV of ACLED, UCDP GED, GTD or of the user's own go in; [`Coded`] rows come out, each a
//! [`dateline_core::Document`] with its claims, or a [`Rejected`] that says why not. A bad row never ends the run.

#![doc = include_str!("../README.md")]

mod cause;
mod claims;
mod countries;
mod crosswalk;
mod decode;
mod field;
mod number;
mod options;
mod rows;
mod sheet;
mod table;

pub use cause::{Cause, ImportError, Rejected, Warning, WarningKind};
pub use crosswalk::Format;
pub use field::{Field, Mapping, MappingError};
pub use options::ImportOptions;
pub use rows::{Coded, Import};
