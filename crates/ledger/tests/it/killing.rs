//! A run that is killed at any point and started again loses nothing and doubles nothing; nor do two at once.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use dateline_ledger::{Ledger, LedgerError};

use crate::reports::{instant, report};

const LEDGER: &str = "DATELINE_TEST_LEDGER";
const REPORTS: u32 = 400;

/// Records all reports that the ledger does not know yet, as an ingesting process does.
fn record_unknown(path: &Path) -> Result<(), LedgerError> {
    let mut ledger = Ledger::create_or_open(path)?;
    for number in 0..REPORTS {
        let (document, claims) = report(number);
        if !ledger.knows(&document.id)? {
            ledger.record(&document, &claims, instant("2021-05-05T10:00:00Z"))?;
        }
    }
    Ok(())
}

/// The child process of the tests below; by itself, a run that nobody kills.
#[test]
fn a_run_that_nobody_kills() {
    let folder = tempfile::tempdir().unwrap();
    let path = std::env::var_os(LEDGER).map(Into::into);
    let path = path.unwrap_or_else(|| folder.path().join("test.ledger"));
    record_unknown(&path).unwrap();
    assert_sound(&path);
}

fn start(path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killing::a_run_that_nobody_kills"])
        .env(LEDGER, path)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

fn assert_sound(path: &Path) {
    let ledger = Ledger::open(path).unwrap();
    assert_eq!(ledger.integrity().unwrap(), Vec::<String>::new());
    let summary = ledger.summary().unwrap();
    assert_eq!(summary.documents, u64::from(REPORTS));
    assert_eq!(summary.claims, u64::from(REPORTS) * 11);
    assert_eq!(summary.incidents, u64::from(REPORTS) * 2);
}

#[test]
fn killed_at_any_point_and_run_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.ledger");
    let mut known = 0;
    let mut cut_short = 0;
    for round in 0..10u64 {
        let mut child = start(&path);
        // From before the file is laid out to well into the run.
        std::thread::sleep(Duration::from_millis(5 + round * round * 2));
        child.kill().unwrap();
        cut_short += u64::from(!child.wait().unwrap().success());
        let Ok(ledger) = Ledger::create_or_open(&path) else {
            panic!("round {round}: the ledger does not open");
        };
        assert_eq!(
            ledger.integrity().unwrap(),
            Vec::<String>::new(),
            "round {round}"
        );
        let documents = ledger.summary().unwrap().documents;
        assert!(documents >= known, "round {round}: documents were lost");
        known = documents;
    }
    assert!(cut_short > 0, "no run was cut short");
    record_unknown(&path).unwrap();
    assert_sound(&path);
}

#[test]
fn two_processes_fill_one_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.ledger");
    let children = [start(&path), start(&path)];
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_sound(&path);
}
