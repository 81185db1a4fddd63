//! What phrases, adverbs and adjectives qualify: "according to", "reportedly", "suspected".

use std::ops::Range;

use crate::syntax::{Syntax, TokenId};

use super::cues::Shape;

/// The rest of the sentence (or of its part between semicolons) around a phrase such as "according to X".
pub(crate) fn around_phrase(syntax: &Syntax<'_>, phrase: Range<TokenId>) -> Vec<Range<TokenId>> {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(phrase.start));
    let is_stop = |id: &TokenId| syntax.word(*id) == ";";
    let start = (sentence.start..phrase.start)
        .rfind(is_stop)
        .map_or(sentence.start, |id| id + 1);
    let end = (phrase.end..sentence.end)
        .find(is_stop)
        .unwrap_or(sentence.end);
    let is_edge = |id: TokenId| matches!(syntax.word(id), "," | "." | "—" | "–" | "\"" | "”");
    [start..phrase.start, phrase.end..end]
        .into_iter()
        .filter_map(|mut range| {
            while !range.is_empty() && is_edge(range.start) {
                range.start += 1;
            }
            while !range.is_empty() && is_edge(range.end - 1) {
                range.end -= 1;
            }
            (!range.is_empty()).then_some(range)
        })
        .collect()
}

/// What a hedging verb governs: "gunmen suspected to be bandits" stops before the verb of "gunmen".
pub(crate) fn hedged(syntax: &Syntax<'_>, cue: Range<TokenId>, end: TokenId) -> Range<TokenId> {
    let is_verb = |id: &TokenId| matches!(syntax.upos(*id), "VERB" | "AUX");
    let is_finite = cue.start > 0
        && matches!(
            syntax.word(cue.start - 1),
            "is" | "are" | "was" | "were" | "been" | "it" | "s"
        )
        || syntax.word(cue.start).starts_with(['a', 'm', 'c', 'i']);
    if is_finite || syntax.word(cue.end - 1) != "to" {
        return cue.start..end;
    }
    let first = (cue.end..end).find(is_verb).unwrap_or(end);
    let noun = (first..end).find(|id| !is_verb(id)).unwrap_or(end);
    cue.end..(noun..end).find(is_verb).unwrap_or(end)
}

/// The clause that an adverb ("reportedly") or the noun phrase that an adjective ("suspected") qualifies.
pub(crate) fn qualified(syntax: &Syntax<'_>, cue: Range<TokenId>, shape: Shape) -> Range<TokenId> {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(cue.start));
    let head = syntax.head(cue.start).unwrap_or(cue.start);
    if shape == Shape::Modifier {
        let phrase = super::phrase::around(syntax, head, cue.start);
        return if phrase.tokens.end > cue.end && head > cue.start {
            cue.end..phrase.tokens.end
        } else {
            cue.end..(cue.end + 2).min(sentence.end)
        };
    }
    // An adverb's clause, between the marks around it: trees hang adverbs too high to be trusted here.
    let is_stop =
        |id: &TokenId| matches!(syntax.word(*id), "," | ";" | "." | ":" | "“" | "”" | "\"");
    let start = (sentence.start..cue.start)
        .rfind(is_stop)
        .map_or(sentence.start, |id| id + 1);
    let end = (cue.end..sentence.end)
        .find(is_stop)
        .unwrap_or(sentence.end);
    start..end
}
