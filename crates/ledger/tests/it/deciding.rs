//! Reviewers' decisions: what is refused, what counts, what stays.

use dateline_core::value::Value;
use dateline_core::{
    ClaimId, Decision, DecisionAction, Incident, IncidentId, Slot, SlotStatus, Verdict,
};
use dateline_ledger::{Filter, Ledger, LedgerError, RecordedDecision};
use proptest::prelude::*;

use crate::reports::{day, instant, killed, new_ledger, record_all, report};

const WHEN: &str = "2021-05-05T10:00:00Z";

fn all(ledger: &Ledger) -> Vec<Incident> {
    let filter = Filter {
        include_background: true,
        include_refuted: true,
        ..Filter::default()
    };
    let found = ledger.incidents(&filter).unwrap();
    found.into_iter().map(|stored| stored.incident).collect()
}

fn on(incident: &IncidentId, action: DecisionAction, decided: &str) -> Decision {
    Decision {
        incident: incident.clone(),
        action,
        reviewer: "R. Viewer".to_owned(),
        decided: instant(decided),
        reason: "two papers say so".to_owned(),
    }
}

fn decide(ledger: &mut Ledger, incident: &IncidentId, action: DecisionAction) -> u64 {
    ledger.decide(&on(incident, action, WHEN)).unwrap()
}

fn refused(ledger: &mut Ledger, incident: &IncidentId, action: DecisionAction) -> LedgerError {
    ledger.decide(&on(incident, action, WHEN)).unwrap_err()
}

fn undo(decision: u64) -> DecisionAction {
    DecisionAction::Undo { decision }
}

fn set_killed(number: u64) -> DecisionAction {
    DecisionAction::Correct {
        value: Box::new(Value::Figure(killed(number))),
    }
}

/// Best figure of the dead.
fn dead(ledger: &Ledger, id: &IncidentId) -> Option<u64> {
    let incident = ledger.incident(id).unwrap().unwrap().incident;
    incident.slots[&Slot::Killed].bounds?.best()
}

/// A ledger of two reports, and the ids of their car bombs.
fn two_reports() -> (tempfile::TempDir, Ledger, IncidentId, IncidentId) {
    let (folder, mut ledger) = new_ledger();
    record_all(&mut ledger, 0..2, WHEN);
    let ids: Vec<IncidentId> = all(&ledger)
        .into_iter()
        .map(|incident| incident.id)
        .collect();
    (folder, ledger, ids[0].clone(), ids[1].clone())
}

#[test]
fn an_undone_decision_counts_no_longer_and_stays_in_the_log() {
    let (_folder, mut ledger, id, _) = two_reports();
    let before = all(&ledger);
    assert_eq!(decide(&mut ledger, &id, set_killed(7)), 1);
    assert_eq!(decide(&mut ledger, &id, set_killed(9)), 2);
    assert_eq!(dead(&ledger, &id), Some(9));
    decide(&mut ledger, &id, undo(2));
    assert_eq!(
        dead(&ledger, &id),
        Some(7),
        "the correction before it counts again"
    );
    decide(&mut ledger, &id, undo(1));
    assert_eq!(all(&ledger), before);
    let log: Vec<_> = ledger
        .decisions(Some(&id))
        .unwrap()
        .iter()
        .map(|one| (one.seq, one.undone_by))
        .collect();
    assert_eq!(log, [(1, Some(4)), (2, Some(3)), (3, None), (4, None)]);
}

