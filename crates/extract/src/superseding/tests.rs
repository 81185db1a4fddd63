//! The cases of `tests/cases/superseding.tsv`: what replaces what.

use dateline_core::value::Value;
use dateline_core::{Claim, Stance};

use crate::cases::{Reader, check};

/// A claim as the case file writes it: slot, number if it has one, stance.
fn shown(claim: &Claim) -> String {
    let number = match &claim.value {
        Some(Value::Figure(figure)) => figure.bounds.best().or(figure.bounds.low()),
        _ => None,
    };
    let number = number.map_or("-".to_owned(), |number| number.to_string());
    format!("{} {number} {}", claim.slot, claim.stance)
}

/// The links of a text, then its denied and doubted counts.
fn links(reader: &Reader, text: &str) -> Vec<String> {
    let claims = reader.claims(text).claims;
    let linked = claims.iter().filter_map(|claim| {
        let old = claims.get(claim.supersedes? as usize)?;
        Some(format!("{} > {}", shown(claim), shown(old)))
    });
    let disputed = claims
        .iter()
        .filter(|claim| matches!(claim.stance, Stance::Denies | Stance::Questions))
        .filter(|claim| claim.value.is_none() || matches!(claim.value, Some(Value::Figure(_))))
        .map(shown);
    linked.chain(disputed).collect()
}

#[test]
fn each_report_replaces_and_disputes_what_its_words_say() {
    let reader = Reader::bundled();
    let file = include_str!("../../tests/cases/superseding.tsv");
    check(file, ", ", |text| links(&reader, text));
}
