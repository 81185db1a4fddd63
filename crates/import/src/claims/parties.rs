//! Who did it to whom, and with what.

use dateline_core::value::{
    Actor, Bounds, DateValue, People, Responsibility, Thing, Value, Weapon,
};
use dateline_core::{ActorKind, Certainty, PersonKind, Slot, Span, Text, WeaponKind};
use dateline_normalize::{actors, figures, organisations, people, targets, weapons};
use jiff::civil::Date;

use super::act::own_term;
use super::{Coding, Draft, warning};
use crate::cause::{Warning, WarningKind};
use crate::crosswalk::Format;
use crate::field::Field;
use crate::number::covers;

/// When and where, which tells organisations of one name apart.
#[derive(Debug, Default)]
pub(super) struct Scene {
    country: Option<String>,
    day: Option<Date>,
}

impl Scene {
    pub(super) fn of(date: Option<&Draft>, place: Option<&Draft>) -> Self {
        let country = match place.map(|place| &place.value) {
            Some(Value::Place(place)) => place.country_code.clone(),
            _ => None,
        };
        let day = match date.map(|date| &date.value) {
            Some(Value::Date(DateValue { earliest, .. })) => *earliest,
            _ => None,
        };
        Self { country, day }
    }
}

/// Claims of parties, victims, targets, weapons and responsibility.
pub(super) fn drafts(
    coding: &Coding<'_>,
    scene: &Scene,
    warnings: &mut Vec<Warning>,
) -> Vec<Draft> {
    let mut drafts = coded_parties(coding, scene, warnings);
    let certainty = certainty(coding);
    for (field, slot) in [
        (Field::Perpetrator, Slot::Perpetrator),
        (Field::SideA, Slot::SideA),
        (Field::SideB, Slot::SideB),
        (Field::Victim, Slot::Victim),
    ] {
        for (words, span) in coding.entries(field) {
            let party = Party {
                words,
                span,
                kind: None,
                fields: vec![field],
            };
            let draft = party.draft(coding, scene, slot);
            let is_doubted = slot == Slot::Perpetrator;
            drafts.extend(draft.map(|draft| {
                if is_doubted {
                    draft.with_certainty(certainty)
                } else {
                    draft
                }
            }));
        }
    }
    for (words, span) in coding.entries(Field::Target) {
        let target = Thing {
            mention: words.to_owned(),
            kind: targets::kind(words).map(str::to_owned),
            count: count(words),
            effect: None,
        };
        drafts.push(Draft::of(coding, Value::Target(target), &[Field::Target]).at(span));
    }
    drafts.extend(weapons(coding, warnings));
    drafts.extend(claimed(coding, scene));
    drafts
}

/// One party as a cell names it.
struct Party<'a> {
    words: &'a str,
    span: Span,
    /// As coded.
    kind: Option<ActorKind>,
    fields: Vec<Field>,
}

/// First and second party of a data set, in the slots that the kind of act gives them.
fn coded_parties(coding: &Coding<'_>, scene: &Scene, warnings: &mut Vec<Warning>) -> Vec<Draft> {
    let mut party = |field, kind_field| {
        let cell = coding.cell(field)?;
        let kind = coding
            .term("kind", kind_field, warnings)
            .and_then(|kind| kind.parse().ok());
        Some(Party {
            words: &cell.words,
            span: cell.value,
            kind,
            fields: vec![field, kind_field],
        })
    };
    let first = party(Field::Party1, Field::Party1Kind);
    let second = party(Field::Party2, Field::Party2Kind);
    let Some((slots, _)) = coding.implied("parties") else {
        return Vec::new();
    };
    let (mut slot1, mut slot2) = slots.split_once(';').unwrap_or((slots, "-"));
    // Who is a civilian is by definition not the one who attacks; older files name the parties in either order.
    let is_civilian = |party: &Option<Party<'_>>| {
        party
            .as_ref()
            .is_some_and(|party| party.kind == Some(ActorKind::Civilian))
    };
    if slot2 == "victim" && is_civilian(&first) && second.is_some() && !is_civilian(&second) {
        std::mem::swap(&mut slot1, &mut slot2);
    }
    let parties = [(first, slot1), (second, slot2)].into_iter();
    parties
        .filter_map(|(party, slot)| {
            let party = party?;
            let slot = match slot {
                "by_kind" => coding.crosswalk().ours("by_kind", party.kind?.into())?,
                slot => slot,
            };
            party.draft(coding, scene, slot.parse().ok()?)
        })
        .collect()
}

impl Party<'_> {
    fn draft(&self, coding: &Coding<'_>, scene: &Scene, slot: Slot) -> Option<Draft> {
        let is_person =
            |known: bool| !known && coding.format == Format::Own && seems_a_name(self.words);
        let (value, person) = if slot == Slot::Victim {
            let mut victim = self.people();
            victim.private = is_person(victim.kind != PersonKind::Unknown);
            let role = victim.private.then(|| victim.kind.to_string());
            (Value::Victim(victim), role)
        } else {
            let mut actor = actor(self.words, self.kind, scene);
            let is_known = actor.organisation.is_some() || actor.kind != ActorKind::Unknown;
            actor.private = slot == Slot::Perpetrator && is_person(is_known);
            let role = actor.private.then(|| actor.kind.to_string());
            let value = match slot {
                Slot::Perpetrator => Value::Perpetrator(actor),
                Slot::SideA => Value::SideA(actor),
                Slot::SideB => Value::SideB(actor),
                _ => return None,
            };
            (value, role)
        };
        let mut draft = Draft::of(coding, value, &self.fields).at(self.span);
        draft.person = person.map(|role| (self.span, role));
        Some(draft)
    }

    fn people(&self) -> People {
        let told = people::kind(self.words);
        let kind = match (told, self.kind) {
            (PersonKind::Unknown | PersonKind::Other, Some(kind)) => match kind {
                ActorKind::Civilian | ActorKind::Protesters | ActorKind::Rioters => {
                    PersonKind::Civilian
                }
                ActorKind::Rebel | ActorKind::Militia | ActorKind::Communal => {
                    PersonKind::ArmedGroup
                }
                _ => told,
            },
            _ => told,
        };
        People {
            mention: self.words.to_owned(),
            kind,
            nationality: None,
            count: count(self.words),
            effect: None,
            private: false,
        }
    }
}

