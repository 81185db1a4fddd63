//! Parts of speech, trees and factuality.

use std::ops::Range;

use dateline_core::DependencyToken;

use super::argmax;
use crate::labels::Labels;
use crate::runtime::Logits;
use crate::tree::{ArcScores, best_tree};
use crate::window::{Window, WindowWord};

/// The range of UDS-IH2's factuality.
const FACTUALITY: (f32, f32) = (-3.0, 3.0);

/// The words of a window with their syntax; heads count from its first word.
pub(super) fn tokens(window: &Window, logits: &Logits, labels: &Labels) -> Vec<DependencyToken> {
    let mut tokens = Vec::with_capacity(window.words.len());
    for (_, words) in &window.sentences {
        let heads = heads(window, logits, words.clone());
        let sentence = window.words[words.clone()].iter().zip(heads);
        tokens.extend(sentence.map(|(word, head)| {
            let head = head.map(|head| (words.start + head) as u32);
            token(word, head, logits, labels)
        }));
    }
    tokens
}

fn heads(window: &Window, logits: &Logits, words: Range<usize>) -> Vec<Option<usize>> {
    let length = window.ids.len();
    let words = &window.words[words];
    best_tree(&ArcScores::new(words.len(), |dependent, head| {
        let head = head.map_or(0, |head| words[head].position);
        logits.arc[words[dependent].position * length + head]
    }))
}

fn token(
    word: &WindowWord,
    head: Option<u32>,
    logits: &Logits,
    labels: &Labels,
) -> DependencyToken {
    let upos = argmax(row(&logits.upos, labels.upos.len(), word.position));
    let deprel = relation(
        row(&logits.deprel, labels.deprel.len(), word.position),
        head,
        labels,
    );
    let factuality = logits.factuality[word.position];
    DependencyToken {
        span: word.span,
        upos: labels.upos[upos].clone(),
        head,
        deprel,
        factuality: if factuality.is_nan() {
            0.0
        } else {
            factuality.clamp(FACTUALITY.0, FACTUALITY.1)
        },
    }
}

fn row(logits: &[f32], width: usize, position: usize) -> &[f32] {
    &logits[position * width..(position + 1) * width]
}

/// The best relation that the tree allows: `root` for the root and for no other word.
fn relation(logits: &[f32], head: Option<u32>, labels: &Labels) -> String {
    const ROOT: &str = "root";
    if head.is_none() {
        return ROOT.to_owned();
    }
    let mut allowed = logits.to_vec();
    for (logit, name) in allowed.iter_mut().zip(&labels.deprel) {
        if name == ROOT {
            *logit = f32::NEG_INFINITY;
        }
    }
    labels.deprel[argmax(&allowed)].clone()
}
