//! A small ONNX graph as a function of matrices and index lists.

use std::borrow::Cow;
use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value};

use crate::error::EncodeError;

pub(super) struct Graph {
    name: &'static str,
    model: Model,
    inputs: Vec<NodeId>,
    outputs: Vec<NodeId>,
}

/// One input of a graph.
pub(super) enum Input<'a> {
    /// A row-major matrix with so many columns.
    Rows(&'a [f32], usize),
    /// A list of indices.
    Indices(Vec<i32>),
}

impl<'a> Input<'a> {
    pub(super) fn rows(values: &'a [f32], columns: usize) -> Self {
        Self::Rows(values, columns)
    }

    pub(super) fn indices(values: impl Iterator<Item = i32>) -> Self {
        Self::Indices(values.collect())
    }

    fn len(&self) -> usize {
        match self {
            Self::Rows(values, columns) => values.len() / columns,
            Self::Indices(values) => values.len(),
        }
    }
}

impl Graph {
    pub(super) fn parse(
        name: &'static str,
        onnx: Cow<'static, [u8]>,
        inputs: &[&str],
        outputs: &[&str],
    ) -> Result<Self, EncodeError> {
        let malformed = |cause: &dyn std::fmt::Display| EncodeError::Malformed {
            what: name.to_owned(),
            cause: cause.to_string(),
        };
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = match onnx {
            Cow::Borrowed(bytes) => options.load_static_slice(bytes),
            Cow::Owned(bytes) => options.load(bytes),
        };
        let model = model.map_err(|cause| malformed(&cause))?;
        let nodes = |names: &[&str]| -> Result<Vec<NodeId>, EncodeError> {
            let nodes = names.iter().map(|name| model.node_id(name));
            nodes
                .collect::<Result<_, _>>()
                .map_err(|cause| malformed(&cause))
        };
        let (inputs, outputs) = (nodes(inputs)?, nodes(outputs)?);
        Ok(Self {
            name,
            model,
            inputs,
            outputs,
        })
    }

    /// The outputs, row-major, in the order in which they were named.
    pub(super) fn run<const INPUTS: usize, const OUTPUTS: usize>(
        &self,
        inputs: [Input<'_>; INPUTS],
        pool: &Arc<ThreadPool>,
    ) -> Result<[Vec<f32>; OUTPUTS], EncodeError> {
        let length = inputs[0].len();
        let failed = |cause: &dyn std::fmt::Display| EncodeError::Run {
            length,
            cause: format!("{}: {cause}", self.name),
        };
        let mut values = Vec::with_capacity(INPUTS);
        for (&node, input) in self.inputs.iter().zip(inputs) {
            let length = input.len();
            let value = match input {
                Input::Rows(rows, columns) => Value::from_shape([length, columns], rows.to_vec())
                    .map_err(|cause| failed(&cause))?,
                Input::Indices(list) => {
                    Value::from_shape([length], list).map_err(|cause| failed(&cause))?
                }
            };
            values.push((node, value.into()));
        }
        let mut options = RunOptions::default();
        options.thread_pool = Some(Arc::clone(pool));
        let outputs = self.model.run(values, &self.outputs, Some(options));
        let outputs = outputs.map_err(|cause| failed(&cause))?.into_iter();
        let outputs =
            outputs.map(|value| value.into_tensor::<f32>().map(|found| found.into_data()));
        let outputs: Option<Vec<Vec<f32>>> = outputs.collect();
        outputs
            .and_then(|outputs| outputs.try_into().ok())
            .ok_or_else(|| failed(&"its outputs are not as many f32 tensors as expected"))
    }
}
