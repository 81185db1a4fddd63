//! Which of the days that a report names is that of the act it is about: what speaks for each is weighed with `data/day.tsv` (made by
//! `training/day.py`).
//!
//! The rules of `dating.rs` and `occurrence.rs` look where the act is told; this looks at all of the report, and mends what they
//! chose only where another day is clearly likelier.

mod signs;

use std::sync::LazyLock;

use dateline_core::value::DateValue;
use dateline_core::{Span, TimeFrame};

use super::dating::tells_when;
use super::occurrence::{has_clock, is_of_occurrence};
use super::{Draft, Reading, drafted};
use crate::knowledge::Knowledge;
use crate::setting::Dated;
use crate::signs::Weights;
use signs::{Told, signs};

/// Probability from which on a day dates an act that has none: likelier than not.
const FILLS: f32 = 0.5;

/// By how much likelier another day must be than those that the rules chose: what served best in folds of the reports that taught the
/// weights.
const LIKELIER: f32 = 0.05;

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::of(include_str!("../../../../data/day.tsv")));

/// A day that a report names.
pub struct DaySigns {
    /// The words that name it.
    pub span: Span,
    /// What they name.
    pub value: DateValue,
    /// Whether the rules give it to the act that the report is about.
    pub chosen: bool,
    /// What speaks for its being the day of that act.
    pub signs: Vec<String>,
}

/// What the weights are learnt from: the days that a document names.
pub(crate) fn day_signs(reading: &Reading<'_>, knowledge: &Knowledge) -> Vec<DaySigns> {
    let drafts = drafted(reading, knowledge);
    let Some(told) = Told::of(reading, &drafts) else {
        return Vec::new();
    };
    let signs_of = |date: &Dated| DaySigns {
        span: date.span,
        value: date.value.clone(),
        chosen: is_chosen(told.act, date),
        signs: signs(reading, &told, date),
    };
    reading.dates.iter().map(signs_of).collect()
}

/// Gives the act that a report is about the likeliest of the days that the report names.
pub(super) fn settle_day<'a>(reading: &'a Reading<'a>, drafts: &mut [Draft<'a>]) {
    let Some(likeliest) = likelier_day(reading, drafts) else {
        return;
    };
    if let Some(act) = drafts.iter_mut().find(|draft| is_told_first(draft)) {
        // The same day told once more stays.
        act.dates
            .retain(|date| date.value.is_compatible(&likeliest.value));
        act.dates.push(likeliest);
    }
}

/// The act that a report is about: the first that is news.
fn is_told_first(draft: &Draft<'_>) -> bool {
    draft.time_frame == TimeFrame::Current && !draft.is_operation
}

/// The likeliest day, where it is likely enough to be that of the act instead of what the rules chose.
fn likelier_day<'a>(reading: &'a Reading<'a>, drafts: &[Draft<'a>]) -> Option<&'a Dated> {
    let told = Told::of(reading, drafts)?;
    let weighed = reading
        .dates
        .iter()
        .map(|date| (probability(&signs(reading, &told, date)), date));
    let weighed: Vec<(f32, &Dated)> = weighed.collect();
    let chosen = weighed.iter().filter(|(_, date)| is_chosen(told.act, date));
    let best = chosen.map(|&(odds, _)| odds).reduce(f32::max);
    let least = best.map_or(FILLS, |best| best + LIKELIER);
    let likeliest = weighed
        .into_iter()
        .filter(|(_, date)| tells_when(reading, date.token))
        .filter(|(_, date)| best.is_some() || tells_of_act(reading, date))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    let (_, date) = likeliest.filter(|&(odds, _)| odds > least)?;
    Some(date)
}

/// Sentences from an act within which a day may be told of it.
const NEAR: usize = 3;

/// Whether a day is told near an act, or with the hour, or of what happened: "Players had met there on Wednesday", further on, is not.
fn tells_of_act(reading: &Reading<'_>, date: &Dated) -> bool {
    let mut acts = reading.events.iter();
    acts.any(|event| event.sentence.abs_diff(date.sentence) <= NEAR)
        || has_clock(reading, date)
        || is_of_occurrence(reading.syntax, date)
}

fn is_chosen(act: &Draft<'_>, date: &Dated) -> bool {
    act.dates.iter().any(|one| one.span == date.span)
}

fn probability(signs: &[String]) -> f32 {
    1.0 / (1.0 + (-WEIGHTS.weigh(signs)).exp())
}
