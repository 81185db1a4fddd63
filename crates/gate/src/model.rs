//! The model file and what it makes of a text.

use crate::features::{buckets, fnv, words};

const MAGIC: &[u8] = b"dateline gate 1\n";
const HEADER: usize = 16 + 7 * 4;

/// A model file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GateError {
    /// Another kind of file, or that of another version.
    #[error(
        "models/gate/gate.bin is no gate model of this version; make it anew with training/gate.py"
    )]
    Unknown,
    /// Cut off, or with settings that do not fit its length.
    #[error(
        "models/gate/gate.bin has {found} bytes instead of {expected}; check it out or make it anew with training/gate.py"
    )]
    Length {
        /// Bytes that its header asks for.
        expected: usize,
        /// Bytes that are there.
        found: usize,
    },
}

/// Logistic regression over hashed features, window by window.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    bits: u32,
    window: usize,
    stride: usize,
    sharpness: f32,
    threshold: f32,
    bias: f32,
    scale: f32,
    /// One signed byte a bucket, in units of `scale`.
    weights: &'static [u8],
    fingerprint: u32,
}

impl Model {
    /// Reads a model file: magic; then as little-endian u32 bits, window and stride, as f32 sharpness, threshold, bias and
    /// scale; then 2^bits signed bytes.
    pub(crate) fn read(bytes: &'static [u8]) -> Result<Self, GateError> {
        let header = bytes
            .strip_prefix(MAGIC)
            .and_then(|rest| rest.first_chunk::<{ HEADER - 16 }>())
            .ok_or(GateError::Unknown)?;
        let word = |at: usize| {
            let at = at * 4;
            [header[at], header[at + 1], header[at + 2], header[at + 3]]
        };
        let [bits, window, stride] = [0, 1, 2].map(|at| u32::from_le_bytes(word(at)));
        let [sharpness, threshold, bias, scale] =
            [3, 4, 5, 6].map(|at| f32::from_le_bytes(word(at)));
        if !(1..=24).contains(&bits) || stride == 0 || window < stride {
            return Err(GateError::Unknown);
        }
        let expected = HEADER + (1 << bits);
        if bytes.len() != expected {
            let found = bytes.len();
            return Err(GateError::Length { expected, found });
        }
        Ok(Self {
            bits,
            window: window as usize,
            stride: stride as usize,
            sharpness,
            threshold,
            bias,
            scale,
            weights: &bytes[HEADER..],
            fingerprint: fnv(bytes.iter().copied()),
        })
    }

    pub(crate) fn threshold(&self) -> f32 {
        self.threshold
    }

    pub(crate) fn fingerprint(&self) -> u32 {
        self.fingerprint
    }

    /// Probability that a text tells of an incident: a soft maximum of its windows' logits, through the logistic function.
    pub(crate) fn score(&self, text: &str) -> f32 {
        let words = words(text);
        let mut found = Vec::with_capacity(2 * self.window);
        let starts =
            (0..words.len().saturating_sub(self.window - self.stride).max(1)).step_by(self.stride);
        let logits: Vec<f32> = starts
            .map(|start| {
                let end = words.len().min(start + self.window);
                buckets(&words[start..end], self.bits, &mut found);
                self.logit(&found)
            })
            .collect();
        logistic(soft_maximum(&logits, self.sharpness))
    }

    /// The sum of the buckets' weights over the root of their number, so that a short text weighs as much as a long one.
    fn logit(&self, buckets: &[u32]) -> f32 {
        let sum: i64 = buckets
            .iter()
            .map(|bucket| i64::from(self.weights[*bucket as usize].cast_signed()))
            .sum();
        let root = (buckets.len().max(1) as f32).sqrt();
        self.bias + self.scale * sum as f32 / root
    }
}

fn soft_maximum(logits: &[f32], sharpness: f32) -> f32 {
    let highest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = logits
        .iter()
        .map(|logit| (sharpness * (logit - highest)).exp())
        .sum();
    highest + sum.ln() / sharpness
}

fn logistic(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_none_is_refused() {
        assert_eq!(Model::read(b"").unwrap_err(), GateError::Unknown);
        assert_eq!(Model::read(&[0; 100]).unwrap_err(), GateError::Unknown);
        let cut = &crate::BUNDLED[..crate::BUNDLED.len() - 1];
        let error = Model::read(cut).unwrap_err();
        assert!(matches!(error, GateError::Length { .. }), "{error}");
        let message = error.to_string();
        assert!(message.contains("training/gate.py"), "{message}");
    }

    #[test]
    fn one_telling_window_is_enough() {
        assert!(soft_maximum(&[-5.0, 3.0, -5.0], 4.0) > 2.9);
        assert!(soft_maximum(&[-5.0; 50], 4.0) < -4.0);
    }
}
