//! Which acts of a document are one incident.

mod assassination;
mod belonging;
mod certainty;
mod dating;
mod day;
mod denied;
mod elsewhere;
pub(crate) mod headline;
mod history;
mod homing;
mod occurrence;
#[cfg(test)]
mod operation_cases;
mod operations;
mod order;
mod paragraphs;
mod past;
mod protests;
mod reading;
mod retold;
mod same_act;
mod specific;
mod telling;
mod untold;

use crate::events::Reality;
use crate::found::{Grouping, likeliest};
use crate::knowledge::Knowledge;
use crate::setting::{Dated, Located, coarseness, date_of, places_of};
use belonging::{belongs, is_harm_beside_arrest, keep_towns, may_found, rank_of, renames};
use dateline_core::value::PlaceValue;
use dateline_core::{FigureKind, IncidentType, Span, TimeFrame};
pub use day::DaySigns;
pub(crate) use day::day_signs;
pub use history::HistorySigns;
pub(crate) use history::history_signs;
pub(crate) use paragraphs::paragraphs;
pub(crate) use reading::Reading;
pub use same_act::PairsOfActs;
pub(crate) use same_act::pairs_of_acts;
use telling::{tells_another, tells_later, time_frame};

/// An incident in the making.
#[derive(Debug, Clone)]
pub(crate) struct Draft<'a> {
    pub(crate) incident_type: IncidentType,
    rank: u8,
    /// The incident that the encoder found in it.
    pub(crate) found: Option<usize>,
    /// Indices of its events.
    pub(crate) events: Vec<usize>,
    pub(crate) dates: Vec<&'a Dated>,
    pub(crate) places: Vec<&'a Located>,
    pub(crate) time_frame: TimeFrame,
    /// Index of the operation that it is a part of.
    pub(crate) part_of: Option<usize>,
    pub(crate) is_operation: bool,
    /// The act of the operation that this part repeats: its figures are told of the whole.
    pub(crate) repeats: Option<usize>,
    /// Phrases that belong to other incidents, in sentences that tell of those alone.
    pub(crate) elsewhere: Vec<Span>,
    first_sentence: usize,
    last_sentence: usize,
}

/// Rank from which a word names the kind of act rather than its effect.
const NAMING_RANK: u8 = 2;

/// Rank of a type that the encoder gave: above those of all words.
const FOUND_RANK: u8 = 8;

impl Draft<'_> {
    /// Sentences in which its acts are told, or the words that name it where it has none.
    pub(crate) fn sentences(&self, reading: &Reading<'_>) -> Vec<usize> {
        let told = self.events.iter().map(|&at| reading.events[at].sentence);
        let named = self
            .found
            .filter(|_| self.events.is_empty())
            .and_then(|id| reading.found[id].naming());
        let mut sentences: Vec<usize> = told.chain(named.map(|naming| naming.sentence)).collect();
        sentences.sort_unstable();
        sentences.dedup();
        sentences
    }

    /// Whether it is neither an operation nor a part of one.
    fn is_whole(&self) -> bool {
        self.part_of.is_none() && !self.is_operation
    }

    /// A draft without any act yet.
    fn new(incident_type: IncidentType, sentence: usize) -> Self {
        Self {
            incident_type,
            rank: 0,
            found: None,
            events: Vec::new(),
            dates: Vec::new(),
            places: Vec::new(),
            time_frame: TimeFrame::Current,
            part_of: None,
            is_operation: false,
            repeats: None,
            elsewhere: Vec::new(),
            first_sentence: sentence,
            last_sentence: sentence,
        }
    }
}

/// Groups the acts of a document into incidents; drafts come in the order of their first act.
pub(crate) fn drafts<'a>(reading: &'a Reading<'a>, knowledge: &Knowledge) -> Vec<Draft<'a>> {
    let mut drafts = drafted(reading, knowledge);
    day::settle_day(reading, &mut drafts);
    // Learnt from texts in upper and lower case.
    if reading.grouping == Grouping::Words {
        history::tell_history(reading, &mut drafts);
    }
    drafts
}

/// The incidents with the days that the rules give them.
fn drafted<'a>(reading: &'a Reading<'a>, knowledge: &Knowledge) -> Vec<Draft<'a>> {
    let mut drafts = told_apart(reading, knowledge);
    if reading.grouping == Grouping::Words {
        same_act::join_same(reading, knowledge, &mut drafts);
    }
    // What seemed to be another act beside the only one may have gone by now.
    occurrence::borrow_occurrence(reading, &mut drafts);
    occurrence::date_follow_up(reading, &mut drafts);
    occurrence::date_by_death(reading, &mut drafts);
    denied::add_denied(reading, &mut drafts);
    homing::take_home(reading, &mut drafts);
    assassination::name_assassinations(reading, &mut drafts);
    if reading.grouping == Grouping::Words {
        elsewhere::tell_elsewhere(reading, &mut drafts);
    }
    order::act_before_arrest(reading, drafts)
}

