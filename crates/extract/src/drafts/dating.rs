//! Which of a draft's acts may date it, and whether an act with a day of its own is the one that a follow-up is about.

use dateline_core::value::DateValue;
use dateline_core::{DatePrecision, FigureKind, IncidentType, TimeFrame};
use jiff::ToSpan;

use super::headline::headline_sentences;
use super::occurrence::is_of_occurrence;
use super::telling::{NEWS_DAYS, tells_another};
use super::{Draft, NAMING_RANK, Reading, Setting};
use crate::events::Event;
use crate::setting::aftermath::{
    Class, is_at_once, is_of, is_of_any_aftermath, is_tried_or_mourned, occurs,
};
use crate::setting::{Dated, date_of, is_time_of_speech};
use crate::syntax::TokenId;

/// Whether the day of an act is the day of the incident that it is a part of: an arrest over an attack comes later, unless the
/// sentence tells both at once.
pub(super) fn dates_incident(reading: &Reading<'_>, kind: IncidentType, at: usize) -> bool {
    let event = &reading.events[at];
    let is_arrest = |event: &Event| event.trigger.sense.incident_type == Some(IncidentType::Arrest);
    let is_at_once = || {
        reading.events.iter().any(|other| {
            other.sentence == event.sentence
                && !is_arrest(other)
                && is_at_once(reading.syntax, event.trigger.token, other.trigger.token)
        })
    };
    !is_arrest(event) || !is_ended_by_arrest(kind) || is_at_once()
}

/// Kinds of act after which somebody is arrested, rather than in the course of which.
pub(super) fn is_ended_by_arrest(kind: IncidentType) -> bool {
    matches!(
        kind,
        IncidentType::ArmedAssault
            | IncidentType::Bombing
            | IncidentType::Assassination
            | IncidentType::Abduction
            | IncidentType::Execution
            | IncidentType::Arson
            | IncidentType::Robbery
            | IncidentType::SexualViolence
    )
}

/// Takes the days of arrests from the incidents over which they were made, whatever the acts were taken for when they were told.
pub(super) fn drop_days_of_arrests(reading: &Reading<'_>, drafts: &mut [Draft<'_>]) {
    let day_of = |at: usize| {
        let token = reading.events[at].trigger.token;
        date_of(reading.syntax, reading.dates, reading.said, token).map(|date| date.span)
    };
    for draft in drafts {
        let (dating, later): (Vec<usize>, Vec<usize>) = draft
            .events
            .iter()
            .partition(|&&at| dates_incident(reading, draft.incident_type, at));
        let days = |events: Vec<usize>| events.into_iter().filter_map(day_of).collect::<Vec<_>>();
        let (told, later) = (days(dating), days(later));
        draft
            .dates
            .retain(|date| told.contains(&date.span) || !later.contains(&date.span));
    }
}

/// Whether an act with a day is the one that a draft told without a day, or with a wider one, however long ago it was: reports of
/// a trial or an arrest come weeks after.
pub(super) fn is_dated_retelling(
    reading: &Reading<'_>,
    draft: &Draft<'_>,
    at: usize,
    setting: &Setting<'_>,
) -> bool {
    let Some(date) = setting.date else {
        return false;
    };
    let event = &reading.events[at];
    let kind = event.trigger.sense.incident_type;
    let is_same_kind = match kind {
        Some(kind) => kind == draft.incident_type,
        None => event.trigger.sense.figure == Some(FigureKind::Killed),
    };
    let is_inside = !draft.dates.is_empty() && draft.dates.iter().all(|told| holds(told, date));
    draft.time_frame == TimeFrame::Current
        && is_same_kind
        && (is_inside || is_named_by_day(reading, date, event) || is_followed_up(reading, draft))
}

/// "the April 16 shooting", "Friday's attack": the day says which act is meant.
fn is_named_by_day(reading: &Reading<'_>, date: &Dated, event: &Event) -> bool {
    let (syntax, act) = (reading.syntax, event.trigger.token);
    event.trigger.sense.rank >= NAMING_RANK
        && matches!(syntax.upos(act), "NOUN" | "PROPN")
        && date.token < act
        && syntax.is_below(date.token, act)
        && (syntax.subtree(act).start..act).any(|id| matches!(syntax.word(id), "the" | "'s" | "’s"))
}

/// Whether a report tells of an act only as of what others are held, tried or mourned for.
pub(super) fn is_followed_up(reading: &Reading<'_>, draft: &Draft<'_>) -> bool {
    draft.events.iter().any(|&at| {
        let event = &reading.events[at];
        event.trigger.sense.incident_type == Some(IncidentType::Arrest)
            || is_tried_or_mourned(reading.syntax, event.trigger.token)
    })
}

/// "The shooting happened about 10 p.m.": whatever place is told with it, it is the act told before.
pub(super) fn tells_again(reading: &Reading<'_>, draft: &Draft<'_>, at: usize) -> bool {
    let trigger = reading.events[at].trigger;
    trigger.sense.incident_type == Some(draft.incident_type)
        && draft.time_frame == TimeFrame::Current
        && occurs(reading.syntax, trigger.token)
}

