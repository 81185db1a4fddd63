//! The cases of `tests/cases/agents.tsv`: who did each act.

use super::{Modality, events};
use crate::cases::{Reader, check, document};
use crate::relevance;
use crate::syntax::Syntax;
use crate::triggers::Triggers;

/// Each act with those who did it.
fn agents(reader: &Reader, text: &str) -> Vec<String> {
    let document = document(text);
    let encoding = reader.encode(&document);
    let syntax = Syntax::new(&document, &encoding);
    let triggers = relevance::find(&document, &syntax, &Triggers::bundled());
    let all = events(&syntax, &triggers, &Modality::bundled());
    let told = all.iter().map(|event| {
        let agents: Vec<&str> = event.agents.iter().map(|&id| syntax.word(id)).collect();
        format!("{}: {}", syntax.word(event.trigger.token), agents.join(" "))
    });
    told.collect()
}

#[test]
fn each_act_has_the_agents_that_its_words_say() {
    let reader = Reader::bundled();
    let file = include_str!("../../tests/cases/agents.tsv");
    check(file, ", ", |text| agents(&reader, text));
}
