//! Stage, date and place.

use std::collections::BTreeMap;

use dateline_core::value::{DateValue, PlaceValue, Value};
use dateline_core::{DatePrecision, Incident, PlacePrecision, Slot, Stage};
use jiff::civil::Date;

use super::lexicon::{COUNTRIES, PERSONS, TARGETS, crosswalk, words_of};
use super::people::{capitals, nations};
use super::phrase::{Word, at_end, words};
use super::told::{Report, single};

/// What other slots depend on.
pub(super) struct Setting {
    /// MUC-4's type.
    pub(super) kind: &'static str,
    /// MUC-4's stage.
    pub(super) stage: &'static str,
    /// Country code of the place.
    pub(super) country: Option<String>,
}

/// The stage; accomplished where nothing is told.
pub(super) fn stage(incident: &Incident) -> &'static str {
    let stage = match single(incident, Slot::Stage) {
        Some(Value::Stage(stage)) => *stage,
        _ => Stage::Accomplished,
    };
    crosswalk("stage", stage).unwrap_or("ACCOMPLISHED")
}

fn place(incident: &Incident) -> Option<&PlaceValue> {
    match single(incident, Slot::Place) {
        Some(Value::Place(place)) => Some(place),
        _ => None,
    }
}

/// Country code of the incident's own place.
pub(super) fn country_told(incident: &Incident) -> Option<&str> {
    place(incident)?.country_code.as_deref()
}

/// Country code of the incident's place; else of the covered country that the sentences about it, or else about the report's
/// other incidents, or else the whole report name most often.
pub(super) fn country(
    report: &Report<'_>,
    incident: &Incident,
    others: &[Incident],
) -> Option<String> {
    let known = |incident: &Incident| {
        let code = country_told(incident)?;
        (is_covered(code) || is_abroad(report, incident, code)).then(|| code.to_owned())
    };
    let named = |incident: &Incident| most_named(report.sentences(incident));
    known(incident)
        .or_else(|| named(incident))
        .or_else(|| others.iter().find_map(known))
        .or_else(|| others.iter().find_map(named))
        .or_else(|| most_named([report.document().text.as_str()]))
}

/// Whether MUC-4 asks for what happens in a country.
pub(super) fn is_covered(code: &str) -> bool {
    COUNTRIES.get(code).is_some_and(|country| country.covered)
}

/// Whether the incident lies in a country that MUC-4 does not cover. A report of Latin America seldom tells of that, and a
/// place's name is easily taken for that of a place elsewhere: the country must be named beside it, and no covered one.
fn is_abroad(report: &Report<'_>, incident: &Incident, code: &str) -> bool {
    let told: Vec<&str> = report
        .sentences(incident)
        .into_iter()
        .flat_map(nations)
        .collect();
    place(incident).is_some_and(|place| place.precision != PlacePrecision::Country)
        && told.contains(&code)
        && !told.into_iter().any(is_covered)
}

/// The covered country that the texts name most often, by its name, its people or its capital.
fn most_named<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts {
        for code in nations(text).into_iter().chain(capitals(text)) {
            if is_covered(code) {
                *counts.entry(code).or_default() += 1;
            }
        }
    }
    let (code, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    Some(code.to_owned())
}

/// Country first, then the area that contains the place, then the place.
pub(super) fn location(incident: &Incident, country: Option<&str>) -> Option<String> {
    let place = place(incident);
    let (name, division) = match COUNTRIES.get(country?) {
        Some(known) => (known.name.to_owned(), known.division),
        None => (place?.country.as_deref()?.to_uppercase(), "REGION"),
    };
    let mut parts = vec![name];
    if let Some(place) = place.filter(|place| place.country_code.as_deref() == country) {
        within(place, division, &mut parts);
    }
    Some(parts.join(": "))
}

