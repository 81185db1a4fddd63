//! What stands around a speaker and a cue that interrupt or close it: "S, X said.", "S, X said, S".

use std::ops::Range;

use crate::syntax::TokenId;

use super::super::cues::Shape;
use super::{Place, is_quoted, is_relative, number};

/// "S, X said." and "S, X said, S": the clause around the frame.
pub(super) fn framed(place: &Place<'_>, shape: Shape) -> Vec<Range<TokenId>> {
    let frame = place.frame();
    let has_break_before = frame.start > place.sentence.start && place.is_break(frame.start - 1);
    let is_participle = place.word(place.verb).ends_with("ing");
    if !has_break_before || is_participle || is_relative(place) {
        return Vec::new();
    }
    let before = place.sentence.start..frame.start - 1;
    // "Karim Daud, who speaks for the farmers, told the house that ...": what stands before the cue is its speaker, described.
    let is_described = |speaker: &Range<TokenId>| {
        speaker.start == before.start
            && speaker.end < before.end
            && place.word(speaker.end) == ","
            && matches!(
                place.word(speaker.end + 1),
                "who" | "whose" | "which" | "whom"
            )
    };
    if place.speaker.as_ref().is_some_and(is_described) {
        return Vec::new();
    }
    let is_weak = matches!(
        shape,
        Shape::Clause | Shape::Tally | Shape::Accuse | Shape::Object
    );
    if is_weak && !is_quoted(place, frame.start - 1) {
        return Vec::new();
    }
    let setting = place.end_of_setting(frame.end);
    let is_final = setting >= place.sentence.end
        || matches!(place.word(setting), "." | ";")
        || place.is_described(frame.end, setting);
    let is_colon = !is_final && place.word(setting) == ":";
    let is_parted = !is_final && matches!(place.word(setting), "," | "—" | "–" | ":");
    let is_speech = place.has_verb(before.clone())
        || number::is_alone(place, before.clone())
        || is_quoted(place, frame.start - 1)
        || is_parted && setting == frame.end;
    if !(is_final || is_parted) || !is_speech || before.is_empty() {
        return Vec::new();
    }
    let tail = setting..place.sentence.end;
    let is_said_about = place
        .speaker
        .as_ref()
        .is_some_and(|speaker| speaker.start > place.cue.start);
    let is_quoted = is_quoted(place, frame.start - 1);
    let keep_tail =
        is_colon || is_parted && (!is_said_about && !is_quoted || goes_on_shifted(place, setting));
    let relative =
        relative_clause(place, &frame).filter(|clause| keep_tail && clause.end > setting);
    match relative.or_else(|| governing_clause(place, &frame)) {
        Some(clause) if keep_tail => vec![clause.start..frame.start - 1, tail.start..clause.end],
        Some(clause) if opens_after_mark(place, clause.start) => {
            std::iter::once(clause.start..frame.start - 1).collect()
        }
        _ if keep_tail => vec![before, tail],
        _ => vec![before],
    }
}

/// "There had been a disturbance, the director said, and four guards had been hurt": a clause joined to what was said, in the
/// tense of reported speech, goes on with it.
fn goes_on_shifted(place: &Place<'_>, comma: TokenId) -> bool {
    const REACH: usize = 12;
    let clause = (comma + 2).min(place.sentence.end)..place.sentence.end.min(comma + REACH);
    let is_joined = place.word(comma) == ","
        && comma + 1 < place.sentence.end
        && matches!(place.word(comma + 1), "and" | "but");
    let mut words = clause.take_while(|&id| !place.is_break(id) && place.word(id) != ";");
    is_joined
        && words
            .find(|&id| matches!(place.syntax.upos(id), "VERB" | "AUX"))
            .is_some_and(|verb| place.word(verb) == "had")
}

/// Whether a clause opens behind a mark or a conjunction: the tree alone is not trusted to part a sentence.
fn opens_after_mark(place: &Place<'_>, start: TokenId) -> bool {
    start > place.sentence.start
        && (place.is_break(start - 1) || matches!(place.word(start - 1), ";" | "but" | "and"))
}

/// "whose licence, neighbours say, expired": the clause into which the frame was put, if the tree tells.
fn governing_clause(place: &Place<'_>, frame: &Range<TokenId>) -> Option<Range<TokenId>> {
    let syntax = place.syntax;
    let head = syntax
        .head(place.verb)
        .filter(|_| syntax.deprel(place.verb) == "parataxis")?;
    let clause = syntax.subtree(head);
    (clause.start + 1 < frame.start && clause.end > frame.end).then_some(clause)
}

/// The same by the order of words: what follows the last comma opens with a relative pronoun.
fn relative_clause(place: &Place<'_>, frame: &Range<TokenId>) -> Option<Range<TokenId>> {
    const RELATIVE: [&str; 5] = ["whose", "who", "which", "where", "whom"];
    let comma = (place.sentence.start..frame.start - 1).rfind(|&id| place.word(id) == ",")?;
    let end = (frame.end + 1..place.sentence.end)
        .find(|&id| matches!(place.word(id), "," | ";" | "."))
        .unwrap_or(place.sentence.end);
    let opens = (comma + 1..frame.start - 1)
        .next()
        .is_some_and(|id| RELATIVE.contains(&place.word(id)));
    opens.then_some(comma + 1..end)
}
