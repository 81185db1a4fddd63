//! Differences in the claims of a pair: annotated are all figures, responsibility, and all that is denied, withdrawn or doubted.

use serde_json::Value;

use super::{Score, alike, folded, list, number, text};

/// Slots whose claims are annotated one and all; of the others only some.
const ANNOTATED: [&str; 12] = [
    "killed",
    "wounded",
    "missing",
    "abducted",
    "captured",
    "arrested",
    "escaped",
    "recaptured",
    "freed",
    "displaced",
    "affected",
    "responsibility",
];

/// Which part of the annotated claims the output has, 0 to 1.
pub(crate) fn shared(want: &Value, have: &Value) -> f64 {
    let wanted = list(&want["claims"]);
    let found = wanted
        .iter()
        .filter(|want| list(&have["claims"]).iter().any(|have| is_same(want, have)));
    match wanted.len() {
        0 => 0.0,
        all => found.count() as f64 / all as f64,
    }
}

/// The same slot, told in the same words.
fn is_same(want: &Value, have: &Value) -> bool {
    if text(&want["slot"]) != text(&have["slot"]) {
        return false;
    }
    let (wanted, given) = (text(&want["words"]), text(&have["evidence"]["text"]));
    let in_context = folded(text(&have["evidence"]["context"])).contains(&folded(wanted));
    in_context && (alike(wanted, given) || share_a_word(wanted, given) || is_doubt(want, have))
}

fn share_a_word(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    let long = |word: &&str| word.chars().count() > 3 || word.chars().all(char::is_numeric);
    a.split(' ')
        .filter(long)
        .any(|word| b.split(' ').any(|other| other == word))
}

/// A retraction or a question may rest on any words of the sentence.
fn is_doubt(want: &Value, have: &Value) -> bool {
    want["stance"] == have["stance"]
        && ["retracts", "questions", "confirms"].contains(&text(&want["stance"]))
}

/// How well two claims of the same words agree: the same numbers count most.
fn agreement(want: &Value, have: &Value) -> usize {
    let same_bounds = bounds(want) == bounds(&have["value"]);
    4 * usize::from(same_bounds)
        + 2 * usize::from(want["stance"] == have["stance"])
        + usize::from(alike(text(&want["words"]), text(&have["evidence"]["text"])))
}

fn bounds(value: &Value) -> String {
    format!(
        "{}/{}/{}",
        number(&value["low"]),
        number(&value["best"]),
        number(&value["high"])
    )
}

/// Adds a line for each difference.
pub(crate) fn compare(want: &Value, have: &Value, wrong: &mut Vec<String>, score: &mut Score) {
    let key = text(&want["key"]);
    let replaced = replaced(have);
    let mut left: Vec<&Value> = list(&have["claims"]).iter().collect();
    for wanted in list(&want["claims"]) {
        score.claims.wanted += 1;
        let best = (0..left.len())
            .filter(|at| is_same(wanted, left[*at]))
            .max_by_key(|at| (agreement(wanted, left[*at]), std::cmp::Reverse(*at)));
        let name = format!(
            "{key}: claim {} \"{}\"",
            text(&wanted["slot"]),
            text(&wanted["words"]).replace('\n', " ")
        );
        let Some(at) = best else {
            wrong.push(format!(
                "{key}: missing claim {} \"{}\"",
                text(&wanted["slot"]),
                text(&wanted["words"]).replace('\n', " ")
            ));
            continue;
        };
        let claim = left.remove(at);
        score.claims.given += 1;
        let differences = differences(wanted, claim, replaced.contains(&text(&claim["id"])));
        score.claims.right += usize::from(differences.is_empty());
        wrong.extend(
            differences
                .into_iter()
                .map(|difference| format!("{name}: {difference}")),
        );
    }
    for claim in left.into_iter().filter(|claim| is_annotated(claim)) {
        score.claims.given += 1;
        wrong.push(format!(
            "{key}: spurious claim {} \"{}\" ({})",
            text(&claim["slot"]),
            text(&claim["evidence"]["text"]).replace('\n', " "),
            text(&claim["stance"])
        ));
    }
}

/// Ids of claims that no longer count, by the claim that says so or by the policy.
fn replaced(have: &Value) -> Vec<&str> {
    fn collect<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
            Value::Object(fields) => {
                let list = fields.get("superseded").map_or(&[][..], list);
                found.extend(list.iter().map(|one| text(&one["claim"])));
                fields.values().for_each(|field| collect(field, found));
            }
            _ => {}
        }
    }
    let mut found: Vec<&str> = list(&have["claims"])
        .iter()
        .filter_map(|claim| claim["supersedes"].as_str())
        .collect();
    collect(have, &mut found);
    found
}

fn is_annotated(claim: &Value) -> bool {
    let inherited = claim["inherited"].as_bool() == Some(true);
    !inherited && (ANNOTATED.contains(&text(&claim["slot"])) || text(&claim["stance"]) != "asserts")
}

fn differences(want: &Value, have: &Value, is_replaced: bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut differ = |what: &str, want: String, have: String| {
        if want != have {
            found.push(format!("{what} expected {want}, got {have}"));
        }
    };
    for term in ["stance", "certainty", "distanced"] {
        differ(
            term,
            want[term].to_string().replace('"', ""),
            have[term].to_string().replace('"', ""),
        );
    }
    differ(
        "superseded",
        want["superseded"].to_string(),
        is_replaced.to_string(),
    );
    if want.get("low").is_some()
        && !have["value"]["count"].is_object()
        && have["value"].get("low").is_some()
    {
        differ("figure", bounds(want), bounds(&have["value"]));
        differ(
            "relation",
            text(&want["relation"]).to_owned(),
            text(&have["value"]["relation"]).to_owned(),
        );
    }
    let (wanted, given) = (text(&want["source"]), &have["source"]["chain"][0]);
    let publisher = text(&given["kind"]) == "publisher";
    let fits = if wanted == "publisher" {
        publisher
    } else {
        !publisher
            && (alike(wanted, text(&given["words"])) || share_a_word(wanted, text(&given["words"])))
    };
    if !fits {
        let given = if publisher {
            "publisher"
        } else {
            text(&given["words"])
        };
        found.push(format!(
            "source expected {wanted}, got {}",
            given.replace('\n', " ")
        ));
    }
    found
}
