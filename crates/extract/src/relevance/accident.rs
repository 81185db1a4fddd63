//! What befell people by accident or by their own hand: no incident (codebook section 2).

use dateline_core::{FigureKind, IncidentType};

use super::heads_forces;
use crate::events::{Event, Reality};
use crate::knowledge::Unrelated;
use crate::syntax::Syntax;

/// Marks such acts as unreal. Where half of the acts that may be one are called an accident, the others are too: "the shooting"
/// of a report on a child that found a gun. Whom forces killed by mistake they killed all the same.
/// `is_misfire`: whether the report has words that are said of such a gun alone ("the gun went off"). Returns whether it is
/// about such a gun, which no forces fired.
pub(super) fn doubt_accidents(syntax: &Syntax<'_>, events: &mut [Event], is_misfire: bool) -> bool {
    let called = events.iter().filter(|event| event.accidental).count();
    let is_by_forces = events
        .iter()
        .filter(|event| event.accidental || is_misfire && may_be_accident(event))
        .any(|event| is_of_forces(syntax, event));
    let acts = events.iter().filter(|event| {
        may_be_accident(event) && event.trigger.sense.rank >= 1 && !is_own_harm(syntax, event)
    });
    let is_misfire = is_misfire && !is_by_forces;
    let all_are = is_misfire || called > 0 && 2 * called >= acts.count();
    for event in events {
        let is_accident = (event.accidental || all_are) && may_be_accident(event) && !is_by_forces
            || is_misfire && event.trigger.sense.incident_type == Some(IncidentType::Shelling);
        if is_accident || is_own_harm(syntax, event) {
            event.reality = Reality::Unreal;
        }
    }
    is_misfire
}

/// Marks as unreal what storms, diseases and wrecks did to people: "the storm killed nine", "a bus plunged into a ravine, killing
/// 20", where no act is told in the sentence.
pub(super) fn doubt_mishaps(syntax: &Syntax<'_>, unrelated: &Unrelated, events: &mut [Event]) {
    let acts: Vec<usize> = events
        .iter()
        .filter(|event| event.trigger.sense.rank >= 1)
        .map(|event| event.sentence)
        .collect();
    for event in events.iter_mut() {
        let sense = event.trigger.sense;
        let is_harm = sense.rank == 0
            && matches!(sense.figure, Some(FigureKind::Killed | FigureKind::Wounded));
        if is_harm && !acts.contains(&event.sentence) && is_mishap(syntax, unrelated, event) {
            event.reality = Reality::Unreal;
        }
    }
}

fn is_mishap(syntax: &Syntax<'_>, unrelated: &Unrelated, event: &Event) -> bool {
    let is_nature = |id: usize| unrelated.is("nature", syntax.word(id));
    let token = event.trigger.token;
    // "died of cholera", "killed in a crash", "killed by lightning"
    let of_what = || {
        let mut told = syntax.children_by(token, &["obl", "nmod", "obl:agent"]);
        told.any(|id| {
            is_nature(id) && matches!(syntax.case_of(id), Some("of" | "from" | "in" | "by"))
        })
    };
    let is_wreck = |id: usize| unrelated.is("wreck", syntax.word(id));
    event.agents.iter().any(|&id| is_nature(id))
        || of_what()
        || syntax.ancestors(token).any(is_wreck)
}

fn may_be_accident(event: &Event) -> bool {
    matches!(
        event.trigger.sense.incident_type,
        None | Some(IncidentType::ArmedAssault | IncidentType::Bombing | IncidentType::Arson)
    )
}

fn is_of_forces(syntax: &Syntax<'_>, event: &Event) -> bool {
    event
        .agents
        .iter()
        .any(|&head| heads_forces(syntax.word(head)))
}

/// "shot himself in the leg"; a bomber who blows himself up harms others.
fn is_own_harm(syntax: &Syntax<'_>, event: &Event) -> bool {
    const SELF: [&str; 6] = [
        "himself",
        "herself",
        "themselves",
        "myself",
        "ourselves",
        "self",
    ];
    let is_self = |&head: &usize| SELF.contains(&syntax.word(head));
    matches!(
        event.trigger.sense.incident_type,
        Some(IncidentType::ArmedAssault | IncidentType::Execution)
    ) && !event.patients.is_empty()
        && event.patients.iter().all(is_self)
}
