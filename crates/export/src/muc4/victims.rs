//! People attacked.

use dateline_core::value::{People, Value};
use dateline_core::{Incident, IncidentType, Slot, Span};

use super::counts::number;
use super::effects::nearest;
use super::lexicon::{COUNTRIES, EFFECTS, crosswalk};
use super::people::{self, apposition, described};
use super::phrase::{at_end, ends_with, is_plural, words};
use super::setting::Setting;
use super::template::Fill;
use super::told::{Report, Told, single};
use super::{Private, Words};

/// Slots of the people.
#[derive(Default)]
pub(super) struct Victims {
    pub(super) names: Vec<Vec<Words>>,
    pub(super) descriptions: Vec<Fill<Vec<Words>, Words>>,
    pub(super) types: Vec<Fill<String, Words>>,
    pub(super) numbers: Vec<Fill<String, Words>>,
    pub(super) nations: Vec<Fill<String, Words>>,
    pub(super) effects: Vec<Fill<String, Words>>,
    pub(super) total: Option<String>,
}

/// One person, or people told of together, with every claim about them.
struct Party<'t, 'a> {
    names: Vec<Words>,
    descriptions: Vec<Words>,
    told: Vec<&'t Told<'a, People>>,
}

pub(super) fn victims(report: &Report<'_>, incident: &Incident, setting: &Setting) -> Victims {
    let told = report.list(incident, Slot::Victim, |value| match value {
        Value::Victim(people) => Some(people),
        _ => None,
    });
    let mut made = Victims::default();
    if told.is_empty() && is_unharmed(report, incident) {
        made.effects
            .extend(crosswalk("effect", "people none").map(|none| Fill {
                value: none.to_owned(),
                of: Vec::new(),
            }));
    }
    for party in parties(report, &told) {
        if let Some(kind) = kind(&party).filter(|kind| !is_fighter(kind, incident)) {
            made.add(&party, kind, setting);
        }
    }
    made
}

/// Whether the report says that nobody came to harm.
fn is_unharmed(report: &Report<'_>, incident: &Incident) -> bool {
    let unhurt = |sentence: &&str| {
        let all = words(sentence);
        (1..=all.len()).any(|end| {
            let found = at_end(&EFFECTS, &all[..end]);
            found.is_some_and(|(effect, length)| *effect == "people unhurt" && length > 1)
        })
    };
    let none = |slot| matches!(single(incident, slot), Some(Value::Figure(figure)) if figure.bounds.best() == Some(0));
    none(Slot::Killed) || none(Slot::Wounded) || report.sentences(incident).iter().any(unhurt)
}

/// Those who fall in a fight between armed parties are no victims of terrorism.
fn is_fighter(kind: &str, incident: &Incident) -> bool {
    let is_battle = matches!(
        single(incident, Slot::Type),
        Some(Value::Type(IncidentType::Battle))
    );
    is_battle && crosswalk("fighter", kind).is_some()
}

