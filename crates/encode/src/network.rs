//! The neural encoder: words in, encoding out.

use std::borrow::Cow;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use dateline_core::{Encoding, Text};
use rten::ThreadPool;

use crate::decode::{Decoded, Grammar, append, decode};
use crate::incident::{IncidentHead, Passage};
use crate::labels::Labels;
use crate::runtime::{Logits, Runtime};
use crate::token::WordPiece;
use crate::vectors::TokenVectors;
use crate::window::{Window, windows};
use crate::{Encode, EncodeError};

/// Windows that are kept in memory at once.
const WINDOWS_AT_ONCE: usize = 64;

/// The neural encoder with its weights, labels and vocabulary.
pub struct Network {
    runtime: Runtime,
    vectors: TokenVectors,
    incidents: IncidentHead,
    labels: Labels,
    grammar: Grammar,
    word_piece: WordPiece,
    coder: String,
    /// One single-threaded pool for each window that is computed at a time.
    pools: Vec<Arc<ThreadPool>>,
    /// All threads, for a window that is computed alone.
    shared_pool: Arc<ThreadPool>,
}

#[cfg(bundled_weights)]
macro_rules! bundled {
    ($file:literal) => {
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../models/minilm/",
            $file
        ))
    };
}

impl Network {
    /// The network whose weights are part of the program, on all cores.
    #[cfg(bundled_weights)]
    pub fn bundled() -> Result<Self, EncodeError> {
        let incidents = IncidentHead::parse(
            Cow::Borrowed(bundled!("spans-f16.onnx")),
            Cow::Borrowed(bundled!("incidents-f16.onnx")),
            bundled!("incidents.json"),
        )?;
        Self::parse(
            Cow::Borrowed(bundled!("encoder-f16.onnx")),
            Cow::Borrowed(bundled!("tokens-f16.bin")),
            incidents,
            bundled!("labels.json"),
            bundled!("tokenizer.json"),
        )
    }

    /// The network whose weights are part of the program: this one was built without.
    #[cfg(not(bundled_weights))]
    pub fn bundled() -> Result<Self, EncodeError> {
        Err(EncodeError::NotBundled)
    }

    /// The network in `folder`: `encoder-f16.onnx`, `tokens-f16.bin`, `labels.json`, `tokenizer.json`, and the incident
    /// head's `spans-f16.onnx`, `incidents-f16.onnx` and `incidents.json`.
    pub fn load(folder: &Path) -> Result<Self, EncodeError> {
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read(&path).map_err(|cause| EncodeError::File {
                path,
                cause: cause.to_string(),
            })
        };
        let incidents = IncidentHead::parse(
            Cow::Owned(read("spans-f16.onnx")?),
            Cow::Owned(read("incidents-f16.onnx")?),
            &read("incidents.json")?,
        )?;
        Self::parse(
            Cow::Owned(read("encoder-f16.onnx")?),
            Cow::Owned(read("tokens-f16.bin")?),
            incidents,
            &read("labels.json")?,
            &read("tokenizer.json")?,
        )
    }

    /// The same network on `threads` threads (at least one). The encodings do not depend on it.
    #[must_use]
    pub fn with_threads(mut self, threads: usize) -> Self {
        let threads = threads.max(1);
        self.pools = (0..threads).map(|_| pool(1)).collect();
        self.shared_pool = pool(threads);
        self
    }

    fn parse(
        onnx: Cow<'static, [u8]>,
        tokens: Cow<'static, [u8]>,
        incidents: IncidentHead,
        labels: &[u8],
        tokenizer: &[u8],
    ) -> Result<Self, EncodeError> {
        // Each takes a tenth of a second or a part of it; together they decide how soon a single report is read.
        let (hash, word_piece, runtime) = thread::scope(|scope| {
            let hash = scope.spawn(|| {
                blake3::Hasher::new()
                    .update(&onnx)
                    .update(&tokens)
                    .finalize()
            });
            let word_piece = scope.spawn(|| WordPiece::parse(tokenizer));
            let runtime = match &onnx {
                Cow::Borrowed(bytes) => Runtime::parse_static(bytes),
                Cow::Owned(bytes) => Runtime::parse(bytes.clone()),
            };
            (joined(hash), joined(word_piece), runtime)
        });
        let labels = Labels::parse(labels)?;
        let vectors = TokenVectors::parse(tokens)?;
        let network = Self {
            runtime: runtime?,
            vectors,
            incidents,
            grammar: Grammar::bundled(&labels),
            labels,
            word_piece: word_piece?,
            coder: format!("{}+{}", env!("CARGO_PKG_VERSION"), &hash.to_hex()[..12]),
            pools: Vec::new(),
            shared_pool: pool(1),
        };
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Ok(network.with_threads(cores))
    }

    fn empty(&self) -> Growing {
        Growing {
            encoding: Encoding {
                coder: self.coder.clone(),
                ..Encoding::default()
            },
            passage: Passage::default(),
        }
    }

    /// What each window says, in order; each comes with its text.
    fn run(&self, windows: &[(&Text, Window)]) -> Vec<Result<Decoded, EncodeError>> {
        match windows {
            [] => return Vec::new(),
            [(text, window)] => return vec![self.run_one(text, window, &self.shared_pool)],
            _ => {}
        }
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::with_capacity(windows.len()));
        thread::scope(|scope| {
            for pool in &self.pools {
                scope.spawn(|| {
                    while let Some((at, (text, window))) = take(windows, &next) {
                        let result = self.run_one(text, window, pool);
                        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                        done.push((at, result));
                    }
                });
            }
        });
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.sort_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, result)| result).collect()
    }

    fn logits(&self, window: &Window, pool: &Arc<ThreadPool>) -> Result<Logits, EncodeError> {
        let vectors = self.vectors.of(&window.ids)?;
        self.runtime.run(&window.ids, vectors, pool)
    }

    fn run_one(
        &self,
        text: &Text,
        window: &Window,
        pool: &Arc<ThreadPool>,
    ) -> Result<Decoded, EncodeError> {
        let logits = self.logits(window, pool)?;
        let mut decoded = decode(window, &logits, &self.labels, &self.grammar)?;
        decoded.part = self.incidents.part(text, window, &logits.states, pool)?;
        Ok(decoded)
    }

    /// Adds what a window says to the encoding of its text, and reads the incidents of a passage that is full.
    fn grow(
        &self,
        growing: &mut Growing,
        mut window: Decoded,
        pool: &Arc<ThreadPool>,
    ) -> Result<(), EncodeError> {
        growing.passage.add(std::mem::take(&mut window.part));
        append(&mut growing.encoding, window);
        if growing.passage.is_full() {
            self.close(growing, pool)?;
        }
        Ok(())
    }

    /// Reads the incidents of the last passage.
    fn close(&self, growing: &mut Growing, pool: &Arc<ThreadPool>) -> Result<(), EncodeError> {
        let passage = std::mem::take(&mut growing.passage);
        self.incidents.read(&passage, &mut growing.encoding, pool)
    }

    /// Computes the windows of `batch`, each with the number of its text, and adds them to `encodings`.
    fn finish(
        &self,
        batch: &mut Vec<(usize, (&Text, Window))>,
        encodings: &mut [Result<Growing, EncodeError>],
    ) {
        let (numbers, windows): (Vec<_>, Vec<_>) = batch.drain(..).unzip();
        for (number, decoded) in numbers.into_iter().zip(self.run(&windows)) {
            let Ok(growing) = &mut encodings[number] else {
                continue;
            };
            let grown = decoded.and_then(|window| self.grow(growing, window, &self.shared_pool));
            if let Err(error) = grown {
                encodings[number] = Err(error);
            }
        }
    }
}

