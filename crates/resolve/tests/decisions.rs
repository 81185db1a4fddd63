//! What reviewers decided stands above what the claims add up to.

mod support;

use dateline_core::value::{Actor, Bounds, Figure, Value};
use dateline_core::{
    ActorKind, Category, ClaimRecord, Decision, DecisionAction, FigureKind, Incident, IncidentId,
    IncidentType, PersonKind, Policy, Relation, Rule, Side, Slot, SlotStatus, Stance, Verdict,
    WordingClass, YesNoUnknown,
};
use support::{ShortClaim, ShortFigure, records};

/// Killed 12, killed 20, by "gunmen", by "rebels", a criminal bombing; all of one incident.
fn told() -> Vec<ClaimRecord> {
    let short = |slot, figure: Option<[Option<u64>; 3]>, value| ShortClaim {
        document: "a".to_owned(),
        published: None,
        publisher: None,
        agency: None,
        incident: 0,
        slot: Some(slot),
        figure: figure.map(|bounds| ShortFigure {
            bounds,
            class: None,
            relation: None,
            of: None,
            attackers: false,
        }),
        value,
        stance: Stance::Asserts,
        source: None,
        unnamed: false,
        distanced: false,
        supersedes: None,
    };
    records(&[
        short(Slot::Killed, Some([Some(12); 3]), None),
        short(Slot::Killed, Some([Some(20); 3]), None),
        short(
            Slot::Perpetrator,
            None,
            Some(Value::Perpetrator(party("gunmen"))),
        ),
        short(
            Slot::Perpetrator,
            None,
            Some(Value::Perpetrator(party("rebels"))),
        ),
        short(Slot::Type, None, Some(Value::Type(IncidentType::Bombing))),
        short(
            Slot::Category,
            None,
            Some(Value::Category(Category::Criminal)),
        ),
    ])
}

fn party(mention: &str) -> Actor {
    Actor {
        mention: mention.to_owned(),
        organisation: None,
        kind: ActorKind::Unknown,
        nationality: None,
        count: None,
        private: false,
    }
}

fn killed(number: u64) -> Value {
    Value::Figure(Figure {
        kind: FigureKind::Killed,
        bounds: Bounds::exact(number),
        class: WordingClass::Exact,
        words: number.to_string(),
        of_whom: None,
        of_kind: PersonKind::Unknown,
        side: Side::Unknown,
        relation: Relation::Total,
        includes_perpetrators: YesNoUnknown::Unknown,
    })
}

fn correct(value: Value) -> DecisionAction {
    DecisionAction::Correct {
        value: Box::new(value),
    }
}

/// What comes of the claims after these decisions, one a day, each on the incident that `id` names.
fn after_on(id: &IncidentId, actions: Vec<DecisionAction>) -> Incident {
    let decisions: Vec<Decision> = (1..)
        .zip(actions)
        .map(|(day, action)| Decision {
            incident: id.clone(),
            action,
            reviewer: "R. Viewer".to_owned(),
            decided: jiff::Timestamp::from_second(day * 86_400).unwrap(),
            reason: "the list of names".to_owned(),
        })
        .collect();
    dateline_resolve::incidents(&told(), &decisions, Policy::Dateline).remove(0)
}

fn after(actions: Vec<DecisionAction>) -> Incident {
    after_on(&IncidentId::of(&told()[0].id), actions)
}

#[test]
fn a_correction_stands_above_the_claims_and_leaves_them_beside_it() {
    let incident = after(vec![correct(killed(14))]);
    let slot = &incident.slots[&Slot::Killed];
    assert_eq!(slot.value, Some(killed(14)));
    assert_eq!(slot.bounds, Some(Bounds::exact(14)));
    assert_eq!(
        (slot.rule, slot.status),
        (Rule::Reviewer, SlotStatus::Settled)
    );
    let told = told();
    assert_eq!(slot.rivals, [told[0].id.clone(), told[1].id.clone()]);
    assert_eq!(incident.claims.len(), told.len());
}

