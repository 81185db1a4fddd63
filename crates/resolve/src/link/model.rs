//! How likely two tellings are of one incident: a logistic model whose weights are data.

use std::collections::HashMap;
use std::sync::LazyLock;

use dateline_core::Telling;

use super::features::{FEATURES, features};

/// How likely two tellings are of one incident, and what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Likelihood {
    /// Natural logarithm of the odds.
    pub log_odds: f32,
    /// What moved the odds, the strongest first, without the prior.
    pub reasons: Vec<Reason>,
}

/// A feature that moved the odds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// One of [`FEATURES`].
    pub feature: &'static str,
    /// By how much, in log odds; above 0 for one incident.
    pub weight: f32,
}

impl Likelihood {
    /// From 0 to 1.
    pub fn probability(&self) -> f32 {
        1.0 / (1.0 + (-self.log_odds).exp())
    }
}

/// The likelihood of `a` and `b`, whichever comes first, by the weights of `data/linking.tsv` (made by `training/linking.py`).
pub fn likelihood(a: &Telling, b: &Telling) -> Likelihood {
    let values = features(a, b);
    let weighted = values
        .iter()
        .zip(weights())
        .map(|(value, weight)| value * weight);
    let moved = FEATURES
        .iter()
        .zip(weighted.clone())
        .skip(1)
        .filter(|(_, moved)| *moved != 0.0);
    let mut reasons: Vec<Reason> = moved
        .map(|(&feature, weight)| Reason { feature, weight })
        .collect();
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    Likelihood {
        log_odds: weighted.sum(),
        reasons,
    }
}

/// The weights in the order of [`FEATURES`]; a feature without a row weighs nothing.
fn weights() -> &'static [f32] {
    static WEIGHTS: LazyLock<Vec<f32>> = LazyLock::new(|| {
        let rows: HashMap<&str, f32> = include_str!("../../../../data/linking.tsv")
            .lines()
            .filter(|row| !row.starts_with('#'))
            .filter_map(|row| row.split_once('\t'))
            .filter_map(|(name, weight)| Some((name, weight.parse().ok()?)))
            .collect();
        FEATURES
            .iter()
            .map(|name| rows.get(name).copied().unwrap_or(0.0))
            .collect()
    });
    &WEIGHTS
}
