//! Who says what: cues, their speakers and their contents (codebook section 5).
//!
//! Cues come from `data/cues.tsv`; speaker and content from the trees, and from the order of words where a tree is
//! wrong. The encoder's own marks fill in where a sentence yields nothing.

mod antecedent;
mod cited;
mod content;
mod coordinate;
mod coreference;
mod cues;
mod find;
mod headline;
mod labels;
mod learned;
mod phrase;
mod polarity;
mod presupposed;
mod qualified;
mod quotes;
mod reckoned;
mod speaker;
mod tags;
#[cfg(test)]
mod tests;
mod told;

use std::ops::Range;

use dateline_core::{Certainty, Document, Encoding, Source, Span, Speaker, Stance};

use crate::syntax::{Syntax, TokenId};

use coreference::Voices;
pub(crate) use cues::Cues;
use cues::Shape;
use find::Found;
use phrase::Phrase;
pub(crate) use phrase::can_speak;
pub(crate) use presupposed::voice_at;
pub(crate) use told::told;

/// When a speaker said it, as far as the words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Telling {
    /// "initially", "had said", "after insisting".
    First,
    /// "later", "now", "a day after insisting".
    Later,
    /// Nothing tells.
    Unmarked,
}

/// One speaker's words, as reported.
#[derive(Debug, Clone)]
pub(crate) struct Attribution {
    /// Who says it, nearest speaker first, with those who pass it on.
    pub(crate) source: Source,
    /// Number of the nearest speaker within the document; the same for all phrases that name the same one. `None` for
    /// the publisher.
    pub(crate) voice: Option<usize>,
    /// The phrase beside the cue that names the nearest speaker, a pronoun perhaps.
    pub(crate) mention: Option<Range<TokenId>>,
    /// Index of the attribution in whose content this one stands.
    pub(crate) inside: Option<usize>,
    /// The words that say so.
    pub(crate) cue: Span,
    /// Their governing word.
    pub(crate) cue_token: TokenId,
    /// What is said: token ranges, which may lie in other sentences.
    pub(crate) content: Vec<Range<TokenId>>,
    /// The same with the borders that a reader is shown; empty where they are those of `content`.
    pub(crate) marked: Vec<Range<TokenId>>,
    pub(crate) stance: Stance,
    pub(crate) certainty: Certainty,
    /// Whether the publisher keeps its distance.
    pub(crate) distanced: bool,
    /// Whether it takes a thing for granted that a clause describes: a denial, an accusation, a condemnation.
    pub(crate) presupposes: bool,
    /// Whether claims rest on it; `false` for what someone wants, likes or is asked.
    pub(crate) believed: bool,
    /// Whether it is one for a reader too: the publisher's own "may have" is not.
    pub(crate) shown: bool,
    pub(crate) telling: Telling,
    /// Sentence of the cue.
    pub(crate) sentence: usize,
}

/// All attributions of a document, in the order of their cues.
pub(crate) fn attributions(
    document: &Document,
    syntax: &Syntax<'_>,
    encoding: &Encoding,
    cues: &Cues,
    own: &Source,
) -> Vec<Attribution> {
    let quotations = quotes::find(document, syntax);
    let mut found = find::by_rule(document, syntax, cues);
    let marks = learned::Marks::of(syntax, encoding, &quotations);
    learned::add(syntax, &marks, &mut found);
    learned::settle(syntax, &marks, &mut found);
    quotes::keep_within(&quotations, &mut found);
    quotes::give_quotations(document, syntax, &quotations, &mut found);
    found.retain(|found| {
        let speaker = found.speaker.as_ref();
        let is_own = speaker.is_some_and(|speaker| polarity::is_own_report(syntax, speaker));
        !found.content.is_empty() && !is_own
    });
    let mut voices = Voices::default();
    let mut all: Vec<Attribution> = found
        .iter()
        .map(|found| attribution(document, syntax, encoding, cues, &mut voices, found))
        .collect();
    for (attribution, one) in all.iter_mut().zip(&found) {
        attribution.shown = one.speaker.is_some() || marks.has_cue(&one.words);
        attribution.telling = telling(syntax, cues, one, &found);
    }
    headline::lead_to_body(document, syntax, &mut all);
    continue_telling(syntax, &mut all);
    mark_unverified(syntax, &found, &mut all);
    nest(own, &found, &mut all);
    all
}

