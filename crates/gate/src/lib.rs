//! Does this document tell of any incident at all?
#![doc = include_str!("../README.md")]

mod features;
mod model;

pub use model::GateError;

use model::Model;

const BUNDLED: &[u8] = include_bytes!("../../../models/gate/gate.bin");

/// Tells documents that may tell of an incident from those about other matters.
#[derive(Debug, Clone)]
pub struct Gate {
    model: Model,
    threshold: f32,
}

impl Gate {
    /// The model that comes with the program, with the threshold of its card.
    ///
    /// # Errors
    /// If the model file is not one that this version reads.
    pub fn bundled() -> Result<Self, GateError> {
        let model = Model::read(BUNDLED)?;
        let threshold = model.threshold();
        Ok(Self { model, threshold })
    }

    /// The same model with another threshold, a probability; 0 lets everything pass, more than 1 nothing.
    #[must_use]
    pub fn with_threshold(self, threshold: f32) -> Self {
        Self { threshold, ..self }
    }

    /// Least score at which a document is worth reading.
    pub fn threshold(&self) -> f32 {
        self.threshold
    }

    /// How likely it is, from 0 to 1, that a text tells of an incident.
    pub fn score(&self, text: &str) -> f32 {
        self.model.score(text)
    }

    /// Whether a text is worth reading.
    pub fn passes(&self, text: &str) -> bool {
        self.score(text) >= self.threshold
    }

    /// Name and version: changes with the weights, so that what was passed over by old ones can be found.
    pub fn name(&self) -> String {
        format!("gate-{:08x}", self.model.fingerprint())
    }
}
