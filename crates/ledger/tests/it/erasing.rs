//! What is erased is gone: from every table, every index, and the bytes of the files.

use std::path::Path;

use dateline_core::value::Value;
use dateline_core::{Decision, DecisionAction, Slot};
use dateline_ledger::{Filter, Ledger, LedgerError, Quarantined, Recorded};
use rusqlite::Connection;

use crate::reports::{VICTIM, instant, made_up, new_ledger, record_all, report, span};

const WHEN: &str = "2021-05-05T10:00:00Z";
const LATER: &str = "2021-06-01T08:00:00Z";

/// Whether the ledger's file or one of its side files holds `words`, in any letter case.
fn files_hold(ledger: &Path, words: &str) -> bool {
    let folder = ledger.parent().unwrap();
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let wanted = words.to_lowercase();
    files.into_iter().any(|file| {
        let bytes = std::fs::read(file).unwrap();
        String::from_utf8_lossy(&bytes)
            .to_lowercase()
            .contains(&wanted)
    })
}

/// Stems that the index of words holds.
fn indexed_words(ledger: &Ledger) -> Vec<String> {
    let connection = Connection::open(ledger.path()).unwrap();
    connection
        .execute_batch("CREATE VIRTUAL TABLE temp.stems USING fts5vocab(main, search, row)")
        .unwrap();
    let mut statement = connection.prepare("SELECT term FROM temp.stems").unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn an_erased_document_leaves_no_word_behind() {
    let (_folder, mut ledger) = new_ledger();
    record_all(&mut ledger, 0..3, WHEN);
    let (mut document, mut claims) = report(9);
    document.text = document
        .text
        .as_str()
        .replace(&made_up(9, "Kestermouth"), "Quillfjord")
        .into();
    document.publisher = Some("Zephyrgazette".to_owned());
    claims.claims[4].source.chain[0].words = "Major Xanthippe".to_owned();
    let Recorded::New(incidents) = ledger.record(&document, &claims, instant(WHEN)).unwrap() else {
        panic!("the document is new");
    };
    let decision = Decision {
        incident: incidents[0].clone(),
        action: DecisionAction::Note,
        reviewer: "R. Viewer".to_owned(),
        decided: instant(WHEN),
        reason: "Wolfsbane doubts it".to_owned(),
    };
    ledger.decide(&decision).unwrap();
    let words = [
        "Quillfjord",
        "Zephyrgazette",
        "Xanthippe",
        "Wolfsbane",
        "report 9",
        &document.id.0,
    ];
    for word in words {
        assert!(
            files_hold(ledger.path(), word),
            "{word} is there to be erased"
        );
    }
    let erased = ledger
        .erase_document(&document.id, "court order", instant(LATER))
        .unwrap();
    assert_eq!((erased.documents, erased.claims), (1, 11));
    for word in words {
        assert!(
            !files_hold(ledger.path(), word),
            "{word} is still in the files"
        );
    }
    assert!(
        !indexed_words(&ledger)
            .iter()
            .any(|stem| stem.starts_with("quillf"))
    );
    assert!(
        indexed_words(&ledger)
            .iter()
            .any(|stem| stem.starts_with("kester"))
    );
    assert!(ledger.incident(&incidents[0]).unwrap().is_none());
    assert_eq!(ledger.incidents(&Filter::default()).unwrap().len(), 3);
    assert_eq!(ledger.integrity().unwrap(), Vec::<String>::new());
    let tombstones = ledger.tombstones().unwrap();
    assert_eq!(tombstones.len(), 1);
    assert_eq!(
        (&*tombstones[0].kind, &*tombstones[0].reason),
        ("document", "court order")
    );
    assert_eq!(
        (tombstones[0].erased, tombstones[0].reach),
        (instant(LATER), erased)
    );
}

#[test]
fn an_erased_document_stays_erased() {
    let (_folder, mut ledger) = new_ledger();
    let (document, claims) = report(1);
    ledger.record(&document, &claims, instant(WHEN)).unwrap();
    ledger
        .erase_document(&document.id, "asked for", instant(LATER))
        .unwrap();
    assert!(ledger.knows(&document.id).unwrap());
    assert_eq!(
        ledger.record(&document, &claims, instant(LATER)).unwrap(),
        Recorded::Erased
    );
    // The same words under another masthead have another id.
    let (mut copy, mut claims) = (document.clone(), claims);
    copy.id.0 = format!("{:064x}", 77);
    claims.document = copy.id.clone();
    assert_eq!(
        ledger.record(&copy, &claims, instant(LATER)).unwrap(),
        Recorded::Erased
    );
    assert_eq!(ledger.summary().unwrap().documents, 0);
    let again = ledger.erase_document(&document.id, "asked for", instant(LATER));
    assert!(matches!(again, Err(LedgerError::NoSuchDocument { .. })));
}

#[test]
fn an_erased_person_leaves_no_name_behind() {
    let (_folder, mut ledger) = new_ledger();
    record_all(&mut ledger, 0..3, WHEN);
    let entry = Quarantined {
        path: "inbox/tamsin_orrowby.pdf".to_owned(),
        record: None,
        cause: "no text layer".to_owned(),
        seen: instant(WHEN),
    };
    ledger.quarantine(&entry).unwrap();
    let (document, claims) = report(0);
    let before = ledger.incidents(&Filter::default()).unwrap();
    let erased = ledger
        .erase_person(
            "tamsin orrowby",
            "Tamsin Orrowby's family asked",
            instant(LATER),
        )
        .unwrap();
    assert_eq!((erased.documents, erased.claims), (3, 3));
    for word in [
        "Tamsin",
        "Orrowby",
        &document.id.0,
        &document.origin.bytes_hash,
    ] {
        assert!(
            !files_hold(ledger.path(), word),
            "{word} is still in the files"
        );
    }
    assert!(
        !indexed_words(&ledger)
            .iter()
            .any(|stem| stem.starts_with("orrow"))
    );
    assert_eq!(
        ledger.tombstones().unwrap()[0].reason,
        "██████████████'s family asked"
    );
    // Offsets and ids hold.
    let kept = ledger.document(&document.id).unwrap().unwrap();
    assert_eq!(kept.text.char_len(), document.text.char_len());
    assert_eq!(kept.text.slice(claims.persons[0].span), "█".repeat(14));
    assert_eq!(
        kept.text.slice(span(&document, "Orrowby sold fish")),
        "███████ sold fish"
    );
    let after = ledger.incidents(&Filter::default()).unwrap();
    let ids = |list: &[dateline_ledger::StoredIncident]| -> Vec<_> {
        list.iter()
            .map(|stored| stored.incident.id.clone())
            .collect()
    };
    assert_eq!(ids(&after), ids(&before));
    let victim = after[0].incident.claims.iter().find_map(|id| {
        let claim = ledger.claim(id).unwrap()?.claim;
        (claim.slot == Slot::Victim).then_some(claim.value?)
    });
    assert!(
        matches!(victim, Some(Value::Victim(people)) if people.mention == "██████████████, 34")
    );
    assert_eq!(ledger.integrity().unwrap(), Vec::<String>::new());
}

#[test]
fn an_erased_person_stays_erased() {
    let (_folder, mut ledger) = new_ledger();
    record_all(&mut ledger, 0..1, WHEN);
    ledger
        .erase_person(VICTIM, "asked for", instant(LATER))
        .unwrap();
    let (document, claims) = report(0);
    assert!(ledger.knows(&document.id).unwrap());
    assert_eq!(
        ledger.record(&document, &claims, instant(LATER)).unwrap(),
        Recorded::Known
    );
    let (document, claims) = report(1);
    ledger.record(&document, &claims, instant(LATER)).unwrap();
    let kept = ledger.document(&document.id).unwrap().unwrap();
    assert!(!kept.text.as_str().contains("Orrowby"));
    assert!(!files_hold(ledger.path(), "Orrowby"));
    assert!(ledger.knows(&document.id).unwrap());
    ledger
        .erase_document(&kept.id, "asked for", instant(LATER))
        .unwrap();
    assert!(ledger.knows(&document.id).unwrap());
    assert_eq!(
        ledger.record(&document, &claims, instant(LATER)).unwrap(),
        Recorded::Erased
    );
    assert!(!files_hold(ledger.path(), "Orrowby"));
}

#[test]
fn a_name_must_be_whole_and_known() {
    let (_folder, mut ledger) = new_ledger();
    record_all(&mut ledger, 0..1, WHEN);
    let erase = |ledger: &mut Ledger, name| ledger.erase_person(name, "asked for", instant(LATER));
    assert!(matches!(
        erase(&mut ledger, "Al"),
        Err(LedgerError::NameTooShort)
    ));
    assert!(matches!(
        erase(&mut ledger, "Orrow"),
        Err(LedgerError::NoSuchPerson)
    ));
    assert_eq!(ledger.tombstones().unwrap(), []);
    assert_eq!(ledger.document(&report(0).0.id).unwrap(), Some(report(0).0));
}

#[test]
fn an_open_reader_that_keeps_old_words_is_told_of_and_the_rest_is_done_later() {
    let (folder, mut ledger) = new_ledger();
    record_all(&mut ledger, 0..2, WHEN);
    let reader = Connection::open(ledger.path()).unwrap();
    reader
        .execute_batch("BEGIN; SELECT count(*) FROM documents")
        .unwrap();
    let told = ledger
        .erase_document(&report(1).0.id, "asked for", instant(LATER))
        .unwrap_err();
    assert!(matches!(told, LedgerError::OldCopyRemains { .. }), "{told}");
    assert_eq!(ledger.summary().unwrap().documents, 1);
    // Others can go on meanwhile.
    drop(Ledger::open(ledger.path()).unwrap());
    assert!(files_hold(ledger.path(), "report 1"));
    reader.execute_batch("COMMIT").unwrap();
    drop((reader, ledger));
    let ledger = Ledger::open(folder.path().join("test.ledger")).unwrap();
    assert!(!files_hold(ledger.path(), "report 1"));
    assert!(files_hold(ledger.path(), "report 0"));
}
