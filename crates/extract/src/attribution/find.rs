//! Cues of a document with the phrases of their speakers and their contents, before anyone is identified.

use std::ops::Range;

use dateline_core::{Certainty, Document, Stance};

use crate::syntax::{Syntax, TokenId};

use super::content::{self, Place};
use super::cues::{Cue, Cues, Shape};
use super::phrase::Phrase;
use super::polarity::{
    is_compared, is_hypothetical, is_impersonal_passive, names_itself, names_no_accuser, negate,
    takes_lives, withdraw,
};
use super::qualified;
use super::speaker;

/// A cue with its speaker and content.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) words: Range<TokenId>,
    pub(crate) verb: TokenId,
    pub(crate) shape: Shape,
    /// `None`: the cue qualifies what someone else says.
    pub(crate) speaker: Option<Phrase>,
    /// Who passes it on: the BBC, in "the BBC quoted a police source as saying".
    pub(crate) outer: Option<Phrase>,
    pub(crate) content: Vec<Range<TokenId>>,
    /// The same with the encoder's borders; empty where it marks none.
    pub(crate) marked: Vec<Range<TokenId>>,
    pub(crate) stance: Stance,
    pub(crate) certainty: Certainty,
    pub(crate) distanced: bool,
    /// Whether the table of cues found it, or the encoder's marks.
    pub(crate) by_rule: bool,
    /// Whether it says something of the world: claims rest on it. What someone wants, likes or is asked does not.
    pub(crate) believed: bool,
}

impl Found {
    /// Whether the encoder gave the borders, or the rules: a sign of what is learnt.
    pub(super) fn origin(&self) -> &'static str {
        if self.marked.is_empty() {
            "RULED"
        } else {
            "MARKED"
        }
    }
}

/// All cues that the table and the trees yield, in order.
pub(crate) fn by_rule(document: &Document, syntax: &Syntax<'_>, cues: &Cues) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < syntax.len() {
        let matched = cues.at(syntax, at);
        at = matched.as_ref().map_or(at + 1, |(words, _)| words.end);
        let Some((words, cue)) = matched else {
            continue;
        };
        let found = match cue.shape {
            Shape::Phrase => phrase(syntax, words, cue),
            Shape::Hedge | Shape::Modifier => Some(qualifier(syntax, words, cue)),
            Shape::Belief | Shape::Doubt | Shape::Unverified => impersonal(syntax, words, cue),
            Shape::Noun => noun(syntax, words, cue),
            Shape::Quote => None,
            _ => verb(syntax, cues, words, cue, &all),
        };
        all.extend(found);
    }
    all.extend(super::tags::tagged(document, syntax));
    all.extend(super::labels::labelled(syntax));
    all.extend(super::reckoned::reckoned(syntax, cues));
    all.sort_by_key(|found| found.words.start);
    super::coordinate::end_at_asides(syntax, &mut all);
    super::coordinate::end_at_next(syntax, &mut all);
    let gapped = super::coordinate::gapped(document, syntax, &all);
    all.extend(gapped);
    all.sort_by_key(|found| found.words.start);
    super::cited::give_content(syntax, &mut all);
    all
}

/// The governing word of a cue of several words.
fn head_of(syntax: &Syntax<'_>, words: &Range<TokenId>) -> TokenId {
    words
        .clone()
        .find(|&id| syntax.head(id).is_none_or(|head| !words.contains(&head)))
        .unwrap_or(words.start)
}

fn plain(words: Range<TokenId>, verb: TokenId, cue: Cue) -> Found {
    Found {
        words,
        verb,
        shape: cue.shape,
        speaker: None,
        outer: None,
        content: Vec::new(),
        marked: Vec::new(),
        stance: cue.stance,
        certainty: cue.certainty,
        distanced: cue.distanced,
        by_rule: true,
        believed: true,
    }
}

fn verb(
    syntax: &Syntax<'_>,
    cues: &Cues,
    words: Range<TokenId>,
    cue: Cue,
    earlier: &[Found],
) -> Option<Found> {
    let verb = head_of(syntax, &words);
    let is_speech = !is_hypothetical(syntax, &words, cue.shape)
        && !is_impersonal_passive(syntax, &words)
        && !takes_lives(syntax, &words)
        && !names_itself(syntax, &words)
        && !is_compared(syntax, &words)
        && (cue.shape != Shape::Accuse || !names_no_accuser(syntax, &words));
    if !is_speech {
        return None;
    }
    let sentence = syntax.sentence_tokens(syntax.sentence_of(verb));
    let quoting = quoted_as_saying(syntax, cues, &words);
    let (speaker, outer) = match quoting {
        Some((speaker, outer)) => (Some(speaker), outer),
        None => (speaker_of(syntax, &words, verb, cue.shape, earlier), None),
    };
    let place = Place {
        syntax,
        sentence,
        cue: words.clone(),
        verb,
        speaker: speaker.as_ref().map(|phrase| phrase.tokens.clone()),
    };
    let gives_number = || content::is_number_alone(&place, cue.shape);
    if cue.shape == Shape::Tally && !cues.has_tally(syntax, &words) && !gives_number() {
        return None;
    }
    let mut content = content::of_verb(&place, cue.shape);
    with_participle(syntax, cues, &mut content);
    if let Some(phrase) = &speaker {
        content = without(content, &phrase.tokens, &words);
    }
    let mut found = plain(words, verb, cue);
    found.outer = outer;
    found.content = content;
    found.speaker = speaker;
    // "I" and "we" in a quotation are the speaker quoted, and elsewhere the publisher: no further source.
    let named = found.speaker.as_ref()?;
    if matches!(syntax.word(named.head), "i" | "we" | "you") {
        return None;
    }
    negate(syntax, cues, &mut found);
    withdraw(syntax, cues, &mut found);
    if found.stance == Stance::Retracts {
        content::keep_withdrawn(syntax, &mut found);
    }
    Some(found)
}

