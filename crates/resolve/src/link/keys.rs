//! Under which keys tellings that may be of one incident find one another.

use dateline_core::{PlacePrecision, Telling, stable_hash};
use jiff::ToSpan;
use jiff::civil::Date;

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

/// Runs of words by which a text is filed.
const RUNS: usize = 4;

/// The keys of a telling.
pub fn keys(telling: &Telling) -> Vec<Key> {
    let mut keys = Vec::new();
    by_place_and_time(telling, &mut keys);
    for word in telling.passages.rarest(RARE_WORDS) {
        keys.push(key("word", &word.to_string(), "", 1, true));
    }
    for run in telling.runs.least(RUNS) {
        keys.push(key("run", &run.to_string(), "", 2, true));
    }
    keys.sort_by_key(|key| (key.hash, !key.is_filed));
    keys.dedup_by_key(|key| key.hash);
    keys
}

fn by_place_and_time(telling: &Telling, keys: &mut Vec<Key>) {
    let Some(place) = &telling.place else { return };
    let fine = !matches!(
        place.precision,
        PlacePrecision::Region | PlacePrecision::Country
    );
    let name = place
        .id
        .map_or_else(|| place.name.clone(), |id| id.to_string());
    let days = days(telling);
    for (day, is_told) in &days {
        let day = day.to_string();
        if fine {
            keys.push(key("place day", &name, &day, 3, *is_told));
        }
        for area in place.division.iter().chain(&place.country) {
            keys.push(key("area day", area, &day, 1, *is_told));
        }
    }
    let month = |date: Date| format!("{}-{}", date.year(), date.month());
    let told = days
        .iter()
        .find(|(_, is_told)| *is_told)
        .map(|(day, _)| *day);
    let date = telling.date.as_ref();
    let around = told
        .or_else(|| date.and_then(|date| date.latest))
        .or(telling.published);
    if let (true, Some(day)) = (fine, around) {
        keys.push(key("place month", &name, &month(day), 1, true));
        for other in [day.checked_sub(1.month()), day.checked_add(1.month())] {
            keys.extend(other.map(|day| key("place month", &name, &month(day), 1, false)));
        }
    }
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
