//! What the encoder marks as source, cue and content: where the rules find nothing, and where its borders are better.

use std::ops::Range;

use dateline_core::{Certainty, Encoding, MentionKind, Stance};

use crate::syntax::{Syntax, TokenId};

use super::content::{self, Place};
use super::cues::Shape;
use super::find::Found;
use super::phrase::Phrase;
use super::quotes::Quotation;

/// Below this the encoder's marks are not believed.
const BELIEVED: f32 = 0.5;

/// Characters: below this a marked content is a slip.
const SHORTEST_CONTENT: u32 = 15;

/// Tokens: a source or content further from its cue belongs to another.
const FURTHEST: usize = 40;

/// The encoder's marks, as tokens, in order.
pub(crate) struct Marks {
    sources: Vec<Range<TokenId>>,
    cues: Vec<Range<TokenId>>,
    /// Cues that are not believed: shown, where all else speaks for them, but no claims rest on them.
    faint: Vec<Range<TokenId>>,
    contents: Vec<Range<TokenId>>,
}

impl Marks {
    pub(crate) fn of(syntax: &Syntax<'_>, encoding: &Encoding, quotations: &[Quotation]) -> Self {
        let marked = |kind: MentionKind, is_believed: bool| {
            encoding
                .mentions
                .iter()
                .filter(move |mention| {
                    mention.kind == kind && (mention.score > BELIEVED) == is_believed
                })
                .map(|mention| syntax.tokens_in(mention.span))
                .filter(|tokens| !tokens.is_empty())
                .collect()
        };
        let cues: Vec<Range<TokenId>> = marked(MentionKind::Cue, true);
        Self {
            sources: marked(MentionKind::Source, true),
            faint: marked(MentionKind::Cue, false),
            contents: without_slips(syntax, marked(MentionKind::Content, true), &cues)
                .into_iter()
                .flat_map(|content| by_sentence(syntax, quotations, content))
                .collect(),
            cues,
        }
    }

    /// The content that stands right beside a cue and its speaker.
    fn close_content(&self, syntax: &Syntax<'_>, found: &Found) -> Option<Range<TokenId>> {
        const NEAR: usize = 3;
        let speaker = found.speaker.as_ref()?;
        self.content(syntax, &found.words).filter(|content| {
            gap(content, &found.words).min(gap(content, &speaker.tokens)) <= NEAR
                && !meet(content, &speaker.tokens)
        })
    }

    /// The source that belongs to a cue: the nearest one of its sentence.
    fn source(&self, syntax: &Syntax<'_>, cue: &Range<TokenId>) -> Option<Range<TokenId>> {
        nearest(syntax, &self.sources, cue)
    }

    /// The content that belongs to a cue, where the cue does not itself stand in what someone says.
    fn content(&self, syntax: &Syntax<'_>, cue: &Range<TokenId>) -> Option<Range<TokenId>> {
        let is_nested = self.contents.iter().any(|content| meet(content, cue));
        nearest(syntax, &self.contents, cue).filter(|_| !is_nested)
    }
}

/// Contents of one sentence that a word or two part, no cue among them, are one: the encoder slipped.
fn without_slips(
    syntax: &Syntax<'_>,
    contents: Vec<Range<TokenId>>,
    cues: &[Range<TokenId>],
) -> Vec<Range<TokenId>> {
    let mut joined: Vec<Range<TokenId>> = Vec::new();
    for range in contents {
        match joined.last_mut() {
            Some(last) if is_slip(syntax, &(last.end..range.start), cues) => last.end = range.end,
            _ => joined.push(range),
        }
    }
    joined
}

fn is_slip(syntax: &Syntax<'_>, between: &Range<TokenId>, cues: &[Range<TokenId>]) -> bool {
    const LONGEST: usize = 2;
    between.start <= between.end
        && between.len() <= LONGEST
        && between.start > 0
        && syntax.sentence_of(between.start - 1) == syntax.sentence_of(between.end)
        && !between
            .clone()
            .any(|id| matches!(syntax.word(id), "," | "\"" | "“" | "”" | ";"))
        && cues.iter().all(|cue| !meet(cue, between))
}

