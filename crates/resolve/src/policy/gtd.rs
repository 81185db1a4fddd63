//! `gtd`: one number, as in the Global Terrorism Database.
//!
//! Where independent credible sources report different numbers of casualties, the number of the most recent source is
//! recorded, unless that source is of questionable validity or rests on what the perpetrators claim; where several are about
//! as recent, the number that the majority of them gives; where there is no majority, the lowest. Figures that are too
//! vague ("dozens") leave the field blank. Attackers who died are among the fatalities. Source: GTD Codebook, inclusion
//! criteria and variables, "Total Number of Fatalities" and "Total Number of Injured".

use std::collections::BTreeSet;

use dateline_core::Rule;
use dateline_core::value::Figure;

use super::FigureRules;
use super::measures::{day, is_credible, is_current, is_vague, lowness, one_number, publishers};
use crate::figures::{Choice, Chosen};
use crate::tolls::{Attackers, Toll};

pub(super) const RULES: FigureRules = FigureRules {
    read,
    attackers: Attackers::Included,
    best,
    bounds: one_number,
};

/// Vague words are no figure.
fn read(figure: &Figure) -> Option<Figure> {
    super::dateline::read(figure).filter(|figure| !is_vague(figure.class))
}

fn best<'a, 't>(tolls: &'a [Toll<'t>]) -> Option<Chosen<'a, 't>> {
    Choice::among(tolls)
        .prefer(Rule::MostReliable, is_credible)
        .prefer(Rule::ToldAsCurrent, is_current)
        .most(Rule::MostRecent, |toll, _| day(toll))
        .most(Rule::Majority, is_of_majority)
        .most(Rule::Lowest, |toll, _| lowness(toll))
        .first()
}

/// Whether more than half of the publishers that are left give the number.
fn is_of_majority(toll: &Toll<'_>, left: &[&Toll<'_>]) -> bool {
    let all: BTreeSet<_> = left.iter().map(|other| &other.report.publisher).collect();
    publishers(toll, left) * 2 > all.len()
}
