//! What became of those who are only told to have been shot: "Four were shot, one fatally".

use dateline_core::value::Bounds;
use dateline_core::{FigureKind, Relation, WordingClass};

use super::{Told, additions};
use crate::drafts::Reading;
use crate::figures::descriptor::Descriptor;

/// Words of a wound that may be a death as well.
const SHOT: [&str; 6] = ["shot", "shooting", "shoots", "shoot", "hit", "struck"];

/// Takes the dead from those told shot where no other word counts the wounded: the rest are wounded. Where the wounded are
/// counted, those shot are only told to be affected.
pub(super) fn tell_outcomes(reading: &Reading<'_>, told: &mut Vec<Told<'_>>) {
    let is_shot = |one: &Told<'_>| one.figure.kind == FigureKind::Wounded && is_shot(reading, one);
    let has_wounded = told
        .iter()
        .any(|one| one.figure.kind == FigureKind::Wounded && !is_shot(one));
    let dead: Vec<(usize, Option<u64>)> = told
        .iter()
        .filter(|one| one.figure.kind == FigureKind::Killed)
        .map(|one| (one.counted.event, one.number()))
        .collect();
    let Some(most) = dead.iter().filter_map(|(_, number)| *number).max() else {
        return;
    };
    let are_of_them = told.iter().any(is_of_them);
    let mut rest = Vec::new();
    told.retain_mut(|one| {
        let is_beside = || !are_of_them && is_beside_dead(reading, one, &dead);
        if !is_shot(one) || is_another_person(reading, one, most, has_wounded) || is_beside() {
            return true;
        }
        let left = one.number().and_then(|all| all.checked_sub(most));
        let left = left.filter(|&left| left > 0 && !has_wounded);
        if one.figure.class == WordingClass::Exact {
            rest.extend(left.map(|left| wounded(one, left)));
        }
        one.figure.kind = FigureKind::Affected;
        left.is_some()
    });
    told.extend(rest);
}

/// "Four were shot", "found four people with gunshot wounds": told by a word of a wound that the dead may have had as well.
fn is_shot(reading: &Reading<'_>, one: &Told<'_>) -> bool {
    const WOUNDS: [&str; 4] = ["wound", "wounds", "injury", "injuries"];
    let word = reading
        .syntax
        .word(reading.events[one.counted.event].trigger.token);
    let is_wound = || WOUNDS.contains(&word) && !is_survivor(reading, one);
    SHOT.contains(&word) || one.number() > Some(1) && is_wound()
}

/// Those of the people told shot who did not die.
fn wounded<'a>(shot: &Told<'a>, left: u64) -> Told<'a> {
    let mut figure = shot.figure.clone();
    figure.bounds = Bounds::exact(left);
    Told {
        counted: shot.counted,
        figure,
        source: shot.source.clone(),
        ..*shot
    }
}

/// Whoever is told of alone has been told apart from the dead already, unless only a pronoun or "the" names one where several died, or
/// nothing says that somebody lived.
fn is_another_person(reading: &Reading<'_>, one: &Told<'_>, dead: u64, has_wounded: bool) -> bool {
    let descriptor = Descriptor::read(reading.document, reading.syntax, one.counted.phrase);
    let is_referring = descriptor.is_pronoun || descriptor.is_definite && !descriptor.is_other;
    let lived = has_wounded
        || dead < 2
        || descriptor.is_other
        || additions::is_also(reading, one)
        || is_survivor(reading, one);
    one.number() == Some(1) && (dead < 2 || !is_referring) && lived
}

/// "was shot in the leg", "non-life-threatening", "is recovering": words of the sentence that the dead are not told with.
fn is_survivor(reading: &Reading<'_>, one: &Told<'_>) -> bool {
    const LIVING: [&str; 23] = [
        "leg",
        "legs",
        "arm",
        "arms",
        "foot",
        "feet",
        "hand",
        "hands",
        "ankle",
        "thigh",
        "knee",
        "calf",
        "wrist",
        "finger",
        "buttocks",
        "non",
        "survived",
        "survive",
        "recovering",
        "recover",
        "condition",
        "stable",
        "surgery",
    ];
    let mut words = reading
        .syntax
        .sentence_tokens(reading.events[one.counted.event].sentence);
    words.any(|id| LIVING.contains(&reading.syntax.word(id)))
}

/// "Two of them died."
fn is_of_them(one: &Told<'_>) -> bool {
    let words = one.figure.words.to_lowercase();
    let is_dead = one.figure.kind == FigureKind::Killed;
    is_dead
        && ["of them", "of whom", "of those"]
            .iter()
            .any(|end| words.ends_with(end))
}

/// "One man died and three others were shot": those shot are no more the dead.
fn is_beside_dead(reading: &Reading<'_>, one: &Told<'_>, dead: &[(usize, Option<u64>)]) -> bool {
    let words = one.figure.of_whom.as_deref().unwrap_or_default();
    let is_others = words
        .split(' ')
        .any(|word| ["others", "other", "more"].contains(&word));
    let sentence = |event: usize| reading.events[event].sentence;
    let is_behind = |&(event, _): &(usize, Option<u64>)| {
        event < one.counted.event && sentence(event) == sentence(one.counted.event)
    };
    is_others
        || additions::is_of_others(reading, one)
        || one.figure.relation != Relation::Subset && dead.iter().any(is_behind)
}