/// What is said ends with its sentence, unless a quotation goes on.
fn by_sentence(
    syntax: &Syntax<'_>,
    quotations: &[Quotation],
    content: Range<TokenId>,
) -> Vec<Range<TokenId>> {
    let mut parts = vec![content.clone()];
    for sentence in syntax.sentence_of(content.start)..syntax.sentence_of(content.end - 1) {
        let border = syntax.sentence_tokens(sentence).end;
        let is_quoted = quotations
            .iter()
            .any(|quotation| quotation.tokens.start < border && border < quotation.tokens.end + 2);
        if let Some(last) = parts.last_mut().filter(|_| !is_quoted) {
            last.end = border;
            parts.push(border..content.end);
        }
    }
    parts
}

pub(crate) fn meet(a: &Range<TokenId>, b: &Range<TokenId>) -> bool {
    a.start < b.end && b.start < a.end
}

fn gap(a: &Range<TokenId>, b: &Range<TokenId>) -> usize {
    if a.end <= b.start {
        b.start - a.end
    } else {
        a.start.saturating_sub(b.end)
    }
}

fn nearest(
    syntax: &Syntax<'_>,
    marked: &[Range<TokenId>],
    cue: &Range<TokenId>,
) -> Option<Range<TokenId>> {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(cue.start));
    marked
        .iter()
        .filter(|tokens| meet(tokens, &sentence) && !meet(tokens, cue))
        .min_by_key(|tokens| gap(tokens, cue))
        .filter(|tokens| gap(tokens, cue) <= FURTHEST)
        .cloned()
}

/// Adds an attribution for each cue that the encoder marks and the rules lack.
pub(crate) fn add(syntax: &Syntax<'_>, marks: &Marks, found: &mut Vec<Found>) {
    let mut added = Vec::new();
    let faint = marks.faint.iter().map(|cue| (cue, false));
    for (cue, is_clear) in marks.cues.iter().map(|cue| (cue, true)).chain(faint) {
        let is_known = found.iter().any(|found| meet(&found.words, cue));
        if is_known {
            continue;
        }
        let mut one = beside(syntax, marks, cue);
        let is_free = found
            .iter()
            .filter(|other| other.speaker.is_some())
            .all(|other| {
                let mut contents = other.content.iter();
                contents.all(|range| one.content.iter().all(|own| !meet(own, range)))
            });
        one.believed = is_clear
            && one.speaker.is_some()
            && is_free
            && is_reporting(syntax, found, cue)
            && is_speech(syntax, &one);
        added.push(one);
    }
    found.extend(added);
    found.sort_by_key(|found| found.words.start);
}

/// Whether a marked cue can be one that says so: it holds a verb that happened to be left out of the table, under no modal.
fn is_reporting(syntax: &Syntax<'_>, found: &[Found], words: &Range<TokenId>) -> bool {
    let is_planned =
        |id: TokenId| matches!(syntax.word(id), "will" | "would" | "to" | "may" | "might");
    words.clone().any(|id| syntax.upos(id) == "VERB")
        && !words.clone().any(is_planned)
        && !super::polarity::is_hypothetical(syntax, words, Shape::Speech)
        && !super::polarity::is_impersonal_passive(syntax, words)
        && !super::polarity::takes_lives(syntax, words)
        && !super::polarity::names_no_accuser(syntax, words)
        && found.iter().all(|found| !meet(&found.words, words))
}

/// Whether the content can be said: a clause with its subject, a "that" or quoted words; not the object of an act
/// ("handed over 250 kits").
fn is_speech(syntax: &Syntax<'_>, found: &Found) -> bool {
    found.content.iter().any(|tokens| {
        let span = syntax.span_of_tokens(tokens.clone());
        let opens = matches!(
            syntax.word(tokens.start),
            "that" | "\"" | "“" | "how" | "whether" | "why"
        );
        let subjects = ["nsubj", "nsubj:pass", "expl", "csubj"];
        let is_clause = syntax
            .head_of_span(span)
            .is_some_and(|head| syntax.children_by(head, &subjects).next().is_some());
        span.len() > SHORTEST_CONTENT && (opens || is_clause)
    })
}

