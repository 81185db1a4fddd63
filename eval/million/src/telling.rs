//! What one report tells: the filling of every gap that its publisher can fill.

use std::collections::BTreeMap;

use dateline_core::value::{Actor, Responsibility, Value, Weapon};
use dateline_core::{FigureKind, IncidentType, ResponsibilityLink, SourceKind, Stance};
use fastrand::Rng;

use crate::draw::{self, chance};
use crate::incident::{Incident, Party, calendar};
use crate::leaf::{Fact, Leaf};
use crate::plan::{Kind, Plan};
use crate::rates::{self, Told};
use crate::voices::{actor, institution};
use crate::world::World;
use crate::{figures, when};

/// Fillings by name of the gap.
pub(crate) type Leaves = BTreeMap<&'static str, Leaf>;

/// What a report's fillings are made from.
pub(crate) struct Teller<'a> {
    pub(crate) world: &'a World,
    pub(crate) incident: &'a Incident,
    pub(crate) told: Told,
    pub(crate) rng: Rng,
    pub(crate) leaves: Leaves,
}

/// All that the report of `plan` can tell.
pub(crate) fn leaves(world: &World, seed: u64, plan: &Plan) -> Leaves {
    let incident = &plan.incident;
    let parts = [
        seed,
        0x7465_6c6c,
        u64::from(incident.number),
        u64::from(plan.telling.number),
    ];
    let mut teller = Teller {
        world,
        incident,
        told: rates::told(plan.telling.kind),
        rng: draw::rng(&parts),
        leaves: Leaves::new(),
    };
    teller.noun();
    teller.figures(plan);
    teller.time(plan);
    teller.parties();
    teller.means();
    teller.details(seed);
    if let Some(recalled) = &plan.recalls {
        teller.recall(recalled, plan);
    }
    teller.leaves
}

