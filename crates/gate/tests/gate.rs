//! What the gate lets pass and what it passes over, and that it counts as its training does.

use std::path::Path;

use dateline_gate::Gate;
use proptest::prelude::*;

fn gate() -> Gate {
    Gate::bundled().unwrap()
}

fn repository(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[derive(serde::Deserialize)]
struct Scored {
    text: String,
    score: f32,
}

#[test]
fn scores_are_those_of_training() {
    let cases: Vec<Scored> = serde_json::from_str(&repository("models/gate/parity.json")).unwrap();
    assert!(cases.len() >= 5);
    let gate = gate();
    for Scored { text, score } in cases {
        let found = gate.score(&text);
        assert!(
            (found - score).abs() < 1e-4,
            "{found} instead of {score}: {text}"
        );
    }
}

/// A line a case: `pass` or `over`, a tab, the text.
#[test]
fn cases_of_both_kinds() {
    let gate = gate();
    let cases = include_str!("cases.tsv");
    let lines = cases.lines().filter(|line| !line.starts_with('#'));
    let wrong: Vec<String> = lines
        .filter_map(|line| {
            let (wanted, text) = line.split_once('\t').unwrap();
            let score = gate.score(text);
            let found = if gate.passes(text) { "pass" } else { "over" };
            (found != wanted).then(|| format!("{score:.4} {line}"))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "threshold {}:\n{}",
        gate.threshold(),
        wrong.join("\n")
    );
}

#[test]
fn every_golden_article_with_incidents_passes() {
    let gate = gate();
    let folder = "crates/cli/tests/golden";
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(folder);
    let mut read = 0;
    for entry in std::fs::read_dir(root)
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().is_dir())
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        let expected = repository(&format!("{folder}/{name}/expected.json"));
        let expected: serde_json::Value = serde_json::from_str(&expected).unwrap();
        if expected["incidents"]
            .as_array()
            .is_some_and(|incidents| !incidents.is_empty())
        {
            read += 1;
            assert!(
                gate.passes(&repository(&format!("{folder}/{name}/article.txt"))),
                "{name}"
            );
        }
    }
    assert!(read > 10);
}

#[test]
fn one_paragraph_in_a_long_report_is_enough() {
    let quiet = "The council discussed the budget for parks, schools and roads, and put off the vote on the new library. ";
    let told = "Gunmen opened fire on a police checkpoint on Sunday, killing four officers and wounding two. ";
    let gate = gate();
    assert!(!gate.passes(&quiet.repeat(40)));
    assert!(gate.passes(&[&quiet.repeat(20), told, &quiet.repeat(20)].concat()));
}

#[test]
fn the_threshold_decides() {
    let text = "The council put off the vote on the new library.";
    let score = gate().score(text);
    assert!(gate().with_threshold(score).passes(text));
    assert!(!gate().with_threshold(score + 0.001).passes(text));
    assert!(gate().with_threshold(0.0).passes(text));
}

proptest! {
    #[test]
    fn case_and_numbers_do_not_decide(text in "[a-zA-Z ,.]{0,400}", number in 0u32..100_000) {
        let gate = gate();
        let with = |number: u32| format!("{text} {number}");
        prop_assert_eq!(gate.score(&with(number)), gate.score(&with(7)));
        prop_assert_eq!(gate.score(&text.to_uppercase()), gate.score(&text.to_lowercase()));
    }

    #[test]
    fn any_text_has_a_probability(text in "\\PC{0,600}") {
        prop_assert!((0.0..=1.0).contains(&gate().score(&text)));
    }
}
