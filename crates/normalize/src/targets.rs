//! What kind of thing was attacked, from `data/targets.tsv`.

use std::sync::LazyLock;

use crate::heads::by_head;
use crate::phrases::Phrases;
use crate::table::{cell, rows, table};
use crate::tokens::{Token, tokens_of};

static TARGETS: LazyLock<Phrases<(&'static str, &'static str)>> = LazyLock::new(|| {
    Phrases::new(
        rows(table!("targets.tsv")).map(|row| (cell(&row, 0), (cell(&row, 1), cell(&row, 2)))),
    )
});

/// The kind of phrases that hold a target's word and name none: "bank holiday".
const NO_TARGET: &str = "none";

fn describe(words: &str) -> Option<(&'static str, &'static str)> {
    let tokens = tokens_of(words, 0);
    by_head(
        &TARGETS,
        &tokens,
        |(kind, _)| kind == "building",
        |_, _| true,
    )
    .filter(|&(kind, _)| kind != NO_TARGET)
}

/// Whether the noun phrase `part` ends in a place or a building: "a police station", not "a police patrol".
pub(crate) fn is_place(part: &[Token<'_>]) -> bool {
    let moves = |kind| {
        matches!(
            kind,
            "vehicle"
                | "military_vehicle"
                | "police_vehicle"
                | "military_aircraft"
                | "warship"
                | "ship"
                | "aircraft"
                | "bus"
                | "train"
        )
    };
    TARGETS
        .at_end(part)
        .is_some_and(|hit| hit.value.0 != NO_TARGET && !moves(hit.value.0))
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
