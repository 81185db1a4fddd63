//! The judge counts as one would by hand.

use std::collections::HashMap;

use dateline_core::{DocumentId, IncidentType};
use dateline_million::judge::{Merged, Missed, judge};
use dateline_million::plan::Kind;
use dateline_million::truth::Row;

/// Report `number` tells of an incident in `town` on `day`.
fn row(number: u32, incident: u32, kind: Kind, town: u32, day: u32) -> Row {
    Row {
        document: DocumentId(number.to_string()),
        incident,
        kind,
        telling: if kind == Kind::Copy { 0 } else { number },
        town,
        act: IncidentType::Bombing,
        day,
        recalls: None,
    }
}

/// Incident 0: report, copy, follow-up. 1 is a look-alike of 0 two days later, 2 one of the same day; 3 lies elsewhere, 4 in the same
/// town much later.
fn truth() -> Vec<Row> {
    vec![
        row(0, 0, Kind::Report, 5, 10),
        row(1, 0, Kind::Copy, 5, 10),
        row(2, 0, Kind::FollowUp, 5, 10),
        row(3, 1, Kind::Report, 5, 12),
        row(4, 1, Kind::Report, 5, 12),
        row(5, 2, Kind::Report, 5, 10),
        row(6, 3, Kind::Report, 9, 10),
        row(7, 4, Kind::Report, 5, 90),
    ]
}

fn clusters(of: &[i64]) -> HashMap<DocumentId, i64> {
    let ids = (0..).map(|number: u32| DocumentId(number.to_string()));
    ids.zip(of.iter().copied()).collect()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

#[test]
fn a_perfect_clustering_scores_one() {
    let verdict = judge(&truth(), &clusters(&[4, 4, 4, 7, 7, 8, 9, 10]));
    for score in [verdict.pairs, verdict.b_cubed] {
        assert!(close(score.precision, 1.0) && close(score.recall, 1.0) && close(score.f1(), 1.0));
    }
    assert_eq!(verdict.merged, Merged::default());
    assert_eq!(
        (verdict.incidents, verdict.clusters, verdict.without),
        (5, 5, 0)
    );
    assert_eq!(verdict.copies, Missed { all: 1, missed: 0 });
}

#[test]
fn every_report_alone_links_nothing_and_merges_nothing() {
    let verdict = judge(&truth(), &clusters(&[1, 2, 3, 4, 5, 6, 7, 8]));
    assert!(close(verdict.pairs.precision, 1.0) && close(verdict.pairs.recall, 0.0));
    assert!(close(verdict.b_cubed.precision, 1.0));
    assert!(close(verdict.b_cubed.recall, 5.0 / 8.0) && close(verdict.alone, 5.0 / 8.0));
}

#[test]
fn a_clustering_made_by_hand_has_the_counts_made_by_hand() {
    // {0, 1, 3} {2} {4} {5, 0's twin of the day: put with 6} {7}: right pairs 1 (0-1) of 4 made, of 4 told.
    let verdict = judge(&truth(), &clusters(&[1, 1, 2, 1, 3, 4, 4, 5]));
    assert!(close(verdict.pairs.precision, 1.0 / 4.0));
    assert!(close(verdict.pairs.recall, 1.0 / 4.0));
    // B-cubed: precision (2/3 + 2/3 + 1 + 1/3 + 1 + 1/2 + 1/2 + 1) / 8, recall (2/3 + 2/3 + 1/3 + 1/2 + 1/2 + 1 + 1 + 1) / 8.
    assert!(close(verdict.b_cubed.precision, 17.0 / 24.0));
    assert!(close(verdict.b_cubed.recall, 17.0 / 24.0));
    assert_eq!(verdict.copies, Missed { all: 1, missed: 0 });
    assert_eq!(verdict.follow_ups, Missed { all: 2, missed: 2 });
    assert_eq!(verdict.same_day, Missed { all: 1, missed: 1 });
    let merged = Merged {
        same_week: 2,
        elsewhere: 1,
        ..Merged::default()
    };
    assert_eq!(verdict.merged, merged);
}

#[test]
fn false_merges_are_told_apart_by_how_alike_the_incidents_are() {
    let verdict = judge(&truth(), &clusters(&[1; 8]));
    let merged = Merged {
        same_day: 3,
        same_week: 8,
        same_town: 6,
        elsewhere: 7,
    };
    assert_eq!(verdict.merged, merged);
    assert!(close(verdict.pairs.precision, 4.0 / 28.0) && close(verdict.pairs.recall, 1.0));
}

#[test]
fn a_report_that_the_ledger_lacks_stands_alone_and_is_counted() {
    let verdict = judge(&truth(), &clusters(&[4, 4]));
    assert_eq!((verdict.without, verdict.clusters), (6, 7));
    assert!(close(verdict.pairs.precision, 1.0) && close(verdict.pairs.recall, 1.0 / 4.0));
}
