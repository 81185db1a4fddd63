//! Arguments of `dateline gazetteer`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

const EXAMPLES: &str = "\
Examples:
  dateline gazetteer build YE.txt
  dateline gazetteer build NG.txt NE.txt admin1CodesASCII.txt --out lake-chad.gazetteer

The dumps are at https://download.geonames.org/export/dump/ (CC BY 4.0); unzip them first.
Use the result with `dateline code --gazetteer FILE`, or set DATELINE_GAZETTEER to it.";

/// `dateline gazetteer`
#[derive(Debug, Args)]
pub struct Gazetteer {
    /// What to do.
    #[command(subcommand)]
    pub command: GazetteerCommand,
}

/// What to do with gazetteers.
#[derive(Debug, Subcommand)]
pub enum GazetteerCommand {
    /// Add GeoNames dumps to the bundled places and write one gazetteer file.
    ///
    /// Towns and villages, first and second divisions, and the airports, bases, camps, prisons, dams, passes and rivers
    /// that news names are kept. A row takes the place of the bundled one of its GeoNames id.
    #[command(after_help = EXAMPLES)]
    Build(Build),
}

/// `dateline gazetteer build`
#[derive(Debug, Args)]
pub struct Build {
    /// Dumps (YE.txt, allCountries.txt), admin1CodesASCII.txt and admin2Codes.txt; told apart by their content.
    #[arg(required = true, value_name = "DUMP")]
    pub dumps: Vec<PathBuf>,
    /// Where to write it; an older gazetteer there is replaced once the new one is whole.
    #[arg(long, value_name = "FILE", default_value = "dateline.gazetteer")]
    pub out: PathBuf,
    /// No progress; what was left out and the summary stay.
    #[arg(long, short)]
    pub quiet: bool,
}