/// The attribution with the smallest content around a token; `None` where the publisher speaks.
pub(crate) fn innermost(all: &[Attribution], token: TokenId) -> Option<&Attribution> {
    all.iter()
        .filter(|attribution| attribution.believed)
        .filter_map(|attribution| Some((length_around(attribution, token)?, attribution)))
        // Of two equal contents the later is the nearer speaker: "..., the BBC said, citing police".
        .min_by_key(|(length, attribution)| (*length, std::cmp::Reverse(attribution.cue_token)))
        .map(|(_, attribution)| attribution)
}

fn length_around(attribution: &Attribution, token: TokenId) -> Option<usize> {
    let holds = attribution
        .content
        .iter()
        .any(|range| range.contains(&token));
    holds.then(|| attribution.content.iter().map(ExactSizeIterator::len).sum())
}

fn attribution(
    document: &Document,
    syntax: &Syntax<'_>,
    encoding: &Encoding,
    cues: &Cues,
    voices: &mut Voices,
    found: &Found,
) -> Attribution {
    let mut chain = Vec::new();
    let outer = found
        .outer
        .as_ref()
        .map(|phrase| voices.identify(document, syntax, encoding, phrase));
    let voice = found
        .speaker
        .as_ref()
        .map(|phrase| voices.identify(document, syntax, encoding, phrase));
    if let (Some(phrase), Some(voice)) = (&found.speaker, voice) {
        chain.push(speaker(document, syntax, cues, voices, phrase, voice));
    }
    if let (Some(phrase), Some(voice)) = (&found.outer, outer) {
        chain.push(speaker(document, syntax, cues, voices, phrase, voice));
    }
    Attribution {
        source: Source { chain },
        voice,
        mention: found.speaker.as_ref().map(|phrase| phrase.tokens.clone()),
        inside: None,
        cue: syntax.span_of_tokens(found.words.clone()),
        cue_token: found.verb,
        content: found.content.clone(),
        marked: found.marked.clone(),
        stance: found.stance,
        certainty: found.certainty,
        distanced: found.distanced,
        presupposes: found.stance == Stance::Denies
            || found.shape == Shape::Accuse
            || cues.has(syntax, found.words.clone(), Shape::Presupposes),
        believed: found.believed,
        shown: false,
        telling: Telling::Unmarked,
        sentence: syntax.sentence_of(found.verb),
    }
}

/// The speaker that a phrase names. A pronoun shows the words that it stands for.
fn speaker(
    document: &Document,
    syntax: &Syntax<'_>,
    cues: &Cues,
    voices: &Voices,
    phrase: &Phrase,
    voice: usize,
) -> Speaker {
    let voice = &voices.all[voice];
    let shown = if syntax.upos(phrase.head) == "PRON" {
        &voice.phrase
    } else {
        phrase
    };
    let span = syntax.span_of_tokens(shown.tokens.clone());
    let sentence = syntax.sentence_tokens(syntax.sentence_of(voice.phrase.head));
    let anonymous = cues.has(syntax, sentence, Shape::Anonymous);
    let traits = &voice.traits;
    Speaker {
        words: document.text.slice(span).to_owned(),
        span: Some(span),
        name: traits.name.clone(),
        role: traits.role.clone(),
        affiliation: traits.affiliation.clone(),
        kind: traits.kind,
        named: traits.named && !anonymous,
        private: voice.is_private(),
    }
}

fn telling(syntax: &Syntax<'_>, cues: &Cues, found: &Found, all: &[Found]) -> Telling {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(found.verb));
    let first = found.words.start.saturating_sub(4).max(sentence.start);
    let near = first..(found.words.end + 2).min(sentence.end);
    let is_after = (first..found.words.start).any(|id| syntax.word(id) == "after")
        && syntax.word(found.verb).ends_with("ing");
    // Within reported speech "had said" is only the sequence of tenses.
    let is_reported = all.iter().any(|other| {
        other.speaker.is_some()
            && other.believed
            && other
                .content
                .iter()
                .any(|range| range.contains(&found.verb))
    });
    let had = !is_reported
        && (first..found.words.start)
            .rev()
            .find(|&id| syntax.upos(id) != "ADV")
            .is_some_and(|id| syntax.word(id) == "had");
    let follows = (found.words.end..sentence.end).any(|id| {
        syntax.word(id) == "after" && cues.at(syntax, (id + 1).min(sentence.end - 1)).is_some()
    });
    if is_after || had || cues.has(syntax, near.clone(), Shape::TellsFirst) {
        Telling::First
    } else if follows
        || cues.has(syntax, near, Shape::TellsLater)
        || found.stance == Stance::Retracts
    {
        Telling::Later
    } else {
        Telling::Unmarked
    }
}

