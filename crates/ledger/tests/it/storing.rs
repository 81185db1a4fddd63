//! Recording, rebuilding, deciding.

use dateline_core::{Decision, DecisionAction, IncidentId};
use dateline_ledger::{Filter, Ledger, LedgerError, NamesShown, Quarantined, Recorded};
use rusqlite::Connection;
use rusqlite::types::Value as Sql;

use crate::reports::{instant, new_ledger, record_all, report};

const WHEN: &str = "2021-05-05T10:00:00.123456789Z";

#[test]
fn what_goes_in_comes_out() {
    let (_folder, mut ledger) = new_ledger();
    let (document, claims) = report(1);
    let Recorded::New(incidents) = ledger.record(&document, &claims, instant(WHEN)).unwrap() else {
        panic!("the document is new");
    };
    assert_eq!(incidents.len(), 2);
    assert_eq!(
        ledger.document(&document.id).unwrap().as_ref(),
        Some(&document)
    );
    assert_eq!(ledger.persons(&document.id).unwrap(), claims.persons);
    assert_eq!(
        ledger.period_totals(&document.id).unwrap(),
        claims.period_totals
    );
    let stored: Vec<_> = incidents
        .iter()
        .flat_map(|id| ledger.claims(id).unwrap())
        .collect();
    assert!(stored.iter().all(|record| record.ingested == instant(WHEN)));
    assert!(
        stored
            .iter()
            .all(|record| record.publisher == document.publisher)
    );
    assert!(
        stored
            .iter()
            .all(|record| record.published == document.published_day())
    );
    let bodies: Vec<_> = stored.iter().map(|record| record.claim.clone()).collect();
    assert_eq!(bodies, claims.claims);
    assert_eq!(
        ledger.claim(&stored[3].id).unwrap().as_ref(),
        Some(&stored[3])
    );
    let found = ledger.incident(&incidents[0]).unwrap().unwrap();
    assert_eq!(found.incident.id, incidents[0]);
    assert_eq!(found.first_ingested, instant(WHEN));
}

#[test]
fn recording_twice_is_recording_once() {
    let (_folder, mut ledger) = new_ledger();
    let (document, claims) = report(1);
    assert!(!ledger.knows(&document.id).unwrap());
    ledger.record(&document, &claims, instant(WHEN)).unwrap();
    let before = ledger.summary().unwrap();
    let again = ledger
        .record(&document, &claims, instant("2022-01-01T00:00:00Z"))
        .unwrap();
    assert_eq!(again, Recorded::Known);
    assert!(ledger.knows(&document.id).unwrap());
    assert_eq!(ledger.summary().unwrap(), before);
}

#[test]
fn claims_of_another_document_are_refused() {
    let (_folder, mut ledger) = new_ledger();
    let refused = ledger
        .record(&report(1).0, &report(2).1, instant(WHEN))
        .unwrap_err();
    assert!(matches!(refused, LedgerError::Mismatch { .. }));
    assert_eq!(ledger.summary().unwrap().documents, 0);
}

#[test]
fn ids_differ_between_ledgers_and_stay_within_one() {
    let (folder, mut ledger) = new_ledger();
    let (_other_folder, mut other) = new_ledger();
    record_all(&mut ledger, 0..1, WHEN);
    record_all(&mut other, 0..1, WHEN);
    let id = |ledger: &Ledger| {
        ledger.incidents(&Filter::default()).unwrap()[0]
            .incident
            .id
            .clone()
    };
    assert_ne!(id(&ledger), id(&other));
    let before = id(&ledger);
    drop(ledger);
    assert_eq!(
        id(&Ledger::open(folder.path().join("test.ledger")).unwrap()),
        before
    );
}

/// All rows of the derived tables and the index of words, as they stand in the file.
fn derived_rows(ledger: &Ledger) -> Vec<String> {
    let connection = Connection::open(ledger.path()).unwrap();
    let mut rows = Vec::new();
    for sql in [
        "SELECT * FROM incidents ORDER BY first_claim",
        "SELECT * FROM incident_documents ORDER BY 1, 2",
        "SELECT * FROM incident_claims ORDER BY 1, 2",
        "SELECT * FROM redirects ORDER BY 1",
        "SELECT rowid FROM search WHERE search MATCH 'market' ORDER BY rowid",
        "SELECT * FROM tellings ORDER BY 1",
        "SELECT * FROM fingerprints ORDER BY 1",
        "SELECT * FROM telling_keys ORDER BY 1, 2",
    ] {
        let mut statement = connection.prepare(sql).unwrap();
        let width = statement.column_count();
        let found = statement.query_map([], |row| {
            let values: Result<Vec<Sql>, _> = (0..width).map(|at| row.get(at)).collect();
            Ok(format!("{:?}", values?))
        });
        rows.extend(found.unwrap().map(Result::unwrap));
    }
    rows
}

