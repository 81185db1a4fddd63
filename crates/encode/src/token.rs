//! Words and sub-tokens of a sentence.

use dateline_core::{Span, Text};
use tokenizers::Tokenizer;

use crate::error::EncodeError;

/// A BERT basic token: a run without white space or punctuation, or one punctuation mark.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    /// Where it stands in the text.
    pub(crate) span: Span,
    /// Its sub-tokens; one at least.
    pub(crate) ids: Vec<i32>,
}

/// Cuts words into the network's sub-tokens.
pub(crate) struct WordPiece {
    tokenizer: Tokenizer,
    /// Opens each window, and stands for the root of each sentence.
    pub(crate) cls: i32,
    /// Closes each window.
    pub(crate) sep: i32,
}

impl WordPiece {
    /// Reads `tokenizer.json`.
    pub(crate) fn parse(json: &[u8]) -> Result<Self, EncodeError> {
        let mut tokenizer =
            Tokenizer::from_bytes(json).map_err(|cause| malformed(cause.to_string()))?;
        // The file comes from a sentence embedder, which cuts and pads at 128; windows are cut elsewhere.
        tokenizer.with_padding(None);
        tokenizer
            .with_truncation(None)
            .map_err(|cause| malformed(cause.to_string()))?;
        // A report that spells out "[SEP]" means the letters.
        tokenizer.set_encode_special_tokens(true);
        let special = |name: &str| {
            let id = tokenizer.token_to_id(name).map(|id| id as i32);
            id.ok_or_else(|| malformed(format!("no token {name}")))
        };
        let (cls, sep) = (special("[CLS]")?, special("[SEP]")?);
        Ok(Self {
            tokenizer,
            cls,
            sep,
        })
    }

    /// The words of `sentence`, in order; they do not overlap.
    pub(crate) fn words(&self, text: &Text, sentence: Span) -> Result<Vec<Word>, EncodeError> {
        let failed = |cause: tokenizers::Error| EncodeError::Tokenize {
            at: sentence.start,
            cause: cause.to_string(),
        };
        let string = text.slice(sentence);
        let encoding = self.tokenizer.encode(string, false).map_err(failed)?;
        let start = text.bytes_of(sentence).start;
        let pieces = encoding.get_ids().iter().zip(encoding.get_offsets());
        let mut words: Vec<Word> = Vec::new();
        let mut last = None;
        for ((&id, &(from, to)), &word) in pieces.zip(encoding.get_word_ids()) {
            let span = text.span_of_bytes(start + from..start + to);
            match words.last_mut() {
                Some(open) if word.is_some() && word == last => {
                    open.ids.push(id as i32);
                    open.span.end = open.span.end.max(span.end);
                }
                _ => words.push(Word {
                    span,
                    ids: vec![id as i32],
                }),
            }
            last = word;
        }
        Ok(apart(words))
    }
}

/// Drops words without characters of their own: normalisation can make two words of one character.
fn apart(mut words: Vec<Word>) -> Vec<Word> {
    let mut end = 0;
    words.retain_mut(|word| {
        word.span.start = word.span.start.max(end);
        end = end.max(word.span.end);
        word.span.start < word.span.end
    });
    words
}

fn malformed(cause: String) -> EncodeError {
    EncodeError::Malformed {
        what: "tokenizer.json".to_owned(),
        cause,
    }
}
