//! Figures (codebook section 6, rule 2).

use std::collections::{BTreeMap, BTreeSet};

use dateline_core::value::{Bounds, Figure, Value};
use dateline_core::{
    ClaimId, ClaimRecord, Derived, PersonKind, Relation, Rule, SourceKind, WordingClass,
    YesNoUnknown,
};
use jiff::civil::Date;

use crate::policy::{status, voice, without_value};
use crate::standing::Standing;

/// A number that stands for the whole toll: one claim, or the parts of one source added up.
struct Toll {
    figure: Figure,
    claims: Vec<ClaimId>,
    published: Option<Date>,
    voice: String,
    /// Said by a belligerent of its enemy's losses: raises `high`, never `best`.
    of_enemy: bool,
}

/// Derives one figure slot.
pub(crate) fn derive_figure(standing: &Standing<'_>) -> Derived {
    let told: Vec<(&ClaimRecord, &Figure)> = standing
        .assertions
        .iter()
        .filter_map(|record| match &record.claim.value {
            Some(Value::Figure(figure)) if figure.class != WordingClass::NoFigure => {
                Some((*record, figure))
            }
            _ => None,
        })
        .collect();
    let tolls = widest(&told);
    let Some(best) = choose(&tolls) else {
        return without_value(standing);
    };
    let bounds = bounds(&tolls, best);
    let agrees = |toll: &&Toll| {
        toll.figure.bounds.best() == best.figure.bounds.best()
            && toll.figure.bounds.low() == best.figure.bounds.low()
    };
    let (support, rivals): (Vec<&Toll>, Vec<&Toll>) = tolls.iter().partition(|toll| agrees(toll));
    let contradicts = rivals
        .iter()
        .any(|rival| contradict(&rival.figure, &best.figure));
    Derived {
        rule: rule(&tolls, best),
        value: Some(Value::Figure(best.figure.clone())),
        bounds: Some(bounds),
        status: status(standing, contradicts),
        support: support
            .iter()
            .flat_map(|toll| toll.claims.clone())
            .collect(),
        rivals: rivals.iter().flat_map(|toll| toll.claims.clone()).collect(),
        denials: standing
            .denials
            .iter()
            .map(|record| record.id.clone())
            .collect(),
        superseded: standing.superseded.clone(),
    }
}

/// The widest group: totals, else the parts that each source gives, summed; else what is told of some.
fn widest(told: &[(&ClaimRecord, &Figure)]) -> Vec<Toll> {
    let of = |relation: Relation| {
        told.iter()
            .filter(move |(_, figure)| figure.relation == relation)
    };
    let totals: Vec<Toll> = of(Relation::Total)
        .chain(of(Relation::Summed))
        .map(|&(record, figure)| toll(record, figure.clone()))
        .collect();
    if !totals.is_empty() {
        return totals;
    }
    let sums = summed(of(Relation::Part).copied());
    if !sums.is_empty() {
        return sums;
    }
    // Some of the people affected are a lower bound of all of them.
    of(Relation::Subset)
        .chain(of(Relation::Increment))
        .filter_map(|&(record, figure)| {
            let least = figure.bounds.low().or(figure.bounds.best())?;
            let bounds = Bounds::new(Some(least), None, None).ok()?;
            Some(toll(
                record,
                Figure {
                    bounds,
                    class: WordingClass::AtLeast,
                    ..figure.clone()
                },
            ))
        })
        .collect()
}

fn toll(record: &ClaimRecord, figure: Figure) -> Toll {
    Toll {
        of_enemy: is_of_enemy(record, &figure),
        claims: vec![record.id.clone()],
        published: record.published,
        voice: voice(record),
        figure,
    }
}

/// The attackers' own dead in a one-sided attack stay beside the toll.
fn is_beside(figure: &Figure) -> bool {
    figure.relation == Relation::Part && figure.includes_perpetrators == YesNoUnknown::Yes
}

/// Parts that one source gives in one report, added up.
fn summed<'a>(parts: impl Iterator<Item = (&'a ClaimRecord, &'a Figure)>) -> Vec<Toll> {
    let mut by_voice: BTreeMap<(String, String), Vec<(&ClaimRecord, &Figure)>> = BTreeMap::new();
    for (record, figure) in parts {
        by_voice
            .entry((record.document.0.clone(), voice(record)))
            .or_default()
            .push((record, figure));
    }
    let has_others = by_voice
        .values()
        .flatten()
        .any(|(_, figure)| !is_beside(figure));
    by_voice
        .into_values()
        .filter_map(|parts| {
            sum_of(
                parts
                    .into_iter()
                    .filter(|(_, figure)| !has_others || !is_beside(figure))
                    .collect(),
            )
        })
        .collect()
}