#[test]
fn a_rebuild_gives_the_same_rows() {
    let (_folder, mut ledger) = new_ledger();
    record_all(&mut ledger, 0..6, WHEN);
    let (gone, _) = report(2);
    ledger
        .erase_document(&gone.id, "asked for", instant(WHEN))
        .unwrap();
    record_all(&mut ledger, 6..8, WHEN);
    accept(&mut ledger);
    let before = derived_rows(&ledger);
    assert!(before.len() > 7 * (2 + 2 + 11 + 1 + 1 + 2 + 1));
    ledger.rebuild().unwrap();
    assert_eq!(derived_rows(&ledger), before);
    assert_eq!(ledger.integrity().unwrap(), Vec::<String>::new());
}

#[test]
fn what_an_earlier_version_derived_is_made_anew_on_opening() {
    let (folder, mut ledger) = new_ledger();
    record_all(&mut ledger, 0..2, WHEN);
    let before = derived_rows(&ledger);
    let outside = Connection::open(ledger.path()).unwrap();
    outside
        .execute(
            "UPDATE incidents SET body = '{}', country = 'elsewhere'",
            [],
        )
        .unwrap();
    outside
        .execute("UPDATE meta SET value = 0 WHERE name = 'derivation'", [])
        .unwrap();
    drop((outside, ledger));
    let ledger = Ledger::open(folder.path().join("test.ledger")).unwrap();
    assert_eq!(derived_rows(&ledger), before);
}

/// Decides on the first incident, and gives its id.
fn accept(ledger: &mut Ledger) -> IncidentId {
    let incident = ledger.incidents(&Filter::default()).unwrap()[0]
        .incident
        .id
        .clone();
    let decision = Decision {
        incident: incident.clone(),
        action: DecisionAction::Accept,
        reviewer: "R. Viewer".to_owned(),
        decided: instant(WHEN),
        reason: "two papers say so".to_owned(),
    };
    ledger.decide(&decision).unwrap();
    incident
}

#[test]
fn a_decision_keeps_the_incident_id() {
    let (_folder, mut ledger) = new_ledger();
    record_all(&mut ledger, 0..2, WHEN);
    let id = accept(&mut ledger);
    assert!(ledger.incident(&id).unwrap().is_some());
    assert_eq!(ledger.summary().unwrap().decisions, 1);
    let nowhere = Decision {
        incident: IncidentId("i-000000000000".to_owned()),
        action: DecisionAction::Note,
        reviewer: "R. Viewer".to_owned(),
        decided: instant(WHEN),
        reason: String::new(),
    };
    assert!(matches!(
        ledger.decide(&nowhere),
        Err(LedgerError::NoSuchIncident { .. })
    ));
}

#[test]
fn a_place_that_cannot_be_read_is_noted_once_and_until_it_can() {
    let (_folder, mut ledger) = new_ledger();
    let (document, claims) = report(1);
    for (record, cause) in [
        (None, "empty"),
        (None, "not text"),
        (Some(3), "no text column"),
    ] {
        let entry = Quarantined {
            path: document.origin.path.clone(),
            record,
            cause: cause.to_owned(),
            seen: instant(WHEN),
        };
        ledger.quarantine(&entry).unwrap();
    }
    let causes = |ledger: &Ledger| -> Vec<String> {
        ledger
            .quarantined()
            .unwrap()
            .into_iter()
            .map(|entry| entry.cause)
            .collect()
    };
    assert_eq!(causes(&ledger), ["not text", "no text column"]);
    ledger.record(&document, &claims, instant(WHEN)).unwrap();
    assert_eq!(causes(&ledger), ["no text column"]);
}

#[test]
fn what_was_added_cannot_be_changed_from_outside_either() {
    let (_folder, mut ledger) = new_ledger();
    record_all(&mut ledger, 0..1, WHEN);
    accept(&mut ledger);
    let shown = NamesShown {
        used: instant(WHEN),
        command: "show".to_owned(),
        sensitive: false,
    };
    ledger.log_names(&shown).unwrap();
    let outside = Connection::open(ledger.path()).unwrap();
    outside.pragma_update(None, "foreign_keys", false).unwrap();
    for table in [
        "documents",
        "claims",
        "persons",
        "period_totals",
        "decisions",
        "names_log",
    ] {
        let refused = outside
            .execute(&format!("DELETE FROM {table}"), [])
            .unwrap_err();
        assert!(
            refused.to_string().contains("only ever added to"),
            "{table}: {refused}"
        );
    }
    let refused = outside
        .execute("UPDATE claims SET body = '{}'", [])
        .unwrap_err();
    assert!(refused.to_string().contains("only ever added to"));
    assert_eq!(ledger.names_shown().unwrap(), [shown]);
}

#[test]
fn the_summary_counts() {
    let (_folder, mut ledger) = new_ledger();
    record_all(&mut ledger, 0..3, WHEN);
    let summary = ledger.summary().unwrap();
    assert_eq!((summary.documents, summary.claims), (3, 33));
    assert_eq!(
        (summary.incidents, summary.background, summary.refuted),
        (6, 3, 0)
    );
    assert_eq!(summary.coders, [("test-coder 1".to_owned(), 3)]);
    assert_eq!(
        summary.published,
        Some(("2021-03-23".to_owned(), "2021-06-15".to_owned()))
    );
    assert_eq!(summary.last_ingested, Some(instant(WHEN)));
}
