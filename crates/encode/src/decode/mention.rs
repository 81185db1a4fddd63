//! Mentions: runs of words that a tagger marks.

use std::ops::Range;

use dateline_core::{Mention, MentionKind};

use crate::labels::{Labels, Tagger};
use crate::runtime::Logits;
use crate::window::Window;

/// When a run of words is a mention. All are probabilities that a word is inside a mention of the kind.
///
/// They lie below one half, so that a mention is found that the network half doubts: what is missed here is lost, what
/// is found too much is weighed again by those who read the score.
#[derive(Clone, Copy)]
struct Thresholds {
    /// Some word of the run reaches this.
    start: f32,
    /// Every word of the run reaches this.
    inside: f32,
    /// Whether a run may go on into the next sentence of the paragraph, as quoted speech does.
    crosses_sentences: bool,
}

/// A single word that reaches this between two words of a mention belongs to it, if the second does not begin a new one.
const BRIDGED: f32 = 0.10;

const ROLE: Thresholds = Thresholds {
    start: 0.35,
    inside: 0.25,
    crosses_sentences: false,
};
const ENTITY: Thresholds = Thresholds {
    start: 0.40,
    inside: 0.30,
    crosses_sentences: false,
};
const TRIGGER: Thresholds = Thresholds {
    start: 0.35,
    inside: 0.30,
    crosses_sentences: false,
};
const SOURCE_OR_CUE: Thresholds = Thresholds {
    start: 0.40,
    inside: 0.30,
    crosses_sentences: false,
};
const CONTENT: Thresholds = Thresholds {
    start: 0.50,
    inside: 0.35,
    crosses_sentences: true,
};

/// The mentions of a window, by start, then kind.
pub(super) fn mentions(window: &Window, logits: &Logits, labels: &Labels) -> Vec<Mention> {
    let outputs = [
        (&labels.role, &logits.role),
        (&labels.entity, &logits.entity),
        (&labels.trigger, &logits.trigger),
        (&labels.attribution, &logits.attribution),
    ];
    let mut found = Vec::new();
    for (taggers, logits) in outputs {
        let width: usize = taggers.iter().map(|tagger| tagger.width).sum();
        for tagger in taggers {
            tag(window, logits, width, tagger, &mut found);
        }
    }
    found.sort_by_key(|mention| (mention.span.start, mention.kind, mention.span.end));
    found
}

fn thresholds(kind: MentionKind) -> Thresholds {
    match kind {
        MentionKind::PerpInd
        | MentionKind::PerpOrg
        | MentionKind::Victim
        | MentionKind::Target
        | MentionKind::Weapon => ROLE,
        MentionKind::Attack
        | MentionKind::Die
        | MentionKind::Injure
        | MentionKind::Arrest
        | MentionKind::Demonstrate
        | MentionKind::Transport
        | MentionKind::OtherEvent => TRIGGER,
        MentionKind::Source | MentionKind::Cue => SOURCE_OR_CUE,
        MentionKind::Content => CONTENT,
        _ => ENTITY,
    }
}

/// Probabilities that a word begins a mention, and that it stands inside one, its beginning included.
#[derive(Clone, Copy)]
struct Tag {
    begins: f32,
    inside: f32,
}

fn tag(window: &Window, logits: &[f32], width: usize, tagger: &Tagger, found: &mut Vec<Mention>) {
    let rows: Vec<Vec<f32>> = window
        .words
        .iter()
        .map(|word| {
            let first = word.position * width + tagger.first;
            softmax(&logits[first..first + tagger.width])
        })
        .collect();
    for &(kind, begin, inside) in &tagger.kinds {
        let tags: Vec<Tag> = rows
            .iter()
            .map(|row| Tag {
                begins: row[begin],
                inside: row[begin] + if inside == begin { 0.0 } else { row[inside] },
            })
            .collect();
        let thresholds = thresholds(kind);
        let sentences = window.sentences.iter().map(|(_, words)| words.clone());
        let stretches: Vec<_> = if thresholds.crosses_sentences {
            window.paragraphs.clone()
        } else {
            sentences.collect()
        };
        for words in stretches
            .into_iter()
            .flat_map(|words| runs(&tags, words, thresholds))
        {
            found.push(Mention {
                span: window.words[words.start]
                    .span
                    .cover(window.words[words.end - 1].span),
                kind,
                score: mean(&tags[words]),
            });
        }
    }
}