/// "soldiers had opened fire, killing a shepherd": a participle behind the comma goes on with what is said, unless it says
/// something itself ("..., adding that").
fn with_participle(syntax: &Syntax<'_>, cues: &Cues, content: &mut [Range<TokenId>]) {
    let Some(last) = content.last_mut() else {
        return;
    };
    let limit = syntax.sentence_tokens(syntax.sentence_of(last.start)).end;
    let participle = last.end + 1;
    let goes_on = participle < limit
        && syntax.word(last.end) == ","
        && syntax.upos(participle) == "VERB"
        && syntax.word(participle).ends_with("ing")
        && cues.at(syntax, participle).is_none();
    if goes_on {
        last.end = syntax.subtree(participle).end.clamp(participle + 1, limit);
    }
}

/// "adding that", "but denied": a participle or a joined verb continues what the speaker before it says.
fn speaker_of(
    syntax: &Syntax<'_>,
    words: &Range<TokenId>,
    verb: TokenId,
    shape: Shape,
    earlier: &[Found],
) -> Option<Phrase> {
    let mut before = words.start;
    const OPENS_PARTICIPLE: [&str; 5] = ["by", "after", "before", "without", "while"];
    while before > 0
        && matches!(syntax.upos(before - 1), "ADV" | "AUX")
        && !OPENS_PARTICIPLE.contains(&syntax.word(before - 1))
    {
        before -= 1;
    }
    let joint = before.checked_sub(1).map_or("", |id| syntax.word(id));
    let is_joined = matches!(joint, "and" | "but" | "yet");
    // "footage of the minister saying" is no such participle: no comma or conjunction parts it from its noun.
    let is_participle = syntax.word(words.start).ends_with("ing")
        && (OPENS_PARTICIPLE.contains(&joint) || matches!(joint, "," | "\"" | "”" | "—" | "–"));
    // Where the comma is missing, these still go on with what the speaker before them says.
    let goes_on = matches!(
        syntax.word(words.start),
        "adding" | "blaming" | "accusing" | "stressing"
    ) && joint != "was"
        && joint != "were"
        && syntax.children_by(verb, &["nsubj"]).next().is_none();
    let continued = earlier
        .iter()
        .rev()
        .filter(|_| is_participle || is_joined || goes_on)
        .find(|found| {
            syntax.sentence_of(found.verb) == syntax.sentence_of(verb) && found.speaker.is_some()
        });
    match continued {
        Some(found) => found.speaker.clone(),
        None => {
            let may_invert = matches!(shape, Shape::Speech | Shape::Clause | Shape::Statement);
            speaker::of_verb(syntax, verb, words, may_invert)
        }
    }
}

/// "the BBC quoted a police source as saying", "X was quoted as saying by the BBC": who is quoted, and by whom.
fn quoted_as_saying(
    syntax: &Syntax<'_>,
    cues: &Cues,
    words: &Range<TokenId>,
) -> Option<(Phrase, Option<Phrase>)> {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(words.start));
    let from = words.start.saturating_sub(25).max(sentence.start);
    let is_as = words.start > sentence.start && syntax.word(words.start - 1) == "as";
    let (quoted, _) = (from..words.start)
        .rev()
        .filter(|_| is_as)
        .filter_map(|id| cues.at(syntax, id))
        .find(|(_, cue)| matches!(cue.shape, Shape::Quote | Shape::Phrase))?;
    let is_passive = quoted.start > sentence.start
        && matches!(
            syntax.word(quoted.start - 1),
            "was" | "were" | "is" | "are" | "been" | "also"
        );
    let subject = speaker::of_verb(syntax, quoted.start, &quoted, false);
    if is_passive {
        let by = (words.end..sentence.end.min(words.end + 2)).find(|&id| syntax.word(id) == "by");
        let outer = by.and_then(|by| super::phrase::starting_at(syntax, by + 1, sentence.end));
        Some((subject?, outer))
    } else {
        Some((
            super::phrase::starting_at(syntax, quoted.end, words.start - 1)?,
            subject,
        ))
    }
}