/// The encoding of a text whose windows come one by one.
struct Growing {
    encoding: Encoding,
    passage: Passage,
}

/// A network for one thread, so that many threads can each encode a text of their own at a time.
pub struct Worker<'a> {
    network: &'a Network,
    pool: Arc<ThreadPool>,
}

impl Network {
    /// A worker, for one thread at a time. Its encodings are those of the network.
    pub fn worker(&self) -> Worker<'_> {
        Worker {
            network: self,
            pool: pool(1),
        }
    }
}

impl Encode for Worker<'_> {
    fn encode(&self, text: &Text) -> Result<Encoding, EncodeError> {
        let mut growing = self.network.empty();
        for window in windows(text, &self.network.word_piece) {
            let decoded = self.network.run_one(text, &window?, &self.pool)?;
            self.network.grow(&mut growing, decoded, &self.pool)?;
        }
        self.network.close(&mut growing, &self.pool)?;
        Ok(growing.encoding)
    }

    fn coder(&self) -> &str {
        self.network.coder()
    }
}

impl Encode for Network {
    fn encode(&self, text: &Text) -> Result<Encoding, EncodeError> {
        self.encode_all(&[text])
            .pop()
            .unwrap_or_else(|| Ok(Encoding::default()))
    }

    /// Crate version and the start of the weights' BLAKE3 hash: `0.1.0+0123456789ab`.
    fn coder(&self) -> &str {
        &self.coder
    }

    fn encode_all(&self, texts: &[&Text]) -> Vec<Result<Encoding, EncodeError>> {
        let mut encodings: Vec<_> = texts.iter().map(|_| Ok(self.empty())).collect();
        let mut batch = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            for window in windows(text, &self.word_piece) {
                match window {
                    Ok(window) => batch.push((number, (*text, window))),
                    Err(error) => encodings[number] = Err(error),
                }
                if batch.len() == WINDOWS_AT_ONCE {
                    self.finish(&mut batch, &mut encodings);
                }
            }
        }
        self.finish(&mut batch, &mut encodings);
        let close = |growing: Growing| {
            let mut growing = growing;
            self.close(&mut growing, &self.shared_pool)?;
            Ok(growing.encoding)
        };
        encodings
            .into_iter()
            .map(|growing| growing.and_then(close))
            .collect()
    }
}

fn take<'a, T>(windows: &'a [T], next: &AtomicUsize) -> Option<(usize, &'a T)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    windows.get(at).map(|window| (at, window))
}

/// The thread's result; its panic goes on here.
fn joined<T>(thread: thread::ScopedJoinHandle<'_, T>) -> T {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

fn pool(threads: usize) -> Arc<ThreadPool> {
    Arc::new(ThreadPool::with_num_threads(threads))
}

#[cfg(all(test, bundled_weights))]
mod parity;
