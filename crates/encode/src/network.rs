//! The neural encoder: words in, encoding out.

use std::borrow::Cow;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use dateline_core::{Encoding, Text};
use rten::ThreadPool;

use crate::decode::{Decoded, append, decode};
use crate::labels::Labels;
use crate::runtime::Runtime;
use crate::token::WordPiece;
use crate::window::{Window, windows};
use crate::{Encode, EncodeError};

/// Windows that are kept in memory at once.
const WINDOWS_AT_ONCE: usize = 64;

/// The neural encoder with its weights, labels and vocabulary.
pub struct Network {
    runtime: Runtime,
    labels: Labels,
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
        Self::parse(
            Cow::Borrowed(bundled!("encoder-f16.onnx")),
            bundled!("labels.json"),
            bundled!("tokenizer.json"),
        )
    }

    /// The network whose weights are part of the program: this one was built without.
    #[cfg(not(bundled_weights))]
    pub fn bundled() -> Result<Self, EncodeError> {
        Err(EncodeError::NotBundled)
    }

    /// The network in `folder`: `encoder-f16.onnx`, `labels.json` and `tokenizer.json`.
    pub fn load(folder: &Path) -> Result<Self, EncodeError> {
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read(&path).map_err(|cause| EncodeError::File {
                path,
                cause: cause.to_string(),
            })
        };
        Self::parse(
            Cow::Owned(read("encoder-f16.onnx")?),
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
        labels: &[u8],
        tokenizer: &[u8],
    ) -> Result<Self, EncodeError> {
        // Each takes a tenth of a second or a part of it; together they decide how soon a single report is read.
        let (hash, word_piece, runtime) = thread::scope(|scope| {
            let hash = scope.spawn(|| blake3::hash(&onnx));
            let word_piece = scope.spawn(|| WordPiece::parse(tokenizer));
            let runtime = match &onnx {
                Cow::Borrowed(bytes) => Runtime::parse_static(bytes),
                Cow::Owned(bytes) => Runtime::parse(bytes.clone()),
            };
            (joined(hash), joined(word_piece), runtime)
        });
        let network = Self {
            runtime: runtime?,
            labels: Labels::parse(labels)?,
            word_piece: word_piece?,
            coder: format!("{}+{}", env!("CARGO_PKG_VERSION"), &hash.to_hex()[..12]),
            pools: Vec::new(),
            shared_pool: pool(1),
        };
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Ok(network.with_threads(cores))
    }

    /// What each window says, in order.
    fn run(&self, windows: &[Window]) -> Vec<Result<Decoded, EncodeError>> {
        match windows {
            [] => return Vec::new(),
            [window] => return vec![self.run_one(window, &self.shared_pool)],
            _ => {}
        }
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::with_capacity(windows.len()));
        thread::scope(|scope| {
            for pool in &self.pools {
                scope.spawn(|| {
                    while let Some((at, window)) = take(windows, &next) {
                        let result = self.run_one(window, pool);
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

    fn run_one(&self, window: &Window, pool: &Arc<ThreadPool>) -> Result<Decoded, EncodeError> {
        decode(window, &self.runtime.run(&window.ids, pool)?, &self.labels)
    }

    /// Computes the windows of `batch`, each with the number of its text, and adds them to `encodings`.
    fn finish(
        &self,
        batch: &mut Vec<(usize, Window)>,
        encodings: &mut [Result<Encoding, EncodeError>],
    ) {
        let (numbers, windows): (Vec<_>, Vec<_>) = batch.drain(..).unzip();
        for (number, decoded) in numbers.into_iter().zip(self.run(&windows)) {
            match (&mut encodings[number], decoded) {
                (Ok(encoding), Ok(decoded)) => append(encoding, decoded),
                (Ok(_), Err(error)) => encodings[number] = Err(error),
                (Err(_), _) => {}
            }
        }
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
        let empty = || Encoding {
            coder: self.coder.clone(),
            ..Encoding::default()
        };
        let mut encodings: Vec<_> = texts.iter().map(|_| Ok(empty())).collect();
        let mut batch = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            for window in windows(text, &self.word_piece) {
                match window {
                    Ok(window) => batch.push((number, window)),
                    Err(error) => encodings[number] = Err(error),
                }
                if batch.len() == WINDOWS_AT_ONCE {
                    self.finish(&mut batch, &mut encodings);
                }
            }
        }
        self.finish(&mut batch, &mut encodings);
        encodings
    }
}

fn take<'a>(windows: &'a [Window], next: &AtomicUsize) -> Option<(usize, &'a Window)> {
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
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::runtime::Logits;

    #[derive(serde::Deserialize)]
    struct Parity {
        tolerance: f32,
        cases: Vec<Case>,
    }

    #[derive(serde::Deserialize)]
    struct Case {
        text: String,
        input_ids: Vec<i32>,
        logits: HashMap<String, Sample>,
    }

    #[derive(serde::Deserialize)]
    struct Sample {
        flat_index: Vec<usize>,
        value: Vec<f32>,
    }

    fn output<'a>(logits: &'a Logits, name: &str) -> &'a [f32] {
        match name {
            "upos" => &logits.upos,
            "deprel" => &logits.deprel,
            "arc" => &logits.arc,
            "role" => &logits.role,
            "entity" => &logits.entity,
            "trigger" => &logits.trigger,
            "attribution" => &logits.attribution,
            "factuality" => &logits.factuality,
            "document" => &logits.document,
            _ => panic!("parity.json names an unknown output {name}"),
        }
    }

    #[test]
    fn sub_tokens_and_logits_are_those_of_training() {
        let network = Network::bundled().unwrap();
        let parity: Parity = serde_json::from_slice(bundled!("parity.json")).unwrap();
        assert!(!parity.cases.is_empty());
        for case in &parity.cases {
            let text = Text::from(case.text.as_str());
            let window = windows(&text, &network.word_piece).next().unwrap().unwrap();
            assert_eq!(window.ids, case.input_ids, "{}", case.text);
            let logits = network
                .runtime
                .run(&window.ids, &network.shared_pool)
                .unwrap();
            assert_eq!(case.logits.len(), 9, "{}", case.text);
            for (name, sample) in &case.logits {
                let found = output(&logits, name);
                for (&index, &wanted) in sample.flat_index.iter().zip(&sample.value) {
                    let error = (found[index] - wanted).abs();
                    assert!(error <= parity.tolerance, "{name}[{index}] off by {error}");
                }
            }
        }
    }
}