/// Ranges with the tokens of speaker and cue taken out.
fn without(
    content: Vec<Range<TokenId>>,
    speaker: &Range<TokenId>,
    words: &Range<TokenId>,
) -> Vec<Range<TokenId>> {
    let mut kept = content;
    for hole in [speaker, words] {
        kept = kept
            .into_iter()
            .flat_map(|range| {
                if hole.end <= range.start || range.end <= hole.start {
                    vec![range]
                } else {
                    vec![
                        range.start..hole.start.max(range.start),
                        hole.end.min(range.end)..range.end,
                    ]
                }
            })
            .filter(|range| !range.is_empty())
            .collect();
    }
    kept
}

/// "according to X", "citing X".
fn phrase(syntax: &Syntax<'_>, words: Range<TokenId>, cue: Cue) -> Option<Found> {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(words.start));
    let speaker = super::phrase::starting_at(syntax, words.end, sentence.end)?;
    if syntax.word(speaker.tokens.end.min(sentence.end - 1)) == "as" {
        return None;
    }
    let end = syntax
        .subtree(speaker.head)
        .end
        .clamp(speaker.tokens.end, sentence.end);
    let end = end.max(end_of_aside(syntax, speaker.tokens.end, sentence.end));
    // A relative clause on the speaker belongs to the phrase; a tree that hangs the whole sentence there is wrong.
    let end = if end + 1 >= sentence.end && words.start < sentence.start + 2 {
        speaker.tokens.end
    } else {
        end
    };
    let mut found = plain(words.clone(), words.start, cue);
    found.content = qualified::around_phrase(syntax, words.start..end);
    found.speaker = Some(speaker);
    Some(found)
}

/// End of a relative clause or description that opens at a token: "the Cell, which said that ...".
fn end_of_aside(syntax: &Syntax<'_>, at: TokenId, limit: TokenId) -> TokenId {
    let from = if at < limit && syntax.word(at) == "," {
        at + 1
    } else {
        at
    };
    if from >= limit
        || !matches!(
            syntax.word(from),
            "who" | "which" | "whose" | "that" | "where"
        )
    {
        return at;
    }
    (from..limit)
        .find(|&id| matches!(syntax.word(id), "," | ";" | "."))
        .unwrap_or(limit)
}

fn qualifier(syntax: &Syntax<'_>, words: Range<TokenId>, cue: Cue) -> Found {
    let content = qualified::qualified(syntax, words.clone(), cue.shape);
    let mut found = plain(words.clone(), words.start, cue);
    found.content = vec![content];
    found
}

/// "is believed to", "it is not clear who": what follows, or else what stands before.
fn impersonal(syntax: &Syntax<'_>, words: Range<TokenId>, cue: Cue) -> Option<Found> {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(words.start));
    let stop = |id: &TokenId| {
        matches!(syntax.word(*id), ";" | ".")
            || cue.shape == Shape::Belief && matches!(syntax.word(*id), ",")
    };
    let end = (words.end..sentence.end).find(stop).unwrap_or(sentence.end);
    let mut found = plain(words.clone(), words.start, cue);
    let content = if cue.shape == Shape::Belief {
        qualified::hedged(syntax, words, end)
    } else if cue.shape == Shape::Doubt && end > words.end + 1 {
        words.end..end
    } else {
        sentence.start..words.start
    };
    found.content = vec![content];
    Some(found)
}

/// "claims that", "a denial that", where no verb reports it already ("rejected claims that").
fn noun(syntax: &Syntax<'_>, words: Range<TokenId>, cue: Cue) -> Option<Found> {
    let noun = words.start;
    let sentence = syntax.sentence_tokens(syntax.sentence_of(noun));
    if words.end >= sentence.end || !matches!(syntax.word(words.end), "that" | "of") {
        return None;
    }
    let is_reported = sentence.start < noun
        && (noun.saturating_sub(4).max(sentence.start)..noun).any(|id| syntax.upos(id) == "VERB");
    let is_plain = cue.stance == Stance::Asserts && cue.certainty == Certainty::Stated;
    if is_reported || (syntax.word(words.end) == "of" && is_plain) {
        return None;
    }
    let owner = syntax
        .children_by(noun, &["nmod:poss"])
        .next()
        .filter(|&id| super::phrase::can_speak(syntax, id))
        .map(|id| super::phrase::around(syntax, id, noun));
    let clause = syntax
        .children_by(noun, &["acl", "ccomp", "nmod", "acl:relcl"])
        .map(|id| syntax.subtree(id))
        .find(|range| range.end > words.end);
    let end = clause.map_or(sentence.end, |range| range.end);
    let mut found = plain(words.clone(), noun, cue);
    found.content = std::iter::once(words.end..end).collect();
    found.speaker = owner;
    Some(found)
}
