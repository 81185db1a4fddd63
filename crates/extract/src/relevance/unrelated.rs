//! Reports on something else than violence, which borrow its words: sport, accidents, made-up stories, election campaigns, theft.

use dateline_core::IncidentType;

use super::{accident, is_deliberate};
use crate::events::{Event, Reality};
use crate::knowledge::Knowledge;
use crate::syntax::Syntax;

/// Distinct words of accident or disaster from which a report's ambiguous words are not read as violence.
const UNRELATED_WORDS: usize = 2;

/// The same for sport, made-up stories and campaigns, whose reports borrow more of the words of war.
const SPORT_WORDS: usize = 4;
const STORY_WORDS: usize = 4;
const CAMPAIGN_WORDS: usize = 5;

/// Marks acts as unreal where a report on something else uses the words of violence, and tells whether all of the report is
/// about something else.
pub(crate) fn doubt_unrelated(
    syntax: &Syntax<'_>,
    knowledge: &Knowledge,
    events: &mut [Event],
) -> bool {
    let words: Vec<&str> = (0..syntax.len()).map(|id| syntax.word(id)).collect();
    let count = |kind| knowledge.unrelated.count(kind, &words);
    let may_misfire = count("misfire") > 0 && count("intent") == 0;
    let is_misfire = accident::doubt_accidents(syntax, events, may_misfire);
    accident::doubt_mishaps(syntax, &knowledge.unrelated, events);
    let deliberate = events
        .iter()
        .filter(|event| is_deliberate(syntax, event))
        .count();
    let harmed = harmed(events);
    let borrows = |kind, least| count(kind) >= least && 3 * harmed <= count(kind);
    let is_terror = count("terror") > 0;
    let is_story = !is_terror && borrows("story", STORY_WORDS);
    // A single deliberate act named outright outweighs the vocabulary of an accident.
    let is_accident = deliberate == 0
        && (count("accident").max(count("disaster")) >= UNRELATED_WORDS || count("mishap") > 0);
    if borrows("sport", SPORT_WORDS) || is_story || is_accident {
        mark_unreal(events, |_| true);
        return true;
    }
    if !is_terror && harmed == 0 && count("campaign") >= CAMPAIGN_WORDS {
        mark_unreal(events, |event| is_of_campaign(syntax, event));
    }
    let is_offence = count("offence") > 0 && count("cause") == 0 && !tells_violence(syntax, events);
    if is_misfire || is_offence {
        mark_unreal(events, is_police_matter);
    }
    is_misfire || is_offence
}

fn mark_unreal(events: &mut [Event], is_meant: impl Fn(&Event) -> bool) {
    for event in events.iter_mut().filter(|event| is_meant(event)) {
        event.reality = Reality::Unreal;
    }
}

/// Deaths and injuries of somebody.
fn harmed(events: &[Event]) -> usize {
    let is_harm = |event: &&Event| {
        event.trigger.sense.rank == 0
            && event.trigger.sense.figure.is_some()
            && !event.patients.is_empty()
    };
    events.iter().filter(is_harm).count()
}

/// What candidates do to each other in words: attacks, battles; and their rallies.
fn is_of_campaign(syntax: &Syntax<'_>, event: &Event) -> bool {
    let word = syntax.word(event.trigger.token);
    match event.trigger.sense.incident_type {
        Some(IncidentType::ArmedAssault) => {
            ["attack", "attacks", "attacked", "attacking"].contains(&word)
        }
        Some(IncidentType::Battle) => true,
        Some(IncidentType::Protest) => ["rally", "rallies", "rallied"].contains(&word),
        _ => false,
    }
}

/// What the police did about a misfire, a theft or a fraud: the codebook has arrests and searches for their violence alone.
fn is_police_matter(event: &Event) -> bool {
    matches!(
        event.trigger.sense.incident_type,
        None | Some(
            IncidentType::Arrest
                | IncidentType::Raid
                | IncidentType::Robbery
                | IncidentType::Release
        )
    )
}

/// Whether a report tells of violence or of a protest beside what the police did.
fn tells_violence(syntax: &Syntax<'_>, events: &[Event]) -> bool {
    events.iter().any(|event| {
        let is_protest = event.trigger.sense.incident_type == Some(IncidentType::Protest);
        !is_police_matter(event) && (is_protest || is_deliberate(syntax, event))
    })
}
