//! What reviewers decided stands above all that the claims add up to (codebook section 6, rule 6).

use dateline_core::value::Value;
use dateline_core::{
    ClaimId, Decision, DecisionAction, Derived, Incident, Reviewed, Rule, Slot, SlotStatus, Verdict,
};

/// Applies the decisions on the incident, oldest first, so that of two on one matter the last counts.
///
/// A decision names its incident by any id that it ever had, and each of these comes from one of its claims. Decisions
/// that were undone must not be among `decisions`. Merging and splitting have happened before: they choose the claims.
pub(crate) fn decide(decisions: &[Decision], incident: &mut Incident) {
    for decision in decisions {
        if is_about(decision, incident) {
            apply(decision, incident);
        }
    }
}

fn is_about(decision: &Decision, incident: &Incident) -> bool {
    decision.incident == incident.id
        || incident
            .claims
            .iter()
            .any(|claim| decision.incident.comes_from(claim))
}

fn apply(decision: &Decision, incident: &mut Incident) {
    let verdict = match &decision.action {
        DecisionAction::Reject => {
            incident.status = SlotStatus::Refuted;
            Verdict::Rejected
        }
        DecisionAction::Accept => {
            incident.status = SlotStatus::Settled;
            Verdict::Accepted
        }
        DecisionAction::Correct { value } => {
            set(incident, value.slot(), Some(value));
            Verdict::Corrected
        }
        DecisionAction::Clear { slot } => {
            set(incident, *slot, None);
            Verdict::Corrected
        }
        DecisionAction::Merge { .. }
        | DecisionAction::Split { .. }
        | DecisionAction::Undo { .. }
        | DecisionAction::Note => return,
    };
    // A correction answers for its slot alone, so it takes nothing from a verdict on the whole.
    let on_the_whole = incident
        .reviewed
        .filter(|earlier| earlier.verdict != Verdict::Corrected);
    if verdict != Verdict::Corrected || on_the_whole.is_none() {
        incident.reviewed = Some(Reviewed {
            verdict,
            decided: decision.decided,
        });
    }
}

/// Puts a reviewer's value, or none, where the slot's own stood. All that the claims say stays beside it.
fn set(incident: &mut Incident, slot: Slot, value: Option<&Value>) {
    let before: Vec<Derived> = if slot.holds_several() {
        incident.lists.remove(&slot).unwrap_or_default()
    } else {
        incident.slots.remove(&slot).into_iter().collect()
    };
    let bounds = match value {
        Some(Value::Figure(figure)) => Some(figure.bounds),
        _ => None,
    };
    let derived = Derived {
        value: value.cloned(),
        bounds,
        status: SlotStatus::Settled,
        rule: Rule::Reviewer,
        support: Vec::new(),
        rivals: distinct(&before, |one| one.support.iter().chain(&one.rivals)),
        denials: distinct(&before, |one| one.denials.iter()),
        superseded: before
            .into_iter()
            .next()
            .map(|first| first.superseded)
            .unwrap_or_default(),
    };
    if slot.holds_several() {
        incident.lists.insert(slot, vec![derived]);
    } else {
        incident.slots.insert(slot, derived);
    }
}

/// The claims that `pick` finds, each once.
fn distinct<'a, I: Iterator<Item = &'a ClaimId>>(
    before: &'a [Derived],
    pick: impl Fn(&'a Derived) -> I,
) -> Vec<ClaimId> {
    let mut found: Vec<ClaimId> = Vec::new();
    for id in before.iter().flat_map(pick) {
        if !found.contains(id) {
            found.push(id.clone());
        }
    }
    found
}
