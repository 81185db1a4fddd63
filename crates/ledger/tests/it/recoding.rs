//! Documents read anew by a newer coder: ids stay, decisions hold, earlier days are as they were known.

use std::collections::BTreeMap;

use dateline_core::value::Value;
use dateline_core::{
    Decision, DecisionAction, DocumentClaims, DocumentId, Incident, IncidentId, Slot, Verdict,
};
use dateline_ledger::{CauseOf, Ending, Filter, Ledger, Recoded, end_of_day};
use proptest::prelude::*;

use crate::reports::{again, day, instant, killed, new_ledger, report, set};

const READ: &str = "2021-06-01T10:00:00Z";

/// The claims as a newer coder reads them: another toll, and the incidents in another order.
pub(crate) fn anew(claims: &DocumentClaims, dead: u64) -> DocumentClaims {
    let mut claims = claims.clone();
    claims.coder = "test-coder 2".to_owned();
    for claim in &mut claims.claims {
        claim.incident = 1 - claim.incident;
    }
    set(&mut claims, Slot::Killed, Value::Figure(killed(dead)));
    claims
}

/// A ledger of report 1, and the id of its bombing.
fn one_report() -> (tempfile::TempDir, Ledger, IncidentId) {
    let (folder, mut ledger) = new_ledger();
    let (document, claims) = report(1);
    ledger
        .record(&document, &claims, instant("2021-05-05T10:00:00Z"))
        .unwrap();
    let id = ledger.incidents(&Filter::default()).unwrap()[0]
        .incident
        .id
        .clone();
    (folder, ledger, id)
}

fn decide(ledger: &mut Ledger, incident: &IncidentId, action: DecisionAction) -> u64 {
    let decision = Decision {
        incident: incident.clone(),
        action,
        reviewer: "R. Viewer".to_owned(),
        decided: instant("2021-05-06T10:00:00Z"),
        reason: "two papers say so".to_owned(),
    };
    ledger.decide(&decision).unwrap()
}

fn all(ledger: &Ledger, as_of: Option<&str>) -> Vec<Incident> {
    let filter = Filter {
        include_background: true,
        include_refuted: true,
        as_of: as_of.map(day),
        ..Filter::default()
    };
    let found = ledger.incidents(&filter).unwrap();
    found.into_iter().map(|stored| stored.incident).collect()
}

fn dead(ledger: &Ledger, id: &IncidentId) -> Option<u64> {
    let incident = ledger.incident(id).unwrap().unwrap().incident;
    incident.slots[&Slot::Killed].bounds?.best()
}

#[test]
fn new_readings_count_together_once_they_are_adopted_and_ids_stay() {
    let (_folder, mut ledger, id) = one_report();
    let before = all(&ledger, None);
    let claims = anew(&report(1).1, 8);
    assert_eq!(ledger.recode(&claims, instant(READ)).unwrap(), Recoded::New);
    assert_eq!(
        ledger.recode(&claims, instant(READ)).unwrap(),
        Recoded::Known
    );
    assert_eq!(
        (all(&ledger, None), ledger.unadopted().unwrap()),
        (before.clone(), 1)
    );
    assert_eq!(ledger.integrity().unwrap(), Vec::<String>::new());
    let adopted = ledger.adopt(instant(READ)).unwrap();
    assert_eq!((adopted.documents, adopted.lost), (1, Vec::new()));
    assert_eq!(dead(&ledger, &id), Some(8));
    let ids = |incidents: &[Incident]| -> Vec<IncidentId> {
        incidents.iter().map(|one| one.id.clone()).collect()
    };
    let after = all(&ledger, None);
    assert_eq!(ids(&after), ids(&before));
    assert_eq!(
        all(&ledger, Some("2021-05-31")),
        before,
        "an earlier day stays as it was known"
    );
    assert_eq!(after[0].earlier_claims, before[0].claims);
    let coders = ledger.coders(&after[0].earlier_claims).unwrap();
    assert!(coders.values().all(|coder| coder == "test-coder 1"));
    let changes = ledger
        .changes(end_of_day(day("2021-05-31")), end_of_day(day("2021-06-01")))
        .unwrap();
    let slots: Vec<_> = changes.iter().flat_map(|one| &one.slots).collect();
    assert_eq!(slots.len(), 1);
    assert_eq!(slots[0].slot, Slot::Killed);
    assert_eq!(slots[0].because.as_ref().unwrap().what, CauseOf::Recoding);
    ledger.rebuild().unwrap();
    assert_eq!(all(&ledger, None), after);
    assert_eq!(all(&ledger, Some("2021-05-31")), before);
    assert_eq!(ledger.integrity().unwrap(), Vec::<String>::new());
    assert_eq!(ledger.adopt(instant(READ)).unwrap().documents, 0);
}

