//! Values of slots, from the domain's types to the wire's.

use dateline_core::value::{
    Actor, Bounds, DateValue, Figure, GazetteerEntry, People, PlaceValue, Responsibility, Thing,
    Value, Weapon,
};
use dateline_core::{PlacePrecision, Redaction};

use crate::redact::{Redactor, actor_role, is_private_place, person_role};
use crate::wire::{self, Term};

/// `Some` of what the arm gives if the value is of that kind.
macro_rules! matches_value {
    ($value:expr, $pattern:pat => $shown:expr) => {
        match $value {
            $pattern => Some($shown),
            _ => None,
        }
    };
}
/// Shows values through a redactor.
pub(crate) struct Values<'a> {
    /// Through which names pass.
    pub(crate) redactor: &'a Redactor,
    /// Whether people affected are victims of sexual violence.
    pub(crate) sensitive: bool,
}

impl Values<'_> {
    /// Any value.
    pub(crate) fn value(&self, value: &Value) -> wire::Value {
        match value {
            Value::Occurrence(truth) | Value::Suicide(truth) => wire::Value::Truth(*truth),
            Value::Type(kind) => wire::Value::Type(Term(*kind)),
            Value::Category(category) => wire::Value::Category(Term(*category)),
            Value::Stage(stage) => wire::Value::Stage(Term(*stage)),
            Value::TimeFrame(frame) => wire::Value::TimeFrame(Term(*frame)),
            Value::PartOf(number) => wire::Value::Number(*number),
            Value::Date(date) => wire::Value::Date(self.date(date)),
            Value::Place(place) => wire::Value::Place(Box::new(self.place(place))),
            Value::Perpetrator(actor)
            | Value::SideA(actor)
            | Value::SideB(actor)
            | Value::Territory(actor) => wire::Value::Actor(self.actor(actor)),
            Value::Victim(people) => wire::Value::People(self.people(people)),
            Value::Target(thing) => wire::Value::Thing(self.thing(thing)),
            Value::Weapon(weapon) => wire::Value::Weapon(self.weapon(weapon)),
            Value::Figure(figure) => wire::Value::Figure(Box::new(self.figure(figure))),
            Value::Responsibility(responsibility) => {
                wire::Value::Responsibility(self.responsibility(responsibility))
            }
        }
    }

    /// A date.
    pub(crate) fn date(&self, date: &DateValue) -> wire::Date {
        wire::Date {
            earliest: date.earliest.map(|day| day.to_string()),
            latest: date.latest.map(|day| day.to_string()),
            precision: Term(date.precision),
            lasted: date.lasted,
            words: self.redactor.words(&date.words),
        }
    }

    /// A place; homes, shelters and clinics at locality precision.
    pub(crate) fn place(&self, place: &PlaceValue) -> wire::Place {
        let facility = place.facility.as_deref();
        let blurred = facility.is_some_and(is_private_place) || is_private_place(&place.words);
        let name = match (&place.entry, blurred) {
            (Some(entry), true) => self.redactor.words(&entry.name),
            _ => self.redactor.words(&place.words),
        };
        let precision = match place.precision {
            PlacePrecision::Exact if blurred => PlacePrecision::Locality,
            precision => precision,
        };
        wire::Place {
            name,
            facility: facility
                .filter(|_| !blurred)
                .map(|facility| self.redactor.words(facility)),
            gazetteer: place.entry.as_ref().map(row),
            latitude: place.coordinates.map(|at| at.latitude),
            longitude: place.coordinates.map(|at| at.longitude),
            country: place.country.clone(),
            country_code: place.country_code.clone(),
            division: place.division.clone(),
            precision: Term(precision),
            relation: place
                .relation
                .as_deref()
                .map(|words| self.redactor.words(words)),
            disputed: place.disputed.clone(),
            score: place.score,
            alternatives: place.alternatives.iter().map(row).collect(),
        }
    }

    /// An acting party.
    pub(crate) fn actor(&self, actor: &Actor) -> wire::Actor {
        let redaction = if actor.private {
            Redaction::Private
        } else {
            Redaction::Public
        };
        wire::Actor {
            mention: self
                .redactor
                .mention(&actor.mention, redaction, &actor_role(actor.kind)),
            organisation: actor
                .organisation
                .as_deref()
                .map(|name| self.redactor.words(name)),
            kind: Term(actor.kind),
            nationality: actor.nationality.clone(),
            count: actor.count.map(count),
        }
    }

    /// People affected.
    pub(crate) fn people(&self, people: &People) -> wire::People {
        let redaction = match (people.private, self.sensitive) {
            (false, _) => Redaction::Public,
            (true, false) => Redaction::Private,
            (true, true) => Redaction::Sensitive,
        };
        wire::People {
            mention: self
                .redactor
                .mention(&people.mention, redaction, &person_role(people.kind)),
            kind: Term(people.kind),
            nationality: people.nationality.clone(),
            count: people.count.map(count),
            effect: people.effect.map(Term),
        }
    }

    /// A thing attacked.
    pub(crate) fn thing(&self, thing: &Thing) -> wire::Thing {
        wire::Thing {
            mention: self.redactor.words(&thing.mention),
            kind: thing.kind.clone(),
            count: thing.count.map(count),
            effect: thing.effect.map(Term),
        }
    }

    /// A means.
    pub(crate) fn weapon(&self, weapon: &Weapon) -> wire::Weapon {
        wire::Weapon {
            mention: self.redactor.words(&weapon.mention),
            kind: Term(weapon.kind),
            count: weapon.count.map(count),
        }
    }

    /// Who answers for it.
    pub(crate) fn responsibility(&self, responsibility: &Responsibility) -> wire::Responsibility {
        wire::Responsibility {
            actor: self.actor(&responsibility.actor),
            link: Term(responsibility.link),
        }
    }

    /// A figure.
    pub(crate) fn figure(&self, figure: &Figure) -> wire::Figure {
        wire::Figure {
            kind: Term(figure.kind),
            count: count(figure.bounds),
            class: Term(figure.class),
            words: self.redactor.words(&figure.words),
            of_whom: figure
                .of_whom
                .as_deref()
                .map(|words| self.redactor.words(words)),
            of_kind: Term(figure.of_kind),
            side: Term(figure.side),
            relation: Term(figure.relation),
            includes_perpetrators: Term(figure.includes_perpetrators),
        }
    }

    pub(crate) fn as_date(&self, value: &Value) -> Option<wire::Date> {
        matches_value!(value, Value::Date(date) => self.date(date))
    }

    pub(crate) fn as_place(&self, value: &Value) -> Option<wire::Place> {
        matches_value!(value, Value::Place(place) => self.place(place))
    }

    pub(crate) fn as_actor(&self, value: &Value) -> Option<wire::Actor> {
        matches_value!(value, Value::Perpetrator(actor) | Value::SideA(actor) | Value::SideB(actor) | Value::Territory(actor) => self.actor(actor))
    }

    pub(crate) fn as_people(&self, value: &Value) -> Option<wire::People> {
        matches_value!(value, Value::Victim(people) => self.people(people))
    }

    pub(crate) fn as_thing(&self, value: &Value) -> Option<wire::Thing> {
        matches_value!(value, Value::Target(thing) => self.thing(thing))
    }

    pub(crate) fn as_weapon(&self, value: &Value) -> Option<wire::Weapon> {
        matches_value!(value, Value::Weapon(weapon) => self.weapon(weapon))
    }

    pub(crate) fn as_figure(&self, value: &Value) -> Option<wire::Figure> {
        matches_value!(value, Value::Figure(figure) => self.figure(figure))
    }

    pub(crate) fn as_responsibility(&self, value: &Value) -> Option<wire::Responsibility> {
        matches_value!(value, Value::Responsibility(one) => self.responsibility(one))
    }
}

fn count(bounds: Bounds) -> wire::Count {
    wire::Count {
        low: bounds.low(),
        best: bounds.best(),
        high: bounds.high(),
    }
}

fn row(entry: &GazetteerEntry) -> wire::GazetteerRow {
    wire::GazetteerRow {
        geonames_id: entry.geonames_id,
        name: entry.name.clone(),
        feature: entry.feature.clone(),
        country_code: entry.country_code.clone(),
        population: entry.population,
    }
}
