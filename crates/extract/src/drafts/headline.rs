//! A headline tells what the lead tells, in fewer words and with a coarser place.

use dateline_core::{FigureKind, TimeFrame};

use super::retold::absorb;
use super::telling::tells_another;
use super::{Draft, Reading};

/// Sentences after the headline in which its incident is told again.
const LEAD_SENTENCES: usize = 3;

/// Joins the incident that the headline alone tells with the first of its kind that the lead tells, unless dates, countries or
/// figures speak against it. Places do not: a headline names the city, or what a gazetteer takes for another place.
pub(super) fn join_lead(reading: &Reading<'_>, drafts: &mut Vec<Draft<'_>>) {
    let end = headline_sentences(reading);
    // What tells no day may have gone on into the lead.
    let is_headline = |draft: &Draft<'_>| {
        let last = if draft.dates.is_empty() { end + 1 } else { end };
        let mut sentences = draft.events.iter().map(|&at| reading.events[at].sentence);
        draft.first_sentence < end && sentences.all(|sentence| sentence < last)
    };
    let Some(head) = drafts.iter().position(is_headline) else {
        return;
    };
    let lead = (0..drafts.len())
        .filter(|&id| {
            id != head && (end..end + LEAD_SENTENCES).contains(&drafts[id].first_sentence)
        })
        .min_by_key(|&id| {
            (
                drafts[id].incident_type != drafts[head].incident_type,
                drafts[id].first_sentence,
            )
        });
    if let Some(lead) = lead.filter(|&id| is_same(reading, &drafts[head], &drafts[id])) {
        let told = drafts.remove(lead);
        let headline = &mut drafts[head - usize::from(lead < head)];
        absorb(reading, headline, told);
        // "new information about it" makes an old incident current (codebook section 2).
        headline.time_frame = TimeFrame::Current;
    }
}

/// How many sentences the headline takes: those of a first paragraph that does not end as a sentence does.
pub(crate) fn headline_sentences(reading: &Reading<'_>) -> usize {
    let first = reading.paragraphs.first();
    let end = reading
        .paragraphs
        .iter()
        .take_while(|&number| Some(number) == first)
        .count();
    if end == 0 || end == reading.paragraphs.len() || end > 2 {
        return 0;
    }
    let last = reading
        .document
        .text
        .slice(reading.syntax.sentence_span(end - 1));
    let ends_as_sentence = last.trim_end().ends_with(['.', '!', '"', '”']);
    if ends_as_sentence { 0 } else { end }
}

fn is_same(reading: &Reading<'_>, headline: &Draft<'_>, lead: &Draft<'_>) -> bool {
    let dates_fit = headline.dates.iter().all(|date| {
        lead.dates
            .iter()
            .all(|other| date.value.is_compatible(&other.value))
    });
    let countries = |draft: &Draft<'_>| {
        let found = draft
            .places
            .iter()
            .filter_map(|place| place.value.country_code.clone());
        found.collect::<Vec<_>>()
    };
    let (here, there) = (countries(headline), countries(lead));
    let countries_fit =
        here.is_empty() || there.is_empty() || here.iter().any(|code| there.contains(code));
    let is_another = lead.events.first().is_some_and(|&at| {
        let event = &reading.events[at];
        tells_another(reading.syntax, event.sentence, event.trigger.first)
    });
    headline.incident_type == lead.incident_type
        && headline.time_frame == TimeFrame::Current
        && dates_fit
        && countries_fit
        && figures_fit(reading, headline, lead)
        && !is_another
}

/// Whether no number of dead or wounded differs.
fn figures_fit(reading: &Reading<'_>, headline: &Draft<'_>, lead: &Draft<'_>) -> bool {
    let numbers = |draft: &Draft<'_>, kind: FigureKind| {
        let counted = reading
            .counted
            .iter()
            .filter(|counted| counted.figure.kind == kind && draft.events.contains(&counted.event));
        let number = counted
            .filter_map(|counted| counted.figure.bounds.best().or(counted.figure.bounds.low()));
        number.collect::<Vec<_>>()
    };
    [FigureKind::Killed, FigureKind::Wounded]
        .into_iter()
        .all(|kind| {
            let (here, there) = (numbers(headline, kind), numbers(lead, kind));
            here.is_empty() || there.is_empty() || here.iter().any(|number| there.contains(number))
        })
}
