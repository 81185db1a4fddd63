//! Parts of speech, trees and factuality.

use dateline_core::DependencyToken;

use super::argmax;
use super::grammar::{Grammar, SentenceScores};
use crate::labels::Labels;
use crate::runtime::Logits;
use crate::window::{Window, WindowWord};

/// The range of UDS-IH2's factuality.
const FACTUALITY: (f32, f32) = (-3.0, 3.0);

/// The words of a window with their syntax; heads count from its first word.
pub(super) fn tokens(
    window: &Window,
    logits: &Logits,
    labels: &Labels,
    grammar: &Grammar,
) -> Vec<DependencyToken> {
    let mut tokens = Vec::with_capacity(window.words.len());
    for (_, words) in &window.sentences {
        let sentence = &window.words[words.clone()];
        let scores = scores(sentence, window.ids.len(), logits, labels);
        let parsed = grammar.parse(&scores);
        for ((word, upos), (head, relation)) in sentence.iter().zip(scores.upos).zip(parsed) {
            tokens.push(DependencyToken {
                span: word.span,
                upos: labels.upos[upos].clone(),
                head: head.map(|head| (words.start + head) as u32),
                deprel: labels.deprel[relation].clone(),
                factuality: factuality(logits.factuality[word.position]),
            });
        }
    }
    tokens
}

fn scores(words: &[WindowWord], length: usize, logits: &Logits, labels: &Labels) -> SentenceScores {
    let arcs = |word: &WindowWord| {
        let row = row(&logits.arc, length, word.position);
        let heads = words.iter().map(|head| row[head.position]);
        log_softmax(std::iter::once(row[0]).chain(heads).collect())
    };
    let relations = |word: &WindowWord| {
        log_softmax(row(&logits.deprel, labels.deprel.len(), word.position).to_vec())
    };
    let upos = |word: &WindowWord| argmax(row(&logits.upos, labels.upos.len(), word.position));
    SentenceScores {
        upos: words.iter().map(upos).collect(),
        arcs: words.iter().map(arcs).collect(),
        relations: words.iter().map(relations).collect(),
    }
}

fn log_softmax(mut logits: Vec<f32>) -> Vec<f32> {
    let greatest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = logits.iter().map(|logit| (logit - greatest).exp()).sum();
    for logit in &mut logits {
        *logit -= greatest + sum.ln();
    }
    logits
}

fn factuality(logit: f32) -> f32 {
    if logit.is_nan() {
        0.0
    } else {
        logit.clamp(FACTUALITY.0, FACTUALITY.1)
    }
}

fn row(logits: &[f32], width: usize, position: usize) -> &[f32] {
    &logits[position * width..(position + 1) * width]
}
