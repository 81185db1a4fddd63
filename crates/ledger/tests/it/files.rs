//! The file: who may read it, what else it could be, and when it cannot be written.

use std::path::{Path, PathBuf};

use dateline_core::LedgerSecret;
use dateline_ledger::{Filter, Ledger, LedgerError, SCHEMA};
use rusqlite::Connection;

use crate::reports::{instant, new_ledger, record_all, report};

const WHEN: &str = "2021-05-05T10:00:00Z";

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

#[test]
fn there_must_be_a_ledger_to_open() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none.ledger");
    assert!(matches!(
        Ledger::open(&path),
        Err(LedgerError::NotFound { .. })
    ));
    assert!(!path.exists());
    let lost = folder.path().join("no/such/folder.ledger");
    assert!(matches!(
        Ledger::create_or_open(lost),
        Err(LedgerError::Io { .. })
    ));
}

#[test]
fn a_file_of_another_kind_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    std::fs::write(
        &text,
        "a text that is long enough to be no database".repeat(40),
    )
    .unwrap();
    let database = folder.path().join("other.db");
    Connection::open(&database)
        .unwrap()
        .execute_batch("CREATE TABLE t (x)")
        .unwrap();
    for path in [&text, &database, &folder.path().to_owned()] {
        let before = std::fs::read(path).ok();
        assert!(
            matches!(Ledger::open(path), Err(LedgerError::NotALedger { .. })),
            "{path:?}"
        );
        assert!(matches!(
            Ledger::create_or_open(path),
            Err(LedgerError::NotALedger { .. })
        ));
        assert_eq!(std::fs::read(path).ok(), before);
    }
}

#[test]
fn an_empty_file_left_by_a_killed_start_becomes_a_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.ledger");
    std::fs::write(&path, "").unwrap();
    assert!(matches!(
        Ledger::open(&path),
        Err(LedgerError::NotALedger { .. })
    ));
    assert_eq!(
        Ledger::create_or_open(&path)
            .unwrap()
            .summary()
            .unwrap()
            .schema,
        SCHEMA
    );
}

#[test]
fn a_ledger_of_a_later_version_is_not_touched() {
    let (_folder, ledger) = new_ledger();
    let path = ledger.path().to_owned();
    drop(ledger);
    Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", SCHEMA + 1)
        .unwrap();
    let refused = Ledger::open(&path).unwrap_err();
    assert!(matches!(refused, LedgerError::NewerSchema { .. }));
    let line = refused.to_string();
    assert!(
        line.contains("newer dateline") && line.contains(path.to_str().unwrap()),
        "{line}"
    );
}

/// The fixture holds reports 0 to 2, recorded at `WHEN` by the first version that wrote this schema. It is never made
/// anew: that is the point of it.
#[test]
fn a_ledger_of_schema_1_opens() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.ledger");
    std::fs::copy(fixture("schema-1.db"), &path).unwrap();
    let mut ledger = Ledger::open(&path).unwrap();
    assert_eq!(ledger.integrity().unwrap(), Vec::<String>::new());
    assert_eq!(ledger.summary().unwrap().documents, 3);
    let document = ledger.document(&report(2).0.id).unwrap().unwrap();
    assert!(document.text.as_str().contains("4 people in Varnholt"));
    // They tell of one bombing, and of one battle long before; the version that wrote them did not link.
    assert_eq!(ledger.summary().unwrap().incidents, 2);
    let words = Filter {
        text: Some("\"report 1\"".to_owned()),
        ..Filter::default()
    };
    assert_eq!(ledger.incidents(&words).unwrap().len(), 1);
    record_all(&mut ledger, 0..5, WHEN);
    assert_eq!(ledger.summary().unwrap().documents, 5);
}

