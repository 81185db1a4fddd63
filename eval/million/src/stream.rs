//! All reports, in the order in which they reach the ledger.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::rc::Rc;

use fastrand::Rng;

use crate::draw::{self, chance};
use crate::incident::Incident;
use crate::plan::{self, Plan};
use crate::rates;
use crate::world::World;

/// Days for which incidents are kept to be recalled or looked like.
const MEMORY: u32 = 60;
const DAY: u64 = 86_400_000_000;

/// Plans in order of arrival, without end. Only reports that are still to come are held.
#[derive(Debug)]
pub struct Stream<'w> {
    world: &'w World,
    seed: u64,
    /// Incidents a day.
    rate: f64,
    day: u32,
    made: u32,
    recent: Vec<VecDeque<Rc<Incident>>>,
    waiting: BinaryHeap<Reverse<Waiting>>,
    last: u64,
}

#[derive(Debug)]
struct Waiting(Plan);

impl Waiting {
    fn key(&self) -> (u64, u32, u32) {
        (self.0.arrives, self.0.incident.number, self.0.number)
    }
}

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Waiting {}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

impl<'w> Stream<'w> {
    /// Reports from a seed, so many a day on average.
    pub fn new(world: &'w World, seed: u64, reports_a_day: f64) -> Self {
        Self {
            world,
            seed,
            rate: reports_a_day / reports_per_incident(),
            day: 0,
            made: 0,
            recent: vec![VecDeque::new(); world.countries.len()],
            waiting: BinaryHeap::new(),
            last: 0,
        }
    }

    /// Makes all incidents of the next day, and plans their reports.
    fn next_day(&mut self) {
        for country in 0..self.world.countries.len() {
            let mean = self.world.expected(self.seed, country, self.day, self.rate);
            let parts = [self.seed, 0x6461_7973, country as u64, u64::from(self.day)];
            let mut rng = draw::rng(&parts);
            for _ in 0..draw::poisson(&mut rng, mean) {
                self.happen(&mut rng, country);
            }
            let recent = &mut self.recent[country];
            while recent
                .front()
                .is_some_and(|old| old.day + MEMORY < self.day)
            {
                recent.pop_front();
            }
        }
        self.day += 1;
    }

    fn happen(&mut self, rng: &mut Rng, country: usize) {
        let mut incident = Incident::new(self.world, self.seed, self.made, country, self.day);
        if let Some(twin) = self.twin(rng, country) {
            incident = incident.after(self.world, self.seed, &twin);
        }
        self.made += 1;
        let incident = Rc::new(incident);
        let earlier = self.recent[country].make_contiguous();
        for plan in plan::reports(self.world, self.seed, &incident, earlier) {
            self.waiting.push(Reverse(Waiting(plan)));
        }
        self.recent[country].push_back(incident);
    }

    /// An incident of the last six days that the next one is to look like.
    fn twin(&self, rng: &mut Rng, country: usize) -> Option<Rc<Incident>> {
        if !chance(rng, rates::LOOK_ALIKE) {
            return None;
        }
        let same_day = chance(rng, rates::SAME_DAY_LOOK_ALIKE);
        let gap = if same_day { 0 } else { rng.u32(1..=6) };
        let recent = &self.recent[country];
        let day = self.day.checked_sub(gap)?;
        let start = recent.partition_point(|old| old.day < day);
        let end = recent.partition_point(|old| old.day <= day);
        (start < end).then(|| Rc::clone(&recent[rng.usize(start..end)]))
    }
}

impl Iterator for Stream<'_> {
    type Item = Plan;

    fn next(&mut self) -> Option<Plan> {
        let made_until = |day: u32| u64::from(day) * DAY;
        // A report cannot arrive before its incident: what is waiting for a day that is still to be made has to wait.
        while self
            .waiting
            .peek()
            .is_none_or(|next| next.0.0.arrives >= made_until(self.day))
        {
            self.next_day();
        }
        let Reverse(Waiting(mut plan)) = self.waiting.pop()?;
        plan.arrives = plan.arrives.max(self.last + 1);
        self.last = plan.arrives;
        Some(plan)
    }
}

fn reports_per_incident() -> f64 {
    let all = crate::measured::REPORTS.iter();
    all.map(|(count, share)| f64::from(*count) * share).sum()
}
