//! Reports in, claims out: the encoder and the extractor on all cores.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use dateline_core::{Document, DocumentClaims, Text};
use dateline_encode::{Encode, Network};
use dateline_extract::Knowledge;
use dateline_ingest::{ReadOptions, Rejected};

use crate::failure::{Failure, chain};

/// Reports that are coded at once. Enough to keep all cores busy; few enough that stopping takes a moment.
pub const BATCH: usize = 16;

/// The network and the knowledge, loaded once.
pub struct Coder {
    network: Network,
    knowledge: Knowledge,
}

impl Coder {
    /// Loads what comes with the program.
    pub fn load() -> Result<Self, Failure> {
        let network = Network::bundled().map_err(|error| {
            Failure::job("cannot load the encoder", error)
                .hint("build dateline from a checkout that has models/minilm/encoder-f16.onnx")
        })?;
        let knowledge = Knowledge::bundled()
            .map_err(|error| Failure::job("cannot load the gazetteer", error))?;
        Ok(Self { network, knowledge })
    }

    /// The claims of each document, in their order; an error is one line that says why there are none.
    pub fn code(&self, documents: &[Document]) -> Vec<Result<DocumentClaims, String>> {
        let texts: Vec<&Text> = documents.iter().map(|document| &document.text).collect();
        let encodings = self.network.encode_all(&texts);
        let pairs: Vec<_> = documents.iter().zip(encodings).collect();
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let share = pairs.len().div_ceil(cores).max(1);
        std::thread::scope(|scope| {
            let workers: Vec<_> = pairs
                .chunks(share)
                .map(|part| {
                    scope.spawn(move || {
                        part.iter()
                            .map(|(document, encoding)| self.claims(document, encoding))
                            .collect::<Vec<_>>()
                    })
                })
                .collect();
            workers
                .into_iter()
                .flat_map(|worker| worker.join().unwrap_or_default())
                .collect()
        })
    }

    /// One document that trips the extractor up must not end the run.
    fn claims(
        &self,
        document: &Document,
        encoding: &Result<dateline_core::Encoding, dateline_encode::EncodeError>,
    ) -> Result<DocumentClaims, String> {
        let encoding = encoding
            .as_ref()
            .map_err(|error| format!("cannot be encoded: {}", chain(error)))?;
        catch_unwind(AssertUnwindSafe(|| {
            dateline_extract::claims(document, encoding, &self.knowledge)
        }))
        .map_err(|_| {
            "a defect of dateline stopped its coding; please report it with the text".to_owned()
        })
    }
}

/// All reports under `paths`, `-` being standard input.
pub fn reports(
    paths: &[PathBuf],
    options: &ReadOptions,
) -> Result<impl Iterator<Item = Result<Document, Rejected>> + use<>, Failure> {
    let mut sources: Vec<Box<dyn Iterator<Item = Result<Document, Rejected>>>> = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            let bytes = standard_input()?;
            sources.push(Box::new(dateline_ingest::read_bytes("-", &bytes, options)));
            continue;
        }
        if let Err(error) = std::fs::metadata(path) {
            return Err(Failure::job(format!("cannot read {}", path.display()), error)
                .hint("check the path; reports are given as files, directories, or - for standard input"));
        }
        let options = options.clone();
        let files = dateline_ingest::paths(std::slice::from_ref(path));
        sources.push(Box::new(files.flat_map(
            move |file| -> Box<dyn Iterator<Item = _>> {
                match file {
                    Ok(file) => Box::new(dateline_ingest::read_path(&file, &options)),
                    Err(rejected) => Box::new(std::iter::once(Err(rejected))),
                }
            },
        )));
    }
    Ok(sources.into_iter().flatten())
}

fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut bytes)
        .map_err(|error| Failure::job("cannot read standard input", error))?;
    Ok(bytes)
}
