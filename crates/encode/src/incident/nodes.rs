//! Spans gathered by their words.

use std::collections::HashMap;

use dateline_core::Span;

use super::passage::Passage;
use super::settings::Settings;
use super::{Candidate, softmax};

/// Distinct strings of a passage that may play a role; matrices are row-major, one row a node.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    pub(super) reps: Vec<f32>,
    pub(super) roles: Vec<f32>,
    pub(super) counts: Vec<i32>,
    pub(super) sentences: Vec<i32>,
    /// Where each string stands, the likeliest place first.
    pub(super) spans: Vec<Vec<Span>>,
}

impl Nodes {
    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }
}

/// The nodes of the likeliest spans; `None` where there are none.
pub(super) fn gather(passage: &Passage, settings: &Settings) -> Option<Nodes> {
    let mut candidates: Vec<&Candidate> = passage.candidates.iter().collect();
    candidates.sort_by(|a, b| {
        b.best()
            .total_cmp(&a.best())
            .then((a.first, a.last).cmp(&(b.first, b.last)))
    });
    candidates.truncate(settings.most);
    let mut index: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<Vec<&Candidate>> = Vec::new();
    for candidate in candidates {
        let key = settings.key(&passage.keys[candidate.first..=candidate.last]);
        if key.is_empty() {
            continue;
        }
        let at = *index.entry(key).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Vec::new());
        }
        groups[at].push(candidate);
    }
    let mut nodes = Nodes::default();
    for group in &groups {
        add(&mut nodes, passage, settings, group);
    }
    (!groups.is_empty()).then_some(nodes)
}

fn add(nodes: &mut Nodes, passage: &Passage, settings: &Settings, group: &[&Candidate]) {
    let best: Vec<f32> = group.iter().map(|candidate| candidate.best()).collect();
    let weights = softmax(&best);
    let width = group[0].rep.len();
    nodes.reps.extend((0..width).map(|column| {
        let weighted = group.iter().zip(&weights);
        weighted
            .map(|(candidate, weight)| weight * candidate.rep[column])
            .sum::<f32>()
    }));
    nodes.roles.extend((0..group[0].logits.len()).map(|role| {
        let logits = group.iter().map(|candidate| candidate.logits[role]);
        logits.fold(f32::NEG_INFINITY, f32::max)
    }));
    nodes.counts.push(settings.count_row(group.len()));
    let first = group
        .iter()
        .map(|candidate| passage.sentence[candidate.first])
        .min();
    nodes
        .sentences
        .push(settings.sentence_row(first.unwrap_or(0)));
    let span = |candidate: &&Candidate| {
        passage.words[candidate.first].cover(passage.words[candidate.last])
    };
    nodes.spans.push(group.iter().map(span).collect());
}
