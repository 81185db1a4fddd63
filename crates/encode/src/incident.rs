//! Incidents of a document: spans that may play a role are gathered by their words, and each query of the network
//! tells which of them belong to one incident. The numbers are those of `training/incidents`.

mod graph;
mod nodes;
mod passage;
mod settings;

use std::borrow::Cow;
use std::sync::Arc;

use dateline_core::{Encoding, FoundEntity, FoundIncident, FoundName, IncidentRole, Text};
use rten::ThreadPool;

use crate::decode::{argmax, sigmoid};
use crate::error::EncodeError;
use crate::window::Window;
use graph::{Graph, Input};
use nodes::{Nodes, gather};
pub(crate) use passage::{Part, Passage};
use settings::Settings;

/// Spans scored at a time: more take memory and no less time.
const SPANS_AT_ONCE: usize = 512;

/// Width of the encoder's hidden states.
pub(crate) const STATE: usize = 384;

/// Least probability of an incident that is told on, and of a string's part in it.
const LEAST_INCIDENT: f32 = 0.1;
const LEAST_MEMBER: f32 = 0.2;
/// Probability from which two strings are one entity.
const SAME: f32 = 0.5;

/// The two graphs of the incident head and what must be known to feed them.
pub(crate) struct IncidentHead {
    spans: Graph,
    incidents: Graph,
    settings: Settings,
}

/// A span that may play a role, in words of its window.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) logits: Vec<f32>,
    pub(crate) rep: Vec<f32>,
}

impl Candidate {
    fn best(&self) -> f32 {
        self.logits
            .iter()
            .copied()
            .fold(f32::NEG_INFINITY, f32::max)
    }
}

impl IncidentHead {
    /// Reads `spans-f16.onnx`, `incidents-f16.onnx` and `incidents.json`.
    pub(crate) fn parse(
        spans: Cow<'static, [u8]>,
        incidents: Cow<'static, [u8]>,
        settings: &[u8],
    ) -> Result<Self, EncodeError> {
        Ok(Self {
            spans: Graph::parse(
                "spans-f16.onnx",
                spans,
                &["states", "first", "last"],
                &["roles", "reps"],
            )?,
            incidents: Graph::parse(
                "incidents-f16.onnx",
                incidents,
                &[
                    "nodes",
                    "node_roles",
                    "count",
                    "sentence",
                    "states",
                    "word_sentence",
                ],
                &["types", "stages", "members", "same"],
            )?,
            settings: Settings::parse(settings)?,
        })
    }

    /// What a window gives to its passage; `states` are those of its sub-tokens.
    pub(crate) fn part(
        &self,
        text: &Text,
        window: &Window,
        states: &[f32],
        pool: &Arc<ThreadPool>,
    ) -> Result<Part, EncodeError> {
        let keys = passage::keys(text, window);
        let states = passage::word_states(window, states);
        Ok(Part {
            words: window.words.iter().map(|word| word.span).collect(),
            sentence_words: window
                .sentences
                .iter()
                .map(|(_, words)| words.len())
                .collect(),
            candidates: self.candidates(window, &keys, &states, pool)?,
            keys,
            states,
        })
    }

    /// The spans of one window that may play a role. `states` and `keys` are those of its words.
    fn candidates(
        &self,
        window: &Window,
        keys: &[String],
        states: &[f32],
        pool: &Arc<ThreadPool>,
    ) -> Result<Vec<Candidate>, EncodeError> {
        let spans = self.settings.spans(window, keys);
        let mut candidates = Vec::new();
        // Pieces of one size, so that none is a single row, whose last digits would be other ones.
        let pieces = spans.len().div_ceil(SPANS_AT_ONCE).max(1);
        for spans in spans.chunks(spans.len().div_ceil(pieces).max(1)) {
            candidates.extend(self.likely(spans, states, pool)?);
        }
        Ok(candidates)
    }

