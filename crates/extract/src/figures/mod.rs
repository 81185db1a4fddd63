//! Which number counts whom: tying quantities to acts and effects.
//!
//! The order of words decides where it is plain ("16 wounded", "killing 12"), the tree where it is not.

mod anew;
mod bare;
mod beside;
mod claim;
mod clauses;
mod countable;
pub(crate) mod descriptor;
mod lists;
mod number;
mod order;
mod outcome;
mod own_death;
mod pairs;
mod relation;
mod roster;
mod sides;
mod single;
#[cfg(test)]
mod tests;
mod tie;
mod toll;
mod whole;

use dateline_core::value::Figure;
use dateline_core::{
    Document, FigureKind, PersonKind, PersonMention, Relation, Side, Span, YesNoUnknown,
};
use dateline_normalize::people;

pub(crate) use claim::claim_figures;

use crate::attribution::Attribution;
use crate::events::Event;
use crate::syntax::{Syntax, TokenId};
use number::Number;
use tie::Tie;

/// A figure and the act that it belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Counted {
    pub(crate) figure: Figure,
    /// Index of the event that gives its kind.
    pub(crate) event: usize,
    /// The words of the number, with what qualifies it.
    pub(crate) span: Span,
    /// The counted phrase: "at least 20 members of the security forces".
    pub(crate) phrase: Span,
    /// The token from which attribution is looked up.
    pub(crate) token: TokenId,
    /// Whether the words say that a running count changed ("rose to 85").
    pub(crate) is_update: bool,
    /// Whether it is a number alone that tells a count anew.
    pub(crate) is_anew: bool,
}

impl Counted {
    /// Whether a pronoun is all that names the one counted.
    pub(crate) fn is_pronoun(&self) -> bool {
        single::PRONOUNS.contains(&self.figure.words.to_lowercase().as_str())
    }
}

/// A document with its trees and the acts found in it.
#[derive(Clone, Copy)]
struct Scene<'a> {
    document: &'a Document,
    syntax: &'a Syntax<'a>,
    events: &'a [Event],
    said: &'a [Attribution],
    persons: &'a [PersonMention],
}

impl Scene<'_> {
    /// Whether a word stands in the name of a person, a surname alone included.
    fn is_person(&self, id: TokenId) -> bool {
        let span = self.syntax.span(id);
        self.persons.iter().any(|person| person.span.overlaps(span))
    }
}

impl Scene<'_> {
    /// Whether a sentence is a headline: the title, or a first line that no full stop ends.
    fn is_headline(&self, sentence: usize) -> bool {
        let text = &self.document.text;
        let span = self.syntax.sentence_span(sentence);
        let title = self.document.title;
        title.is_some_and(|title| title.contains(span))
            || sentence == 0 && !text.slice(span).trim_end().ends_with(['.', '!', '”', '"'])
    }
}

/// All figures of a document, in the order of the text.
pub(crate) fn counted(
    document: &Document,
    syntax: &Syntax<'_>,
    events: &[Event],
    said: &[Attribution],
    persons: &[PersonMention],
) -> Vec<Counted> {
    let scene = Scene {
        document,
        syntax,
        events,
        said,
        persons,
    };
    let mut found: Vec<Counted> = Vec::new();
    for sentence in 0..syntax.sentence_count() {
        let here: Vec<usize> = (0..events.len())
            .filter(|&at| events[at].sentence == sentence)
            .collect();
        let numbers = number::numbers(document, syntax, sentence);
        let ties = tie::ties(scene, &here, &numbers, found.last());
        let mut of_sentence: Vec<Counted> = numbers
            .iter()
            .zip(&ties)
            .filter_map(|(number, tie)| Some((number, (*tie)?)))
            .flat_map(|(number, tie)| {
                let second = clauses::of_main_verb(scene, &here, &numbers, number, &tie);
                let told = [Some(tie), second].into_iter().flatten();
                told.map(|tie| count(scene, number, &tie))
            })
            .collect();
        for &at in &here {
            let alone = single::people(scene, at, &of_sentence);
            of_sentence.extend(alone);
        }
        outcome::follow(scene, &here, &mut of_sentence);
        let anew = told_anew(scene, &numbers, &of_sentence, &found);
        of_sentence.sort_by_key(|counted| counted.span);
        relation::relate(syntax, said, &mut of_sentence);
        of_sentence.extend(anew);
        of_sentence.sort_by_key(|counted| counted.span);
        found.extend(of_sentence);
        found.extend(own_death::told(scene, sentence, &found));
    }
    found
}

/// The numbers of a sentence that nothing there ties to whom they count, and that tell another count anew. They are no
/// parts of it: they stand in its place.
fn told_anew(
    scene: Scene<'_>,
    numbers: &[Number],
    of_sentence: &[Counted],
    found: &[Counted],
) -> Vec<Counted> {
    let mut anew: Vec<Counted> = Vec::new();
    for number in numbers {
        let is_tied = of_sentence
            .iter()
            .any(|counted| counted.span.overlaps(number.quantity.span));
        if is_tied {
            continue;
        }
        let tie = anew::tie(scene, number, of_sentence, found);
        anew.extend(tie.map(|tie| Counted {
            is_anew: true,
            ..count(scene, number, &tie)
        }));
    }
    anew
}

fn count(scene: Scene<'_>, number: &Number, tie: &Tie) -> Counted {
    let phrase = number.phrase(scene);
    let of_whom = number.of_whom(scene, phrase);
    let figure = Figure {
        kind: refined(tie.kind, of_whom.as_deref()),
        bounds: number.quantity.bounds,
        class: number.quantity.class,
        words: scene.document.text.slice(number.quantity.span).to_owned(),
        of_kind: of_whom.as_deref().map_or(PersonKind::Unknown, people::kind),
        side: Side::Unknown,
        relation: if tie.is_subset {
            Relation::Subset
        } else if number.quantity.increment {
            Relation::Increment
        } else {
            Relation::Total
        },
        includes_perpetrators: YesNoUnknown::Unknown,
        of_whom,
    };
    Counted {
        figure,
        event: tie.event,
        span: number.quantity.span,
        phrase,
        token: number.tokens.start,
        is_update: tie.is_update,
        is_anew: false,
    }
}

/// A kind that the words of whom make finer: captured prisoners were caught again.
fn refined(kind: FigureKind, of_whom: Option<&str>) -> FigureKind {
    match (kind, of_whom.map(people::kind)) {
        (FigureKind::Captured, Some(PersonKind::Detainee)) => FigureKind::Recaptured,
        _ => kind,
    }
}
