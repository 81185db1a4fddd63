//! How likely two tellings are of one incident: boosted trees, which are data.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use dateline_core::Telling;

use super::features::{FEATURES, features};
use super::trees::Trees;

/// How likely two tellings are of one incident, and what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Likelihood {
    /// Natural logarithm of the odds.
    pub log_odds: f32,
    /// What moved the odds away from those of any two tellings that are compared, the strongest first; one for each aspect.
    pub reasons: Vec<Reason>,
}

/// An aspect of two tellings that moved the odds: when, where, how many were killed, the words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// Of the aspect's [`FEATURES`] that hold, the one that moved the odds most; where none holds, the strongest of those that do not.
    pub feature: &'static str,
    /// Whether the feature holds, rather than what it says being absent or not known.
    pub holds: bool,
    /// By how much the whole aspect moved the odds, in log odds; above 0 for one incident.
    pub weight: f32,
}

impl Likelihood {
    /// From 0 to 1.
    pub fn probability(&self) -> f32 {
        1.0 / (1.0 + (-self.log_odds).exp())
    }
}

/// The likelihood of `a` and `b`, whichever comes first, by the trees of `data/linking.tsv` (made by `training/linking.py`).
pub fn likelihood(a: &Telling, b: &Telling) -> Likelihood {
    let values = features(a, b);
    Likelihood {
        log_odds: trees().log_odds(&values),
        reasons: reasons(&values, &trees().moves(&values)),
    }
}

/// [`Likelihood::log_odds`] alone, which is much faster.
pub(super) fn log_odds(a: &Telling, b: &Telling) -> f32 {
    trees().log_odds(&features(a, b))
}

/// One reason for each aspect that moved the odds.
fn reasons(values: &[f32], moves: &[f32]) -> Vec<Reason> {
    let mut aspects: BTreeMap<&str, Reason> = BTreeMap::new();
    let mut strongest: BTreeMap<&str, f32> = BTreeMap::new();
    for ((&feature, &value), &weight) in FEATURES.iter().zip(values).zip(moves) {
        let holds = value > 0.0 && !feature.ends_with("_gap");
        if weight == 0.0 && !holds {
            continue;
        }
        let reason = aspects.entry(aspect(feature)).or_insert(Reason {
            feature,
            holds,
            weight: 0.0,
        });
        let most = strongest.entry(aspect(feature)).or_default();
        if (holds, weight.abs()) > (reason.holds, *most) {
            (reason.feature, reason.holds, *most) = (feature, holds, weight.abs());
        }
        reason.weight += weight;
    }
    let moved = aspects.into_values().filter(|reason| reason.weight != 0.0);
    let mut reasons: Vec<Reason> = moved.collect();
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    reasons
}

/// What a feature is about: its name's first word, or one that stands for several.
fn aspect(feature: &str) -> &str {
    let first = feature.split('_').next().unwrap_or(feature);
    match first {
        "print" | "after" => "date",
        "town" => "place",
        "passages" => "text",
        "copied" => "copy",
        first => first,
    }
}

fn trees() -> &'static Trees {
    // A test holds that the file is sound; without trees nothing would be linked.
    static TREES: LazyLock<Trees> = LazyLock::new(|| Trees::parse(TABLE).unwrap_or_default());
    &TREES
}

const TABLE: &str = include_str!("../../../../data/linking.tsv");

#[cfg(test)]
mod tests;
