//! The same claims under another policy.

use dateline_core::value::{Bounds, Figure, Value};
use dateline_core::{
    Decision, DecisionAction, FigureKind, Incident, Policy, Rule, Slot, WordingClass,
};
use dateline_ledger::{Filter, Ledger};

use crate::reports::{day, instant, killed, new_ledger, report, set};

/// A ledger with one report, of "dozens" killed.
fn dozens_killed() -> (tempfile::TempDir, Ledger) {
    let (folder, mut ledger) = new_ledger();
    let (document, mut claims) = report(0);
    let dozens = Figure {
        bounds: Bounds::new(Some(24), None, None).unwrap(),
        class: WordingClass::Dozens,
        words: "dozens".to_owned(),
        ..killed(24)
    };
    set(&mut claims, Slot::Killed, Value::Figure(dozens));
    let when = instant("2021-05-04T10:00:00Z");
    ledger.record(&document, &claims, when).unwrap();
    (folder, ledger)
}

fn first(ledger: &Ledger) -> Incident {
    let found = ledger.incidents(&Filter::default()).unwrap();
    found[0].incident.clone()
}

fn bounds(incident: &Incident) -> Option<Bounds> {
    incident.slots[&Slot::Killed].bounds
}

#[test]
fn another_policy_reads_the_same_claims_otherwise_and_stores_nothing() {
    let (_folder, ledger) = dozens_killed();
    let stored = first(&ledger);
    assert_eq!(bounds(&stored), Bounds::new(Some(24), None, None).ok());
    let acled = ledger.under(&stored, Policy::Acled, None).unwrap();
    assert_eq!(bounds(&acled), Some(Bounds::exact(12)));
    assert_eq!(acled.policy, Policy::Acled);
    assert_eq!((&acled.id, &acled.claims), (&stored.id, &stored.claims));
    assert_eq!(acled.slots[&Slot::Place], stored.slots[&Slot::Place]);
    assert_eq!(first(&ledger), stored);
    let same = ledger.under(&stored, Policy::Dateline, None).unwrap();
    assert_eq!(same, stored);
}

#[test]
fn operations_and_parts_stay_those_of_the_ledger() {
    let (_folder, ledger) = dozens_killed();
    let stored = first(&ledger);
    let linked = Incident {
        part_of: Some(dateline_core::IncidentId("i-whole".to_owned())),
        parts: vec![dateline_core::IncidentId("i-part".to_owned())],
        ..stored
    };
    let derived = ledger.under(&linked, Policy::Gtd, None).unwrap();
    assert_eq!(derived.part_of, linked.part_of);
    assert_eq!(derived.parts, linked.parts);
}

#[test]
fn a_reviewer_stands_above_every_policy_from_the_day_of_the_decision() {
    let (_folder, mut ledger) = dozens_killed();
    let decision = Decision {
        incident: first(&ledger).id,
        action: DecisionAction::Correct {
            value: Box::new(Value::Figure(Figure {
                kind: FigureKind::Killed,
                ..killed(31)
            })),
        },
        reviewer: "R. Viewer".to_owned(),
        decided: instant("2021-05-06T10:00:00Z"),
        reason: "counted the graves".to_owned(),
    };
    ledger.decide(&decision).unwrap();
    let stored = first(&ledger);
    let under = |until| ledger.under(&stored, Policy::Ucdp, until).unwrap();
    let now = under(None);
    assert_eq!(bounds(&now), Some(Bounds::exact(31)));
    assert_eq!(now.slots[&Slot::Killed].rule, Rule::Reviewer);
    let before = under(Some(day("2021-05-05")));
    assert_eq!(bounds(&before), Some(Bounds::exact(24)));
}

#[test]
fn claims_that_the_ledger_does_not_hold_are_an_error() {
    let (_folder, ledger) = dozens_killed();
    let mut strange = first(&ledger);
    strange.claims = vec![dateline_core::ClaimId("0".repeat(32))];
    let error = ledger.under(&strange, Policy::Gtd, None).unwrap_err();
    assert!(error.to_string().contains(&strange.id.0), "{error}");
}
