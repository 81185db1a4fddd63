//! Why a slot has its value: every claim in order of time, and the rule that chose.

use std::io::{self, Write};

use anstyle::Style;
use dateline_core::{Rule, SlotStatus};

use super::{log, phrase, quote};
use crate::wire::{Claim, Decision, Incident, ListedIncident, Term};

const BOLD: Style = Style::new().bold();

/// Explains one slot of an incident, given by its name in the codebook.
pub fn explain(
    out: &mut impl Write,
    listed: &ListedIncident,
    slot: dateline_core::Slot,
) -> io::Result<()> {
    let incident = &listed.incident;
    let kind = incident
        .kind
        .map_or_else(|| "incident".to_owned(), phrase::term);
    writeln!(
        out,
        "{BOLD}{} of {} {kind}{BOLD:#}",
        phrase::term(slot),
        incident.id
    )?;
    for outcome in outcomes(incident, slot) {
        writeln!(out, "  value   {}", outcome.words)?;
        writeln!(out, "  status  {}", outcome.status)?;
        writeln!(
            out,
            "  rule    {} ({}, policy {})",
            phrase::rule(outcome.rule),
            outcome.rule,
            incident.policy
        )?;
    }
    for one in listed.decisions.iter().filter(|one| one.sets(slot)) {
        decision(out, one)?;
    }
    let mut claims: Vec<&Claim> = incident
        .claims
        .iter()
        .filter(|claim| claim.slot == Term(slot))
        .collect();
    let version = |claim: &Claim| {
        let document = listed.documents.iter().find(|one| one.id == claim.document);
        document.map_or(1, |document| document.version)
    };
    claims.sort_by_key(|claim| {
        (
            claim.published,
            version(claim),
            claim.document.clone(),
            claim.number,
        )
    });
    writeln!(out)?;
    for (number, claim) in (1..).zip(&claims) {
        one_claim(out, number, claim, &claims, listed)?;
    }
    let earlier = listed.earlier_claims.iter();
    for one in earlier.filter(|one| one.claim.slot == Term(slot)) {
        writeln!(out, "     read before by {}, counts no longer:", one.coder)?;
        one_claim(out, 0, &one.claim, &[], listed)?;
    }
    Ok(())
}

/// One derived value of the slot.
struct Outcome {
    words: String,
    status: SlotStatus,
    rule: Rule,
}

/// What the slot came to, as its JSON says: lists have one outcome a value.
fn outcomes(incident: &Incident, slot: dateline_core::Slot) -> Vec<Outcome> {
    use dateline_core::Slot;
    fn list<T>(list: &[crate::wire::Derived<T>], words: impl Fn(&T) -> String) -> Vec<Outcome> {
        list.iter()
            .map(|one| Outcome {
                words: one
                    .value
                    .as_ref()
                    .map_or_else(|| "none stands".to_owned(), &words),
                status: one.status.0,
                rule: one.rule.0,
            })
            .collect()
    }
    match slot {
        Slot::Date => list(incident.date.as_slice(), phrase::date),
        Slot::Place => list(incident.place.as_slice(), phrase::place),
        Slot::Perpetrator => list(&incident.perpetrators, phrase::actor),
        Slot::SideA => list(&incident.side_a, phrase::actor),
        Slot::SideB => list(&incident.side_b, phrase::actor),
        Slot::Territory => list(&incident.territory, phrase::actor),
        Slot::Victim => list(&incident.victims, phrase::people),
        Slot::Target => list(&incident.targets, phrase::thing),
        Slot::Weapon => list(&incident.weapons, phrase::weapon),
        Slot::Responsibility => list(&incident.responsibility, phrase::responsibility),
        other if incident.terms.contains_key(&other.to_string()) => {
            let term = incident.terms.get(&other.to_string());
            list(term.map_or(&[][..], std::slice::from_ref), phrase::value)
        }
        figure => incident
            .figures
            .get(&figure.to_string())
            .map(|slot| Outcome {
                words: phrase::figure_slot(slot),
                status: slot.derived.status.0,
                rule: slot.derived.rule.0,
            })
            .into_iter()
            .collect(),
    }
}

/// "  decided 2021-05-05 by R. Viewer, decision 3: killed is 14 (two papers say so)"
fn decision(out: &mut impl Write, one: &Decision) -> io::Result<()> {
    writeln!(
        out,
        "  decided {} by {}, decision {}: {} ({})",
        log::day(one),
        one.reviewer,
        one.number,
        log::words(&one.action),
        one.reason,
    )
}

fn one_claim(
    out: &mut impl Write,
    number: usize,
    claim: &Claim,
    claims: &[&Claim],
    listed: &ListedIncident,
) -> io::Result<()> {
    let replaced = listed.incident.superseded();
    let position = |id: &str| {
        claims
            .iter()
            .position(|other| other.id == id)
            .map(|at| at + 1)
    };
    let said = claim
        .published
        .map_or_else(|| "day unknown".to_owned(), |day| day.to_string());
    let document = listed
        .documents
        .iter()
        .find(|document| document.id == claim.document);
    let publisher = document
        .and_then(|document| document.publisher.as_ref())
        .map_or("publisher unknown", |name| name.as_str());
    let version = document
        .filter(|document| document.version > 1 || document.replaced_by.is_some())
        .map(|document| format!(" · version {}", document.version))
        .unwrap_or_default();
    let value = claim
        .value
        .as_ref()
        .map_or_else(|| "no value".to_owned(), phrase::value);
    writeln!(
        out,
        "{number:>3}. {said} · {publisher}{version} · {BOLD}{value}{BOLD:#}"
    )?;
    writeln!(
        out,
        "     {} ({}, {})",
        phrase::attribution(claim),
        claim.stance,
        claim.source.chain[0].kind
    )?;
    if let Some(earlier) = &claim.supersedes {
        let which = position(earlier).map_or_else(|| earlier.clone(), |at| at.to_string());
        writeln!(out, "     supersedes {which}")?;
    }
    if let Some(later) = replaced.get(claim.id.as_str()) {
        let which = position(later).map_or_else(|| (*later).to_owned(), |at| at.to_string());
        writeln!(out, "     superseded by {which}: no longer counts")?;
    }
    if let Some(latest) = &claim.withdrawn_by {
        let latest = latest.get(..12).unwrap_or(latest);
        writeln!(
            out,
            "     withdrawn: the later version {latest} of the report no longer says so"
        )?;
    }
    if let Some(cue) = &claim.evidence.cue {
        writeln!(out, "     cue: \"{cue}\"")?;
    }
    quote::whole(out, &claim.evidence, 5)
}
