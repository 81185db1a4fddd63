//! The command as a user meets it: exit codes, messages, a ledger from its first report to an erasure.

mod validate;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const ASSAULT: &str = "KANO, 4 March 2024 - Gunmen on motorcycles attacked the village of Tudun Wada on Sunday, killing 12 people \
and wounding 20 others, police said.\n\nThe gunmen also abducted seven women, a resident told reporters.\n";
const BOMBING: &str = "BAIDOA, 6 March 2024 - A car bomb exploded outside a hotel in Baidoa on Tuesday, killing at least nine people, \
the interior ministry said. Al-Shabaab claimed responsibility for the bombing.\n";
const COUNCIL: &str = "The town council voted on Monday to repair the old bridge and to plant two hundred trees along the river, \
the mayor said. Work will begin in May and cost about two million euros, and the council hopes to finish it within a year.\n";
const GERMAN: &str = "Der Stadtrat hat am Montag beschlossen, die alte Brücke zu erneuern und am Flussufer zweihundert Bäume zu \
pflanzen, sagte der Bürgermeister. Die Arbeiten sollen im Mai beginnen und ein Jahr dauern.\n";

fn dateline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Standard output of a run that must succeed.
fn printed(arguments: &[&str]) -> String {
    let output = dateline(arguments);
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        text(&output.stderr)
    );
    text(&output.stdout)
}

/// Standard error of a run that must end with `code`.
fn refused(arguments: &[&str], code: i32) -> String {
    let output = dateline(arguments);
    let errors = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {errors}");
    errors
}

struct Newsroom {
    folder: tempfile::TempDir,
}

impl Newsroom {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("reports")).unwrap();
        for (name, words) in [
            ("a.txt", ASSAULT),
            ("b.txt", BOMBING),
            ("c.txt", COUNCIL),
            ("d.txt", GERMAN),
        ] {
            std::fs::write(folder.path().join("reports").join(name), words).unwrap();
        }
        Self { folder }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn ingest(&self) -> Output {
        dateline(&[
            "ingest",
            &self.path("reports"),
            "--ledger",
            &self.path("news.ledger"),
        ])
    }

    fn incidents(&self, filters: &[&str]) -> Vec<Value> {
        let ledger = self.path("news.ledger");
        let mut arguments = vec![
            "incidents",
            "--ledger",
            &ledger,
            "--format",
            "json",
            "--background",
        ];
        arguments.extend(filters);
        serde_json::from_str(&printed(&arguments)).unwrap()
    }
}

fn example(name: &str) -> String {
    let root: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.join("examples").join(name).display().to_string()
}

#[test]
fn a_report_without_incident_says_so() {
    let room = Newsroom::new();
    assert!(printed(&["code", &room.path("reports/c.txt")]).contains("No incident."));
}

#[test]
fn every_input_format_gives_the_same_shape() {
    for file in [
        "prison-break.txt",
        "report.html",
        "reports.csv",
        "reports.jsonl",
    ] {
        let reports: Vec<Value> =
            serde_json::from_str(&printed(&["code", &example(file), "--format", "json"])).unwrap();
        assert!(!reports.is_empty(), "{file}");
        assert!(
            reports
                .iter()
                .all(|report| report["document"]["id"].is_string()),
            "{file}"
        );
        reports.iter().for_each(validate::check_against_schema);
        let lines = printed(&["code", &example(file), "--format", "jsonl"]);
        assert_eq!(
            lines.lines().count(),
            reports.len(),
            "{file}: a line a report"
        );
    }
}

