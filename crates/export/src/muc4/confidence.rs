//! How sure MUC-4's key is that an organisation did it. Its annotators read a report otherwise than the codebook does: what officials tell
//! without more is a fact to them as often as an accusation. What the claims of a report say is therefore weighed with
//! `data/muc4/confidence.tsv` (made by `training/muc4_confidence.py`); the claims themselves stay as they are.

use std::collections::BTreeSet;

use dateline_core::value::{Actor, Value};
use dateline_core::{ClaimRecord, ResponsibilityLink};

use super::footing::named;
use super::lexicon::CONFIDENCES;
use super::phrase::words;
use super::told::Report;

/// The order of the weights in the table.
const LINKS: [ResponsibilityLink; 5] = [
    ResponsibilityLink::ReportedAsFact,
    ResponsibilityLink::Accused,
    ResponsibilityLink::AccusedByAuthorities,
    ResponsibilityLink::Claimed,
    ResponsibilityLink::Possible,
];

/// From how many links on a number says no more.
const MANY: usize = 3;

/// What speaks for the confidence of one organisation of a template: what `training/muc4_confidence.py` learns from.
#[derive(Debug, Clone)]
pub struct ConfidenceSigns {
    /// The type of its template.
    pub incident_type: &'static str,
    /// All its names.
    pub names: Vec<String>,
    /// The confidence by its claims alone.
    pub told: &'static str,
    /// What speaks for this or that confidence.
    pub signs: BTreeSet<String>,
}

/// The signs of an organisation that goes by these names and is `told` so, in a template of this category.
pub(super) fn signs(
    report: &Report<'_>,
    names: &[String],
    told: &str,
    category: Option<&str>,
) -> BTreeSet<String> {
    let mut signs = BTreeSet::from(["ANY".to_owned(), format!("TOLD {told}")]);
    let own = report
        .records()
        .filter(|record| actor_of(record).is_some_and(|actor| is_named(names, actor)));
    let mut links = Vec::new();
    for record in own {
        signs.extend(of_claim(record));
        let cue = record.claim.evidence.cue;
        let cue = cue.and_then(|cue| report.document().text.get(cue).ok());
        signs.extend(cue.map(|cue| format!("CUE {}", cue.to_lowercase())));
        if let Some(Value::Responsibility(one)) = &record.claim.value {
            links.push(one.link);
        }
    }
    signs.extend(of_links(links));
    signs.insert(format!("CATEGORY {}", category.unwrap_or("NONE")));
    signs
}

/// The likeliest confidence by these signs. What an organisation claims itself is claimed, and an acquittal stands.
pub(super) fn likeliest(told: &'static str, signs: &BTreeSet<String>) -> &'static str {
    let stands = [ResponsibilityLink::Claimed, ResponsibilityLink::Acquitted];
    if stands.into_iter().any(|link| named(link) == told) {
        return told;
    }
    let mut odds = [0.0; LINKS.len()];
    for weights in signs
        .iter()
        .filter_map(|sign| CONFIDENCES.get(sign.as_str()))
    {
        for (sum, weight) in odds.iter_mut().zip(weights) {
            *sum += weight;
        }
    }
    let scored = LINKS.into_iter().zip(odds);
    scored
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map_or(told, |(link, _)| named(link))
}

/// Which links there are, and how many.
fn of_links(mut links: Vec<ResponsibilityLink>) -> [String; 2] {
    let number = links.len().min(MANY);
    links.sort_unstable();
    links.dedup();
    let mut kinds: Vec<String> = links.iter().map(ToString::to_string).collect();
    if kinds.is_empty() {
        kinds.push("none".to_owned());
    }
    [
        format!("LINKS {}", kinds.join(" ")),
        format!("NUMBER OF LINKS {number}"),
    ]
}

fn actor_of(record: &ClaimRecord) -> Option<&Actor> {
    match record.claim.value.as_ref()? {
        Value::Perpetrator(actor) => Some(actor),
        Value::Responsibility(one) => Some(&one.actor),
        _ => None,
    }
}

/// Who ties the organisation to an act, how, and how surely.
fn of_claim(record: &ClaimRecord) -> Vec<String> {
    let claim = &record.claim;
    let speaker = claim.source.speaker().kind;
    let tie = match &claim.value {
        Some(Value::Responsibility(one)) => format!("LINK {}", one.link),
        _ => "PERPETRATOR".to_owned(),
    };
    let mut signs = vec![
        format!("{tie} by {speaker}"),
        format!("{tie} {}", claim.certainty),
        tie,
    ];
    if claim.distanced {
        signs.push("DISTANCED".to_owned());
    }
    signs
}

/// Whether one of some names and an actor's are the same, or one stands in the other.
fn is_named(names: &[String], actor: &Actor) -> bool {
    let line = |name: &str| {
        let all: Vec<String> = words(name).into_iter().map(|word| word.low).collect();
        format!(" {} ", all.join(" "))
    };
    let told = [Some(&actor.mention), actor.organisation.as_ref()];
    told.into_iter().flatten().any(|other| {
        let other = line(other);
        names.iter().map(|name| line(name)).any(|name| {
            !name.trim().is_empty()
                && !other.trim().is_empty()
                && (other.contains(&name) || name.contains(&other))
        })
    })
}