#[test]
fn of_two_corrections_the_last_counts() {
    let incident = after(vec![correct(killed(14)), correct(killed(15))]);
    let slot = &incident.slots[&Slot::Killed];
    assert_eq!(slot.value, Some(killed(15)));
    assert_eq!(slot.rivals.len(), 2, "the claims stay beside it");
}

#[test]
fn a_slot_of_several_is_left_with_the_value_that_was_given() {
    for slot in [Slot::Perpetrator, Slot::SideA] {
        let value = match slot {
            Slot::Perpetrator => Value::Perpetrator(party("the Grey Banner")),
            _ => Value::SideA(party("the Grey Banner")),
        };
        let incident = after(vec![correct(value.clone())]);
        let list = &incident.lists[&slot];
        assert_eq!(list.len(), 1);
        assert_eq!(list[0].value, Some(value));
        assert!(!incident.slots.contains_key(&slot), "it is a list");
    }
}

#[test]
fn a_cleared_slot_has_no_value_and_keeps_its_claims() {
    let clear = |slot| DecisionAction::Clear { slot };
    let incident = after(vec![
        clear(Slot::Killed),
        clear(Slot::Perpetrator),
        clear(Slot::Date),
    ]);
    let killed = &incident.slots[&Slot::Killed];
    assert_eq!((killed.value.as_ref(), killed.bounds), (None, None));
    assert_eq!(killed.rivals.len(), 2);
    let perpetrator = &incident.lists[&Slot::Perpetrator][0];
    assert_eq!(
        (perpetrator.value.as_ref(), perpetrator.rivals.len()),
        (None, 2)
    );
    assert_eq!(incident.slots[&Slot::Date].rule, Rule::Reviewer);
}

#[test]
fn the_last_verdict_on_the_whole_counts_and_a_correction_takes_nothing_from_it() {
    use DecisionAction::{Accept, Note, Reject};
    let verdict = |actions| {
        let incident = after(actions);
        (
            incident.status,
            incident.reviewed.map(|reviewed| reviewed.verdict),
        )
    };
    let (settled, refuted) = (SlotStatus::Settled, SlotStatus::Refuted);
    assert_eq!(verdict(vec![]), (settled, None));
    assert_eq!(verdict(vec![Note]), (settled, None));
    assert_eq!(verdict(vec![Accept]), (settled, Some(Verdict::Accepted)));
    assert_eq!(
        verdict(vec![Accept, Reject]),
        (refuted, Some(Verdict::Rejected))
    );
    assert_eq!(
        verdict(vec![Reject, Accept]),
        (settled, Some(Verdict::Accepted))
    );
    assert_eq!(
        verdict(vec![correct(killed(3))]),
        (settled, Some(Verdict::Corrected))
    );
    assert_eq!(
        verdict(vec![Accept, correct(killed(3))]),
        (settled, Some(Verdict::Accepted))
    );
    assert_eq!(
        verdict(vec![correct(killed(3)), Accept]),
        (settled, Some(Verdict::Accepted))
    );
    let reviewed = after(vec![Accept, correct(killed(3)), Note]).reviewed;
    let first_day = jiff::Timestamp::from_second(86_400).unwrap();
    assert_eq!(reviewed.unwrap().decided, first_day);
}

#[test]
fn a_decision_holds_by_the_id_of_any_claim_and_by_no_other() {
    // The id that the incident would have had, had its first claims come later.
    let other = IncidentId::of(&told()[4].id);
    assert!(
        after_on(&other, vec![DecisionAction::Accept])
            .reviewed
            .is_some()
    );
    for stranger in ["i-000000000000", "i-", "", "i-é"] {
        let stranger = IncidentId(stranger.to_owned());
        assert!(
            after_on(&stranger, vec![DecisionAction::Accept])
                .reviewed
                .is_none()
        );
    }
}
