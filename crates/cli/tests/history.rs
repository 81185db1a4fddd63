//! What became of incidents: differences, deletions, corrected reports, reports read anew.

mod validate;

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

const BOMBING: &str = "BAIDOA, 6 March 2024 - A car bomb exploded outside a hotel in Baidoa on Tuesday, killing at least nine people, \
the interior ministry said. Al-Shabaab claimed responsibility for the bombing.\n";
const CORRECTED: &str = "BAIDOA, 6 March 2024 - A car bomb exploded outside a hotel in Baidoa on Tuesday, killing at least twelve people, \
the interior ministry said.\n";
const ASSAULT: &str = "KANO, 4 March 2024 - Gunmen on motorcycles attacked the village of Tudun Wada on Sunday, killing 12 people \
and wounding 20 others, police said.\n";

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, ledger: &str, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(arguments)
            .arg("--ledger")
            .arg(self.path(ledger))
            .env("DATELINE_REVIEWER", "R. Viewer")
            .output()
            .unwrap()
    }

    /// Standard output and standard error of a run that must succeed.
    fn told(&self, ledger: &str, arguments: &[&str]) -> (String, String) {
        let output = self.run(ledger, arguments);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{arguments:?}: {errors}");
        (String::from_utf8(output.stdout).unwrap(), errors)
    }

    fn json(&self, ledger: &str, arguments: &[&str]) -> Vec<Value> {
        let (out, _) = self.told(ledger, &[arguments, &["--format", "json"]].concat());
        let found: Vec<Value> = serde_json::from_str(&out).unwrap();
        found.iter().for_each(validate::check_against_schema);
        found
    }

    fn ingest(&self, ledger: &str, name: &str, text: &str, url: &str, options: &[&str]) -> String {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        let base = [
            "ingest",
            path.to_str().unwrap(),
            "--publisher",
            "Bay Courier",
            "--url",
            url,
        ];
        self.told(ledger, &[&base, options].concat()).1
    }
}

const NO_GATE: &[&str] = &["--no-gate"];

#[test]
fn what_came_in_what_changed_and_what_went_is_told() {
    let desk = Desk::new();
    desk.ingest(
        "news",
        "a.txt",
        BOMBING,
        "https://bay.example/bomb",
        NO_GATE,
    );
    let start = jiff::Timestamp::now().to_string();
    desk.ingest(
        "news",
        "b.txt",
        ASSAULT,
        "https://bay.example/kano",
        NO_GATE,
    );
    let id = |kind: &str| {
        let found = desk.json("news", &["incidents", "--type", kind, "--refuted"]);
        found[0]["id"].as_str().unwrap().to_owned()
    };
    let (bombing, assault) = (id("bombing"), id("armed_assault"));
    desk.told(
        "news",
        &[
            "correct",
            &bombing,
            "killed",
            "14",
            "--reason",
            "the hospital's list",
        ],
    );
    let diff = desk.json("news", &["diff", &start]);
    let of = |id: &str| diff.iter().find(|one| one["id"] == id).unwrap();
    assert_eq!(of(&assault)["change"], "added");
    assert!(of(&assault)["because"]["document"].is_string());
    let changed = &of(&bombing)["slots"][0];
    assert_eq!(
        (
            &changed["slot"],
            &changed["old"]["best"],
            &changed["new"]["best"]
        ),
        (&"killed".into(), &9.into(), &14.into())
    );
    assert_eq!(changed["because"]["decision"], 1);
    let (text, summary) = desk.told("news", &["diff", &start]);
    assert!(
        text.contains("killed: 9 (at least) → 14  by decision 1"),
        "{text}"
    );
    assert!(summary.contains("1 changed"), "{summary}");
    desk.told(
        "news",
        &["reject", &assault, "--reason", "a film was shot there"],
    );
    let feed = desk.json("news", &["deletions"]);
    assert_eq!(feed.len(), 1);
    assert_eq!(
        (&feed[0]["id"], &feed[0]["why"], &feed[0]["now"]),
        (&assault.as_str().into(), &"rejected".into(), &Value::Null)
    );
    let lines = desk.told("news", &["deletions", "--format", "csv"]).0;
    assert!(
        lines.lines().nth(1).unwrap().starts_with(&assault),
        "{lines}"
    );
    assert_eq!(
        desk.json("news", &["deletions", "--since", "2999-01-01"]),
        Vec::<Value>::new()
    );
    let day = desk.run("news", &["diff", "yesterday"]);
    assert_eq!(day.status.code(), Some(2));
}

