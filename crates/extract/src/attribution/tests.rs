//! The cases of `tests/cases/attribution.tsv`, read with the bundled encoder.

use dateline_encode::{Encode, Network};

use super::{Cues, attributions, innermost};
use crate::cases::document;
use crate::syntax::Syntax;
use crate::table::rows;

/// Source, cue and stance of the first token that is `word`, as the case file writes them.
fn reading(network: &Network, cues: &Cues, text: &str, word: &str) -> [String; 3] {
    let document = document(text);
    let encoding = network
        .encode(&document.text)
        .expect("a short text can be encoded");
    let syntax = Syntax::new(&document, &encoding);
    let all = attributions(
        &document,
        &syntax,
        &encoding,
        cues,
        &dateline_core::Source::publisher(None),
    );
    let token = (0..syntax.len())
        .find(|&id| syntax.word(id) == word)
        .expect("the word is in the text");
    match innermost(&all, token) {
        None => ["publisher".to_owned(), "-".to_owned(), "asserts".to_owned()],
        Some(found) => [
            found.source.speaker().words.clone(),
            document.text.slice(found.cue).to_owned(),
            found.stance.to_string(),
        ],
    }
}

#[test]
fn each_word_is_said_by_its_source() {
    let network = Network::bundled().expect("the weights are bundled");
    let cues = Cues::bundled();
    let mut wrong = Vec::new();
    for row in rows(include_str!("../../tests/cases/attribution.tsv")) {
        let read = reading(&network, &cues, row[0], row[1]);
        if read != [row[2], row[3], row[4]] {
            wrong.push(format!("{}: {}\n  read as {read:?}", row[1], row[0]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
