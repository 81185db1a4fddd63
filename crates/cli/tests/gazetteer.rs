//! `dateline gazetteer build` as a user meets it: a dump becomes a gazetteer with which its villages are known.
//! The villages and their ids are invented; Katsina's row is GeoNames' own (CC BY 4.0).

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

const REPORT: &str = "KATSINA, 4 March 2024 - Gunmen on motorcycles attacked the village of Kulbe Tsamiya in Katsina state on \
Sunday, killing 12 people and wounding 20 others, Nigerian police said.\n";

/// Two villages, a school, the state, and two lines that are damaged.
const DUMP: &str = "\
900000001\tKulbe Tsamiya\tKulbe Tsamiya\tKulbi Tsamia\t12.5\t7.2\tP\tPPL\tNG\t\t24\t\t\t\t0\t\t500\tAfrica/Lagos\t2024-01-01
900000002\tUnguwar Sunbula\tUnguwar Sunbula\t\t12.6\t7.3\tP\tPPL\tNG\t\t24\t\t\t\t140\t\t500\tAfrica/Lagos\t2024-01-01
900000003\tSunbula Primary School\tSunbula Primary School\t\t12.6\t7.3\tS\tSCH\tNG\t\t24\t\t\t\t0\t\t500\tAfrica/Lagos\t2024-01-01
900000004\tcut\toff\there
900000005\tFar North\tFar North\t\t112.6\t7.3\tP\tPPL\tNG\t\t24\t\t\t\t0\t\t500\tAfrica/Lagos\t2024-01-01
2334797\tKatsina State\tKatsina State\tKatsina\t12.25\t7.5\tA\tADM1\tNG\t\t24\t\t\t\t5801584\t\t500\tAfrica/Lagos\t2024-01-01
";

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("NG.txt"), DUMP).unwrap();
        std::fs::write(folder.path().join("report.txt"), REPORT).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str], variable: Option<&str>) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .current_dir(self.folder.path())
            .args(arguments)
            .env_remove("DATELINE_GAZETTEER");
        if let Some(path) = variable {
            command.env("DATELINE_GAZETTEER", path);
        }
        command.output().unwrap()
    }

    fn errors(&self, arguments: &[&str], code: i32) -> String {
        let output = self.run(arguments, None);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {errors}");
        errors
    }

    /// The GeoNames ids of the places of the report's incidents, and what made the claims.
    fn places(&self, extra: &[&str], variable: Option<&str>) -> (Vec<u64>, String) {
        let mut arguments = vec!["code", "report.txt", "--no-gate", "--format", "jsonl"];
        arguments.extend(extra);
        let output = self.run(&arguments, variable);
        assert!(output.status.success(), "{output:?}");
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut ids = Vec::new();
        ids_in(&report["incidents"], &mut ids);
        (ids, report["coder"].as_str().unwrap().to_owned())
    }
}

/// Every `geonames_id` below a value that is not one of several readings of a name.
fn ids_in(value: &Value, ids: &mut Vec<u64>) {
    match value {
        Value::Object(fields) => {
            ids.extend(fields.get("geonames_id").and_then(Value::as_u64));
            let fields = fields.iter().filter(|(name, _)| *name != "alternatives");
            fields.for_each(|(_, inner)| ids_in(inner, ids));
        }
        Value::Array(items) => items.iter().for_each(|item| ids_in(item, ids)),
        _ => {}
    }
}