/// "initially denied it, claiming that ...": a participle is told when the verb is on which it hangs.
fn continue_telling(syntax: &Syntax<'_>, all: &mut [Attribution]) {
    for at in 1..all.len() {
        let (before, after) = all.split_at_mut(at);
        let (earlier, later) = (&before[at - 1], &mut after[0]);
        let continues = later.voice.is_some()
            && earlier.voice == later.voice
            && earlier.sentence == later.sentence;
        if continues
            && later.telling == Telling::Unmarked
            && syntax.word(later.cue_token).ends_with("ing")
        {
            later.telling = earlier.telling;
        }
    }
}

/// "The figure could not be verified": distance from what the last speaker said; "neither account": the last two.
fn mark_unverified(syntax: &Syntax<'_>, found: &[Found], all: &mut [Attribution]) {
    const HOW_FAR: usize = 6;
    for (at, doubt) in found
        .iter()
        .enumerate()
        .filter(|(_, found)| found.shape == Shape::Unverified)
    {
        let sentence = syntax.sentence_of(doubt.verb);
        let opening = syntax.sentence_tokens(sentence).start;
        let wanted = if syntax.word(opening) == "neither" {
            2
        } else {
            1
        };
        let mut voices: Vec<usize> = Vec::new();
        for earlier in (0..at).rev() {
            if sentence - all[earlier].sentence > HOW_FAR {
                break;
            }
            let Some(voice) = all[earlier].voice.filter(|_| all[earlier].believed) else {
                continue;
            };
            if !voices.contains(&voice) {
                if voices.len() == wanted {
                    break;
                }
                voices.push(voice);
            }
            all[earlier].distanced = true;
        }
    }
}

/// Appends to each chain those in whose words the cue stands, and gives qualifiers the speaker whom they qualify.
fn nest(own_voice: &Source, found: &[Found], all: &mut [Attribution]) {
    let parents: Vec<Option<usize>> = (0..all.len()).map(|at| parent(all, at)).collect();
    let own: Vec<(Source, Option<usize>)> = all
        .iter()
        .map(|attribution| (attribution.source.clone(), attribution.voice))
        .collect();
    for at in 0..all.len() {
        all[at].inside = parents[at];
        let mut up = parents[at];
        for _ in 0..4 {
            let Some(outer) = up else { break };
            all[at]
                .source
                .chain
                .extend(own[outer].0.chain.iter().cloned());
            if found[at].speaker.is_none() && all[at].voice.is_none() {
                all[at].voice = own[outer].1;
                inherit(all, at, outer);
            }
            up = parents[outer];
        }
        if all[at].source.chain.is_empty() {
            all[at].source = own_voice.clone();
        }
    }
}

/// A hedge within a denial is still denied, and keeps the publisher's distance from the speaker.
fn inherit(all: &mut [Attribution], at: usize, outer: usize) {
    if all[at].stance == Stance::Asserts {
        all[at].stance = all[outer].stance;
    }
    all[at].distanced |= all[outer].distanced;
    if all[at].telling == Telling::Unmarked {
        all[at].telling = all[outer].telling;
    }
}

/// The attribution in whose content the cue of another stands.
fn parent(all: &[Attribution], at: usize) -> Option<usize> {
    let token = all[at].cue_token;
    let own: usize = all[at].content.iter().map(ExactSizeIterator::len).sum();
    (0..all.len())
        .filter(|&other| {
            other != at
                && all[other].voice.is_some()
                && all[other].voice != all[at].voice
                && (all[other].believed || !all[at].believed)
        })
        .filter_map(|other| Some((length_around(&all[other], token)?, other)))
        .filter(|&(length, _)| length > own)
        .min()
        .map(|(_, other)| other)
}