/// Gives an incident without a day that of a sentence beside it, and one with a week or a month the day in it that is told there.
pub(super) fn borrow_day<'a>(reading: &'a Reading<'a>, draft: &mut Draft<'a>, beside: &[usize]) {
    let is_known = |date: &&Dated| date.value.precision == DatePrecision::Day;
    if draft.dates.iter().any(&is_known) {
        return;
    }
    let own = draft.sentences(reading);
    let is_late = is_followed_up(reading, draft);
    let is_arrest = draft.incident_type == IncidentType::Arrest;
    let fits = |date: &&Dated| {
        // "One man was detained. It happened on Saturday": the act did.
        let is_of_act = is_arrest && is_of_occurrence(reading.syntax, date);
        tells_when(reading, date.token)
            && !is_of_act
            && match draft.dates.is_empty() {
                true => {
                    draft.time_frame == TimeFrame::Background
                        || is_news(reading, date)
                        || is_known(date) && own.contains(&date.sentence) && is_late
                }
                false => is_known(date) && draft.dates.iter().all(|told| holds(told, date)),
            }
    };
    let found = beside.iter().find_map(|&sentence| {
        let mut here = reading
            .dates
            .iter()
            .filter(|date| date.sentence == sentence);
        here.find(fits)
    });
    draft.dates.extend(found);
}

pub(super) fn tells_when(reading: &Reading<'_>, token: TokenId) -> bool {
    let clause = reading.syntax.head(token).unwrap_or(token);
    !is_time_of_speech(reading.syntax, reading.said, token, clause)
        && !is_of_any_aftermath(reading.syntax, token)
}

/// Whether a date is recent, as what is told as news is, and narrow.
pub(super) fn is_news(reading: &Reading<'_>, date: &Dated) -> bool {
    let is_narrow = date.value.precision <= DatePrecision::Week && !is_era(&date.value);
    match (date.value.latest, reading.document.published_day()) {
        (Some(latest), Some(day)) => is_narrow && latest >= day.saturating_sub(NEWS_DAYS.days()),
        (_, None) => true,
        (None, _) => false,
    }
}

/// "since July 2012": longer than any incident lasts (codebook section 2).
pub(super) fn is_era(date: &DateValue) -> bool {
    let days = date
        .earliest
        .zip(date.latest)
        .map(|(first, last)| (last - first).get_days());
    date.lasted && days.is_some_and(|days| days > LONGEST)
}

/// Days that an incident lasts at most.
const LONGEST: i32 = 31;

/// Whether a day lies in the week or month that a draft was told to be of.
pub(super) fn holds(told: &Dated, day: &Dated) -> bool {
    told.value.earliest.is_some() && told.value.is_compatible(&day.value)
}

/// Gives the incident of the headline, where it has no day, the only one that other incidents of its kind have, or the one that lies in
/// the week or month that it has: what the headline names the report tells in full.
pub(super) fn date_headline<'a>(reading: &'a Reading<'a>, drafts: &mut [Draft<'a>]) {
    let end = headline_sentences(reading);
    let is_known = |date: &&Dated| date.value.precision == DatePrecision::Day;
    let Some(head) = drafts.iter().position(|draft| draft.first_sentence < end) else {
        return;
    };
    let headline = &drafts[head];
    if headline.dates.iter().any(&is_known) || headline.part_of.is_some() {
        return;
    }
    let days: Vec<&Dated> = drafts[head + 1..]
        .iter()
        .filter(|other| may_be_headline(reading, headline, other))
        .flat_map(|other| other.dates.iter().copied().filter(is_known))
        .filter(|day| match headline.dates.is_empty() {
            true => is_news(reading, day) || is_followed_up(reading, headline),
            false => headline.dates.iter().all(|told| holds(told, day)),
        })
        .collect();
    let first = days.first().copied();
    let found = first.filter(|first| {
        let day = first.value.earliest;
        day.is_some() && days.iter().all(|other| other.value.earliest == day)
    });
    drafts[head].dates.extend(found);
}

/// Whether another incident of the report can be that of the headline: of its kind, not told as another, and history only where the
/// headline is about what came of it.
fn may_be_headline(reading: &Reading<'_>, headline: &Draft<'_>, other: &Draft<'_>) -> bool {
    let is_another = other.events.first().is_some_and(|&at| {
        let event = &reading.events[at];
        tells_another(reading.syntax, event.sentence, event.trigger.first)
    });
    let does_frame_fit = other.time_frame == headline.time_frame
        || !headline.dates.is_empty()
        || is_followed_up(reading, headline);
    other.incident_type == headline.incident_type && does_frame_fit && !is_another
}

/// "held over the 5 February shooting": the day says which act somebody was arrested for, not when he was.
pub(super) fn is_of_what_is_answered_for(reading: &Reading<'_>, at: usize, date: &Dated) -> bool {
    let (syntax, trigger) = (reading.syntax, reading.events[at].trigger);
    let is_named = |act: TokenId| {
        act != trigger.token && date.token < act && is_of(syntax.word(act), Class::Act)
    };
    trigger.sense.incident_type == Some(IncidentType::Arrest)
        && syntax.head(date.token).is_some_and(is_named)
}
