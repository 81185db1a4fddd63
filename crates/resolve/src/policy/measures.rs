//! By what figures are compared; shared by the policies.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use dateline_core::value::{Bounds, Value};
use dateline_core::{SourceKind, WordingClass};
use jiff::civil::Date;

use crate::specificity::specificity;
use crate::tolls::Toll;

/// Whether the report is there to tell the incident.
pub(super) fn is_current(toll: &Toll<'_>) -> bool {
    toll.report.is_current
}

/// Whether nobody has said it of the enemy.
pub(super) fn is_disinterested(toll: &Toll<'_>) -> bool {
    !toll.of_enemy
}

/// Whether the speaker is no armed group, and the publisher and the speaker stand by it.
pub(super) fn is_credible(toll: &Toll<'_>) -> bool {
    !toll.of_enemy && !toll.is_doubted && toll.kind != SourceKind::ArmedGroup
}

/// When it was said.
pub(super) fn day(toll: &Toll<'_>) -> Option<Date> {
    toll.report.day
}

/// How many independent publishers give the number, of those that are left.
pub(super) fn publishers(toll: &Toll<'_>, left: &[&Toll<'_>]) -> usize {
    let same = same_number(toll, left);
    let publishers: BTreeSet<_> = same.map(|other| &other.report.publisher).collect();
    publishers.len()
}

/// How many independent voices give the number, of those that are left.
pub(super) fn voices(toll: &Toll<'_>, left: &[&Toll<'_>]) -> usize {
    let same = same_number(toll, left);
    let voices: BTreeSet<_> = same.map(|other| &other.voice).collect();
    voices.len()
}

fn same_number<'b, 't>(
    toll: &'b Toll<'t>,
    left: &'b [&'b Toll<'t>],
) -> impl Iterator<Item = &'b Toll<'t>> {
    left.iter()
        .copied()
        .filter(|other| other.figure.bounds == toll.figure.bounds)
}

/// How much the figure says.
pub(super) fn detail(toll: &Toll<'_>) -> u8 {
    specificity(&Value::Figure(toll.figure.clone()))
}

/// The lower the number, the greater.
pub(super) fn lowness(toll: &Toll<'_>) -> Reverse<Option<u64>> {
    Reverse(toll.number())
}

/// Whether the words give only an order of size: "several", "dozens", "hundreds".
pub(super) fn is_vague(class: WordingClass) -> bool {
    match class {
        WordingClass::Few
        | WordingClass::Tens
        | WordingClass::Dozens
        | WordingClass::Scores
        | WordingClass::Hundreds
        | WordingClass::SeveralHundred
        | WordingClass::Thousands
        | WordingClass::TensOfThousands
        | WordingClass::NoFigure => true,
        WordingClass::Exact
        | WordingClass::AtLeast
        | WordingClass::MoreThan
        | WordingClass::UpTo
        | WordingClass::AtMost
        | WordingClass::Nearly
        | WordingClass::About
        | WordingClass::Range => false,
    }
}

/// Bounds of a data set that records one number.
pub(super) fn one_number(_: &[Toll<'_>], best: &Toll<'_>) -> Bounds {
    best.number().map(Bounds::exact).unwrap_or_default()
}
