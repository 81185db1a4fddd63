//! Under which policy claims become values.

use clap::Args;
use dateline_core::Policy;

use super::parse::term;

/// Under which policy claims become values.
#[derive(Debug, Clone, Copy, Args)]
pub struct Weighing {
    /// How rival figures are weighed.
    ///
    /// dateline: the codebook's own. ucdp: the most reliable source's, between the lowest and the highest credible one.
    /// acled: the most conservative. gtd: the most recent credible one, then the majority's, then the lowest.
    ///
    /// A ledger keeps the incidents as the codebook's policy derives them; under another one the claims of each are
    /// weighed anew as it is shown. Ids, operations and their parts, order and filters stay those of the ledger: an
    /// incident is listed or not by its stored date, place, type, time frame and status.
    #[arg(long, value_name = "POLICY", value_parser = term::<Policy>, default_value_t = Policy::Dateline)]
    pub policy: Policy,
}
