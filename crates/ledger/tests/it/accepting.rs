//! Recording what was coded by hand.

use dateline_core::{Decision, DecisionAction, DocumentId};
use dateline_ledger::{Ledger, LedgerError, Recorded};
use rusqlite::Connection;

use crate::reports::{instant, new_ledger, report};

const WHEN: &str = "2021-05-05T10:00:00Z";

fn decisions(ledger: &Ledger) -> Vec<Decision> {
    let connection = Connection::open(ledger.path()).unwrap();
    let mut statement = connection
        .prepare("SELECT body FROM decisions ORDER BY seq")
        .unwrap();
    let bodies = statement
        .query_map([], |row| row.get::<_, String>(0))
        .unwrap();
    bodies
        .map(|body| serde_json::from_str(&body.unwrap()).unwrap())
        .collect()
}

#[test]
fn every_incident_is_accepted_once_by_whoever_coded_it() {
    let (_folder, mut ledger) = new_ledger();
    let (document, claims) = report(1);
    let mut record = || {
        ledger.record_accepted(
            &document,
            &claims,
            instant(WHEN),
            "A. Coder",
            "coded by hand",
        )
    };
    let Recorded::New(incidents) = record().unwrap() else {
        panic!("the document is new")
    };
    assert_eq!(record().unwrap(), Recorded::Known);
    let found = decisions(&ledger);
    let accepted: Vec<_> = found
        .iter()
        .map(|decision| decision.incident.clone())
        .collect();
    assert_eq!(accepted, incidents);
    assert!(found.iter().all(|decision| {
        decision.action == DecisionAction::Accept
            && (decision.reviewer.as_str(), decision.reason.as_str())
                == ("A. Coder", "coded by hand")
    }));
}

#[test]
fn claims_of_another_document_are_refused_and_nothing_is_accepted() {
    let (_folder, mut ledger) = new_ledger();
    let (document, mut claims) = report(1);
    claims.document = DocumentId("another".to_owned());
    let refused = ledger.record_accepted(&document, &claims, instant(WHEN), "A. Coder", "");
    assert!(
        matches!(refused, Err(LedgerError::Mismatch { .. })),
        "{refused:?}"
    );
    assert!(decisions(&ledger).is_empty());
}
