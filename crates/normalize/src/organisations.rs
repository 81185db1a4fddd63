//! Armed groups, armies and bodies of states, from `data/organisations.tsv`.

use std::sync::LazyLock;

use dateline_core::{ActorKind, SourceKind, Span, Text};

use crate::phrases::Phrases;
use crate::table::{cell, entries, rows, table};
use crate::tokens::{Token, all_upper_case, tokens};

/// What is known of an organisation.
#[derive(Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The name it goes by.
    pub canonical: &'static str,
    /// What kind of party it is.
    pub kind: ActorKind,
    /// What kind of source it is when it speaks.
    pub source_kind: SourceKind,
    /// ISO 3166-1 alpha-2 codes of the countries it belongs to or acts in, chief one first.
    pub countries: Vec<&'static str>,
}

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

struct Known {
    all: Vec<Organisation>,
    /// Index into `all`; `true` for acronyms, which count in capitals only.
    names: Phrases<(usize, bool)>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut all = Vec::new();
    let mut names = Vec::new();
    for row in rows(table!("organisations.tsv")) {
        let (Ok(kind), Ok(source_kind)) = (cell(&row, 3).parse(), cell(&row, 4).parse()) else {
            continue;
        };
        let number = all.len();
        let aliases = entries(cell(&row, 1))
            .chain([cell(&row, 0)])
            .map(|name| (name, (number, false)));
        names.extend(aliases.chain(entries(cell(&row, 2)).map(|name| (name, (number, true)))));
        let countries = entries(cell(&row, 5)).collect();
        all.push(Organisation {
            canonical: cell(&row, 0),
            kind,
            source_kind,
            countries,
        });
    }
    Known {
        all,
        names: Phrases::new(names),
    }
});

/// The organisations that the part `within` of `text` names, in order, without overlaps.
pub fn find(text: &Text, within: Span) -> Vec<FoundOrganisation> {
    let tokens = tokens(text, within);
    hits(&tokens)
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

pub(crate) fn hits<'a>(
    tokens: &'a [Token<'_>],
) -> impl Iterator<Item = (usize, usize, &'static Organisation)> + use<'a> {
    let known = &*KNOWN;
    let capitals = all_upper_case(tokens);
    known
        .names
        .all(tokens)
        .into_iter()
        .filter(|hit| {
            let name = &tokens[hit.first..hit.end];
            let (_, is_acronym) = hit.value;
            let is_capital = |token: &Token<'_>| token.is_capitalised() && token.is_word();
            if is_acronym {
                name.iter()
                    .all(|token| !token.is_word() || token.is_upper_case())
                    && !(capitals && name.len() == 1 && name[0].text.len() < 3)
            } else {
                name.iter().any(is_capital)
            }
        })
        .map(|hit| (hit.first, hit.end, &known.all[hit.value.0]))
        .collect::<Vec<_>>()
        .into_iter()
}
