//! Differences in the slots and the derived figures of a pair.

use serde_json::Value;

use super::{Score, alike, list, number, text};

const TERMS: [&str; 4] = ["type", "stage", "time_frame", "category"];
/// Lists of mentions: the annotation's name, and the output's.
const MENTIONS: [(&str, &str); 5] = [
    ("perpetrator", "perpetrators"),
    ("side_a", "side_a"),
    ("side_b", "side_b"),
    ("victim", "victims"),
    ("target", "targets"),
];

/// How many slots an annotated incident fills.
pub(crate) fn count(want: &Value) -> usize {
    let mentions: usize = MENTIONS
        .iter()
        .map(|(name, _)| list(&want[*name]).len())
        .sum();
    TERMS.len()
        + 3
        + usize::from(!want["part_of"].is_null())
        + mentions
        + list(&want["weapon"]).len()
        + list(&want["responsibility"]).len()
}

/// Adds a line for each difference.
pub(crate) fn compare(want: &Value, have: &Value, wrong: &mut Vec<String>, score: &mut Score) {
    let key = text(&want["key"]);
    for term in TERMS {
        same(
            key,
            term,
            text(&want[term]),
            text(&have[term]),
            wrong,
            score,
        );
    }
    same(
        key,
        "date",
        &date(&want["date"]),
        &date(&have["date"]["value"]),
        wrong,
        score,
    );
    place(key, &want["place"], &have["place"]["value"], wrong, score);
    for (name, listed) in MENTIONS {
        let given: Vec<&str> = values(&have[listed])
            .map(|value| text(&value["mention"]))
            .collect();
        mentions(key, name, &want[name], &given, wrong, score);
    }
    let mut kinds: Vec<&str> = values(&have["weapons"])
        .map(|value| text(&value["kind"]))
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    mentions(key, "weapon", &want["weapon"], &kinds, wrong, score);
    responsibility(key, want, have, wrong, score);
    attributed_to(key, want, have, wrong, score);
    figures(key, want, have, wrong, score);
}

fn values(derived: &Value) -> impl Iterator<Item = &Value> {
    list(derived)
        .iter()
        .map(|one| &one["value"])
        .filter(|value| !value.is_null())
}

fn same(key: &str, slot: &str, want: &str, have: &str, wrong: &mut Vec<String>, score: &mut Score) {
    score.slots.note(want == have);
    if want != have {
        wrong.push(format!(
            "{key}.{slot}: expected {}, got {}",
            shown(want),
            shown(have)
        ));
    }
}

fn shown(value: &str) -> &str {
    if value.is_empty() { "nothing" } else { value }
}

fn date(value: &Value) -> String {
    if value.is_null() {
        return String::new();
    }
    let day = |name: &str| value[name].as_str().unwrap_or("?").to_owned();
    format!(
        "{}..{} {}",
        day("earliest"),
        day("latest"),
        text(&value["precision"])
    )
}

/// The name may stand in the place's words or be the facility's; country and precision must be the same.
fn place(key: &str, want: &Value, have: &Value, wrong: &mut Vec<String>, score: &mut Score) {
    let names = [
        text(&have["name"]),
        text(&have["facility"]),
        text(&have["gazetteer"]["name"]),
    ];
    let wanted = text(&want["name"]);
    let name_fits = if wanted.is_empty() {
        names[0].is_empty()
    } else {
        names.iter().any(|name| alike(wanted, name))
    };
    let fits = name_fits
        && text(&want["country"]) == text(&have["country_code"])
        && (want.is_null() || want["precision"] == have["precision"]);
    score.slots.note(fits);
    if !fits {
        let words = |value: &Value, country: &str| match value.is_null() {
            true => "nothing".to_owned(),
            false => format!(
                "{}/{}/{}",
                text(&value["name"]),
                text(&value[country]),
                text(&value["precision"])
            ),
        };
        wrong.push(format!(
            "{key}.place: expected {}, got {}",
            words(want, "country"),
            words(have, "country_code")
        ));
    }
}

