//! The known incidents.

use dateline_core::{FigureKind, IncidentType};
use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::draw::{self, Weighted, chance};
use crate::world::World;
use crate::{measured, rates};

/// Day 0 of the synthetic world.
const START: Date = date(2011, 1, 1);
/// Facilities that a town is told to have, and streets; the first is told of most.
const FACILITIES: usize = 25;

/// The calendar day of a day number.
pub fn calendar(day: u32) -> Date {
    START.saturating_add(i64::from(day).days())
}

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// Row of the table of organisations.
    Organisation(usize),
    /// Row of the table of unknown attackers.
    Unknown(usize),
    /// Row of the table of forces of the state.
    Forces(usize),
}

/// What happened: the gold that reports tell of.
#[derive(Debug, Clone)]
pub struct Incident {
    /// Its gold number.
    pub number: u32,
    /// Day on which it happened.
    pub day: u32,
    /// Row of its town.
    pub town: usize,
    /// What kind of act.
    pub kind: IncidentType,
    /// Row of the means.
    pub means: usize,
    /// Who did it; in a battle, the first side.
    pub party: Party,
    /// In a battle, the second side.
    pub other: Party,
    /// Row of whom it befell.
    pub group: usize,
    /// Killed, when all is known.
    pub killed: u32,
    /// Wounded, when all is known.
    pub wounded: u32,
    /// Abducted or arrested.
    pub taken: u32,
    /// Share of the toll that is known on the first day.
    pub early: f64,
    /// Number, in its town, of the facility that it happened at.
    pub facility: usize,
    /// Number, in its town, of the street.
    pub street: usize,
    /// The incident after which it was made, if it is a planned look-alike.
    pub like: Option<u32>,
}

