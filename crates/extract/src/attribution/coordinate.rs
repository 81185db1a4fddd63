//! Where one speaker's words end because another speaks: "The mayor said nine died and a hospital spokesman said 14", and a second
//! speaker whose verb is left out: "Police said nine were killed, the hospital 14".

use std::ops::Range;

use dateline_core::{Document, SourceKind};
use dateline_normalize::speakers;

use crate::revisions;
use crate::syntax::{Syntax, TokenId};

use super::cues::Shape;
use super::find::Found;
use super::phrase::{Phrase, starting_at};

/// Words that join a clause with another speaker.
const JOINS: [&str; 4] = ["and", "but", "while", "whereas"];

/// How many words a speaker may have whose verb is left out.
const LONGEST: usize = 8;

/// "Police have not ruled out extortion, Gedi said, but ...": what a speaker says whose words Gedi reports ends before
/// "Gedi said".
pub(super) fn end_at_asides(syntax: &Syntax<'_>, all: &mut [Found]) {
    let asides: Vec<(TokenId, Vec<Range<TokenId>>)> = all
        .iter()
        .filter_map(|found| {
            let speaker = found.speaker.as_ref()?;
            let start = speaker.tokens.start.min(found.words.start);
            let is_aside = start > 0 && syntax.word(start - 1) == ",";
            is_aside.then(|| (start, found.content.clone()))
        })
        .collect();
    for found in all {
        let (verb, sentence) = (found.verb, syntax.sentence_of(found.verb));
        let holds = |content: &[Range<TokenId>]| content.iter().any(|range| range.contains(&verb));
        let limit = asides
            .iter()
            .filter(|(start, content)| {
                *start > verb && syntax.sentence_of(*start) == sentence && holds(content)
            })
            .map(|&(start, _)| start - 1)
            .min();
        let Some(limit) = limit else { continue };
        for range in found.content.iter_mut().filter(|range| range.start > verb) {
            range.end = range.end.min(limit);
        }
        found.content.retain(|range| range.start < range.end);
    }
}

/// Ends what a speaker says before a joined clause in which another says something.
pub(super) fn end_at_next(syntax: &Syntax<'_>, all: &mut [Found]) {
    let others: Vec<(TokenId, TokenId)> =
        all.iter().filter_map(|one| opening(syntax, one)).collect();
    let ends = |found: &&mut Found| is_verb(found) || found.shape == Shape::Accuse;
    for found in all.iter_mut().filter(ends) {
        let sentence = syntax.sentence_of(found.verb);
        let next = others
            .iter()
            .filter(|&&(join, verb)| {
                join > found.words.end && verb != found.verb && syntax.sentence_of(verb) == sentence
            })
            .map(|&(join, _)| join)
            .min();
        let Some(join) = next else { continue };
        for range in &mut found.content {
            if range.start > found.verb && range.contains(&join) {
                range.end = join;
            }
        }
        found.content.retain(|range| !range.is_empty());
    }
}

/// The word that joins the clause of a speaker and his verb to what stands before, and the verb: "and a spokesman said".
fn opening(syntax: &Syntax<'_>, found: &Found) -> Option<(TokenId, TokenId)> {
    let speaker = found.speaker.as_ref().filter(|_| is_verb(found))?;
    let join = speaker.tokens.start.checked_sub(1)?;
    let is_direct = speaker.tokens.end <= found.words.start
        && (speaker.tokens.end..found.words.start)
            .all(|id| matches!(syntax.upos(id), "AUX" | "ADV"));
    // "said that nine had died and that police said so" goes on with the same speaker's words.
    let is_another = JOINS.contains(&syntax.word(join)) && syntax.upos(speaker.head) != "PRON";
    (is_direct && is_another && syntax.sentence_of(join) == syntax.sentence_of(found.verb))
        .then_some((join, found.verb))
}

fn is_verb(found: &Found) -> bool {
    matches!(
        found.shape,
        Shape::Speech | Shape::Clause | Shape::Statement | Shape::Tally
    )
}

/// Numbers behind a speaker without a verb, in a sentence in which another has said something.
pub(super) fn gapped(document: &Document, syntax: &Syntax<'_>, all: &[Found]) -> Vec<Found> {
    let said = all
        .iter()
        .filter(|found| is_verb(found) && found.speaker.is_some() && !found.content.is_empty());
    let mut added: Vec<Found> = Vec::new();
    for found in said {
        let after = found.words.end.max(
            found
                .content
                .last()
                .map_or(0, |range| range.end.min(found.words.end)),
        );
        let end = syntax.sentence_tokens(syntax.sentence_of(found.verb)).end;
        for mark in after..end {
            let opens =
                matches!(syntax.word(mark), "," | ";") || JOINS.contains(&syntax.word(mark));
            if let Some((speaker, number)) = opens
                .then(|| speaker_of_number(document, syntax, mark + 1, end))
                .flatten()
                && !added.iter().any(|one| one.content[0] == number)
            {
                added.push(Found {
                    speaker: Some(speaker),
                    outer: None,
                    content: vec![number],
                    marked: Vec::new(),
                    ..found.clone()
                });
            }
        }
    }
    added
}

/// "the hospital 14", "the rebels, at 60".
fn speaker_of_number(
    document: &Document,
    syntax: &Syntax<'_>,
    first: TokenId,
    end: TokenId,
) -> Option<(Phrase, Range<TokenId>)> {
    let limit = end.min(first + LONGEST);
    let number = (first..limit).find(|&id| syntax.upos(id) == "NUM")?;
    let qualified = (first..number)
        .rev()
        .take_while(|&id| {
            matches!(
                syntax.word(id),
                "at" | "least" | "about" | "around" | "only" | "," | "just"
            )
        })
        .last()
        .unwrap_or(number);
    let has_verb = (first..number).any(|id| matches!(syntax.upos(id), "VERB" | "AUX"));
    let closes = number + 1 >= end
        || revisions::stands_alone(syntax, number + 1)
            && matches!(
                syntax.word(number + 1),
                "." | "," | ";" | "and" | "while" | "but"
            );
    // "Karim Daud, 27,": an age. Only behind a semicolon is a number behind a comma a count ("; the Red Cross, 14").
    let is_age = syntax.word(qualified) == "," && syntax.word(first - 1) != ";";
    if has_verb || !closes || qualified == first || is_age {
        return None;
    }
    let speaker = starting_at(syntax, first, qualified)?;
    let words = document
        .text
        .slice(syntax.span_of_tokens(speaker.tokens.clone()));
    let is_known = speakers::describe(words).kind != SourceKind::Other;
    let from = if syntax.word(qualified) == "," {
        qualified + 1
    } else {
        qualified
    };
    (speaker.tokens == (first..qualified) && is_known).then_some((speaker, from..number + 1))
}
