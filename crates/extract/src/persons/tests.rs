//! The cases of `tests/cases/persons.tsv`, read with the bundled encoder.

use dateline_core::PersonMention;
use dateline_encode::{Encode, Network};

use super::persons;
use crate::cases::document;
use crate::syntax::Syntax;
use crate::table::rows;

/// The names of a text, each with how it is shown; with the encoder's mentions, or by its trees and the words alone.
fn reading(network: &Network, text: &str, with_mentions: bool) -> Vec<[String; 3]> {
    let document = document(text);
    let mut encoding = network
        .encode(&document.text)
        .expect("a short text can be encoded");
    if !with_mentions {
        encoding.mentions.clear();
    }
    let syntax = Syntax::new(&document, &encoding);
    let shown = |person: &PersonMention| {
        [
            document.text.slice(person.span).to_owned(),
            format!("{:?}", person.redaction).to_lowercase(),
            person.role.clone(),
        ]
    };
    persons(&document, &syntax, &encoding)
        .iter()
        .map(shown)
        .collect()
}

fn is_right(read: &[[String; 3]], expected: [&str; 3]) -> bool {
    match expected[0].strip_prefix('!') {
        _ if expected[0] == "-" => read.is_empty(),
        Some(other) => read.iter().all(|[name, ..]| name != other),
        None => read.iter().any(|shown| *shown == expected),
    }
}

fn wrong(with_mentions: bool) -> Vec<String> {
    let network = Network::bundled().expect("the weights are bundled");
    let mut wrong = Vec::new();
    for row in rows(include_str!("../../tests/cases/persons.tsv")) {
        let read = reading(&network, row[0], with_mentions);
        if !is_right(&read, [row[1], row[2], row[3]]) {
            wrong.push(format!("{}: {}\n  read as {read:?}", row[1], row[0]));
        }
    }
    wrong
}

#[test]
fn each_name_is_shown_by_its_bearers_role() {
    let wrong = wrong(true);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A name that the encoder misses must not be laid bare.
#[test]
fn names_are_found_without_the_encoders_marks() {
    let wrong = wrong(false);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
