//! What several reports tell of one incident comes together: first denied, then admitted.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Standard output of a run on the ledger in `folder` that must succeed.
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .arg("--ledger")
        .arg(folder.join("story.ledger"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// The incidents that the bundled example tells.
fn incidents(folder: &Path) -> Vec<Value> {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/denial.jsonl");
    printed(folder, &["ingest", example.to_str().unwrap(), "--quiet"]);
    let listed = printed(folder, &["incidents", "--format", "json"]);
    serde_json::from_str(&listed).unwrap()
}

#[test]
fn what_was_first_denied_and_then_admitted_is_one_incident() {
    let folder = tempfile::tempdir().unwrap();
    let incidents = incidents(folder.path());
    let told: Vec<usize> = incidents
        .iter()
        .map(|one| one["documents"].as_array().unwrap().len())
        .collect();
    assert_eq!(
        told,
        [3, 1],
        "the bomb of the same town and week stays apart"
    );
    let escape = &incidents[0];
    assert_eq!(escape["type"], "prison_break");
    assert_eq!(escape["figures"]["escaped"]["best"], 500);
    assert_eq!(escape["figures"]["killed"]["best"], 20);
    let claims = escape["claims"].as_array().unwrap();
    let replaced = &escape["figures"]["escaped"]["superseded"][0];
    let of = |id: &Value| claims.iter().find(|claim| claim["id"] == *id).unwrap();
    let (denial, admission) = (of(&replaced["claim"]), of(&replaced["by"]));
    assert_eq!(denial["stance"], "denies");
    assert_eq!(admission["evidence"]["cue"], "admitted");
    assert_ne!(denial["document"], admission["document"]);
}

#[test]
fn each_link_says_how_likely_it_is_and_why() {
    let folder = tempfile::tempdir().unwrap();
    let escape = incidents(folder.path()).remove(0);
    let links = escape["links"].as_array().unwrap();
    assert_eq!(links[0]["likelihood"], Value::Null, "the first founds it");
    for link in &links[1..] {
        assert!(link["likelihood"].as_f64().unwrap() > 0.7, "{link}");
        let strongest = link["reasons"][0]["weight"].as_f64().unwrap();
        assert!(strongest > 0.0, "{link}");
    }
    let id = escape["id"].as_str().unwrap();
    let shown = printed(folder.path(), &["show", id]);
    assert!(shown.contains("linked 0."), "{shown}");
    let story = printed(folder.path(), &["explain", id, "escaped"]);
    let (denied, admitted) = (story.find("denied"), story.find("admitted"));
    assert!(denied.is_some() && denied < admitted, "{story}");
}

#[test]
fn a_count_of_none_and_the_count_admitted_a_day_later_are_of_one_incident() {
    let folder = tempfile::tempdir().unwrap();
    let reports = [
        (
            "first.txt",
            "Two jails attacked near Baghdad\n\nBAGHDAD, 22 July 2013 (AFP) - Gunmen attacked two prisons near Baghdad on Sunday night. \
             The BBC quoted a police source as saying that 12 guards were killed. \"No prisoner has escaped,\" the justice ministry said. \
             Al-Qaeda in Iraq claimed the attack in a statement.",
        ),
        (
            "later.txt",
            "Iraq admits escapes from two prisons\n\nBAGHDAD, 23 July 2013 - The justice ministry admitted on Tuesday that about 500 \
             prisoners had escaped from the two prisons near Baghdad that gunmen attacked on Sunday night. It had earlier said that no \
             prisoner had escaped. The interior ministry revised the number of dead guards from 12 to 15.",
        ),
    ];
    for (name, text) in reports {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let path = path.to_str().unwrap();
        printed(folder.path(), &["ingest", path, "--no-gate", "--quiet"]);
    }
    let listed = printed(folder.path(), &["incidents", "--format", "json"]);
    let incidents: Vec<Value> = serde_json::from_str(&listed).unwrap();
    assert_eq!(incidents.len(), 1);
    assert_eq!(incidents[0]["figures"]["escaped"]["best"], 500);
    assert_eq!(incidents[0]["figures"]["killed"]["best"], 15);
    let replaced = incidents[0]["figures"]["escaped"]["superseded"].as_array();
    assert_eq!(replaced.unwrap().len(), 2, "both reports tell of none");
}
