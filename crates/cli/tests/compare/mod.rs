//! Compares a coded report with its annotation: pairs the incidents, then lists every difference in a line of its own.

mod claims;
mod slots;

use std::fmt;

use serde_json::Value;

/// How many were right, of how many that were wanted and how many that were given.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    pub(crate) right: usize,
    pub(crate) wanted: usize,
    pub(crate) given: usize,
}

impl Tally {
    fn note(&mut self, right: bool) {
        self.wanted += 1;
        self.given += 1;
        self.right += usize::from(right);
    }

    fn add(&mut self, other: Tally) {
        self.right += other.right;
        self.wanted += other.wanted;
        self.given += other.given;
    }

    fn f1(self) -> f64 {
        match self.wanted + self.given {
            0 => 1.0,
            all => 2.0 * self.right as f64 / all as f64,
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{:.2} ({} right, {} wanted, {} given)",
            self.f1(),
            self.right,
            self.wanted,
            self.given
        )
    }
}

/// F1 of incidents, slots, figures and claims.
#[derive(Debug, Default)]
pub(crate) struct Score {
    pub(crate) incidents: Tally,
    pub(crate) slots: Tally,
    pub(crate) figures: Tally,
    pub(crate) claims: Tally,
}

impl Score {
    pub(crate) fn add(&mut self, other: &Score) {
        self.incidents.add(other.incidents);
        self.slots.add(other.slots);
        self.figures.add(other.figures);
        self.claims.add(other.claims);
    }
}

impl fmt::Display for Score {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            incidents,
            slots,
            figures,
            claims,
        } = self;
        write!(
            out,
            "incidents {incidents} · slots {slots} · figures {figures} · claims {claims}"
        )
    }
}

/// Least likeness at which two incidents are taken for the same.
const LEAST: f64 = 2.0;

/// Every difference, and the score.
pub(crate) fn compare(expected: &Value, got: &Value) -> (Vec<String>, Score) {
    let (wanted, given) = (list(&expected["incidents"]), list(&got["incidents"]));
    let pairs = pairs(wanted, given);
    let mut score = Score::default();
    let mut wrong = Vec::new();
    score.incidents = Tally {
        right: pairs.len(),
        wanted: wanted.len(),
        given: given.len(),
    };
    for (at, want) in wanted.iter().enumerate() {
        match pairs.iter().find(|(other, _)| *other == at) {
            Some(&(_, have)) => {
                slots::compare(want, &given[have], &mut wrong, &mut score);
                part_of(
                    want,
                    &given[have],
                    wanted,
                    given,
                    &pairs,
                    &mut wrong,
                    &mut score,
                );
                claims::compare(want, &given[have], &mut wrong, &mut score);
            }
            None => missing(want, &mut wrong, &mut score),
        }
    }
    for (at, have) in given.iter().enumerate() {
        if !pairs.iter().any(|(_, other)| *other == at) {
            wrong.push(format!("spurious incident {}", name(have)));
        }
    }
    period_totals(expected, got, &mut wrong);
    (wrong, score)
}

fn missing(want: &Value, wrong: &mut Vec<String>, score: &mut Score) {
    wrong.push(format!(
        "missing incident {} ({})",
        text(&want["key"]),
        text(&want["type"])
    ));
    score.slots.wanted += slots::count(want);
    score.figures.wanted += want["figures"].as_object().map_or(0, serde_json::Map::len);
    score.claims.wanted += list(&want["claims"]).len();
}

/// Greedy, the likeliest pair first; ties go to the earlier ones.
fn pairs(wanted: &[Value], given: &[Value]) -> Vec<(usize, usize)> {
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for (at, want) in wanted.iter().enumerate() {
        for (other, have) in given.iter().enumerate() {
            all.push((likeness(want, have), at, other));
        }
    }
    all.retain(|(likeness, ..)| *likeness >= LEAST);
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, at, other) in all {
        if !pairs.iter().any(|(a, b)| *a == at || *b == other) {
            pairs.push((at, other));
        }
    }
    pairs
}