#[test]
fn undoing_an_undoing_brings_the_decision_back() {
    let (_folder, mut ledger, id, _) = two_reports();
    let first = decide(&mut ledger, &id, set_killed(7));
    let second = decide(&mut ledger, &id, undo(first));
    let third = decide(&mut ledger, &id, undo(second));
    assert_eq!(dead(&ledger, &id), Some(7));
    let log = ledger.decisions(None).unwrap();
    let undone: Vec<_> = log.iter().map(|one| one.undone_by).collect();
    assert_eq!(undone, [None, Some(third), None]);
    // It can be undone again.
    decide(&mut ledger, &id, undo(third));
    assert_eq!(dead(&ledger, &id), Some(2));
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_written() {
    let (_folder, mut ledger, id, other) = two_reports();
    let nowhere = IncidentId("i-000000000000".to_owned());
    assert!(matches!(
        refused(&mut ledger, &nowhere, DecisionAction::Accept),
        LedgerError::NoSuchIncident { .. }
    ));
    for (with, expected) in [(&nowhere, "no incident i-0000"), (&id, "itself")] {
        let merge = DecisionAction::Merge { with: with.clone() };
        let error = refused(&mut ledger, &id, merge);
        assert!(error.to_string().contains(expected), "{error}");
    }
    for slot in [Slot::Occurrence, Slot::PartOf] {
        let error = refused(&mut ledger, &id, DecisionAction::Clear { slot });
        assert!(
            matches!(error, LedgerError::NotCorrectable { .. }),
            "{error}"
        );
    }
    let own = ledger.claims(&id).unwrap()[0].id.clone();
    let foreign = ledger.claims(&other).unwrap()[0].id.clone();
    for apart in [vec![], vec![own.clone()], vec![own, foreign]] {
        let error = refused(&mut ledger, &id, DecisionAction::Split { apart });
        let is_told = matches!(
            error,
            LedgerError::SplitLeavesNothing { .. } | LedgerError::NotOfIncident { .. }
        );
        assert!(is_told, "{error}");
    }
    assert_eq!(ledger.decisions(None).unwrap(), []);
}

#[test]
fn only_what_counts_can_be_undone_and_only_where_it_was_decided() {
    let (_folder, mut ledger, id, other) = two_reports();
    let first = decide(&mut ledger, &id, DecisionAction::Reject);
    for missing in [0, 2, u64::MAX] {
        assert!(matches!(
            refused(&mut ledger, &id, undo(missing)),
            LedgerError::NoSuchDecision { .. }
        ));
    }
    assert!(matches!(
        refused(&mut ledger, &other, undo(first)),
        LedgerError::DecisionOnAnother { .. }
    ));
    let second = decide(&mut ledger, &id, undo(first));
    let again = refused(&mut ledger, &id, undo(first));
    assert!(
        matches!(again, LedgerError::AlreadyUndone { by, .. } if by == second),
        "{again}"
    );
}

#[test]
fn a_merge_is_in_the_log_of_both() {
    let (_folder, mut ledger, id, other) = two_reports();
    let with = other.clone();
    decide(&mut ledger, &id, DecisionAction::Merge { with });
    decide(&mut ledger, &id, DecisionAction::Note);
    let background = all(&ledger).pop().unwrap().id;
    let numbers = |id: &IncidentId| -> Vec<u64> {
        let log = ledger.decisions(Some(id)).unwrap();
        log.iter().map(|one| one.seq).collect()
    };
    assert!(numbers(&id).starts_with(&[1]));
    assert!(numbers(&other).starts_with(&[1]));
    assert_eq!(numbers(&background), Vec::<u64>::new());
}

#[test]
fn a_rejected_incident_leaves_the_lists_and_comes_back_when_that_is_undone() {
    let (_folder, mut ledger, id, _) = two_reports();
    let listed = |ledger: &Ledger| ledger.incidents(&Filter::default()).unwrap().len();
    assert_eq!(listed(&ledger), 2);
    let rejected = decide(&mut ledger, &id, DecisionAction::Reject);
    assert_eq!(listed(&ledger), 1);
    let incident = ledger.incident(&id).unwrap().unwrap().incident;
    assert_eq!(incident.status, SlotStatus::Refuted);
    assert_eq!(
        incident.reviewed.map(|one| one.verdict),
        Some(Verdict::Rejected)
    );
    decide(&mut ledger, &id, undo(rejected));
    assert_eq!(listed(&ledger), 2);
}

#[test]
fn as_of_a_day_what_was_decided_or_undone_later_does_not_count() {
    let (_folder, mut ledger, id, _) = two_reports();
    let correction = on(&id, set_killed(7), "2021-05-10T23:59:59.5Z");
    let first = ledger.decide(&correction).unwrap();
    ledger
        .decide(&on(&id, undo(first), "2021-05-20T00:00:00Z"))
        .unwrap();
    for (as_of, expected) in [
        ("2021-05-09", 2),
        ("2021-05-10", 7),
        ("2021-05-19", 7),
        ("2021-05-20", 2),
    ] {
        let filter = Filter {
            as_of: Some(day(as_of)),
            ..Filter::default()
        };
        let found = ledger.incidents(&filter).unwrap();
        let incident = found
            .iter()
            .find(|stored| stored.incident.id == id)
            .unwrap();
        let best = incident.incident.slots[&Slot::Killed].bounds.unwrap();
        assert_eq!(best.best(), Some(expected), "as of {as_of}");
        let log = ledger.decisions_as_of(day(as_of)).unwrap();
        let counts = log
            .iter()
            .any(|one| one.seq == first && one.undone_by.is_none());
        assert_eq!(counts, expected == 7, "as of {as_of}");
    }
}

#[test]
fn a_decision_holds_by_the_id_of_any_claim_of_the_incident() {
    let (_folder, mut ledger, id, _) = two_reports();
    let claims = ledger.claims(&id).unwrap();
    let later = IncidentId::of(&claims[3].id);
    assert_eq!(
        ledger.incident(&later).unwrap().unwrap().incident.id,
        id,
        "the id of a later claim leads to the incident"
    );
    decide(&mut ledger, &later, set_killed(7));
    assert_eq!(dead(&ledger, &id), Some(7));
    ledger.rebuild().unwrap();
    assert_eq!(dead(&ledger, &later), Some(7));
}

#[test]
fn erasing_a_document_takes_every_decision_that_names_it() {
    let (_folder, mut ledger, id, other) = two_reports();
    let with = other.clone();
    let merge = decide(&mut ledger, &id, DecisionAction::Merge { with });
    decide(&mut ledger, &id, undo(merge));
    decide(&mut ledger, &id, DecisionAction::Accept);
    let gone = ledger.incident(&other).unwrap().unwrap().incident.documents[0].clone();
    ledger
        .erase_document(&gone, "asked for", instant(WHEN))
        .unwrap();
    let left: Vec<RecordedDecision> = ledger.decisions(None).unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].decision.action, DecisionAction::Accept);
    // A number is never given twice.
    assert_eq!(decide(&mut ledger, &id, DecisionAction::Note), 4);
}

