//! The slots of an incident, as rows for reading.

use super::phrase;
use crate::wire::{Actor, Derived, Incident};

/// Slots, in the order in which a reader asks for them.
pub(super) fn rows(one: &Incident) -> Vec<Row<'_>> {
    let mut rows = vec![Row::kind(one)];
    if let Some(date) = &one.date {
        rows.push(Row::new("date", date, phrase::date));
    }
    if let Some(place) = &one.place {
        rows.push(Row::new("place", place, phrase::place));
    }
    rows.extend(actors("perpetrator", &one.perpetrators));
    rows.extend(actors("side a", &one.side_a));
    rows.extend(actors("side b", &one.side_b));
    rows.extend(
        one.victims
            .iter()
            .map(|one| Row::new("victim", one, phrase::people)),
    );
    rows.extend(
        one.targets
            .iter()
            .map(|one| Row::new("target", one, phrase::thing)),
    );
    rows.extend(
        one.weapons
            .iter()
            .map(|one| Row::new("weapon", one, phrase::weapon)),
    );
    rows.extend(actors("territory", &one.territory));
    for (kind, slot) in &one.figures {
        let shown =
            if slot.derived.value.is_some() || slot.best.or(slot.low).or(slot.high).is_some() {
                phrase::figure_slot(slot)
            } else {
                "no figure stands".to_owned()
            };
        rows.push(Row::with_words(kind, &slot.derived, shown));
    }
    rows.extend(
        one.responsibility
            .iter()
            .map(|one| Row::new("responsibility", one, phrase::responsibility)),
    );
    rows
}

fn actors<'a>(label: &'a str, list: &'a [Derived<Actor>]) -> impl Iterator<Item = Row<'a>> {
    list.iter()
        .map(move |one| Row::new(label, one, phrase::actor))
}

/// One slot with its derived value.
pub(super) struct Row<'a> {
    pub(super) label: &'a str,
    pub(super) words: String,
    pub(super) standing: Option<String>,
    pub(super) claims: Vec<(char, &'a str)>,
}

impl<'a> Row<'a> {
    /// The type, with the words that tell of the act.
    fn kind(one: &'a Incident) -> Self {
        match one.terms.get("type") {
            Some(derived) => Self::new("type", derived, phrase::value),
            None => Self {
                label: "type",
                words: one.kind.map_or_else(|| "unknown".to_owned(), phrase::term),
                standing: None,
                claims: Vec::new(),
            },
        }
    }

    fn new<T>(label: &'a str, derived: &'a Derived<T>, words: impl Fn(&T) -> String) -> Self {
        let words = derived
            .value
            .as_ref()
            .map_or_else(|| "no value stands".to_owned(), words);
        Self::with_words(label, derived, words)
    }

    fn with_words<T>(label: &'a str, derived: &'a Derived<T>, words: String) -> Self {
        let marked = |mark: char, ids: &'a [String]| ids.iter().map(move |id| (mark, id.as_str()));
        let superseded = derived
            .superseded
            .iter()
            .map(|one| ('~', one.claim.as_str()));
        Self {
            label,
            words,
            standing: phrase::standing(derived),
            claims: marked('+', &derived.support)
                .chain(marked('≠', &derived.rivals))
                .chain(marked('−', &derived.denials))
                .chain(superseded)
                .collect(),
        }
    }
}
