//! The worked example of README.md shows what the command really prints.
//! `UPDATE_README=1 cargo test -p dateline-cli --test readme` writes it anew.

use std::path::Path;
use std::process::Command;

const BEGIN: &str = "<!-- output -->\n```text\n";
const END: &str = "```\n<!-- end of output -->";

#[test]
fn the_worked_example_is_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args([
            "code",
            "examples/prison-break.txt",
            "--published",
            "2017-03-14",
            "--publisher",
            "Wadi Post",
        ])
        .current_dir(&root)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let printed = String::from_utf8(output.stdout).unwrap();
    let path = root.join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme
        .split_once(BEGIN)
        .expect("README.md has a place for the output");
    let (shown, after) = rest
        .split_once(END)
        .expect("README.md has an end of the output");
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(path, format!("{before}{BEGIN}{printed}{END}{after}")).unwrap();
        return;
    }
    assert!(
        shown == printed,
        "README.md is out of date: UPDATE_README=1 cargo test -p dateline-cli --test readme"
    );
}