#[test]
fn standard_input_is_a_report() {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["code", "-", "--format", "json"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(ASSAULT.as_bytes())
        .unwrap();
    let reports: Value = serde_json::from_slice(&child.wait_with_output().unwrap().stdout).unwrap();
    assert_eq!(reports[0]["document"]["origin"]["path"], "-");
}

#[test]
fn output_does_not_depend_on_what_else_is_read() {
    let room = Newsroom::new();
    let alone: Value = serde_json::from_str(&printed(&[
        "code",
        &room.path("reports/b.txt"),
        "--format",
        "json",
    ]))
    .unwrap();
    let together: Value = serde_json::from_str(&printed(&[
        "code",
        &room.path("reports"),
        "--format",
        "json",
    ]))
    .unwrap();
    assert_eq!(alone[0], together[1]);
}

#[test]
fn an_error_is_one_line_and_a_hint() {
    let errors = refused(&["code", "no/such/report.txt"], 1);
    assert_eq!(errors.lines().count(), 2, "{errors}");
    assert!(
        errors.starts_with("error: cannot read no/such/report.txt"),
        "{errors}"
    );
    assert!(errors.contains("\nhint: "), "{errors}");
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_goes_on() {
    let room = Newsroom::new();
    let output = dateline(&["code", &room.path("reports"), "--format", "jsonl"]);
    assert!(output.status.success());
    assert_eq!(text(&output.stdout).lines().count(), 3);
    assert!(
        text(&output.stderr).contains("d.txt"),
        "{}",
        text(&output.stderr)
    );
    refused(&["code", &room.path("reports/d.txt")], 1);
}

#[test]
fn wrong_usage_is_code_two() {
    refused(&["code"], 2);
    refused(&["code", "a.txt", "--published", "yesterday"], 2);
    refused(&["code", "a.txt", "--column", "colour=red"], 2);
    let errors = refused(&["incidents", "--ledger", "x", "--type", "quarrel"], 2);
    assert!(
        errors.contains("air_strike"),
        "the message lists the types: {errors}"
    );
    refused(
        &["explain", "i-000000000000", "shoe_size", "--ledger", "x"],
        2,
    );
}

#[test]
fn reading_twice_changes_nothing() {
    let room = Newsroom::new();
    let first = room.ingest();
    assert!(first.status.success(), "{}", text(&first.stderr));
    let summary = text(&first.stderr);
    assert!(summary.contains("4 read"), "{summary}");
    assert!(summary.contains("quarantined (not_english 1)"), "{summary}");
    let before = room.incidents(&[]);
    assert!(!before.is_empty());
    let second = text(&room.ingest().stderr);
    assert!(second.contains("3 already known"), "{second}");
    assert_eq!(room.incidents(&[]), before);
}

#[test]
fn filters_choose() {
    let room = Newsroom::new();
    room.ingest();
    let bombings = room.incidents(&["--type", "bombing"]);
    assert!(!bombings.is_empty() && bombings.iter().all(|one| one["type"] == "bombing"));
    assert!(
        room.incidents(&["--text", "motorcycles"])
            .iter()
            .all(|one| one["documents"][0]["origin"]["path"]
                .as_str()
                .unwrap()
                .ends_with("a.txt"))
    );
    assert!(room.incidents(&["--from", "2031-01-01"]).is_empty());
    assert!(
        room.incidents(&["--as-of", "2001-01-01"]).is_empty(),
        "nothing was known then"
    );
}

#[test]
fn an_incident_is_shown_and_explained() {
    let room = Newsroom::new();
    room.ingest();
    let incident = &room.incidents(&["--type", "bombing"])[0];
    let (id, ledger) = (incident["id"].as_str().unwrap(), room.path("news.ledger"));
    assert!(printed(&["show", id, "--ledger", &ledger]).contains(id));
    let explained = printed(&["explain", id, "type", "--ledger", &ledger]);
    for words in ["value   bombing", "rule ", "(asserts, ", "line 1: "] {
        assert!(
            explained.contains(words),
            "{words:?} is missing in\n{explained}"
        );
    }
    let errors = refused(&["explain", id, "recaptured", "--ledger", &ledger], 1);
    assert!(errors.contains("it has claims about: "), "{errors}");
    refused(&["show", "i-000000000000", "--ledger", &ledger], 1);
}

#[test]
fn another_policy_weighs_the_same_claims() {
    let room = Newsroom::new();
    room.ingest();
    let own = &room.incidents(&["--type", "bombing"])[0];
    let acled = &room.incidents(&["--type", "bombing", "--policy", "acled"])[0];
    assert_eq!(own["policy"], "dateline");
    assert_eq!(acled["policy"], "acled");
    assert_eq!(own["id"], acled["id"]);
    // "At least nine": open above in the codebook, one number for ACLED.
    assert_eq!(own["figures"]["killed"]["high"], Value::Null);
    assert_eq!(acled["figures"]["killed"]["high"], 9);
    validate::check_against_schema(acled);
    let (id, ledger) = (own["id"].as_str().unwrap(), room.path("news.ledger"));
    let gtd = ["--ledger", &ledger, "--policy", "gtd"];
    let shown = printed(&[["show", id, "--format", "json"].as_slice(), &gtd].concat());
    assert!(shown.contains("\"gtd\""), "{shown}");
    printed(&[["explain", id, "killed"].as_slice(), &gtd].concat());
    let errors = refused(&["incidents", "--ledger", &ledger, "--policy", "coin"], 2);
    assert!(
        errors.contains("choose from dateline, ucdp, acled, gtd"),
        "{errors}"
    );
}

#[test]
fn what_is_erased_is_gone_and_stays_gone() {
    let room = Newsroom::new();
    room.ingest();
    let ledger = room.path("news.ledger");
    let document = room.incidents(&["--type", "bombing"])[0]["documents"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    printed(&[
        "erase",
        "--document",
        &document,
        "--reason",
        "asked by the publisher",
        "--ledger",
        &ledger,
    ]);
    assert!(room.incidents(&["--type", "bombing"]).is_empty());
    room.ingest();
    assert!(
        room.incidents(&["--type", "bombing"]).is_empty(),
        "an erased report stays erased"
    );
    let bytes = std::fs::read(&ledger).unwrap();
    assert!(
        !bytes.windows(9).any(|window| window == b"outside a"),
        "the words are out of the file"
    );
}

#[test]
fn a_ledger_that_is_not_there_is_not_made_by_looking() {
    let room = Newsroom::new();
    let ledger = room.path("none.ledger");
    let errors = refused(&["incidents", "--ledger", &ledger], 1);
    assert!(errors.contains("hint: name another"), "{errors}");
    assert!(!Path::new(&ledger).exists());
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_can_be_run_again() {
    let room = Newsroom::new();
    let many: String = (1..=80)
        .map(|n| {
            serde_json::json!({"id": n, "text": format!("Report {n}. {ASSAULT}")}).to_string()
                + "\n"
        })
        .collect();
    std::fs::write(room.path("many.jsonl"), many).unwrap();
    let (input, ledger) = (room.path("many.jsonl"), room.path("news.ledger"));
    let arguments = ["ingest", &input, "--ledger", &ledger, "--quiet"];
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let _ = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    child.wait().unwrap();
    let summary = text(&dateline(&arguments).stderr);
    assert!(summary.contains("80 read"), "{summary}");
    let documents: std::collections::BTreeSet<String> = room
        .incidents(&[])
        .iter()
        .flat_map(|one| one["documents"].as_array().unwrap().clone())
        .map(|document| document["origin"]["record"].to_string())
        .collect();
    assert_eq!(documents.len(), 80, "every report is there");
}

#[test]
fn the_use_of_names_is_logged() {
    let room = Newsroom::new();
    room.ingest();
    let ledger = room.path("news.ledger");
    printed(&["incidents", "--ledger", &ledger, "--names"]);
    let log = dateline_ledger::Ledger::open(&ledger)
        .unwrap()
        .names_shown()
        .unwrap();
    assert_eq!(log.len(), 1);
    assert_eq!(log[0].command, "incidents");
    assert!(!log[0].sensitive);
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["code", &example("reports.jsonl"), "--format", "json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}",
        text(&output.stderr)
    );
}