#[test]
fn a_village_of_a_dump_is_known_by_option_and_by_environment() {
    let desk = Desk::new();
    let errors = desk.errors(
        &["gazetteer", "build", "NG.txt", "--out", "ng.gazetteer"],
        0,
    );
    for line in [
        "NG.txt: 3 of 6 lines are places that reports name",
        "2 of 6 lines of NG.txt were left out: line 4 has 4 columns, 19 are needed; line 5 has latitude \"112.6\"",
        "(295,349 bundled, 1 of them told anew)",
        "use it with --gazetteer ng.gazetteer",
    ] {
        assert!(errors.contains(line), "{line} is not in {errors}");
    }
    let (ids, coder) = desk.places(&[], None);
    assert!(!ids.contains(&900_000_001) && !coder.contains("gazetteer"));
    for found in [
        desk.places(&["--gazetteer", "ng.gazetteer"], None),
        desk.places(&[], Some("ng.gazetteer")),
    ] {
        assert!(found.0.contains(&900_000_001), "{found:?}");
        assert!(found.1.ends_with("gazetteer of 295351 places"));
    }
    // An option speaks louder than the environment, and an empty variable says nothing.
    let found = desk.places(&["--gazetteer", "ng.gazetteer"], Some("missing"));
    assert!(found.0.contains(&900_000_001));
    assert_eq!(desk.places(&[], Some("")).0, ids);
    // Built again over itself, and nothing else left beside it.
    desk.errors(
        &["gazetteer", "build", "NG.txt", "--out", "ng.gazetteer"],
        0,
    );
    assert_eq!(std::fs::read_dir(desk.folder.path()).unwrap().count(), 3);
}

#[test]
fn what_is_no_dump_is_refused_in_a_line() {
    let desk = Desk::new();
    std::fs::write(desk.path("YE.zip"), b"PK\x03\x04 and so on").unwrap();
    for (arguments, line, hint) in [
        (
            ["build", "XX.txt", "--out", "x"],
            "cannot read XX.txt: No such file",
            "https://download.geonames.org",
        ),
        (
            ["build", "report.txt", "--out", "x"],
            "report.txt is no dump of GeoNames: none of its first lines has 19 columns",
            "admin1CodesASCII.txt",
        ),
        (
            ["build", "YE.zip", "--out", "x"],
            "YE.zip is no dump of GeoNames: it is a zip archive",
            "unzip YE.zip",
        ),
        (
            ["build", "NG.txt", "--out", "NG.txt"],
            "NG.txt is there and is no gazetteer",
            "give another FILE with --out",
        ),
        (
            ["build", "NG.txt", "--out", "none/x"],
            "there is no folder none",
            "make the folder",
        ),
    ] {
        let mut all = vec!["gazetteer"];
        all.extend(arguments);
        let errors = desk.errors(&all, 1);
        assert!(errors.contains(line) && errors.contains(hint), "{errors}");
        assert_eq!(errors.lines().count(), 2, "{errors}");
    }
    assert!(!desk.path("x").exists());
    assert_eq!(std::fs::read_to_string(desk.path("NG.txt")).unwrap(), DUMP);
}

#[test]
fn what_is_no_gazetteer_is_refused_in_a_line() {
    let desk = Desk::new();
    let bundled = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/gazetteer/places.bin");
    let mut bytes = std::fs::read(bundled).unwrap();
    bytes.truncate(1_000_000);
    std::fs::write(desk.path("cut.gazetteer"), &bytes).unwrap();
    bytes[4] = 9;
    std::fs::write(desk.path("old.gazetteer"), &bytes).unwrap();
    for (file, line) in [
        ("missing", "cannot read the gazetteer missing: No such file"),
        ("report.txt", "report.txt is no gazetteer of Dateline"),
        (
            "cut.gazetteer",
            "cut.gazetteer: the gazetteer has 1000000 bytes where its header says",
        ),
        (
            "old.gazetteer",
            "not a gazetteer of this version of Dateline",
        ),
    ] {
        let errors = desk.errors(&["code", "report.txt", "--gazetteer", file], 1);
        assert!(errors.contains(line), "{errors}");
        assert!(
            errors.contains("hint:") && errors.lines().count() == 2,
            "{errors}"
        );
    }
    let output = desk.run(&["code", "report.txt"], Some("missing"));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.contains("missing (DATELINE_GAZETTEER)"), "{errors}");
}
