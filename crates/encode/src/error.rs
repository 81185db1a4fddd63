//! What can go wrong.

use std::path::PathBuf;

/// Why a text could not be encoded or weights could not be loaded.
#[derive(Debug, Clone, thiserror::Error)]
pub enum EncodeError {
    /// The program was built without weights.
    #[error(
        "this program was built without weights: put encoder-f16.onnx, tokens-f16.bin, labels.json and tokenizer.json into models/minilm and build again, or load a model folder"
    )]
    NotBundled,
    /// A file could not be read or written.
    #[error("cannot read or write {path}: {cause}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
    /// A file does not hold what its name promises.
    #[error("{what} is damaged or of another version: {cause}; fetch the model folder again")]
    Malformed {
        /// Which part of the model folder, or which recording.
        what: String,
        /// What is wrong with it.
        cause: String,
    },
    /// The network and its labels do not fit one another.
    #[error(
        "output {output} of the network holds {found} numbers where labels.json asks for {wanted}; encoder and labels must come from the same export"
    )]
    Shape {
        /// Name of the output.
        output: &'static str,
        /// Numbers it holds.
        found: usize,
        /// Numbers it should hold.
        wanted: usize,
    },
    /// The network could not be run.
    #[error("the network failed on a window of {length} sub-tokens: {cause}")]
    Run {
        /// Sub-tokens of the window.
        length: usize,
        /// What the runtime said.
        cause: String,
    },
    /// The words could not be cut into sub-tokens.
    #[error("the tokenizer failed at character {at}: {cause}")]
    Tokenize {
        /// First character of the sentence.
        at: u32,
        /// What the tokenizer said.
        cause: String,
    },
    /// The text was never recorded.
    #[error("no encoding is recorded for the text with hash {hash}; record it with Replay::record")]
    NotRecorded {
        /// BLAKE3 hash of the text, in hex.
        hash: String,
    },
}
