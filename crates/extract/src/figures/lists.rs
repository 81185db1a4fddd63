//! Numbers that stand in one list with another: its likes, or its parts.

use std::ops::Range;

use super::number::Number;
use super::tie::{LISTED, PATIENT, Tie};
use super::{Scene, order};
use crate::syntax::{Syntax, TokenId};
use crate::triggers::Patient;

/// "Two guards, a soldier and five inmates were killed": what is listed with a number that is plainly tied goes with it.
pub(super) fn carry_along(scene: Scene<'_>, numbers: &[Number], ties: &mut [Option<Tie>]) {
    let syntax = scene.syntax;
    let is_open = |tie: &Option<Tie>| tie.is_none_or(|tie| tie.score <= PATIENT);
    let joined = |left: usize, right: usize| {
        let gap =
            numbers[left].tokens.end..numbers[right].tokens.start.max(numbers[left].tokens.end);
        order::is_list_gap(syntax, gap.clone()) && !has_effect(scene, gap)
    };
    let carry = |ties: &mut [Option<Tie>], from: usize, to: usize| {
        if let Some(tie) = ties[from].filter(|tie| tie.score >= PATIENT && is_open(&ties[to])) {
            ties[to] = Some(Tie {
                score: LISTED,
                is_update: false,
                is_subset: numbers[to].quantity.subset,
                ..tie
            });
        }
    };
    for at in 1..numbers.len() {
        if joined(at - 1, at) {
            carry(ties, at - 1, at);
        }
    }
    for at in (1..numbers.len()).rev() {
        // Before a passive the list runs up to it; what is told after a total is no list to its left.
        if joined(at - 1, at) && !numbers[at].quantity.subset {
            carry(ties, at, at - 1);
        }
    }
}

/// "the killing of one man and the injury of 40 others", "one leader killed and two men detained": another effect ends a list.
fn has_effect(scene: Scene<'_>, gap: Range<TokenId>) -> bool {
    let mut triggers = scene.events.iter().map(|event| event.trigger);
    triggers.any(|trigger| {
        trigger.sense.figure.is_some()
            && trigger.sense.patient != Patient::Absent
            && gap.contains(&trigger.first)
    })
}

/// "Nine people died, she said: two midwives, three mothers, four newborns": numbers behind a colon that add up to the one
/// before it are of those.
pub(super) fn break_down(syntax: &Syntax<'_>, numbers: &[Number], ties: &mut [Option<Tie>]) {
    let Some(first) = (1..numbers.len()).find(|&at| {
        (numbers[at - 1].tokens.end..numbers[at].tokens.start).any(|id| syntax.word(id) == ":")
    }) else {
        return;
    };
    let value = |number: &Number| number.quantity.bounds.best();
    let parts: Option<u64> = numbers[first..].iter().map(value).sum();
    let whole = (0..first)
        .rev()
        .find(|&at| ties[at].is_some() && value(&numbers[at]) == parts && parts.is_some());
    if let Some(tie) = whole.and_then(|at| ties[at]) {
        for one in ties[first..].iter_mut().filter(|one| one.is_none()) {
            *one = Some(Tie {
                is_subset: true,
                is_update: false,
                score: LISTED,
                ..tie
            });
        }
    }
}