/// Claims about the same people together: the same name, a title beside its name, the same description.
fn parties<'t, 'a>(report: &Report<'a>, told: &'t [Told<'a, People>]) -> Vec<Party<'t, 'a>> {
    let mut found: Vec<Party<'t, 'a>> = Vec::new();
    for one in told {
        for (name, description) in said(report, one) {
            let private = one.value.private.then_some(Private::Person(one.value.kind));
            let party = Party {
                names: name
                    .map(|text| Words { text, private })
                    .into_iter()
                    .collect(),
                descriptions: description.map(Words::public).into_iter().collect(),
                told: vec![one],
            };
            match found.iter_mut().find(|known| known.is(&party)) {
                Some(known) => known.join(party),
                None => found.push(party),
            }
        }
    }
    for party in &mut found {
        party.tidy();
    }
    found
}

/// Names and descriptions in a mention, each name with what is said of it.
fn said(report: &Report<'_>, one: &Told<'_, People>) -> Vec<(Option<String>, Option<String>)> {
    let mention = one.value.mention.as_str();
    let names = named(report, one);
    let Some((first, _)) = names.first() else {
        let said = described(mention);
        let beside = || apposition(one.before, one.after).filter(|_| said.name.is_some());
        let description = said.description.clone().or_else(beside);
        let is_told = said.name.is_some() || description.is_some();
        return is_told
            .then_some((said.name, description))
            .into_iter()
            .collect();
    };
    let length = first.start.saturating_sub(one.span.start) as usize;
    let lead: String = mention.chars().take(length).collect();
    let before = if lead.trim().is_empty() {
        one.before
    } else {
        &lead
    };
    let description = people::description(&lead).or_else(|| apposition(before, one.after));
    let bare = |name: &str| {
        let full = report.full_name(name);
        described(&full).name.unwrap_or(full)
    };
    names
        .iter()
        .map(|(_, name)| (Some(bare(name)), description.clone()))
        .collect()
}

/// Persons of the document whom a mention names: several in a list, else the one that ends it or follows on it.
fn named(report: &Report<'_>, one: &Told<'_, People>) -> Vec<(Span, String)> {
    let is_name = |(_, name): &(Span, String)| people::is_name(name);
    let mut names = report.names_at(one.span);
    names.retain(is_name);
    if is_plural(&one.value.mention) {
        return names;
    }
    let last = names
        .pop()
        .or_else(|| report.name_after(one.span).filter(is_name));
    last.into_iter().collect()
}

impl<'t, 'a> Party<'t, 'a> {
    fn is(&self, other: &Party<'t, 'a>) -> bool {
        let is_part = |whole: &Words, part: &Words| {
            format!(" {} ", whole.text.to_lowercase())
                .contains(&format!(" {} ", part.text.to_lowercase()))
        };
        let names = || {
            let same = |name: &Words| {
                self.names
                    .iter()
                    .any(|known| is_part(known, name) || is_part(name, known))
            };
            other.names.iter().any(same)
        };
        let low = |words: &Words| words.text.to_lowercase();
        let other_nameless = other.names.is_empty();
        let unnamed = self.names.is_empty() || other.names.is_empty();
        // "COOKS" beside "THE BISHOP'S COOKS" are those cooks; with a name it takes a single person.
        let shortened = |one: &Words, other: &Words| {
            let plurals = [one, other].map(|words| is_plural(&words.text));
            let nameless = self.names.is_empty() && other_nameless;
            plurals[0] == plurals[1]
                && (nameless || !plurals[0])
                && (ends_with(&one.text, &other.text) || ends_with(&other.text, &one.text))
        };
        let descriptions = || {
            other.descriptions.iter().any(|words| {
                self.descriptions
                    .iter()
                    .any(|known| low(known) == low(words) || shortened(known, words))
            })
        };
        names() || unnamed && descriptions()
    }

    fn join(&mut self, mut other: Party<'t, 'a>) {
        self.names.append(&mut other.names);
        self.descriptions.append(&mut other.descriptions);
        self.told.append(&mut other.told);
    }

    /// The longest name first, no word twice, no description that is the end of another.
    fn tidy(&mut self) {
        self.names
            .sort_by_key(|name| std::cmp::Reverse(name.text.len()));
        for list in [&mut self.names, &mut self.descriptions] {
            let mut seen: Vec<String> = Vec::new();
            list.retain(|words| {
                let low = words.text.to_lowercase();
                let is_new = !seen.contains(&low);
                seen.push(low);
                is_new
            });
        }
        let all = self.descriptions.clone();
        self.descriptions.retain(|words| {
            let is_end = |other: &Words| {
                other.text.len() > words.text.len() && ends_with(&other.text, &words.text)
            };
            !all.iter().any(is_end)
        });
    }
}

impl Victims {
    fn add(&mut self, party: &Party<'_, '_>, kind: &str, setting: &Setting) {
        let of = || {
            let first = party.names.first().or(party.descriptions.first());
            first.cloned().into_iter().collect::<Vec<_>>()
        };
        let fill = |value: &str| Fill {
            value: value.to_owned(),
            of: of(),
        };
        if !party.descriptions.is_empty() {
            self.descriptions.push(Fill {
                value: party.descriptions.clone(),
                of: party.names.first().cloned().into_iter().collect(),
            });
        }
        if !party.names.is_empty() {
            // The key knows a person by one name.
            self.names.push(party.names[..1].to_vec());
        }
        self.types.push(fill(kind));
        self.numbers.push(fill(&count(party)));
        self.nations.extend(nation(party, setting).map(fill));
        self.effects.extend(effect(party, setting).map(fill));
    }
}

/// By a description, else by the claim; `None` for guerrillas and the like, whom MUC-4 counts among no victims.
fn kind(party: &Party<'_, '_>) -> Option<&'static str> {
    let told = || {
        party
            .told
            .iter()
            .find_map(|one| crosswalk("person", one.value.kind))
    };
    let described = party
        .descriptions
        .iter()
        .find_map(|words| people::kind(&words.text));
    let kind = described.or_else(told).unwrap_or("CIVILIAN");
    (kind != "NONE").then_some(kind)
}

fn count(party: &Party<'_, '_>) -> String {
    if !party.names.is_empty() {
        return "1".to_owned();
    }
    let first = party.told[0];
    number(&first.value.mention, first.before, first.value.count)
}

/// Only what is not of the country itself is told.
fn nation(party: &Party<'_, '_>, setting: &Setting) -> Option<&'static str> {
    let described = party
        .descriptions
        .iter()
        .find_map(|words| people::nation(&words.text));
    let told = party
        .told
        .iter()
        .find_map(|one| one.value.nationality.as_deref());
    let code = described.or(told)?;
    let country = COUNTRIES.get(code)?;
    (setting.country.as_deref() != Some(code)).then_some(country.name)
}

/// What befell them: by the claim, else by the words nearest to them, else what such an act does as a rule.
fn effect(party: &Party<'_, '_>, setting: &Setting) -> Option<&'static str> {
    let claimed = party
        .told
        .iter()
        .find_map(|one| crosswalk("victim_effect", one.value.effect?));
    let near = || {
        let found = party.told.iter().find_map(|one| {
            nearest(&EFFECTS, one.before, one.after, |found| {
                found.starts_with("people")
            })
        });
        found.and_then(|found| crosswalk("effect", found))
    };
    let usual = || {
        crosswalk(
            "usual_victim_effect",
            format!("{} {}", setting.kind, setting.stage),
        )
    };
    claimed.or_else(near).or_else(usual)
}
