//! Codes every article of `tests/golden` with the real network and compares the outcome with the hand-made annotation.
//!
//! What is wrong must be what `known_wrong.txt` beside the article says: an improvement shows as much as a regression
//! does. `UPDATE_GOLDEN=1 cargo test -p dateline-cli --test golden` writes these lists anew.
// The scores are what one runs this for.
#![allow(clippy::print_stdout)]

mod compare;

use std::path::{Path, PathBuf};
use std::process::Command;

use compare::{Score, compare};
use serde_json::Value;

const HEADER: &str = "# FIXME: answers that are known to be wrong, one a line; written by UPDATE_GOLDEN=1 (see tests/golden.rs)";

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("expected.json").exists())
        .collect();
    folders.sort();
    folders
}

fn json(path: &Path) -> Value {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What `dateline code` prints of the article, names and all.
fn coded(folder: &Path) -> Value {
    let meta = json(&folder.join("meta.json"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.arg("code").arg(folder.join("article.txt"));
    command.args([
        "--format",
        "json",
        "--names",
        "--sensitive",
        "--published-from",
        "none",
    ]);
    for option in ["published", "publisher"] {
        if let Some(value) = meta[option].as_str() {
            command.arg(format!("--{option}")).arg(value);
        }
    }
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{}: {}",
        folder.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    let reports: Value = serde_json::from_slice(&output.stdout).unwrap();
    reports[0].clone()
}

fn known_wrong(folder: &Path) -> Vec<String> {
    let list = std::fs::read_to_string(folder.join("known_wrong.txt")).unwrap_or_default();
    list.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(str::to_owned)
        .collect()
}

fn write_known_wrong(folder: &Path, wrong: &[String]) {
    let path = folder.join("known_wrong.txt");
    if wrong.is_empty() {
        let _ = std::fs::remove_file(path);
        return;
    }
    std::fs::write(path, format!("{HEADER}\n{}\n", wrong.join("\n"))).unwrap();
}

/// Lines that stand in one list only, with a sign that says in which.
fn difference(known: &[String], found: &[String]) -> Vec<String> {
    let gone = known
        .iter()
        .filter(|line| !found.contains(line))
        .map(|line| format!("  now right: {line}"));
    let new = found
        .iter()
        .filter(|line| !known.contains(line))
        .map(|line| format!("  now wrong: {line}"));
    gone.chain(new).collect()
}

#[test]
fn articles_are_read_as_annotated_but_for_what_is_known_to_be_wrong() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut score = Score::default();
    let mut changes = Vec::new();
    let folders = folders();
    assert!(!folders.is_empty(), "there are no golden articles");
    for folder in &folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let (wrong, own) = compare(&json(&folder.join("expected.json")), &coded(folder));
        println!("{name:<32} {own}");
        score.add(&own);
        if update {
            write_known_wrong(folder, &wrong);
            continue;
        }
        let lines = difference(&known_wrong(folder), &wrong);
        if !lines.is_empty() {
            changes.push(format!("{name}\n{}", lines.join("\n")));
        }
    }
    println!("{:<32} {score}", "all");
    assert!(
        changes.is_empty(),
        "answers changed; look at each, then UPDATE_GOLDEN=1 cargo test -p dateline-cli --test golden\n{}",
        changes.join("\n")
    );
}

#[test]
fn a_wrong_answer_is_noticed() {
    let expected = json(&folders()[0].join("expected.json"));
    let nothing = serde_json::json!({"incidents": [], "period_totals": []});
    let (wrong, score) = compare(&expected, &nothing);
    assert!(
        wrong
            .iter()
            .any(|line| line.starts_with("missing incident A")),
        "{wrong:?}"
    );
    assert_eq!(score.incidents.right, 0);
}
