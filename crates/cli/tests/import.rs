//! `dateline import` as a user meets it: a coded table becomes reviewed incidents that the ledger lists, shows and explains.

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

struct Desk {
    folder: tempfile::TempDir,
}

/// A table of our own making in the format of ACLED.
fn acled() -> String {
    let path = "../import/tests/cases/acled/table.csv";
    std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

impl Desk {
    fn with(table: &str) -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        desk.write(table);
        desk
    }

    fn write(&self, table: &str) {
        std::fs::write(self.folder.path().join("table.csv"), table).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_dateline"))
            .current_dir(self.folder.path())
            .args(arguments)
            .args(["--ledger", "a.ledger"])
            .env_remove("DATELINE_GAZETTEER")
            .output()
            .unwrap()
    }

    /// Standard error of an import that must end with `code`.
    fn import(&self, extra: &[&str], code: i32) -> String {
        let mut arguments = vec!["import", "table.csv"];
        arguments.extend(extra);
        let output = self.run(&arguments);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {errors}");
        errors
    }

    fn printed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn incidents(&self, filters: &[&str]) -> Vec<Value> {
        let mut arguments = vec!["incidents", "--format", "json"];
        arguments.extend(filters);
        serde_json::from_str(&self.printed(&arguments)).unwrap()
    }
}

#[test]
fn a_table_becomes_incidents_and_says_what_it_could_not_read() {
    let desk = Desk::with(&acled());
    let told = desk.import(&[], 0);
    for line in [
        "7 rows of ACLED read: 6 reviewed incidents, 0 already known, 1 quarantined (no_incident 1)",
        "quarantined: table.csv, line 6: `Agreement` is no incident of violence",
        "warning: subtype `Drone swarm` is not known, so it was left unset",
        "5 cells left unset (5 different terms)",
    ] {
        assert!(told.contains(line), "{line:?} is missing in\n{told}");
    }
    assert_eq!(desk.incidents(&["--country", "YE"]).len(), 5);
    let battles = desk.incidents(&[
        "--type",
        "battle",
        "--from",
        "2023-05-14",
        "--to",
        "2023-05-14",
    ]);
    let [battle] = &battles[..] else {
        panic!("{battles:?}")
    };
    assert_eq!(battle["status"], "settled");
    let id = battle["id"].as_str().unwrap();
    let explained = desk.printed(&["explain", id, "killed"]);
    assert!(explained.contains("Fatalities: ‹4›"), "{explained}");
}

#[test]
fn names_in_the_notes_are_not_shown() {
    let desk = Desk::with(&acled());
    desk.import(&["--quiet"], 0);
    for incident in desk.incidents(&[]) {
        let shown = desk.printed(&["show", incident["id"].as_str().unwrap()]);
        assert!(!shown.contains("Bagarish"), "{shown}");
    }
}

#[test]
fn importing_again_adds_only_what_is_new() {
    let desk = Desk::with(&acled());
    desk.import(&[], 0);
    let before = desk.incidents(&[]);
    let again = desk.import(&[], 0);
    assert!(
        again.contains("0 reviewed incidents, 6 already known"),
        "{again}"
    );
    assert_eq!(desk.incidents(&[]), before);
}

#[test]
fn a_corrected_row_tells_of_its_incident_anew() {
    let desk = Desk::with(&acled());
    desk.import(&[], 0);
    let before = desk.incidents(&[]);
    desk.write(&acled().replace("killed.\",4,", "killed.\",5,"));
    let changed = desk.import(&[], 0);
    assert!(
        changed.contains("1 reviewed incident, 5 already known"),
        "{changed}"
    );
    assert_eq!(desk.incidents(&[]).len(), before.len());
    let battle = &desk.incidents(&["--type", "battle"])[0];
    assert_eq!(battle["documents"].as_array().unwrap().len(), 2);
    let explained = desk.printed(&["explain", battle["id"].as_str().unwrap(), "killed"]);
    for line in ["Fatalities: ‹4›", "Fatalities: ‹5›"] {
        assert!(explained.contains(line), "{explained}");
    }
}