impl Teller<'_> {
    pub(crate) fn put(&mut self, gap: &'static str, leaf: Leaf) {
        self.leaves.insert(gap, leaf);
    }

    pub(crate) fn may(&mut self, share: f64) -> bool {
        chance(&mut self.rng, share)
    }

    fn noun(&mut self) {
        let nouns = &self.world.act(self.incident.kind).nouns;
        let noun = nouns[self.rng.usize(..nouns.len())];
        self.put("noun", Leaf::plain(noun));
        self.put("a", Leaf::plain(article(noun)));
        let country = &self.world.countries[self.world.towns[self.incident.town].country];
        if self.may(self.told.country) {
            self.put("country", Leaf::plain(country.name));
        }
    }

    fn figures(&mut self, plan: &Plan) {
        let days = plan.telling.day - self.incident.day;
        let killed = self.told_toll(self.incident.killed, days);
        let wounded = self.told_toll(self.incident.wounded, days);
        let taken = self.told_toll(self.incident.taken, 3);
        let rose = plan.telling.kind == Kind::FollowUp
            && killed > self.incident.known(self.incident.killed, 0);
        if killed > 0 && self.may(self.told.killed) {
            self.count(
                "killed",
                "n_killed",
                "killed_was",
                FigureKind::Killed,
                killed,
            );
            if rose {
                let mut leaf = figures::bare(FigureKind::Killed, killed);
                for (_, fact) in &mut leaf.facts {
                    fact.stance = Stance::Updates;
                }
                self.put("killed_up", leaf);
                self.put("n_killed_up", Leaf::plain(killed.to_string()));
            }
        }
        if wounded > 0 && self.may(self.told.others) {
            self.count(
                "wounded",
                "n_wounded",
                "wounded_was",
                FigureKind::Wounded,
                wounded,
            );
        }
        if taken > 0 && self.may(self.told.others) {
            let kind = self.incident.taken_kind();
            self.count("taken", "n_taken", "taken_was", kind, taken);
        }
    }

    fn count(
        &mut self,
        gap: &'static str,
        title: &'static str,
        was: &'static str,
        kind: FigureKind,
        count: u32,
    ) {
        let group = &self.world.tables.groups.all[self.incident.group];
        let leaf = figures::people(&mut self.rng, kind, count, group);
        self.put(gap, leaf);
        self.put(title, Leaf::plain(count.to_string()));
        self.put(was, Leaf::plain(if count == 1 { "was" } else { "were" }));
    }

    /// What is known by then, or, rarely, another figure near it.
    fn told_toll(&mut self, toll: u32, days: u32) -> u32 {
        let known = self.incident.known(toll, days);
        if known == 0 || !self.may(rates::OTHER_TOLL) {
            return known;
        }
        let off = 1 + self.rng.u32(..=known / 6);
        if self.may(0.5) {
            known + off
        } else {
            known.saturating_sub(off).max(1)
        }
    }

    fn time(&mut self, plan: &Plan) {
        let published = calendar(plan.telling.day);
        self.put("today", Leaf::plain(when::weekday(published)));
        let is_dated = plan.is_dated;
        match when::draw(&mut self.rng, &plan.telling, self.incident.day) {
            Some(told) => {
                self.put("date", told.adverb(is_dated));
                self.put("date_of", told.attribute(is_dated));
            }
            None => self.put("date_of", Leaf::plain("the")),
        }
    }

    fn parties(&mut self) {
        let battle = self.incident.kind == IncidentType::Battle;
        if self.may(self.told.party) {
            let actor = self.actor(self.incident.party);
            let words = actor.mention.clone();
            let value = if battle {
                Value::SideA(actor)
            } else {
                Value::Perpetrator(actor)
            };
            self.put("perp", Leaf::default().with(&words, [Fact::main(value)]));
        }
        if battle && self.may(self.told.party) {
            let actor = self.actor(self.incident.other);
            let words = actor.mention.clone();
            let fact = Fact::main(Value::SideB(actor));
            self.put("side_b", Leaf::default().with(&words, [fact]));
        }
        if !self.leaves.contains_key("perp") && self.may(rates::UNCLAIMED) {
            self.put("nobody", Leaf::plain("No group"));
        }
        if let Party::Organisation(row) = self.incident.party
            && !battle
            && !self.leaves.contains_key("nobody")
            && self.may(self.told.claim)
        {
            self.responsibility(row);
        }
    }

    fn actor(&mut self, party: Party) -> Actor {
        let tables = &self.world.tables;
        let nameless = match party {
            Party::Organisation(row) if self.may(self.told.organisation) => {
                let organisation = self.world.organisation(row);
                let mention = if self.may(0.5) {
                    format!("{} of the {}", organisation.people, organisation.name)
                } else {
                    format!("the {}", organisation.name)
                };
                return actor(&mention, Some(organisation.name), organisation.kind);
            }
            Party::Organisation(row) => &tables.unknown[row % tables.unknown.len()],
            Party::Unknown(row) => &tables.unknown[row],
            Party::Forces(row) => &tables.forces[row],
        };
        actor(nameless.words, None, nameless.kind)
    }

    /// An organisation that claims the act, two times in five, or else is accused of it.
    fn responsibility(&mut self, row: usize) {
        let organisation = self.world.organisation(row);
        let name = format!("the {}", organisation.name);
        let claims = self.incident.number % 5 < 2;
        let fact = Fact::main(Value::Responsibility(Responsibility {
            actor: actor(&name, Some(organisation.name), organisation.kind),
            link: if claims {
                ResponsibilityLink::Claimed
            } else {
                ResponsibilityLink::Accused
            },
        }));
        let mut leaf = Leaf::default().with(&name, [fact]);
        if claims {
            leaf.speaker = Some(institution(&name, SourceKind::ArmedGroup));
        }
        self.put(if claims { "claimed" } else { "accused" }, leaf);
    }

    fn means(&mut self) {
        if !self.may(self.told.weapon) {
            return;
        }
        let means = &self.world.tables.means[self.incident.means];
        let fact = Fact::main(Value::Weapon(Weapon {
            mention: means.words.to_owned(),
            kind: means.kind,
            count: None,
        }));
        let before = if means.article.is_empty() {
            self.put(
                "weapon_many",
                Leaf::default().with(means.words, [fact.clone()]),
            );
            String::new()
        } else {
            format!("{} ", means.article)
        };
        self.put("weapon_a", Leaf::plain(before).with(means.words, [fact]));
    }
}

/// The indefinite article of a noun.
pub(crate) fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    }
}
