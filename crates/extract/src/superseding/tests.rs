//! The cases of `tests/cases/superseding.tsv`: what replaces what, read with the bundled encoder.

use dateline_core::value::Value;
use dateline_core::{Claim, Stance};
use dateline_encode::{Encode, Network};

use crate::bare_document::document;
use crate::knowledge::Knowledge;
use crate::table::rows;

/// A claim as the case file writes it: slot, number if it has one, stance.
fn shown(claim: &Claim) -> String {
    let number = match &claim.value {
        Some(Value::Figure(figure)) => figure.bounds.best().or(figure.bounds.low()),
        _ => None,
    };
    let number = number.map_or("-".to_owned(), |number| number.to_string());
    format!("{} {number} {}", claim.slot, claim.stance)
}

/// The links of a text, then its denied, doubted and confirmed counts.
fn links(network: &Network, knowledge: &Knowledge, text: &str) -> String {
    let document = document(text);
    let encoding = network
        .encode(&document.text)
        .expect("a short text can be encoded");
    let read = crate::claims(&document, &encoding, knowledge);
    let linked = read.claims.iter().filter_map(|claim| {
        let old = read.claims.get(claim.supersedes? as usize)?;
        Some(format!("{} > {}", shown(claim), shown(old)))
    });
    let disputed = read
        .claims
        .iter()
        .filter(|claim| matches!(claim.stance, Stance::Denies | Stance::Questions))
        .filter(|claim| claim.value.is_none() || matches!(claim.value, Some(Value::Figure(_))))
        .map(shown);
    let told: Vec<String> = linked.chain(disputed).collect();
    if told.is_empty() {
        "-".to_owned()
    } else {
        told.join(", ")
    }
}

#[test]
fn each_report_replaces_and_disputes_what_its_words_say() {
    let network = Network::bundled().expect("the weights are bundled");
    let knowledge = Knowledge::bundled().expect("the gazetteer is bundled");
    let mut wrong = Vec::new();
    for row in rows(include_str!("../../tests/cases/superseding.tsv")) {
        let read = links(&network, &knowledge, row[0]);
        if read != row[1] {
            wrong.push(format!(
                "{}\n  expected {}\n  read     {read}",
                row[0], row[1]
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
