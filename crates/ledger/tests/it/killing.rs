//! A run that is killed at any point and started again loses nothing and doubles nothing; nor do two at once.
//!
//! `DATELINE_TEST_KILLS=200 cargo test -p dateline-ledger --test it killing` kills 200 runs instead of ten.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use dateline_core::{Decision, DecisionAction};
use dateline_ledger::{Filter, Ledger, LedgerError};

use crate::reports::{instant, report};

const LEDGER: &str = "DATELINE_TEST_LEDGER";
const REPORTS: u32 = 400;

/// Of so many reports one's incident is accepted by a reviewer.
const REVIEWED: u32 = 20;

/// Records all reports that the ledger does not know yet, as an ingesting process does, and accepts what a reviewer has not yet.
fn record_unknown(path: &Path) -> Result<(), LedgerError> {
    let mut ledger = Ledger::create_or_open(path)?;
    for number in 0..REPORTS {
        let (document, claims) = report(number);
        if !ledger.knows(&document.id)? {
            ledger.record(&document, &claims, instant("2021-05-05T10:00:00Z"))?;
        }
        if number % REVIEWED == 0 {
            accept(&mut ledger, number)?;
        }
    }
    Ok(())
}

fn accept(ledger: &mut Ledger, number: u32) -> Result<(), LedgerError> {
    let filter = Filter {
        text: Some(format!("\"report {number}\"")),
        ..Filter::default()
    };
    for stored in ledger.incidents(&filter)? {
        if stored.incident.reviewed.is_none() {
            ledger.decide(&Decision {
                incident: stored.incident.id,
                action: DecisionAction::Accept,
                reviewer: "R. Viewer".to_owned(),
                decided: instant("2021-05-05T10:00:00Z"),
                reason: "two papers say so".to_owned(),
            })?;
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
    // Two processes may both find an incident unreviewed; one that was killed never leaves it half reviewed.
    assert!(summary.decisions >= u64::from(REPORTS / REVIEWED));
}

#[test]
fn killed_at_any_point_and_run_again() {
    let kills = std::env::var("DATELINE_TEST_KILLS").ok();
    let kills: u64 = kills.and_then(|number| number.parse().ok()).unwrap_or(10);
    let mut folder = tempfile::tempdir().unwrap();
    let mut known = 0;
    let mut cut_short = 0;
    for round in 0..kills {
        let path = folder.path().join("test.ledger");
        let mut child = start(&path);
        // From before the file is laid out to well into the run.
        std::thread::sleep(Duration::from_millis(5 + (round * round * 2) % 397));
        child.kill().unwrap();
        cut_short += u64::from(!child.wait().unwrap().success());
        let documents = documents_of_sound(&path);
        assert!(documents >= known, "round {round}: documents were lost");
        known = documents;
        if known == u64::from(REPORTS) {
            assert_whole(&path);
            folder = tempfile::tempdir().unwrap();
            known = 0;
        }
    }
    assert!(
        cut_short * 10 >= kills * 8,
        "only {cut_short} of {kills} runs were cut short"
    );
    assert_whole(&folder.path().join("test.ledger"));
}

/// The number of documents of a ledger in which nothing is amiss, whatever is still to come.
fn documents_of_sound(path: &Path) -> u64 {
    let ledger = Ledger::create_or_open(path).unwrap();
    assert_eq!(ledger.integrity().unwrap(), Vec::<String>::new());
    ledger.summary().unwrap().documents
}

/// What a last run that nobody kills adds makes the ledger whole, with nothing doubled.
fn assert_whole(path: &Path) {
    record_unknown(path).unwrap();
    assert_sound(path);
    let decisions = Ledger::open(path).unwrap().summary().unwrap().decisions;
    assert_eq!(decisions, u64::from(REPORTS / REVIEWED), "none is doubled");
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
