//! Which claims still count (codebook section 6, rule 1).

use std::collections::BTreeMap;

use dateline_core::value::{Figure, Value};
use dateline_core::{ClaimId, ClaimRecord, DocumentId, Slot, Stance};

use crate::report::{Report, reports};
use crate::superseding::replacements;
use crate::versions::Outdated;
use crate::voice::{Voice, voice};

/// A claim with what its report adds to it.
#[derive(Debug, Clone)]
pub(crate) struct Told<'a> {
    /// The claim.
    pub(crate) record: &'a ClaimRecord,
    /// Who says it.
    pub(crate) voice: Voice<'a>,
    /// Where it is said.
    pub(crate) report: Report<'a>,
}

impl<'a> Told<'a> {
    /// The value that the claim gives or denies.
    pub(crate) fn value(&self) -> Option<&'a Value> {
        self.record.claim.value.as_ref()
    }

    /// The figure that the claim gives or denies.
    pub(crate) fn figure(&self) -> Option<&'a Figure> {
        match self.value() {
            Some(Value::Figure(figure)) => Some(figure),
            _ => None,
        }
    }

    /// Whether the claim says that something is so.
    pub(crate) fn asserts(&self) -> bool {
        matches!(
            self.record.claim.stance,
            Stance::Asserts | Stance::Confirms | Stance::Updates
        )
    }
}

/// The claims of one incident, each with its voice and report.
pub(crate) fn told<'a>(
    records: &[&'a ClaimRecord],
    copies: &'a BTreeMap<DocumentId, DocumentId>,
) -> Vec<Told<'a>> {
    let reports = reports(records, copies);
    let one = |&record: &&'a ClaimRecord| {
        let report = reports.get(&record.document)?.clone();
        Some(Told {
            voice: voice(record, &report),
            record,
            report,
        })
    };
    records.iter().filter_map(one).collect()
}

/// The claims of one slot, told apart by what they do to its value.
#[derive(Default)]
pub(crate) struct Standing<'t> {
    /// They give a value, and count.
    pub(crate) assertions: Vec<&'t Told<'t>>,
    /// They deny it, and count.
    pub(crate) denials: Vec<&'t Told<'t>>,
    /// They say that it is not known.
    pub(crate) questions: Vec<&'t Told<'t>>,
    /// They no longer count, each with the claim that replaced it.
    pub(crate) superseded: Vec<(ClaimId, ClaimId)>,
}

impl Standing<'_> {
    /// The claims that deny, by name.
    pub(crate) fn denial_ids(&self) -> Vec<ClaimId> {
        self.denials
            .iter()
            .map(|told| told.record.id.clone())
            .collect()
    }
}

/// The slots of an incident; a superseded claim no longer counts and stays visible, and so does one of an outdated version.
pub(crate) fn standing<'t>(
    claims: &'t [Told<'t>],
    outdated: &Outdated,
) -> BTreeMap<Slot, Standing<'t>> {
    let replaced = replaced(claims, outdated);
    let mut slots: BTreeMap<Slot, Standing<'t>> = BTreeMap::new();
    for told in claims {
        let record = told.record;
        let slot = slots.entry(record.claim.slot).or_default();
        match replaced.get(&record.id) {
            Some(by) => slot.superseded.push((record.id.clone(), by.clone())),
            None if outdated.withdrawn.contains_key(&record.id) => {}
            None => match record.claim.stance {
                Stance::Denies => slot.denials.push(told),
                Stance::Questions => slot.questions.push(told),
                // A retraction takes away what it names, and gives nothing in its stead.
                Stance::Retracts => {}
                _ if record.claim.value.is_some() => slot.assertions.push(told),
                _ => {}
            },
        }
    }
    slots
}

/// Claims that were replaced, each with the one that replaces it. What an outdated version said replaces nothing.
fn replaced(claims: &[Told<'_>], outdated: &Outdated) -> BTreeMap<ClaimId, ClaimId> {
    let of_latest: Vec<Told<'_>> = claims
        .iter()
        .filter(|told| !outdated.holds(&told.record.id))
        .cloned()
        .collect();
    let found = replacements(&of_latest).into_iter();
    let mut replaced: BTreeMap<ClaimId, ClaimId> =
        found.map(|(old, by)| (old.clone(), by.clone())).collect();
    replaced.extend(outdated.replaced.clone());
    replaced
}
