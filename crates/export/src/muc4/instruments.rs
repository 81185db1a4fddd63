//! Means.

use dateline_core::value::{Value, Weapon};
use dateline_core::{Incident, Slot, WeaponKind};

use super::Words;
use super::lexicon::{ACTS, INSTRUMENTS, crosswalk, words_of};
use super::phrase::{at_end, by_head, head, trimmed, words};
use super::setting::Setting;
use super::template::Fill;
use super::told::Report;

/// Slots of the means.
#[derive(Default)]
pub(super) struct Instruments {
    pub(super) mentions: Vec<Vec<Words>>,
    pub(super) types: Vec<Fill<String, Words>>,
}

pub(super) fn instruments(
    report: &Report<'_>,
    incident: &Incident,
    setting: &Setting,
) -> Instruments {
    let told = report.list(incident, Slot::Weapon, |value| match value {
        Value::Weapon(weapon) => Some(weapon),
        _ => None,
    });
    let mut made = Instruments::default();
    let mut unnamed: Vec<&'static str> = Vec::new();
    for one in told {
        let Some(kind) = kind(one.value) else {
            continue;
        };
        let name = trimmed(&one.value.mention);
        if !is_instrument(&name) {
            unnamed.push(kind);
            continue;
        }
        if made
            .mentions
            .iter()
            .any(|other| same(&other[0].text, &name))
        {
            continue;
        }
        made.types.push(Fill {
            value: kind.to_owned(),
            of: vec![Words::public(name.clone())],
        });
        made.mentions.push(vec![Words::public(name)]);
    }
    if made.mentions.is_empty() {
        let implied = crosswalk("implied_instrument", setting.kind);
        let kind = unnamed
            .first()
            .copied()
            .or(implied)
            .or_else(|| by_act(report, incident, setting));
        made.types.extend(kind.map(|kind| Fill {
            value: kind.to_owned(),
            of: Vec::new(),
        }));
    }
    made
}

/// By what was done, where the report names no means: who was "GUNNED DOWN" was attacked with a gun.
fn by_act(report: &Report<'_>, incident: &Incident, setting: &Setting) -> Option<&'static str> {
    crosswalk("told_by_act", setting.kind)?;
    report.sentences(incident).into_iter().find_map(|sentence| {
        let found = words(sentence);
        let mut ends = 1..=found.len();
        ends.find_map(|end| at_end(&ACTS, &found[..end]))
            .map(|(kind, _)| *kind)
    })
}

impl Instruments {
    /// The type of the incident: an attack with nothing but explosives is a bombing there.
    pub(super) fn incident_type(&self, kind: &'static str) -> &'static str {
        let named = self.types.iter().filter(|fill| !fill.of.is_empty());
        let mut told = named.map(|fill| crosswalk(kind, &fill.value)).peekable();
        match told.peek().copied().flatten() {
            Some(other) if told.all(|one| one == Some(other)) => other,
            _ => kind,
        }
    }
}

/// The kind by the words, else by Dateline's kind; `None` for what MUC-4 counts as no instrument.
fn kind(weapon: &Weapon) -> Option<&'static str> {
    let found = words(&weapon.mention);
    by_head(&INSTRUMENTS, &found)
        .copied()
        .or_else(|| crosswalk("weapon", weapon.kind))
        .filter(|kind| *kind != "NONE")
        .filter(|_| weapon.kind != WeaponKind::Unarmed)
}

/// "Shots" and "an explosion" are acts, not instruments: they tell a kind and give no string.
fn is_instrument(name: &str) -> bool {
    let found = words(name);
    head(&found).is_some_and(|head| !words_of("act").contains(head))
}

/// The same means told again: one name, or a word of the other.
fn same(a: &str, b: &str) -> bool {
    let last = |name: &str| {
        let found = words(name);
        found
            .last()
            .map(|word| word.low.trim_end_matches('s').to_owned())
    };
    a.eq_ignore_ascii_case(b) || last(a) == last(b)
}
