//! The command line.

pub mod gazetteer;
pub mod history;
pub mod import;
mod parse;
pub mod review;
#[cfg(feature = "watch")]
pub mod watch;
mod weighing;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use dateline_core::{IncidentType, PublishedFrom, Slot};
use dateline_gate::Gate;
use dateline_ingest::{ColumnMap, ReadOptions};
use dateline_ledger::Area;
use jiff::civil::Date;

use crate::redact::Names;
use crate::render::Format;
use parse::{bounding_box, probability, term};
use weighing::Weighing;

const EXAMPLES: &str = "\
Examples:
  dateline code examples/prison-break.txt --publisher 'Wadi Post'
  dateline code reports/ --format csv > incidents.csv
  curl -s https://news.example/story | dateline code - --published 2017-03-14
  dateline code reports.csv --column text=Body --column published=Day --format jsonl
  dateline ingest reports/ --ledger yemen.ledger
  dateline watch https://news.example/rss --ledger yemen.ledger
  dateline incidents --ledger yemen.ledger --from 2017-03-01 --type prison_break
  dateline explain i-3fa2b1c4d5e6 escaped --ledger yemen.ledger
  dateline incidents --ledger yemen.ledger --policy ucdp --format csv
  dateline review --ledger yemen.ledger
  dateline diff 2017-03-14 2017-03-21 --ledger yemen.ledger

Exit codes: 0 all went well (reports that could not be read are told on standard error),
1 the run could not do its job, 2 wrong usage.";

/// Reads news reports of political violence and keeps an incident ledger: who did what to whom, where and when,
/// and who says so. For documentation and analysis, never for targeting. Works offline; only `watch` uses the network.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, after_help = EXAMPLES, max_term_width = 110)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the incidents of each report, with the words that support them.
    Code(Code),
    /// Read reports into a ledger. Stop it at any time and run it again: nothing is lost, nothing doubled.
    Ingest(Ingest),
    #[cfg(feature = "watch")]
    #[allow(missing_docs)]
    Watch(watch::Watch),
    #[allow(missing_docs)]
    Import(import::Import),
    /// List the incidents of a ledger.
    Incidents(Incidents),
    /// Show one incident of a ledger with all its claims.
    Show(Show),
    /// Tell why a slot of an incident has its value: every claim in order of time, and the rule that chose.
    Explain(Explain),
    #[command(flatten)]
    #[allow(missing_docs)]
    Review(review::ReviewCommand),
    #[command(flatten)]
    #[allow(missing_docs)]
    History(history::HistoryCommand),
    /// Remove a document, or a person's name, from a ledger; a tombstone says when and why.
    Erase(Erase),
    /// Build a fuller gazetteer from country dumps of GeoNames, for reports that name small villages.
    Gazetteer(gazetteer::Gazetteer),
}

/// How to read reports.
#[derive(Debug, Args)]
pub struct Reading {
    /// Files, directories, or - for standard input. Text, HTML, PDF, DOCX, mail (EML), RSS and Atom, JSONL and CSV, and
    /// ZIP, WARC, WACZ and gzip archives of these, are told apart by name and content.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Day of publication, for reports that bring none of their own; "on Sunday" is reckoned from it.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub published: Option<Date>,
    /// Who published the reports.
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,
    /// Address of the report.
    #[arg(long)]
    pub url: Option<String>,
    /// Where to look for the day of publication, in this order: meta, filename, text; or none.
    #[arg(long, value_name = "PLACES", value_delimiter = ',', value_parser = term::<PublishedFrom>)]
    pub published_from: Vec<PublishedFrom>,
    /// Which column or key holds what, e.g. text=Body; fields: text, title, published, publisher, url, id.
    #[arg(long = "column", value_name = "FIELD=NAME")]
    pub columns: Vec<String>,
    /// A gazetteer of `dateline gazetteer build`; without it that of DATELINE_GAZETTEER, or else the bundled one.
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Option<PathBuf>,
}

