//! Why an incident should be looked at, and how much each reason weighs. Pure.

use std::collections::{BTreeMap, BTreeSet};

use dateline_core::value::{Bounds, Value};
use dateline_core::{
    ClaimId, ClaimRecord, Derived, DocumentId, Incident, ResponsibilityLink, Rule, Slot,
    SlotStatus, Verdict,
};
use jiff::Timestamp;

/// A score of the choice of a place, and of the reading of a claim, under which it is told.
const LOW_SCORE: f32 = 0.5;
/// The greatest figure is this many times the least, or more: far apart.
const FAR: u64 = 2;
/// And by this many people at least.
const FAR_PEOPLE: u64 = 5;

/// One reason to doubt an incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// The slot, if it is about one.
    pub slot: Option<Slot>,
    /// What it weighs: 3 that somebody denies the act, 0.5 that there is but one source.
    pub weight: f32,
    /// The reason, in the program's own words: nothing of a report is in it.
    pub words: String,
}

impl Doubt {
    fn new(slot: impl Into<Option<Slot>>, weight: f32, words: impl Into<String>) -> Self {
        Self {
            slot: slot.into(),
            weight,
            words: words.into(),
        }
    }
}

/// Why a reviewed incident should be looked at again: slots that a newer coder reads otherwise.
pub fn reread(slots: &[Slot]) -> Vec<Doubt> {
    let doubts = slots.iter().map(|slot| {
        let words = format!("since it was reviewed a newer coder reads {slot} otherwise");
        Doubt::new(*slot, 1.0, words)
    });
    doubts.collect()
}

/// Whether a reviewer has still to look at it: nobody accepted or rejected it, or claims came in after that.
pub fn awaits_review(incident: &Incident, last_ingested: Timestamp) -> bool {
    match &incident.reviewed {
        Some(reviewed) if reviewed.verdict != Verdict::Corrected => {
            reviewed.decided < last_ingested
        }
        // What its own claims refute is left out of every list.
        _ => incident.status != SlotStatus::Refuted,
    }
}

/// How doubtful an incident is: the sum of what the reasons weigh.
pub fn score(doubts: &[Doubt]) -> f32 {
    doubts.iter().map(|doubt| doubt.weight).sum()
}

/// All reasons to doubt an incident, the weightiest first. `records` are its claims. What a reviewer set is not doubted.
pub fn doubts(
    incident: &Incident,
    records: &[ClaimRecord],
    last_ingested: Timestamp,
) -> Vec<Doubt> {
    let scores: BTreeMap<&ClaimId, f32> = records
        .iter()
        .map(|record| (&record.id, record.claim.score))
        .collect();
    let mut doubts: Vec<Doubt> = Vec::new();
    doubts.extend(since_review(incident, last_ingested));
    doubts.extend(occurrence(incident));
    for (&slot, derived) in &incident.slots {
        doubts.extend(standing(slot, derived));
        doubts.extend(far_apart(slot, derived));
        doubts.extend(reading(slot, derived, &scores));
    }
    for (&slot, list) in &incident.lists {
        // One reason for a slot, however many parties it lists.
        let worst = list.iter().flat_map(|derived| standing(slot, derived));
        if slot != Slot::Responsibility {
            doubts.extend(worst.max_by(|a, b| a.weight.total_cmp(&b.weight)));
        }
    }
    doubts.extend(missing(incident));
    doubts.extend(place(incident));
    doubts.extend(responsibility(incident));
    if sources(records) == 1 {
        doubts.push(Doubt::new(None, 0.5, "only one source tells of it"));
    }
    doubts.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    doubts
}

fn since_review(incident: &Incident, last_ingested: Timestamp) -> Option<Doubt> {
    let reviewed = incident.reviewed.as_ref()?;
    let is_news = reviewed.verdict != Verdict::Corrected && reviewed.decided < last_ingested;
    is_news.then(|| {
        let words = format!("claims came in after it was {}", reviewed.verdict);
        Doubt::new(None, 2.0, words)
    })
}

fn occurrence(incident: &Incident) -> Option<Doubt> {
    (incident.status == SlotStatus::Contested)
        .then(|| Doubt::new(Slot::Occurrence, 3.0, "somebody denies that it happened"))
}

fn standing(slot: Slot, derived: &Derived) -> Option<Doubt> {
    let name = name(slot);
    match derived.status {
        SlotStatus::Settled => None,
        SlotStatus::Contested => Some((2.0, format!("{name}: told and denied"))),
        SlotStatus::Rival => Some((1.5, format!("{name}: sources differ"))),
        SlotStatus::Refuted => Some((
            1.0,
            format!("{name}: all that was told was denied or withdrawn"),
        )),
        SlotStatus::Unknown => Some((0.5, format!("{name}: a source says that it is not known"))),
    }
    .map(|(weight, words)| Doubt::new(slot, weight, words))
}

