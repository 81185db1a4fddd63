//! `dateline`, the default: codebook section 6, rule 2.

use dateline_core::value::{Bounds, Figure};
use dateline_core::{Rule, WordingClass};

use super::FigureRules;
use super::measures::{day, detail, is_current, is_disinterested, lowness, publishers, voices};
use crate::figures::{Choice, Chosen};
use crate::tolls::{Attackers, Toll};

pub(super) const RULES: FigureRules = FigureRules {
    read,
    attackers: Attackers::Beside,
    best,
    bounds,
};

/// Figures are taken as the codebook's section 4 reads them.
pub(super) fn read(figure: &Figure) -> Option<Figure> {
    let is_number = figure.class != WordingClass::NoFigure && !figure.bounds.is_empty();
    is_number.then(|| figure.clone())
}

/// The figure of the most recent report in which the incident is current; then of most independent publishers, and where a
/// report quotes several sources, of most of them; then the more specific; then the lower. A figure with a best number is
/// preferred to words that give only a bound.
fn best<'a, 't>(tolls: &'a [Toll<'t>]) -> Option<Chosen<'a, 't>> {
    Choice::among(tolls)
        .prefer(Rule::Disinterested, is_disinterested)
        .prefer(Rule::ToldAsCurrent, is_current)
        .prefer(Rule::MoreSpecific, |toll| {
            toll.figure.bounds.best().is_some()
        })
        .most(Rule::MostRecent, |toll, _| day(toll))
        .most(Rule::MostPublishers, publishers)
        .most(Rule::MostSources, voices)
        .most(Rule::MoreSpecific, |toll, _| detail(toll))
        .most(Rule::Lowest, |toll, _| lowness(toll))
        .first()
}

/// `low` and `high` over all standing tolls. A bare lower bound counts towards `low` only where no exact figure stands;
/// once any claim bounds the toll from above, `high` is the greatest number that any claim gives. What a belligerent says
/// of its enemy's losses raises `high` only.
fn bounds(tolls: &[Toll<'_>], best: &Toll<'_>) -> Bounds {
    let own: Vec<&Toll<'_>> = tolls
        .iter()
        .filter(|toll| !toll.of_enemy || std::ptr::eq(*toll, best))
        .collect();
    let low_of = |toll: &&Toll<'_>| toll.figure.bounds.low();
    let exact = own.iter().copied().filter(is_exact);
    let low = exact
        .filter_map(|toll| low_of(&toll))
        .min()
        .or_else(|| own.iter().filter_map(low_of).min());
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

fn is_exact(toll: &&Toll<'_>) -> bool {
    let bounds = toll.figure.bounds;
    bounds.low().is_some() && bounds.low() == bounds.high() && !toll.of_enemy
}