/// The incidents that the words tell, some perhaps as two.
fn told_apart<'a>(reading: &'a Reading<'a>, knowledge: &Knowledge) -> Vec<Draft<'a>> {
    let mut drafts: Vec<Draft<'a>> = Vec::new();
    let mut focus: Option<usize> = None;
    let mut paragraph = usize::MAX;
    let mut homeless = Vec::new();
    for at in 0..reading.events.len() {
        let event = &reading.events[at];
        if event.reality == Reality::Unreal
            || reading.over_period.contains(&at)
            || past::is_habit(reading, at)
        {
            continue;
        }
        let here = reading.paragraphs[event.sentence];
        if here != paragraph {
            paragraph = here;
            focus = focus
                .filter(|&id| drafts[id].time_frame == TimeFrame::Current)
                .or_else(|| main_draft(&drafts));
        }
        focus = match place_event(reading, knowledge, &mut drafts, focus, at) {
            None => {
                homeless.push(at);
                focus
            }
            placed => placed,
        };
    }
    for &at in &homeless {
        join_nearest(reading, knowledge, &mut drafts, at);
    }
    if reading.grouping == Grouping::Words {
        untold::add_told_by_harm(reading, &mut drafts, &homeless);
        headline::join_lead(reading, &mut drafts);
        untold::assign(reading, &mut drafts);
    }
    untold::add_untold(reading, &mut drafts);
    if reading.grouping == Grouping::Words {
        retold::join_retold(reading, knowledge, &mut drafts);
    }
    operations::split_operations(reading, &mut drafts);
    operations::split_counted_sites(reading, knowledge, &mut drafts);
    protests::tie_force_to_protests(reading, &mut drafts);
    protests::part_force_from_protests(&mut drafts, reading);
    dating::drop_days_of_arrests(reading, &mut drafts);
    specific::borrow_settings(reading, &mut drafts);
    occurrence::borrow_occurrence(reading, &mut drafts);
    dating::date_headline(reading, &mut drafts);
    occurrence::date_follow_up(reading, &mut drafts);
    specific::keep_specific(reading, drafts)
}

fn main_draft(drafts: &[Draft<'_>]) -> Option<usize> {
    (0..drafts.len())
        .filter(|&id| drafts[id].time_frame == TimeFrame::Current)
        .max_by_key(|&id| (drafts[id].events.len(), std::cmp::Reverse(id)))
}

/// What a single act tells of its own setting.
struct Setting<'a> {
    date: Option<&'a Dated>,
    places: Vec<&'a Located>,
    time_frame: TimeFrame,
    is_another: bool,
}

fn setting_of<'a>(reading: &'a Reading<'a>, at: usize) -> Setting<'a> {
    let event = &reading.events[at];
    let token = event.trigger.token;
    // "put the deaths at five on Tuesday": the day on which it was counted.
    let date = date_of(reading.syntax, reading.dates, reading.said, token)
        .filter(|date| !dating::is_era(&date.value) && !telling::is_tallied(reading, at, date))
        .filter(|date| !dating::is_of_what_is_answered_for(reading, at, date));
    let places = places_of(reading.syntax, reading.places, reading.said, token);
    Setting {
        date,
        places,
        time_frame: time_frame(reading, at, date.map(|date| &date.value)),
        is_another: tells_another(reading.syntax, event.sentence, event.trigger.first)
            || event.trigger.sense.rank >= NAMING_RANK
                && tells_later(reading.syntax, event.sentence, event.trigger.first),
    }
}

/// Puts an act where it belongs and tells which draft is spoken of now.
fn place_event<'a>(
    reading: &'a Reading<'a>,
    knowledge: &Knowledge,
    drafts: &mut Vec<Draft<'a>>,
    focus: Option<usize>,
    at: usize,
) -> Option<usize> {
    let mut setting = setting_of(reading, at);
    let event = &reading.events[at];
    if let Some(found) = reading.tells[at].filter(|_| reading.grouping == Grouping::Encoder) {
        return Some(join_found(reading, drafts, found, at, &setting));
    }
    let order = candidates(drafts, focus, event.sentence);
    let is_past = past::is_answered_for(reading, drafts, at);
    let home = order
        .into_iter()
        .filter(|&id| !is_past || !past::is_pursuit(drafts[id].incident_type))
        .filter(|&id| !is_harm_beside_arrest(reading, drafts, id, at))
        .find(|&id| {
            // What somebody is told to have done in a sentence is one act, whatever its parts tell of its day.
            let is_beside = is_past && drafts[id].last_sentence == event.sentence;
            is_beside || belongs(reading, knowledge, &drafts[id], at, &setting)
        });
    if let Some(id) = home {
        join(reading, &mut drafts[id], at, &setting);
        return if is_past { focus } else { Some(id) };
    }
    if is_past {
        setting.time_frame = TimeFrame::Background;
    }
    let founds = event
        .trigger
        .sense
        .incident_type
        .filter(|_| !event.negated && may_found(reading, at));
    founds.map(|incident_type| {
        drafts.push(Draft {
            rank: rank_of(event),
            time_frame: setting.time_frame,
            ..Draft::new(incident_type, event.sentence)
        });
        let id = drafts.len() - 1;
        join(reading, &mut drafts[id], at, &setting);
        focus.filter(|_| is_past).unwrap_or(id)
    })
}

