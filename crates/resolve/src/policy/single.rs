//! Slots with one value that is no figure (codebook section 6, rule 3).

use std::cmp::Reverse;
use std::collections::BTreeSet;

use dateline_core::value::Value;
use dateline_core::{ClaimId, Derived, Rule, TimeFrame};

use super::{status, without_value};
use crate::lists::valued;
use crate::specificity::{agree, is_bound, specificity};
use crate::standing::{Standing, Told};

/// A claim with the value that it gives.
type Valued<'t> = (&'t Told<'t>, &'t Value);

/// The value of most independent sources, then the more specific, then the first told; the day of a report, which bounds that of the
/// act, only where nothing else is told.
pub(super) fn derive_single(standing: &Standing<'_>) -> Derived {
    let values = valued(&standing.assertions);
    let votes: Vec<usize> = values
        .iter()
        .map(|(_, value)| sources(value, &values))
        .collect();
    let rank = |at: usize| {
        let is_told = !is_bound(values[at].1);
        (is_told, votes[at], specificity(values[at].1), Reverse(at))
    };
    let Some(best) = (0..values.len()).max_by_key(|&at| rank(at)) else {
        return without_value(standing);
    };
    let value = values[best].1;
    let (support, rivals): (Vec<Valued<'_>>, Vec<Valued<'_>>) =
        values.iter().partition(|(_, other)| agree(value, other));
    let runner_up = (0..values.len())
        .filter(|&at| values[at].1 != value && !is_bound(values[at].1))
        .max_by_key(|&at| rank(at));
    let rule = match runner_up {
        None => Rule::OnlyValue,
        Some(other) if votes[other] < votes[best] => Rule::MostSources,
        Some(other) if specificity(values[other].1) < specificity(value) => Rule::MoreSpecific,
        Some(_) => Rule::FirstTold,
    };
    Derived {
        value: Some(value.clone()),
        bounds: None,
        status: status(standing, !rivals.is_empty()),
        rule,
        support: ids(&support),
        rivals: ids(&rivals),
        denials: standing.denial_ids(),
        superseded: standing.superseded.clone(),
    }
}

/// How many independent voices give a value that can be true together with this one.
fn sources(value: &Value, values: &[Valued<'_>]) -> usize {
    let agreeing = values
        .iter()
        .filter(|(_, other)| agree(value, other) && (*other == value || !is_bound(other)));
    let voices: BTreeSet<_> = agreeing.map(|(told, _)| &told.voice).collect();
    voices.len()
}

/// Current if any report tells it as current: those that recall it as history do not contradict that.
pub(super) fn derive_time_frame(standing: &Standing<'_>) -> Derived {
    let values = valued(&standing.assertions);
    let (current, background): (Vec<Valued<'_>>, Vec<Valued<'_>>) = values
        .iter()
        .partition(|(_, value)| **value == Value::TimeFrame(TimeFrame::Current));
    let (support, rivals) = if current.is_empty() {
        (background, current)
    } else {
        (current, background)
    };
    let Some((_, value)) = support.first() else {
        return without_value(standing);
    };
    Derived {
        value: Some((*value).clone()),
        bounds: None,
        status: status(standing, false),
        rule: if rivals.is_empty() {
            Rule::OnlyValue
        } else {
            Rule::ToldAsCurrent
        },
        support: ids(&support),
        rivals: ids(&rivals),
        denials: standing.denial_ids(),
        superseded: standing.superseded.clone(),
    }
}

fn ids(claims: &[Valued<'_>]) -> Vec<ClaimId> {
    claims
        .iter()
        .map(|(told, _)| told.record.id.clone())
        .collect()
}
