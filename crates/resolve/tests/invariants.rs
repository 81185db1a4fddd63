//! What holds for any claims, under every policy.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use dateline_core::value::Value;
use dateline_core::{
    ClaimRecord, DocumentId, Incident, IncidentId, PersonKind, Policy, Relation, Slot, SourceKind,
    Stance, TimeFrame, WordingClass,
};
use dateline_resolve::Linked;
use proptest::prelude::*;
use proptest::sample::select;
use strum::IntoEnumIterator;
use support::{ShortClaim, ShortFigure, records};

fn figure() -> impl Strategy<Value = ShortFigure> {
    (
        prop::array::uniform3(prop::option::of(0u64..50)),
        select(vec![
            Relation::Total,
            Relation::Part,
            Relation::Subset,
            Relation::Increment,
        ]),
        prop::option::of(select(WordingClass::iter().collect::<Vec<_>>())),
        prop::option::of(select(vec![PersonKind::Military, PersonKind::ArmedGroup])),
        any::<bool>(),
    )
        .prop_map(|(mut bounds, relation, class, of, attackers)| {
            let mut present: Vec<u64> = bounds.iter().flatten().copied().collect();
            present.sort_unstable();
            let mut sorted = present.into_iter();
            for bound in bounds.iter_mut().filter(|bound| bound.is_some()) {
                *bound = sorted.next();
            }
            ShortFigure {
                bounds,
                class,
                relation: Some(relation),
                of,
                attackers,
            }
        })
}

/// What a claim is about, with its figure or its value.
fn told() -> impl Strategy<Value = (Slot, Option<ShortFigure>, Option<Value>)> {
    let frame = select(vec![TimeFrame::Current, TimeFrame::Background]);
    prop_oneof![
        6 => (select(vec![Slot::Killed, Slot::Wounded]), prop::option::weighted(0.9, figure()))
            .prop_map(|(slot, figure)| (slot, figure, None)),
        1 => frame.prop_map(|frame| (Slot::TimeFrame, None, Some(Value::TimeFrame(frame)))),
        1 => any::<bool>()
            .prop_map(|so| (Slot::Occurrence, None, Some(Value::Occurrence(so)))),
    ]
}

fn claim() -> impl Strategy<Value = ShortClaim> {
    let stance = select(Stance::iter().collect::<Vec<_>>());
    let speaker = select(vec![
        ("police", SourceKind::SecurityForces),
        ("the Front", SourceKind::ArmedGroup),
        ("doctors", SourceKind::Medical),
    ]);
    (
        told(),
        stance,
        0u32..2,
        prop::option::weighted(0.2, 0u32..6),
        0u8..5,
        prop::option::of(speaker),
        any::<(bool, bool)>(),
    )
        .prop_map(
            |(
                (slot, figure, value),
                stance,
                incident,
                supersedes,
                document,
                source,
                (unnamed, distanced),
            )| ShortClaim {
                document: format!("document {document}"),
                // Two days, one unknown; three publishers; an agency behind one of them.
                published: [Some(1), Some(2), Some(2), None, Some(3)][usize::from(document)]
                    .map(|day| jiff::civil::date(2025, 3, day)),
                publisher: ["Post", "Post", "Herald", "Herald", "Courier"]
                    .get(usize::from(document))
                    .map(|&name| name.to_owned()),
                agency: (document == 4).then(|| "Post".to_owned()),
                incident,
                slot: Some(slot),
                figure,
                value,
                stance,
                source: source.map(|(words, kind)| (words.to_owned(), kind)),
                unnamed,
                distanced,
                supersedes,
            },
        )
}

fn claims() -> impl Strategy<Value = Vec<ShortClaim>> {
    prop::collection::vec(claim(), 0..14)
}

/// Near-copies, in chains and even in circles.
fn linked() -> impl Strategy<Value = Linked> {
    let names = || (0u8..6).prop_map(|number| DocumentId(format!("document {number}")));
    prop::collection::btree_map(names(), names(), 0..3).prop_map(|copies| Linked {
        copies,
        ..Linked::default()
    })
}

fn policy() -> impl Strategy<Value = Policy> {
    select(Policy::iter().collect::<Vec<_>>())
}

fn shuffled(records: &[ClaimRecord], seed: u64) -> Vec<ClaimRecord> {
    let mut shuffled = records.to_vec();
    shuffled.sort_by_key(|record| mixed(&record.id.0, seed));
    shuffled
}