/// Same type 2, same days 1, same place 1, same time frame a half, shared claims up to 3. An operation is no part.
fn likeness(want: &Value, have: &Value) -> f64 {
    let claims = claims::shared(want, have);
    let type_is_same = want["type"] == have["type"];
    if !type_is_same && claims == 0.0 {
        return 0.0;
    }
    let date = &have["date"]["value"];
    let place = &have["place"]["value"];
    let mut likeness = if type_is_same { 2.0 } else { 0.0 };
    likeness += 3.0 * claims;
    likeness += f64::from(u8::from(
        want["date"]["earliest"] == date["earliest"] && want["date"]["latest"] == date["latest"],
    ));
    likeness += f64::from(u8::from(alike(
        text(&want["place"]["name"]),
        text(&place["name"]),
    )));
    likeness += 0.5 * f64::from(u8::from(want["time_frame"] == have["time_frame"]));
    likeness += 0.25
        * f64::from(u8::from(
            want["part_of"].is_null() == have["part_of"].is_null(),
        ));
    likeness
}

fn part_of(
    want: &Value,
    have: &Value,
    wanted: &[Value],
    given: &[Value],
    pairs: &[(usize, usize)],
    wrong: &mut Vec<String>,
    score: &mut Score,
) {
    let parent = given
        .iter()
        .position(|other| other["id"] == have["part_of"]);
    let got = parent.map(
        |parent| match pairs.iter().find(|(_, other)| *other == parent) {
            Some(&(at, _)) => text(&wanted[at]["key"]).to_owned(),
            None => format!("another ({})", name(&given[parent])),
        },
    );
    let got = got.as_deref().unwrap_or("none");
    let expected = want["part_of"].as_str().unwrap_or("none");
    score.slots.note(expected == got);
    if expected != got {
        wrong.push(format!(
            "{}.part_of: expected {expected}, got {got}",
            text(&want["key"])
        ));
    }
}

fn period_totals(expected: &Value, got: &Value, wrong: &mut Vec<String>) {
    let best = |total: &Value| {
        (
            text(&total["figure"]["kind"]).to_owned(),
            total["figure"]["best"]
                .as_u64()
                .or(total["figure"]["low"].as_u64()),
        )
    };
    let mut given: Vec<_> = list(&got["period_totals"]).iter().map(best).collect();
    for want in list(&expected["period_totals"]) {
        let wanted = (text(&want["figure"]).to_owned(), want["best"].as_u64());
        match given.iter().position(|one| *one == wanted) {
            Some(at) => drop(given.remove(at)),
            None => wrong.push(format!(
                "missing period total {} {}",
                wanted.0,
                number(&want["best"])
            )),
        }
    }
    wrong.extend(given.iter().map(|(kind, best)| {
        format!(
            "spurious period total {kind} {}",
            best.map_or("-".to_owned(), |best| best.to_string())
        )
    }));
}

fn name(have: &Value) -> String {
    let date = text(&have["date"]["value"]["latest"]);
    let place = text(&have["place"]["value"]["name"]);
    format!("{} {date} {place}", text(&have["type"]))
        .trim_end()
        .to_owned()
}

pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

pub(crate) fn number(value: &Value) -> String {
    value
        .as_u64()
        .map_or_else(|| "-".to_owned(), |number| number.to_string())
}

/// Lower case, single spaces, no articles, no punctuation.
pub(crate) fn folded(words: &str) -> String {
    let plain: String = words
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words = plain
        .split_whitespace()
        .filter(|word| !["the", "a", "an"].contains(word));
    words.collect::<Vec<_>>().join(" ")
}

/// Whether one of the two holds the other, articles and punctuation aside.
pub(crate) fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    let holds = |long: &str, short: &str| format!(" {long} ").contains(&format!(" {short} "));
    if a.is_empty() || b.is_empty() {
        a == b
    } else {
        holds(&a, &b) || holds(&b, &a)
    }
}
