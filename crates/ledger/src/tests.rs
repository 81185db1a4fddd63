//! What cannot be reached from outside: a full disk, and incidents that are merged.

use dateline_core::{
    Certainty, Claim, Decision, DecisionAction, Document, DocumentClaims, DocumentId, Evidence,
    IncidentId, Language, Origin, Slot, Source, Span, Stance, Text,
};
use jiff::Timestamp;

use crate::{Ledger, LedgerError, Recorded, derive, linking, regroup};

fn long_report(number: u64) -> (Document, DocumentClaims) {
    let id = DocumentId(number.to_string());
    let text: String = (0..4000)
        .map(|word| format!("w{} ", number * 7919 + word))
        .collect();
    let document = Document {
        id: id.clone(),
        text: Text::from(text),
        title: None,
        publisher: None,
        published: None,
        url: None,
        external_id: None,
        language: Language::English,
        pages: Vec::new(),
        origin: Origin {
            path: "-".to_owned(),
            record: None,
            bytes_hash: String::new(),
        },
    };
    let claims = DocumentClaims {
        document: id,
        coder: "test".to_owned(),
        claims: Vec::new(),
        attributions: Vec::new(),
        period_totals: Vec::new(),
        persons: Vec::new(),
    };
    (document, claims)
}

#[test]
fn a_full_disk_keeps_what_was_there_and_goes_on_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::create_or_open(folder.path().join("test.ledger")).unwrap();
    let pages: i64 = ledger
        .connection
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    let limit = |ledger: &Ledger, pages: i64| {
        ledger
            .connection
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
            .unwrap();
    };
    limit(&ledger, pages + 60);
    let mut recorded = 0;
    let full = loop {
        let (document, claims) = long_report(recorded);
        match ledger.record(&document, &claims, Timestamp::UNIX_EPOCH) {
            Ok(_) => recorded += 1,
            Err(error) => break error,
        }
    };
    assert!(recorded > 0, "there was room for one");
    assert!(matches!(full, LedgerError::DiskFull { .. }), "{full:?}");
    assert_eq!(ledger.integrity().unwrap(), Vec::<String>::new());
    assert_eq!(ledger.summary().unwrap().documents, recorded);
    limit(&ledger, 1 << 30);
    let (document, claims) = long_report(recorded);
    ledger
        .record(&document, &claims, Timestamp::UNIX_EPOCH)
        .unwrap();
    assert_eq!(ledger.summary().unwrap().documents, recorded + 1);
}

/// Says nothing but that there is an incident of this number.
fn bare_claim(incident: u32) -> Claim {
    Claim {
        number: incident,
        incident,
        slot: Slot::Perpetrator,
        value: None,
        source: Source::publisher(None),
        stance: Stance::Questions,
        certainty: Certainty::Stated,
        distanced: false,
        supersedes: None,
        inherited: false,
        score: 1.0,
        evidence: Evidence {
            spans: vec![Span::new(0, 2)],
            context: Span::new(0, 2),
            cue: None,
        },
    }
}

#[test]
fn the_id_of_a_merged_incident_leads_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::create_or_open(folder.path().join("test.ledger")).unwrap();
    let (document, mut claims) = long_report(0);
    claims.claims = vec![bare_claim(0), bare_claim(1)];
    let recorded = ledger
        .record(&document, &claims, Timestamp::UNIX_EPOCH)
        .unwrap();
    let Recorded::New(ids) = recorded else {
        panic!("the document is new")
    };
    let (kept, gone): (&IncidentId, &IncidentId) = (&ids[0], &ids[1]);
    ledger
        .writing(|connection, _| {
            let keys: Vec<i64> = connection
                .prepare("SELECT first_claim FROM incidents ORDER BY first_claim")?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            let mut touched = linking::Touched::default();
            linking::merge(connection, "main", keys[1], keys[0], &mut touched)?;
            derive::renew(connection, "main", touched, 2)
        })
        .unwrap();
    assert_eq!(ledger.incident(gone).unwrap().unwrap().incident.id, *kept);
    assert_eq!(ledger.claims(gone).unwrap().len(), 2);
    assert_eq!(ledger.summary().unwrap().incidents, 1);
}

#[test]
fn only_a_decision_that_counts_keeps_reports_from_making_two_incidents_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::create_or_open(folder.path().join("test.ledger")).unwrap();
    let mut ids = Vec::new();
    for number in 0..2 {
        let (document, mut claims) = long_report(number);
        claims.claims = vec![bare_claim(0)];
        match ledger.record(&document, &claims, Timestamp::UNIX_EPOCH) {
            Ok(Recorded::New(found)) => ids.extend(found),
            other => panic!("the document is new, yet {other:?}"),
        }
    }
    let is_settled = |ledger: &Ledger| {
        let keys = [1, 2];
        regroup::is_settled(&ledger.connection, "main", keys, 3).unwrap()
    };
    let decide = |ledger: &mut Ledger, action| {
        let decision = Decision {
            incident: ids[0].clone(),
            action,
            reviewer: "R. Viewer".to_owned(),
            decided: Timestamp::UNIX_EPOCH,
            reason: "two papers say so".to_owned(),
        };
        ledger.decide(&decision).unwrap()
    };
    assert!(!is_settled(&ledger));
    let accepted = decide(&mut ledger, DecisionAction::Accept);
    assert!(is_settled(&ledger));
    let undone = decide(&mut ledger, DecisionAction::Undo { decision: accepted });
    assert!(!is_settled(&ledger));
    decide(&mut ledger, DecisionAction::Undo { decision: undone });
    assert!(is_settled(&ledger));
    ledger.rebuild().unwrap();
    assert!(is_settled(&ledger));
}
