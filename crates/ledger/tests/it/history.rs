//! What became of incidents: the feed of ids that went, and what differs between two moments.

use dateline_core::{Decision, DecisionAction, IncidentId, Slot, SlotStatus};
use dateline_ledger::{CauseOf, Change, Deletion, Ending, Filter, Ledger, Recorded, end_of_day};
use jiff::Timestamp;
use proptest::prelude::*;

use crate::reports::{again, day, instant, new_ledger, report, version};

fn record(ledger: &mut Ledger, number: u32, paper: &str, dead: u64, when: &str) -> IncidentId {
    let (document, claims) = again(number, paper, dead, true);
    match ledger.record(&document, &claims, instant(when)).unwrap() {
        Recorded::New(ids) => ids[0].clone(),
        other => panic!("the document is new, yet {other:?}"),
    }
}

fn decide(ledger: &mut Ledger, incident: &IncidentId, action: DecisionAction, when: &str) -> u64 {
    let decision = Decision {
        incident: incident.clone(),
        action,
        reviewer: "R. Viewer".to_owned(),
        decided: instant(when),
        reason: "two papers say so".to_owned(),
    };
    ledger.decide(&decision).unwrap()
}

fn between(ledger: &Ledger, from: &str, to: &str) -> Vec<Change> {
    ledger
        .changes(end_of_day(day(from)), end_of_day(day(to)))
        .unwrap()
}

fn why(deletions: &[Deletion]) -> Vec<(IncidentId, Ending, Option<IncidentId>)> {
    let told = deletions
        .iter()
        .map(|one| (one.id.clone(), one.why, one.now.clone()));
    told.collect()
}

#[test]
fn a_rising_toll_is_told_with_the_report_that_raised_it() {
    let (_folder, mut ledger) = new_ledger();
    let id = record(
        &mut ledger,
        1,
        "Varnholt Courier",
        3,
        "2021-05-05T10:00:00Z",
    );
    record(&mut ledger, 1, "Ostmark Herald", 3, "2021-05-06T10:00:00Z");
    record(&mut ledger, 1, "Quill Times", 9, "2021-05-07T10:00:00Z");
    record(&mut ledger, 3, "Quill Times", 2, "2021-05-07T11:00:00Z");
    let changes = between(&ledger, "2021-05-05", "2021-05-07");
    let news: Vec<&Change> = changes
        .iter()
        .filter(|one| one.before.is_some() && !one.slots.is_empty())
        .collect();
    let [changed] = news[..] else {
        panic!("one of the old incidents changed: {news:?}")
    };
    assert_eq!(changed.before.as_ref().unwrap().id, id);
    let killed = changed
        .slots
        .iter()
        .find(|one| one.slot == Slot::Killed)
        .unwrap();
    let raised = ledger.claims(&id).unwrap();
    let raised = raised
        .iter()
        .find(|one| {
            one.publisher.as_deref() == Some("Quill Times") && one.claim.slot == Slot::Killed
        })
        .unwrap();
    assert_eq!(killed.claims, std::slice::from_ref(&raised.id));
    let because = killed.because.as_ref().unwrap();
    assert_eq!(because.what, CauseOf::Document(raised.document.clone()));
    assert_eq!(because.when, instant("2021-05-07T10:00:00Z"));
    let added = changes.iter().filter(|one| one.before.is_none());
    assert_eq!(
        added.count(),
        2,
        "a bombing, and the battle told as background"
    );
    assert_eq!(between(&ledger, "2021-05-07", "2021-05-09"), []);
}

