//! What the encoder marks as source, cue and content, where the rules find nothing or too little.

use std::ops::Range;

use dateline_core::{Certainty, Encoding, Mention, MentionKind, Stance};

use crate::syntax::{Syntax, TokenId};

use super::cues::Shape;
use super::find::Found;
use super::phrase::Phrase;

/// Below this the encoder's cue is not believed alone.
const BELIEVED: f32 = 0.5;

/// Characters: below this a marked content is a slip.
const SHORTEST_CONTENT: u32 = 15;

/// Adds an attribution for each cue that the encoder marks in a sentence without one, beside a source it marks there.
pub(crate) fn add(syntax: &Syntax<'_>, encoding: &Encoding, found: &mut Vec<Found>) {
    let covered: Vec<usize> = found
        .iter()
        .filter(|found| found.speaker.is_some())
        .map(|found| syntax.sentence_of(found.verb))
        .collect();
    let mut added = Vec::new();
    for cue in marked(encoding, MentionKind::Cue) {
        let words = syntax.tokens_in(cue.span);
        if words.is_empty()
            || covered.contains(&syntax.sentence_of(words.start))
            || !is_reporting(syntax, found, &words)
        {
            continue;
        }
        added.extend(beside(syntax, encoding, words));
    }
    found.extend(added);
    found.sort_by_key(|found| found.words.start);
}

fn marked(encoding: &Encoding, kind: MentionKind) -> impl Iterator<Item = &Mention> {
    encoding
        .mentions
        .iter()
        .filter(move |mention| mention.kind == kind && mention.score > BELIEVED)
}

/// Whether a marked cue can be one: it holds a verb that happened to be left out of the table, under no modal.
fn is_reporting(syntax: &Syntax<'_>, found: &[Found], words: &Range<TokenId>) -> bool {
    let is_planned =
        |id: TokenId| matches!(syntax.word(id), "will" | "would" | "to" | "may" | "might");
    words.clone().any(|id| syntax.upos(id) == "VERB")
        && !words.clone().any(is_planned)
        && !super::polarity::is_hypothetical(syntax, words, Shape::Speech)
        && !super::polarity::is_impersonal_passive(syntax, words)
        && found
            .iter()
            .all(|found| found.words.end <= words.start || words.end <= found.words.start)
}

/// Whether a marked content can be said: a clause with its subject, a "that" or quoted words; not the object of an act
/// ("handed over 250 kits").
fn is_clause(syntax: &Syntax<'_>, tokens: &Range<TokenId>) -> bool {
    let opens = matches!(
        syntax.word(tokens.start),
        "that" | "\"" | "“" | "how" | "whether" | "why"
    );
    let head = syntax.head_of_span(syntax.span_of_tokens(tokens.clone()));
    let subjects = ["nsubj", "nsubj:pass", "expl", "csubj"];
    opens || head.is_some_and(|head| syntax.children_by(head, &subjects).next().is_some())
}

fn beside(syntax: &Syntax<'_>, encoding: &Encoding, words: Range<TokenId>) -> Option<Found> {
    let sentence = syntax.sentence_of(words.start);
    let near = |tokens: &Range<TokenId>| {
        !tokens.is_empty() && syntax.sentence_of(tokens.start) == sentence
    };
    let gap = |tokens: &Range<TokenId>| tokens.start.abs_diff(words.start);
    let source = marked(encoding, MentionKind::Source)
        .map(|mention| syntax.tokens_in(mention.span))
        .filter(|tokens| near(tokens))
        .min_by_key(gap)?;
    let content = marked(encoding, MentionKind::Content)
        .map(|mention| syntax.tokens_in(mention.span))
        .filter(|tokens| near(tokens))
        .filter(|tokens| syntax.span_of_tokens(tokens.clone()).len() > SHORTEST_CONTENT)
        .filter(|tokens| is_clause(syntax, tokens))
        .min_by_key(gap)?;
    let head = syntax.head_of_span(syntax.span_of_tokens(source.clone()))?;
    Some(Found {
        verb: words.start,
        words,
        shape: Shape::Speech,
        speaker: Some(Phrase {
            head,
            tokens: source,
        }),
        outer: None,
        content: vec![content],
        stance: Stance::Asserts,
        certainty: Certainty::Stated,
        distanced: false,
    })
}

/// Lengthens a content to the end of the encoder's, within its sentence, where the two overlap and no other cue stands
/// in what is added.
pub(crate) fn widen(syntax: &Syntax<'_>, encoding: &Encoding, found: &mut [Found]) {
    let cues: Vec<(TokenId, Range<TokenId>)> = found
        .iter()
        .map(|found| (found.verb, found.words.clone()))
        .collect();
    let contents: Vec<Range<TokenId>> = marked(encoding, MentionKind::Content)
        .map(|mention| syntax.tokens_in(mention.span))
        .collect();
    for found in found.iter_mut().filter(|found| found.speaker.is_some()) {
        let Some(last) = found.content.last_mut() else {
            continue;
        };
        let end = syntax.sentence_tokens(syntax.sentence_of(last.start)).end;
        for content in &contents {
            let wider = content.end.min(end);
            let is_overlapping = content.start < last.end && last.start < content.end;
            let is_free = cues
                .iter()
                .all(|(verb, _)| !(last.end..wider).contains(verb));
            if is_overlapping && wider > last.end && is_free {
                last.end = wider;
            }
        }
    }
}
