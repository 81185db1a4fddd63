//! Which words matter, and how do they hang together?

#![doc = include_str!("../README.md")]

mod decode;
mod error;
mod incident;
mod labels;
mod network;
mod remember;
mod replay;
mod runtime;
mod sentence;
mod token;
mod tree;
mod vectors;
mod window;

use dateline_core::{Encoding, Text};

pub use error::EncodeError;
pub use network::{Network, Worker};
pub use remember::Remember;
pub use replay::{Recording, Replay, text_hash};
pub use sentence::sentences;

/// Something that says which words of a text matter and how they hang together.
///
/// The same text, program and weights give the same encoding, whatever else is encoded beside it and on however many
/// threads.
pub trait Encode: Send + Sync {
    /// The encoding of `text`.
    fn encode(&self, text: &Text) -> Result<Encoding, EncodeError>;

    /// Version of program and weights.
    fn coder(&self) -> &str;

    /// The encodings of many texts, in their order. One that fails does not stop the others.
    fn encode_all(&self, texts: &[&Text]) -> Vec<Result<Encoding, EncodeError>> {
        texts.iter().map(|text| self.encode(text)).collect()
    }
}