#[test]
fn a_report_that_was_corrected_at_its_address_is_one_voice() {
    let desk = Desk::new();
    desk.ingest(
        "news",
        "a.txt",
        BOMBING,
        "https://bay.example/bomb",
        NO_GATE,
    );
    desk.ingest(
        "news",
        "b.txt",
        CORRECTED,
        "https://www.bay.example/bomb/?utm_source=feed",
        NO_GATE,
    );
    let listed = desk.json("news", &["incidents"]);
    assert_eq!(listed.len(), 1);
    let one = &listed[0];
    assert_eq!(one["figures"]["killed"]["best"], 12);
    assert_eq!(one["figures"]["killed"]["low"], 12);
    let versions: Vec<_> = one["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["version"].clone())
        .collect();
    assert_eq!(versions, [1, 2]);
    let id = one["id"].as_str().unwrap();
    let (killed, _) = desk.told("news", &["explain", id, "killed"]);
    for words in [
        "version 1",
        "version 2",
        "superseded by 2",
        "nine",
        "twelve",
    ] {
        assert!(killed.contains(words), "{words:?} is missing in\n{killed}");
    }
    let (claimed, _) = desk.told("news", &["explain", id, "responsibility"]);
    assert!(
        claimed.contains("no longer says so") && claimed.contains("Al-Shabaab"),
        "{claimed}"
    );
    assert_eq!(one["attributed_to"], Value::Null);
    let (shown, _) = desk.told("news", &["show", id]);
    assert!(shown.contains("withdrawn by a later version"), "{shown}");
}

#[test]
fn a_ledger_is_read_anew_and_shows_earlier_days_as_they_were() {
    let desk = Desk::new();
    desk.ingest(
        "news",
        "a.txt",
        BOMBING,
        "https://bay.example/bomb",
        &["--gate-threshold", "1"],
    );
    assert_eq!(desk.json("news", &["incidents"]), Vec::<Value>::new());
    let start = jiff::Timestamp::now().to_string();
    let (_, told) = desk.told("news", &["recode", "--no-gate", "--only-older"]);
    assert!(
        told.contains("nothing to adopt"),
        "the gate was of this version: {told}"
    );
    let (_, told) = desk.told("news", &["recode", "--no-gate"]);
    assert!(told.contains("1 new reading counts now"), "{told}");
    let listed = desk.json("news", &["incidents"]);
    assert_eq!(listed[0]["figures"]["killed"]["best"], 9);
    let diff = desk.json("news", &["diff", &start]);
    assert_eq!(
        (&diff[0]["change"], &diff[0]["because"]["recoded"]),
        (&"added".into(), &true.into())
    );
    let (_, told) = desk.told("news", &["recode", "--no-gate"]);
    assert!(told.contains("nothing to adopt"), "{told}");
}

#[test]
fn two_ledgers_of_the_same_reports_are_compared_by_what_they_point_at() {
    let desk = Desk::new();
    for ledger in ["one", "two"] {
        desk.ingest(
            ledger,
            "a.txt",
            BOMBING,
            "https://bay.example/bomb",
            NO_GATE,
        );
    }
    let two = desk.path("two");
    let against = ["diff", "--against", two.to_str().unwrap()];
    assert_eq!(desk.json("one", &against), Vec::<Value>::new());
    let id = desk.json("two", &["incidents"])[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    desk.told(
        "two",
        &[
            "correct",
            &id,
            "killed",
            "14",
            "--reason",
            "the hospital's list",
        ],
    );
    desk.ingest("two", "b.txt", ASSAULT, "https://bay.example/kano", NO_GATE);
    let diff = desk.json("one", &against);
    let changes: Vec<_> = diff
        .iter()
        .map(|one| one["change"].as_str().unwrap())
        .collect();
    assert_eq!(changes, ["changed", "added"]);
    assert_eq!(diff[0]["now"], id.as_str());
    assert_eq!(diff[0]["slots"][0]["new"]["best"], 14);
    let neither = desk.run("one", &["diff"]);
    assert_eq!(neither.status.code(), Some(2));
}
