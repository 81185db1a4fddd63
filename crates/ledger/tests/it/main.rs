//! What a user of the ledger relies on.

mod deciding;
mod erasing;
mod files;
mod finding;
mod killing;
mod reports;
mod storing;
