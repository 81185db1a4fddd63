//! Which claims still count (codebook section 6, rule 1).

use std::collections::BTreeMap;

use dateline_core::{ClaimId, ClaimRecord, DocumentId, Slot, Stance};

/// The claims of one slot, told apart by what they do to its value.
#[derive(Default)]
pub(crate) struct Standing<'a> {
    /// They give a value, and count.
    pub(crate) assertions: Vec<&'a ClaimRecord>,
    /// They deny it, and count.
    pub(crate) denials: Vec<&'a ClaimRecord>,
    /// They say that it is not known.
    pub(crate) questions: Vec<&'a ClaimRecord>,
    /// They no longer count, each with the claim that replaced it.
    pub(crate) superseded: Vec<(ClaimId, ClaimId)>,
}

/// The slots of an incident; a superseded claim no longer counts and stays visible.
pub(crate) fn standing<'a>(records: &[&'a ClaimRecord]) -> BTreeMap<Slot, Standing<'a>> {
    let replaced = replacements(records);
    let mut slots: BTreeMap<Slot, Standing<'a>> = BTreeMap::new();
    for &record in records {
        let slot = slots.entry(record.claim.slot).or_default();
        match replaced.get(&record.id) {
            Some(&by) => slot.superseded.push((record.id.clone(), by.clone())),
            None => match record.claim.stance {
                Stance::Denies => slot.denials.push(record),
                Stance::Questions => slot.questions.push(record),
                _ if record.claim.value.is_some() => slot.assertions.push(record),
                // A retraction with no value of its own only takes away what it replaces.
                _ => {}
            },
        }
    }
    slots
}

/// Claims that were replaced, each with the claim that says so.
fn replacements<'a>(records: &[&'a ClaimRecord]) -> BTreeMap<&'a ClaimId, &'a ClaimId> {
    let by_number: BTreeMap<(&DocumentId, u32), &ClaimId> = records
        .iter()
        .map(|record| ((&record.document, record.claim.number), &record.id))
        .collect();
    records
        .iter()
        .filter_map(|record| {
            let replaced = by_number.get(&(&record.document, record.claim.supersedes?))?;
            Some((*replaced, &record.id))
        })
        .collect()
}
