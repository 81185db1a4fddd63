//! Words and distances as signs, and the learnt weights that know them.

use std::collections::HashMap;

use crate::syntax::{Syntax, TokenId};
use crate::table::rows;

/// How much each sign speaks for something.
pub(crate) struct Weights(HashMap<&'static str, f32>);

impl Weights {
    /// Those of a table: a sign and its weight to a row.
    pub(crate) fn of(table: &'static str) -> Self {
        let weight = |row: Vec<&'static str>| Some((row[0], row.get(1)?.parse().ok()?));
        Self(rows(table).filter_map(weight).collect())
    }

    /// Log odds that all signs together give; one that was not learnt says nothing.
    pub(crate) fn weigh(&self, signs: &[String]) -> f32 {
        let known = signs.iter().filter_map(|sign| self.0.get(sign.as_str()));
        known.sum()
    }
}

/// A number of tokens, coarsely: 0, 1, 2, 3 to 4, 5 to 7, 8 to 12, more; negative ones with a minus.
pub(crate) fn coarse(distance: isize) -> String {
    let step = match distance.unsigned_abs() {
        few @ 0..=2 => few,
        3..=4 => 3,
        5..=7 => 4,
        8..=12 => 5,
        _ => 6,
    };
    let minus = if distance < 0 { "-" } else { "" };
    format!("{minus}{step}")
}

/// A word as a sign: names are all alike, for whom a corpus is about must not tell.
pub(crate) fn word_sign<'a>(syntax: &'a Syntax<'_>, at: Option<TokenId>) -> &'a str {
    match at.filter(|&at| at < syntax.len()) {
        None => "NONE",
        Some(at) if syntax.upos(at) == "PROPN" => "NAME",
        Some(at) => syntax.word(at),
    }
}
