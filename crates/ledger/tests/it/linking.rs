//! Reports of one incident come together, and stay together however they came in.

use dateline_core::value::{DateValue, Value};
use dateline_core::{Decision, DecisionAction, Document, DocumentClaims, IncidentId, Slot};
use dateline_ledger::{Filter, Ledger, Recorded};

use crate::reports::{again, day, instant, new_ledger, report, set};

const WHEN: &str = "2021-05-05T10:00:00Z";

fn take_in(
    ledger: &mut Ledger,
    (document, claims): &(Document, DocumentClaims),
) -> Vec<IncidentId> {
    match ledger.record(document, claims, instant(WHEN)).unwrap() {
        Recorded::New(ids) => ids,
        other => panic!("the document is new, yet {other:?}"),
    }
}

fn news(ledger: &Ledger) -> Vec<(IncidentId, usize)> {
    let found = ledger.incidents(&Filter::default()).unwrap();
    let told = found
        .into_iter()
        .map(|one| (one.incident.id, one.incident.documents.len()));
    told.collect()
}

#[test]
fn a_second_report_joins_and_keeps_the_id() {
    let (_folder, mut ledger) = new_ledger();
    let first = take_in(&mut ledger, &report(1));
    let second = take_in(&mut ledger, &again(1, "Ostmark Herald", 5, true));
    assert_eq!(first, second);
    assert_eq!(news(&ledger), [(first[0].clone(), 2)]);
    let links = ledger.links(&first[0]).unwrap();
    assert_eq!(links.len(), 2);
    assert_eq!(links[0].likelihood, None);
    assert!(links[1].likelihood.unwrap() > 0.75);
    let told = |feature: &str| {
        let mut reasons = links[1].reasons.iter();
        reasons.any(|reason| reason.feature == feature && reason.holds && reason.weight > 0.0)
    };
    assert!(
        told("place_same") || told("town_shared"),
        "{:?}",
        links[1].reasons
    );
}

#[test]
fn a_look_alike_weeks_later_stays_apart() {
    let (_folder, mut ledger) = new_ledger();
    take_in(&mut ledger, &report(1));
    let (document, mut claims) = again(1, "Ostmark Herald", 3, true);
    let text = "Nine traders died when a car bomb shook Varnholt on Sunday, a hospital said. A tailor's shop fell in on its owner.";
    let document = Document {
        text: format!("Varnholt hit anew\n\n{text}").into(),
        published: document.published.map(|mut published| {
            published.day = day("2021-07-20");
            published
        }),
        title: None,
        ..document
    };
    claims.claims.truncate(7);
    for claim in &mut claims.claims {
        claim.evidence.spans.truncate(1);
        claim.evidence.context = dateline_core::Span::new(19, 19 + text.len() as u32);
    }
    set(
        &mut claims,
        Slot::Date,
        Value::Date(DateValue::day(day("2021-07-18"), "on Sunday")),
    );
    take_in(&mut ledger, &(document, claims));
    assert_eq!(news(&ledger).len(), 2);
}

#[test]
fn copies_are_one_source() {
    let (_folder, mut ledger) = new_ledger();
    let id = take_in(&mut ledger, &report(1))[0].clone();
    take_in(&mut ledger, &again(1, "Ostmark Herald", 3, false));
    take_in(&mut ledger, &again(1, "Quill Times", 3, false));
    let links = ledger.links(&id).unwrap();
    let copies = links
        .iter()
        .filter(|link| link.copy_of == Some(links[0].document.clone()));
    assert_eq!(copies.count(), 2);
}

#[test]
fn taking_in_one_by_one_and_rebuilding_come_to_the_same() {
    let (_folder, mut ledger) = new_ledger();
    for number in [1, 7, 3, 1, 3, 1, 8] {
        let paper = format!("Paper {}", ledger.documents().unwrap().len());
        take_in(
            &mut ledger,
            &again(number, &paper, u64::from(number) + 2, true),
        );
    }
    let before = news(&ledger);
    assert_eq!(
        before.iter().map(|(_, told)| *told).collect::<Vec<_>>(),
        [3, 2, 1, 1]
    );
    ledger.rebuild().unwrap();
    assert_eq!(news(&ledger), before);
}

#[test]
fn an_erased_report_leaves_the_others_linked() {
    let (_folder, mut ledger) = new_ledger();
    let first = report(1);
    take_in(&mut ledger, &first);
    let id = take_in(&mut ledger, &again(1, "Ostmark Herald", 5, true))[0].clone();
    take_in(&mut ledger, &again(1, "Quill Times", 6, true));
    ledger
        .erase_document(&first.0.id, "court order", instant(WHEN))
        .unwrap();
    let after = news(&ledger);
    assert_eq!((after.len(), after[0].1), (1, 2));
    // The id was that of the erased report's first claim.
    assert_ne!(after[0].0, id);
    assert_eq!(ledger.integrity().unwrap(), Vec::<String>::new());
}

