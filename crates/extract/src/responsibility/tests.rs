//! The cases of `tests/cases/responsibility.tsv`: who answers for an act, and who says so.

use dateline_core::value::Value;
use dateline_core::{Claim, Slot};
use dateline_encode::{Encode, Network};

use crate::bare_document::document;
use crate::knowledge::Knowledge;
use crate::table::rows;

/// A claim as the case file writes it.
fn told(claim: &Claim) -> Option<String> {
    let source = &claim.source.speaker().words;
    match (&claim.slot, &claim.value) {
        (Slot::Responsibility, Some(Value::Responsibility(value))) => Some(format!(
            "{} {} {} by {source}",
            claim.stance, value.link, value.actor.mention
        )),
        (Slot::Responsibility, _) => Some(format!("{} who by {source}", claim.stance)),
        (Slot::Occurrence, _) => Some(format!("{} that it happened by {source}", claim.stance)),
        _ => None,
    }
}

#[test]
fn each_link_is_that_of_the_words() {
    let network = Network::bundled().expect("the weights are bundled");
    let knowledge = Knowledge::bundled().expect("the gazetteer is bundled");
    let mut wrong = Vec::new();
    for row in rows(include_str!("../../tests/cases/responsibility.tsv")) {
        let document = document(row[0]);
        let encoding = network
            .encode(&document.text)
            .expect("a short text can be encoded");
        let read = crate::claims(&document, &encoding, &knowledge);
        let all: Vec<String> = read.claims.iter().filter_map(told).collect();
        let read = if all.is_empty() {
            "-".to_owned()
        } else {
            all.join(" | ")
        };
        if read != row[1] {
            wrong.push(format!(
                "{}\n  expected {}\n  read     {read}",
                row[0], row[1]
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
