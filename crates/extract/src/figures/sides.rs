//! Where whoever an effect befell may stand, by the order of words: what the tree gives beside that is no one it befell.

use super::order::{self, Place};
use super::{Counted, Scene};
use crate::syntax::TokenId;

/// "detained two insurgents during an operation to arrest a leader": whoever stands behind a counted object of the act
/// belongs to it only in a list.
pub(super) fn is_behind_object(
    scene: Scene<'_>,
    at: usize,
    head: TokenId,
    counted: &[Counted],
) -> bool {
    let syntax = scene.syntax;
    let start = syntax.tokens_in(syntax.noun_phrase(head)).start;
    counted
        .iter()
        .filter(|other| other.event == at && other.token >= scene.events[at].trigger.end)
        .map(|other| syntax.tokens_in(other.phrase).end)
        .filter(|&end| end < start)
        .max()
        .is_some_and(|end| !order::is_list_gap(syntax, end..start))
}

/// "A suspect is held after an attack left one child dead": whoever stands before the number that an effect counts belongs to
/// it only in a list.
pub(super) fn is_before_number(
    scene: Scene<'_>,
    at: usize,
    head: TokenId,
    counted: &[Counted],
) -> bool {
    let syntax = scene.syntax;
    let end = syntax.tokens_in(syntax.noun_phrase(head)).end;
    let numbers = counted.iter().filter(|one| one.event == at);
    let mut starts = numbers.map(|one| syntax.tokens_in(one.phrase).start);
    starts.any(|start| {
        end <= start
            && start < scene.events[at].trigger.first
            && !order::is_list_gap(syntax, end..start)
    })
}

/// "A baker killed, four wounded": a verb with a count of its own does not share the subject of the verb before it.
pub(super) fn is_of_verb_before(
    scene: Scene<'_>,
    at: usize,
    head: TokenId,
    counted: &[Counted],
) -> bool {
    let trigger = scene.events[at].trigger;
    scene.events.iter().any(|other| {
        let between = other.trigger.first > head && other.trigger.end <= trigger.first;
        let is_own = |one: &Counted| one.event == at && one.token >= other.trigger.end;
        between
            && other.trigger.sense.figure.is_some()
            && other.patients.contains(&head)
            && counted.iter().any(is_own)
    })
}

/// "arrested a man suspected of shooting three people, including his sister": whoever stands behind "including" is of the number before
/// it, which another effect counts.
pub(super) fn is_included_elsewhere(
    scene: Scene<'_>,
    at: usize,
    head: TokenId,
    counted: &[Counted],
) -> bool {
    let syntax = scene.syntax;
    let first = scene.events[at].trigger.first;
    let start = syntax.tokens_in(syntax.noun_phrase(head)).start;
    let mut numbers = counted
        .iter()
        .filter(|one| one.event != at && one.token > first && one.figure.bounds.low() > Some(1));
    numbers.any(|one| {
        let end = syntax.tokens_in(one.phrase).end;
        (end..start.max(end)).any(|id| syntax.word(id) == "including")
    })
}

/// Whether a phrase that the tree gives for someone affected stands where the order of words allows it: "a man said two
/// guards were shot" tells nothing of the man.
pub(super) fn is_on_its_side(scene: Scene<'_>, at: usize, head: TokenId) -> bool {
    const SAYING: [&str; 17] = [
        "said",
        "says",
        "told",
        "added",
        "reported",
        "announced",
        "confirmed",
        "claimed",
        "stated",
        "saying",
        "put",
        "puts",
        "gave",
        "raised",
        "lowered",
        "revised",
        "estimated",
    ];
    let (syntax, event) = (scene.syntax, &scene.events[at]);
    let trigger = event.trigger;
    if matches!(syntax.upos(trigger.token), "NOUN" | "PROPN") {
        return true;
    }
    let is_said = (head..trigger.first.max(head))
        // "was confirmed killed" says it of the subject itself.
        .any(|id| {
            SAYING.contains(&syntax.word(id))
                && syntax.upos(id) == "VERB"
                && id + 1 != trigger.first
        });
    match order::place(syntax, event, &[]) {
        Place::After => head >= trigger.end,
        Place::Before | Place::Between => {
            head < trigger.first && !is_said || syntax.deprel(head) == "obj"
        }
    }
}
