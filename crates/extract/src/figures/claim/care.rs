//! Those of the hurt whose care is told: "20 were injured and 12 were taken to hospital".

use dateline_core::{FigureKind, Relation};

use super::Told;
use crate::drafts::Reading;

/// Words of an effect that tell of care or condition and of no hurt of its own.
const CARE: [&str; 10] = [
    "hospital",
    "hospitals",
    "hospitalized",
    "hospitalised",
    "treated",
    "treating",
    "treatment",
    "condition",
    "surgery",
    "care",
];

/// The hurt who are told in hospital, or in what condition they are, are some of those told hurt before, unless they are "others".
pub(super) fn relate(reading: &Reading<'_>, told: &mut [Told<'_>]) {
    let most = told
        .iter()
        .filter(|one| is_wounded(one) && !tells_care(reading, one))
        .filter_map(Told::number)
        .max();
    for one in told.iter_mut() {
        // One person may be hurt beside another.
        let is_some_of_them = one.number() <= most && (most > Some(1) || !one.is_single());
        let relation = one.figure.relation;
        if is_wounded(one)
            && is_some_of_them
            && tells_care(reading, one)
            && matches!(relation, Relation::Total | Relation::Part)
            && !is_of_others(one)
        {
            one.figure.relation = Relation::Subset;
        }
    }
    let is_some_told = told
        .iter()
        .any(|one| is_wounded(one) && one.figure.relation == Relation::Subset);
    let mut whole = told
        .iter_mut()
        .filter(|one| is_wounded(one) && one.figure.relation != Relation::Subset);
    // The only other count of the hurt is all of them, though it stood in a list with those in care.
    if let (Some(only), None, true) = (whole.next(), whole.next(), is_some_told)
        && only.figure.relation == Relation::Part
        && only.number() == most
    {
        only.figure.relation = Relation::Total;
    }
}

/// "One died and three were hurt. All four were taken to hospital": the dead were brought there too, so that the number counts no
/// wounded.
pub(super) fn leave_dead_out(reading: &Reading<'_>, told: &mut [Told<'_>]) {
    let numbers = |kind: FigureKind| -> Vec<u64> {
        let of_kind = told.iter().filter(|one| one.figure.kind == kind);
        let plain = of_kind.filter(|one| !tells_care(reading, one));
        plain
            .filter_map(Told::number)
            .filter(|&number| number > 0)
            .collect()
    };
    let (dead, hurt) = (numbers(FigureKind::Killed), numbers(FigureKind::Wounded));
    let is_both = |all: u64| {
        dead.iter()
            .any(|dead| hurt.iter().any(|hurt| dead + hurt == all))
    };
    for one in told.iter_mut() {
        let is_of_all = is_wounded(one)
            && tells_care(reading, one)
            && !hurt.iter().any(|&number| Some(number) >= one.number());
        if is_of_all && one.number().is_some_and(is_both) {
            one.figure.kind = FigureKind::Affected;
        }
    }
}

fn is_wounded(one: &Told<'_>) -> bool {
    one.figure.kind == FigureKind::Wounded
}

fn tells_care(reading: &Reading<'_>, one: &Told<'_>) -> bool {
    let trigger = reading.events[one.counted.event].trigger;
    trigger.sense.is_to_hospital()
        || (trigger.first..trigger.end).any(|id| CARE.contains(&reading.syntax.word(id)))
}

fn is_of_others(one: &Told<'_>) -> bool {
    let words = one.figure.of_whom.as_deref().unwrap_or_default();
    words
        .split(' ')
        .any(|word| matches!(word, "others" | "other" | "more"))
}
