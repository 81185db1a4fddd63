//! Responsibility (codebook section 6, rule 4): every link is shown, few are derived.

use dateline_core::value::{Responsibility, Value};
use dateline_core::{ClaimRecord, Derived, ResponsibilityLink, Rule, SlotStatus};

use crate::lists::valued;
use crate::standing::Standing;

/// One entry for each actor and link. `Rule::Responsible` marks the organisation that is derived: reported as fact, or
/// claimed with no rival claim and no denial; all other entries are `Rule::NotDerived`.
pub(crate) fn derive_responsibility(standing: &Standing<'_>) -> Vec<Derived> {
    let told = links(&standing.assertions);
    let denied = links(&standing.denials);
    let mut derived: Vec<Derived> = Vec::new();
    for (record, link) in told.iter().chain(&denied) {
        let known = derived.iter_mut().find(|other| matches!(&other.value, Some(Value::Responsibility(known)) if known.link == link.link && name(known) == name(link)));
        match known {
            Some(known) => known.support.push(record.id.clone()),
            None => derived.push(entry(record, link, &told, &denied, standing)),
        }
    }
    derived
}

fn links<'a>(records: &[&'a ClaimRecord]) -> Vec<(&'a ClaimRecord, &'a Responsibility)> {
    valued(records)
        .into_iter()
        .filter_map(|(record, value)| match value {
            Value::Responsibility(link) => Some((record, link)),
            _ => None,
        })
        .collect()
}

fn entry(
    record: &ClaimRecord,
    link: &Responsibility,
    told: &[(&ClaimRecord, &Responsibility)],
    denied: &[(&ClaimRecord, &Responsibility)],
    standing: &Standing<'_>,
) -> Derived {
    let own = name(link);
    let of_actor = |other: &&(&ClaimRecord, &Responsibility)| name(other.1) == own;
    let is_denial =
        |other: &&(&ClaimRecord, &Responsibility)| other.1.link == ResponsibilityLink::Denied;
    let denials: Vec<_> = told
        .iter()
        .filter(is_denial)
        .chain(denied)
        .filter(of_actor)
        .map(|(record, _)| record.id.clone())
        .collect();
    let rivals: Vec<_> = told
        .iter()
        .filter(|other| is_rival(other.1, link))
        .map(|(record, _)| record.id.clone())
        .collect();
    let acquitted = told
        .iter()
        .filter(of_actor)
        .any(|(_, other)| other.link == ResponsibilityLink::Acquitted);
    let holds = !acquitted
        && match link.link {
            ResponsibilityLink::ReportedAsFact => true,
            ResponsibilityLink::Claimed => rivals.is_empty() && denials.is_empty(),
            _ => false,
        };
    Derived {
        value: Some(Value::Responsibility(link.clone())),
        bounds: None,
        status: if link.link == ResponsibilityLink::Denied || denials.is_empty() {
            SlotStatus::Settled
        } else {
            SlotStatus::Contested
        },
        rule: if holds {
            Rule::Responsible
        } else {
            Rule::NotDerived
        },
        support: vec![record.id.clone()],
        rivals,
        denials,
        superseded: standing.superseded.clone(),
    }
}

/// Another actor that claims the act too; accusations are no votes.
fn is_rival(other: &Responsibility, link: &Responsibility) -> bool {
    let takes = |link: ResponsibilityLink| {
        matches!(
            link,
            ResponsibilityLink::Claimed | ResponsibilityLink::ReportedAsFact
        )
    };
    takes(other.link) && takes(link.link) && name(other) != name(link)
}

/// What an actor is known by: its organisation, else its words without an article.
fn name(link: &Responsibility) -> String {
    let words = link
        .actor
        .organisation
        .as_ref()
        .unwrap_or(&link.actor.mention)
        .to_lowercase();
    words.trim_start_matches("the ").to_owned()
}
