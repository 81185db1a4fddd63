//! People whose hurt ends in death later in the sentence: "two others were taken to hospital but later died".

use dateline_core::{FigureKind, Relation};

use super::Counted;
use super::Scene;
use super::single::PRONOUNS;
use crate::events::Reality;
use crate::syntax::{Syntax, TokenId};
use crate::triggers::Patient;

/// Pronouns that stand for several people told before.
const THEY: [&str; 4] = ["they", "both", "all", "who"];

/// Moves the wounded of a sentence who are then told to have died there to the dead.
pub(super) fn follow(scene: Scene<'_>, here: &[usize], counted: &mut Vec<Counted>) {
    for &death in here.iter().filter(|&&at| is_death(scene, at)) {
        counted_again(death, counted);
        let Some(at) = whose(scene, death, counted) else {
            continue;
        };
        let moved = &mut counted[at];
        moved.figure.kind = FigureKind::Killed;
        moved.event = death;
        // "Three were killed, and two others died of their wounds."
        let words = moved.figure.of_whom.as_deref().unwrap_or_default();
        if moved.figure.relation == Relation::Total && words.split(' ').any(|word| word == "others")
        {
            moved.figure.relation = Relation::Increment;
        }
        let mut id = 0;
        counted.retain(|one| {
            id += 1;
            one.event != death || id - 1 == at || !one.is_pronoun()
        });
    }
}

/// "Two men wounded in the blast died": whoever is counted dead is no longer counted wounded.
fn counted_again(death: usize, counted: &mut Vec<Counted>) {
    let dead: Vec<_> = counted
        .iter()
        .filter(|one| one.event == death)
        .map(|one| one.span)
        .collect();
    counted.retain(|one| one.figure.kind != FigureKind::Wounded || !dead.contains(&one.span));
}

/// Whether an act tells that people died, of a subject that may have been told before it.
fn is_death(scene: Scene<'_>, at: usize) -> bool {
    let event = &scene.events[at];
    event.trigger.sense.figure == Some(FigureKind::Killed)
        && event.trigger.sense.patient == Patient::Subject
        && scene.syntax.upos(event.trigger.token) != "NOUN"
        && !event.negated
        && matches!(event.reality, Reality::Actual)
}

/// Index of the wounded who are told to have died: the last before the death, where it is told of them, of a pronoun for
/// them, or of no one else.
fn whose(scene: Scene<'_>, death: usize, counted: &[Counted]) -> Option<usize> {
    let syntax = scene.syntax;
    let event = &scene.events[death];
    let is_before = |one: &Counted| {
        let hurt = scene.events[one.event].trigger;
        hurt.first < event.trigger.first && syntax.tokens_in(one.phrase).end <= event.trigger.first
    };
    let at = counted.iter().rposition(|one| {
        one.figure.kind == FigureKind::Wounded && one.event != death && is_before(one)
    })?;
    let one = &counted[at];
    let own = syntax.tokens_in(one.phrase);
    let hurt = scene.events[one.event].trigger;
    let has_others = counted
        .iter()
        .any(|other| other.event == death && !other.is_pronoun());
    if has_others {
        return None;
    }
    let is_theirs = event.patients.iter().any(|head| own.contains(head));
    let is_one = one.figure.bounds.best() == Some(1);
    let pronouns: &[&str] = if is_one { &PRONOUNS } else { &THEY };
    let is_named_by_pronoun = event
        .patients
        .iter()
        .any(|&head| pronouns.contains(&syntax.word(head)) && head > own.end)
        || opens_with(syntax, hurt.end, event.trigger.first, pronouns);
    (is_theirs || is_named_by_pronoun || is_joined(syntax, hurt.end, event.trigger.first))
        .then_some(at)
}

/// Whether the words right before a verb are a pronoun for those hurt: "where he was pronounced dead".
fn opens_with(syntax: &Syntax<'_>, from: TokenId, verb: TokenId, pronouns: &[&str]) -> bool {
    before_verb(syntax, from, verb).is_some_and(|id| pronouns.contains(&syntax.word(id)))
}

/// "but later died", "and was pronounced dead": a verb that shares its subject with the one before.
fn is_joined(syntax: &Syntax<'_>, from: TokenId, verb: TokenId) -> bool {
    before_verb(syntax, from, verb)
        .is_some_and(|id| matches!(syntax.word(id), "and" | "but" | "then" | "before"))
}

/// The last word before a verb, but for its auxiliaries and adverbs.
fn before_verb(syntax: &Syntax<'_>, from: TokenId, verb: TokenId) -> Option<TokenId> {
    (from..verb).rev().find(|&id| {
        !matches!(syntax.upos(id), "AUX" | "ADV" | "PART") && syntax.word(id) != "later"
    })
}