#[test]
fn rows_of_a_table_stay_apart_however_alike() {
    let rows = "id,date,place,country,type,killed\n1,2013-07-21,Taji,Iraq,bombing,4\n2,2013-07-21,Taji,Iraq,bombing,4\n";
    let without_ids = rows
        .replace("id,", "")
        .replace("1,2013", "2013")
        .replace("2,2013", "2013");
    for (table, wanted) in [
        (rows, 2),
        (&without_ids.replacen("bombing,4", "bombing,5", 1), 2),
    ] {
        let desk = Desk::with(table);
        desk.import(&["--format", "own", "--publisher", "Tigris Watch"], 0);
        assert_eq!(desk.incidents(&[]).len(), wanted, "{table}");
    }
}

#[test]
fn a_report_joins_what_was_coded_by_hand() {
    let desk = Desk::with(
        "id,date,place,country,type,perpetrator,killed,notes\n\
         7,2024-03-05,Baidoa,Somalia,bombing,al-Shabaab,9,A car bomb went off outside a hotel in Baidoa.\n\
         8,2024-03-05,Kismayo,Somalia,bombing,al-Shabaab,2,A mine hit a lorry on the road to Kismayo.\n",
    );
    desk.import(&["--format", "own", "--publisher", "Juba Watch"], 0);
    std::fs::write(
        desk.folder.path().join("report.txt"),
        "BAIDOA, Somalia, 6 March 2024 - A car bomb exploded outside a hotel in Baidoa on Tuesday, killing nine people, the interior \
         ministry said. Al-Shabaab claimed responsibility for the bombing.\n",
    )
    .unwrap();
    desk.printed(&["ingest", "report.txt", "--publisher", "Wadi Post"]);
    let bombings = desk.incidents(&[]);
    assert_eq!(bombings.len(), 2, "{bombings:?}");
    let joined = bombings
        .iter()
        .find(|one| one["documents"].as_array().unwrap().len() == 2);
    let documents = joined.expect("one of them has the report too")["documents"].to_string();
    assert!(documents.contains("Juba Watch") && documents.contains("Wadi Post"));
}

#[test]
fn a_table_of_ones_own_is_mapped() {
    let desk =
        Desk::with("Day;Town;Who;Dead;Whom\n21/07/2013;Taji;gunmen;at least 20;Karim Al-Basri\n");
    let columns = [
        "--column",
        "date=Day",
        "--column",
        "place=Town",
        "--column",
        "perpetrator=Who",
    ];
    let more = [
        "--column",
        "killed=Dead",
        "--column",
        "victim=Whom",
        "--publisher",
        "Tigris Watch",
    ];
    let told = desk.import(&[&columns[..], &more[..]].concat(), 0);
    assert!(
        told.contains("1 row of Tigris Watch read: 1 reviewed incident,"),
        "{told}"
    );
    let incident = &desk.incidents(&[])[0];
    assert_eq!(incident["date"]["value"]["earliest"], "2013-07-21");
    let shown = desk.printed(&["show", incident["id"].as_str().unwrap()]);
    assert!(
        !shown.contains("Al-Basri"),
        "who may be a private person is shown by role\n{shown}"
    );
}

#[test]
fn what_is_missing_is_asked_for() {
    let desk = Desk::with("Day;Town\n21/07/2013;Taji\n");
    let unknown = desk.import(&[], 2);
    assert!(
        unknown.contains("(Day, Town)") && unknown.contains("--format own"),
        "{unknown}"
    );
    let anonymous = desk.import(&["--column", "date=Day"], 2);
    assert!(anonymous.contains("give --publisher NAME"), "{anonymous}");
    let misspelt = desk.import(&["--column", "data=Day"], 2);
    assert!(
        misspelt.contains("date_end"),
        "the message lists the fields: {misspelt}"
    );
    let absent = desk.import(&["--column", "date=Date", "--publisher", "x"], 2);
    assert!(absent.contains("there are: Day, Town"), "{absent}");
    assert!(
        !desk.folder.path().join("a.ledger").exists(),
        "no ledger is made for a table that cannot be read"
    );
    let nowhere = desk.run(&["import", "nowhere.csv"]);
    assert_eq!(nowhere.status.code(), Some(1));
}
