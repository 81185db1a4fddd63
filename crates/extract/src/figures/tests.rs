//! The cases of `tests/cases/figures.tsv`: what each number counts.

use dateline_core::Source;

use super::counted;
use crate::attribution::attributions;
use crate::cases::{Reader, check, document};
use crate::events::{Modality, events};
use crate::relevance;
use crate::syntax::Syntax;
use crate::triggers::Triggers;

/// The figures of a text: kind, number (best, else low) and relation.
fn figures(reader: &Reader, text: &str) -> Vec<String> {
    let document = document(text);
    let encoding = reader.encode(&document);
    let syntax = Syntax::new(&document, &encoding);
    let triggers = relevance::find(&document, &syntax, &Triggers::bundled());
    let all = events(&syntax, &triggers, &Modality::bundled());
    let own = Source::publisher(None);
    let said = attributions(&document, &syntax, &encoding, &reader.knowledge.cues, &own);
    let persons = crate::persons::persons(&document, &syntax, &encoding);
    let counted = counted(&document, &syntax, &all, &said, &persons);
    let figures = counted.iter().map(|counted| &counted.figure);
    figures
        .map(|figure| {
            let number = figure.bounds.best().or(figure.bounds.low());
            let number = number.unwrap_or_default();
            format!("{} {number} {}", figure.kind, figure.relation)
        })
        .collect()
}

#[test]
fn each_number_counts_whom_the_words_say() {
    let reader = Reader::bundled();
    let file = include_str!("../../tests/cases/figures.tsv");
    check(file, ", ", |text| figures(&reader, text));
}