/// Names that the reports of an incident share.
#[derive(Debug)]
pub struct Details {
    /// A facility: name with noun, and the kind of target.
    pub facility: (String, Option<&'static str>),
    /// A street.
    pub street: String,
    /// A vehicle.
    pub vehicle: &'static str,
    /// Who led the attackers, without rank.
    pub commander: String,
    /// Some of the victims, with ages.
    pub victims: Vec<(String, u32)>,
    /// The officer and the civil official who speak of it: rank or title, and name.
    pub officials: [(&'static str, String); 2],
}

impl Incident {
    /// A new incident in a country on a day.
    pub fn new(world: &World, seed: u64, number: u32, country: usize, day: u32) -> Self {
        let mut rng = draw::rng(&[seed, 0x696e_6369, u64::from(number)]);
        let town = world.draw_town(&mut rng, seed, country, day);
        let kind = world.draw_act(&mut rng, country).kind;
        let (killed, wounded) = toll(&mut rng, kind);
        let rises = killed + wounded >= 3 && chance(&mut rng, rates::RISING);
        Self {
            number,
            day,
            town,
            kind,
            means: world.draw_means(&mut rng, kind),
            party: party(world, &mut rng, kind, country),
            other: Party::Forces(rng.usize(..2)),
            group: world.tables.groups.weights.pick(&mut rng),
            killed,
            wounded,
            taken: taken(&mut rng, kind),
            early: if rises { 0.3 + 0.6 * rng.f64() } else { 1.0 },
            facility: common(&mut rng),
            street: common(&mut rng),
            like: None,
        }
    }

    /// The same, made to look like `twin`: town and type always, the rest at the rates of [`rates`].
    pub fn after(mut self, world: &World, seed: u64, twin: &Incident) -> Self {
        let mut rng = draw::rng(&[seed, 0x7477_696e, u64::from(self.number)]);
        self.town = twin.town;
        self.like = Some(twin.number);
        let country = world.towns[twin.town].country;
        if self.kind != twin.kind {
            self.kind = twin.kind;
            (self.killed, self.wounded) = toll(&mut rng, twin.kind);
            self.taken = taken(&mut rng, twin.kind);
            self.means = world.draw_means(&mut rng, twin.kind);
            self.party = party(world, &mut rng, twin.kind, country);
        }
        if chance(&mut rng, rates::SAME_WEAPON) {
            self.means = twin.means;
        }
        if chance(&mut rng, rates::SIMILAR_TOLL) {
            let mut near = |count: u32| (count + rng.u32(..3)).saturating_sub(1);
            (self.killed, self.wounded) = (near(twin.killed), near(twin.wounded));
            self.taken = if twin.taken > 0 {
                near(twin.taken).max(1)
            } else {
                0
            };
        }
        if chance(&mut rng, rates::SAME_PARTY) {
            (self.party, self.other) = (twin.party, twin.other);
        }
        if chance(&mut rng, rates::SAME_FACILITY) {
            self.facility = twin.facility;
        }
        self
    }

    /// The names that its reports share.
    pub fn details(&self, world: &World, seed: u64) -> Details {
        let country = world.towns[self.town].country;
        let tables = &world.tables;
        let mut rng = draw::rng(&[seed, 0x6e61_6d65, u64::from(self.number)]);
        let mut name = || world.full_name(&mut rng, country);
        let commander = name();
        let people: Vec<String> = (0..3).map(|_| name()).collect();
        let officials = [name(), name()];
        let [officer, civil] = officials;
        let victims = people
            .into_iter()
            .map(|name| (name, rng.u32(4..80)))
            .collect();
        Details {
            facility: facility(world, self.town, self.facility),
            street: street(world, self.town, self.street),
            vehicle: tables.vehicles.pick(&mut rng),
            commander,
            victims,
            officials: [
                (tables.ranks.pick(&mut rng), officer),
                (tables.titles.pick(&mut rng), civil),
            ],
        }
    }

    /// What is known of a toll so many days after the act.
    pub fn known(&self, toll: u32, days: u32) -> u32 {
        let share = self.early + (1.0 - self.early) * (f64::from(days) / 3.0).min(1.0);
        (f64::from(toll) * share).round() as u32
    }

    /// What [`Incident::taken`] counts.
    pub fn taken_kind(&self) -> FigureKind {
        if self.kind == IncidentType::Abduction {
            FigureKind::Abducted
        } else {
            FigureKind::Arrested
        }
    }
}

/// Facility number k of a town has weight 1 / (k + 3); so have streets.
fn common(rng: &mut Rng) -> usize {
    Weighted::new((0..FACILITIES).map(|rank| 1.0 / (rank as f64 + 3.0))).pick(rng)
}

fn facility(world: &World, town: usize, number: usize) -> (String, Option<&'static str>) {
    let mut rng = draw::rng(&[0x6661_6369, town as u64, number as u64]);
    let name = world.surname(&mut rng, world.towns[town].country);
    let (noun, kind) = *world.tables.facilities.pick(&mut rng);
    (format!("{name} {noun}"), kind)
}

fn street(world: &World, town: usize, number: usize) -> String {
    let mut rng = draw::rng(&[0x7374_7265, town as u64, number as u64]);
    let name = world.surname(&mut rng, world.towns[town].country);
    let noun = ["Street", "Street", "Road", "Avenue"][rng.usize(..4)];
    format!("{name} {noun}")
}

/// Tolls of most acts are GVA's; of a quarter of the acts of war, FA-KES', with one to three wounded for each killed.
fn toll(rng: &mut Rng, kind: IncidentType) -> (u32, u32) {
    use IncidentType as T;
    let gva = Weighted::new(measured::TOLLS.iter().map(|(_, _, n)| f64::from(*n))).pick(rng);
    let (killed, wounded, _) = measured::TOLLS[gva];
    match kind {
        T::Bombing | T::Shelling | T::AirStrike | T::Battle if chance(rng, 0.25) => {
            let killed = draw::ranged(rng, &measured::FAKES_KILLED);
            (killed, (f64::from(killed) * (1.0 + 2.0 * rng.f64())) as u32)
        }
        T::Abduction | T::Raid => (if chance(rng, 0.15) { killed } else { 0 }, 0),
        T::Assassination => (u32::from(chance(rng, 0.85)), rng.u32(..3)),
        T::Execution => (killed.max(1), 0),
        T::Riot | T::Robbery | T::Arson => (killed, wounded.max(1)),
        _ => (killed, wounded),
    }
}

fn taken(rng: &mut Rng, kind: IncidentType) -> u32 {
    const COUNTS: [(u32, u32, f64); 4] = [(1, 1, 0.4), (2, 4, 0.3), (5, 15, 0.22), (16, 120, 0.08)];
    match kind {
        IncidentType::Abduction | IncidentType::Raid => draw::ranged(rng, &COUNTS),
        _ => 0,
    }
}

fn party(world: &World, rng: &mut Rng, kind: IncidentType, country: usize) -> Party {
    use IncidentType as T;
    let tables = &world.tables;
    match kind {
        T::Raid | T::AirStrike => Party::Forces(rng.usize(..tables.forces.len())),
        T::Shelling if chance(rng, 0.5) => Party::Forces(rng.usize(..2)),
        T::Battle => Party::Organisation(world.draw_organisation(rng, country)),
        _ if chance(rng, 0.6) => Party::Organisation(world.draw_organisation(rng, country)),
        _ => Party::Unknown(rng.usize(..tables.unknown.len())),
    }
}
