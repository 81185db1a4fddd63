//! Newer readings that are recorded and adopted whole, wherever the run that does so is cut short.
//!
//! `DATELINE_TEST_KILLS=200 cargo test -p dateline-ledger --test it adopting` kills 200 runs instead of ten.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use dateline_core::{DocumentId, Incident};
use dateline_ledger::{Filter, Ledger};

use crate::recoding::anew;
use crate::reports::{instant, report};

const LEDGER: &str = "DATELINE_TEST_READ_LEDGER";
const REPORTS: u32 = 60;
const NEWER: &str = "test-coder 2";

fn new_ledger(path: &Path) {
    let mut ledger = Ledger::create_or_open(path).unwrap();
    for number in 0..REPORTS {
        let (document, claims) = report(number);
        ledger
            .record(&document, &claims, instant("2021-05-05T10:00:00Z"))
            .unwrap();
    }
}

/// Reads anew what the newer coder has not read yet, and adopts it all, as a recoding process does.
fn read_anew(path: &Path) {
    let mut ledger = Ledger::open(path).unwrap();
    let last: Vec<(DocumentId, String)> = ledger.last_coders().unwrap();
    for number in 0..REPORTS {
        let (document, claims) = report(number);
        if last
            .iter()
            .any(|(id, coder)| *id == document.id && coder != NEWER)
        {
            ledger
                .recode(&anew(&claims, 8), instant("2021-06-01T10:00:00Z"))
                .unwrap();
        }
    }
    ledger.adopt(instant("2021-06-01T11:00:00Z")).unwrap();
}

fn incidents(path: &Path) -> Vec<Incident> {
    let filter = Filter {
        include_background: true,
        include_refuted: true,
        ..Filter::default()
    };
    let found = Ledger::open(path).unwrap().incidents(&filter).unwrap();
    found.into_iter().map(|stored| stored.incident).collect()
}

/// Nothing is amiss, and what counts is either all of the older readings or all of the newer ones.
fn assert_sound(path: &Path, older: &[Incident], newer: &[Incident]) {
    let ledger = Ledger::open(path).unwrap();
    assert_eq!(ledger.integrity().unwrap(), Vec::<String>::new());
    assert_eq!(ledger.summary().unwrap().documents, u64::from(REPORTS));
    let now = incidents(path);
    assert!(
        now == older || now == newer,
        "some readings count and some do not"
    );
}

/// The child process of the test below; by itself, a run that nobody kills.
#[test]
fn a_recoding_that_nobody_kills() {
    if let Some(path) = std::env::var_os(LEDGER) {
        read_anew(&PathBuf::from(path));
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.ledger");
    new_ledger(&path);
    let before = incidents(&path);
    read_anew(&path);
    let after = incidents(&path);
    let ids = |incidents: &[Incident]| -> BTreeSet<_> {
        incidents.iter().map(|one| one.id.clone()).collect()
    };
    assert_eq!(ids(&before), ids(&after));
    assert_ne!(before, after);
}

fn start(path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "adopting::a_recoding_that_nobody_kills"])
        .env(LEDGER, path)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn killed_at_any_point_and_recoded_again() {
    let kills = std::env::var("DATELINE_TEST_KILLS").ok();
    let kills: u64 = kills.and_then(|number| number.parse().ok()).unwrap_or(10);
    let folder = tempfile::tempdir().unwrap();
    let fresh = folder.path().join("fresh.ledger");
    new_ledger(&fresh);
    let older = incidents(&fresh);
    let path = folder.path().join("test.ledger");
    std::fs::copy(&fresh, &path).unwrap();
    let started = Instant::now();
    assert!(start(&path).wait().unwrap().success());
    let whole = started.elapsed();
    let newer = incidents(&path);
    let mut cut_short = 0;
    for round in 0..kills {
        // Every third run goes on with what the one before left, the others from the start.
        if round % 3 != 2 {
            for old in ["test.ledger", "test.ledger-wal", "test.ledger-shm"] {
                let _ = std::fs::remove_file(folder.path().join(old));
            }
            std::fs::copy(&fresh, &path).unwrap();
        }
        let mut child = start(&path);
        std::thread::sleep(whole.mul_f64((round * round * 7 % 97) as f64 / 100.0));
        child.kill().unwrap();
        cut_short += u64::from(!child.wait().unwrap().success());
        assert_sound(&path, &older, &newer);
    }
    assert!(
        cut_short * 2 >= kills,
        "only {cut_short} of {kills} runs were cut short"
    );
    read_anew(&path);
    assert_eq!(incidents(&path), newer);
    assert_eq!(Ledger::open(&path).unwrap().unadopted().unwrap(), 0);
}
