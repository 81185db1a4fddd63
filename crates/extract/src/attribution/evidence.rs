//! What the encoder's marks and the quotation marks say of each token, and what `data/attribution.tsv` makes of signs.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use dateline_core::{Encoding, MentionKind};

use crate::syntax::{Syntax, TokenId};
use crate::table::rows;

use super::quotes::Quotation;

/// How surely each token is marked, 0 where it is not, and whether it is quoted.
pub(crate) struct Evidence {
    pub(super) source: Vec<f32>,
    pub(super) cue: Vec<f32>,
    pub(super) content: Vec<f32>,
    pub(super) quoted: Vec<bool>,
    /// First tokens of marked contents, and the tokens behind their last.
    pub(super) content_starts: HashSet<TokenId>,
    pub(super) content_ends: HashSet<TokenId>,
}

impl Evidence {
    pub(super) fn of(syntax: &Syntax<'_>, encoding: &Encoding, quotations: &[Quotation]) -> Self {
        let mut evidence = Self {
            source: vec![0.0; syntax.len()],
            cue: vec![0.0; syntax.len()],
            content: vec![0.0; syntax.len()],
            quoted: vec![false; syntax.len()],
            content_starts: HashSet::new(),
            content_ends: HashSet::new(),
        };
        for mention in &encoding.mentions {
            let tokens = syntax.tokens_in(mention.span);
            let marked = match mention.kind {
                MentionKind::Source => &mut evidence.source,
                MentionKind::Cue => &mut evidence.cue,
                MentionKind::Content => {
                    evidence.content_starts.insert(tokens.start);
                    evidence.content_ends.insert(tokens.end);
                    &mut evidence.content
                }
                _ => continue,
            };
            marked[tokens].fill(mention.score);
        }
        for quotation in quotations {
            evidence.quoted[quotation.tokens.clone()].fill(true);
        }
        evidence
    }
}

/// What signs are weighed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Question {
    /// Does a content start here?
    Start,
    /// Does it end before this token?
    End,
    /// Would a reader call it an attribution?
    Attribution,
}

/// How much each sign speaks for it.
static WEIGHTS: LazyLock<HashMap<Question, HashMap<&'static str, f32>>> = LazyLock::new(|| {
    let mut weights: HashMap<Question, HashMap<&str, f32>> = HashMap::new();
    for row in rows(include_str!("../../../../data/attribution.tsv")) {
        let question = match row[0] {
            "start" => Question::Start,
            "end" => Question::End,
            _ => Question::Attribution,
        };
        if let (Some(sign), Some(Ok(weight))) = (row.get(1), row.get(2).map(|cell| cell.parse())) {
            weights.entry(question).or_default().insert(sign, weight);
        }
    }
    weights
});

/// What all signs together say.
pub(super) fn weigh(question: Question, signs: &[String]) -> f32 {
    let Some(weights) = WEIGHTS.get(&question) else {
        return 0.0;
    };
    signs
        .iter()
        .filter_map(|sign| weights.get(sign.as_str()))
        .sum()
}
