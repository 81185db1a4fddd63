//! Which reports tell of one incident (codebook section 7).
//!
//! Every telling of a report is taken in once, in the order of ingestion: [`keys`] finds tellings that may be of the same incident,
//! [`likelihood`] says how likely two are, and [`place`] lets the telling join an incident, bridge several, or found one. What comes
//! later never changes what was decided on earlier tellings alone, so that taking reports in one by one and all anew come to the same.

mod features;
mod keys;
mod model;
mod placement;
mod telling;
mod trees;

pub use features::{FEATURES, features};
pub use keys::{Key, keys};
pub use model::{Likelihood, Reason, likelihood};
pub use placement::{Known, Placement, is_copy, place};
pub use telling::tellings;

#[cfg(test)]
mod tests;
