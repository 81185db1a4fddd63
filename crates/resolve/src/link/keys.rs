//! Under which keys tellings that may be of one incident find one another.

use std::collections::BTreeMap;

use dateline_core::{Telling, stable_hash};
use jiff::ToSpan;
use jiff::civil::Date;

use super::features::is_fine;

/// A key under which a telling is filed, or looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Hash of what the tellings share.
    pub hash: i64,
    /// How much it says that two share it.
    pub weight: u32,
    /// Whether the telling is filed under it, rather than only looked for.
    pub is_filed: bool,
}

/// Longest span of days that is filed day by day; what is known less finely is filed by month.
const FEW_DAYS: i32 = 8;

/// Rare words by which a telling is filed.
const RARE_WORDS: usize = 8;

/// Names by which a telling is filed, of its passages and of the text.
const NAMES: usize = 4;

/// Runs of words by which a text is filed.
const RUNS: usize = 4;

/// The keys of a telling.
pub fn keys(telling: &Telling) -> Vec<Key> {
    let mut keys = Vec::new();
    by_place_and_time(telling, &mut keys);
    for word in telling.passages.rarest(RARE_WORDS) {
        keys.push(key("word", &word.to_string(), "", 1, true));
    }
    for sketch in [&telling.passages, &telling.text] {
        for name in sketch.rarest_names(NAMES) {
            keys.push(key("name", &name.to_string(), "", 2, true));
        }
    }
    for run in telling.runs.least(RUNS) {
        keys.push(key("run", &run.to_string(), "", 2, true));
    }
    keys.sort_by_key(|key| (key.hash, !key.is_filed));
    keys.dedup_by_key(|key| key.hash);
    keys
}

fn by_place_and_time(telling: &Telling, keys: &mut Vec<Key>) {
    let days = days(telling);
    let months = months(telling, &days);
    for (name, weight) in names(telling) {
        for (day, is_told) in &days {
            keys.push(key("place day", &name, &day.to_string(), weight, *is_told));
        }
        for (month, is_told) in &months {
            keys.push(key("place month", &name, month, weight, *is_told));
        }
    }
    let Some(place) = &telling.place else { return };
    for (day, is_told) in &days {
        for area in place.division.iter().chain(&place.country) {
            keys.push(key("area day", area, &day.to_string(), 1, *is_told));
        }
    }
}

/// What the town is known by: the gazetteer's row, and its names for reports in which it was not found there. A town says more
/// than the country and the day together, which many share.
fn names(telling: &Telling) -> Vec<(String, u32)> {
    let place = telling
        .place
        .as_ref()
        .filter(|place| is_fine(place.precision));
    let id = place.and_then(|place| place.id);
    let mut found: BTreeMap<String, u32> = BTreeMap::new();
    if let (None, Some(place)) = (id, place) {
        found.insert(place.name.clone(), 2);
    }
    found.extend(telling.towns.iter().map(|name| (name.clone(), 2)));
    found.extend(id.map(|id| (id.to_string(), 3)));
    found.into_iter().collect()
}

/// The month around which it may have happened, and one to either side, where only a match is looked for.
fn months(telling: &Telling, days: &[(Date, bool)]) -> Vec<(String, bool)> {
    let name = |date: Date| format!("{}-{}", date.year(), date.month());
    let told = days.iter().find(|(_, is_told)| *is_told);
    let date = telling.date.as_ref();
    let around = told
        .map(|(day, _)| *day)
        .or_else(|| date.and_then(|date| date.latest))
        .or(telling.published);
    let Some(day) = around else { return Vec::new() };
    let beside = [day.checked_sub(1.month()), day.checked_add(1.month())];
    let beside = beside.into_iter().flatten().map(|day| (name(day), false));
    [(name(day), true)].into_iter().chain(beside).collect()
}

/// The days on which it may have happened, and one to either side, where only a match is looked for.
fn days(telling: &Telling) -> Vec<(Date, bool)> {
    let span = telling
        .date
        .as_ref()
        .and_then(|date| date.earliest.zip(date.latest));
    let Some((first, last)) = span else {
        return Vec::new();
    };
    let length = first.until(last).map_or(i32::MAX, |span| span.get_days());
    if length > FEW_DAYS {
        return Vec::new();
    }
    (-1..=length + 1)
        .filter_map(|step| {
            Some((
                first.checked_add(step.days()).ok()?,
                (0..=length).contains(&step),
            ))
        })
        .collect()
}

fn key(kind: &str, what: &str, when: &str, weight: u32, is_filed: bool) -> Key {
    let bytes = [kind, what, when]
        .into_iter()
        .flat_map(|part| part.bytes().chain([0]));
    Key {
        hash: stable_hash(bytes) as i64,
        weight,
        is_filed,
    }
}
