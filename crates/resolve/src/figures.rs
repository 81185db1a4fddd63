//! Figures: what the standing claims of one slot add up to (codebook section 6, rule 2, or another policy's rule).

use dateline_core::value::{Bounds, Value};
use dateline_core::{ClaimId, Derived, Policy, Relation, Rule};

use crate::policy::{figure_rules, status, without_value};
use crate::standing::Standing;
use crate::tolls::{Counted, Toll, widest};

/// Derives one figure slot.
pub(crate) fn derive_figure(standing: &Standing<'_>, policy: Policy) -> Derived {
    let rules = figure_rules(policy);
    let read: Vec<Counted<'_>> = standing
        .assertions
        .iter()
        .filter_map(|told| Some((*told, (rules.read)(told.figure()?)?)))
        .collect();
    let tolls = widest(&read, rules.attackers);
    let Some(Chosen { toll: best, rule }) = (rules.best)(&tolls) else {
        return without_value(standing);
    };
    let bounds = (rules.bounds)(&tolls, best);
    let agrees = |toll: &&Toll<'_>| {
        toll.figure.bounds.best() == best.figure.bounds.best()
            && toll.figure.bounds.low() == best.figure.bounds.low()
    };
    let (support, rivals): (Vec<&Toll<'_>>, Vec<&Toll<'_>>) = tolls.iter().partition(agrees);
    let contradicts = rivals
        .iter()
        .any(|rival| contradict(rival.figure.bounds, best.figure.bounds));
    let support = claims(&support, &[]);
    Derived {
        rule,
        value: Some(Value::Figure(best.figure.clone())),
        bounds: Some(bounds),
        status: status(standing, contradicts),
        rivals: claims(&rivals, &support),
        support,
        denials: standing.denial_ids(),
        superseded: standing.superseded.clone(),
    }
}

/// The claims behind `tolls` that are not `listed` yet, each once: one part can belong to several sums.
fn claims(tolls: &[&Toll<'_>], listed: &[ClaimId]) -> Vec<ClaimId> {
    let mut ids: Vec<ClaimId> = Vec::new();
    for id in tolls.iter().flat_map(|toll| &toll.claims) {
        if !ids.contains(id) && !listed.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}

/// The toll whose number stands, and the rule that chose it.
pub(crate) struct Chosen<'a, 't> {
    pub(crate) toll: &'a Toll<'t>,
    pub(crate) rule: Rule,
}

/// Tolls among which one is chosen, step by step: each step keeps those that do best by one measure, and the step that
/// leaves only one number is the rule that decided.
pub(crate) struct Choice<'a, 't> {
    left: Vec<&'a Toll<'t>>,
    rule: Option<Rule>,
}

impl<'a, 't> Choice<'a, 't> {
    /// All of them; the rule is `OnlyValue` as long as they give one number.
    pub(crate) fn among(tolls: &'a [Toll<'t>]) -> Self {
        let left: Vec<&Toll<'t>> = tolls.iter().collect();
        Self {
            rule: is_one_number(&left).then_some(Rule::OnlyValue),
            left,
        }
    }

    /// Keeps the tolls with the greatest measure among those that are left.
    pub(crate) fn most<K: Ord>(
        mut self,
        rule: Rule,
        measure: impl Fn(&Toll<'t>, &[&'a Toll<'t>]) -> K,
    ) -> Self {
        let keys: Vec<K> = self
            .left
            .iter()
            .map(|toll| measure(toll, &self.left))
            .collect();
        let greatest = keys.iter().max();
        let kept = self.left.iter().zip(&keys);
        let kept = kept.filter(|(_, key)| Some(*key) == greatest);
        self.left = kept.map(|(toll, _)| *toll).collect();
        if self.rule.is_none() && is_one_number(&self.left) {
            self.rule = Some(rule);
        }
        self
    }

    /// Keeps the tolls that meet the condition, if any does.
    pub(crate) fn prefer(self, rule: Rule, condition: impl Fn(&Toll<'t>) -> bool) -> Self {
        self.most(rule, |toll, _| condition(toll))
    }

    /// The first told of those that are left. A sum says so, whatever else decided.
    pub(crate) fn first(self) -> Option<Chosen<'a, 't>> {
        let toll = *self.left.first()?;
        let rule = if toll.figure.relation == Relation::Summed {
            Rule::SummedParts
        } else {
            self.rule.unwrap_or(Rule::FirstTold)
        };
        Some(Chosen { toll, rule })
    }
}

fn is_one_number(tolls: &[&Toll<'_>]) -> bool {
    tolls
        .windows(2)
        .all(|pair| pair[0].figure.bounds == pair[1].figure.bounds)
}

/// Whether two figures cannot both be right.
fn contradict(a: Bounds, b: Bounds) -> bool {
    let above =
        |a: Bounds, b: Bounds| matches!((a.low(), b.high()), (Some(low), Some(high)) if low > high);
    above(a, b) || above(b, a)
}
