//! Who says what: cues, their speakers and their contents (codebook section 5).
//!
//! Cues come from `data/cues.tsv`; speaker and content from the trees, and from the order of words where a tree is
//! wrong. The encoder's own marks fill in where a sentence yields nothing.

mod antecedent;
mod borders;
mod cited;
mod content;
mod coordinate;
mod coreference;
mod cues;
mod evidence;
mod find;
mod headline;
mod labels;
mod learned;
mod likely;
mod nesting;
mod phrase;
mod polarity;
mod presupposed;
mod qualified;
mod quotes;
mod reckoned;
mod signs;
mod speaker;
mod tags;
mod teaching;
#[cfg(test)]
mod tests;
mod told;

use std::ops::Range;

use dateline_core::{Certainty, Document, Encoding, Source, Span, Speaker, Stance};

use crate::syntax::{Syntax, TokenId};

use coreference::Voices;
pub(crate) use cues::Cues;
use cues::Shape;
use evidence::Evidence;
use find::Found;
pub(crate) use nesting::innermost;
use nesting::nest;
use phrase::Phrase;
pub(crate) use phrase::can_speak;
pub(crate) use presupposed::voice_at;
pub use teaching::AttributionSigns;
pub(crate) use teaching::attribution_signs;
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
    /// The same as a reader is shown it; empty where it is none for a reader, as the publisher's own "may have".
    pub(crate) shown: Vec<Range<TokenId>>,
    pub(crate) stance: Stance,
    pub(crate) certainty: Certainty,
    /// Whether the publisher keeps its distance.
    pub(crate) distanced: bool,
    /// Whether it takes a thing for granted that a clause describes: a denial, an accusation, a condemnation.
    pub(crate) presupposes: bool,
    /// Whether claims rest on it; `false` for what someone wants, likes or is asked.
    pub(crate) believed: bool,
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
    let (evidence, mut found) = found(document, syntax, encoding, cues);
    let shown = shown(syntax, &evidence, &mut found);
    let mut voices = Voices::default();
    let mut all: Vec<Attribution> = found
        .iter()
        .map(|found| attribution(document, syntax, encoding, cues, &mut voices, found))
        .collect();
    for ((attribution, one), shown) in all.iter_mut().zip(&found).zip(shown) {
        attribution.shown = shown;
        attribution.telling = telling(syntax, cues, one, &found);
    }
    headline::lead_to_body(document, syntax, &mut all);
    continue_telling(syntax, &mut all);
    mark_unverified(syntax, &found, &mut all);
    nest(own, &found, &mut all);
    all
}

/// What the rules and the encoder's marks find, in the order of their cues, likely or not.
fn found(
    document: &Document,
    syntax: &Syntax<'_>,
    encoding: &Encoding,
    cues: &Cues,
) -> (Evidence, Vec<Found>) {
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
    (Evidence::of(syntax, encoding, &quotations), found)
}

/// What a reader is shown of each; drops those that no reader would call one and on which no claims rest.
fn shown(
    syntax: &Syntax<'_>,
    evidence: &Evidence,
    found: &mut Vec<Found>,
) -> Vec<Vec<Range<TokenId>>> {
    let content = |one: &Found| {
        let is_shown = may_be_shown(evidence, one)
            && likely::is_likely(syntax, evidence, one, &borders::plain(syntax, one));
        let content = is_shown.then(|| borders::likeliest(syntax, evidence, one));
        content.unwrap_or_default()
    };
    let all: Vec<_> = found.iter().map(content).collect();
    let is_kept = |(one, shown): &(Found, Vec<_>)| one.believed || !shown.is_empty();
    let kept = std::mem::take(found).into_iter().zip(all).filter(is_kept);
    let (kept, shown) = kept.unzip();
    *found = kept;
    shown
}

/// The publisher's own "may have" is no attribution for a reader, unless the encoder marks it as one.
fn may_be_shown(evidence: &Evidence, found: &Found) -> bool {
    found.speaker.is_some()
        || evidence.cue[found.words.clone()]
            .iter()
            .any(|&score| score > 0.0)
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
        shown: Vec::new(),
        stance: found.stance,
        certainty: found.certainty,
        distanced: found.distanced,
        presupposes: found.stance == Stance::Denies
            || found.shape == Shape::Accuse
            || cues.has(syntax, found.words.clone(), Shape::Presupposes),
        believed: found.believed,
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