    /// Those of some spans, first and last word, that may play a role.
    fn likely(
        &self,
        spans: &[(usize, usize)],
        states: &[f32],
        pool: &Arc<ThreadPool>,
    ) -> Result<Vec<Candidate>, EncodeError> {
        let index = |word: usize| word as i32;
        let inputs = [
            Input::rows(states, STATE),
            Input::indices(spans.iter().map(|span| index(span.0))),
            Input::indices(spans.iter().map(|span| index(span.1))),
        ];
        let [logits, reps] = self.spans.run(inputs, pool)?;
        let (roles, width) = (self.settings.roles.len(), reps.len() / spans.len());
        let likely = (self.settings.least / (1.0 - self.settings.least)).ln();
        let candidates = spans.iter().zip(logits.chunks_exact(roles));
        let candidates = candidates.zip(reps.chunks_exact(width));
        Ok(candidates
            .map(|((&(first, last), logits), rep)| Candidate {
                first,
                last,
                logits: logits.to_vec(),
                rep: rep.to_vec(),
            })
            .filter(|candidate| candidate.best() > likely)
            .collect())
    }

    /// Adds the incidents of a passage to an encoding.
    pub(crate) fn read(
        &self,
        passage: &Passage,
        encoding: &mut Encoding,
        pool: &Arc<ThreadPool>,
    ) -> Result<(), EncodeError> {
        let Some(nodes) = gather(passage, &self.settings) else {
            return Ok(());
        };
        let sentences = passage
            .sentence
            .iter()
            .map(|&row| self.settings.sentence_row(row));
        let inputs = [
            Input::rows(&nodes.reps, nodes.reps.len() / nodes.len()),
            Input::rows(&nodes.roles, self.settings.roles.len()),
            Input::indices(nodes.counts.iter().copied()),
            Input::indices(nodes.sentences.iter().copied()),
            Input::rows(&passage.states, STATE),
            Input::indices(sentences),
        ];
        let [types, stages, members, same] = self.incidents.run(inputs, pool)?;
        let kinds = self.settings.types.len() + 1;
        let queries = types
            .chunks_exact(kinds)
            .zip(stages.chunks_exact(self.settings.stages.len()));
        let members = members.chunks_exact(nodes.len() * self.settings.roles.len());
        for ((types, stages), members) in queries.zip(members) {
            let types = softmax(types);
            if types[..kinds - 1].iter().sum::<f32>() >= LEAST_INCIDENT {
                encoding.incidents.push(FoundIncident {
                    types: self.settings.types.iter().copied().zip(types).collect(),
                    stage: self.settings.stages[argmax(stages)],
                    entities: self.entities(&nodes, members, &same),
                });
            }
        }
        Ok(())
    }

    fn entities(&self, nodes: &Nodes, members: &[f32], same: &[f32]) -> Vec<FoundEntity> {
        let roles = &self.settings.roles;
        let of_role = |(at, &role): (usize, &IncidentRole)| {
            let score = |node: usize| sigmoid(members[node * roles.len() + at]);
            let mut chosen: Vec<(usize, f32)> =
                (0..nodes.len()).map(|node| (node, score(node))).collect();
            chosen.retain(|(_, score)| *score >= LEAST_MEMBER);
            chosen.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            let named = |(node, score): &(usize, f32)| FoundName {
                spans: nodes.spans[*node].clone(),
                score: *score,
            };
            grouped(&chosen, same, nodes.len())
                .into_iter()
                .map(move |group| FoundEntity {
                    role,
                    names: group.iter().map(named).collect(),
                })
                .collect::<Vec<_>>()
        };
        roles.iter().enumerate().flat_map(of_role).collect()
    }
}

/// Nodes that are one entity, by mean likeness to those taken before; `chosen` comes strongest first.
fn grouped(chosen: &[(usize, f32)], same: &[f32], count: usize) -> Vec<Vec<(usize, f32)>> {
    let mut groups: Vec<Vec<(usize, f32)>> = Vec::new();
    for &(node, score) in chosen {
        let likeness = |group: &Vec<(usize, f32)>| {
            let sum: f32 = group
                .iter()
                .map(|(other, _)| sigmoid(same[node * count + other]))
                .sum();
            sum / group.len() as f32
        };
        let mut best: Option<(usize, f32)> = None;
        for (at, group) in groups.iter().enumerate() {
            let found = likeness(group);
            if best.is_none_or(|(_, most)| found > most) {
                best = Some((at, found));
            }
        }
        match best {
            Some((at, found)) if found > SAME => groups[at].push((node, score)),
            _ => groups.push(vec![(node, score)]),
        }
    }
    groups
}

pub(crate) fn softmax(logits: &[f32]) -> Vec<f32> {
    let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = logits.iter().map(|logit| (logit - most).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}
