//! Organisations that a text names, from the register in `data/actors/`: armed groups, armies, missions, bodies of states and of many states.

mod case;
mod period;
mod register;
mod scene;

use dateline_core::{Span, Text};
use jiff::civil::Date;

pub use register::{Organisation, Relation, RelationKind};

use crate::tokens::{Token, tokens};
use scene::Scene;

/// An organisation that the text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundOrganisation {
    /// The name, as the text has it.
    pub span: Span,
    /// The name it goes by: "al-Shabaab".
    pub canonical: &'static str,
    /// The organisation.
    pub organisation: &'static Organisation,
}

/// What is known of a document, to tell organisations of one name apart: "the UPC" of Ituri from that of the Central African Republic.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// Countries that the document is about, ISO 3166-1 alpha-2.
    pub countries: &'a [&'a str],
    /// The day of which it tells.
    pub day: Option<Date>,
}

/// The organisations that the part `within` of `text` names, in order, without overlaps.
///
/// Of several organisations of one name it is the one that the text names in full elsewhere, else the one with the most sources.
pub fn find(text: &Text, within: Span) -> Vec<FoundOrganisation> {
    find_in(text, within, &Context::default())
}

/// Like [`find`], in a document of which something is known.
///
/// Of several organisations of one name those that act in the countries of the document are preferred, then those that existed on its
/// day. Names and acronyms that stand for other things too ("KIA", "the Popular Liberation Front") count in the countries of the
/// organisation; without them only where the text names it in full.
pub fn find_in(text: &Text, within: Span, context: &Context<'_>) -> Vec<FoundOrganisation> {
    let tokens = tokens(text, within);
    Scene::of_text(&tokens, text, within, *context)
        .hits()
        .into_iter()
        .map(|(first, end, organisation)| FoundOrganisation {
            span: text.span_of_bytes(tokens[first].start..tokens[end - 1].end),
            canonical: organisation.canonical,
            organisation,
        })
        .collect()
}

/// The first organisation that the tokens name.
pub(crate) fn named_in(tokens: &[Token<'_>]) -> Option<&'static Organisation> {
    hits(tokens).next().map(|(_, _, organisation)| organisation)
}

/// The organisations that the tokens name, each with its first token and the one behind it.
pub(crate) fn hits(
    tokens: &[Token<'_>],
) -> impl Iterator<Item = (usize, usize, &'static Organisation)> + use<> {
    Scene::of_words(tokens).hits().into_iter()
}