impl Reading {
    /// What the reader is told.
    pub fn options(&self) -> Result<ReadOptions, crate::failure::Failure> {
        let columns = column_map(&self.columns)?;
        Ok(ReadOptions {
            published: self.published,
            publisher: self.publisher.clone(),
            url: self.url.clone(),
            published_from: self.published_from.clone(),
            columns,
        })
    }
}

/// Which column holds what, as `--column` says it.
fn column_map(mappings: &[String]) -> Result<ColumnMap, crate::failure::Failure> {
    let mut columns = ColumnMap::default();
    for mapping in mappings {
        columns
            .assign(mapping)
            .map_err(|error| crate::failure::Failure::usage(format!("--column: {error}")))?;
    }
    Ok(columns)
}

/// Whose names to show.
#[derive(Debug, Clone, Copy, Args)]
pub struct Naming {
    /// Show names of private persons (victims, relatives, suspects) instead of their roles; a ledger logs the use.
    #[arg(long)]
    pub names: bool,
    /// With --names: show names of minors, witnesses and victims of sexual violence too.
    #[arg(long, requires = "names")]
    pub sensitive: bool,
}

impl Naming {
    /// As one level.
    pub fn level(self) -> Names {
        match (self.names, self.sensitive) {
            (false, _) => Names::Public,
            (true, false) => Names::Private,
            (true, true) => Names::Sensitive,
        }
    }
}

/// Which reports to read at all.
#[derive(Debug, Clone, Copy, Args)]
pub struct Gating {
    /// Read every report, also those that seem to tell of no incident.
    #[arg(long, conflicts_with = "gate_threshold")]
    pub no_gate: bool,
    /// Pass over reports that tell of an incident with less than this probability. More is faster and loses more.
    #[arg(long, value_name = "P", value_parser = probability)]
    pub gate_threshold: Option<f32>,
}

impl Gating {
    /// The gate to use, if any.
    pub fn gate(self) -> Result<Option<Gate>, crate::failure::Failure> {
        if self.no_gate {
            return Ok(None);
        }
        let gate = Gate::bundled()
            .map_err(|error| crate::failure::Failure::job("cannot load the gate", error))?;
        Ok(Some(match self.gate_threshold {
            Some(threshold) => gate.with_threshold(threshold),
            None => gate,
        }))
    }
}

/// Formats of `dateline code`: those of every listing, and those of other projects, which take a document at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum CodeFormat {
    /// For reading.
    #[default]
    Text,
    /// One JSON array (schemas/dateline.schema.json).
    Json,
    /// The same, one JSON object a line.
    Jsonl,
    /// One row an incident; `row_kind` tells operations from incidents.
    Csv,
    /// Templates of MUC-4 (1992), one JSON object a report and line; for Latin America.
    Muc4,
}

impl CodeFormat {
    /// The format of every listing; `None` for those of other projects.
    pub fn listing(self) -> Option<Format> {
        match self {
            Self::Text => Some(Format::Text),
            Self::Json => Some(Format::Json),
            Self::Jsonl => Some(Format::Jsonl),
            Self::Csv => Some(Format::Csv),
            Self::Muc4 => None,
        }
    }
}

/// `dateline code`
#[derive(Debug, Args)]
pub struct Code {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub reading: Reading,
    /// Format of the output.
    #[arg(long, value_enum, default_value_t)]
    pub format: CodeFormat,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub gating: Gating,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub naming: Naming,
    /// Say nothing about reports that could not be read.
    #[arg(long, short)]
    pub quiet: bool,
}

/// `dateline ingest`
#[derive(Debug, Args)]
pub struct Ingest {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub reading: Reading,
    /// The ledger; made if there is none.
    #[arg(long, value_name = "FILE")]
    pub ledger: PathBuf,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub gating: Gating,
    /// No progress, no list of what could not be read; the summary stays.
    #[arg(long, short)]
    pub quiet: bool,
}

