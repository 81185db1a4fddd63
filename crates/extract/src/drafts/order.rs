//! In which order a report's incidents are told: an act before the arrests that follow it.

use dateline_core::{IncidentType, TimeFrame};

use super::dating::is_ended_by_arrest;
use super::{Draft, Reading};
use crate::setting::aftermath::{Class, is_of};

/// "Two men held over the market killing ... the traders were shot on Monday": the arrest followed what it was for, though it is told
/// first.
pub(super) fn act_before_arrest<'a>(
    reading: &Reading<'_>,
    drafts: Vec<Draft<'a>>,
) -> Vec<Draft<'a>> {
    let place = |id: usize| match act_of_arrest(reading, &drafts, id) {
        Some(act) => (act, 1, id),
        None => (id, 0, id),
    };
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&id| place(id));
    let mut new_index = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        new_index[old] = new;
    }
    let mut drafts: Vec<_> = drafts.into_iter().map(Some).collect();
    let moved = order.iter().filter_map(|&old| drafts[old].take());
    moved
        .map(|mut draft| {
            draft.part_of = draft.part_of.map(|parent| new_index[parent]);
            draft
        })
        .collect()
}

/// The act told later for which an arrest was made: one of the same sentences, or the first where the arrest's name an act.
fn act_of_arrest(reading: &Reading<'_>, drafts: &[Draft<'_>], id: usize) -> Option<usize> {
    let arrest = &drafts[id];
    if arrest.incident_type != IncidentType::Arrest || !arrest.is_whole() {
        return None;
    }
    let own = arrest.sentences(reading);
    let names_act = own.iter().any(|&sentence| {
        let mut tokens = reading.syntax.sentence_tokens(sentence);
        tokens.any(|id| is_of(reading.syntax.word(id), Class::Act))
    });
    let is_act = |&other: &usize| {
        let act = &drafts[other];
        let is_beside = || act.sentences(reading).iter().any(|at| own.contains(at));
        act.is_whole()
            && act.time_frame == TimeFrame::Current
            && is_ended_by_arrest(act.incident_type)
            && (names_act || is_beside())
    };
    (id + 1..drafts.len()).find(is_act)
}
