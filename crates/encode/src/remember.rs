//! Encodings kept on disk, so that what stands behind the encoder can be tried again and again on one corpus.

use std::path::{Path, PathBuf};

use dateline_core::{Encoding, Text};

use crate::replay::{Recording, parse};
use crate::{Encode, EncodeError, text_hash};

/// An encoder that asks a folder first, and leaves there what it had to work out.
///
/// A recording counts only for the same text and the same [`Encode::coder`]. Whoever changes the encoder without
/// changing its version must empty the folder.
#[derive(Debug)]
pub struct Remember<'a, E> {
    encoder: &'a E,
    folder: &'a Path,
}

impl<'a, E: Encode> Remember<'a, E> {
    /// `folder` must exist.
    pub fn new(encoder: &'a E, folder: &'a Path) -> Self {
        Self { encoder, folder }
    }

    fn path(&self, hash: &str) -> PathBuf {
        self.folder.join(format!("{}.json", &hash[..24]))
    }

    /// What the folder holds for the text; anything unreadable there is as good as nothing.
    fn kept(&self, path: &Path, hash: &str) -> Option<Encoding> {
        let recording = parse(path, &std::fs::read(path).ok()?).ok()?;
        let fits = recording.text_hash == hash && recording.encoding.coder == self.encoder.coder();
        fits.then_some(recording.encoding)
    }

    /// Written beside and then renamed, so that a run that is stopped leaves no half file.
    fn keep(&self, path: &Path, recording: &Recording) -> Result<(), EncodeError> {
        let failed = |cause: String| EncodeError::File {
            path: path.to_owned(),
            cause,
        };
        let json = serde_json::to_vec(recording).map_err(|cause| failed(cause.to_string()))?;
        let beside = path.with_extension(format!("{}.part", std::process::id()));
        std::fs::write(&beside, json)
            .and_then(|()| std::fs::rename(&beside, path))
            .map_err(|cause| failed(cause.to_string()))
    }
}

impl<E: Encode> Encode for Remember<'_, E> {
    fn encode(&self, text: &Text) -> Result<Encoding, EncodeError> {
        let hash = text_hash(text);
        let path = self.path(&hash);
        if let Some(encoding) = self.kept(&path, &hash) {
            return Ok(encoding);
        }
        let encoding = self.encoder.encode(text)?;
        let recording = Recording {
            text_hash: hash,
            encoding,
        };
        self.keep(&path, &recording)?;
        Ok(recording.encoding)
    }

    fn coder(&self) -> &str {
        self.encoder.coder()
    }
}
