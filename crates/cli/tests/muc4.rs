//! `dateline code --format muc4`: templates of a report, redacted like every other output.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

const BOMBING: &str = "TEGUCIGALPA, 14 MAR 90 -- [TEXT] A POWERFUL BOMB EXPLODED LAST NIGHT AT THE HONDURAN AGRARIAN BANK IN CHOLUTECA, \
HONDURAS, KILLING A WATCHMAN AND WOUNDING TWO PEASANTS.\n\nTHE POLICE SAID THAT NOBODY HAS CLAIMED RESPONSIBILITY.\n";

const SHOOTING: &str = "San Salvador, 14 March 1990 - Gunmen shot and killed Jorge Armando Lisandro, a shopkeeper, in Soyapango, El Salvador, \
on Tuesday, police said. Lisandro was shot in front of his store.\n";

/// What the command prints, one line a report; names are asked for where `names` says so.
fn printed(report: &str, names: bool) -> String {
    let mut arguments = vec!["code", "-", "--format", "muc4", "--published-from", "text"];
    if names {
        arguments.push("--names");
    }
    let mut run = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    run.stdin
        .take()
        .unwrap()
        .write_all(report.as_bytes())
        .unwrap();
    let output = run.wait_with_output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().count(), 1, "one line a report: {text}");
    text
}

#[test]
fn a_bombing_becomes_one_template() {
    let line: Value = serde_json::from_str(&printed(BOMBING, true)).unwrap();
    let made = line["templates"].as_array().unwrap();
    assert_eq!(made.len(), 1, "{line:#}");
    let one = &made[0];
    assert_eq!(one["incident_type"], "bombing");
    assert_eq!(one["stage"], "ACCOMPLISHED");
    assert_eq!(one["date"], "13 MAR 90");
    assert_eq!(
        one["location"].as_str().unwrap().split(':').next(),
        Some("HONDURAS")
    );
    assert_eq!(one["target_type"][0]["value"], "FINANCIAL");
    let descriptions = one["victim_description"].as_array().unwrap();
    assert!(
        descriptions
            .iter()
            .any(|fill| fill["value"][0] == "PEASANTS"),
        "{one:#}"
    );
}

#[test]
fn private_persons_are_shown_by_role_unless_names_are_asked_for() {
    assert!(printed(SHOOTING, true).contains("Jorge Armando Lisandro"));
    let hidden = printed(SHOOTING, false);
    assert!(!hidden.contains("Lisandro"), "{hidden}");
    assert!(hidden.contains("[a shopkeeper]"), "{hidden}");
}

#[test]
fn the_format_is_for_reports_alone() {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["incidents", "--ledger", "none.ledger", "--format", "muc4"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "wrong usage");
}
