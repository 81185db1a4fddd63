//! The cases of `tests/cases/responsibility.tsv`: who answers for an act, and who says so.

use dateline_core::value::Value;
use dateline_core::{Claim, Slot};

use crate::cases::{Reader, check};

/// A claim as the case file writes it.
fn told(claim: &Claim) -> Option<String> {
    let source = &claim.source.speaker().words;
    match (&claim.slot, &claim.value) {
        (Slot::Responsibility, Some(Value::Responsibility(value))) => Some(format!(
            "{} {} {} by {source}",
            claim.stance, value.link, value.actor.mention
        )),
        (Slot::Responsibility, _) => Some(format!("{} who by {source}", claim.stance)),
        (Slot::Occurrence, _) => Some(format!("{} that it happened by {source}", claim.stance)),
        _ => None,
    }
}

#[test]
fn each_link_is_that_of_the_words() {
    let reader = Reader::bundled();
    let file = include_str!("../../tests/cases/responsibility.tsv");
    check(file, " | ", |text| {
        reader.claims(text).claims.iter().filter_map(told).collect()
    });
}
