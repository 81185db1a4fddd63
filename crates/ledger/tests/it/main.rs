//! What a user of the ledger relies on.

mod accepting;
mod deciding;
mod erasing;
mod files;
mod finding;
mod history;
mod killing;
mod linking;
mod policies;
mod reports;
mod storing;