#[test]
fn an_erased_name_leaves_decisions_and_what_follows_from_them() {
    let (_folder, mut ledger, id, other) = two_reports();
    let mut figure = killed(7);
    figure.of_whom = Some("followers of Odalys Ferrant".to_owned());
    let value = Box::new(Value::Figure(figure));
    decide(&mut ledger, &id, DecisionAction::Correct { value });
    for action in [
        DecisionAction::Clear { slot: Slot::Date },
        DecisionAction::Merge {
            with: other.clone(),
        },
        undo(2),
    ] {
        let mut decision = on(&id, action, WHEN);
        decision.reviewer = "Odalys Ferrant".to_owned();
        decision.reason = "ODALYS FERRANT says so".to_owned();
        ledger.decide(&decision).unwrap();
    }
    let before = ledger.decisions(None).unwrap();
    ledger
        .erase_person("Odalys Ferrant", "asked for", instant(WHEN))
        .unwrap();
    let bytes = std::fs::read(ledger.path()).unwrap();
    let words = String::from_utf8_lossy(&bytes).to_lowercase();
    assert!(!words.contains("odalys") && !words.contains("ferrant"));
    let incident = ledger.incident(&id).unwrap().unwrap().incident;
    let derived = incident.slots[&Slot::Killed].value.clone();
    assert!(
        matches!(derived, Some(Value::Figure(figure)) if figure.of_whom.as_deref() == Some("followers of ██████████████"))
    );
    let after = ledger.decisions(None).unwrap();
    assert_eq!(after[1].decision.reviewer, "██████████████");
    for (before, after) in before.iter().zip(&after).skip(1) {
        assert_eq!(after.decision.action, before.decision.action);
        assert_eq!(after.undone_by, before.undone_by);
    }
}