/// The party with the organisation that its name is, a bracket behind it aside ("Islamic State (Yemen)"); the name may be given
/// twice ("AQAP: Al Qaeda in the Arabian Peninsula").
fn actor(words: &str, kind: Option<ActorKind>, scene: &Scene) -> Actor {
    let text = Text::from(words);
    let countries: Vec<&str> = scene.country.iter().map(String::as_str).collect();
    let context = organisations::Context {
        countries: &countries,
        day: scene.day,
    };
    let found = organisations::find_in(&text, text.span(), &context);
    let names: String = found.iter().map(|found| text.slice(found.span)).collect();
    let bare = words.split_once('(').map_or(words, |(before, _)| before);
    let is_one = found
        .windows(2)
        .all(|pair| pair[0].canonical == pair[1].canonical);
    let organisation = found
        .first()
        .filter(|_| is_one && (covers(words, &names) || covers(bare, &names)));
    let by_words = || match organisation {
        Some(found) => found.organisation.kind,
        None => actors::kind_in(words, countries.first().copied().unwrap_or("")),
    };
    Actor {
        mention: words.to_owned(),
        organisation: organisation.map(|found| found.canonical.to_owned()),
        kind: kind.unwrap_or_else(by_words),
        nationality: None,
        count: count(words),
        private: false,
    }
}

/// The number in a phrase that counts ("two policemen"); names hold numbers too ("Battalion 316"), which are none.
fn count(words: &str) -> Option<Bounds> {
    let text = Text::from(words);
    match &figures::find(&text, text.span())[..] {
        [quantity] if quantity.span.start == 0 && !quantity.bounds.is_empty() => {
            Some(quantity.bounds)
        }
        _ => None,
    }
}

/// Two or more words, all with capitals: what may be the name of a person is shown only on request.
fn seems_a_name(words: &str) -> bool {
    let words: Vec<&str> = words.split_whitespace().collect();
    let is_capitalised = |word: &&str| word.starts_with(char::is_uppercase);
    words.len() > 1 && words.iter().filter(|word| is_capitalised(word)).count() >= 2
}

/// How sure the data set is of the perpetrator.
fn certainty(coding: &Coding<'_>) -> Certainty {
    coding
        .words(Field::Uncertain)
        .and_then(|words| coding.crosswalk().ours("certainty", words)?.parse().ok())
        .unwrap_or(Certainty::Stated)
}

/// That the perpetrator claimed the act.
fn claimed(coding: &Coding<'_>, scene: &Scene) -> Option<Draft> {
    let link = coding
        .crosswalk()
        .ours("claimed", coding.words(Field::Claimed)?)?;
    let (words, span) = coding.entries(Field::Perpetrator).into_iter().next()?;
    let actor = actor(words, None, scene);
    let value = Value::Responsibility(Responsibility {
        actor,
        link: link.parse().ok()?,
    });
    Some(Draft::of(coding, value, &[Field::Perpetrator, Field::Claimed]).at(span))
}

/// By the finer term, the coarser, or what the kind of act implies; in the user's own words by the table of weapons.
fn weapons(coding: &Coding<'_>, warnings: &mut Vec<Warning>) -> Vec<Draft> {
    if coding.format == Format::Own {
        let entries = coding.entries(Field::Weapon);
        return entries
            .into_iter()
            .filter_map(|entry| own_weapon(coding, entry, warnings))
            .collect();
    }
    let coded = if coding.cell(Field::WeaponSubtype).is_some() {
        let term = coding.term("weapon_subtype", Field::WeaponSubtype, warnings);
        term.map(|term| (term, Field::WeaponSubtype))
    } else if coding.cell(Field::Weapon).is_some() {
        coding
            .term("weapon", Field::Weapon, warnings)
            .map(|term| (term, Field::Weapon))
    } else {
        coding.implied("weapon")
    };
    coded
        .and_then(|(term, field)| weapon(coding, term.parse().ok()?, field))
        .into_iter()
        .collect()
}

fn weapon(coding: &Coding<'_>, kind: WeaponKind, field: Field) -> Option<Draft> {
    let mention = coding.words(field)?.to_owned();
    let weapon = Weapon {
        mention,
        kind,
        count: None,
    };
    Some(Draft::of(coding, Value::Weapon(weapon), &[field]))
}

fn own_weapon(
    coding: &Coding<'_>,
    (words, span): (&str, Span),
    warnings: &mut Vec<Warning>,
) -> Option<Draft> {
    let text = Text::from(words);
    let found = weapons::find(&text, text.span());
    let kind = own_term(coding, words).or(found.first().map(|found| found.kind));
    let Some(kind) = kind else {
        warnings.push(warning(Field::Weapon, words, WarningKind::UnknownTerm));
        return None;
    };
    let weapon = Weapon {
        mention: words.to_owned(),
        kind,
        count: count(words),
    };
    Some(Draft::of(coding, Value::Weapon(weapon), &[Field::Weapon]).at(span))
}
