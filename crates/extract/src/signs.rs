//! Words and distances as signs, as the learnt weights know them.

use crate::syntax::{Syntax, TokenId};

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
