//! Which reports an incident gets, of which kind, by whom and when.

use std::rc::Rc;

use dateline_core::IncidentType;
use fastrand::Rng;

use crate::draw::{self, Weighted, chance};
use crate::incident::Incident;
use crate::world::World;
use crate::{measured, rates};

/// What a report is to its incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// First news: little is known.
    Flash,
    /// A report of its own wording, within a day of the first.
    Report,
    /// Another report's text under another masthead.
    Copy,
    /// A later report: a higher toll, an inquiry, mourning.
    FollowUp,
}

impl Kind {
    /// Its name in the file of truth.
    pub fn name(self) -> &'static str {
        match self {
            Self::Flash => "flash",
            Self::Report => "report",
            Self::Copy => "copy",
            Self::FollowUp => "follow_up",
        }
    }
}

/// Who prints a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publisher {
    /// Number of one of the country's three greatest towns, and of a masthead.
    Local(usize, usize),
    /// Number of a publisher of the whole world.
    International(usize),
}

/// How a text came about: two reports with the same telling have the same text, but for what a masthead adds.
#[derive(Debug, Clone, Copy)]
pub struct Telling {
    /// Which of the incident's reports was the first to tell it so.
    pub number: u32,
    /// What kind that was.
    pub kind: Kind,
    /// Day on which that was published.
    pub day: u32,
    /// Number of the wire agency that it credits.
    pub agency: Option<usize>,
}

/// A report to be written.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What it is there to tell.
    pub incident: Rc<Incident>,
    /// Which of the incident's reports, from 0.
    pub number: u32,
    /// What it is to the incident.
    pub kind: Kind,
    /// Who prints it.
    pub publisher: Publisher,
    /// Day on which it is published.
    pub day: u32,
    /// Whether the print bears that day.
    pub is_dated: bool,
    /// When it reaches the ledger, in microseconds from the start of day 0.
    pub arrives: u64,
    /// Its text.
    pub telling: Telling,
    /// An earlier incident that it recalls.
    pub recalls: Option<Rc<Incident>>,
}

const DAY: u64 = 86_400_000_000;
const HOUR: u64 = 3_600_000_000;

/// The reports of an incident, in order of number; `earlier` are incidents that they may recall.
pub fn reports(
    world: &World,
    seed: u64,
    incident: &Rc<Incident>,
    earlier: &[Rc<Incident>],
) -> Vec<Plan> {
    let mut rng = draw::rng(&[seed, 0x706c_616e, u64::from(incident.number)]);
    let shares = Weighted::new(measured::REPORTS.iter().map(|(_, share)| *share));
    let (count, _) = measured::REPORTS[shares.pick(&mut rng)];
    let first_lag = draw::ranged(&mut rng, &measured::FIRST_LAG);
    let mut lags: Vec<u32> = (1..count)
        .map(|_| draw::ranged(&mut rng, &measured::LATER_LAG))
        .collect();
    lags.sort_unstable();
    let mut plans: Vec<Plan> = Vec::with_capacity(count as usize);
    for (number, lag) in (0..).zip(std::iter::once(0).chain(lags)) {
        let day = incident.day + first_lag + lag;
        let kind = kind(&mut rng, number, lag, count, first_lag);
        let original = (kind == Kind::Copy).then(|| printed_again(world, &mut rng, &mut plans));
        let (telling, recalls) = original.flatten().unwrap_or_else(|| {
            let agency = None;
            let telling = Telling {
                number,
                kind,
                day,
                agency,
            };
            (telling, recalled(&mut rng, incident, earlier))
        });
        plans.push(Plan {
            incident: Rc::clone(incident),
            number,
            kind,
            publisher: publisher(world, &mut rng, &plans),
            day,
            is_dated: !chance(&mut rng, rates::NO_PUBLISHED),
            arrives: arrives(&mut rng, day),
            telling,
            recalls,
        });
    }
    plans
}

fn kind(rng: &mut Rng, number: u32, lag: u32, count: u32, first_lag: u32) -> Kind {
    let flash = rates::FLASH[usize::from(count == 1)];
    match (number, lag) {
        (0, _) if first_lag > 7 => Kind::FollowUp,
        (0, _) if first_lag <= 1 && chance(rng, flash) => Kind::Flash,
        (0, _) => Kind::Report,
        (_, 0 | 1) if chance(rng, rates::COPY) => Kind::Copy,
        (_, 0) => Kind::Report,
        (_, 1) if !chance(rng, rates::NEXT_DAY_FOLLOW_UP) => Kind::Report,
        _ => Kind::FollowUp,
    }
}

/// One of the reports so far, which thereby turns out to be an agency's.
fn printed_again(
    world: &World,
    rng: &mut Rng,
    plans: &mut [Plan],
) -> Option<(Telling, Option<Rc<Incident>>)> {
    let mut originals: Vec<&mut Plan> = plans
        .iter_mut()
        .filter(|plan| plan.kind != Kind::Copy)
        .collect();
    let which = rng.usize(..originals.len().max(1));
    let original = originals.get_mut(which)?;
    let agency = world.tables.agencies.weights.pick(rng);
    original.telling.agency.get_or_insert(agency);
    Some((original.telling, original.recalls.clone()))
}

/// An incident of the country that happened at least a week before.
fn recalled(rng: &mut Rng, incident: &Incident, earlier: &[Rc<Incident>]) -> Option<Rc<Incident>> {
    if !chance(rng, rates::BACKGROUND) || earlier.is_empty() {
        return None;
    }
    let picked = &earlier[rng.usize(..earlier.len())];
    let known = picked.day + 7 <= incident.day && picked.kind != IncidentType::Riot;
    known.then(|| Rc::clone(picked))
}

/// Nobody reports the same incident in the same masthead twice where that can be avoided, copies included.
fn publisher(world: &World, rng: &mut Rng, plans: &[Plan]) -> Publisher {
    let mut draw = || {
        if chance(rng, 0.35) {
            Publisher::International(world.tables.international.weights.pick(rng))
        } else {
            let town = Weighted::new([0.6, 0.25, 0.15]).pick(rng);
            Publisher::Local(town, world.tables.local.weights.pick(rng))
        }
    };
    let mut drawn = draw();
    for _ in 0..8 {
        if plans.iter().all(|plan| plan.publisher != drawn) {
            break;
        }
        drawn = draw();
    }
    drawn
}

/// Published between five and eleven, local time; learnt within six hours (80 %), two days (15 %), ten days (4 %) or sixty (1 %).
fn arrives(rng: &mut Rng, day: u32) -> u64 {
    let published = u64::from(day) * DAY + 5 * HOUR + rng.u64(..18 * HOUR);
    let reach = match rng.u32(..100) {
        0..80 => 6 * HOUR,
        80..95 => 2 * DAY,
        95..99 => 10 * DAY,
        _ => 60 * DAY,
    };
    published + rng.u64(..reach)
}
