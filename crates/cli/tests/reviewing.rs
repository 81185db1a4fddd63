//! Reviewers at their desk: the queue, decisions, corrections, undoing, the log.

mod validate;

use std::process::{Command, Output};

use serde_json::Value;

const BOMBING: &str = "BAIDOA, 6 March 2024 - A car bomb exploded outside a hotel in Baidoa on Tuesday, killing at least nine people, \
the interior ministry said. Al-Shabaab claimed responsibility for the bombing.\n";
const ASSAULT: &str = "KANO, 4 March 2024 - Gunmen on motorcycles attacked the village of Tudun Wada on Sunday, killing 12 people \
and wounding 20 others, police said.\n\nThe army denied that anyone had been killed.\n";

/// A ledger of two reports.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, words) in [("a.txt", BOMBING), ("b.txt", ASSAULT)] {
            std::fs::write(folder.path().join(name), words).unwrap();
        }
        let desk = Self { folder };
        let paths = ["a.txt", "b.txt"].map(|name| desk.folder.path().join(name));
        let paths = paths.each_ref().map(|path| path.to_str().unwrap());
        let read = desk.run(&["ingest", paths[0], paths[1], "--no-gate"], None);
        assert!(read.status.success(), "{}", text(&read.stderr));
        desk
    }

    fn run(&self, arguments: &[&str], reviewer: Option<&str>) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(arguments)
            .arg("--ledger")
            .arg(self.folder.path().join("news.ledger"))
            .env_remove("DATELINE_REVIEWER");
        if let Some(name) = reviewer {
            command.env("DATELINE_REVIEWER", name);
        }
        command.output().unwrap()
    }

    /// Standard output of a run that must succeed.
    fn printed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments, None);
        let errors = text(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {errors}");
        text(&output.stdout)
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let arguments = [arguments, &["--format", "json"]].concat();
        serde_json::from_str(&self.printed(&arguments)).unwrap()
    }

    /// A decision, with name and reason.
    fn decide(&self, arguments: &[&str]) -> String {
        let who_and_why = ["--reviewer", "R. Viewer", "--reason", "two papers say so"];
        self.printed(&[arguments, &who_and_why].concat())
    }

    /// Standard error of a decision that must be refused with this exit code.
    fn refused(&self, arguments: &[&str], code: i32) -> String {
        let who_and_why = ["--reviewer", "R. Viewer", "--reason", "two papers say so"];
        let output = self.run(&[arguments, &who_and_why].concat(), None);
        let errors = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {errors}");
        errors
    }

    fn show(&self, id: &str) -> Value {
        self.json(&["show", id])[0].clone()
    }

    /// Ids of the bombing and the assault.
    fn ids(&self) -> [String; 2] {
        ["bombing", "armed_assault"].map(|kind| {
            let found = self.json(&["incidents", "--type", kind]);
            found[0]["id"].as_str().unwrap().to_owned()
        })
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_queue_is_ordered_by_doubt_and_says_why() {
    let desk = Desk::new();
    let queue = desk.json(&["review"]);
    let queue = queue.as_array().unwrap();
    assert!(queue.len() >= 2);
    queue.iter().for_each(validate::check_against_schema);
    let doubts: Vec<f64> = queue
        .iter()
        .map(|one| one["doubt"].as_f64().unwrap())
        .collect();
    assert!(doubts.is_sorted_by(|a, b| a >= b), "{doubts:?}");
    for one in queue {
        let reasons = one["reasons"].as_array().unwrap();
        let sum: f64 = reasons
            .iter()
            .map(|one| one["weight"].as_f64().unwrap())
            .sum();
        assert!((sum - one["doubt"].as_f64().unwrap()).abs() < 0.01);
        let told = reasons
            .iter()
            .any(|one| one["words"] == "only one source tells of it");
        assert!(told, "{reasons:?}");
    }
    let first = desk.printed(&["review", "--limit", "1"]);
    let id = queue[0]["id"].as_str().unwrap();
    assert!(
        first.contains(id) && first.contains("only one source"),
        "{first}"
    );
    let lines = desk.printed(&["review", "--format", "jsonl"]);
    assert_eq!(lines.lines().count(), queue.len());
    let table = desk.printed(&["review", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(&reader.headers().unwrap()[0], "doubt");
    let rows: Result<Vec<csv::StringRecord>, _> = reader.records().collect();
    assert_eq!(rows.unwrap().len(), queue.len());
}

#[test]
fn what_is_accepted_or_rejected_leaves_the_queue_and_comes_back_when_that_is_undone() {
    let desk = Desk::new();
    let [bombing, assault] = desk.ids();
    let waits = |id: &str| {
        let queue = desk.json(&["review"]);
        let queue = queue.as_array().unwrap();
        queue.iter().any(|one| one["id"] == id)
    };
    desk.printed(&["accept", &bombing, "--reviewer", "R. Viewer"]);
    assert!(!waits(&bombing));
    assert_eq!(desk.show(&bombing)["reviewed"]["verdict"], "accepted");
    assert!(desk.printed(&["incidents"]).contains("[accepted]"));
    desk.decide(&["reject", &assault]);
    assert!(!waits(&assault));
    assert!(!desk.printed(&["incidents"]).contains(&assault));
    desk.decide(&["undo", "2"]);
    assert!(waits(&assault));
    assert!(desk.printed(&["incidents"]).contains(&assault));
}

#[test]
fn a_correction_stands_above_the_claims_and_explains_itself() {
    let desk = Desk::new();
    let [bombing, _] = desk.ids();
    let told = desk.decide(&["correct", &bombing, "killed", "12 (9..15)"]);
    assert!(told.contains("R. Viewer: killed is 12"), "{told}");
    let killed = &desk.show(&bombing)["figures"]["killed"];
    assert_eq!(
        (&killed["low"], &killed["best"], &killed["high"]),
        (&9.into(), &12.into(), &15.into())
    );
    assert_eq!(killed["rule"], "reviewer");
    let explained = desk.printed(&["explain", &bombing, "killed"]);
    for words in [
        "A reviewer decided it.",
        "by R. Viewer, decision 1: killed is",
        "(two papers say so)",
        "9 (at least) people",
    ] {
        assert!(
            explained.contains(words),
            "{words:?} is missing in\n{explained}"
        );
    }
    desk.decide(&["correct", &bombing, "type", "shelling"]);
    desk.decide(&["correct", &bombing, "date", "2024-03-04..2024-03-05"]);
    desk.decide(&["correct", &bombing, "place", "Taji, Iraq"]);
    desk.decide(&["correct", &bombing, "responsibility", "--none"]);
    let shown = desk.show(&bombing);
    assert_eq!(shown["type"], "shelling");
    assert_eq!(shown["date"]["value"]["earliest"], "2024-03-04");
    assert_eq!(shown["place"]["value"]["country_code"], "IQ");
    assert_eq!(shown["attributed_to"], Value::Null);
    assert_eq!(shown["reviewed"]["verdict"], "corrected");
    validate::check_against_schema(&shown);
    assert!(desk.json(&["incidents", "--country", "iq"])[0]["id"] == bombing.as_str());
    // No report gives it; the decision explains it all the same.
    desk.decide(&["correct", &bombing, "missing", "about 3"]);
    assert!(
        desk.printed(&["explain", &bombing, "missing"])
            .contains("3 (about)")
    );
}

#[test]
fn decisions_say_who_and_why_or_are_refused() {
    let desk = Desk::new();
    let [bombing, _] = desk.ids();
    let nobody = desk.run(&["accept", &bombing], None);
    assert_eq!(nobody.status.code(), Some(2));
    assert!(text(&nobody.stderr).contains("--reviewer NAME, or set DATELINE_REVIEWER"));
    let by_variable = desk.run(&["accept", &bombing], Some("Q. Checker"));
    assert!(text(&by_variable.stdout).contains("Q. Checker: accepted"));
    let without_reason = desk.run(&["reject", &bombing, "--reviewer", "R. Viewer"], None);
    assert_eq!(without_reason.status.code(), Some(2));
    assert_eq!(desk.json(&["log"]).as_array().unwrap().len(), 1);
}

#[test]
fn what_cannot_be_decided_is_one_line_and_a_hint() {
    let desk = Desk::new();
    let [bombing, assault] = desk.ids();
    let document = desk.show(&bombing)["documents"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let start = &document[..12];
    for (arguments, taught) in [
        (vec!["reject", "i-000000000000"], "list the incidents"),
        (vec!["merge", &bombing, &bombing], "two different incidents"),
        (
            vec!["merge", &bombing, "i-000000000000"],
            "no incident i-0000",
        ),
        (vec!["split", &bombing, "--document", start], "at least one"),
        (vec!["split", &assault, "--document", start], "these do: "),
        (vec!["undo", "5"], "dateline log lists"),
    ] {
        let errors = desk.refused(&arguments, 1);
        assert!(errors.contains(taught), "{arguments:?}: {errors}");
        assert_eq!(errors.lines().count(), 2, "{errors}");
    }
    for (slot, value, taught) in [
        ("date", "yesterday", "2017-03-14"),
        ("killed", "lots", "at least 12"),
        ("place", "Tell Xuvarim", "NAME, COUNTRY"),
        ("type", "quarrel", "air_strike"),
        ("victim", "Tamsin Orrowby", "12 villagers"),
        ("occurrence", "no", "reject"),
    ] {
        let errors = desk.refused(&["correct", &bombing, slot, value], 2);
        assert!(errors.contains(taught), "{slot}: {errors}");
        assert!(errors.starts_with(&format!("error: {slot}: ")), "{errors}");
        assert!(errors.lines().count() <= 2, "{errors}");
    }
    assert_eq!(desk.json(&["log"]), serde_json::json!([]));
}

#[test]
fn the_log_keeps_what_was_undone() {
    let desk = Desk::new();
    let [bombing, assault] = desk.ids();
    desk.decide(&["note", &bombing]);
    desk.decide(&["merge", &bombing, &assault]);
    desk.decide(&["undo", "2"]);
    let log = desk.json(&["log"]);
    let log = log.as_array().unwrap();
    log.iter().for_each(validate::check_against_schema);
    let actions: Vec<&Value> = log.iter().map(|one| &one["action"]).collect();
    assert_eq!(actions, ["note", "merge", "undo"]);
    assert_eq!(log[1]["with"], assault.as_str());
    assert_eq!(log[1]["undone_by"], 3);
    assert_eq!(log[0]["reviewer"], "R. Viewer");
    assert_eq!(log[0]["reason"], "two papers say so");
    let of_assault = desk.printed(&["log", &assault]);
    assert_eq!(of_assault.lines().count(), 1, "{of_assault}");
    assert!(of_assault.contains("[undone by 3]"), "{of_assault}");
    let again = desk.refused(&["undo", "2"], 1);
    assert!(again.contains("hint: undo 3 to bring it back"), "{again}");
    let table = desk.printed(&["log", "--format", "csv"]);
    assert_eq!(table.lines().count(), 4, "{table}");
}

#[test]
fn help_shows_how() {
    for (command, words) in [
        ("review", "orders the queue"),
        ("correct", "12 (10..15)"),
        ("split", "--document"),
        ("undo", "dateline log"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args([command, "--help"])
            .output()
            .unwrap();
        assert!(text(&output.stdout).contains(words), "{command}");
    }
}
