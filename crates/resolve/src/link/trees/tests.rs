use super::*;

const SMALL: &str = "# comment\nbase\t-2\nguard\tdate_far\t-3\ntree\nplace_same\t0.5\t2\t0.25\n=\t-1\ndate_gap\t1.5\t2\t1.5\n=\t2\n=\t-0.5\ntree\n=\t0.125\n";

fn bundled() -> Trees {
    Trees::parse(include_str!("../../../../../data/linking.tsv")).unwrap()
}

fn values(told: &[(&str, f32)]) -> Vec<f32> {
    let value = |name: &str| {
        told.iter()
            .find(|(told, _)| *told == name)
            .map(|(_, value)| *value)
    };
    for (name, _) in told {
        assert!(FEATURES.contains(name), "there is no feature {name}");
    }
    FEATURES
        .iter()
        .map(|name| value(name).unwrap_or(0.0))
        .collect()
}

#[test]
fn a_small_table_says_what_its_rows_say() {
    let trees = Trees::parse(SMALL).unwrap();
    assert_eq!(trees.log_odds(&values(&[])), -2.875);
    assert_eq!(trees.log_odds(&values(&[("place_same", 1.0)])), 0.125);
    let far = values(&[("place_same", 1.0), ("date_gap", 2.0)]);
    assert_eq!(trees.log_odds(&far), -2.375);
    assert_eq!(trees.log_odds(&values(&[("date_far", 1.0)])), -5.875);
    let moves = trees.moves(&far);
    let moved = |name: &str| moves[FEATURES.iter().position(|one| *one == name).unwrap()];
    assert_eq!((moved("place_same"), moved("date_gap")), (1.25, -2.0));
}

#[test]
fn the_bundled_trees_say_what_they_said_in_training() {
    let trees = bundled();
    let cases = include_str!("../../../tests/cases/linking_parity.tsv");
    let cases = cases.lines().filter(|line| !line.starts_with('#'));
    let mut count = 0;
    for line in cases {
        let (wanted, told) = line.split_once('\t').unwrap();
        let told: Vec<(&str, f32)> = told
            .split(' ')
            .map(|cell| cell.split_once('=').unwrap())
            .map(|(name, value)| (name, value.parse().unwrap()))
            .collect();
        let found = trees.log_odds(&values(&told));
        let wanted: f32 = wanted.parse().unwrap();
        assert!(
            (found - wanted).abs() < 0.02,
            "{found} instead of {wanted}: {line}"
        );
        count += 1;
    }
    assert!(count >= 6);
}

#[test]
fn what_moves_the_odds_adds_up_to_them() {
    let trees = bundled();
    let mean: f32 = trees
        .roots
        .iter()
        .map(|&root| trees.nodes[root].value)
        .sum();
    let pair = values(&[
        ("place_same", 1.0),
        ("text", 0.4),
        ("killed_rose", 1.0),
        ("date_gap", 1.0),
    ]);
    let moved: f32 = trees.moves(&pair).iter().sum();
    assert!((trees.base + mean + moved - trees.log_odds(&pair)).abs() < 1e-2);
}

#[test]
fn a_damaged_table_is_told_by_its_line() {
    let broken = [
        ("", "line 1: there is no row for the base"),
        ("base\tmuch", "line 1: the base is no number"),
        (
            "base\t0\nguard\tcolour\t1",
            "line 2: there is no such feature",
        ),
        (
            "base\t0\ntree\ncolour\t1\t2\t0\n=\t0\n=\t0",
            "line 3: there is no such feature",
        ),
        (
            "base\t0\ntree\ntext\tNaN\t2\t0\n=\t0\n=\t0",
            "line 3: the threshold is no number",
        ),
        (
            "base\t0\ntree\ntext\t1\t0\t0\n=\t0\n=\t0",
            "line 3: the number of rows to skip is none above 1",
        ),
        (
            "base\t0\ntree\ntext\t1\t3\t0\n=\t0\n=\t0",
            "line 3: the rows from here on are no whole tree",
        ),
        (
            "base\t0\ntree\ntext\t1\t2\t0\n=\t0",
            "line 3: the rows from here on are no whole tree",
        ),
        (
            "base\t0\ntree\n=\t0\n=\t0",
            "line 3: the rows from here on are no whole tree",
        ),
        ("base\t0\n=\t0", "line 2: nodes stand before the first tree"),
        (
            "base\t0\ntree\n=\t0\n\n",
            "line 4: a row is `base`, `tree`, a split of four cells or a leaf of two",
        ),
    ];
    for (table, cause) in broken {
        let error = Trees::parse(table).unwrap_err().to_string();
        assert!(
            error.contains(cause) && !error.contains('\n'),
            "{table:?}: {error}"
        );
    }
}

#[test]
fn without_trees_nothing_is_likely() {
    assert!(Trees::default().log_odds(&values(&[("copy", 1.0)])) < -10.0);
}