fn decide(ledger: &mut Ledger, incident: &IncidentId, action: DecisionAction) -> u64 {
    let decision = Decision {
        incident: incident.clone(),
        action,
        reviewer: "R. Viewer".to_owned(),
        decided: instant(WHEN),
        reason: "both markets were named".to_owned(),
    };
    ledger.decide(&decision).unwrap()
}

#[test]
fn what_a_reviewer_merges_is_one_incident_until_that_is_undone() {
    let (_folder, mut ledger) = new_ledger();
    let first = take_in(&mut ledger, &report(1))[0].clone();
    let second = take_in(&mut ledger, &report(7))[0].clone();
    let with = first.clone();
    let merge = decide(&mut ledger, &second, DecisionAction::Merge { with });
    assert_eq!(news(&ledger), [(first.clone(), 2)]);
    assert_eq!(
        ledger.incident(&second).unwrap().unwrap().incident.id,
        first
    );
    // A report of the second market belongs to the one incident from now on.
    take_in(&mut ledger, &again(7, "Ostmark Herald", 9, true));
    assert_eq!(news(&ledger), [(first.clone(), 3)]);
    ledger.rebuild().unwrap();
    assert_eq!(news(&ledger), [(first.clone(), 3)]);
    decide(
        &mut ledger,
        &second,
        DecisionAction::Undo { decision: merge },
    );
    assert_eq!(news(&ledger), [(first, 1), (second, 2)]);
}

#[test]
fn what_a_reviewer_splits_stays_apart() {
    let (_folder, mut ledger) = new_ledger();
    let first = take_in(&mut ledger, &report(1))[0].clone();
    let (document, claims) = again(1, "Ostmark Herald", 5, true);
    take_in(&mut ledger, &(document.clone(), claims));
    let taken = ledger.claims(&first).unwrap();
    let taken = taken
        .iter()
        .find(|claim| claim.document == document.id)
        .unwrap()
        .id
        .clone();
    let apart = vec![taken.clone()];
    decide(&mut ledger, &first, DecisionAction::Split { apart });
    let split = [(first.clone(), 1), (IncidentId::of(&taken), 1)];
    assert_eq!(news(&ledger), split);
    // Another report of the same joins one of the two, and does not make them one again.
    take_in(&mut ledger, &again(1, "Quill Times", 6, true));
    assert_eq!(news(&ledger).len(), 2);
    let before = news(&ledger);
    ledger.rebuild().unwrap();
    assert_eq!(news(&ledger), before);
}

#[test]
fn two_incidents_of_one_report_that_were_merged_can_be_parted_again() {
    let (_folder, mut ledger) = new_ledger();
    let ids = take_in(&mut ledger, &report(1));
    let with = ids[0].clone();
    decide(&mut ledger, &ids[1], DecisionAction::Merge { with });
    assert_eq!(ledger.summary().unwrap().incidents, 1);
    let claims = ledger.claims(&ids[0]).unwrap();
    let apart = vec![claims.last().unwrap().id.clone()];
    decide(&mut ledger, &ids[0], DecisionAction::Split { apart });
    assert_eq!(ledger.summary().unwrap().incidents, 2);
    for id in &ids {
        assert_eq!(ledger.incident(id).unwrap().unwrap().incident.id, *id);
    }
    let before = news(&ledger);
    ledger.rebuild().unwrap();
    assert_eq!(news(&ledger), before);
}

#[test]
fn a_clock_that_runs_back_changes_no_name() {
    let (_folder, mut ledger) = new_ledger();
    let times = [
        "2021-05-05T10:00:03Z",
        "2021-05-05T10:00:02Z",
        "2021-05-05T10:00:01Z",
    ];
    let mut first = None;
    for (number, when) in times.into_iter().enumerate() {
        let (document, claims) = again(1, &format!("Paper {number}"), 3 + number as u64, true);
        let recorded = ledger.record(&document, &claims, instant(when)).unwrap();
        let Recorded::New(ids) = recorded else {
            panic!("the document is new")
        };
        assert_eq!(*first.get_or_insert(ids[0].clone()), ids[0]);
    }
    let id = first.unwrap();
    assert_eq!(news(&ledger), [(id.clone(), 3)]);
    assert_eq!(ledger.links(&id).unwrap().len(), 3);
    ledger.rebuild().unwrap();
    assert_eq!(news(&ledger), [(id, 3)]);
}
