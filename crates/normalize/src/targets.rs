//! What kind of thing was attacked, from `data/targets.tsv`.

use std::sync::LazyLock;

use crate::heads::by_head;
use crate::phrases::Phrases;
use crate::table::{cell, rows, table};
use crate::tokens::tokens_of;

static TARGETS: LazyLock<Phrases<(&'static str, &'static str)>> = LazyLock::new(|| {
    Phrases::new(
        rows(table!("targets.tsv")).map(|row| (cell(&row, 0), (cell(&row, 1), cell(&row, 2)))),
    )
});

fn describe(words: &str) -> Option<(&'static str, &'static str)> {
    by_head(&TARGETS, &tokens_of(words, 0), |(kind, _)| {
        kind == "building"
    })
}

/// The kind of thing that `words` name, by their head noun: "the police station in Herat" is a `police_station`.
///
/// `None` when no row of the table covers them.
pub fn kind(words: &str) -> Option<&'static str> {
    describe(words).map(|(kind, _)| kind)
}

/// The broader kind, as the Global Terrorism Database and MUC-4 sort targets: `police`, `government`, `infrastructure`.
pub fn broad_kind(words: &str) -> Option<&'static str> {
    describe(words).map(|(_, broad)| broad)
}
