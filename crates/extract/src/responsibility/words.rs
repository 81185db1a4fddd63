//! Reading `data/responsibility.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::syntax::{Syntax, TokenId};
use crate::table::rows;

/// Forms by kind, each as its words.
static WORDS: LazyLock<HashMap<&'static str, Vec<Vec<&'static str>>>> = LazyLock::new(|| {
    rows(include_str!("../../../../data/responsibility.tsv"))
        .map(|row| {
            let forms = row[1].split('|').map(|form| form.split(' ').collect());
            (row[0], forms.collect())
        })
        .collect()
});

/// End of the words of a kind that begin at a token: the longest form.
pub(super) fn end_of(syntax: &Syntax<'_>, at: TokenId, kind: &str) -> Option<TokenId> {
    let limit = syntax.sentence_tokens(syntax.sentence_of(at)).end;
    WORDS
        .get(kind)?
        .iter()
        .filter(|form| {
            at + form.len() <= limit
                && form
                    .iter()
                    .zip(at..)
                    .all(|(word, id)| syntax.word(id) == *word)
        })
        .map(|form| at + form.len())
        .max()
}

/// Whether words of a kind begin at a token.
pub(super) fn is(syntax: &Syntax<'_>, at: TokenId, kind: &str) -> bool {
    end_of(syntax, at, kind).is_some()
}

/// The first of some tokens at which words of a kind begin.
pub(super) fn first(
    syntax: &Syntax<'_>,
    mut tokens: impl Iterator<Item = TokenId>,
    kind: &str,
) -> Option<TokenId> {
    tokens.find(|&id| is(syntax, id, kind))
}
