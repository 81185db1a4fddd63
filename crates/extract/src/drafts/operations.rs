//! Operations and their parts (codebook section 2).

use dateline_core::{FigureKind, IncidentType};
use dateline_normalize::{figures, targets};

use super::belonging::is_street;
use super::{Draft, Reading};
use crate::events::Event;
use crate::knowledge::Knowledge;
use crate::setting::{Located, can_be_same_place, coarseness, date_of, places_of};

/// One act in several places ("the jailbreaks occurred in X and in Y") is an operation with a part for each.
pub(super) fn split_operations<'a>(reading: &'a Reading<'a>, drafts: &mut Vec<Draft<'a>>) {
    for id in 0..drafts.len() {
        let Some((at, places)) = drafts[id]
            .events
            .iter()
            .find_map(|&at| Some((at, sites_of(reading, at)?)))
        else {
            continue;
        };
        let siblings: Vec<usize> = (0..places.len()).map(|site| drafts.len() + site).collect();
        let date = date_of(
            reading.syntax,
            reading.dates,
            reading.said,
            reading.events[at].trigger.token,
        );
        for &place in &places {
            let part = Draft {
                events: vec![at],
                dates: date.into_iter().collect(),
                places: vec![place],
                part_of: Some(id),
                is_operation: false,
                found: None,
                repeats: Some(at),
                ..drafts[id].clone()
            };
            drafts.push(part);
        }
        share_events(reading, drafts, id, &siblings, at);
    }
}

/// "stormed two prisons": an act on a counted number of sites is an operation when two or more of them are told apart.
pub(super) fn split_counted_sites<'a>(
    reading: &'a Reading<'a>,
    knowledge: &Knowledge,
    drafts: &mut Vec<Draft<'a>>,
) {
    for id in 0..drafts.len() {
        if drafts[id].part_of.is_some()
            || drafts[id].is_operation
            || !counts_sites(reading, &drafts[id])
        {
            continue;
        }
        absorb_wholes(reading, knowledge, drafts, id);
        let own = own_sites(reading, &drafts[id]);
        let others: Vec<usize> = (id + 1..drafts.len())
            .filter(|&other| is_site_of(knowledge, &drafts[other], &drafts[id]))
            .collect();
        if own.len() + others.len() < 2 {
            continue;
        }
        for (place, events) in own {
            drafts[id].events.retain(|at| !events.contains(at));
            drafts[id].places.retain(|other| {
                !can_be_same_place(&other.value, &place.value) || coarseness(&other.value) > 3
            });
            let is_here = |other: &&usize| {
                drafts[**other]
                    .places
                    .iter()
                    .any(|site| can_be_same_place(&site.value, &place.value))
            };
            if let Some(&known) = others.iter().find(is_here) {
                drafts[known].events.extend(events);
                continue;
            }
            let part = Draft {
                events,
                dates: Vec::new(),
                places: vec![place],
                part_of: Some(id),
                ..drafts[id].clone()
            };
            drafts.push(part);
        }
        for other in others {
            drafts[other].part_of = Some(id);
            drafts[other].incident_type = drafts[id].incident_type;
        }
        leave_sites(drafts, id);
        drafts[id].is_operation = true;
    }
}

/// A later act told of several sites at once ("212 were gone: 170 from X and 42 from Y") is told of the operation.
fn absorb_wholes(
    reading: &Reading<'_>,
    knowledge: &Knowledge,
    drafts: &mut [Draft<'_>],
    operation: usize,
) {
    for other in operation + 1..drafts.len() {
        let wholes = sentences_of_several(&drafts[other]);
        if wholes.is_empty() || !is_site_of(knowledge, &drafts[other], &drafts[operation]) {
            continue;
        }
        let part = &mut drafts[other];
        let of_whole = |at: &usize| wholes.contains(&reading.events[*at].sentence);
        let (told, own): (Vec<usize>, Vec<usize>) = part.events.iter().partition(|at| of_whole(at));
        part.places
            .retain(|place| !wholes.contains(&place.sentence));
        if own.is_empty() {
            // A draft without acts, dates and places is not specific, and is left out.
            part.places.clear();
            part.dates.clear();
        }
        part.events = own;
        drafts[operation].events.extend(told);
    }
}

/// The sentences in which a draft is told of separate sites.
fn sentences_of_several(draft: &Draft<'_>) -> Vec<usize> {
    let sites = || {
        let places = draft.places.iter();
        places.filter(|place| coarseness(&place.value) <= 3)
    };
    let is_apart = |a: &&Located, b: &&Located| {
        a.sentence == b.sentence && !can_be_same_place(&a.value, &b.value)
    };
    let told = sites().filter(|a| sites().any(|b| is_apart(a, b)));
    told.map(|place| place.sentence).collect()
}

/// Whether an act of the draft is told of two to nine things that can be attacked, or of several acts at once.
fn counts_sites(reading: &Reading<'_>, draft: &Draft<'_>) -> bool {
    let syntax = reading.syntax;
    draft
        .events
        .iter()
        .map(|&at| &reading.events[at])
        .filter(|event| event.trigger.sense.rank >= 1)
        // "eight or nine gunshots" are heard in one place.
        .filter(|event| !["gunshots", "shots"].contains(&syntax.word(event.trigger.token)))
        .any(|event| {
            let of_act = event.patients.iter().copied().chain([event.trigger.token]);
            let of_clause = syntax.children_by(event.trigger.token, &["obl", "nmod"]);
            of_act.chain(of_clause).any(|head| {
                let phrase = syntax.noun_phrase(head);
                let is_site = targets::kind(reading.document.text.slice(syntax.span(head)))
                    .is_some()
                    || head == event.trigger.token && is_counted_act(reading, event);
                is_site
                    && figures::find(&reading.document.text, phrase)
                        .iter()
                        .any(|number| (2..=9).contains(&number.bounds.best().unwrap_or(0)))
            })
        })
}

/// "two separate bombings", but neither "2 shot" nor "the shooting deaths of three people": there people are counted.
fn is_counted_act(reading: &Reading<'_>, event: &Event) -> bool {
    let syntax = reading.syntax;
    let act = event.trigger.token;
    let mut numbers = syntax.children_by(act, &["nummod"]);
    let is_noun = matches!(syntax.upos(act), "NOUN" | "PROPN");
    matches!(
        event.trigger.sense.figure,
        None | Some(FigureKind::Affected)
    ) && (!is_noun || numbers.next().is_some())
}

/// The separate sites that a draft tells of outside its opening, each with the acts of its sentence.
fn own_sites<'a>(reading: &'a Reading<'a>, draft: &Draft<'a>) -> Vec<(&'a Located, Vec<usize>)> {
    let mut sites: Vec<(&Located, Vec<usize>)> = Vec::new();
    for &place in draft
        .places
        .iter()
        .filter(|place| coarseness(&place.value) <= 3 && place.sentence > draft.first_sentence)
        // What is told of two sites in one sentence is told of the whole.
        .filter(|place| {
            draft.places.iter().all(|other| {
                other.sentence != place.sentence
                    || coarseness(&other.value) > 3
                    || can_be_same_place(&other.value, &place.value)
            })
        })
    {
        let events: Vec<usize> = draft
            .events
            .iter()
            .copied()
            .filter(|&at| reading.events[at].sentence == place.sentence)
            .collect();
        match sites
            .iter_mut()
            .find(|(site, _)| can_be_same_place(&site.value, &place.value))
        {
            Some((_, known)) => known.extend(events),
            None if !events.is_empty() => sites.push((place, events)),
            None => {}
        }
    }
    for (_, events) in &mut sites {
        events.sort_unstable();
        events.dedup();
    }
    sites
}

