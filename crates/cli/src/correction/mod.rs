//! What a reviewer writes for the value of a slot, as a value. An error is one line that shows how it is written.

mod date;
mod figure;
mod party;
mod place;

use std::fmt::Display;
use std::str::FromStr;

use dateline_core::value::{Responsibility, Thing, Value, Weapon};
use dateline_core::{ClaimRecord, FigureKind, ResponsibilityLink, Slot, Span, Text, WeaponKind};
use dateline_normalize::places::Gazetteer;
use dateline_normalize::{targets, weapons};
use strum::IntoEnumIterator;

/// The value that `text` gives for `slot`. A value that one of `claims` gives for the slot can be named by its words.
/// `places` is asked for only where a place has to be looked up.
///
/// # Errors
/// One line that says how the slot's values are written.
pub fn value(
    slot: Slot,
    text: &str,
    claims: &[ClaimRecord],
    places: impl FnOnce() -> Result<Gazetteer, String>,
) -> Result<Value, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("it is empty; --none says that the slot has no value".to_owned());
    }
    if slot.holds_several()
        && let Some(told) = told(slot, text, claims)
    {
        return Ok(told);
    }
    Ok(match slot {
        Slot::Type => Value::Type(term(text)?),
        Slot::Category => Value::Category(term(text)?),
        Slot::Stage => Value::Stage(term(text)?),
        Slot::TimeFrame => Value::TimeFrame(term(text)?),
        Slot::Suicide => Value::Suicide(yes_or_no(text)?),
        Slot::Date => Value::Date(date::date(text)?),
        Slot::Place => Value::Place(place::place(text, &places()?)?),
        Slot::Perpetrator => Value::Perpetrator(party::actor(text)?),
        Slot::SideA => Value::SideA(party::actor(text)?),
        Slot::SideB => Value::SideB(party::actor(text)?),
        Slot::Territory => Value::Territory(party::actor(text)?),
        Slot::Victim => Value::Victim(party::people(text)?),
        Slot::Target => Value::Target(thing(text)),
        Slot::Weapon => Value::Weapon(weapon(text)?),
        Slot::Responsibility => Value::Responsibility(responsibility(text)?),
        Slot::Occurrence => {
            return Err("accept or reject the incident to say whether it happened".to_owned());
        }
        Slot::PartOf => {
            return Err("merge or split incidents to say what belongs together".to_owned());
        }
        figure => match FigureKind::iter().find(|kind| kind.slot() == figure) {
            Some(kind) => Value::Figure(figure::figure(kind, text)?),
            None => return Err("no value can be given for it".to_owned()),
        },
    })
}

/// The value of a claim that bears these words, or names this organisation.
fn told(slot: Slot, text: &str, claims: &[ClaimRecord]) -> Option<Value> {
    let of_slot = claims.iter().filter(|record| record.claim.slot == slot);
    let mut values = of_slot.filter_map(|record| record.claim.value.as_ref());
    let is_named = |words: &str| words.eq_ignore_ascii_case(text);
    let found = values.find(|value| match value {
        Value::Perpetrator(actor)
        | Value::SideA(actor)
        | Value::SideB(actor)
        | Value::Territory(actor) => {
            is_named(&actor.mention) || actor.organisation.as_deref().is_some_and(is_named)
        }
        Value::Victim(people) => is_named(&people.mention),
        Value::Target(thing) => is_named(&thing.mention),
        Value::Weapon(weapon) => is_named(&weapon.mention),
        _ => false,
    });
    found.cloned()
}

/// A term of a closed list, its words joined by underscores, hyphens or spaces.
fn term<T: FromStr + IntoEnumIterator + Display>(text: &str) -> Result<T, String> {
    let folded = text.to_lowercase().replace([' ', '-'], "_");
    folded.parse().map_err(|_| {
        let terms: Vec<String> = T::iter().map(|term| term.to_string()).collect();
        format!("choose from {}", terms.join(", "))
    })
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text.to_lowercase().as_str() {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("write yes or no".to_owned()),
    }
}

fn thing(text: &str) -> Thing {
    Thing {
        mention: text.to_owned(),
        kind: targets::kind(text).map(str::to_owned),
        count: None,
        effect: None,
    }
}

fn weapon(text: &str) -> Result<Weapon, String> {
    let words = Text::from(text);
    let named = |span: Span| weapons::find(&words, span).first().map(|found| found.kind);
    let kind = match term::<WeaponKind>(text) {
        Ok(kind) => kind,
        Err(terms) => named(words.span()).ok_or(terms)?,
    };
    Ok(Weapon {
        mention: text.replace('_', " "),
        kind,
        count: None,
    })
}

/// "NAME" or "NAME, LINK".
fn responsibility(text: &str) -> Result<Responsibility, String> {
    let (name, link) = match text.rsplit_once(',') {
        Some((name, link)) => (
            name,
            term(link.trim()).map_err(|terms| format!("after the comma, {terms}"))?,
        ),
        None => (text, ResponsibilityLink::ReportedAsFact),
    };
    Ok(Responsibility {
        actor: party::actor(name.trim())?,
        link,
    })
}

#[cfg(test)]
mod tests {
    use dateline_core::{IncidentType, Stage};

    use super::*;

    fn no_places() -> Result<Gazetteer, String> {
        Err("no place is asked for".to_owned())
    }

    fn given(slot: Slot, text: &str) -> Result<Value, String> {
        value(slot, text, &[], no_places)
    }

    #[test]
    fn terms_are_written_as_a_person_would() {
        for text in ["air_strike", "air strike", "Air-Strike", " air_strike "] {
            assert_eq!(
                given(Slot::Type, text),
                Ok(Value::Type(IncidentType::AirStrike))
            );
        }
        assert_eq!(
            given(Slot::Stage, "attempted"),
            Ok(Value::Stage(Stage::Attempted))
        );
        assert_eq!(given(Slot::Suicide, "yes"), Ok(Value::Suicide(true)));
    }

    #[test]
    fn an_error_shows_how_it_is_written() {
        for (slot, text, taught) in [
            (Slot::Type, "quarrel", "armed_assault"),
            (Slot::Suicide, "perhaps", "yes or no"),
            (Slot::Date, "last week", "2017-03-14"),
            (Slot::Killed, "a lot", "at least 12"),
            (Slot::Weapon, "spoon", "vehicle_bomb"),
            (
                Slot::Responsibility,
                "al-Shabaab, guilty",
                "accused_by_authorities",
            ),
            (Slot::Occurrence, "no", "reject"),
            (Slot::PartOf, "3", "merge"),
            (Slot::Killed, " ", "--none"),
        ] {
            let error = given(slot, text).unwrap_err();
            assert!(error.contains(taught), "{slot} {text:?}: {error}");
            assert_eq!(error.lines().count(), 1, "{error}");
        }
    }

    #[test]
    fn weapons_are_terms_or_words_for_them() {
        for (text, kind) in [
            ("vehicle_bomb", WeaponKind::VehicleBomb),
            ("car bomb", WeaponKind::VehicleBomb),
            ("drone", WeaponKind::Drone),
        ] {
            let Ok(Value::Weapon(weapon)) = given(Slot::Weapon, text) else {
                panic!("{text} is a weapon");
            };
            assert_eq!(weapon.kind, kind, "{text}");
        }
    }

    #[test]
    fn every_slot_has_its_own_kind_of_value_or_says_what_to_do() {
        for slot in Slot::iter() {
            match given(slot, "12") {
                Ok(value) => assert_eq!(value.slot(), slot),
                Err(error) => assert!(!error.is_empty()),
            }
        }
    }
}