#[test]
fn decisions_hold_where_the_new_reading_points_at_the_same_words() {
    let (_folder, mut ledger, id) = one_report();
    let value = Box::new(Value::Figure(killed(7)));
    let later = IncidentId::of(&ledger.claims(&id).unwrap()[4].id);
    decide(&mut ledger, &later, DecisionAction::Correct { value });
    decide(&mut ledger, &id, DecisionAction::Accept);
    ledger
        .recode(&anew(&report(1).1, 8), instant(READ))
        .unwrap();
    ledger.adopt(instant(READ)).unwrap();
    let incident = ledger.incident(&id).unwrap().unwrap().incident;
    assert_eq!(
        dead(&ledger, &id),
        Some(7),
        "what a reviewer set stands above the new reading"
    );
    assert_eq!(
        incident.reviewed.map(|one| one.verdict),
        Some(Verdict::Accepted)
    );
    assert_eq!(ledger.decisions(Some(&id)).unwrap().len(), 2);
    assert_eq!(ledger.lost_decisions().unwrap(), []);
    assert_eq!(ledger.reread(&incident).unwrap(), []);
    // A decision on the incident under its old name still finds it.
    decide(
        &mut ledger,
        &later,
        DecisionAction::Clear { slot: Slot::Killed },
    );
    assert_eq!(dead(&ledger, &id), None);
}

#[test]
fn what_was_accepted_and_is_read_otherwise_now_is_to_be_looked_at_again() {
    let (_folder, mut ledger, id) = one_report();
    decide(&mut ledger, &id, DecisionAction::Accept);
    ledger
        .recode(&anew(&report(1).1, 8), instant(READ))
        .unwrap();
    ledger.adopt(instant(READ)).unwrap();
    let incident = ledger.incident(&id).unwrap().unwrap().incident;
    assert_eq!(ledger.reread(&incident).unwrap(), [Slot::Killed]);
}

#[test]
fn a_decision_on_what_no_reading_tells_any_longer_is_in_doubt_and_comes_back_with_it() {
    let (_folder, mut ledger, id) = one_report();
    let accepted = decide(&mut ledger, &id, DecisionAction::Accept);
    let mut claims = anew(&report(1).1, 3);
    claims.claims.retain(|claim| claim.incident == 0);
    ledger.recode(&claims, instant(READ)).unwrap();
    let adopted = ledger.adopt(instant(READ)).unwrap();
    let lost: Vec<u64> = adopted.lost.iter().map(|one| one.seq).collect();
    assert_eq!(lost, [accepted]);
    let feed = ledger.deletions(None).unwrap();
    let told: Vec<_> = feed
        .iter()
        .map(|one| (&one.id, one.why, &one.now))
        .collect();
    assert_eq!(told, [(&id, Ending::Recoded, &None)]);
    let mut claims = anew(&report(1).1, 3);
    claims.coder = "test-coder 3".to_owned();
    ledger.recode(&claims, instant(READ)).unwrap();
    ledger.adopt(instant(READ)).unwrap();
    let incident = ledger.incident(&id).unwrap().unwrap().incident;
    assert_eq!(incident.id, id);
    assert_eq!(
        incident.reviewed.map(|one| one.verdict),
        Some(Verdict::Accepted)
    );
    assert_eq!(ledger.lost_decisions().unwrap(), []);
}