#[test]
fn a_ledger_of_schema_1_that_may_only_be_read_shows_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.ledger");
    std::fs::copy(fixture("schema-1.db"), &path).unwrap();
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let ledger = Ledger::open(&path).unwrap();
    let incidents = ledger.incidents(&Filter::default()).unwrap();
    assert_eq!(incidents.len(), 3, "that version did not link");
    let first = &incidents[0].incident;
    assert!(ledger.document(&first.documents[0]).unwrap().is_some());
    assert_eq!(ledger.links(&first.id).unwrap(), []);
    let under = ledger
        .under(first, dateline_core::Policy::Ucdp, None)
        .unwrap();
    assert_eq!(under.claims, first.claims);
    assert!(ledger.decisions(None).unwrap().is_empty());
    let as_of = Filter {
        as_of: Some(crate::reports::day("2021-05-05")),
        ..Filter::default()
    };
    let refused = ledger.incidents(&as_of).unwrap_err();
    assert!(
        matches!(refused, LedgerError::OldSchema { .. }),
        "{refused}"
    );
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_any_of_its_files() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let (folder, mut ledger) = new_ledger();
    record_all(&mut ledger, 0..1, WHEN);
    let files: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(files.len(), 3, "{files:?}");
    for file in &files {
        assert_eq!(mode(file), 0o600, "{file:?}");
    }
    let path = ledger.path().to_owned();
    drop(ledger);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o664)).unwrap();
    drop(Ledger::open(&path).unwrap());
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn a_read_only_file_can_be_read_and_not_written() {
    let (_folder, mut ledger) = new_ledger();
    record_all(&mut ledger, 0..2, WHEN);
    let path = ledger.path().to_owned();
    drop(ledger);
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let mut ledger = Ledger::open(&path).unwrap();
    assert!(ledger.is_read_only());
    let as_of = Filter {
        as_of: Some(crate::reports::day("2021-05-05")),
        ..Filter::default()
    };
    for filter in [Filter::default(), as_of] {
        assert_eq!(ledger.incidents(&filter).unwrap().len(), 2);
    }
    let (document, claims) = report(5);
    let refused = ledger
        .record(&document, &claims, instant(WHEN))
        .unwrap_err();
    assert!(
        matches!(refused, LedgerError::ReadOnly { .. }),
        "{refused:?}"
    );
}

#[test]
fn another_writer_is_waited_for_and_then_named() {
    let (_folder, mut ledger) = new_ledger();
    let other = Connection::open(ledger.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (document, claims) = report(1);
    let started = std::time::Instant::now();
    let refused = ledger
        .record(&document, &claims, instant(WHEN))
        .unwrap_err();
    assert!(matches!(refused, LedgerError::Locked { .. }), "{refused:?}");
    assert!(started.elapsed().as_secs() >= 4);
    other.execute_batch("ROLLBACK").unwrap();
    ledger.record(&document, &claims, instant(WHEN)).unwrap();
    assert_eq!(ledger.summary().unwrap().documents, 1);
}

#[test]
fn a_damaged_file_is_called_damaged() {
    let (_folder, mut ledger) = new_ledger();
    record_all(&mut ledger, 0..40, WHEN);
    let path = ledger.path().to_owned();
    drop(ledger);
    let mut bytes = std::fs::read(&path).unwrap();
    let from = bytes.len() / 2;
    bytes[from..].fill(0x5a);
    std::fs::write(&path, bytes).unwrap();
    let ledger = Ledger::open(&path).unwrap();
    let faults = ledger.integrity();
    assert!(faults.as_ref().map_or(true, |faults| !faults.is_empty()));
    let refused = ledger.incidents(&Filter::default()).unwrap_err();
    assert!(
        matches!(refused, LedgerError::Damaged { .. }),
        "{refused:?}"
    );
}

#[test]
fn the_secret_is_not_printed() {
    let (_folder, ledger) = new_ledger();
    assert!(format!("{ledger:?}").starts_with("Ledger("));
    assert_eq!(format!("{:?}", LedgerSecret([7; 32])), "LedgerSecret(..)");
}
