//! The cases of `tests/cases/figures.tsv`, read with the bundled encoder.

use dateline_encode::{Encode, Network};

use super::counted;
use crate::bare_document::document;
use crate::events::{Modality, events};
use crate::relevance;
use crate::syntax::Syntax;
use crate::table::rows;
use crate::triggers::Triggers;

/// The figures of a text as the case file writes them.
fn figures(network: &Network, text: &str) -> String {
    let document = document(text);
    let encoding = network
        .encode(&document.text)
        .expect("a short text can be encoded");
    let syntax = Syntax::new(&document, &encoding);
    let triggers = relevance::find(&document, &syntax, &Triggers::bundled());
    let all = events(&syntax, &triggers, &Modality::bundled());
    let told: Vec<String> = counted(&document, &syntax, &all)
        .iter()
        .map(|counted| {
            let figure = &counted.figure;
            let number = figure
                .bounds
                .best()
                .or(figure.bounds.low())
                .unwrap_or_default();
            format!("{} {number} {}", figure.kind, figure.relation)
        })
        .collect();
    if told.is_empty() {
        "-".to_owned()
    } else {
        told.join(", ")
    }
}

#[test]
fn each_number_counts_whom_the_words_say() {
    let network = Network::bundled().expect("the weights are bundled");
    let mut wrong = Vec::new();
    for row in rows(include_str!("../../tests/cases/figures.tsv")) {
        let read = figures(&network, row[0]);
        if read != row[1] {
            wrong.push(format!(
                "{}\n  expected {}\n  read     {read}",
                row[0], row[1]
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
