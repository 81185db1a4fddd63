//! Where it was, what was seen, who is named, and what is recalled.

use dateline_core::value::{Bounds, People, Value};
use dateline_core::{ActorKind, FigureKind, IncidentType, Redaction, TimeFrame};

use crate::incident::Incident;
use crate::leaf::{Fact, Leaf};
use crate::place::{self, Where};
use crate::plan::Plan;
use crate::telling::{Teller, article};
use crate::voices::{actor, named, official};
use crate::{figures, when};

impl Teller<'_> {
    /// Place, facility, street, vehicle, and people by name.
    pub(crate) fn details(&mut self, seed: u64) {
        let details = self.incident.details(self.world, seed);
        let place = Where::draw(self.world, &mut self.rng, self.incident.town);
        if let Some(leaf) = place.leaf() {
            self.put("place", leaf);
        }
        let near = !matches!(place.told(), place::Told::Country | place::Told::Division);
        if near && self.may(self.told.facility) {
            let (name, kind) = &details.facility;
            self.put("facility", place.facility(name, *kind));
        }
        if near && self.may(self.told.street) {
            self.put("street", place.street(&details.street));
        }
        if self.may(self.told.vehicle) {
            self.put("vehicle", Leaf::plain(details.vehicle));
        }
        let harmed = self.incident.killed + self.incident.wounded + self.incident.taken > 0;
        let targeted = self.incident.kind == IncidentType::Assassination;
        if harmed && (self.may(self.told.victim) || targeted && self.may(0.7)) {
            let which = if targeted {
                0
            } else {
                self.rng.usize(..details.victims.len())
            };
            let (name, age) = &details.victims[which];
            self.put("victim", self.victim(name, *age));
        }
        if self.may(self.told.official) {
            let (title, name) = &details.officials[self.rng.usize(..2)];
            self.put(
                "official",
                official(title, name, *title == details.officials[0].0),
            );
        }
        if self.may(self.told.commander) {
            let mut leaf = Leaf::plain("commander ").then(&details.commander);
            leaf.person = named(&leaf, &details.commander, "a commander", Redaction::Public);
            let fact = Fact::main(Value::Perpetrator(actor(
                &leaf.text,
                None,
                ActorKind::Unknown,
            )));
            self.put("commander", leaf.all(fact));
        }
    }

    fn victim(&self, name: &str, age: u32) -> Leaf {
        let group = &self.world.tables.groups.all[self.incident.group];
        let mut leaf = Leaf::plain(format!("{name}, {age}"));
        let minor = age < 18;
        let role = if minor { "a minor" } else { group.one };
        let redaction = if minor {
            Redaction::Sensitive
        } else {
            Redaction::Private
        };
        leaf.person = named(&leaf, name, role, redaction);
        let fact = Fact::main(Value::Victim(People {
            mention: leaf.text.clone(),
            kind: group.kind,
            nationality: None,
            count: Some(Bounds::exact(1)),
            effect: None,
            private: true,
        }));
        leaf.all(fact)
    }

    /// What the report tells of an earlier incident.
    pub(crate) fn recall(&mut self, recalled: &Incident, plan: &Plan) {
        let is_dated = plan.is_dated;
        let month = when::When::month(recalled.day, plan.telling.day).recalled(is_dated);
        let nouns = &self.world.act(recalled.kind).nouns;
        let noun = nouns[self.rng.usize(..nouns.len())];
        let facts = [
            Value::Type(recalled.kind),
            Value::TimeFrame(TimeFrame::Background),
        ];
        let act = Leaf::plain(article(noun))
            .then(" ")
            .with(noun, facts.map(Fact::recalled));
        let mut place = Where::plainly(self.world, recalled.town)
            .leaf()
            .unwrap_or_default();
        for (_, fact) in &mut place.facts {
            fact.incident = 1;
        }
        self.put("bg_month", month);
        self.put("bg_noun", act);
        self.put("bg_place", place);
        if recalled.killed > 0 {
            let mut killed = figures::bare(FigureKind::Killed, recalled.killed);
            for (_, fact) in &mut killed.facts {
                fact.incident = 1;
            }
            self.put("bg_killed", killed);
            self.put(
                "bg_was",
                Leaf::plain(if recalled.killed == 1 { "was" } else { "were" }),
            );
        }
    }
}
