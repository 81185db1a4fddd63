//! The towns that each report names, with what speaks for each being the one that it is about, for `training/towns.py`.
//!
//!     cargo run -p dateline-cli --example towns -- reports.jsonl > towns.tsv
//!
//! A row: number of the report, name and first-level division of the town, then a column a sign. With `DATELINE_ENCODINGS=FOLDER`
//! the encodings are looked up and kept there.

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};

use dateline_encode::{Encode, Network, Remember};
use dateline_extract::{Knowledge, town_signs, towns};
use dateline_ingest::{ReadOptions, read_path};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give a file of reports")?;
    let network = Network::bundled()?;
    let knowledge = Knowledge::bundled()?;
    let kept = std::env::var_os("DATELINE_ENCODINGS").map(PathBuf::from);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    writeln!(out, "report\tname\tdivision\t{}", town_signs().join("\t"))?;
    for document in read_path(Path::new(&path), &ReadOptions::default()).flatten() {
        let encoding = match &kept {
            Some(folder) => Remember::new(&network, folder).encode(&document.text)?,
            None => network.encode(&document.text)?,
        };
        let report = document.origin.record.unwrap_or_default();
        for town in towns(&document, &encoding, &knowledge) {
            let signs: Vec<String> = town.signs.iter().map(|sign| format!("{sign:.4}")).collect();
            let division = town.division.unwrap_or_default();
            writeln!(
                out,
                "{report}\t{}\t{division}\t{}",
                town.name,
                signs.join("\t")
            )?;
        }
    }
    Ok(())
}