/// Whether a later draft can be one of the sites of an operation.
fn is_site_of(knowledge: &Knowledge, draft: &Draft<'_>, operation: &Draft<'_>) -> bool {
    let dates_fit = draft.dates.iter().all(|x| {
        operation
            .dates
            .iter()
            .all(|y| x.value.is_compatible(&y.value))
    });
    let has_place = draft
        .places
        .iter()
        .any(|place| coarseness(&place.value) <= 3);
    draft.part_of.is_none()
        && draft.time_frame == operation.time_frame
        && knowledge
            .mixed
            .allow(draft.incident_type, operation.incident_type)
        && dates_fit
        && has_place
}

/// Acts told of one site move to that part; the operation keeps what is told of the whole.
fn share_events<'a>(
    reading: &'a Reading<'a>,
    drafts: &mut [Draft<'a>],
    operation: usize,
    parts: &[usize],
    origin: usize,
) {
    let events = drafts[operation].events.clone();
    for at in events.into_iter().filter(|&at| at != origin) {
        let named: Vec<usize> = parts
            .iter()
            .copied()
            .filter(|&part| names_site(reading, at, &drafts[part]))
            .collect();
        if let [part] = named[..] {
            drafts[part].events.push(at);
            drafts[operation].events.retain(|&other| other != at);
        }
    }
    leave_sites(drafts, operation);
    drafts[operation].is_operation = true;
}

/// The whole of an operation was at none of its parts' sites alone.
fn leave_sites(drafts: &mut [Draft<'_>], operation: usize) {
    let parts = drafts.iter().filter(|part| part.part_of == Some(operation));
    let sites: Vec<&Located> = parts.flat_map(|part| part.places.clone()).collect();
    drafts[operation].places.retain(|place| {
        let is_of_part = |site: &&Located| can_be_same_place(&site.value, &place.value);
        coarseness(&place.value) > 3 || !sites.iter().any(is_of_part)
    });
}

/// Whether the sentence of an act names the site of a part, by its place or the facility's name.
fn names_site(reading: &Reading<'_>, at: usize, part: &Draft<'_>) -> bool {
    let sentence = reading.syntax.sentence_span(reading.events[at].sentence);
    let words = reading.document.text.slice(sentence);
    part.places
        .iter()
        .any(|place| words.contains(place.value.words.as_str()))
}

/// The sites of an act that is told in the plural or counted ("two jails") and has several separate places.
fn sites_of<'a>(reading: &'a Reading<'a>, at: usize) -> Option<Vec<&'a Located>> {
    let event = &reading.events[at];
    let syntax = reading.syntax;
    let is_plural = matches!(syntax.upos(event.trigger.token), "NOUN" | "PROPN")
        && syntax.word(event.trigger.token).ends_with('s')
        && event.trigger.sense.figure.is_none()
        && event.trigger.sense.rank >= 1;
    if !is_plural || event.trigger.sense.incident_type == Some(IncidentType::Battle) {
        return None;
    }
    let mut sites: Vec<&Located> = Vec::new();
    for place in places_of(syntax, reading.places, reading.said, event.trigger.token) {
        if coarseness(&place.value) <= 3
            && sites
                .iter()
                .all(|site| !can_be_same_place(&site.value, &place.value))
        {
            sites.push(place);
        }
    }
    sites.sort_by_key(|place| place.span);
    let are_coordinated = sites.windows(2).all(|pair| {
        (pair[0].token..pair[1].token).any(|id| matches!(syntax.word(id), "and" | ","))
    });
    // "near Foster Street and Jackson Avenue" is one corner.
    let is_corner = sites.iter().all(|site| is_street(&site.value));
    (sites.len() >= 2 && are_coordinated && !is_corner).then_some(sites)
}
