//! Arguments of `dateline import`.

use std::path::PathBuf;

use clap::Args;
use dateline_import::{Format, Mapping};
use jiff::civil::Date;

const EXAMPLES: &str = "\
Examples:
  dateline import acled-yemen.csv --ledger yemen.ledger
  dateline import GEDEvent_v25_1.csv --ledger yemen.ledger --reviewer 'B. Lindqvist'
  dateline import ours.csv --ledger yemen.ledger --format own --publisher 'Wadi Monitor' \\
      --column date=Day --column place=Town --column killed=Dead --column notes=Remarks

Fields of --column: id, notes, source, published; date, date_end, date_precision; type, category, stage, suicide; \
place, district, division, country, latitude, longitude, place_precision; perpetrator, side_a, side_b, victim, target, \
weapon; killed, killed_low, killed_high, killed_civilians, killed_perpetrators, wounded, missing, abducted, captured, \
arrested, escaped, recaptured, freed, displaced, affected. Columns that bear such a name, or a usual other one, need no \
mapping. Several parties or weapons in a cell are parted by semicolons.";

/// Take in a table that somebody coded by hand (ACLED, UCDP GED, GTD, or one of your own) as reviewed incidents.
///
/// Each row becomes a document of its own whose claims point at its cells, and its incident is accepted at once. A row
/// that cannot be read is set aside with its line and cause; a term that no table knows leaves its slot unset and is
/// counted. Importing a table again adds only the rows that are new. A row whose coded cells have changed is a new document;
/// by its id it is a later version of the same row: what it says now counts, and what it said before stays visible beside it.
/// Without an id it stands as an incident of its own, until one of the two is erased (`dateline erase`) or rejected by a reviewer.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Import {
    /// The table: CSV with a header, parted by commas, semicolons, tabs or bars; - for standard input.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The ledger; made if there is none.
    #[arg(long, value_name = "FILE")]
    pub ledger: PathBuf,
    /// Whose table it is: acled, ged, gtd or own; told from the header when not given.
    #[arg(long, value_parser = super::term::<Format>)]
    pub format: Option<Format>,
    /// Which column holds what, e.g. date=Day; see below for the fields.
    #[arg(long = "column", value_name = "FIELD=NAME")]
    pub columns: Vec<Mapping>,
    /// Who coded it; needed for a table of your own, otherwise the name of the data set.
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,
    /// The day on which the table was published, for rows without a day of their own.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub published: Option<Date>,
    /// Who answers for the acceptance; the publisher when not given.
    #[arg(long, value_name = "NAME")]
    pub reviewer: Option<String>,
    /// Why the incidents are accepted; kept with the decision.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// A gazetteer of `dateline gazetteer build`; without it that of DATELINE_GAZETTEER, or else the bundled one.
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Option<PathBuf>,
    /// No progress, no list of rows and terms that could not be read; the summary stays.
    #[arg(long, short)]
    pub quiet: bool,
}
