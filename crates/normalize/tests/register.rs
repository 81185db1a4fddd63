//! The register of organisations in `data/actors/` is whole: its tables fit together, and it says where it has its facts from.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use dateline_core::{ActorKind, SourceKind};

type Row = Vec<String>;

/// Rows of a table with all their columns.
fn rows(table: &str, columns: usize) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../data/actors")
        .join(table);
    let text = std::fs::read_to_string(&path).unwrap();
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let mut row: Row = line.split('\t').map(str::to_owned).collect();
            assert!(row.len() <= columns, "{table}: {line}");
            assert!(
                row.iter().all(|cell| cell.trim() == cell),
                "{table}: {line}"
            );
            row.resize(columns, String::new());
            row
        })
        .collect()
}

fn organisations() -> Vec<Row> {
    rows("organisations.tsv", 6)
}

fn names() -> Vec<Row> {
    rows("names.tsv", 4)
}

fn relations() -> Vec<Row> {
    rows("relations.tsv", 6)
}

fn listed(cell: &str, mark: char) -> impl Iterator<Item = &str> {
    cell.split(mark).filter(|entry| !entry.is_empty())
}

/// Letters and digits of a name, so that hyphens and capitals make no difference.
fn plain(name: &str) -> String {
    let apostrophes = ['\'', '’', 'ʿ', 'ʾ'];
    let spaced = name.to_lowercase().replace(['-', '–', '—'], " ");
    let letters = spaced.replace(|c: char| c.is_whitespace(), " ");
    letters
        .split(' ')
        .map(|word| match word.strip_suffix(apostrophes) {
            Some(owner) => format!("{owner}'"),
            None => word.replace(apostrophes, ""),
        })
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn every_organisation_has_kinds_countries_and_a_name() {
    let named: HashSet<String> = names().into_iter().map(|row| row[0].clone()).collect();
    let mut seen = HashSet::new();
    for row in organisations() {
        assert!(seen.insert(row[0].clone()), "{} stands twice", row[0]);
        assert!(row[1].parse::<ActorKind>().is_ok(), "kind of {}", row[0]);
        assert!(row[2].parse::<SourceKind>().is_ok(), "source of {}", row[0]);
        let is_code = |code: &str| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
        assert!(listed(&row[3], ';').all(is_code), "countries of {}", row[0]);
        let is_id = |id: &str| id.starts_with("un:") || id.starts_with("acled:");
        assert!(listed(&row[4], ';').all(is_id), "ids of {}", row[0]);
        assert!(
            row[4].is_empty() || !row[5].is_empty(),
            "{} has an id without source",
            row[0]
        );
        assert!(named.contains(&row[0]), "{} has no name", row[0]);
    }
}

#[test]
fn every_name_is_an_organisations_and_stands_once() {
    let known: HashSet<String> = organisations()
        .into_iter()
        .map(|row| row[0].clone())
        .collect();
    let mut seen = HashSet::new();
    for row in names() {
        assert!(known.contains(&row[0]), "{} is no organisation", row[0]);
        let kind = row[2].trim_end_matches(['?', '!']);
        assert!(
            ["name", "acronym", "word"].contains(&kind),
            "kind of {:?}",
            row[1]
        );
        assert!(row[2].len() - kind.len() < 2, "marks of {:?}", row[1]);
        assert!(
            seen.insert((row[0].clone(), plain(&row[1]))),
            "{:?} stands twice for {}",
            row[1],
            row[0]
        );
    }
}

#[test]
fn every_relation_has_two_ends_and_a_source() {
    let known: HashSet<String> = organisations()
        .into_iter()
        .map(|row| row[0].clone())
        .collect();
    let kinds = [
        "part_of",
        "franchise_of",
        "split_from",
        "renamed_from",
        "merged_into",
        "successor_of",
    ];
    let mut seen = HashSet::new();
    for row in relations() {
        assert!(
            known.contains(&row[0]) && known.contains(&row[2]),
            "{row:?}"
        );
        assert!(row[0] != row[2] && kinds.contains(&&*row[1]), "{row:?}");
        assert!(seen.insert(row[..3].to_vec()), "{row:?} stands twice");
        assert!(!row[5].is_empty(), "{row:?} has no source");
        let first = |words: &str| {
            let full = format!(
                "{words}{}",
                ["-01-01", "-01", ""][listed(words, '-').count() - 1]
            );
            full.parse::<jiff::civil::Date>()
                .unwrap_or_else(|_| panic!("{row:?}"))
        };
        let days: Vec<_> = row[3..5]
            .iter()
            .filter(|cell| !cell.is_empty())
            .map(|cell| first(cell))
            .collect();
        assert!(days.is_sorted(), "{row:?} ends before it begins");
    }
}

#[test]
fn every_source_is_known_and_used() {
    let sources = rows("sources.tsv", 2);
    let mut addresses = HashSet::new();
    let mut uses: HashMap<String, usize> = HashMap::new();
    for (number, row) in sources.iter().enumerate() {
        assert_eq!(row[0], (number + 1).to_string());
        let is_address = ["http://", "https://", "github:"]
            .iter()
            .any(|start| row[1].starts_with(start));
        assert!(is_address && addresses.insert(row[1].clone()), "{row:?}");
        uses.insert(row[0].clone(), 0);
    }
    let cited = [(organisations(), 5), (names(), 3), (relations(), 5)];
    for (row, column) in cited
        .iter()
        .flat_map(|(rows, column)| rows.iter().map(move |row| (row, *column)))
    {
        for number in listed(&row[column], ',') {
            *uses
                .get_mut(number)
                .unwrap_or_else(|| panic!("no source {number}: {row:?}")) += 1;
        }
    }
    let idle: Vec<&String> = uses
        .iter()
        .filter(|(_, count)| **count == 0)
        .map(|(number, _)| number)
        .collect();
    assert!(idle.is_empty(), "sources of nothing: {idle:?}");
}

#[test]
fn most_of_the_register_says_where_it_is_from() {
    let sourced: HashSet<String> = names()
        .into_iter()
        .filter(|row| !row[3].is_empty())
        .map(|row| row[0].clone())
        .collect();
    assert!(
        sourced.len() >= 400,
        "{} organisations have sources",
        sourced.len()
    );
}

#[test]
fn the_tables_are_sorted() {
    let lower = |row: &Row| row[0].to_lowercase();
    for (table, rows) in [
        ("organisations", organisations()),
        ("names", names()),
        ("relations", relations()),
    ] {
        let wrong = rows
            .windows(2)
            .find(|pair| lower(&pair[0]) > lower(&pair[1]));
        assert!(wrong.is_none(), "{table}: {wrong:?}");
    }
}
