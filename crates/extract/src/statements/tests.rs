//! The cases of `tests/cases/voices.tsv`: who gives each count, and who says that an act did not happen.

use dateline_core::value::Value;
use dateline_core::{Claim, Relation};

use crate::cases::{Reader, check};

/// A count, or a word on whether it happened, as the case file writes it: slot, number if it has one, stance, source.
fn shown(claim: &Claim) -> Option<String> {
    let number = match &claim.value {
        Some(Value::Figure(figure)) if figure.relation == Relation::Subset => return None,
        Some(Value::Figure(figure)) => figure.bounds.best().or(figure.bounds.low())?.to_string(),
        Some(Value::Occurrence(_)) => "-".to_owned(),
        _ => return None,
    };
    let chain = claim.source.chain.iter();
    let chain: Vec<&str> = chain.map(|speaker| speaker.words.as_str()).collect();
    Some(format!(
        "{} {number} {}: {}",
        claim.slot,
        claim.stance,
        chain.join(" < ")
    ))
}

#[test]
fn each_count_is_given_by_its_voice() {
    let reader = Reader::bundled();
    let file = include_str!("../../tests/cases/voices.tsv");
    check(file, "; ", |text| {
        let claims = reader.claims(text).claims;
        claims.iter().filter_map(shown).collect()
    });
}