#[test]
fn ids_that_were_merged_rejected_or_erased_are_in_the_feed_until_they_stand_again() {
    let (_folder, mut ledger) = new_ledger();
    let first = record(
        &mut ledger,
        1,
        "Varnholt Courier",
        3,
        "2021-05-05T10:00:00Z",
    );
    let second = record(
        &mut ledger,
        7,
        "Varnholt Courier",
        9,
        "2021-05-05T11:00:00Z",
    );
    let third = record(
        &mut ledger,
        3,
        "Varnholt Courier",
        5,
        "2021-05-05T12:00:00Z",
    );
    assert_eq!(ledger.deletions(None).unwrap(), []);
    let with = first.clone();
    let merged = decide(
        &mut ledger,
        &second,
        DecisionAction::Merge { with },
        "2021-05-06T10:00:00Z",
    );
    decide(
        &mut ledger,
        &third,
        DecisionAction::Reject,
        "2021-05-07T10:00:00Z",
    );
    let feed = ledger.deletions(None).unwrap();
    assert_eq!(
        why(&feed),
        [
            (second.clone(), Ending::Merged, Some(first.clone())),
            (third.clone(), Ending::Rejected, None)
        ]
    );
    assert_eq!(feed[0].decision, Some(merged));
    assert_eq!(
        ledger.deletions(Some(day("2021-05-07"))).unwrap(),
        feed[1..]
    );
    let changes = between(&ledger, "2021-05-05", "2021-05-07");
    let gone = changes.iter().filter_map(|one| one.ended.clone());
    assert_eq!(gone.collect::<Vec<_>>(), feed);
    ledger.rebuild().unwrap();
    assert_eq!(ledger.deletions(None).unwrap(), feed);
    decide(
        &mut ledger,
        &second,
        DecisionAction::Undo { decision: merged },
        "2021-05-08T10:00:00Z",
    );
    assert_eq!(
        why(&ledger.deletions(None).unwrap()),
        [(third.clone(), Ending::Rejected, None)]
    );
    let erased = again(3, "Varnholt Courier", 5, true).0.id;
    ledger
        .erase_document(&erased, "asked for", instant("2021-05-09T10:00:00Z"))
        .unwrap();
    let feed = ledger.deletions(Some(day("2021-05-09"))).unwrap();
    assert!(
        why(&feed).contains(&(third, Ending::DocumentErased, None)),
        "{feed:?}"
    );
    assert!(feed.iter().all(|one| one.why == Ending::DocumentErased));
}

#[test]
fn an_incident_that_loses_its_first_report_leads_on_to_what_is_left() {
    let (_folder, mut ledger) = new_ledger();
    let first = record(
        &mut ledger,
        1,
        "Varnholt Courier",
        3,
        "2021-05-05T10:00:00Z",
    );
    record(&mut ledger, 1, "Ostmark Herald", 4, "2021-05-06T10:00:00Z");
    let document = again(1, "Varnholt Courier", 3, true).0.id;
    ledger
        .erase_document(&document, "asked for", instant("2021-05-09T10:00:00Z"))
        .unwrap();
    let left = ledger
        .incidents(&Filter::default())
        .unwrap()
        .remove(0)
        .incident
        .id;
    assert_ne!(left, first);
    let feed = ledger.deletions(None).unwrap();
    assert!(
        why(&feed).contains(&(first, Ending::DocumentErased, Some(left))),
        "{feed:?}"
    );
}

#[test]
fn a_name_that_was_erased_asks_for_what_held_it_to_be_fetched_anew() {
    let (_folder, mut ledger) = new_ledger();
    let (document, claims) = report(1);
    ledger
        .record(&document, &claims, instant("2021-05-05T10:00:00Z"))
        .unwrap();
    let before: Vec<IncidentId> = all(&ledger).into_iter().map(|one| one.id).collect();
    ledger
        .erase_person(
            crate::reports::VICTIM,
            "asked for",
            instant("2021-05-09T10:00:00Z"),
        )
        .unwrap();
    let feed = ledger.deletions(None).unwrap();
    let mut told: Vec<IncidentId> = feed.iter().map(|one| one.id.clone()).collect();
    told.sort();
    let mut ids = before;
    ids.sort();
    assert_eq!(told, ids);
    for one in &feed {
        assert_eq!(
            (one.why, one.now.as_ref()),
            (Ending::PersonErased, Some(&one.id))
        );
    }
}

fn all(ledger: &Ledger) -> Vec<dateline_core::Incident> {
    let filter = Filter {
        include_background: true,
        include_refuted: true,
        ..Filter::default()
    };
    let found = ledger.incidents(&filter).unwrap();
    found.into_iter().map(|stored| stored.incident).collect()
}

fn listed_on(ledger: &Ledger, date: &str) -> Vec<dateline_core::Incident> {
    let filter = Filter {
        include_background: true,
        as_of: Some(day(date)),
        ..Filter::default()
    };
    let found = ledger.incidents(&filter).unwrap();
    found.into_iter().map(|stored| stored.incident).collect()
}

