//! Arguments of the commands that tell what became of incidents.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Gating, Naming};
use crate::render::Format;

const DIFF_EXAMPLES: &str = "\
Examples:
  dateline diff 2017-03-14 2017-03-21 --ledger yemen.ledger       # a week of news
  dateline diff 2017-03-14T12:00:00Z --ledger yemen.ledger        # since noon of that day
  dateline diff --ledger old-weights.ledger --against new-weights.ledger --format csv

A day stands for its end (UTC). + was added, - is gone, ~ changed. Between two ledgers incidents are known again by
the words that their claims point at in documents that both hold, for each ledger has ids of its own.";

const DELETIONS_EXAMPLES: &str = "\
Examples:
  dateline deletions --ledger yemen.ledger --since 2017-03-14 --format jsonl
  dateline deletions --ledger yemen.ledger --format csv > deleted.csv

Why an id went: merged (`now` is the id that stands for it), rejected by a reviewer, refuted (only denials are left),
withdrawn (a later version of its report no longer tells it), recoded (a newer coder reads its reports otherwise),
document_erased, person_erased. Where `now` is the id itself, fetch anew what stands under it: something was erased
from it. Where `now` is empty, drop it.";

const RECODE_EXAMPLES: &str = "\
Examples:
  dateline recode --ledger yemen.ledger                # after an upgrade
  dateline recode --ledger yemen.ledger --only-older   # leave alone what other weights of this version read
  dateline diff 2017-03-14 --ledger yemen.ledger       # what changed since

Stop it at any time and run it again. New claims are recorded beside the old ones and count together, once the last
document was read: ids stay, reviewers' decisions hold where the new reading points at the same words, and
`dateline incidents --as-of DAY` shows earlier days as they were known. A decision on what no reading tells any longer
is named here and by `dateline review`. Rows of imported tables are left as they were coded.";

/// What became of incidents.
#[derive(Debug, Subcommand)]
pub enum HistoryCommand {
    /// Read the documents of a ledger anew with this program and its weights.
    #[command(after_help = RECODE_EXAMPLES)]
    Recode(Recode),
    /// Tell what changed between two days, or between two ledgers of the same reports: slot by slot, and by which claim or decision.
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(Diff),
    /// List ids that no longer stand, when and why, so that a copy elsewhere can be kept in step.
    #[command(after_help = DELETIONS_EXAMPLES)]
    Deletions(Deletions),
}

/// `dateline diff`
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(false)))]
pub struct Diff {
    /// From when: a day, or an instant such as 2017-03-14T12:00:00Z.
    #[arg(value_name = "FROM", value_parser = moment, group = "what")]
    pub from: Option<Timestamp>,
    /// Until when; without it, now.
    #[arg(value_name = "TO", value_parser = moment, conflicts_with = "against")]
    pub to: Option<Timestamp>,
    /// The ledger.
    #[arg(long, value_name = "FILE")]
    pub ledger: PathBuf,
    /// Another ledger of the same reports, read or linked otherwise: what it has and --ledger has not was added.
    #[arg(long, value_name = "FILE", group = "what")]
    pub against: Option<PathBuf>,
    /// Format of the output; csv has a row for each slot.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub naming: Naming,
}

/// `dateline recode`
#[derive(Debug, Args)]
pub struct Recode {
    /// The ledger.
    #[arg(long, value_name = "FILE")]
    pub ledger: PathBuf,
    /// Only documents that an earlier version of the program read last.
    #[arg(long)]
    pub only_older: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub gating: Gating,
    /// A gazetteer of `dateline gazetteer build`; without it that of DATELINE_GAZETTEER, or else the bundled one.
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Option<PathBuf>,
    /// No progress, no list of what could not be read; the summary stays.
    #[arg(long, short)]
    pub quiet: bool,
}

/// `dateline deletions`
#[derive(Debug, Args)]
pub struct Deletions {
    /// The ledger.
    #[arg(long, value_name = "FILE")]
    pub ledger: PathBuf,
    /// Only what went on this day (UTC) or later.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Date>,
    /// Format of the output.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// An instant, or the end of a day.
fn moment(text: &str) -> Result<Timestamp, String> {
    if let Ok(day) = text.parse::<Date>()
        && text.len() == "2017-03-14".len()
    {
        return Ok(dateline_ledger::end_of_day(day));
    }
    text.parse()
        .map_err(|_| "write a day as 2017-03-14, or an instant as 2017-03-14T12:00:00Z".to_owned())
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn a_day_is_its_end_and_an_instant_is_itself() {
        assert_eq!(
            moment("2017-03-14").unwrap().to_string(),
            "2017-03-14T23:59:59.999999999Z"
        );
        assert_eq!(
            moment("2017-03-14T14:00:00+02:00").unwrap().to_string(),
            "2017-03-14T12:00:00Z"
        );
        assert!(moment("yesterday").is_err());
    }
}
