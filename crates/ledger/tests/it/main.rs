//! What a user of the ledger relies on.

mod accepting;
mod adopting;
mod deciding;
mod erasing;
mod files;
mod finding;
mod history;
mod killing;
mod linking;
mod migrating;
mod paging;
mod policies;
mod recoding;
mod reports;
mod storing;
mod versions;
