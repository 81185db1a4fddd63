//! Arguments of the commands with which reviewers look at incidents and decide.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use dateline_core::Slot;

use super::{Naming, term};
use crate::render::Format;

const REVIEW_EXAMPLES: &str = "\
Examples:
  dateline review --ledger yemen.ledger --limit 10
  dateline review --ledger yemen.ledger --format csv > to-review.csv

An incident leaves the queue when it is accepted or rejected, and comes back when new claims come in.
The number before it is the sum of what each reason weighs; it orders the queue, and is no
probability.";

const CORRECT_EXAMPLES: &str = "\
How values are written:
  type, category, stage   air_strike, political, attempted
  date                    2017-03-14, 2017-03, 2017; 2017-03-14..2017-03-16 is some time between,
                          '2017-03-14..2017-03-16 lasted' all that time, ..2017-03-16 up to then
  place                   'Taji, Iraq'; 'Taji, Baghdad, Iraq' tells namesakes apart;
                          'Tell Hamir, Iraq @33.51,44.26' if the gazetteer lacks it
  killed, wounded, ...    12, 12..15, '12 (10..15)', 'at least 12', 'about 12', 'up to 12'
  perpetrator, side_a ... al-Shabaab, gunmen; 'Grey Banner (organisation)' if it is not known
  responsibility          'al-Shabaab, claimed'
  weapon, suicide         'car bomb', vehicle_bomb; yes, no

Examples:
  dateline correct i-3fa2b1c4d5e6 killed '12 (10..15)' --reason 'the hospital has a list' \\
    --reviewer 'R. Viewer' --ledger yemen.ledger
  dateline correct i-3fa2b1c4d5e6 wounded --none --reason 'of another day' --ledger yemen.ledger

A slot that holds several values is left with this one. The claims stay beside the value, and
`dateline undo` takes it back.";

const SPLIT_EXAMPLES: &str = "\
Example:
  dateline split i-3fa2b1c4d5e6 --document 9f2c41d07b3a 51e00c2d9a44 --ledger yemen.ledger \\
    --reviewer 'R. Viewer' --reason 'they tell of the second bomb'

`dateline show ID` lists the documents of an incident; the start of a document's id is enough.";

const UNDO_EXAMPLES: &str = "\
Example:
  dateline log --ledger yemen.ledger            # decisions with their numbers
  dateline undo 7 --ledger yemen.ledger --reviewer 'R. Viewer' --reason 'a list of another day'

Nothing is deleted: the log keeps the decision, and undoing the undoing brings it back.";

/// Looking at incidents and deciding on them. Decisions are only ever added, with name, time and reason.
#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    /// List the incidents that no reviewer has accepted or rejected, the most doubtful first, with the reasons for doubt.
    #[command(after_help = REVIEW_EXAMPLES)]
    Review(Review),
    /// Decide that an incident is right as it stands.
    Accept(Accept),
    /// Decide that an incident is none; lists and exports leave it out.
    Reject(Reject),
    /// Decide which value a slot of an incident has, or that it has none.
    #[command(after_help = CORRECT_EXAMPLES)]
    Correct(Correct),
    /// Decide that two incidents are one.
    Merge(Merge),
    /// Decide that some of the documents of an incident tell of something else.
    #[command(after_help = SPLIT_EXAMPLES)]
    Split(Split),
    /// Leave a remark on an incident.
    Note(Note),
    /// Take a decision back, by another decision.
    #[command(after_help = UNDO_EXAMPLES)]
    Undo(Undo),
    /// List the decisions on an incident, or all: who decided what, when and why.
    Log(Log),
}

/// Who decides, and where.
#[derive(Debug, Args)]
pub struct Deciding {
    /// The ledger.
    #[arg(long, value_name = "FILE")]
    pub ledger: PathBuf,
    /// Who decides; without it DATELINE_REVIEWER.
    #[arg(long, value_name = "NAME", value_parser = words)]
    pub reviewer: Option<String>,
}

/// Who decides, where, and why.
#[derive(Debug, Args)]
pub struct DecidingWhy {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub deciding: Deciding,
    /// Why; kept with the decision and shown to everyone, so name no private person.
    #[arg(long, value_name = "TEXT", value_parser = words)]
    pub reason: String,
}

/// `dateline review`
#[derive(Debug, Args)]
pub struct Review {
    /// The ledger.
    #[arg(long, value_name = "FILE")]
    pub ledger: PathBuf,
    /// How many to list at most.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// History told as context too.
    #[arg(long)]
    pub background: bool,
    /// Format of the output.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub naming: Naming,
}

