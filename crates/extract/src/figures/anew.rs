//! Numbers whose noun stands elsewhere: a count told anew or set against an older one ("it had earlier said six").

use std::ops::Range;

use dateline_core::{FigureKind, Relation};

use super::number::Number;
use super::tie::Tie;
use super::{Counted, Scene, toll};
use crate::revisions::{Standing, standing, stands_alone};

/// How many sentences back the count may stand that a bare number tells anew.
const HOW_FAR: usize = 4;

/// What a bare number counts, where its words set it against a figure told before, or in the same sentence.
pub(super) fn tie(
    scene: Scene<'_>,
    number: &Number,
    here: &[Counted],
    before: &[Counted],
) -> Option<Tie> {
    let syntax = scene.syntax;
    if number.quantity.subset
        || number.quantity.increment
        || !stands_alone(syntax, number.tokens.end)
    {
        return None;
    }
    let lost = lost(scene, number);
    let how = standing(syntax, number.tokens.clone())
        .or_else(|| said_alone(scene, number))
        .or_else(|| lost.clone())?;
    let sentence = syntax.sentence_of(number.tokens.start);
    let counted = model(here.iter().rev()).or_else(|| model_before(scene, before, sentence))?;
    if lost.is_some() && counted.figure.kind != FigureKind::Killed {
        return None;
    }
    let is_given = matches!(how, Standing::Given(_));
    // "He said two were foreigners" tells of some of them; a number that only follows a verb must close its clause.
    if is_given && !closes(scene, number.tokens.end) {
        return None;
    }
    Some(Tie::anew(
        counted.event,
        counted.figure.kind,
        toll::is_changed(syntax, number, counted.figure.kind),
    ))
}

/// "the hospital 14", "or 94 by the governor's count", "Two, said the mayor": a number that is all that somebody says.
fn said_alone(scene: Scene<'_>, number: &Number) -> Option<Standing> {
    let tokens = &number.tokens;
    let is_all = |range: &Range<usize>| {
        range.contains(&tokens.start) && range.end <= tokens.end && range.len() <= tokens.len() + 1
    };
    let mut said = scene.said.iter().filter(|saying| saying.voice.is_some());
    said.any(|saying| saying.believed && saying.content.len() == 1 && is_all(&saying.content[0]))
        .then(|| Standing::Given(tokens.clone()))
}

/// "The north lost 20.", "they say they lost fifteen": dead of a side, where dead were counted before.
fn lost(scene: Scene<'_>, number: &Number) -> Option<Standing> {
    let (syntax, start) = (scene.syntax, number.tokens.start);
    let first = syntax.sentence_tokens(syntax.sentence_of(start)).start;
    let mut before = (first..start).rev().take(4);
    let verb = before.find(|&id| !matches!(syntax.upos(id), "ADV" | "ADP" | "ADJ"))?;
    matches!(syntax.word(verb), "lost" | "lose" | "loses" | "losing")
        .then(|| Standing::Given(verb..number.tokens.end))
}

/// The figure that a bare number of the same count tells anew.
fn model<'a>(counted: impl Iterator<Item = &'a Counted>) -> Option<&'a Counted> {
    counted
        .filter(|one| matches!(one.figure.relation, Relation::Total | Relation::Part))
        .last()
}

/// The first figure of the nearest sentence that tells any: "19 dead and 73 wounded ... it had said 16" is of the dead.
fn model_before<'a>(
    scene: Scene<'_>,
    before: &'a [Counted],
    sentence: usize,
) -> Option<&'a Counted> {
    let of = |one: &Counted| scene.syntax.sentence_of(one.token);
    let is_model = |one: &&Counted| matches!(one.figure.relation, Relation::Total | Relation::Part);
    let nearest = before.iter().rev().find(is_model).map(of)?;
    (nearest + HOW_FAR >= sentence)
        .then(|| {
            before
                .iter()
                .filter(is_model)
                .find(|one| of(one) == nearest)
        })
        .flatten()
}

fn closes(scene: Scene<'_>, after: usize) -> bool {
    let syntax = scene.syntax;
    let limit = syntax.sentence_tokens(syntax.sentence_of(after - 1)).end;
    after >= limit
        || matches!(
            syntax.word(after),
            "." | "," | ";" | "\"" | "”" | "on" | "yesterday" | "at" | "by"
        )
}