fn far_apart(slot: Slot, derived: &Derived) -> Option<Doubt> {
    let bounds: Bounds = derived.bounds?;
    let (low, high) = (bounds.low()?, bounds.high()?);
    let is_far = high >= low.saturating_mul(FAR) && high - low >= FAR_PEOPLE;
    (is_far && !is_reviewers(derived)).then(|| {
        let words = format!("{}: from {low} to {high}, far apart", name(slot));
        Doubt::new(slot, 1.5, words)
    })
}

/// The best score among the claims that give the value. That of the type is that of the act: it weighs twice.
fn reading(slot: Slot, derived: &Derived, scores: &BTreeMap<&ClaimId, f32>) -> Option<Doubt> {
    let found = derived.support.iter().filter_map(|id| scores.get(id));
    let best = found.copied().max_by(f32::total_cmp)?;
    let weight = if slot == Slot::Type { 2.0 } else { 1.0 };
    (best < LOW_SCORE).then(|| {
        let words = format!("{}: read with little certainty ({best:.2})", name(slot));
        let hundredths = (weight * (1.0 - best) * 100.0).round();
        Doubt::new(slot, hundredths / 100.0, words)
    })
}

/// No type, no day, no place at all.
fn missing(incident: &Incident) -> Vec<Doubt> {
    let asked = [
        (Slot::Type, 1.5, "no kind of act is told"),
        (Slot::Date, 1.0, "no day is known"),
        (Slot::Place, 1.0, "no place is known"),
    ];
    let lacks = |slot: Slot| match incident.slots.get(&slot) {
        Some(derived) if is_reviewers(derived) => false,
        Some(derived) => match &derived.value {
            Some(Value::Date(date)) => {
                date.is_bound() || date.earliest.is_none() && date.latest.is_none()
            }
            value => value.is_none(),
        },
        None => true,
    };
    let lacking = asked.into_iter().filter(|(slot, ..)| lacks(*slot));
    lacking
        .map(|(slot, weight, words)| Doubt::new(slot, weight, words))
        .collect()
}

fn place(incident: &Incident) -> Option<Doubt> {
    let derived = incident.slots.get(&Slot::Place)?;
    let Some(Value::Place(place)) = derived.value.as_ref().filter(|_| !is_reviewers(derived))
    else {
        return None;
    };
    let words = if place.entry.is_none() && place.coordinates.is_none() {
        "place: the gazetteer lacks it".to_owned()
    } else if place.score < LOW_SCORE {
        format!(
            "place: one of several of its name, of low score ({:.2})",
            place.score
        )
    } else {
        return None;
    };
    Some(Doubt::new(Slot::Place, 1.0, words))
}

/// With nobody derived: somebody denies it, or several are named.
fn responsibility(incident: &Incident) -> Option<Doubt> {
    let list = incident.lists.get(&Slot::Responsibility)?;
    if list
        .iter()
        .any(|one| matches!(one.rule, Rule::Responsible | Rule::Reviewer))
    {
        return None;
    }
    let mut named = BTreeSet::new();
    let mut is_denied = false;
    for one in list {
        is_denied |= !one.denials.is_empty();
        if let Some(Value::Responsibility(told)) = &one.value {
            match told.link {
                ResponsibilityLink::Denied | ResponsibilityLink::Acquitted => is_denied = true,
                ResponsibilityLink::Possible => {}
                _ => {
                    let actor = &told.actor;
                    named.insert(actor.organisation.as_ref().unwrap_or(&actor.mention));
                }
            }
        }
    }
    (named.len() > 1 || is_denied && !named.is_empty()).then(|| {
        let words = "responsibility: disputed";
        Doubt::new(Slot::Responsibility, 1.5, words)
    })
}

/// Independent sources: a wire story under several mastheads is one, an unnamed publisher is told apart by its document.
fn sources(records: &[ClaimRecord]) -> usize {
    let mut voices: BTreeMap<&DocumentId, &str> = BTreeMap::new();
    for record in records {
        let publisher = record.publisher.as_deref().unwrap_or(&record.document.0);
        voices.entry(&record.document).or_insert(publisher);
        // Only what a report says in its own voice names the agency whose voice that is.
        if let Some(agency) = record.claim.source.agency() {
            voices.insert(&record.document, agency);
        }
    }
    voices.values().collect::<BTreeSet<_>>().len()
}

fn is_reviewers(derived: &Derived) -> bool {
    derived.rule == Rule::Reviewer
}

fn name(slot: Slot) -> String {
    slot.to_string().replace('_', " ")
}

#[cfg(test)]
mod tests;
