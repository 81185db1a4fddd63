//! How reports word counts of people.

use dateline_core::value::{Bounds, Figure, People, Value};
use dateline_core::{FigureKind, PersonKind, Relation, Side, WordingClass, YesNoUnknown};
use fastrand::Rng;

use crate::draw::chance;
use crate::leaf::{Fact, Leaf};
use crate::tables::Group;

const SMALL: [&str; 13] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// A number as a report writes it: words up to twelve, then figures with commas.
pub(crate) fn number(count: u32) -> String {
    match SMALL.get(count as usize) {
        Some(word) => (*word).to_owned(),
        None if count >= 1000 => format!("{},{:03}", count / 1000, count % 1000),
        None => count.to_string(),
    }
}

/// The count as bounds, its class, and the words before the number: exact four times in five.
fn worded(rng: &mut Rng, count: u32) -> (Bounds, WordingClass, &'static str) {
    let best = Some(u64::from(count));
    let bounds = |low, high| Bounds::new(low, best, high).unwrap_or_default();
    match rng.u32(..100) {
        0..13 if count > 1 => (bounds(best, None), WordingClass::AtLeast, "at least "),
        13..17 if count > 9 => (bounds(best, None), WordingClass::MoreThan, "more than "),
        17..20 if count > 9 => (bounds(None, None), WordingClass::About, "around "),
        _ => (Bounds::exact(u64::from(count)), WordingClass::Exact, ""),
    }
}

/// "at least 12 policemen", as a figure and as victims; the group's own noun in two cases of three.
pub(crate) fn people(rng: &mut Rng, kind: FigureKind, count: u32, group: &Group) -> Leaf {
    let (bounds, class, before) = worded(rng, count);
    let is_told = chance(rng, 0.67);
    let (noun, of_kind) = match (is_told, count) {
        (true, 1) => (group.one, group.kind),
        (true, _) => (group.many, group.kind),
        (false, 1) => ("person", PersonKind::Unknown),
        (false, _) => ("people", PersonKind::Unknown),
    };
    let words = format!("{before}{}", number(count));
    let figure = Figure {
        kind,
        bounds,
        class,
        words: words.clone(),
        of_whom: Some(noun.to_owned()),
        of_kind,
        side: Side::Unknown,
        relation: Relation::Total,
        includes_perpetrators: YesNoUnknown::Unknown,
    };
    let victims = People {
        mention: format!("{words} {noun}"),
        kind: of_kind,
        nationality: None,
        count: Some(bounds),
        effect: Some(kind),
        private: false,
    };
    Leaf::default()
        .with(&words, [Fact::main(Value::Figure(figure))])
        .then(" ")
        .then(noun)
        .all(Fact::main(Value::Victim(victims)))
}

/// A bare number, exact, as a figure alone.
pub(crate) fn bare(kind: FigureKind, count: u32) -> Leaf {
    let words = number(count);
    let figure = Figure {
        kind,
        bounds: Bounds::exact(u64::from(count)),
        class: WordingClass::Exact,
        words: words.clone(),
        of_whom: None,
        of_kind: PersonKind::Unknown,
        side: Side::Unknown,
        relation: Relation::Total,
        includes_perpetrators: YesNoUnknown::Unknown,
    };
    Leaf::default().with(&words, [Fact::main(Value::Figure(figure))])
}
