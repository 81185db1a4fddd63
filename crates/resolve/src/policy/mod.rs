//! From claims to values under a named policy.
//!
//! Which claims still count, who is one voice, and how slots other than figures are derived is the same under every policy
//! (codebook section 6, rules 1 and 3 to 6). What differs is how figures are read, which of several rival figures is the
//! best, and between which bounds it lies: each policy has a module of its own for that.

mod acled;
mod dateline;
mod gtd;
mod measures;
mod single;
mod ucdp;

use std::collections::{BTreeMap, BTreeSet};

use dateline_core::value::{Bounds, Figure};
use dateline_core::{
    ClaimId, ClaimRecord, Decision, Derived, DocumentId, Incident, IncidentId, Policy, Rule, Slot,
    SlotStatus,
};

use crate::Linked;
use crate::decisions::decide;
use crate::figures::{Chosen, derive_figure};
use crate::lists::derive_list;
use crate::responsibility::derive_responsibility;
use crate::standing::{Standing, standing, told};
use crate::tolls::{Attackers, Toll};
use crate::versions::{Outdated, outdated};

/// How a policy reads and weighs figures.
pub(crate) struct FigureRules {
    /// The figure as the policy reads its words; `None` where it takes them for no figure.
    pub(crate) read: fn(&Figure) -> Option<Figure>,
    /// Whose dead count.
    pub(crate) attackers: Attackers,
    /// The figure that stands.
    pub(crate) best: for<'a, 't> fn(&'a [Toll<'t>]) -> Option<Chosen<'a, 't>>,
    /// Between which bounds it lies, over all standing figures.
    pub(crate) bounds: fn(&[Toll<'_>], &Toll<'_>) -> Bounds,
}

/// The rules of a policy.
pub(crate) fn figure_rules(policy: Policy) -> FigureRules {
    match policy {
        Policy::Dateline => dateline::RULES,
        Policy::Ucdp => ucdp::RULES,
        Policy::Acled => acled::RULES,
        Policy::Gtd => gtd::RULES,
    }
}

/// Derives one incident from its claims, which are in order of ingestion; `None` if there are none.
pub(crate) fn derive(
    records: &[&ClaimRecord],
    linked: &Linked,
    decisions: &[Decision],
    policy: Policy,
) -> Option<Incident> {
    let first = records.first()?;
    let claims = told(records, &linked.copies);
    let outdated = outdated(&claims, &linked.versions);
    let slots = standing(&claims, &outdated);
    let mut incident = Incident {
        id: IncidentId::of(&first.id),
        part_of: linked.part_of.clone(),
        parts: Vec::new(),
        status: occurrence(&slots, !outdated.withdrawn.is_empty()),
        slots: BTreeMap::new(),
        lists: BTreeMap::new(),
        claims: records.iter().map(|record| record.id.clone()).collect(),
        withdrawn: withdrawn(records, &outdated),
        earlier_claims: Vec::new(),
        documents: documents(records),
        policy,
        reviewed: None,
    };
    for (&slot, standing) in &slots {
        derive_slot(slot, standing, &mut incident);
    }
    decide(decisions, &mut incident);
    Some(incident)
}

fn documents(records: &[&ClaimRecord]) -> Vec<DocumentId> {
    let mut seen = BTreeSet::new();
    records
        .iter()
        .filter(|record| seen.insert(&record.document))
        .map(|record| record.document.clone())
        .collect()
}

fn derive_slot(slot: Slot, standing: &Standing<'_>, incident: &mut Incident) {
    match slot {
        Slot::Occurrence | Slot::PartOf => {}
        Slot::Perpetrator
        | Slot::SideA
        | Slot::SideB
        | Slot::Victim
        | Slot::Target
        | Slot::Weapon
        | Slot::Territory => {
            incident.lists.insert(slot, derive_list(standing));
        }
        Slot::Responsibility => {
            incident.lists.insert(slot, derive_responsibility(standing));
        }
        Slot::TimeFrame => {
            incident
                .slots
                .insert(slot, single::derive_time_frame(standing));
        }
        Slot::Type | Slot::Category | Slot::Stage | Slot::Suicide | Slot::Date | Slot::Place => {
            incident.slots.insert(slot, single::derive_single(standing));
        }
        _ => {
            let derived = derive_figure(standing, incident.policy);
            incident.slots.insert(slot, derived);
        }
    }
}

fn withdrawn(records: &[&ClaimRecord], outdated: &Outdated) -> Vec<(ClaimId, DocumentId)> {
    let by = |record: &&ClaimRecord| {
        let by = outdated.withdrawn.get(&record.id)?;
        Some((record.id.clone(), by.clone()))
    };
    records.iter().filter_map(by).collect()
}

/// Whether it happened: denied or withdrawn, with nothing left that asserts it, is refuted.
fn occurrence(slots: &BTreeMap<Slot, Standing<'_>>, is_withdrawn: bool) -> SlotStatus {
    let is_asserted = slots
        .iter()
        .any(|(&slot, standing)| slot != Slot::PartOf && !standing.assertions.is_empty());
    let is_denied = slots
        .get(&Slot::Occurrence)
        .is_some_and(|standing| !standing.denials.is_empty());
    match (is_denied, is_asserted) {
        (false, false) if is_withdrawn => SlotStatus::Refuted,
        (false, _) => SlotStatus::Settled,
        (true, true) => SlotStatus::Contested,
        (true, false) => SlotStatus::Refuted,
    }
}

/// A slot of which nothing stands but denials, doubts, words that are no value, or claims that were withdrawn.
pub(crate) fn without_value(standing: &Standing<'_>) -> Derived {
    let is_told = !standing.questions.is_empty() || !standing.assertions.is_empty();
    Derived {
        value: None,
        bounds: None,
        status: if standing.denials.is_empty() && is_told {
            SlotStatus::Unknown
        } else {
            SlotStatus::Refuted
        },
        rule: Rule::OnlyValue,
        support: Vec::new(),
        rivals: Vec::new(),
        denials: standing.denial_ids(),
        superseded: standing.superseded.clone(),
    }
}

/// Rule 1: contested while an assertion stands against a denial.
pub(crate) fn status(standing: &Standing<'_>, has_rivals: bool) -> SlotStatus {
    if !standing.denials.is_empty() {
        SlotStatus::Contested
    } else if has_rivals {
        SlotStatus::Rival
    } else {
        SlotStatus::Settled
    }
}
