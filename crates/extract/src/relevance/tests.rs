//! The cases of `tests/cases/incidents.tsv`: which incidents the words of a report tell where the encoder found none.

use dateline_core::Encoding;
use dateline_core::value::Value;
use dateline_encode::{Encode, Network};

use crate::bare_document::document;
use crate::knowledge::Knowledge;
use crate::table::rows;

/// The types of the incidents that the words of a report tell, as the case file writes them.
fn incidents(network: &Network, knowledge: &Knowledge, text: &str) -> String {
    let document = document(&text.replace(" / ", "\n\n"));
    let encoding = network.encode(&document.text);
    let encoding = Encoding {
        incidents: Vec::new(),
        ..encoding.expect("a short text can be encoded")
    };
    let read = crate::claims(&document, &encoding, knowledge);
    let types = read.claims.iter().filter_map(|claim| match claim.value {
        Some(Value::Type(kind)) => Some(kind.to_string()),
        _ => None,
    });
    let told: Vec<String> = types.collect();
    if told.is_empty() {
        "-".to_owned()
    } else {
        told.join(", ")
    }
}

#[test]
fn each_report_tells_the_incidents_that_its_words_say() {
    let network = Network::bundled().expect("the weights are bundled");
    let knowledge = Knowledge::bundled().expect("the gazetteer is bundled");
    let mut wrong = Vec::new();
    for row in rows(include_str!("../../tests/cases/incidents.tsv")) {
        let read = incidents(&network, &knowledge, row[0]);
        if read != row[1] {
            wrong.push(format!(
                "{}\n  expected {}\n  read     {read}",
                row[0], row[1]
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
