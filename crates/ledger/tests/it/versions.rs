//! A document that changes at its source is a new version of the same document, not a second report.

use dateline_core::{Document, DocumentClaims, Incident, IncidentId, Slot, SlotStatus, Text};
use dateline_ledger::{Ending, Filter, Ledger, Recorded};

use crate::reports::{again, day, instant, new_ledger, report, version};

fn record(
    ledger: &mut Ledger,
    (document, claims): &(Document, DocumentClaims),
    when: &str,
) -> Vec<IncidentId> {
    match ledger.record(document, claims, instant(when)).unwrap() {
        Recorded::New(ids) => ids,
        other => panic!("the document is new, yet {other:?}"),
    }
}

fn bombing(ledger: &Ledger, as_of: Option<&str>) -> Incident {
    let filter = Filter {
        as_of: as_of.map(day),
        include_refuted: true,
        ..Filter::default()
    };
    ledger.incidents(&filter).unwrap().remove(0).incident
}

/// Best, least and greatest figure of the dead.
fn dead(incident: &Incident) -> [Option<u64>; 3] {
    let bounds = incident.slots[&Slot::Killed].bounds;
    let bounds = bounds.unwrap_or_default();
    [bounds.best(), bounds.low(), bounds.high()]
}

#[test]
fn a_corrected_toll_takes_the_place_of_the_old_one_and_both_stay_visible() {
    let (_folder, mut ledger) = new_ledger();
    let (first, second) = (report(1), version(1, 5));
    let ids = record(&mut ledger, &first, "2021-05-05T10:00:00Z");
    assert_eq!(record(&mut ledger, &second, "2021-05-06T10:00:00Z"), ids);
    let incident = bombing(&ledger, None);
    assert_eq!(incident.id, ids[0]);
    assert_eq!(dead(&incident), [Some(5), Some(5), Some(5)]);
    let killed = &incident.slots[&Slot::Killed];
    assert_eq!(killed.status, SlotStatus::Settled);
    let claims = ledger.claims(&ids[0]).unwrap();
    let of = |document: &Document| {
        let mut own = claims.iter().filter(|one| one.document == document.id);
        own.find(|one| one.claim.slot == Slot::Killed)
            .unwrap()
            .id
            .clone()
    };
    assert_eq!(killed.superseded, [(of(&first.0), of(&second.0))]);
    assert_eq!(
        killed.support,
        [of(&second.0)],
        "one voice, however many versions"
    );
    assert_eq!(
        dead(&bombing(&ledger, Some("2021-05-05"))),
        [Some(3), Some(3), Some(3)]
    );
    let versions = ledger.versions(&incident.documents).unwrap();
    assert_eq!(versions[&first.0.id].number, 1);
    assert_eq!(versions[&first.0.id].latest, second.0.id);
    assert_eq!(
        (versions[&second.0.id].number, &versions[&second.0.id].first),
        (2, &first.0.id)
    );
    let third = version(1, 4);
    record(&mut ledger, &third, "2021-05-07T10:00:00Z");
    let before = bombing(&ledger, None);
    assert_eq!(dead(&before), [Some(4), Some(4), Some(4)]);
    ledger.rebuild().unwrap();
    assert_eq!(bombing(&ledger, None), before);
}

#[test]
fn what_the_later_version_leaves_out_is_withdrawn() {
    let (_folder, mut ledger) = new_ledger();
    record(&mut ledger, &report(1), "2021-05-05T10:00:00Z");
    let (document, mut claims) = version(1, 5);
    claims
        .claims
        .retain(|claim| claim.slot != Slot::Perpetrator);
    record(
        &mut ledger,
        &(document.clone(), claims),
        "2021-05-06T10:00:00Z",
    );
    let incident = bombing(&ledger, None);
    assert_eq!(
        incident.lists.get(&Slot::Perpetrator).map_or(0, Vec::len),
        0
    );
    let [(withdrawn, by)] = &incident.withdrawn[..] else {
        panic!("one claim was withdrawn: {:?}", incident.withdrawn)
    };
    let withdrawn = ledger.claim(withdrawn).unwrap().unwrap();
    assert_eq!(
        (withdrawn.claim.slot, by),
        (Slot::Perpetrator, &document.id)
    );
    assert_eq!(bombing(&ledger, Some("2021-05-05")).withdrawn, []);
}

#[test]
fn an_incident_that_the_later_version_no_longer_tells_leaves_the_lists() {
    let (_folder, mut ledger) = new_ledger();
    let ids = record(&mut ledger, &report(1), "2021-05-05T10:00:00Z");
    let (document, mut claims) = version(1, 5);
    claims.claims.retain(|claim| claim.incident == 1);
    record(
        &mut ledger,
        &(document.clone(), claims),
        "2021-05-06T10:00:00Z",
    );
    assert_eq!(ledger.incidents(&Filter::default()).unwrap(), []);
    assert_eq!(bombing(&ledger, None).status, SlotStatus::Refuted);
    let feed = ledger.deletions(None).unwrap();
    let told: Vec<_> = feed
        .iter()
        .map(|one| (&one.id, one.why, one.document.as_ref()))
        .collect();
    assert_eq!(told, [(&ids[0], Ending::Withdrawn, Some(&document.id))]);
    // Another paper still tells it.
    record(
        &mut ledger,
        &again(1, "Ostmark Herald", 3, true),
        "2021-05-07T10:00:00Z",
    );
    assert_eq!(bombing(&ledger, None).status, SlotStatus::Settled);
    assert_eq!(ledger.deletions(None).unwrap(), []);
}

#[test]
fn another_report_under_the_same_address_and_a_reprint_elsewhere_are_no_versions() {
    let (_folder, mut ledger) = new_ledger();
    let first = report(1);
    record(&mut ledger, &first, "2021-05-05T10:00:00Z");
    let (document, mut claims) = version(1, 5);
    let other = Document {
        text: Text::from(
            "Ferry timetable\n\nBoats to the islands leave at nine and at noon, says the harbour office.",
        ),
        title: None,
        ..document
    };
    claims.claims.clear();
    claims.persons.clear();
    claims.period_totals.clear();
    record(
        &mut ledger,
        &(other.clone(), claims),
        "2021-05-06T10:00:00Z",
    );
    let reprint = again(1, "Ostmark Herald", 3, false);
    assert_eq!(reprint.0.url, first.0.url);
    record(&mut ledger, &reprint, "2021-05-06T10:00:00Z");
    let ids = [first.0.id, other.id, reprint.0.id];
    assert!(ledger.versions(&ids).unwrap().is_empty());
    assert_eq!(bombing(&ledger, None).withdrawn, []);
}

#[test]
fn once_the_first_version_is_erased_the_second_stands_alone() {
    let (_folder, mut ledger) = new_ledger();
    let first = report(1);
    record(&mut ledger, &first, "2021-05-05T10:00:00Z");
    record(&mut ledger, &version(1, 5), "2021-05-06T10:00:00Z");
    ledger
        .erase_document(&first.0.id, "asked for", instant("2021-05-07T10:00:00Z"))
        .unwrap();
    let incident = bombing(&ledger, None);
    assert_eq!(dead(&incident), [Some(5), Some(5), Some(5)]);
    assert!(ledger.versions(&incident.documents).unwrap().is_empty());
}