fn mentions(
    key: &str,
    slot: &str,
    want: &Value,
    given: &[&str],
    wrong: &mut Vec<String>,
    score: &mut Score,
) {
    let mut left: Vec<&str> = given.to_vec();
    for wanted in list(want).iter().map(text) {
        score.slots.wanted += 1;
        match left.iter().position(|have| alike(wanted, have)) {
            Some(at) => {
                left.remove(at);
                score.slots.right += 1;
            }
            None => wrong.push(format!("{key}.{slot}: missing \"{wanted}\"")),
        }
    }
    score.slots.given += given.len();
    wrong.extend(
        left.iter()
            .map(|have| format!("{key}.{slot}: spurious \"{}\"", have.replace('\n', " "))),
    );
}

fn actor_of(value: &Value) -> &str {
    value["actor"]["organisation"]
        .as_str()
        .unwrap_or_else(|| text(&value["actor"]["mention"]))
}

fn responsibility(
    key: &str,
    want: &Value,
    have: &Value,
    wrong: &mut Vec<String>,
    score: &mut Score,
) {
    let mut left: Vec<&Value> = values(&have["responsibility"]).collect();
    score.slots.given += left.len();
    for wanted in list(&want["responsibility"]) {
        score.slots.wanted += 1;
        let fits = |value: &&Value| {
            wanted["link"] == value["link"]
                && (alike(text(&wanted["actor"]), actor_of(value))
                    || alike(text(&wanted["actor"]), text(&value["actor"]["mention"])))
        };
        match left.iter().position(fits) {
            Some(at) => {
                left.remove(at);
                score.slots.right += 1;
            }
            None => wrong.push(format!(
                "{key}.responsibility: missing {} {}",
                text(&wanted["actor"]),
                text(&wanted["link"])
            )),
        }
    }
    wrong.extend(left.iter().map(|have| {
        format!(
            "{key}.responsibility: spurious {} {}",
            actor_of(have),
            text(&have["link"])
        )
    }));
}

fn attributed_to(
    key: &str,
    want: &Value,
    have: &Value,
    wrong: &mut Vec<String>,
    score: &mut Score,
) {
    let (wanted, given) = (text(&want["attributed_to"]), text(&have["attributed_to"]));
    let fits = alike(wanted, given);
    if !wanted.is_empty() || !given.is_empty() {
        score.slots.note(fits);
    }
    if !fits {
        wrong.push(format!(
            "{key}.attributed_to: expected {}, got {}",
            shown(wanted),
            shown(given)
        ));
    }
}

fn figures(key: &str, want: &Value, have: &Value, wrong: &mut Vec<String>, score: &mut Score) {
    let empty = serde_json::Map::new();
    let wanted = want["figures"].as_object().unwrap_or(&empty);
    let given = have["figures"].as_object().unwrap_or(&empty);
    let bounds = |figure: &Value| {
        format!(
            "{}/{}/{}",
            number(&figure["low"]),
            number(&figure["best"]),
            number(&figure["high"])
        )
    };
    for (kind, figure) in wanted {
        let (wanted, got) = (
            bounds(figure),
            given.get(kind).map_or_else(|| "nothing".to_owned(), bounds),
        );
        score.figures.wanted += 1;
        score.figures.right += usize::from(wanted == got);
        if wanted != got {
            wrong.push(format!("{key}.{kind}: expected {wanted}, got {got}"));
        }
    }
    let stands = |figure: &Value| bounds(figure) != "-/-/-";
    for (kind, figure) in given.iter().filter(|(_, figure)| stands(figure)) {
        score.figures.given += 1;
        if !wanted.contains_key(kind) {
            wrong.push(format!(
                "{key}.{kind}: expected nothing, got {}",
                bounds(figure)
            ));
        }
    }
}
