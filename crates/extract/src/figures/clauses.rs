//! What a sentence with several effects tells of one number.

use dateline_core::FigureKind;

use super::number::Number;
use super::order::Place;
use super::tie::Tie;
use super::{Scene, whole};
use crate::triggers::Patient;

/// "three hostages": a noun that tells what befell those it names long before, where another act of the sentence is told of them
/// ("walked free", "were killed").
pub(super) fn is_captive(scene: Scene<'_>, at: usize, number: &Number) -> bool {
    let trigger = scene.events[at].trigger;
    trigger.sense.figure == Some(FigureKind::Abducted)
        && trigger.sense.patient == Patient::Absent
        && (number.head == trigger.token
            || (number.tokens.end..number.end).contains(&trigger.token))
}

/// The tie of a number to a second act told of the same people: "two nurses kidnapped in May walked free".
pub(super) fn of_main_verb(
    scene: Scene<'_>,
    here: &[usize],
    numbers: &[Number],
    number: &Number,
    tie: &Tie,
) -> Option<Tie> {
    let first = scene.events[tie.event].trigger;
    let is_reduced = matches!(
        scene.syntax.deprel(first.token),
        "acl" | "acl:relcl" | "amod"
    ) && first.first >= number.tokens.end;
    let event = here.iter().copied().find(|&at| {
        let event = &scene.events[at];
        let is_told = event.trigger.first >= first.end
            && event.patients.contains(&number.head)
            && scene.syntax.upos(event.trigger.token) != "NOUN"
            && !event.negated
            // "one of five people shot on Sunday has died"
            && !whole::is_whole_of_part(scene.syntax, event, numbers, number);
        is_told
            && event
                .trigger
                .sense
                .figure
                .is_some_and(|kind| kind != tie.kind)
    });
    let event = event.filter(|_| is_reduced && !tie.is_subset)?;
    let kind = scene.events[event].trigger.sense.figure?;
    Some(Tie {
        event,
        kind,
        ..*tie
    })
}

/// "A baker was killed and four others were wounded": behind a passive and a joint, a number that another effect follows is of that.
pub(super) fn opens_next_clause(
    scene: Scene<'_>,
    at: usize,
    place: Place,
    number: &Number,
) -> bool {
    let trigger = scene.events[at].trigger;
    let limit = scene.syntax.len();
    let is_joined = trigger.end < limit
        && ["and", "but", ",", ";", "while"].contains(&scene.syntax.word(trigger.end));
    place == Place::Before
        && number.tokens.start > trigger.end
        && is_joined
        && scene.events.iter().enumerate().any(|(other, event)| {
            other != at
                && event.sentence == scene.events[at].sentence
                && event.trigger.sense.figure.is_some()
                && event.trigger.first >= number.tokens.end
        })
}
