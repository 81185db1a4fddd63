//! The house rules: which crate may use which, how long a file may be, and that no path of a machine is committed.

use std::path::{Path, PathBuf};

/// For each crate, the crates of the workspace that it may use (ARCHITECTURE.md).
const ARROWS: [(&str, &[&str]); 12] = [
    ("core", &[]),
    ("ingest", &["core"]),
    ("fetch", &[]),
    ("gate", &["core"]),
    ("encode", &["core"]),
    ("normalize", &["core"]),
    ("import", &["core", "normalize"]),
    ("extract", &["core", "encode", "normalize"]),
    ("resolve", &["core"]),
    ("ledger", &["core", "resolve"]),
    ("export", &["core"]),
    (
        "cli",
        &[
            "core",
            "ingest",
            "fetch",
            "encode",
            "gate",
            "normalize",
            "import",
            "extract",
            "resolve",
            "ledger",
            "export",
        ],
    ),
];
/// Outside crates that a crate must never know, whoever brings them.
const FORBIDDEN: [(&str, &[&str]); 7] = [
    ("fetch", &["rusqlite", "rten", "clap", "anstream"]),
    ("core", &["rusqlite", "rten", "clap", "anstream"]),
    ("normalize", &["rusqlite", "rten"]),
    ("extract", &["rusqlite", "rten"]),
    ("import", &["rusqlite", "rten"]),
    ("resolve", &["rusqlite", "rten"]),
    ("encode", &["rusqlite", "fst"]),
];
/// Outside crates that speak to the network, and names of the standard library's own; only `fetch` may use any of them.
const NETWORK: [&str; 12] = [
    "ureq",
    "rustls",
    "rustls-native-certs",
    "native-tls",
    "openssl",
    "reqwest",
    "hyper",
    "isahc",
    "curl",
    "tokio",
    "socket2",
    "mio",
];
const SOCKETS: [&str; 5] = [
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "ToSocketAddrs",
    "UnixStream",
];
const LONGEST: usize = 400;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir()
            && !["target", "node_modules", "__pycache__"].contains(&name.as_str())
            && name != ".git"
        {
            files(&path, found);
        } else if path.is_file() {
            found.push(path);
        }
    }
}

fn crates() -> Vec<String> {
    let folder = std::fs::read_dir(root().join("crates")).unwrap();
    let mut names: Vec<String> = folder
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("Cargo.toml").exists())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Names in the tables of dependencies of a manifest, those for tests aside.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if let Some(table) = line.strip_prefix('[') {
            let table = table.trim_end_matches(']');
            inside = table.ends_with("dependencies") && !table.ends_with("dev-dependencies");
        } else if inside && !line.starts_with('#') {
            found.extend(
                line.split(['.', ' ', '='])
                    .next()
                    .filter(|name| !name.is_empty())
                    .map(str::to_owned),
            );
        }
    }
    found
}

#[test]
fn arrows_run_one_way() {
    for name in crates() {
        let (_, allowed) = ARROWS.iter().find(|(known, _)| *known == name).unwrap_or_else(|| {
            panic!("crate {name} is not in the table of arrows: add it to tests/tidy.rs and to ARCHITECTURE.md")
        });
        let manifest = read(&root().join("crates").join(&name).join("Cargo.toml"));
        for used in dependencies(&manifest) {
            if let Some(other) = used.strip_prefix("dateline-") {
                assert!(
                    allowed.contains(&other),
                    "crate {name} must not use {other}"
                );
            }
            let banned = FORBIDDEN
                .iter()
                .any(|(known, list)| *known == name && list.contains(&used.as_str()));
            assert!(!banned, "crate {name} must not use {used}");
        }
    }
}

#[test]
fn only_fetch_uses_the_network() {
    let others = crates().into_iter().filter(|name| name != "fetch");
    for name in others {
        let folder = root().join("crates").join(&name);
        for used in dependencies(&read(&folder.join("Cargo.toml"))) {
            assert!(
                !NETWORK.contains(&used.as_str()),
                "crate {name} must not use {used}: only fetch uses the network"
            );
        }
        let mut sources = Vec::new();
        files(&folder.join("src"), &mut sources);
        for path in sources
            .iter()
            .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        {
            let text = read(path);
            let found = SOCKETS.iter().find(|socket| text.contains(**socket));
            assert!(
                found.is_none(),
                "{} names {}: only crate fetch uses the network",
                path.display(),
                found.unwrap_or(&"")
            );
        }
    }
}

#[test]
fn a_manifest_is_read_rightly() {
    let manifest = "[dependencies]\ndateline-core.workspace = true\nserde = \"1\"\n[dev-dependencies]\ninsta = \"1\"\n";
    assert_eq!(dependencies(manifest), ["dateline-core", "serde"]);
}

#[test]
fn no_source_file_is_too_long() {
    let mut all = Vec::new();
    files(&root().join("crates"), &mut all);
    let long: Vec<String> = all
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| (read(path).lines().count(), path))
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, path)| format!("{lines} {}", path.display()))
        .collect();
    assert!(
        long.is_empty(),
        "files over {LONGEST} lines; split them by what they are about:\n{}",
        long.join("\n")
    );
}

#[test]
fn no_path_of_a_machine_is_committed() {
    // Put together here, so that this file itself does not hold them.
    let marks: Vec<String> = ["work", "tmp/w", "home", "root", "farm"]
        .iter()
        .map(|name| format!("/{name}/"))
        .collect();
    let endings = ["rs", "toml", "md", "py", "tsv", "json", "txt", "sh", "html"];
    let mut all = Vec::new();
    files(&root(), &mut all);
    let mut leaks = Vec::new();
    for path in all {
        let is_text = path
            .extension()
            .is_some_and(|ending| endings.iter().any(|known| ending == *known));
        if !is_text || std::fs::metadata(&path).map_or(0, |data| data.len()) > 2_000_000 {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        for (number, line) in (1..).zip(text.lines()) {
            // An address or a path inside a name is none of this machine's: the mark must begin the path.
            let begins = |at: usize| {
                !line[..at].ends_with(|c: char| c.is_alphanumeric() || ".-_~}".contains(c))
            };
            if marks
                .iter()
                .any(|mark| line.match_indices(mark.as_str()).any(|(at, _)| begins(at)))
            {
                leaks.push(format!("{}:{number}", path.display()));
            }
        }
    }
    assert!(
        leaks.is_empty(),
        "paths of a machine in:\n{}",
        leaks.join("\n")
    );
}
