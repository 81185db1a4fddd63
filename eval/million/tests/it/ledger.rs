//! Filling, judging and asking a ledger of its own.

use std::collections::{HashMap, HashSet};

use dateline_core::DocumentId;
use dateline_ledger::{Filter, Ledger};
use dateline_million::fill::{Wanted, fill};
use dateline_million::{clusters, judge, query, truth};

const WANTED: Wanted = Wanted {
    reports: 400,
    seed: 11,
    years: None,
};

struct Filled {
    folder: tempfile::TempDir,
    ledger: Ledger,
    truth: Vec<truth::Row>,
}

fn filled() -> Filled {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::create_or_open(folder.path().join("test.ledger")).unwrap();
    let mut written = Vec::new();
    let mut told = Vec::new();
    let done = fill(&mut ledger, &WANTED, &mut written, |progress| {
        told.push(progress.reports)
    })
    .unwrap();
    assert_eq!((done.reports, done.known), (400, 0));
    // With the batch of 32 that reaches each tenth.
    let tenths = (1..=10).map(|tenth: u64| (tenth * 40).next_multiple_of(32).min(400));
    assert_eq!(told, tenths.collect::<Vec<_>>());
    Filled {
        folder,
        ledger,
        truth: truth::read(written.as_slice()).unwrap(),
    }
}

#[test]
fn the_truth_names_each_report_of_the_ledger_once() {
    let filled = filled();
    let told: Vec<DocumentId> = filled
        .truth
        .iter()
        .map(|row| row.document.clone())
        .collect();
    assert_eq!(told, filled.ledger.documents().unwrap());
    let mut again = Vec::new();
    truth::write_head(&mut again).unwrap();
    for row in &filled.truth {
        truth::write(&mut again, row).unwrap();
    }
    assert_eq!(truth::read(again.as_slice()).unwrap(), filled.truth);
}

#[test]
fn a_second_fill_adds_nothing() {
    let mut filled = filled();
    let before = filled.ledger.summary().unwrap();
    let done = fill(&mut filled.ledger, &WANTED, std::io::sink(), |_| {}).unwrap();
    assert_eq!((done.reports, done.known), (400, 400));
    assert_eq!(filled.ledger.summary().unwrap(), before);
}

#[test]
fn links_read_from_the_tables_are_those_that_incidents_tell() {
    let filled = filled();
    let found = clusters::of_ledger(&filled.folder.path().join("test.ledger")).unwrap();
    assert_eq!(found.len(), filled.truth.len());
    let filter = Filter {
        include_background: true,
        include_refuted: true,
        ..Filter::default()
    };
    let mut by_key: HashMap<i64, HashSet<DocumentId>> = HashMap::new();
    for (document, key) in found {
        by_key.entry(key).or_default().insert(document);
    }
    let mut told: Vec<Vec<DocumentId>> = Vec::new();
    for stored in filled.ledger.incidents(&filter).unwrap() {
        let claims = filled.ledger.claims(&stored.incident.id).unwrap();
        let main = claims
            .into_iter()
            .filter(|record| record.claim.incident == 0);
        let mut documents: Vec<DocumentId> = main.map(|record| record.document).collect();
        documents.sort();
        documents.dedup();
        told.push(documents);
    }
    let mut read: Vec<Vec<DocumentId>> = by_key
        .into_values()
        .map(|documents| {
            let mut documents: Vec<DocumentId> = documents.into_iter().collect();
            documents.sort();
            documents
        })
        .collect();
    told.retain(|documents| !documents.is_empty());
    told.sort();
    read.sort();
    assert_eq!(told, read);
}

#[test]
fn a_filled_ledger_is_judged_and_asked() {
    let filled = filled();
    let found = clusters::of_ledger(&filled.folder.path().join("test.ledger")).unwrap();
    let verdict = judge::judge(&filled.truth, &found);
    assert_eq!((verdict.reports, verdict.without), (400, 0));
    assert!(verdict.b_cubed.recall >= verdict.alone - 1e-9);
    let timings = query::time(&filled.ledger, 1, 5).unwrap();
    let found = |name: &str| {
        timings
            .iter()
            .find(|timing| timing.question == name)
            .unwrap()
            .found
    };
    assert!(found("a week") > 0 && found("one incident by its id") == 1);
    for timing in &timings {
        assert!(timing.find[0] <= timing.find[1] && timing.find[0] <= timing.list[0]);
    }
}

#[test]
fn a_truth_of_another_kind_is_refused_with_its_line() {
    let error = truth::read("document\tincident\nab\t1\n".as_bytes()).unwrap_err();
    assert!(error.to_string().contains("line 1"), "{error}");
}