/// `dateline incidents`
#[derive(Debug, Args)]
pub struct Incidents {
    /// The ledger.
    #[arg(long, value_name = "FILE")]
    pub ledger: PathBuf,
    /// Could have happened on this day or later.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<Date>,
    /// Could have happened on this day or earlier.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: Option<Date>,
    /// Country: two-letter code or name.
    #[arg(long)]
    pub country: Option<String>,
    /// Words of the place.
    #[arg(long)]
    pub place: Option<String>,
    /// Coordinates within WEST,SOUTH,EAST,NORTH in degrees.
    #[arg(long, value_name = "W,S,E,N", value_parser = bounding_box, allow_hyphen_values = true)]
    pub bbox: Option<Area>,
    /// Kind of act, e.g. air_strike.
    #[arg(long = "type", value_name = "TYPE", value_parser = term::<IncidentType>)]
    pub incident_type: Option<IncidentType>,
    /// Words of a party or organisation; private persons are not found.
    #[arg(long)]
    pub actor: Option<String>,
    /// Words of a report that tells of it.
    #[arg(long)]
    pub text: Option<String>,
    /// The ledger as it was known at the end of this day.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// History told as context too.
    #[arg(long)]
    pub background: bool,
    /// What was denied or withdrawn too.
    #[arg(long)]
    pub refuted: bool,
    /// At most so many, those that come first: a page takes no longer in a large ledger.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Pass over so many that come first.
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub skip: usize,
    /// Format of the output; text gives a line an incident.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub naming: Naming,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub weighing: Weighing,
}

/// `dateline show`
#[derive(Debug, Args)]
pub struct Show {
    /// The incident's id, as `dateline incidents` gives it.
    pub incident: String,
    /// The ledger.
    #[arg(long, value_name = "FILE")]
    pub ledger: PathBuf,
    /// Format of the output.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub naming: Naming,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub weighing: Weighing,
    /// Claims that earlier coders read, too; they count no longer.
    #[arg(long)]
    pub all_readings: bool,
}

/// `dateline explain`
#[derive(Debug, Args)]
pub struct Explain {
    /// The incident's id, as `dateline incidents` gives it.
    pub incident: String,
    /// The slot: type, stage, date, place, perpetrator, victim, weapon, killed, escaped, responsibility, ...
    #[arg(value_parser = term::<Slot>)]
    pub slot: Slot,
    /// The ledger.
    #[arg(long, value_name = "FILE")]
    pub ledger: PathBuf,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub naming: Naming,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub weighing: Weighing,
    /// Claims that earlier coders read, too; they count no longer.
    #[arg(long)]
    pub all_readings: bool,
}

/// `dateline erase`
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(false)))]
pub struct Erase {
    /// The document's id.
    #[arg(long, value_name = "ID", group = "what")]
    pub document: Option<String>,
    /// The person's name, as it stands in the reports.
    #[arg(long, value_name = "NAME", group = "what")]
    pub person: Option<String>,
    /// Why; kept with the tombstone.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// The ledger.
    #[arg(long, value_name = "FILE")]
    pub ledger: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }

    #[test]
    fn sensitive_names_need_names() {
        assert!(Arguments::try_parse_from(["dateline", "code", "a.txt", "--sensitive"]).is_err());
        assert!(
            Arguments::try_parse_from(["dateline", "code", "a.txt", "--names", "--sensitive"])
                .is_ok()
        );
    }

    #[test]
    fn erase_takes_either_a_document_or_a_person() {
        let erase = |extra: &[&str]| {
            let base = [
                "dateline", "erase", "--reason", "asked", "--ledger", "x.ledger",
            ];
            Arguments::try_parse_from(base.iter().chain(extra))
        };
        assert!(erase(&["--person", "Idris Wolde"]).is_ok());
        assert!(erase(&[]).is_err());
        assert!(erase(&["--person", "Idris Wolde", "--document", "ab"]).is_err());
    }
}
