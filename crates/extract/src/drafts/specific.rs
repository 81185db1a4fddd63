//! What is specific enough to be an incident, and the setting that its neighbours tell.

use dateline_core::DatePrecision;

use super::certainty::may_stand_alone;
use super::{Draft, Reading, dating, is_coarse};
use crate::setting::{coarseness, places_of};

/// Keeps what the codebook calls specific: it happened somewhere, at some time, to someone.
pub(super) fn keep_specific<'a>(reading: &Reading<'_>, drafts: Vec<Draft<'a>>) -> Vec<Draft<'a>> {
    let keep: Vec<bool> = drafts
        .iter()
        .map(|draft| {
            draft.part_of.is_some()
                || draft.found.is_some()
                || (may_stand_alone(reading, draft) && is_specific(reading, draft))
        })
        .collect();
    // What force was used against makes the protest specific too.
    let keep: Vec<bool> = (0..drafts.len())
        .map(|id| {
            keep[id]
                || drafts
                    .iter()
                    .any(|part| part.part_of == Some(id) && is_specific(reading, part))
        })
        .collect();
    let new_index = |old: usize| keep[..old].iter().filter(|&&kept| kept).count();
    drafts
        .into_iter()
        .enumerate()
        .filter(|&(old, ref draft)| keep[old] && draft.part_of.is_none_or(|parent| keep[parent]))
        .map(|(_, mut draft)| {
            draft.part_of = draft.part_of.map(new_index);
            draft
        })
        .collect()
}

fn is_specific(reading: &Reading<'_>, draft: &Draft<'_>) -> bool {
    let has_figure = reading
        .counted
        .iter()
        .any(|counted| draft.events.contains(&counted.event));
    let has_place = draft.places.iter().any(|place| !is_coarse(&place.value));
    let is_dated = |coarsest: DatePrecision| {
        draft
            .dates
            .iter()
            .any(|date| date.value.precision <= coarsest)
    };
    let has_date = is_dated(DatePrecision::Month);
    let has_party = draft.events.iter().any(|&at| {
        let event = &reading.events[at];
        !event.patients.is_empty() || !event.agents.is_empty()
    });
    let is_named = draft
        .events
        .iter()
        .any(|&at| reading.events[at].trigger.sense.rank >= 2);
    let evidence = u8::from(has_figure)
        + u8::from(has_place)
        + u8::from(is_dated(DatePrecision::Year))
        + u8::from(has_party);
    // A weekday that cannot be resolved and a country bound an act that the words name, with one who took part.
    let has_setting = !draft.dates.is_empty() || !draft.places.is_empty();
    let is_done_to = |least: u8| {
        draft.events.iter().any(|&at| {
            let event = &reading.events[at];
            event.trigger.sense.rank >= least
                && !event.agents.is_empty()
                && !event.patients.is_empty()
        })
    };
    let is_told = is_named && has_party && has_setting
        || is_done_to(1) && has_setting
        || is_done_to(2)
        || is_named && !draft.dates.is_empty() && !draft.places.is_empty();
    let is_single = draft.events.iter().any(|&at| names_one_act(reading, at));
    is_told
        || evidence >= 2
        || (evidence == 1 && is_named && (has_figure || has_date || (has_place && is_single)))
}

/// "a shooting in a park" is one act; "bombings in Kabul" may be any.
fn names_one_act(reading: &Reading<'_>, at: usize) -> bool {
    let token = reading.events[at].trigger.token;
    reading.syntax.upos(token) == "VERB" || !reading.syntax.word(token).ends_with('s')
}

/// An act told without place or date takes those of the sentences beside it, where no other act is told.
pub(super) fn borrow_settings<'a>(reading: &'a Reading<'a>, drafts: &mut [Draft<'a>]) {
    for id in 0..drafts.len() {
        if !drafts[id].is_whole() {
            continue;
        }
        let beside = sentences_beside(reading, drafts, id);
        let has_fine_place = drafts[id]
            .places
            .iter()
            .any(|place| !is_coarse(&place.value));
        if !has_fine_place {
            let found = beside.iter().find_map(|&sentence| {
                let start = reading.syntax.sentence_tokens(sentence).start;
                let fine = places_of(reading.syntax, reading.places, reading.said, start)
                    .into_iter()
                    .filter(|place| !is_coarse(&place.value));
                fine.min_by_key(|place| (coarseness(&place.value), place.span))
            });
            drafts[id].places.extend(found);
        }
        dating::borrow_day(reading, &mut drafts[id], &beside);
    }
}

/// The sentences of a draft, and those before and after its opening, that tell of no other draft.
fn sentences_beside(reading: &Reading<'_>, drafts: &[Draft<'_>], id: usize) -> Vec<usize> {
    let own: Vec<usize> = drafts[id]
        .events
        .iter()
        .map(|&at| reading.events[at].sentence)
        .collect();
    let first = drafts[id].first_sentence;
    let near = [first + 1, first.wrapping_sub(1), first + 2];
    let tells_other = |sentence: usize| {
        drafts.iter().enumerate().any(|(other, draft)| {
            other != id
                && draft
                    .events
                    .iter()
                    .any(|&at| reading.events[at].sentence == sentence)
        })
    };
    let beside = near
        .into_iter()
        .filter(|&sentence| sentence < reading.syntax.sentence_count() && !tells_other(sentence));
    own.iter().copied().chain(beside).collect()
}