/// Runs of words within `stretch` that make a mention. A word that begins rather than continues one parts two runs.
fn runs(tags: &[Tag], stretch: Range<usize>, thresholds: Thresholds) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let is_inside = |at: usize| tags[at].inside >= thresholds.inside;
    for at in stretch.filter(|&at| is_inside(at)) {
        let begins = tags[at].begins > tags[at].inside - tags[at].begins;
        match runs.last_mut() {
            Some(run) if !begins && joins(tags, run.end, at) => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    let strong = |run: &Range<usize>| {
        tags[run.clone()]
            .iter()
            .any(|tag| tag.inside >= thresholds.start)
    };
    runs.retain(strong);
    runs
}

/// Whether a run that ends before `end` goes on at word `at`.
fn joins(tags: &[Tag], end: usize, at: usize) -> bool {
    at == end || (at == end + 1 && tags[end].inside >= BRIDGED)
}

fn mean(tags: &[Tag]) -> f32 {
    let sum: f32 = tags.iter().map(|tag| tag.inside).sum();
    (sum / tags.len() as f32).min(1.0)
}

/// Probabilities that sum to one.
fn softmax(logits: &[f32]) -> Vec<f32> {
    let greatest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = logits
        .iter()
        .map(|logit| (logit - greatest).exp())
        .collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs that make a mention, as `(first word, one past the last)`. One tag a letter: `O` outside, `B` and `I` sure, `b` and `i` below one half, `w` too weak to start a mention,
    /// `-` too weak for anything but a bridge.
    fn found(letters: &str) -> Vec<(usize, usize)> {
        let tags: Vec<Tag> = letters
            .chars()
            .map(|letter| {
                let (begins, inside) = match letter {
                    'B' => (0.9, 0.95),
                    'I' => (0.05, 0.95),
                    'b' => (0.3, 0.4),
                    'i' => (0.1, 0.4),
                    'w' => (0.05, 0.28),
                    '-' => (0.05, 0.15),
                    _ => (0.0, 0.05),
                };
                Tag { begins, inside }
            })
            .collect();
        let runs = runs(&tags, 0..tags.len(), ROLE);
        runs.into_iter().map(|run| (run.start, run.end)).collect()
    }

    #[test]
    fn a_mention_runs_as_far_as_its_words_are_marked() {
        assert_eq!(found("OBIIO"), [(1, 4)]);
        assert_eq!(found("BOB"), [(0, 1), (2, 3)]);
    }

    #[test]
    fn a_beginning_parts_two_mentions() {
        assert_eq!(found("BIBI"), [(0, 2), (2, 4)]);
    }

    #[test]
    fn a_mention_that_is_half_doubted_is_kept() {
        assert_eq!(found("Obi"), [(1, 3)]);
        assert_eq!(found("OiiO"), [(1, 3)]);
    }

    #[test]
    fn weak_words_lengthen_a_mention_but_make_none() {
        assert_eq!(found("wBw"), [(1, 3)]);
        assert!(found("OwwO").is_empty());
    }

    #[test]
    fn one_doubtful_word_does_not_part_a_mention() {
        assert_eq!(found("BI-I"), [(0, 4)]);
        assert_eq!(found("BIOI"), [(0, 2), (3, 4)]);
        assert_eq!(found("BI-BI"), [(0, 2), (3, 5)]);
        assert_eq!(found("BI--I"), [(0, 2), (4, 5)]);
        assert_eq!(found("BI-"), [(0, 2)]);
    }

    #[test]
    fn softmax_holds_for_extreme_logits() {
        assert_eq!(softmax(&[1e30, 0.0]), [1.0, 0.0]);
    }
}
