//! Words that speak for or against a personal name.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::table::rows;

/// What a word tells of a capitalised run in which, or beside which, it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hint {
    /// Part of the name of a body, a place or a thing: "Rovers", "Hospital", "Front".
    Body,
    /// Opens many sentences and headlines: "Government", "Several".
    Common,
    /// A given name that is widespread.
    Given,
    /// What is done to or by a human being: "arrested", "died", "said".
    Deed,
    /// A day or month.
    Calendar,
}

static HINTS: LazyLock<HashMap<&'static str, u8>> = LazyLock::new(|| {
    let mut hints: HashMap<&'static str, u8> = HashMap::new();
    let mut add = |word, hint: Hint| *hints.entry(word).or_default() |= 1 << hint as u8;
    for row in rows(include_str!("../../../../data/gazetteer/words.tsv")) {
        let hint = match row[0] {
            "institution" | "facility" | "locality" | "district" | "division" => Hint::Body,
            "common" => Hint::Common,
            "given" => Hint::Given,
            "speech" => Hint::Deed,
            _ => continue,
        };
        add(row[1], hint);
    }
    for row in rows(include_str!("../../../../data/person_roles.tsv")) {
        let hint = match row[1] {
            "body" => Hint::Body,
            "deed" => Hint::Deed,
            _ => continue,
        };
        for word in row[0].split('|') {
            add(word, hint);
        }
    }
    for row in rows(include_str!("../../../../data/calendar.tsv")) {
        if matches!(row[0], "month" | "weekday" | "holiday") {
            add(row[1], Hint::Calendar);
        }
    }
    hints
});

/// Whether a word in lower case gives a hint.
pub(super) fn gives(word: &str, hint: Hint) -> bool {
    HINTS
        .get(word)
        .is_some_and(|hints| hints & (1 << hint as u8) != 0)
}
