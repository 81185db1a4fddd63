//! Reads the reports that the examples beside this are given.

use std::error::Error;
use std::path::{Path, PathBuf};

use dateline_core::{Document, Encoding};
use dateline_encode::{Encode, Network, Remember};
use dateline_extract::Knowledge;
use dateline_ingest::{ReadOptions, read_path};

/// Encodes each report of the file that the first argument names. With `DATELINE_ENCODINGS=FOLDER` the encodings are looked up and
/// kept there.
pub(crate) fn each_report(
    mut then: impl FnMut(&Document, &Encoding, &Knowledge),
) -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give a file of reports")?;
    let network = Network::bundled()?;
    let knowledge = Knowledge::bundled()?;
    let kept = std::env::var_os("DATELINE_ENCODINGS").map(PathBuf::from);
    for document in read_path(Path::new(&path), &ReadOptions::default()).flatten() {
        let encoding = match &kept {
            Some(folder) => Remember::new(&network, folder).encode(&document.text)?,
            None => network.encode(&document.text)?,
        };
        then(&document, &encoding, &knowledge);
    }
    Ok(())
}
