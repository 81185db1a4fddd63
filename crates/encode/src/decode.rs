//! From the logits of a window to words, trees and mentions.

mod grammar;
mod mention;
mod syntax;

use dateline_core::{DependencyToken, DocumentLabel, Encoding, Mention, Sentence};

pub(crate) use grammar::Grammar;

use crate::error::EncodeError;
use crate::incident::{Part, STATE};
use crate::labels::Labels;
use crate::runtime::Logits;
use crate::window::Window;

/// What one window says; token indices count from its first word.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    sentences: Vec<Sentence>,
    tokens: Vec<DependencyToken>,
    mentions: Vec<Mention>,
    labels: Vec<(DocumentLabel, f32)>,
    /// What the incident head needs to know of it.
    pub(crate) part: Part,
}

/// Reads the logits of `window`.
pub(crate) fn decode(
    window: &Window,
    logits: &Logits,
    labels: &Labels,
    grammar: &Grammar,
) -> Result<Decoded, EncodeError> {
    check(window, logits, labels)?;
    let sentence = |(span, words): &(dateline_core::Span, std::ops::Range<usize>)| Sentence {
        span: *span,
        first_token: words.start as u32,
        end_token: words.end as u32,
    };
    let document = labels.document.iter().zip(&logits.document);
    Ok(Decoded {
        sentences: window.sentences.iter().map(sentence).collect(),
        tokens: syntax::tokens(window, logits, labels, grammar),
        mentions: mention::mentions(window, logits, labels),
        labels: document
            .map(|(&label, &logit)| (label, sigmoid(logit)))
            .collect(),
        part: Part::default(),
    })
}

/// Adds what a window says to what those before it said.
pub(crate) fn append(encoding: &mut Encoding, window: Decoded) {
    let offset = encoding.tokens.len() as u32;
    encoding
        .sentences
        .extend(window.sentences.into_iter().map(|mut sentence| {
            sentence.first_token += offset;
            sentence.end_token += offset;
            sentence
        }));
    encoding
        .tokens
        .extend(window.tokens.into_iter().map(|mut token| {
            token.head = token.head.map(|head| head + offset);
            token
        }));
    encoding.mentions.extend(window.mentions);
    if encoding.labels.is_empty() {
        encoding.labels = window.labels;
    } else {
        for ((_, greatest), (_, score)) in encoding.labels.iter_mut().zip(window.labels) {
            *greatest = greatest.max(score);
        }
    }
}

pub(crate) fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

/// Index of the greatest number; the first of equals.
pub(crate) fn argmax(logits: &[f32]) -> usize {
    let mut best = 0;
    for (index, logit) in logits.iter().enumerate() {
        if *logit > logits[best] {
            best = index;
        }
    }
    best
}

fn check(window: &Window, logits: &Logits, labels: &Labels) -> Result<(), EncodeError> {
    let length = window.ids.len();
    let width = |taggers: &[crate::labels::Tagger]| -> usize {
        length * taggers.iter().map(|tagger| tagger.width).sum::<usize>()
    };
    let outputs = [
        ("upos", logits.upos.len(), length * labels.upos.len()),
        ("deprel", logits.deprel.len(), length * labels.deprel.len()),
        ("arc", logits.arc.len(), length * length),
        ("role", logits.role.len(), width(&labels.role)),
        ("entity", logits.entity.len(), width(&labels.entity)),
        ("trigger", logits.trigger.len(), width(&labels.trigger)),
        (
            "attribution",
            logits.attribution.len(),
            width(&labels.attribution),
        ),
        ("factuality", logits.factuality.len(), length),
        ("document", logits.document.len(), labels.document.len()),
        ("states", logits.states.len(), length * STATE),
    ];
    match outputs
        .into_iter()
        .find(|(_, found, wanted)| found != wanted)
    {
        None => Ok(()),
        Some((output, found, wanted)) => Err(EncodeError::Shape {
            output,
            found,
            wanted,
        }),
    }
}
