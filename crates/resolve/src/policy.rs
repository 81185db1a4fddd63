//! From claims to values: the codebook's default policy, rule by rule.

use std::collections::{BTreeMap, BTreeSet};

use dateline_core::value::Value;
use dateline_core::{
    ClaimRecord, Decision, Derived, Incident, IncidentId, Policy, Rule, Slot, SlotStatus,
};

use crate::decisions::decide;
use crate::figures::derive_figure;
use crate::group::{Group, Key};
use crate::lists::derive_list;
use crate::responsibility::derive_responsibility;
use crate::specificity::{agree, specificity};
use crate::standing::{Standing, standing};

/// Derives one incident.
pub(crate) fn derive(
    group: &Group<'_>,
    named: &[(Key, IncidentId)],
    decisions: &[Decision],
    policy: Policy,
) -> Incident {
    let slots = standing(&group.records);
    let id = group.id();
    let mut incident = Incident {
        part_of: group.operation().and_then(|key| id_of(named, &key)),
        parts: Vec::new(),
        status: occurrence(&slots),
        slots: BTreeMap::new(),
        lists: BTreeMap::new(),
        claims: group
            .records
            .iter()
            .map(|record| record.id.clone())
            .collect(),
        documents: documents(&group.records),
        policy,
        reviewed: None,
        id,
    };
    for (&slot, standing) in &slots {
        derive_slot(slot, standing, &mut incident);
    }
    decide(decisions, &mut incident);
    incident
}

fn id_of(named: &[(Key, IncidentId)], key: &Key) -> Option<IncidentId> {
    named
        .iter()
        .find(|(other, _)| other == key)
        .map(|(_, id)| id.clone())
}

fn documents(records: &[&ClaimRecord]) -> Vec<dateline_core::DocumentId> {
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
        Slot::Type
        | Slot::Category
        | Slot::Stage
        | Slot::TimeFrame
        | Slot::Suicide
        | Slot::Date
        | Slot::Place => {
            incident.slots.insert(slot, derive_single(standing));
        }
        _ => {
            incident.slots.insert(slot, derive_figure(standing));
        }
    }
}

/// Whether it happened: denied with nothing left that asserts it is refuted.
fn occurrence(slots: &BTreeMap<Slot, Standing<'_>>) -> SlotStatus {
    let asserted = slots
        .iter()
        .any(|(&slot, standing)| slot != Slot::PartOf && !standing.assertions.is_empty());
    let asserted_outright = slots
        .get(&Slot::Occurrence)
        .is_some_and(|standing| !standing.assertions.is_empty());
    let denied = slots
        .get(&Slot::Occurrence)
        .is_some_and(|standing| !standing.denials.is_empty());
    match (denied, asserted || asserted_outright) {
        (false, _) => SlotStatus::Settled,
        (true, true) => SlotStatus::Contested,
        (true, false) => SlotStatus::Refuted,
    }
}

/// Rule 3: the value of most independent sources, then the more specific, then the first told.
fn derive_single(standing: &Standing<'_>) -> Derived {
    let values: Vec<(&ClaimRecord, &Value)> = standing
        .assertions
        .iter()
        .filter_map(|record| Some((*record, record.claim.value.as_ref()?)))
        .collect();
    let votes = |value: &Value| {
        let sources: BTreeSet<String> = values
            .iter()
            .filter(|(_, other)| agree(value, other))
            .map(|(record, _)| voice(record))
            .collect();
        sources.len()
    };
    let best = values
        .iter()
        .enumerate()
        .max_by_key(|(position, (_, value))| {
            (
                votes(value),
                specificity(value),
                std::cmp::Reverse(*position),
            )
        });
    let Some((_, &(_, value))) = best else {
        return without_value(standing);
    };
    let (support, rivals): (Vec<_>, Vec<_>) =
        values.iter().partition(|(_, other)| agree(value, other));
    let rule = if rivals.is_empty() && support.iter().all(|(_, other)| *other == value) {
        Rule::OnlyValue
    } else {
        rule_of(value, votes(value), &values, votes)
    };
    Derived {
        value: Some(value.clone()),
        bounds: None,
        status: status(standing, !rivals.is_empty()),
        rule,
        support: ids(&support),
        rivals: ids(&rivals),
        denials: standing
            .denials
            .iter()
            .map(|record| record.id.clone())
            .collect(),
        superseded: standing.superseded.clone(),
    }
}

/// Which comparison decided between `value` and the runner-up.
fn rule_of(
    value: &Value,
    own: usize,
    values: &[(&ClaimRecord, &Value)],
    votes: impl Fn(&Value) -> usize,
) -> Rule {
    let others = values
        .iter()
        .map(|(_, other)| *other)
        .filter(|other| *other != value);
    let rival = others.max_by_key(|other| (votes(other), specificity(other)));
    match rival {
        Some(other) if votes(other) < own => Rule::MostSources,
        Some(other) if specificity(other) < specificity(value) => Rule::MoreSpecific,
        Some(_) => Rule::FirstTold,
        None => Rule::OnlyValue,
    }
}

fn ids(records: &[(&ClaimRecord, &Value)]) -> Vec<dateline_core::ClaimId> {
    records
        .iter()
        .map(|(record, _)| record.id.clone())
        .collect()
}

/// A slot of which nothing stands but denials, doubts, or claims that were withdrawn.
pub(crate) fn without_value(standing: &Standing<'_>) -> Derived {
    Derived {
        value: None,
        bounds: None,
        status: if standing.denials.is_empty() && !standing.questions.is_empty() {
            SlotStatus::Unknown
        } else {
            SlotStatus::Refuted
        },
        rule: Rule::OnlyValue,
        support: Vec::new(),
        rivals: Vec::new(),
        denials: standing
            .denials
            .iter()
            .map(|record| record.id.clone())
            .collect(),
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

/// Who speaks, for counting independent voices: the nearest speaker, or for the report's own words the agency that they are
/// from, else its publisher;
/// unnamed publishers are told apart by their documents.
pub(crate) fn voice(record: &ClaimRecord) -> String {
    if let Some(agency) = record.claim.source.agency() {
        // Copies are not independent (rule 5): one wire story under ten mastheads is one voice.
        agency.to_lowercase()
    } else if record.claim.source.is_publisher() {
        record
            .publisher
            .clone()
            .unwrap_or_else(|| record.document.0.clone())
    } else {
        record.claim.source.speaker().words.to_lowercase()
    }
}
