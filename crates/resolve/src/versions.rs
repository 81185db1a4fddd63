//! What a later version of a document does to the claims of the earlier ones (codebook section 7): nothing of these counts any longer.

use std::collections::BTreeMap;

use dateline_core::value::Value;
use dateline_core::{ClaimId, DocumentId, Slot};

use crate::alike;
use crate::standing::Told;

/// Claims of earlier versions.
#[derive(Debug, Default)]
pub(crate) struct Outdated {
    /// The latest version says the same or something else of the matter: each with its claim.
    pub(crate) replaced: BTreeMap<ClaimId, ClaimId>,
    /// The latest version no longer speaks of it: each with that version.
    pub(crate) withdrawn: BTreeMap<ClaimId, DocumentId>,
}

impl Outdated {
    /// Whether a claim is one of an earlier version.
    pub(crate) fn holds(&self, claim: &ClaimId) -> bool {
        self.replaced.contains_key(claim) || self.withdrawn.contains_key(claim)
    }
}

/// Claims of documents that a later version replaced; `versions` has each such document with its latest version.
pub(crate) fn outdated(
    claims: &[Told<'_>],
    versions: &BTreeMap<DocumentId, DocumentId>,
) -> Outdated {
    let mut outdated = Outdated::default();
    for told in claims {
        let Some(latest) = versions.get(&told.record.document) else {
            continue;
        };
        let id = told.record.id.clone();
        let of_latest = claims
            .iter()
            .filter(|other| other.record.document == *latest)
            .filter_map(|other| Some((rank(told, other)?, other)));
        // Of equal rank the one told first.
        let by = of_latest.min_by_key(|(rank, other)| (*rank, other.record.claim.number));
        match by {
            Some((_, by)) => drop(outdated.replaced.insert(id, by.record.id.clone())),
            None => drop(outdated.withdrawn.insert(id, latest.clone())),
        }
    }
    outdated
}

/// How well a claim of the latest version answers an earlier one's, 0 best; `None` if it speaks of another matter.
fn rank(told: &Told<'_>, other: &Told<'_>) -> Option<u8> {
    let slot = told.record.claim.slot;
    if other.record.claim.slot != slot {
        return None;
    }
    let is_same = match (told.value(), other.value()) {
        (Some(one), Some(other)) => alike::is_same(one, other),
        (None, None) => true,
        _ => false,
    };
    match (is_same, told.voice == other.voice) {
        (true, true) => Some(0),
        (true, false) => Some(1),
        (false, is_one_voice) => {
            is_of_one_matter(slot, told, other).then_some(3 - u8::from(is_one_voice))
        }
    }
}

/// Whether another value of the slot is that of the same matter: the only one there can be, or a figure of the same people.
fn is_of_one_matter(slot: Slot, told: &Told<'_>, other: &Told<'_>) -> bool {
    match (told.value(), other.value()) {
        (Some(Value::Figure(one)), Some(Value::Figure(other))) => {
            one.relation == other.relation && one.of_kind == other.of_kind && one.side == other.side
        }
        _ => !slot.holds_several(),
    }
}