/// What happens on a day: a report of one of three bombings, a new version of one, or a decision on one of the incidents.
fn happening() -> impl Strategy<Value = (u8, usize, u64)> {
    (0u8..9, 0usize..6, 1u64..9)
}

fn happen(ledger: &mut Ledger, at: usize, (kind, which, number): (u8, usize, u64)) {
    let when = format!("2021-06-{:02}T10:00:00Z", at + 1);
    let ids: Vec<IncidentId> = all(ledger).into_iter().map(|one| one.id).collect();
    let id = ids.get(which % ids.len().max(1)).cloned();
    let action = match (kind, id.as_ref()) {
        (0, _) => {
            // The next version of a report at its source, unless this one is there already.
            let (document, claims) = version([1, 3, 7][which % 3], number);
            ledger.record(&document, &claims, instant(&when)).unwrap();
            return;
        }
        (1..=3, _) | (_, None) => {
            record(
                ledger,
                [1, 3, 7][which % 3],
                &format!("Paper {at}"),
                number,
                &when,
            );
            return;
        }
        (4, _) => DecisionAction::Accept,
        (5, _) => DecisionAction::Reject,
        (6, _) => DecisionAction::Merge {
            with: ids[number as usize % ids.len()].clone(),
        },
        (7, Some(id)) => {
            let apart = ledger.claims(id).unwrap().last().map(|one| one.id.clone());
            DecisionAction::Split {
                apart: apart.into_iter().collect(),
            }
        }
        _ => DecisionAction::Undo { decision: number },
    };
    let incident = match action {
        DecisionAction::Undo { decision } => {
            let made = ledger.decisions(None).unwrap();
            made.iter()
                .find(|one| one.seq == decision)
                .map(|one| one.decision.incident.clone())
        }
        _ => id,
    };
    if let Some(incident) = incident {
        // What cannot be is refused.
        let _ = ledger.decide(&Decision {
            incident,
            action,
            reviewer: "R. Viewer".to_owned(),
            decided: instant(&when),
            reason: "two papers say so".to_owned(),
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_day_stays_as_it_was_known_and_a_rebuild_gives_the_same_history(happenings in prop::collection::vec(happening(), 1..12)) {
        let (_folder, mut ledger) = new_ledger();
        let mut then = Vec::new();
        for (at, one) in happenings.into_iter().enumerate() {
            happen(&mut ledger, at, one);
            let mut known = all(&ledger);
            known.retain(|one| one.status != SlotStatus::Refuted);
            then.push((format!("2021-06-{:02}", at + 1), known));
        }
        for (date, known) in &then {
            prop_assert_eq!(&listed_on(&ledger, date), known, "as of {}", date);
        }
        let history = |ledger: &Ledger| {
            (ledger.deletions(None).unwrap(), ledger.changes(Timestamp::MIN, Timestamp::MAX).unwrap())
        };
        let before = (all(&ledger), history(&ledger));
        ledger.rebuild().unwrap();
        prop_assert_eq!(&(all(&ledger), history(&ledger)), &before);
        for (date, known) in &then {
            prop_assert_eq!(&listed_on(&ledger, date), known, "as of {}, made anew", date);
        }
        // Whoever applies the differences day by day comes to what stands.
        let mut copy: std::collections::BTreeMap<IncidentId, dateline_core::Incident> = Default::default();
        let mut from = Timestamp::MIN;
        for (date, _) in &then {
            let to = end_of_day(day(date));
            for change in ledger.changes(from, to).unwrap() {
                if let Some(before) = &change.before {
                    prop_assert_eq!(copy.remove(&before.id).map(|one| one.id), Some(before.id.clone()));
                }
                copy.extend(change.after.map(|after| (after.id.clone(), after)));
            }
            from = to;
        }
        let mut standing: Vec<IncidentId> = before.0.iter().filter(|one| one.status != SlotStatus::Refuted).map(|one| one.id.clone()).collect();
        standing.sort();
        prop_assert_eq!(copy.into_keys().collect::<Vec<_>>(), standing);
        prop_assert_eq!(ledger.integrity().unwrap(), Vec::<String>::new());
    }
}