/// `dateline accept`
#[derive(Debug, Args)]
pub struct Accept {
    /// The incident's id.
    pub incident: String,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub deciding: Deciding,
    /// Why, if there is more to say than that it is right.
    #[arg(long, value_name = "TEXT", value_parser = words)]
    pub reason: Option<String>,
}

/// `dateline reject`
#[derive(Debug, Args)]
pub struct Reject {
    /// The incident's id.
    pub incident: String,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub why: DecidingWhy,
}

/// `dateline correct`
#[derive(Debug, Args)]
#[command(
    override_usage = "dateline correct <INCIDENT> <SLOT> <VALUE | --none> --reason <TEXT> --ledger <FILE>"
)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(false)))]
pub struct Correct {
    /// The incident's id.
    pub incident: String,
    /// The slot: type, category, stage, date, place, killed, wounded, perpetrator, weapon, responsibility, ...
    #[arg(value_parser = term::<Slot>)]
    pub slot: Slot,
    /// The value; how it is written depends on the slot.
    #[arg(value_name = "VALUE", group = "what")]
    pub value: Option<String>,
    /// The slot has no value.
    #[arg(long, group = "what")]
    pub none: bool,
    /// For places: a gazetteer of `dateline gazetteer build`; without it that of DATELINE_GAZETTEER, or the bundled one.
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Option<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub why: DecidingWhy,
}

/// `dateline merge`
#[derive(Debug, Args)]
pub struct Merge {
    /// The id of the one incident.
    pub incident: String,
    /// The id of the other.
    pub with: String,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub why: DecidingWhy,
}

/// `dateline split`
#[derive(Debug, Args)]
pub struct Split {
    /// The incident's id.
    pub incident: String,
    /// The documents that tell of something else.
    #[arg(long = "document", value_name = "DOC", required_unless_present = "claims", num_args = 1..)]
    pub documents: Vec<String>,
    /// Claims that tell of something else, with all that their documents tell of it: parts again what was merged though one
    /// document told it as two. `dateline show ID --format json` lists the claims.
    #[arg(long = "claim", value_name = "CLAIM", num_args = 1..)]
    pub claims: Vec<String>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub why: DecidingWhy,
}

/// `dateline note`
#[derive(Debug, Args)]
pub struct Note {
    /// The incident's id.
    pub incident: String,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub why: DecidingWhy,
}

/// `dateline undo`
#[derive(Debug, Args)]
pub struct Undo {
    /// The decision's number, as `dateline log` gives it.
    pub number: u64,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub why: DecidingWhy,
}

/// `dateline log`
#[derive(Debug, Args)]
pub struct Log {
    /// The incident's id; without it, decisions on all incidents.
    pub incident: Option<String>,
    /// The ledger.
    #[arg(long, value_name = "FILE")]
    pub ledger: PathBuf,
    /// Format of the output.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub naming: Naming,
}

/// Words on one line, not blank: a log has a line for each decision.
fn words(text: &str) -> Result<String, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        return Err("say it in words".to_owned());
    }
    Ok(words.join(" "))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use crate::args::Arguments;

    fn accepts(line: &str) -> bool {
        Arguments::try_parse_from(line.split(' ')).is_ok()
    }

    #[test]
    fn every_decision_but_an_acceptance_needs_a_reason() {
        for line in [
            "dateline reject i-1 --ledger x",
            "dateline note i-1 --ledger x",
            "dateline merge i-1 i-2 --ledger x",
            "dateline split i-1 --document d e --ledger x",
            "dateline undo 3 --ledger x",
            "dateline correct i-1 killed 3 --ledger x",
        ] {
            assert!(!accepts(line), "{line}");
            assert!(accepts(&format!("{line} --reason so")), "{line}");
        }
        assert!(accepts("dateline accept i-1 --ledger x"));
    }

    #[test]
    fn a_correction_has_a_value_or_none() {
        let why = "--ledger x --reason so";
        assert!(accepts(&format!(
            "dateline correct i-1 killed --none {why}"
        )));
        assert!(!accepts(&format!("dateline correct i-1 killed {why}")));
        assert!(!accepts(&format!(
            "dateline correct i-1 killed 3 --none {why}"
        )));
        assert!(!accepts(&format!("dateline correct i-1 shoes 3 {why}")));
    }

    #[test]
    fn a_reason_is_kept_on_one_line() {
        assert_eq!(super::words(" two\n papers "), Ok("two papers".to_owned()));
    }

    #[test]
    fn a_blank_reason_is_none() {
        let line = [
            "dateline", "reject", "i-1", "--ledger", "x", "--reason", "  ",
        ];
        assert!(Arguments::try_parse_from(line).is_err());
    }
}
