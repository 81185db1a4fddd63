//! What holds for any claims.

mod support;

use std::collections::BTreeSet;

use dateline_core::{ClaimRecord, Incident, Policy, Relation, Slot, Stance};
use proptest::prelude::*;
use support::{ShortClaim, ShortFigure, records};

fn claim() -> impl Strategy<Value = ShortClaim> {
    let relation = prop::sample::select(vec![
        Relation::Total,
        Relation::Part,
        Relation::Subset,
        Relation::Increment,
    ]);
    let stance = prop::sample::select(vec![
        Stance::Asserts,
        Stance::Denies,
        Stance::Updates,
        Stance::Questions,
    ]);
    let slot = prop::sample::select(vec![Slot::Killed, Slot::Wounded]);
    (
        slot,
        relation,
        stance,
        prop::array::uniform3(prop::option::of(0u64..50)),
        0u32..2,
        prop::option::of(0u32..6),
        0u8..3,
    )
        .prop_map(
            |(slot, relation, stance, mut bounds, incident, supersedes, document)| {
                let mut present: Vec<u64> = bounds.iter().flatten().copied().collect();
                present.sort_unstable();
                let mut sorted = present.into_iter();
                for bound in bounds.iter_mut().filter(|bound| bound.is_some()) {
                    *bound = sorted.next();
                }
                ShortClaim {
                    document: format!("document {document}"),
                    published: None,
                    publisher: None,
                    incident,
                    slot: Some(slot),
                    figure: Some(ShortFigure {
                        bounds,
                        relation: Some(relation),
                        of: None,
                        attackers: false,
                    }),
                    value: None,
                    stance,
                    source: None,
                    supersedes,
                }
            },
        )
}

fn derive(records: &[ClaimRecord]) -> Vec<Incident> {
    dateline_resolve::incidents(records, &[], Policy::Dateline)
}

proptest! {
    #[test]
    fn the_order_of_claims_does_not_matter(claims in prop::collection::vec(claim(), 0..12), seed in any::<u64>()) {
        let ordered = records(&claims);
        let mut shuffled = ordered.clone();
        shuffled.sort_by_key(|record| blake_of(&record.id.0, seed));
        prop_assert_eq!(derive(&ordered), derive(&shuffled));
    }

    #[test]
    fn every_claim_is_in_one_incident_and_no_superseded_claim_counts(claims in prop::collection::vec(claim(), 0..12)) {
        let all = records(&claims);
        let incidents = derive(&all);
        let named: Vec<_> = incidents.iter().flat_map(|incident| &incident.claims).collect();
        prop_assert_eq!(named.len(), all.len());
        prop_assert_eq!(named.into_iter().collect::<BTreeSet<_>>().len(), all.iter().map(|record| &record.id).collect::<BTreeSet<_>>().len());
        for derived in incidents.iter().flat_map(|incident| incident.slots.values()) {
            prop_assert!(derived.superseded.iter().all(|(id, _)| !derived.support.contains(id)));
        }
    }
}

fn blake_of(id: &str, seed: u64) -> u64 {
    id.bytes().fold(seed, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
