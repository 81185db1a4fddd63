//! Responsibility (codebook section 6, rule 4): every link is shown, few are derived.

use dateline_core::value::{Responsibility, Value};
use dateline_core::{ClaimId, Derived, DocumentId, ResponsibilityLink, Rule, SlotStatus};

use crate::lists::valued;
use crate::standing::{Standing, Told};

/// A link with the claim that makes it.
type Link<'t> = (&'t Told<'t>, &'t Responsibility);

/// One entry for each actor and link. `Rule::Responsible` marks the organisation that is derived: reported as fact, or
/// claimed with no rival claim and no denial; all other entries are `Rule::NotDerived`.
pub(crate) fn derive_responsibility(standing: &Standing<'_>) -> Vec<Derived> {
    let told = links(&standing.assertions);
    let denied = links(&standing.denials);
    let mut derived: Vec<Derived> = Vec::new();
    for (claim, link) in told.iter().chain(&denied) {
        let known = derived.iter_mut().find(|other| matches!(&other.value, Some(Value::Responsibility(known)) if known.link == link.link && name(known) == name(link)));
        match known {
            Some(known) => known.support.push(claim.record.id.clone()),
            None => derived.push(entry(claim, link, &told, &denied, standing)),
        }
    }
    derived
}

fn links<'t>(claims: &[&'t Told<'t>]) -> Vec<Link<'t>> {
    valued(claims)
        .into_iter()
        .filter_map(|(told, value)| match value {
            Value::Responsibility(link) => Some((told, link)),
            _ => None,
        })
        .collect()
}

fn entry(
    claim: &Told<'_>,
    link: &Responsibility,
    told: &[Link<'_>],
    denied: &[Link<'_>],
    standing: &Standing<'_>,
) -> Derived {
    let own = name(link);
    let is_denial = |other: &&Link<'_>| other.1.link == ResponsibilityLink::Denied;
    let of_actor = |other: &&Link<'_>| name(other.1) == own;
    let denials: Vec<ClaimId> = told
        .iter()
        .filter(is_denial)
        .chain(denied)
        .filter(of_actor)
        .map(|(told, _)| told.record.id.clone())
        .collect();
    let rivals: Vec<ClaimId> = told
        .iter()
        .filter(|other| is_rival(other.1, link))
        .map(|(told, _)| told.record.id.clone())
        .collect();
    let mut of_actor = told.iter().chain(denied).filter(of_actor);
    let is_acquitted = of_actor.any(|(_, other)| other.link == ResponsibilityLink::Acquitted);
    let holds = !is_acquitted
        && match link.link {
            ResponsibilityLink::ReportedAsFact => !is_disputed_fact(link, told),
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
        support: vec![claim.record.id.clone()],
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

/// Whether a report tells of another organisation as a fact, and of this one not: then the two reports contradict each
/// other, and it is not for a count of reports to say which of them is right.
fn is_disputed_fact(link: &Responsibility, told: &[Link<'_>]) -> bool {
    let facts = || {
        told.iter()
            .filter(|(_, other)| other.link == ResponsibilityLink::ReportedAsFact)
    };
    let names_this = |report: &DocumentId| {
        facts().any(|(told, other)| told.report.original == report && name(other) == name(link))
    };
    facts().any(|(told, other)| {
        let organisations = (&other.actor.organisation, &link.actor.organisation);
        matches!(organisations, (Some(other), Some(own)) if other != own)
            && !names_this(told.report.original)
    })
}

/// What an actor is known by: its organisation, else its words without an article.
pub(crate) fn name(link: &Responsibility) -> String {
    let words = link
        .actor
        .organisation
        .as_ref()
        .unwrap_or(&link.actor.mention)
        .to_lowercase();
    words.trim_start_matches("the ").to_owned()
}