/// Puts an act where the encoder's incident is told.
fn join_found<'a>(
    reading: &'a Reading<'a>,
    drafts: &mut Vec<Draft<'a>>,
    found: usize,
    at: usize,
    setting: &Setting<'a>,
) -> usize {
    let known = drafts.iter().position(|draft| draft.found == Some(found));
    let id = known.unwrap_or_else(|| {
        drafts.push(Draft {
            rank: FOUND_RANK,
            found: Some(found),
            time_frame: setting.time_frame,
            ..Draft::new(
                reading.found[found].incident_type,
                reading.events[at].sentence,
            )
        });
        drafts.len() - 1
    });
    let draft = &mut drafts[id];
    join(reading, draft, at, setting);
    draft.incident_type = likeliest(&reading.found[found].types, &told_types(reading, draft));
    id
}

/// The types that the acts of a draft name; an arrest told beside an attack with its dead is not what names it.
fn told_types(reading: &Reading<'_>, draft: &Draft<'_>) -> Vec<IncidentType> {
    let senses = || {
        let acts = draft.events.iter();
        acts.map(|&at| reading.events[at].trigger.sense)
    };
    let naming = senses().filter(|sense| sense.rank >= NAMING_RANK);
    let mut types: Vec<IncidentType> = naming.filter_map(|sense| sense.incident_type).collect();
    let is_lethal = senses().any(|sense| sense.figure == Some(FigureKind::Killed));
    let is_pursuit = |kind: &IncidentType| *kind == IncidentType::Arrest;
    let is_raid = types.contains(&IncidentType::Raid);
    if is_lethal && !is_raid && !types.iter().all(is_pursuit) {
        types.retain(|kind| !is_pursuit(kind));
    }
    types
}

/// An effect told before the act that it belongs to ("The toll has risen to 31 after gunmen attacked ...").
fn join_nearest<'a>(
    reading: &'a Reading<'a>,
    knowledge: &Knowledge,
    drafts: &mut [Draft<'a>],
    at: usize,
) {
    let setting = setting_of(reading, at);
    let sentence = reading.events[at].sentence;
    let nearest = (0..drafts.len())
        .filter(|&id| belongs(reading, knowledge, &drafts[id], at, &setting))
        .min_by_key(|&id| (drafts[id].first_sentence.abs_diff(sentence), id));
    if let Some(id) = nearest {
        join(reading, &mut drafts[id], at, &setting);
    }
}

/// Drafts in the order in which a new act is likely to belong to them: the same sentence, the one spoken of, then by recency.
fn candidates(drafts: &[Draft<'_>], focus: Option<usize>, sentence: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&id| {
        let draft = &drafts[id];
        (
            draft.last_sentence != sentence,
            Some(id) != focus,
            std::cmp::Reverse(draft.last_sentence),
            id,
        )
    });
    order
}

fn is_coarse(place: &PlaceValue) -> bool {
    coarseness(place) >= 5
}

fn join<'a>(reading: &'a Reading<'a>, draft: &mut Draft<'a>, at: usize, setting: &Setting<'a>) {
    let event = &reading.events[at];
    if let Some(kind) = event
        .trigger
        .sense
        .incident_type
        .filter(|_| renames(draft, event))
    {
        draft.incident_type = kind;
        draft.rank = rank_of(event);
        let all_date = |at: &usize| dating::dates_incident(reading, kind, *at);
        if !draft.events.iter().all(all_date) {
            draft.dates.clear();
        }
    }
    draft.events.push(at);
    draft.last_sentence = event.sentence;
    let is_dating = dating::dates_incident(reading, draft.incident_type, at)
        && !belonging::is_death_after(reading, draft, event, setting);
    if let Some(date) = setting
        .date
        .filter(|_| is_dating)
        .filter(|date| !draft.dates.iter().any(|other| other.span == date.span))
    {
        draft.dates.push(date);
    }
    let known = draft.places.len();
    // "The shooting happened in Birch Street": the street is no rival of the town in which the act was told.
    let is_elsewhere =
        !belonging::do_places_fit(draft, setting) && dating::tells_again(reading, draft, at);
    for place in setting.places.iter().filter(|_| !is_elsewhere) {
        if !draft.places.iter().any(|other| other.span == place.span) {
            draft.places.push(place);
        }
    }
    if known > 0 {
        keep_towns(&mut draft.places);
    }
}
