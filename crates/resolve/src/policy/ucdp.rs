//! `ucdp`: three estimates, as in the Georeferenced Event Dataset of the Uppsala Conflict Data Program.
//!
//! Its codebook gives each event a best (most likely), a low (lowest reliable) and a high (highest reliable) estimate of all
//! deaths, both sides and civilians together. The best is that of the source which an examination finds the most reliable;
//! where no source is more reliable than another, the lower figure is taken. A lower or higher figure of a source that is
//! credible too becomes the low or the high estimate. Sources: UCDP GED Codebook, fatality estimates; "Definitions, sources
//! and methods for Uppsala Conflict Data Program Battle-Death estimates".
//!
//! A coder weighs sources one by one. This policy does it by what kind of speaker a source is ([`reliability`]), by whether
//! anybody doubts the figure, and by how many independent publishers carry it. When it was said does not count.

use dateline_core::value::Bounds;
use dateline_core::{Rule, SourceKind};

use super::FigureRules;
use super::dateline::read;
use super::measures::{is_credible, is_current, is_disinterested, lowness, publishers, voices};
use crate::figures::{Choice, Chosen};
use crate::tolls::{Attackers, Toll};

pub(super) const RULES: FigureRules = FigureRules {
    read,
    attackers: Attackers::Included,
    best,
    bounds,
};

fn best<'a, 't>(tolls: &'a [Toll<'t>]) -> Option<Chosen<'a, 't>> {
    Choice::among(tolls)
        .prefer(Rule::Disinterested, is_disinterested)
        .prefer(Rule::ToldAsCurrent, is_current)
        .most(Rule::MostReliable, |toll, _| reliability(toll))
        .most(Rule::MostPublishers, publishers)
        .most(Rule::MostSources, voices)
        .most(Rule::Lowest, |toll, _| lowness(toll))
        .first()
}

/// How far a source is to be trusted with a toll: whether the figure is credible at all, then how close the speaker is to
/// the count and how far from the parties.
fn reliability(toll: &Toll<'_>) -> (bool, u8) {
    let standing = match toll.kind {
        SourceKind::Intergovernmental
        | SourceKind::Ngo
        | SourceKind::Medical
        | SourceKind::Judicial => 2,
        SourceKind::Publisher
        | SourceKind::Media
        | SourceKind::Government
        | SourceKind::SecurityForces
        | SourceKind::Witness
        | SourceKind::Other => 1,
        SourceKind::ArmedGroup => 0,
    };
    (is_credible(toll), standing)
}

/// The least and the greatest number that a credible source gives; where none is credible, that any source gives.
fn bounds(tolls: &[Toll<'_>], best: &Toll<'_>) -> Bounds {
    let is_any_credible = tolls.iter().any(is_credible);
    let heard = || {
        tolls
            .iter()
            .filter(|toll| !is_any_credible || is_credible(toll))
            .chain([best])
            .map(|toll| toll.figure.bounds)
    };
    let low = heard()
        .filter_map(|one| one.low().or(one.best()).or(one.high()))
        .min();
    let high = heard()
        .filter_map(|one| one.high().or(one.best()).or(one.low()))
        .max();
    Bounds::new(low, best.number(), high).unwrap_or_default()
}
