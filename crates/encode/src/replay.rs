//! Recorded encodings, so that tests of the later stages do not depend on the weights.

use std::collections::BTreeMap;
use std::path::Path;

use dateline_core::{Encoding, Text};
use serde::{Deserialize, Serialize};

use crate::{Encode, EncodeError};

/// One recorded encoding, as it stands in a JSON file. It holds no text, only positions in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recording {
    /// [`text_hash`] of the text.
    pub text_hash: String,
    /// What the encoder said of it.
    pub encoding: Encoding,
}

/// Gives back recorded encodings.
#[derive(Debug, Clone, Default)]
pub struct Replay {
    encodings: BTreeMap<String, Encoding>,
    coder: String,
}

/// BLAKE3 hash of the UTF-8 bytes of `text`, 64 hex digits.
pub fn text_hash(text: &Text) -> String {
    blake3::hash(text.as_str().as_bytes()).to_hex().to_string()
}

impl Replay {
    /// Every `*.json` file of `folder`, each a [`Recording`].
    pub fn load(folder: &Path) -> Result<Self, EncodeError> {
        let mut replay = Self::default();
        let entries = std::fs::read_dir(folder).map_err(|cause| file_error(folder, &cause))?;
        for entry in entries {
            let path = entry.map_err(|cause| file_error(folder, &cause))?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                let bytes = std::fs::read(&path).map_err(|cause| file_error(&path, &cause))?;
                replay.add(parse(&path, &bytes)?);
            }
        }
        Ok(replay)
    }

    /// Keeps the encoding of `text`.
    pub fn record(&mut self, text: &Text, encoding: Encoding) {
        self.add(Recording {
            text_hash: text_hash(text),
            encoding,
        });
    }

    /// Writes each recording to `folder`, which must exist, as `<first 16 digits of its hash>.json`.
    pub fn save(&self, folder: &Path) -> Result<(), EncodeError> {
        for (text_hash, encoding) in &self.encodings {
            let path = folder.join(format!("{}.json", &text_hash[..16]));
            let recording = Recording {
                text_hash: text_hash.clone(),
                encoding: encoding.clone(),
            };
            let json = serde_json::to_vec(&recording).map_err(|cause| EncodeError::Malformed {
                what: path.display().to_string(),
                cause: cause.to_string(),
            })?;
            std::fs::write(&path, json).map_err(|cause| file_error(&path, &cause))?;
        }
        Ok(())
    }

    fn add(&mut self, recording: Recording) {
        self.encodings
            .insert(recording.text_hash, recording.encoding);
        let first = self.encodings.values().next();
        self.coder = first.map_or_else(String::new, |encoding| encoding.coder.clone());
    }
}

impl Encode for Replay {
    fn encode(&self, text: &Text) -> Result<Encoding, EncodeError> {
        let hash = text_hash(text);
        let encoding = self.encodings.get(&hash).cloned();
        encoding.ok_or(EncodeError::NotRecorded { hash })
    }

    /// That of the recording with the least hash; empty where there is none.
    fn coder(&self) -> &str {
        &self.coder
    }
}

pub(crate) fn parse(path: &Path, bytes: &[u8]) -> Result<Recording, EncodeError> {
    let malformed = |cause: String| EncodeError::Malformed {
        what: path.display().to_string(),
        cause,
    };
    let recording: Recording =
        serde_json::from_slice(bytes).map_err(|cause| malformed(cause.to_string()))?;
    if recording.text_hash.len() != 64 || !recording.text_hash.is_ascii() {
        return Err(malformed("text_hash has not 64 hex digits".to_owned()));
    }
    Ok(recording)
}

fn file_error(path: &Path, cause: &std::io::Error) -> EncodeError {
    EncodeError::File {
        path: path.to_owned(),
        cause: cause.to_string(),
    }
}
