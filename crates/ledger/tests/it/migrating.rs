//! A ledger of an earlier schema opens whole, wherever its migration is cut short.
//!
//! `DATELINE_TEST_KILLS=200 cargo test -p dateline-ledger --test it migrating` kills 200 migrations instead of ten.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use dateline_core::Verdict;
use dateline_ledger::{Filter, Ledger, SCHEMA};
use rusqlite::{Connection, params};

use crate::reports::{day, report};

const LEDGER: &str = "DATELINE_TEST_OLD_LEDGER";
const WHEN: &str = "2021-05-05T10:00:00.000000000Z";

/// Reports in an earlier ledger, so many that its migration takes a moment.
const REPORTS: u32 = 120;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

/// A ledger of schema 1 or 2 as that version wrote it: reports 0 to 2 are those of the fixture.
fn old_ledger(path: &Path, schema: i64) {
    std::fs::copy(fixture("schema-1.db"), path).unwrap();
    let mut connection = Connection::open(path).unwrap();
    let transaction = connection.transaction().unwrap();
    for number in 3..REPORTS {
        insert(&transaction, number);
    }
    if schema == 2 {
        transaction
            .execute_batch(include_str!("../../schema/2.sql"))
            .unwrap();
        transaction.pragma_update(None, "user_version", 2).unwrap();
    }
    transaction.commit().unwrap();
}

fn insert(connection: &Connection, number: u32) {
    let (document, claims) = report(number);
    let published = document.published.as_ref().unwrap();
    connection
        .execute(
            "INSERT INTO documents (id, text, title_start, title_end, publisher, published, published_basis, url, language,
                 origin_path, bytes_hash, coder, ingested) VALUES (?1, ?2, 0, ?3, ?4, ?5, 'given', ?6, 'english', ?7, ?8, ?9, ?10)",
            params![
                document.id.0,
                document.text.as_str(),
                document.title.unwrap().end,
                document.publisher,
                published.day.to_string(),
                document.url,
                document.origin.path,
                document.origin.bytes_hash,
                claims.coder,
                WHEN
            ],
        )
        .unwrap();
    let seq = connection.last_insert_rowid();
    for claim in &claims.claims {
        let id = format!(
            "{:032x}",
            u64::from(number) * 1000 + u64::from(claim.number) + (1 << 60)
        );
        let id: String = id.chars().rev().collect();
        connection
            .execute(
                "INSERT INTO claims (id, document, number, incident, slot, coder, ingested, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    id,
                    seq,
                    claim.number,
                    claim.incident,
                    claim.slot.to_string(),
                    claims.coder,
                    WHEN,
                    serde_json::to_string(claim).unwrap()
                ],
            )
            .unwrap();
    }
}

fn assert_whole(path: &Path) {
    let ledger = Ledger::open(path).unwrap();
    assert_eq!(ledger.integrity().unwrap(), Vec::<String>::new());
    let summary = ledger.summary().unwrap();
    assert_eq!(summary.schema, SCHEMA);
    assert_eq!(summary.documents, u64::from(REPORTS));
    assert_eq!(summary.claims, u64::from(REPORTS) * 11);
    let listed = |as_of| {
        let filter = Filter {
            as_of,
            ..Filter::default()
        };
        ledger.incidents(&filter).unwrap()
    };
    assert_eq!(listed(Some(day("2021-05-05"))), listed(None));
    assert_eq!(listed(Some(day("2021-05-04"))), []);
}

/// The child process of the test below; by itself, a migration that nobody kills.
#[test]
fn a_migration_that_nobody_kills() {
    let folder = tempfile::tempdir().unwrap();
    if let Some(path) = std::env::var_os(LEDGER) {
        drop(Ledger::open(PathBuf::from(path)).unwrap());
        return;
    }
    for schema in [1, 2] {
        let path = folder.path().join(format!("{schema}.ledger"));
        old_ledger(&path, schema);
        assert_whole(&path);
    }
}

fn start(path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "migrating::a_migration_that_nobody_kills"])
        .env(LEDGER, path)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn killed_at_any_point_and_opened_again() {
    let kills = std::env::var("DATELINE_TEST_KILLS").ok();
    let kills: u64 = kills.and_then(|number| number.parse().ok()).unwrap_or(10);
    let folder = tempfile::tempdir().unwrap();
    let old = [1, 2].map(|schema| {
        let path = folder.path().join(format!("schema-{schema}.ledger"));
        old_ledger(&path, schema);
        path
    });
    let path = folder.path().join("whole.ledger");
    std::fs::copy(&old[0], &path).unwrap();
    let started = Instant::now();
    assert!(start(&path).wait().unwrap().success());
    let whole = started.elapsed();
    let mut cut_short = 0;
    for round in 0..kills {
        let path = folder.path().join(format!("{round}.ledger"));
        std::fs::copy(&old[usize::from(round % 2 == 1)], &path).unwrap();
        // Every third ledger is killed a second time before it may go on.
        for again in 0..=u64::from(round % 3 == 0) {
            let mut child = start(&path);
            let share = (round * round * 7 + again * 31) % 97;
            std::thread::sleep(whole.mul_f64(share as f64 / 100.0));
            child.kill().unwrap();
            cut_short += u64::from(!child.wait().unwrap().success());
        }
        assert_whole(&path);
    }
    assert!(
        cut_short * 2 >= kills,
        "only {cut_short} of {kills} migrations were cut short"
    );
}

/// The fixture holds 12 invented reports with a merge, a merge that was undone, an acceptance, a correction and a rejection, written by
/// the last version of schema 2. It is never made anew: that is the point of it.
#[test]
fn decisions_of_a_ledger_of_schema_2_hold() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.ledger");
    std::fs::copy(fixture("schema-2.db"), &path).unwrap();
    let ledger = Ledger::open(&path).unwrap();
    assert_eq!(ledger.integrity().unwrap(), Vec::<String>::new());
    let log = ledger.decisions(None).unwrap();
    assert_eq!(log.len(), 6);
    let of = |seq: usize| {
        let id = &log[seq - 1].decision.incident;
        ledger.incident(id).unwrap().unwrap().incident
    };
    let verdict = |seq| of(seq).reviewed.map(|one| one.verdict);
    assert_eq!(verdict(1), Some(Verdict::Accepted));
    assert_eq!(of(2).documents.len(), 2);
    assert_eq!(of(3).documents.len(), 1);
    assert_eq!(verdict(5), Some(Verdict::Corrected));
    assert_eq!(verdict(6), Some(Verdict::Rejected));
    assert_eq!(
        ledger.deletions(None).unwrap().len(),
        2,
        "one was merged, one rejected"
    );
}