/// The attribution that a marked cue makes with the source and the content beside it.
fn beside(syntax: &Syntax<'_>, marks: &Marks, cue: &Range<TokenId>) -> Found {
    let verb = cue
        .clone()
        .rfind(|&id| syntax.upos(id) == "VERB")
        .unwrap_or(cue.start);
    let speaker = speaker_of(syntax, marks, cue, verb);
    let content = match marks.content(syntax, cue) {
        Some(content) => vec![content],
        None => content::of_verb(
            &Place {
                syntax,
                sentence: syntax.sentence_tokens(syntax.sentence_of(cue.start)),
                cue: cue.clone(),
                verb,
                speaker: speaker.as_ref().map(|phrase| phrase.tokens.clone()),
            },
            Shape::Object,
        ),
    };
    Found {
        verb,
        words: cue.clone(),
        shape: Shape::Speech,
        speaker,
        outer: None,
        content,
        stance: Stance::Asserts,
        certainty: Certainty::Stated,
        distanced: false,
        marked: Vec::new(),
        by_rule: false,
        believed: true,
    }
}

/// The source that the tree gives the cue, if the encoder marks it too; else the one that it marks nearby; else the tree's.
fn speaker_of(
    syntax: &Syntax<'_>,
    marks: &Marks,
    cue: &Range<TokenId>,
    verb: TokenId,
) -> Option<Phrase> {
    let by_tree = super::speaker::of_verb(syntax, verb, cue, false);
    let is_marked = |phrase: &Phrase| {
        let mut sources = marks.sources.iter();
        sources.any(|source| meet(source, &phrase.tokens))
    };
    let nearby = |tokens: Range<TokenId>| Phrase {
        head: syntax
            .head_of_span(syntax.span_of_tokens(tokens.clone()))
            .unwrap_or(tokens.start),
        tokens,
    };
    by_tree
        .clone()
        .filter(is_marked)
        .or_else(|| marks.source(syntax, cue).map(nearby))
        .or_else(|| by_tree.filter(|_| syntax.upos(verb) == "VERB"))
}

/// Notes the borders that the encoder gives a content, for a reader, and adds to what the rules found what they lack.
///
/// The rules' own words stay in the content on which claims rest: the encoder's marks break off more easily.
pub(crate) fn settle(syntax: &Syntax<'_>, marks: &Marks, found: &mut [Found]) {
    let verbs: Vec<TokenId> = found
        .iter()
        .filter(|found| found.believed)
        .map(|found| found.verb)
        .collect();
    for found in found
        .iter_mut()
        .filter(|found| found.speaker.is_some() && found.believed)
    {
        let overlapping = marks.contents.iter().filter(|content| {
            let is_own = found.content.iter().any(|range| meet(range, content));
            is_own && !meet(content, &found.words)
        });
        let mut own: Vec<Range<TokenId>> = overlapping.cloned().collect();
        if own.is_empty() {
            own.extend(marks.close_content(syntax, found));
        }
        widen(syntax, &verbs, &own, found);
        found.marked = own;
    }
}

/// Lengthens a content to the end of the encoder's, within its sentence, where the two overlap and no other cue stands
/// in what is added.
fn widen(syntax: &Syntax<'_>, verbs: &[TokenId], marked: &[Range<TokenId>], found: &mut Found) {
    let Some(last) = found.content.last_mut() else {
        found.content = marked.to_vec();
        return;
    };
    let end = syntax.sentence_tokens(syntax.sentence_of(last.start)).end;
    for content in marked {
        let wider = content.end.min(end);
        let is_free = verbs.iter().all(|verb| !(last.end..wider).contains(verb));
        if meet(content, last) && wider > last.end && is_free {
            last.end = wider;
        }
    }
}
