//! The gate as a user meets it: what is passed over is counted, marked, and read when asked for.

use std::process::{Command, Output};

use serde_json::Value;

const ASSAULT: &str = "KANO, 4 March 2024 - Gunmen on motorcycles attacked the village of Tudun Wada on Sunday, killing 12 people \
and wounding 20 others, police said.\n\nThe gunmen also abducted seven women, a resident told reporters.\n";
const COUNCIL: &str = "Teacher Anna Kroll honoured for her garden\n\nThe town council voted on Monday to repair the old bridge and to \
plant two hundred trees along the river, the mayor said. Work will begin in May and cost about two million euros, and the council hopes \
to finish it within a year.\n";

fn dateline(room: &tempfile::TempDir, arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .current_dir(room.path())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        text(&output.stderr)
    );
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn room() -> tempfile::TempDir {
    let room = tempfile::tempdir().unwrap();
    std::fs::create_dir(room.path().join("in")).unwrap();
    std::fs::write(room.path().join("in/a.txt"), ASSAULT).unwrap();
    std::fs::write(room.path().join("in/b.txt"), COUNCIL).unwrap();
    room
}

fn reports(output: &Output) -> Vec<Value> {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_report_about_other_matters_is_passed_over() {
    let output = dateline(&room(), &["code", "in", "--format", "json"]);
    let reports = reports(&output);
    assert_eq!(
        reports[0]["passed_over"], false,
        "one with an incident is read"
    );
    assert!(!reports[0]["incidents"].as_array().unwrap().is_empty());
    assert_eq!(reports[1]["passed_over"], true);
    assert_eq!(reports[1]["incidents"], Value::Array(Vec::new()));
    let told = text(&output.stderr);
    assert!(
        told.contains("1 report passed over by the gate (--no-gate reads them)"),
        "{told}"
    );
}

#[test]
fn no_gate_reads_everything_and_a_threshold_of_one_nothing() {
    let everything = dateline(&room(), &["code", "in", "--format", "json", "--no-gate"]);
    let passed_over = |report: &Value| {
        report["passed_over"] == true || report["coder"].as_str().unwrap().contains("gate")
    };
    assert!(!reports(&everything).iter().any(passed_over));
    assert!(!text(&everything.stderr).contains("gate"));
    let nothing = dateline(
        &room(),
        &["code", "in", "--format", "json", "--gate-threshold", "1"],
    );
    assert!(reports(&nothing).iter().all(passed_over));
}

/// Names are found while a report is read. What was not read is not quoted.
#[test]
fn the_title_of_what_was_not_read_is_not_shown() {
    let passed_over = dateline(&room(), &["code", "in/b.txt"]);
    let shown = text(&passed_over.stdout);
    assert!(
        shown.contains("No incident.") && !shown.contains("Kroll"),
        "{shown}"
    );
    let asked = dateline(&room(), &["code", "in/b.txt", "--names", "--sensitive"]);
    assert!(text(&asked.stdout).contains("Kroll"));
}

#[test]
fn a_ledger_knows_what_was_passed_over() {
    let room = room();
    let arguments = ["ingest", "in", "--ledger", "x.ledger"];
    let first = text(&dateline(&room, &arguments).stderr);
    assert!(first.contains("1 without)"), "{first}");
    assert!(first.contains("passed over by the gate"), "{first}");
    let second = text(&dateline(&room, &arguments).stderr);
    assert!(second.contains("2 already known"), "{second}");
}

#[test]
fn a_threshold_is_a_probability() {
    for arguments in [
        ["code", "a.txt", "--gate-threshold", "2"].as_slice(),
        &["code", "a.txt", "--gate-threshold", "0.1", "--no-gate"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(arguments)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}
