//! Which numbers stand for a whole toll: the widest group of figures (codebook section 6, rule 2).

use std::collections::BTreeMap;

use dateline_core::value::{Bounds, Figure};
use dateline_core::{
    Certainty, ClaimId, DocumentId, PersonKind, Relation, SourceKind, WordingClass, YesNoUnknown,
};

use crate::report::Report;
use crate::standing::Told;
use crate::voice::Voice;

/// A number that stands for the whole toll: one claim, or the parts of one source in one report added up.
#[derive(Debug, Clone)]
pub(crate) struct Toll<'t> {
    /// The figure, as the policy reads its words.
    pub(crate) figure: Figure,
    /// The claims behind it.
    pub(crate) claims: Vec<ClaimId>,
    /// Who says so.
    pub(crate) voice: Voice<'t>,
    /// What kind of speaker.
    pub(crate) kind: SourceKind,
    /// Where.
    pub(crate) report: Report<'t>,
    /// Said by a belligerent of its enemy's losses.
    pub(crate) of_enemy: bool,
    /// The speaker says only that it may be so, or the publisher keeps its distance.
    pub(crate) is_doubted: bool,
}

impl Toll<'_> {
    /// One number for it: the best, else the least, else the greatest.
    pub(crate) fn number(&self) -> Option<u64> {
        let bounds = self.figure.bounds;
        bounds.best().or(bounds.low()).or(bounds.high())
    }
}

/// A claim with its figure.
pub(crate) type Counted<'t> = (&'t Told<'t>, Figure);

/// Whose dead a toll counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attackers {
    /// The attackers' own dead in a one-sided attack stay beside the toll, as in Dateline's codebook.
    Beside,
    /// All who died, attackers included, as in UCDP, ACLED and GTD.
    Included,
}

/// The widest group: totals, else the parts that each source gives, summed; else what is told of some.
pub(crate) fn widest<'t>(told: &[Counted<'t>], attackers: Attackers) -> Vec<Toll<'t>> {
    let of = |relation: Relation| {
        let matching = move |(_, figure): &&Counted<'t>| figure.relation == relation;
        told.iter().filter(matching)
    };
    let mut totals: Vec<Toll<'t>> = of(Relation::Total)
        .chain(of(Relation::Summed))
        .map(|(told, figure)| toll(told, figure.clone()))
        .collect();
    if !totals.is_empty() {
        if attackers == Attackers::Included {
            let beside: Vec<_> = of(Relation::Part)
                .filter(|(_, one)| is_beside(one))
                .collect();
            totals = totals.into_iter().map(|one| with(one, &beside)).collect();
        }
        return totals;
    }
    let sums = summed(of(Relation::Part), attackers);
    if !sums.is_empty() {
        return sums;
    }
    of(Relation::Subset)
        .chain(of(Relation::Increment))
        .filter_map(|(told, figure)| Some(toll(told, least(figure)?)))
        .collect()
}

/// Some of the people affected are a lower bound of all of them.
fn least(figure: &Figure) -> Option<Figure> {
    let least = figure.bounds.low().or(figure.bounds.best())?;
    Some(Figure {
        bounds: Bounds::new(Some(least), None, None).ok()?,
        class: WordingClass::AtLeast,
        ..figure.clone()
    })
}

fn toll<'t>(told: &Told<'t>, figure: Figure) -> Toll<'t> {
    let claim = &told.record.claim;
    Toll {
        of_enemy: is_of_enemy(told, &figure),
        is_doubted: claim.distanced || claim.certainty == Certainty::Possible,
        claims: vec![told.record.id.clone()],
        kind: claim.source.speaker().kind,
        report: told.report.clone(),
        voice: told.voice.clone(),
        figure,
    }
}

/// The attackers' own dead in a one-sided attack.
fn is_beside(figure: &Figure) -> bool {
    figure.relation == Relation::Part && figure.includes_perpetrators == YesNoUnknown::Yes
}

/// A total with the attackers' dead that the same report tells beside it, by the same voice if it tells them.
fn with<'t>(total: Toll<'t>, beside: &[&Counted<'t>]) -> Toll<'t> {
    if total.figure.includes_perpetrators == YesNoUnknown::Yes {
        return total;
    }
    let in_report = || {
        beside
            .iter()
            .filter(|(told, _)| told.report.original == total.report.original)
    };
    let own = in_report().find(|(told, _)| told.voice == total.voice);
    let added = own.or_else(|| in_report().next());
    let sum = added.and_then(|(told, figure)| sum(&[total.clone(), toll(told, figure.clone())]));
    sum.unwrap_or(total)
}

/// Parts that one source gives in one report, added up; sums in the order in which their first parts are told.
fn summed<'a, 't: 'a>(
    parts: impl Iterator<Item = &'a Counted<'t>>,
    attackers: Attackers,
) -> Vec<Toll<'t>> {
    let mut sources: Vec<Vec<&Counted<'t>>> = Vec::new();
    let mut known: BTreeMap<(&DocumentId, &Voice<'t>), usize> = BTreeMap::new();
    for part in parts {
        let key = (&part.0.record.document, &part.0.voice);
        let at = *known.entry(key).or_insert(sources.len());
        match sources.get_mut(at) {
            Some(own) => own.push(part),
            None => sources.push(vec![part]),
        }
    }
    let has_others = sources.iter().flatten().any(|part| !is_beside(&part.1));
    let counts =
        |figure: &Figure| attackers == Attackers::Included || !has_others || !is_beside(figure);
    sources
        .into_iter()
        .filter_map(|parts| {
            let counted = parts.into_iter().filter(|part| counts(&part.1));
            let parts: Vec<Toll<'t>> = counted.map(|(told, one)| toll(told, one.clone())).collect();
            sum(&parts)
        })
        .collect()
}

/// Several tolls as one; the first says who gives it. `None` where the sum has no bound.
fn sum<'t>(parts: &[Toll<'t>]) -> Option<Toll<'t>> {
    let first = parts.first()?;
    if parts.len() == 1 {
        return Some(first.clone());
    }
    let add = |bound: fn(Bounds) -> Option<u64>| {
        let numbers = parts.iter().map(|part| bound(part.figure.bounds));
        numbers.reduce(|sum, number| sum?.checked_add(number?))?
    };
    let bounds = Bounds::new(add(Bounds::low), add(Bounds::best), add(Bounds::high)).ok()?;
    // One part "up to 20" and another "about 20" have no bound in common.
    if bounds.is_empty() {
        return None;
    }
    let words: Vec<&str> = parts
        .iter()
        .map(|part| part.figure.words.as_str())
        .collect();
    let figure = Figure {
        bounds,
        words: words.join(" + "),
        of_whom: None,
        of_kind: PersonKind::Unknown,
        relation: Relation::Summed,
        ..first.figure.clone()
    };
    Some(Toll {
        of_enemy: parts.iter().any(|part| part.of_enemy),
        is_doubted: parts.iter().any(|part| part.is_doubted),
        claims: parts.iter().flat_map(|part| part.claims.clone()).collect(),
        figure,
        ..first.clone()
    })
}

/// Whether a party to the conflict counts the losses of the other.
fn is_of_enemy(told: &Told<'_>, figure: &Figure) -> bool {
    match told.record.claim.source.speaker().kind {
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
