//! Whom a speaker leans on: in "the agency, citing an officer, said that S" the officer says S, and the agency passes it on.

use crate::syntax::Syntax;

use super::cues::Shape;
use super::find::Found;

/// Gives who is cited beside a verb of saying what is said there, with the one who cites as who passes it on.
pub(super) fn give_content(syntax: &Syntax<'_>, all: &mut [Found]) {
    for at in 0..all.len() {
        if !is_citing(syntax, &all[at]) {
            continue;
        }
        let citer = (0..all.len()).find(|&other| cites(syntax, &all[other], &all[at]));
        let Some(citer) = citer.map(|other| all[other].clone()) else {
            continue;
        };
        let cited = &mut all[at];
        cited.content.clone_from(&citer.content);
        cited.outer = citer.speaker;
        // Of two with one content the one whose verb stands later is the nearer speaker; it is the one cited.
        cited.verb = cited.verb.max(citer.verb);
        cited.certainty = citer.certainty;
    }
}

fn is_citing(syntax: &Syntax<'_>, found: &Found) -> bool {
    found.shape == Shape::Phrase
        && found.speaker.is_some()
        && matches!(syntax.word(found.words.start), "citing" | "quoting")
}

/// Whether a participle belongs to the speaker right before it: "the agency, citing ..., said", "the agency said S, citing ...".
fn cites(syntax: &Syntax<'_>, citer: &Found, cited: &Found) -> bool {
    let Some(speaker) = citer.speaker.as_ref() else {
        return false;
    };
    let participle = cited.words.start;
    let is_verb = !matches!(
        citer.shape,
        Shape::Phrase | Shape::Hedge | Shape::Modifier | Shape::Belief | Shape::Doubt
    );
    let is_here = syntax.sentence_of(citer.verb) == syntax.sentence_of(participle);
    let follows =
        |end: usize| participle == end || participle == end + 1 && syntax.word(end) == ",";
    let end_of_content = citer.content.iter().map(|range| range.end).max();
    let is_between = follows(speaker.tokens.end) && citer.verb > participle;
    is_verb && is_here && (is_between || end_of_content.is_some_and(follows))
}
