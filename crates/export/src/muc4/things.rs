//! Things attacked.

use dateline_core::value::{Thing, Value};
use dateline_core::{Incident, Slot};

use super::Words;
use super::counts::number;
use super::effects::nearest;
use super::lexicon::{COUNTRIES, EFFECTS, PERSONS, TARGETS, crosswalk};
use super::people;
use super::phrase::{at_end, ends_with, parts, rightmost, trimmed, words};
use super::setting::Setting;
use super::template::Fill;
use super::told::{Report, Told};

/// Slots of the things.
#[derive(Default)]
pub(super) struct Things {
    pub(super) mentions: Vec<Vec<Words>>,
    pub(super) types: Vec<Fill<String, Words>>,
    pub(super) numbers: Vec<Fill<String, Words>>,
    pub(super) nations: Vec<Fill<String, Words>>,
    pub(super) effects: Vec<Fill<String, Words>>,
    pub(super) total: Option<String>,
}

pub(super) fn things(report: &Report<'_>, incident: &Incident, setting: &Setting) -> Things {
    let told = report.list(incident, Slot::Target, |value| match value {
        Value::Target(thing) => Some(thing),
        _ => None,
    });
    let mut made = Things::default();
    let names: Vec<String> = told.iter().map(|one| trimmed(&one.value.mention)).collect();
    for (one, name) in told.iter().zip(&names) {
        let known = |other: &Vec<Words>| other[0].text.eq_ignore_ascii_case(name);
        // "SUBSTATION" beside "ELECTRIC POWER SUBSTATION" is that substation.
        let shorter = names
            .iter()
            .any(|other| other.len() > name.len() && ends_with(other, name));
        if !(name.is_empty() || shorter || is_person(name) || made.mentions.iter().any(known)) {
            made.add(one, name, setting);
        }
    }
    made
}

/// Whether the head noun is one for people.
fn is_person(name: &str) -> bool {
    let all = words(name);
    parts(&all)
        .first()
        .is_some_and(|head| at_end(&PERSONS, head).is_some() && at_end(&TARGETS, head).is_none())
}

impl Things {
    fn add(&mut self, told: &Told<'_, Thing>, name: &str, setting: &Setting) {
        let thing = told.value;
        let fill = |value: &str| Fill {
            value: value.to_owned(),
            of: vec![Words::public(name)],
        };
        let kind = kind(name)
            .or_else(|| crosswalk("target", thing.kind.as_deref()?))
            .unwrap_or("OTHER");
        if kind == "NONE" {
            return;
        }
        self.mentions.push(vec![Words::public(name)]);
        self.types.push(fill(kind));
        self.numbers
            .push(fill(&number(&thing.mention, told.before, thing.count)));
        let foreign = people::nation(name).filter(|code| setting.country.as_deref() != Some(code));
        self.nations.extend(
            foreign
                .and_then(|code| COUNTRIES.get(code))
                .map(|country| fill(country.name)),
        );
        self.effects.extend(effect(told, setting).map(fill));
    }
}

/// What became of it: by the claim, else by the words nearest to it, else what such an act does as a rule.
fn effect(told: &Told<'_, Thing>, setting: &Setting) -> Option<&'static str> {
    let claimed = told
        .value
        .effect
        .and_then(|effect| crosswalk("target_effect", effect));
    let near = || {
        nearest(&EFFECTS, told.before, told.after, |found| {
            found.starts_with("thing") && (setting.kind == "robbery" || !found.ends_with("robbed"))
        })
        .and_then(|found| crosswalk("effect", found))
    };
    let usual = || {
        crosswalk(
            "usual_target_effect",
            format!("{} {}", setting.kind, setting.stage),
        )
    };
    claimed.or_else(near).or_else(usual)
}

/// MUC-4's kind of thing, by the head noun; residences and offices take that of their owner.
pub(super) fn kind(phrase: &str) -> Option<&'static str> {
    let all = words(phrase);
    let all_parts = parts(&all);
    let kinds: Vec<&'static str> = all_parts
        .iter()
        .filter_map(|part| rightmost(&TARGETS, part).copied())
        .collect();
    let first = *kinds.first()?;
    let Some(generic) = first.strip_prefix('*') else {
        return Some(first);
    };
    let owner_thing = || {
        let rest = kinds.iter().skip(1).copied();
        let inside = all_parts.first().into_iter().flat_map(|part| {
            (1..part.len())
                .rev()
                .filter_map(|end| rightmost(&TARGETS, &part[..end]).copied())
        });
        inside.chain(rest).find(|kind| !kind.starts_with('*'))
    };
    let owner_person = || {
        let owners = (1..=all.len())
            .rev()
            .filter_map(|end| at_end(&PERSONS, &all[..end]));
        owners
            .map(|(kind, _)| *kind)
            .find_map(|kind| crosswalk("owner", kind))
    };
    match generic {
        "RESIDENCE" => owner_person().or_else(owner_thing),
        _ => owner_thing().or_else(owner_person),
    }
    .or_else(|| crosswalk("generic", generic))
}
