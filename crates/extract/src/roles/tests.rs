//! The cases of `tests/cases/parties.tsv`: who a report says did it, by the encoder's roles and the words around them.

use dateline_core::value::Value;

use crate::cases::{Reader, check};

/// The perpetrators of all incidents of a report, in the report's words.
fn perpetrators(reader: &Reader, text: &str) -> Vec<String> {
    let claims = reader.claims(text).claims;
    let parties = claims.into_iter().filter_map(|claim| match claim.value {
        Some(Value::Perpetrator(actor)) => Some(actor.mention),
        _ => None,
    });
    parties.collect()
}

#[test]
fn each_party_did_it() {
    let reader = Reader::bundled();
    let file = include_str!("../../tests/cases/parties.tsv");
    check(file, ", ", |text| perpetrators(&reader, text));
}
