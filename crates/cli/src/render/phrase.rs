//! Values in words.

use dateline_core::{DatePrecision, PlacePrecision, Relation, Rule, Stance, WordingClass};

use crate::wire::{
    Actor, Claim, Count, Date, Derived, Figure, FigureSlot, People, Place, Responsibility, Source,
    Thing, Value, Weapon,
};

/// `air_strike` as "air strike".
pub(super) fn term(term: impl std::fmt::Display) -> String {
    term.to_string().replace('_', " ")
}

/// 0 is A, 25 is Z, 26 is AA.
pub(super) fn letter(number: u32) -> String {
    let last = char::from(b'A' + (number % 26) as u8);
    match number / 26 {
        0 => last.to_string(),
        rest => format!("{}{last}", letter(rest - 1)),
    }
}

/// Digits in groups: 12,500.
pub(super) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// "20 (at least)", "8 (8 to 22)", "30 to 40".
pub(super) fn count(Count { low, best, high }: Count) -> String {
    match (low.map(number), best.map(number), high.map(number)) {
        (None, None, None) => "no number".to_owned(),
        (Some(low), Some(best), Some(high)) if low == best && best == high => best,
        (Some(low), Some(best), Some(high)) => format!("{best} ({low} to {high})"),
        (Some(low), Some(best), None) if low == best => format!("{best} (at least)"),
        (Some(low), Some(best), None) => format!("{best} (at least {low})"),
        (None, Some(best), Some(high)) if best == high => format!("{best} (at most)"),
        (None, Some(best), Some(high)) => format!("{best} (at most {high})"),
        (None, Some(best), None) => format!("{best} (about)"),
        (Some(low), None, Some(high)) => format!("{low} to {high}"),
        (Some(low), None, None) => format!("{low} or more"),
        (None, None, Some(high)) => format!("{high} or fewer"),
    }
}

/// A figure as a source worded it: "500 (at least) inmates, part".
pub(super) fn figure(figure: &Figure) -> String {
    let Count { low, best, high } = figure.count;
    let given = best.or(low).or(high).map(number);
    let class = figure.class.0;
    let mut words = match (class, given) {
        (WordingClass::Exact, Some(given)) => given,
        (WordingClass::NoFigure, _) | (_, None) => format!("no number (\"{}\")", figure.words),
        (WordingClass::Range, _) => count(figure.count),
        (
            WordingClass::AtLeast
            | WordingClass::MoreThan
            | WordingClass::UpTo
            | WordingClass::AtMost
            | WordingClass::Nearly
            | WordingClass::About,
            Some(given),
        ) => format!("{given} ({})", term(class)),
        (_, Some(given)) => format!("{given} or more (\"{}\")", figure.words),
    };
    if let Some(whom) = &figure.of_whom {
        words.push_str(&format!(" {whom}"));
    }
    match figure.relation.0 {
        Relation::Total => {}
        relation => words.push_str(&format!(", {relation}")),
    }
    words
}

/// A derived figure.
pub(super) fn figure_slot(slot: &FigureSlot) -> String {
    let mut words = count(Count {
        low: slot.low,
        best: slot.best,
        high: slot.high,
    });
    if let Some(whom) = slot
        .derived
        .value
        .as_ref()
        .and_then(|figure| figure.of_whom.as_ref())
    {
        words.push_str(&format!(" {whom}"));
    }
    words
}

pub(super) fn date(date: &Date) -> String {
    let span = match (&date.earliest, &date.latest) {
        (Some(from), Some(to)) if from == to => from.clone(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("on or after {from}"),
        (None, Some(to)) => format!("on or before {to}"),
        (None, None) => "day unknown".to_owned(),
    };
    let precision = match date.precision.0 {
        DatePrecision::Day | DatePrecision::Unknown => String::new(),
        precision => format!(", known to the {precision}"),
    };
    let lasted = if date.lasted { ", throughout" } else { "" };
    let quoted = match date.words.as_str() {
        "" => String::new(),
        words => format!(" (\"{words}\")"),
    };
    format!("{span}{precision}{lasted}{quoted}")
}

pub(super) fn place(place: &Place) -> String {
    let mut parts: Vec<&str> = vec![place.facility.as_ref().unwrap_or(&place.name).as_str()];
    let row = place.gazetteer.as_ref().map(|row| row.name.as_str());
    let further = [row, place.division.as_deref(), place.country.as_deref()];
    for part in further.into_iter().flatten() {
        if !parts.iter().any(|known| known.eq_ignore_ascii_case(part)) {
            parts.push(part);
        }
    }
    let mut words = parts.join(", ");
    if let Some(relation) = &place.relation {
        words.push_str(&format!(" (\"{relation}\")"));
    }
    match place.precision.0 {
        PlacePrecision::Unknown => words.push_str(" · not in the gazetteer"),
        precision => words.push_str(&format!(" · {precision}")),
    }
    if let (Some(latitude), Some(longitude)) = (place.latitude, place.longitude) {
        words.push_str(&format!(" · {latitude:.4}, {longitude:.4}"));
    }
    if !place.disputed.is_empty() {
        words.push_str(&format!(" · disputed: {}", place.disputed.join(", ")));
    }
    words
}

pub(super) fn actor(actor: &Actor) -> String {
    let mut words = actor.mention.to_string();
    if let Some(organisation) = actor
        .organisation
        .as_ref()
        .filter(|name| !words.contains(name.as_str()))
    {
        words.push_str(&format!(" ({organisation})"));
    }
    words
}

pub(super) fn people(people: &People) -> String {
    let mut words = people.mention.to_string();
    if let Some(effect) = people.effect {
        words.push_str(&format!(", {effect}"));
    }
    words
}

pub(super) fn thing(thing: &Thing) -> String {
    let mut words = thing.mention.to_string();
    if let Some(kind) = thing
        .kind
        .as_ref()
        .filter(|kind| !words.contains(&term(kind)))
    {
        words.push_str(&format!(" ({})", term(kind)));
    }
    if let Some(effect) = thing.effect {
        words.push_str(&format!(", {effect}"));
    }
    words
}

pub(super) fn weapon(weapon: &Weapon) -> String {
    let kind = term(weapon.kind);
    let mut words = weapon.mention.to_string();
    if words.to_lowercase() != kind {
        words.push_str(&format!(" ({kind})"));
    }
    words
}

pub(super) fn responsibility(one: &Responsibility) -> String {
    format!("{} ({})", actor(&one.actor), term(one.link))
}

/// Any value of a claim.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Truth(truth) => if *truth { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => letter(*number),
        Value::Type(kind) => term(kind),
        Value::Category(category) => term(category),
        Value::Stage(stage) => term(stage),
        Value::TimeFrame(frame) => term(frame),
        Value::Figure(one) => figure(one),
        Value::Date(one) => date(one),
        Value::Place(one) => place(one),
        Value::Responsibility(one) => responsibility(one),
        Value::People(one) => people(one),
        Value::Weapon(one) => weapon(one),
        Value::Actor(one) => actor(one),
        Value::Thing(one) => thing(one),
    }
}

