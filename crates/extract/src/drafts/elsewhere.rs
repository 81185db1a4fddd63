//! Which phrases belong to which incident, where a report tells of several.

use dateline_core::{Span, TimeFrame};

use super::{Draft, Reading};

/// Notes for each draft which phrases belong to others, where a sentence tells of those alone; an operation shares with its parts.
pub(super) fn tell_elsewhere(reading: &Reading<'_>, drafts: &mut [Draft<'_>]) {
    let sentences: Vec<Vec<usize>> = drafts
        .iter()
        .map(|draft| draft.sentences(reading))
        .collect();
    let phrases: Vec<Vec<(Span, usize)>> = drafts
        .iter()
        .map(|draft| phrases(reading, drafts, draft))
        .collect();
    for id in 0..drafts.len() {
        let is_other = |other: &usize| {
            *other != id && drafts[*other].part_of != Some(id) && drafts[id].part_of != Some(*other)
        };
        drafts[id].elsewhere = (0..drafts.len())
            .filter(is_other)
            .flat_map(|other| phrases[other].iter().map(move |phrase| (other, phrase)))
            .filter(|(other, (_, sentence))| {
                sentences[*other].contains(sentence) && !sentences[id].contains(sentence)
            })
            .map(|(_, &(span, _))| span)
            .collect();
    }
}

/// What takes part in a draft, by the tree, by the figures and by the encoder, each with its sentence.
fn phrases(reading: &Reading<'_>, drafts: &[Draft<'_>], draft: &Draft<'_>) -> Vec<(Span, usize)> {
    let acts = draft.events.iter().map(|&at| &reading.events[at]);
    let parties = acts.flat_map(|event| {
        let heads = event.agents.iter().chain(&event.patients);
        heads.map(|&head| (reading.syntax.noun_phrase(head), event.sentence))
    });
    let counted = reading
        .counted
        .iter()
        .filter(|one| draft.events.contains(&one.event));
    let counted = counted.map(|one| (one.phrase, reading.events[one.event].sentence));
    let members = draft
        .found
        .into_iter()
        .flat_map(|id| &reading.found[id].members);
    let members = members.flat_map(|member| member.told.iter().copied());
    // All that a sentence of history names belongs to history, and all that one of a single site names to that site.
    let own = draft.sentences(reading).into_iter();
    let own = own.map(|sentence| (reading.syntax.sentence_span(sentence), sentence));
    let is_site = draft
        .part_of
        .is_some_and(|whole| drafts[whole].is_operation);
    let is_apart = draft.time_frame == TimeFrame::Background || is_site;
    let told = parties.chain(counted).chain(members);
    told.chain(own.filter(|_| is_apart)).collect()
}
