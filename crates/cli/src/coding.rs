//! Reports in, claims out: the encoder and the extractor on all cores.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use dateline_core::{Document, DocumentClaims, DocumentId, Language, Origin, Text};
use dateline_encode::{Encode, EncodeError, Network, Remember};
use dateline_extract::Knowledge;
use dateline_gate::Gate;
use dateline_ingest::{ReadOptions, Rejected};
use dateline_normalize::places::Gazetteer;

use crate::failure::{Failure, chain};

/// Reports that are coded at once. Enough that the cores wait little for the last of them; few enough that stopping
/// takes a moment and memory stays small.
pub const BATCH: usize = 32;

/// Characters of a report that one thread encodes. Longer ones are spread over all threads, so that a book at the end
/// of a run does not leave all cores but one idle.
const LONG: u32 = 100_000;

/// Names a folder where encodings are kept and looked up, so that measuring a change behind the encoder takes seconds.
const ENCODINGS: &str = "DATELINE_ENCODINGS";

/// What the coder of a passed-over report begins with.
const GATE: &str = "dateline-gate";

/// Whether these are the claims, none, of a report that the gate passed over.
pub fn passed_over(claims: &DocumentClaims) -> bool {
    claims.coder.starts_with(GATE)
}

/// The network and the knowledge, loaded once, and the gate before them.
pub struct Coder {
    network: Network,
    knowledge: Knowledge,
    gate: Option<Gate>,
    encodings: Option<PathBuf>,
}

impl Coder {
    /// Loads what comes with the program.
    pub fn load() -> Result<Self, Failure> {
        let network = Network::bundled().map_err(|error| {
            Failure::job("cannot load the encoder", error)
                .hint("build dateline from a checkout that has models/minilm/encoder-f16.onnx and tokens-f16.bin")
        })?;
        let knowledge = Knowledge::bundled()
            .map_err(|error| Failure::job("cannot load the gazetteer", error))?;
        Ok(Self {
            network,
            knowledge,
            gate: None,
            encodings: std::env::var_os(ENCODINGS).map(PathBuf::from),
        })
    }

    /// The same, with places from a gazetteer that was built, if there is one.
    #[must_use]
    pub fn with_places(self, gazetteer: Option<Gazetteer>) -> Self {
        match gazetteer {
            Some(gazetteer) => Self {
                knowledge: self.knowledge.with_gazetteer(gazetteer),
                ..self
            },
            None => self,
        }
    }

    /// The same, but reports that the gate passes over are not read.
    #[must_use]
    pub fn behind(self, gate: Option<Gate>) -> Self {
        Self { gate, ..self }
    }

    /// How claims of this coder are marked: version of program and weights, and the gazetteer if it is no bundled one.
    pub fn name(&self) -> Result<String, String> {
        let blank = Document {
            id: DocumentId(String::new()),
            text: Text::from(String::from("None.")),
            title: None,
            publisher: None,
            published: None,
            url: None,
            external_id: None,
            language: Language::English,
            pages: Vec::new(),
            origin: Origin {
                path: String::new(),
                record: None,
                bytes_hash: String::new(),
            },
        };
        self.read(&blank, &self.network).map(|claims| claims.coder)
    }

    /// The claims of each document, in their order; an error is one line that says why there are none.
    ///
    /// Every thread takes the next document and sees it through, so that none waits for another: one extracts while
    /// another encodes. The claims do not depend on the number of threads.
    pub fn code(&self, documents: &[Document]) -> Vec<Result<DocumentClaims, String>> {
        if let [document] = documents {
            return vec![self.claims(document, &self.network)];
        }
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        self.code_on(cores.min(documents.len()), documents)
    }

    fn code_on(
        &self,
        threads: usize,
        documents: &[Document],
    ) -> Vec<Result<DocumentClaims, String>> {
        let next = AtomicUsize::new(0);
        let take = || {
            let at = next.fetch_add(1, Ordering::Relaxed);
            documents.get(at).map(|document| (at, document))
        };
        let work = || {
            let worker = self.network.worker();
            std::iter::from_fn(take)
                .map(|(at, document)| match document.text.char_len() {
                    ..=LONG => (at, self.claims(document, &worker)),
                    _ => (at, self.claims(document, &self.network)),
                })
                .collect::<Vec<_>>()
        };
        let mut coded: Vec<_> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            let coded = workers.into_iter().map(|worker| worker.join());
            coded
                .flat_map(|coded| coded.unwrap_or_else(|panic| resume_unwind(panic)))
                .collect()
        });
        coded.sort_by_key(|(at, _)| *at);
        coded.into_iter().map(|(_, claims)| claims).collect()
    }

    /// One document that trips the extractor up must not end the run.
    fn claims(&self, document: &Document, encoder: &impl Encode) -> Result<DocumentClaims, String> {
        if let Some(gate) = &self.gate
            && !gate.passes(document.text.as_str())
        {
            return Ok(DocumentClaims {
                document: document.id.clone(),
                coder: format!("{GATE} {} {}", env!("CARGO_PKG_VERSION"), gate.name()),
                claims: Vec::new(),
                attributions: Vec::new(),
                period_totals: Vec::new(),
                persons: Vec::new(),
            });
        }
        self.read(document, encoder)
    }

    fn read(&self, document: &Document, encoder: &impl Encode) -> Result<DocumentClaims, String> {
        let coded = catch_unwind(AssertUnwindSafe(|| {
            let encoding = match &self.encodings {
                Some(folder) => Remember::new(encoder, folder).encode(&document.text)?,
                None => encoder.encode(&document.text)?,
            };
            Ok(dateline_extract::claims(
                document,
                &encoding,
                &self.knowledge,
            ))
        }));
        match coded {
            Ok(claims) => {
                claims.map_err(|error: EncodeError| format!("cannot be encoded: {}", chain(&error)))
            }
            Err(_) => Err(
                "a defect of dateline stopped its coding; please report it with the text"
                    .to_owned(),
            ),
        }
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

/// All of standard input.
pub fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut bytes)
        .map_err(|error| Failure::job("cannot read standard input", error))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_threads_and_the_neighbours_change_nothing() {
        let coder = Coder::load().unwrap_or_else(|_| panic!("the weights are bundled"));
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
        let documents: Vec<Document> = reports(&[examples], &ReadOptions::default())
            .unwrap_or_else(|_| panic!("there are examples"))
            .filter_map(Result::ok)
            .collect();
        assert!(documents.len() > 1);
        let alone: Vec<_> = documents
            .iter()
            .flat_map(|document| coder.code(std::slice::from_ref(document)))
            .collect();
        assert!(alone.iter().any(|claims| claims.is_ok()));
        for threads in [1, 3] {
            assert_eq!(
                coder.code_on(threads, &documents),
                alone,
                "{threads} threads"
            );
        }
    }
}