/// "the interior minister, reported by the BBC".
pub(super) fn source(source: &Source) -> String {
    let speakers: Vec<&str> = source
        .chain
        .iter()
        .map(|speaker| speaker.words.as_str())
        .collect();
    speakers.join(", reported by ")
}

/// "police assert, hedged, at a distance".
pub(super) fn attribution(claim: &Claim) -> String {
    let stance = match claim.stance.0 {
        Stance::Asserts => "",
        Stance::Confirms => " confirms",
        Stance::Denies => " denies",
        Stance::Updates => " updates",
        Stance::Retracts => " retracts",
        Stance::Questions => " questions",
    };
    let mut words = format!("{}{stance}", source(&claim.source));
    if claim.certainty.0 != dateline_core::Certainty::Stated {
        words.push_str(&format!(", {}", claim.certainty));
    }
    if claim.distanced {
        words.push_str(", distanced");
    }
    if claim.inherited {
        // Operations hand on no places: a place that is not told of the act itself is the report's.
        let of = if claim.slot.0 == dateline_core::Slot::Place {
            "report"
        } else {
            "operation"
        };
        words.push_str(&format!(", inherited from the {of}"));
    }
    words
}

/// What a rule did, in a sentence.
pub(super) fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::OnlyValue => "It is the only value that any standing claim gives.",
        Rule::MostSources => "Most independent sources give it.",
        Rule::MoreSpecific => "As many sources stand behind other values; this one is finer.",
        Rule::MostRecent => "The most recent report in which the incident is current gives it.",
        Rule::MostPublishers => "Most independent publishers give it.",
        Rule::Lowest => "Nothing else tells the claims apart; the lower figure counts.",
        Rule::Disinterested => {
            "The others are what a belligerent says of its enemy's losses; they raise the upper bound only."
        }
        Rule::ToldAsCurrent => "The other reports only recall the incident as history.",
        Rule::MostReliable => "The policy holds its source to be the most reliable.",
        Rule::Majority => "More than half of the publishers of the most recent reports give it.",
        Rule::SummedParts => "The parts that one source gives in one report were added up.",
        Rule::FirstTold => "All else being equal, it is told first.",
        Rule::Responsible => {
            "It is reported as fact, or claimed by the actor with no rival claim and no denial."
        }
        Rule::NotDerived => {
            "There are only accusations, or claims that contradict each other; nothing is derived."
        }
        Rule::Reviewer => "A reviewer decided it.",
    }
}

/// How a derived value stands, where that is worth telling.
pub(super) fn standing<T>(derived: &Derived<T>) -> Option<String> {
    use dateline_core::SlotStatus;
    match derived.status.0 {
        _ if derived.rule.0 == Rule::Reviewer => Some("set by a reviewer".to_owned()),
        SlotStatus::Settled if derived.rule.0 == Rule::SummedParts => {
            Some("summed from parts".to_owned())
        }
        SlotStatus::Settled => None,
        SlotStatus::Contested => Some("contested".to_owned()),
        SlotStatus::Rival => Some(format!("rival values; chosen by: {}", term(derived.rule))),
        SlotStatus::Refuted => Some("refuted".to_owned()),
        SlotStatus::Unknown => Some("unknown, says a source".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_as_a_person_would_say_them() {
        let given = |low, best, high| count(Count { low, best, high });
        assert_eq!(given(Some(12), Some(12), Some(12)), "12");
        assert_eq!(given(Some(500), Some(500), None), "500 (at least)");
        assert_eq!(given(Some(8), Some(8), Some(22)), "8 (8 to 22)");
        assert_eq!(given(None, Some(500), None), "500 (about)");
        assert_eq!(given(None, Some(30), Some(30)), "30 (at most)");
        assert_eq!(given(Some(30), None, Some(40)), "30 to 40");
        assert_eq!(given(Some(2000), None, None), "2,000 or more");
        assert_eq!(given(None, None, Some(29)), "29 or fewer");
        assert_eq!(given(None, None, None), "no number");
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!(
            [0, 25, 26, 27, 702].map(letter),
            ["A", "Z", "AA", "AB", "AAA"]
        );
    }

    #[test]
    fn digits_are_grouped() {
        assert_eq!(
            [0, 999, 1000, 1234567].map(number),
            ["0", "999", "1,000", "1,234,567"]
        );
    }
}