/// A step of a reviewer: which incident, what, and which earlier decision if it is an undoing.
fn step() -> impl Strategy<Value = (usize, u8, u64)> {
    (0usize..4, 0u8..8, 0u64..12)
}

fn action(ledger: &Ledger, ids: &[IncidentId], kind: u8, number: u64) -> DecisionAction {
    match kind {
        0 => DecisionAction::Accept,
        1 => DecisionAction::Reject,
        2 => set_killed(number),
        3 => DecisionAction::Clear {
            slot: Slot::Perpetrator,
        },
        4 => DecisionAction::Note,
        5 => DecisionAction::Merge {
            with: ids[number as usize % ids.len()].clone(),
        },
        6 => {
            let claims = ledger.claims(&ids[number as usize % ids.len()]).unwrap();
            let apart: Vec<ClaimId> = claims
                .first()
                .map(|one| one.id.clone())
                .into_iter()
                .collect();
            DecisionAction::Split { apart }
        }
        _ => undo(number),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn decisions_never_touch_claims_and_a_rebuild_gives_the_same(steps in prop::collection::vec(step(), 1..16)) {
        let (_folder, mut ledger, ..) = two_reports();
        let claims = |ledger: &Ledger| -> Vec<_> {
            let mut found: Vec<_> = all(ledger).iter().flat_map(|one| ledger.claims(&one.id).unwrap()).collect();
            found.sort_by(|a, b| a.id.cmp(&b.id));
            found
        };
        let ids: Vec<IncidentId> = all(&ledger).into_iter().map(|one| one.id).collect();
        let before = claims(&ledger);
        let mut made = 0;
        for (which, kind, number) in steps {
            let action = action(&ledger, &ids, kind, number);
            // What cannot be is refused; the rest is in the log.
            made += u64::from(ledger.decide(&on(&ids[which], action, WHEN)).is_ok());
        }
        prop_assert_eq!(claims(&ledger), before);
        let log = ledger.decisions(None).unwrap();
        prop_assert_eq!(log.len() as u64, made);
        let derived = all(&ledger);
        ledger.rebuild().unwrap();
        prop_assert_eq!(all(&ledger), derived);
        prop_assert_eq!(ledger.decisions(None).unwrap(), log);
        // Taking back all that counts, the last first, leaves what the claims alone add up to.
        while let Some(last) = ledger.decisions(None).unwrap().iter().rev().find(|one| one.undone_by.is_none() && !matches!(one.decision.action, DecisionAction::Undo { .. })) {
            ledger.decide(&on(&last.decision.incident, undo(last.seq), WHEN)).unwrap();
        }
        let (_other_folder, mut plain) = new_ledger();
        record_all(&mut plain, 0..2, WHEN);
        let values = |ledger: &Ledger| -> Vec<_> { all(ledger).into_iter().map(|one| (one.status, one.reviewed, one.slots.into_values().map(|slot| slot.value).collect::<Vec<_>>())).collect() };
        prop_assert_eq!(values(&ledger), values(&plain));
    }
}

#[test]
fn reports_recorded_after_a_decision_change_nothing_of_it() {
    let (_folder, mut ledger, id, _) = two_reports();
    decide(&mut ledger, &id, set_killed(7));
    let (document, claims) = report(5);
    ledger
        .record(&document, &claims, instant("2021-06-01T00:00:00Z"))
        .unwrap();
    assert_eq!(dead(&ledger, &id), Some(7));
}
