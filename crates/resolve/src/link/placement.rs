//! Where a telling goes: into an incident, between several, or on its own.

use dateline_core::{Runs, Telling};

use super::model::log_odds;

/// Which part of the shorter text a copy shares with its original.
pub(super) const COPIED: f32 = 0.6;

/// Log odds above which a telling joins an incident. A false merge costs more than a duplicate (codebook section 7).
const JOINS: f32 = 1.0;

/// Log odds above which a telling makes two incidents one.
const BRIDGES: f32 = 2.2;

/// Log odds below which one telling keeps another out of its incident, however well it fits the rest.
const FORBIDS: f32 = -3.0;

/// Members of an incident whose mean decides: the best fitting ones, since a follow-up need not be like every report.
const BEST: usize = 3;

/// Log odds that an incident is held back for each incident that its reports tell before it, where a telling fits several: what one report
/// tells apart may be one act, and its reports are found together at what they tell first. So much that only far likelier ones come before it.
const LATER: f32 = 5.0;

/// An incident that stands, as far as it is compared.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    /// The caller's name for it; of two that are merged the lower stays.
    pub incident: i64,
    /// Its tellings, or those that stand for them.
    pub members: Vec<&'a Telling>,
    /// A reviewer made it of several: then a telling need be like only one of them.
    pub is_made_by_hand: bool,
}

/// Where a telling goes.
#[derive(Debug, Clone, PartialEq)]
pub enum Placement {
    /// It is the first of its incident.
    Founds,
    /// It is of this incident.
    Joins {
        /// The incident.
        incident: i64,
        /// How likely, from 0 to 1.
        likelihood: f32,
        /// Other incidents that it shows to be the same one.
        bridges: Vec<i64>,
    },
}

/// Whether one text is, for the most part, a copy of the other.
pub fn is_copy(a: &Runs, b: &Runs) -> bool {
    a.containment(b) >= COPIED
}

/// Where `telling` goes among the incidents `known`, of which none holds another telling of its document.
pub fn place(telling: &Telling, known: &[Known<'_>]) -> Placement {
    let mut fitting: Vec<(f32, &Known<'_>)> = known
        .iter()
        .filter_map(|incident| Some((fit_incident(telling, incident)?, incident)))
        .filter(|(odds, _)| *odds >= JOINS)
        .collect();
    // The likeliest, or one that reports tell earlier and that is not far less likely; among equals the one that was learnt of first.
    let rank = |(odds, known): &(f32, &Known<'_>)| odds - LATER * earliest_told(known);
    fitting.sort_by(|one, other| {
        let by_rank = rank(other).total_cmp(&rank(one));
        by_rank.then(one.1.incident.cmp(&other.1.incident))
    });
    let Some(((odds, joined), others)) = fitting.split_first() else {
        return Placement::Founds;
    };
    let bridges = others
        .iter()
        .filter(|(odds, other)| *odds >= BRIDGES && is_one(telling, joined, other))
        .map(|(_, other)| other.incident);
    Placement::Joins {
        incident: joined.incident,
        likelihood: 1.0 / (1.0 + (-odds).exp()),
        bridges: bridges.collect(),
    }
}

/// How many incidents its reports tell before it, at least.
fn earliest_told(known: &Known<'_>) -> f32 {
    let numbers = known.members.iter().map(|member| member.number);
    numbers.min().unwrap_or(0) as f32
}

fn fit_incident(telling: &Telling, incident: &Known<'_>) -> Option<f32> {
    if !incident.is_made_by_hand {
        return fit(telling, &incident.members);
    }
    let odds = incident
        .members
        .iter()
        .map(|member| log_odds(telling, member));
    odds.max_by(f32::total_cmp)
}

/// Mean log odds of the members that fit best; `None` if a member forbids it.
fn fit(telling: &Telling, members: &[&Telling]) -> Option<f32> {
    let odds = members.iter().map(|member| log_odds(telling, member));
    mean_of_best(odds.collect())
}

fn mean_of_best(mut odds: Vec<f32>) -> Option<f32> {
    if odds.is_empty() || odds.iter().any(|odds| *odds < FORBIDS) {
        return None;
    }
    odds.sort_by(|a, b| b.total_cmp(a));
    odds.truncate(BEST);
    Some(odds.iter().sum::<f32>() / odds.len() as f32)
}

/// Whether two incidents between which `telling` stands are one: no document tells of both apart, and each telling fits the other's.
fn is_one(telling: &Telling, one: &Known<'_>, other: &Known<'_>) -> bool {
    let apart = one.members.iter().any(|member| {
        other
            .members
            .iter()
            .any(|second| member.document == second.document)
    });
    let fits = |member: &&Telling| {
        let others = other.members.iter();
        let mut odds: Vec<f32> = others.map(|other| log_odds(member, other)).collect();
        // The new telling first: its words bear the weights that they have in this ledger.
        odds.push(log_odds(telling, member));
        mean_of_best(odds).is_some_and(|odds| odds >= JOINS)
    };
    !apart && one.members.iter().all(fits)
}
