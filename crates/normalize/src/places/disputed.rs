//! Who claims an area, from `data/disputed.tsv`. No statement on status is made.

use std::sync::LazyLock;

use super::fold::fold;

#[derive(Debug, PartialEq, Eq)]
enum Level {
    Country,
    Division,
    Name,
}

struct Row {
    country: &'static str,
    level: Level,
    keys: Vec<String>,
    claimants: Vec<&'static str>,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let lines = include_str!("../../../../data/disputed.tsv").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(row)
        .collect()
});

fn row(line: &'static str) -> Option<Row> {
    let mut cells = line.split('\t');
    Some(Row {
        country: cells.next()?,
        level: match cells.next()? {
            "country" => Level::Country,
            "division" => Level::Division,
            "name" => Level::Name,
            _ => return None,
        },
        keys: cells.next()?.split('|').map(fold).collect(),
        claimants: cells.next()?.split('|').collect(),
    })
}

/// Claimants of a place: by its country, its division, or one of its own names; empty where nothing is disputed.
/// A name of its own stands before its division, and that before its country.
pub fn claimants(country: Option<&str>, division: Option<&str>, names: &[&str]) -> Vec<String> {
    let division = division.map(fold);
    let names: Vec<String> = names.iter().map(|name| fold(name)).collect();
    let held = |level: Level| {
        ROWS.iter().find(|row| {
            row.level == level
                && (row.country == "*" || country.is_none_or(|code| code == row.country))
                && match row.level {
                    Level::Country => country.is_some_and(|code| row.country == code),
                    Level::Division => division.as_ref().is_some_and(|key| row.keys.contains(key)),
                    Level::Name => names.iter().any(|name| row.keys.contains(name)),
                }
        })
    };
    let row = [Level::Name, Level::Division, Level::Country]
        .into_iter()
        .find_map(held);
    row.map(|row| row.claimants.iter().map(|&name| name.to_owned()).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claimants_follow_name_division_and_country() {
        assert_eq!(
            claimants(Some("UA"), Some("Crimea"), &["Simferopol"]),
            ["UA", "RU"]
        );
        assert_eq!(claimants(None, None, &["Kashmir"]), ["IN", "PK"]);
        assert_eq!(claimants(Some("TW"), None, &["Taipei"]), ["TW", "CN"]);
        assert!(claimants(Some("UA"), Some("Kyiv City"), &["Kyiv"]).is_empty());
        assert!(claimants(Some("IQ"), None, &["Mosul"]).is_empty());
    }
}
