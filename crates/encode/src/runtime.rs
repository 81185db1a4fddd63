//! The neural network as a function from a window to logits; the only module that knows the runtime.

use std::sync::Arc;

use rten::{LoadError, Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value};

use crate::error::EncodeError;
use crate::incident::STATE;

/// Declares the network's outputs: their names in the ONNX file are those of the fields.
macro_rules! outputs {
    ($($(#[$comment:meta])* $name:ident,)*) => {
        const OUTPUTS: &[&str] = &[$(stringify!($name)),*];

        /// Logits of one window of `length` sub-tokens, each row-major over the sub-tokens.
        #[derive(Debug, Default)]
        pub(crate) struct Logits {
            $($(#[$comment])* pub(crate) $name: Vec<f32>,)*
        }

        impl Logits {
            /// Takes the outputs in their order.
            fn read<E>(mut next: impl FnMut() -> Result<Vec<f32>, E>) -> Result<Self, E> {
                Ok(Self { $($name: next()?,)* })
            }

            /// Each output with its name.
            #[cfg(test)]
            pub(crate) fn named(&self) -> [(&'static str, &[f32]); OUTPUTS.len()] {
                [$((stringify!($name), &self.$name),)*]
            }
        }
    };
}

outputs! {
    upos,
    deprel,
    /// `arc[dependent * length + head]`; position 0 is the root.
    arc,
    role,
    entity,
    trigger,
    attribution,
    /// One number a sub-token.
    factuality,
    /// One number a label, for the whole window.
    document,
    /// The last hidden state of each sub-token.
    states,
}

/// A loaded network.
pub(crate) struct Runtime {
    model: Model,
    inputs: [NodeId; 3],
    outputs: Vec<NodeId>,
}

impl Runtime {
    /// Reads the bytes of an ONNX file that is part of the program, without a copy of the whole.
    pub(crate) fn parse_static(onnx: &'static [u8]) -> Result<Self, EncodeError> {
        Self::new(options().load_static_slice(onnx))
    }

    /// Reads the bytes of an ONNX file.
    pub(crate) fn parse(onnx: Vec<u8>) -> Result<Self, EncodeError> {
        Self::new(options().load(onnx))
    }

    /// Weights stored at half precision were widened when the model was read: all arithmetic is in `f32`.
    fn new(model: Result<Model, LoadError>) -> Result<Self, EncodeError> {
        let model = model.map_err(|cause| malformed(&cause))?;
        let node = |name: &str| model.node_id(name).map_err(|cause| malformed(&cause));
        let inputs = [node("input_ids")?, node("attention_mask")?, node("tokens")?];
        let outputs = OUTPUTS.iter().map(|name| node(name));
        let outputs = outputs.collect::<Result<_, _>>()?;
        Ok(Self {
            inputs,
            outputs,
            model,
        })
    }

    /// Logits for one window of sub-tokens, computed on `pool`; `vectors` holds a row of `STATE` numbers for each.
    ///
    /// Windows are never padded or joined to batches: so no text's logits depend, in their last digits, on its
    /// neighbours'. A window alone already fills the matrix kernels.
    pub(crate) fn run(
        &self,
        ids: &[i32],
        vectors: Vec<f32>,
        pool: &Arc<ThreadPool>,
    ) -> Result<Logits, EncodeError> {
        let failed = |cause: &dyn std::fmt::Display| EncodeError::Run {
            length: ids.len(),
            cause: cause.to_string(),
        };
        let row = |values: Vec<i32>| {
            Value::from_shape([1, ids.len()], values).map_err(|cause| failed(&cause))
        };
        let vectors =
            Value::from_shape([1, ids.len(), STATE], vectors).map_err(|cause| failed(&cause))?;
        let [ids_node, mask_node, vectors_node] = self.inputs;
        let inputs = vec![
            (ids_node, row(ids.to_vec())?.into()),
            (mask_node, row(vec![1; ids.len()])?.into()),
            (vectors_node, vectors.into()),
        ];
        let mut options = RunOptions::default();
        options.thread_pool = Some(Arc::clone(pool));
        let outputs = self.model.run(inputs, &self.outputs, Some(options));
        let mut outputs = outputs.map_err(|cause| failed(&cause))?.into_iter();
        let next = || -> Result<Vec<f32>, EncodeError> {
            let value = outputs
                .next()
                .ok_or_else(|| failed(&"an output is missing"))?;
            let tensor = value.into_tensor::<f32>();
            let tensor = tensor.ok_or_else(|| failed(&"an output is not of type f32"))?;
            Ok(tensor.into_data())
        };
        Logits::read(next)
    }
}

/// Weights are laid out for the matrix kernels once, not again for every window.
fn options() -> ModelOptions {
    let mut options = ModelOptions::with_all_ops();
    options.prepack_weights(true);
    options
}

fn malformed(cause: &dyn std::fmt::Display) -> EncodeError {
    EncodeError::Malformed {
        what: "encoder-f16.onnx".to_owned(),
        cause: cause.to_string(),
    }
}
