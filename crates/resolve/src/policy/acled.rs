//! `acled`: one conservative number, as in the Armed Conflict Location & Event Data.
//!
//! Where source reports differ or are vague, ACLED takes the most conservative figure; "tens" is 10, "dozens" 12, "hundreds"
//! 100 "and so on"; when better information becomes available the total is corrected upward or downward. All who died in
//! the event count, whichever side they were of. Sources: ACLED Codebook, "Reported fatalities"; ACLED, "FAQs: ACLED
//! Fatality Methodology".
//!
//! Plural deaths of unknown number ("several", "many") are 10 in a war zone and 3 elsewhere there. No claim tells what is a
//! war zone, so they are 3 here, the more conservative of the two. Correction is rule 1 of Dateline's codebook: what a
//! source has updated or taken back no longer counts.

use dateline_core::value::{Bounds, Figure};
use dateline_core::{FigureKind, Rule, WordingClass};

use super::FigureRules;
use super::measures::{is_current, is_disinterested, one_number, publishers};
use crate::figures::{Choice, Chosen};
use crate::tolls::{Attackers, Toll};

/// Deaths of unknown number.
const UNKNOWN_PLURAL: u64 = 3;

pub(super) const RULES: FigureRules = FigureRules {
    read,
    attackers: Attackers::Included,
    best,
    bounds: one_number,
};

/// Every figure as its most conservative number.
fn read(figure: &Figure) -> Option<Figure> {
    let told = figure.bounds;
    let number = match figure.class {
        WordingClass::Tens => Some(10),
        WordingClass::Dozens => Some(12),
        WordingClass::Scores => Some(20),
        WordingClass::Hundreds => Some(100),
        WordingClass::Thousands => Some(1_000),
        WordingClass::TensOfThousands => Some(10_000),
        WordingClass::Few => Some(UNKNOWN_PLURAL),
        WordingClass::NoFigure => (figure.kind == FigureKind::Killed).then_some(UNKNOWN_PLURAL),
        _ => told.low().or(told.best()).or(told.high()),
    };
    Some(Figure {
        bounds: Bounds::exact(number?),
        ..figure.clone()
    })
}

fn best<'a, 't>(tolls: &'a [Toll<'t>]) -> Option<Chosen<'a, 't>> {
    Choice::among(tolls)
        .prefer(Rule::Disinterested, is_disinterested)
        .prefer(Rule::ToldAsCurrent, is_current)
        .most(Rule::Lowest, |toll, _| super::measures::lowness(toll))
        .most(Rule::MostPublishers, publishers)
        .first()
}