fn sum_of(parts: Vec<(&ClaimRecord, &Figure)>) -> Option<Toll> {
    let (first, figure) = *parts.first()?;
    if parts.len() == 1 {
        return Some(toll(first, figure.clone()));
    }
    let add = |bound: fn(Bounds) -> Option<u64>| {
        parts
            .iter()
            .map(|(_, part)| bound(part.bounds))
            .sum::<Option<u64>>()
    };
    let bounds = Bounds::new(add(Bounds::low), add(Bounds::best), add(Bounds::high)).ok()?;
    let words: Vec<&str> = parts.iter().map(|(_, part)| part.words.as_str()).collect();
    let figure = Figure {
        bounds,
        words: words.join(" + "),
        of_whom: None,
        of_kind: PersonKind::Unknown,
        relation: Relation::Summed,
        ..figure.clone()
    };
    Some(Toll {
        of_enemy: parts.iter().any(|(record, part)| is_of_enemy(record, part)),
        claims: parts.iter().map(|(record, _)| record.id.clone()).collect(),
        published: first.published,
        voice: voice(first),
        figure,
    })
}

/// Whether a party to the conflict counts the losses of the other.
fn is_of_enemy(record: &ClaimRecord, figure: &Figure) -> bool {
    match record.claim.source.speaker().kind {
        SourceKind::SecurityForces | SourceKind::Government => {
            figure.of_kind == PersonKind::ArmedGroup
        }
        SourceKind::ArmedGroup => matches!(
            figure.of_kind,
            PersonKind::Military | PersonKind::Police | PersonKind::Official
        ),
        _ => false,
    }
}

/// The figure of the most recent report; then of most publishers; then the more specific; then the lower.
fn choose(tolls: &[Toll]) -> Option<&Toll> {
    let eligible = |toll: &&Toll| !toll.of_enemy;
    let pool: Vec<&Toll> = if tolls.iter().any(|toll| eligible(&toll)) {
        tolls.iter().filter(eligible).collect()
    } else {
        tolls.iter().collect()
    };
    let votes = |toll: &Toll| {
        let voices: BTreeSet<&str> = pool
            .iter()
            .filter(|other| other.figure.bounds == toll.figure.bounds)
            .map(|other| other.voice.as_str())
            .collect();
        voices.len()
    };
    pool.iter().copied().max_by(|a, b| {
        let key = |toll: &Toll| {
            (
                toll.figure.bounds.best().is_some(),
                toll.published,
                votes(toll),
                specificity(&toll.figure),
            )
        };
        let number = |toll: &Toll| {
            std::cmp::Reverse(
                toll.figure
                    .bounds
                    .best()
                    .or(toll.figure.bounds.low())
                    .or(toll.figure.bounds.high()),
            )
        };
        key(a)
            .cmp(&key(b))
            .then(number(a).cmp(&number(b)))
            .then(b.claims.cmp(&a.claims))
    })
}

/// Which of the comparisons of [`choose`] decided.
fn rule(tolls: &[Toll], best: &Toll) -> Rule {
    let others: Vec<&Toll> = tolls
        .iter()
        .filter(|toll| toll.figure.bounds != best.figure.bounds)
        .collect();
    if best.figure.relation == Relation::Summed {
        Rule::SummedParts
    } else if others.is_empty() {
        Rule::OnlyValue
    } else if others.iter().all(|other| other.published < best.published) {
        Rule::MostRecent
    } else if others
        .iter()
        .all(|other| specificity(&other.figure) < specificity(&best.figure))
    {
        Rule::MoreSpecific
    } else {
        Rule::Lowest
    }
}

fn specificity(figure: &Figure) -> u8 {
    crate::specificity::specificity(&Value::Figure(figure.clone()))
}

/// `low` and `high` over all standing tolls. A bare lower bound counts towards `low` only where no exact figure stands;
/// once any claim bounds the toll from above, `high` is the greatest number that any claim gives.
fn bounds(tolls: &[Toll], best: &Toll) -> Bounds {
    let is_exact = |toll: &&Toll| {
        toll.figure.bounds.low() == toll.figure.bounds.high()
            && toll.figure.bounds.low().is_some()
            && !toll.of_enemy
    };
    let own: Vec<&Toll> = tolls
        .iter()
        .filter(|toll| !toll.of_enemy || std::ptr::eq(*toll, best))
        .collect();
    let exact = own
        .iter()
        .copied()
        .filter(|toll| is_exact(toll))
        .filter_map(|toll| toll.figure.bounds.low())
        .min();
    let low = exact.or_else(|| own.iter().filter_map(|toll| toll.figure.bounds.low()).min());
    let is_bounded = tolls.iter().any(|toll| toll.figure.bounds.high().is_some());
    let greatest = tolls.iter().filter_map(|toll| {
        let bounds = toll.figure.bounds;
        bounds.high().or(bounds.best()).or(bounds.low())
    });
    let high = greatest.max().filter(|_| is_bounded);
    let best = best.figure.bounds.best();
    let low = match (low, best) {
        (Some(low), Some(best)) => Some(low.min(best)),
        (low, _) => low,
    };
    Bounds::new(low, best, high.map(|high| high.max(best.unwrap_or(0)))).unwrap_or_default()
}

/// Whether two figures cannot both be right.
fn contradict(a: &Figure, b: &Figure) -> bool {
    let above =
        |a: Bounds, b: Bounds| matches!((a.low(), b.high()), (Some(low), Some(high)) if low > high);
    above(a.bounds, b.bounds) || above(b.bounds, a.bounds)
}
