//! What speaks for the confidence of an organisation, and what no weight changes.

use dateline_core::value::{Responsibility, Value};
use dateline_core::*;
use dateline_export::muc4::confidence_signs;

use crate::told::*;

/// Who was tied to the bombing of a bridge, by which link, in which words.
fn bombing(text: &str, tied: &[(&str, ResponsibilityLink)]) -> Told {
    let told = Told::new(text)
        .kind(IncidentType::Bombing)
        .target("A BRIDGE");
    tied.iter().fold(told, |told, (name, link)| {
        let actor = actor(name, Some(name), ActorKind::Rebel);
        let value = Responsibility { actor, link: *link };
        told.claim(Value::Responsibility(value), name)
    })
}

fn signs(told: &Told, name: &str) -> Vec<String> {
    let incidents = dateline_resolve::incidents(&told.records, &[], Policy::Dateline);
    let all = confidence_signs(&told.document, &told.persons, &incidents, &told.records);
    let mut own = all
        .into_iter()
        .filter(|one| one.names.iter().any(|own| own == name));
    own.next()
        .map_or(vec![], |one| one.signs.into_iter().collect())
}

#[test]
fn the_signs_of_an_organisation_are_its_own_claims() {
    let text = "A MINISTER BLAMED THE RIVER FRONT. A BRIDGE FELL.";
    let told = bombing(text, &[("RIVER FRONT", ResponsibilityLink::Accused)]);
    let found = signs(&told, "RIVER FRONT");
    for wanted in [
        "LINK accused",
        "LINK accused by publisher",
        "LINK accused stated",
        "LINKS accused",
    ] {
        assert!(
            found.iter().any(|sign| sign == wanted),
            "{wanted}: {found:?}"
        );
    }
}

#[test]
fn what_is_claimed_of_another_organisation_is_no_sign() {
    let text = "POLICE NAMED THE RIVER FRONT AND THE HILL FRONT. A BRIDGE FELL.";
    let tied = [
        ("RIVER FRONT", ResponsibilityLink::AccusedByAuthorities),
        ("HILL FRONT", ResponsibilityLink::Possible),
    ];
    let found = signs(&bombing(text, &tied), "HILL FRONT");
    assert!(found.contains(&"LINK possible".to_owned()));
    assert!(
        !found.contains(&"LINK accused_by_authorities".to_owned()),
        "{found:?}"
    );
}

#[test]
fn no_weight_takes_a_claim_from_who_made_it() {
    let text = "AUTHORITIES SUSPECTED AND BLAMED THE RIVER FRONT, WHICH MAY HAVE CLAIMED IT. A BRIDGE FELL.";
    let told = bombing(text, &[("RIVER FRONT", ResponsibilityLink::Claimed)]);
    assert_eq!(told.only().org_confidence[0].value, "CLAIMED OR ADMITTED");
}