fn mixed(id: &str, seed: u64) -> u64 {
    id.bytes().fold(seed, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The incident as far as copies must not change it: what every slot with one value comes to, and why.
fn outcome(incident: &Incident) -> BTreeMap<Slot, String> {
    let slots = incident.slots.iter();
    slots
        .map(|(&slot, derived)| {
            let told = (&derived.value, derived.bounds, derived.status, derived.rule);
            (slot, format!("{told:?}"))
        })
        .collect()
}

proptest! {
    #[test]
    fn the_order_of_claims_does_not_matter(claims in claims(), linked in linked(), policy in policy(), seed in any::<u64>()) {
        let ordered = records(&claims);
        let shuffled = shuffled(&ordered, seed);
        prop_assert_eq!(
            dateline_resolve::incidents(&ordered, &[], policy),
            dateline_resolve::incidents(&shuffled, &[], policy)
        );
        prop_assert_eq!(
            dateline_resolve::incident(&ordered, &linked, &[], policy),
            dateline_resolve::incident(&shuffled, &linked, &[], policy)
        );
    }

    #[test]
    fn every_claim_of_one_report_is_in_one_incident(claims in claims(), policy in policy()) {
        let all = records(&claims);
        let incidents = dateline_resolve::incidents(&all, &[], policy);
        let named: Vec<_> = incidents.iter().flat_map(|incident| &incident.claims).collect();
        prop_assert_eq!(named.len(), all.len());
        prop_assert_eq!(named.into_iter().collect::<BTreeSet<_>>().len(), all.len());
    }

    #[test]
    fn every_claim_is_listed_once_and_plays_one_part(claims in claims(), linked in linked(), policy in policy()) {
        let all = records(&claims);
        let Some(incident) = dateline_resolve::incident(&all, &linked, &[], policy) else {
            prop_assert!(all.is_empty());
            return Ok(());
        };
        let earliest = all.iter().min_by_key(|record| (record.ingested, &record.document, record.claim.number));
        prop_assert_eq!(Some(incident.id), earliest.map(|record| IncidentId::of(&record.id)));
        prop_assert_eq!(incident.claims.len(), all.len());
        prop_assert_eq!(incident.claims.iter().collect::<BTreeSet<_>>().len(), all.len());
        for derived in incident.slots.values() {
            let superseded: Vec<_> = derived.superseded.iter().map(|(id, _)| id.clone()).collect();
            let parts = [&derived.support, &derived.rivals, &derived.denials, &superseded];
            let listed: Vec<_> = parts.into_iter().flatten().collect();
            prop_assert_eq!(listed.iter().collect::<BTreeSet<_>>().len(), listed.len());
        }
    }

    #[test]
    fn a_figure_lies_between_its_bounds(claims in claims(), linked in linked(), policy in policy()) {
        let incident = dateline_resolve::incident(&records(&claims), &linked, &[], policy);
        for derived in incident.iter().flat_map(|incident| incident.slots.values()) {
            let (Some(Value::Figure(figure)), Some(bounds)) = (&derived.value, derived.bounds) else {
                continue;
            };
            let present = [bounds.low(), bounds.best(), bounds.high()];
            prop_assert!(present.iter().flatten().is_sorted());
            prop_assert!(!bounds.is_empty(), "{:?} under {policy}", figure);
            prop_assert!(figure.bounds.best().is_none() || policy == Policy::Dateline || bounds.best().is_some());
            prop_assert!(!derived.support.is_empty());
        }
    }

    #[test]
    fn copies_change_nothing(claims in claims(), copied in 0u8..5, day in 3i8..9, policy in policy()) {
        let original = DocumentId(format!("document {copied}"));
        let copy = DocumentId("copy".to_owned());
        let all = records(&claims);
        let copies = all.iter().filter(|record| record.document == original).map(|record| ClaimRecord {
            document: copy.clone(),
            id: dateline_core::ClaimId(format!("copy of {}", record.id)),
            publisher: Some("Echo".to_owned()),
            published: record.published.map(|_| jiff::civil::date(2025, 3, day)),
            ingested: jiff::Timestamp::MAX,
            claim: record.claim.clone(),
        });
        let both: Vec<ClaimRecord> = all.iter().cloned().chain(copies).collect();
        let linked = Linked { copies: [(copy, original)].into(), ..Linked::default() };
        let alone = dateline_resolve::incident(&all, &Linked::default(), &[], policy);
        let together = dateline_resolve::incident(&both, &linked, &[], policy);
        prop_assert_eq!(alone.as_ref().map(outcome), together.as_ref().map(outcome));
    }
}

#[test]
fn no_claims_are_no_incident() {
    let none = dateline_resolve::incident(&[], &Linked::default(), &[], Policy::Dateline);
    assert_eq!(none, None);
}

#[test]
fn an_incident_keeps_the_operation_that_linking_found() {
    let claim = |document: &str| {
        serde_json::from_value::<ShortClaim>(serde_json::json!({
            "document": document, "value": {"slot": "part_of", "value": 7}
        }))
    };
    let claims: Result<Vec<_>, _> = ["a", "b"].into_iter().map(claim).collect();
    let records = records(&claims.expect("claims"));
    let parent = IncidentId("i-parent".to_owned());
    let linked = Linked {
        part_of: Some(parent.clone()),
        ..Linked::default()
    };
    let incident = dateline_resolve::incident(&records, &linked, &[], Policy::Dateline);
    let incident = incident.expect("an incident");
    assert_eq!(incident.part_of, Some(parent));
    assert_eq!(incident.documents.len(), 2);
    assert!(incident.parts.is_empty() && incident.slots.is_empty());
}
