//! Whether a reader would call words found an attribution; `training/attribution.py` learns what speaks for it.

use std::ops::Range;

use crate::signs::{coarse, word_sign};
use crate::syntax::{Syntax, TokenId};

use super::evidence::{Evidence, Question, weigh};
use super::find::Found;

/// Logarithm of the odds from which on it is shown: what served best on the articles that taught the weights.
const SHOWN: f32 = -0.6;

/// Whether it is shown as an attribution.
pub(super) fn is_likely(
    syntax: &Syntax<'_>,
    evidence: &Evidence,
    found: &Found,
    content: &[Range<TokenId>],
) -> bool {
    let signs = attribution_signs(syntax, evidence, found, content);
    weigh(Question::Attribution, &signs) > SHOWN
}

/// What speaks for its being one; all have the sign `ANY`.
pub(super) fn attribution_signs(
    syntax: &Syntax<'_>,
    evidence: &Evidence,
    found: &Found,
    content: &[Range<TokenId>],
) -> Vec<String> {
    let tokens: Vec<TokenId> = content.iter().cloned().flatten().collect();
    let mut signs = vec!["ANY".to_owned()];
    signs.extend(cue_signs(syntax, found));
    signs.extend(marked_signs(evidence, found, &tokens));
    if let Some(speaker) = &found.speaker {
        let head = speaker.head;
        signs.extend([
            format!("speaker {} {}", syntax.upos(head), syntax.deprel(head)),
            format!("speaker {}", word_sign(syntax, Some(head))),
            format!("speaker at {}", coarse(head as isize - found.verb as isize)),
            format!("speaker of verb {}", syntax.head(head) == Some(found.verb)),
        ]);
    }
    let has = |wanted: &dyn Fn(TokenId) -> bool| tokens.iter().any(|&id| wanted(id));
    signs.extend([
        format!(
            "content of {} in {}",
            coarse(tokens.len() as isize),
            content.len()
        ),
        format!(
            "verb said {}",
            has(&|id| matches!(syntax.upos(id), "VERB" | "AUX"))
        ),
        format!(
            "subject said {}",
            has(&|id| syntax.deprel(id).starts_with("nsubj"))
        ),
        format!("within quotation {}", evidence.quoted[found.verb]),
        format!("within content {}", evidence.content[found.verb] > 0.0),
    ]);
    if let Some(&first) = tokens.first() {
        signs.push(format!("said first {}", word_sign(syntax, Some(first))));
        signs.push(format!("said first {}", syntax.upos(first)));
    }
    signs
}

/// The words that say so, and those around them.
fn cue_signs(syntax: &Syntax<'_>, found: &Found) -> Vec<String> {
    let around = |at: Option<TokenId>| at.filter(|&at| at < syntax.len());
    let before = around(found.words.start.checked_sub(1));
    let after = around(Some(found.words.end));
    let word = |at: Option<TokenId>| word_sign(syntax, at);
    let pos = |at: Option<TokenId>| at.map_or("NONE", |at| syntax.upos(at));
    let words: Vec<&str> = found
        .words
        .clone()
        .map(|id| word_sign(syntax, Some(id)))
        .collect();
    vec![
        format!(
            "{:?} {} {} {}",
            found.shape,
            found.origin(),
            found.by_rule,
            found.believed
        ),
        format!("{:?} {:?}", found.stance, found.certainty),
        format!("cue {}", words.join(" ")),
        format!("verb {}", word_sign(syntax, Some(found.verb))),
        format!(
            "verb {} {}",
            syntax.upos(found.verb),
            syntax.deprel(found.verb)
        ),
        format!("before {}", word(before)),
        format!("after {}", word(after)),
        format!("{} | {}", pos(before), pos(after)),
    ]
}

/// How surely the encoder marks cue, speaker and content.
fn marked_signs(evidence: &Evidence, found: &Found, content: &[TokenId]) -> Vec<String> {
    let surest =
        |marks: &[f32], tokens: Range<TokenId>| marks[tokens].iter().copied().fold(0.0, f32::max);
    let cue = surest(&evidence.cue, found.words.clone());
    let source = found
        .speaker
        .as_ref()
        .map(|phrase| surest(&evidence.source, phrase.tokens.clone()));
    let source = source.unwrap_or(0.0);
    let is_marked = |&&id: &&TokenId| evidence.content[id] > 0.0;
    let marked = content.iter().filter(is_marked).count() as f32 / content.len().max(1) as f32;
    vec![
        format!("cue marked {:.1}", cue),
        format!("source marked {:.1}", source),
        format!("content marked {:.1}", marked),
        format!("has speaker {}", found.speaker.is_some()),
        format!(
            "marked cue {} source {} content {}",
            cue > 0.0,
            source > 0.0,
            marked > 0.5
        ),
        format!(
            "marked cue {} source {} {:?}",
            cue > 0.8,
            source > 0.8,
            found.shape
        ),
    ]
}