#[test]
fn two_incidents_that_a_newer_coder_reads_as_one_lead_on_to_the_one() {
    let (_folder, mut ledger, id) = one_report();
    let other = all(&ledger, None)[1].id.clone();
    decide(&mut ledger, &other, DecisionAction::Note);
    let mut claims = anew(&report(1).1, 3);
    for claim in &mut claims.claims {
        claim.incident = 0;
    }
    ledger.recode(&claims, instant(READ)).unwrap();
    ledger.adopt(instant(READ)).unwrap();
    assert_eq!(all(&ledger, None).len(), 1);
    for old in [&id, &other] {
        assert_eq!(ledger.incident(old).unwrap().unwrap().incident.id, id);
    }
    let feed = ledger.deletions(None).unwrap();
    let told: Vec<_> = feed
        .iter()
        .map(|one| (&one.id, one.why, one.now.as_ref()))
        .collect();
    assert_eq!(told, [(&other, Ending::Recoded, Some(&id))]);
}

#[test]
fn a_reading_of_another_document_or_an_erased_one_changes_nothing() {
    let (_folder, mut ledger, _) = one_report();
    let (document, claims) = report(1);
    let mut foreign = anew(&claims, 8);
    foreign.document = DocumentId("another".to_owned());
    assert_eq!(
        ledger.recode(&foreign, instant(READ)).unwrap(),
        Recoded::Gone
    );
    ledger.recode(&anew(&claims, 8), instant(READ)).unwrap();
    ledger.adopt(instant(READ)).unwrap();
    ledger
        .erase_document(&document.id, "asked for", instant(READ))
        .unwrap();
    assert_eq!(all(&ledger, None), []);
    assert_eq!(
        ledger.recode(&anew(&claims, 9), instant(READ)).unwrap(),
        Recoded::Gone
    );
    assert_eq!(ledger.integrity().unwrap(), Vec::<String>::new());
}

/// An incident's documents and what it adds up to; ids differ between ledgers.
type Told = (Vec<DocumentId>, BTreeMap<Slot, Option<Value>>);

fn told(ledger: &Ledger) -> Vec<Told> {
    let told = all(ledger, None).into_iter().map(|one| {
        let values = one.slots.into_iter();
        let values = values.map(|(slot, derived)| (slot, derived.value));
        (one.documents, values.collect())
    });
    let mut told: Vec<Told> = told.collect();
    told.sort_by_key(|one| format!("{one:?}"));
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_ledger_read_anew_is_the_ledger_that_the_newer_coder_would_have_made(
        reports in prop::collection::vec((0usize..3, 1u64..9, 1u64..9), 1..7)
    ) {
        let (_folder, mut old) = new_ledger();
        let (_other_folder, mut new) = new_ledger();
        let mut readings = Vec::new();
        for (at, (which, before, after)) in reports.into_iter().enumerate() {
            let (document, claims) = again([1, 3, 7][which], &format!("Paper {at}"), before, true);
            let newer = anew(&claims, after);
            old.record(&document, &claims, instant("2021-05-05T10:00:00Z")).unwrap();
            new.record(&document, &newer, instant("2021-05-05T10:00:00Z")).unwrap();
            readings.push(newer);
        }
        let before = all(&old, None);
        for reading in &readings {
            prop_assert_eq!(old.recode(reading, instant(READ)).unwrap(), Recoded::New);
            prop_assert_eq!(&all(&old, None), &before);
        }
        old.adopt(instant(READ)).unwrap();
        prop_assert_eq!(told(&old), told(&new));
        prop_assert_eq!(&all(&old, Some("2021-05-31")), &before);
        let after = all(&old, None);
        old.rebuild().unwrap();
        prop_assert_eq!(all(&old, None), after);
    }
}