fn within(place: &PlaceValue, division: &str, parts: &mut Vec<String>) {
    if matches!(
        place.precision,
        PlacePrecision::Country | PlacePrecision::Unknown
    ) {
        return;
    }
    let is_region = place.precision == PlacePrecision::Region;
    let mut name = plain(&place.words).filter(|_| !is_region);
    let mut area = match is_region {
        true => plain(&place.words),
        false => place.division.as_deref().and_then(plain),
    };
    // A capital district is its city.
    if let Some(city) = area.as_ref().and_then(|area| area.strip_suffix(" D.C")) {
        name = name.or_else(|| Some(city.to_owned()));
        area = None;
    }
    if name.as_deref() == Some(parts[0].as_str()) {
        // "GUATEMALA" in Guatemala is its capital.
        name = Some(format!("{} CITY", parts[0]));
    }
    let repeats = |area: &String| {
        name.as_ref()
            .is_some_and(|name| area.starts_with(name.as_str()))
    };
    if let Some(area) = area.filter(|area| !repeats(area)) {
        parts.push(format!("{area} ({division})"));
    }
    if let Some(name) = name {
        parts.push(format!("{name} (CITY)"));
    }
}

/// Upper case without accents, without words that only tell the kind of place; `None` for what is no name of a place: "THE CITY",
/// "SANTA ELENA CHURCH".
fn plain(name: &str) -> Option<String> {
    let found = words(name);
    let is_kind = |word: &&Word<'_>| {
        ["place", "determiner", "clause"]
            .iter()
            .any(|list| words_of(list).contains(word.low.as_str()))
    };
    let from = found.iter().take_while(is_kind).count();
    let kept = &found[from..];
    let to = kept.len()
        - kept
            .iter()
            .rev()
            .take_while(|word| words_of("place").contains(word.low.as_str()))
            .count();
    let kept = &kept[..to];
    if kept.is_empty() || at_end(&TARGETS, kept).is_some() || at_end(&PERSONS, kept).is_some() {
        return None;
    }
    let upper: Vec<String> = kept
        .iter()
        .map(|word| unaccented(&word.text.to_uppercase()))
        .collect();
    Some(upper.join(" "))
}

/// Letters of Spanish and Portuguese without their accents: the key has none.
fn unaccented(text: &str) -> String {
    const PLAIN: [(&str, char); 7] = [
        ("ÁÀÂÃ", 'A'),
        ("ÉÈÊ", 'E'),
        ("ÍÌ", 'I'),
        ("ÓÒÔÕ", 'O'),
        ("ÚÙÜ", 'U'),
        ("Ñ", 'N'),
        ("Ç", 'C'),
    ];
    let bare = |letter: char| {
        PLAIN
            .iter()
            .find(|(accented, _)| accented.contains(letter))
            .map_or(letter, |(_, plain)| *plain)
    };
    text.chars().map(bare).collect()
}

/// `12 JAN 90`; `- 12 JAN 90` where no more is known than that it happened before the report.
pub(super) fn date(report: &Report<'_>, incident: &Incident) -> Option<String> {
    let published = report.document().published_day();
    let told = match single(incident, Slot::Date) {
        Some(Value::Date(date)) if published.is_none() || is_narrow(date) => notation(date),
        _ => None,
    };
    told.or_else(|| published.map(not_later))
}

fn notation(date: &DateValue) -> Option<String> {
    let latest = date.latest?;
    Some(match date.earliest {
        Some(earliest) if earliest == latest => day(latest),
        Some(_) if date.precision == DatePrecision::Unknown => not_later(latest),
        Some(earliest) => format!("{} - {}", day(earliest), day(latest)),
        None => not_later(latest),
    })
}

/// Whether the key would give the date: a week, a month or a year tells it no more than that it happened before the report.
fn is_narrow(date: &DateValue) -> bool {
    let days = date
        .earliest
        .zip(date.latest)
        .and_then(|(from, to)| from.until(to).ok())
        .map(|gap| gap.get_days());
    days.is_none_or(|days| days < LONG)
}

/// Days from which a range is not given.
const LONG: i32 = 4;

fn not_later(latest: Date) -> String {
    format!("- {}", day(latest))
}

fn day(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ];
    let month = MONTHS[(date.month() - 1) as usize];
    format!(
        "{:02} {month} {:02}",
        date.day(),
        date.year().rem_euclid(100)
    )
}
