//! What the measurement rests on: the reports are as README.md says, and the judge counts rightly.

mod judging;
mod ledger;
mod reports;
mod shares;
