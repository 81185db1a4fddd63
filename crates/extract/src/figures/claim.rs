//! Claims how many people were affected.

mod additions;
mod attackers;
mod care;
mod one_by_one;
mod shot;
#[cfg(test)]
mod tests;
mod totals;
mod zeros;

use dateline_core::value::{Figure, Value};
use dateline_core::{FigureKind, IncidentType, PersonKind, Relation, Source, WordingClass};

use super::Counted;
use crate::drafts::headline::headline_sentences;
use crate::drafts::{Draft, Reading};
use crate::events::Reality;
use crate::statements::{Statement, Statements};

/// A figure of a draft on its way to a claim.
struct Told<'a> {
    counted: &'a Counted,
    figure: Figure,
    source: Option<Source>,
    is_title: bool,
    /// Told beside others, and not of some of them.
    is_beside: bool,
    /// Whether it is known how it relates to the others.
    is_settled: bool,
}

impl Told<'_> {
    fn number(&self) -> Option<u64> {
        let bounds = self.figure.bounds;
        bounds.best().or(bounds.low()).or(bounds.high())
    }

    /// Whether words and no numeral name one person: "a guard", "18-year-old Ana Ruiz".
    fn is_single(&self) -> bool {
        let words = &self.figure.words;
        let is_numeral = words.starts_with(|first: char| first.is_ascii_digit());
        let is_age = || words.contains("year") || words.contains("month") || words.contains("-old");
        self.number() == Some(1) && (!is_numeral || is_age())
    }
}

/// Claims the figures of a draft, each number of a source once.
pub(crate) fn claim_figures(
    reading: &Reading<'_>,
    draft: &Draft<'_>,
    incident: usize,
    statements: &mut Statements<'_>,
) {
    let mut told = told(reading, draft, statements);
    name_custody_once(&mut told);
    zeros::relate(reading, &mut told);
    one_by_one::relate(reading, draft, &mut told);
    shot::tell_outcomes(reading, &mut told);
    care::leave_dead_out(reading, &mut told);
    drop_repeated(reading, &mut told);
    relate_sides(draft, &mut told);
    additions::relate(reading, &mut told);
    care::relate(reading, &mut told);
    totals::relate(reading, &mut told);
    name_captures(draft, &mut told);
    for one in told {
        let statement = Statement {
            is_possible: reading.events[one.counted.event].reality == Reality::Possible,
            is_update: one.counted.is_update,
            ..Statement::new(
                incident,
                Value::Figure(one.figure),
                one.counted.span,
                one.counted.token,
            )
        };
        statements.add(statement);
    }
}

fn told<'a>(
    reading: &Reading<'a>,
    draft: &Draft<'_>,
    statements: &Statements<'_>,
) -> Vec<Told<'a>> {
    let title = reading.document.title;
    let headline = headline_sentences(reading);
    reading
        .counted
        .iter()
        .filter(|counted| draft.events.contains(&counted.event) && !is_of_parent(draft, counted))
        .filter(|counted| {
            !matches!(
                reading.events[counted.event].reality,
                Reality::Unreal | Reality::Attempted
            )
        })
        .filter(|counted| !attackers::is_flight(draft, counted))
        .map(|counted| {
            let mut figure = counted.figure.clone();
            figure.kind = kind_in(draft.incident_type, &figure);
            attackers::set_side(draft, &mut figure);
            Told {
                counted,
                figure,
                source: statements
                    .speaker_at(counted.token)
                    .map(|saying| saying.source.clone()),
                is_title: title.is_some_and(|title| title.contains(counted.span))
                    || reading.events[counted.event].sentence < headline,
                is_beside: false,
                is_settled: false,
            }
        })
        .collect()
}

/// A part repeats the act of its operation, whose figures are told of the whole.
fn is_of_parent(draft: &Draft<'_>, counted: &Counted) -> bool {
    draft.repeats == Some(counted.event)
}

/// What befell people is named for the act: prisoners freed in a prison break have escaped.
fn kind_in(incident_type: IncidentType, figure: &Figure) -> FigureKind {
    match (incident_type, figure.kind) {
        (IncidentType::PrisonBreak, FigureKind::Freed) => FigureKind::Escaped,
        (IncidentType::PrisonBreak, FigureKind::Captured | FigureKind::Arrested) => {
            FigureKind::Recaptured
        }
        // Security forces who capture somebody in a raid have arrested them.
        (IncidentType::Raid | IncidentType::Arrest, FigureKind::Captured) => FigureKind::Arrested,
        (IncidentType::Abduction, FigureKind::Escaped) => FigureKind::Escaped,
        (kind, FigureKind::Escaped)
            if kind != IncidentType::PrisonBreak && figure.of_kind != PersonKind::Detainee =>
        {
            FigureKind::Displaced
        }
        (_, kind) => kind,
    }
}

fn is_harm(kind: FigureKind) -> bool {
    matches!(kind, FigureKind::Killed | FigureKind::Wounded)
}

/// "captured a leader", then "detained the leader": where anyone is told arrested, the captured are arrested too.
fn name_custody_once(told: &mut [Told<'_>]) {
    if told
        .iter()
        .any(|one| one.figure.kind == FigureKind::Arrested)
    {
        for one in told
            .iter_mut()
            .filter(|one| one.figure.kind == FigureKind::Captured)
            .filter(|one| {
                !matches!(
                    one.figure.of_kind,
                    PersonKind::Military | PersonKind::Police
                )
            })
        {
            one.figure.kind = FigureKind::Arrested;
        }
    }
}

/// Whom soldiers are told to have captured in a raid stays captured, though others are told detained. Where the same ones are told
/// again, detained with others, they are all captured.
fn name_captures(draft: &Draft<'_>, told: &mut [Told<'_>]) {
    if draft.incident_type != IncidentType::Raid {
        return;
    }
    let is_captured = |one: &Told<'_>| {
        one.counted.figure.kind == FigureKind::Captured && one.figure.kind == FigureKind::Arrested
    };
    let has_captured = told.iter().any(is_captured);
    let is_told_again = told
        .iter()
        .any(|one| is_captured(one) && one.figure.relation == Relation::Subset);
    for one in told.iter_mut() {
        let is_again = has_captured && one.figure.relation == Relation::Subset || is_told_again;
        if is_captured(one) || one.figure.kind == FigureKind::Arrested && is_again {
            one.figure.kind = FigureKind::Captured;
        }
    }
}

/// The same value told again by the same source is one claim; a headline's counts only where its number is its own.
fn drop_repeated(reading: &Reading<'_>, told: &mut Vec<Told<'_>>) {
    let mut kept: Vec<bool> = vec![true; told.len()];
    for at in 0..told.len() {
        let one = &told[at];
        kept[at] = one.is_settled
            || !told.iter().enumerate().any(|(other, earlier)| {
                let is_same = earlier.figure.kind == one.figure.kind
                    && earlier.counted.event != one.counted.event;
                let is_before = other < at
                && kept[other]
                && !earlier.is_title
                && earlier.source == one.source
                && earlier.figure.bounds == one.figure.bounds
                && is_same_people(&earlier.figure, &one.figure)
                && one.figure.relation != Relation::Subset
                // "captured a leader and several insurgents", then "several insurgents were also detained".
                && !is_listed_again(earlier, one)
                && additions::joined_act(reading, one) != Some(earlier.counted.event)
                && (is_retold_number(earlier, one) || !additions::is_of_others(reading, one));
                let is_body = one.is_title
                    && !earlier.is_title
                    && (earlier.number() == one.number()
                        || is_vague(one) && earlier.number() >= one.number());
                is_same && (is_before || is_body)
            });
    }
    let mut kept = kept.into_iter();
    told.retain(|_| kept.next().unwrap_or(true));
}

/// "Several killed": a headline's words for what the body counts.
fn is_vague(one: &Told<'_>) -> bool {
    !matches!(
        one.figure.class,
        WordingClass::Exact | WordingClass::AtLeast | WordingClass::MoreThan
    )
}

/// "captured a leader", then "the leader and two associates were detained": who is told again belongs to the list.
fn is_listed_again(earlier: &Told<'_>, one: &Told<'_>) -> bool {
    one.counted.figure.relation == Relation::Part
        && earlier.counted.figure.relation == Relation::Total
        && one.number() == Some(1)
}

/// A number of a list, or of more than one, that is told again with "also" is hardly another group of the same size.
fn is_retold_number(earlier: &Told<'_>, one: &Told<'_>) -> bool {
    earlier.counted.figure.relation == Relation::Part
        || one.counted.figure.relation == Relation::Total && one.number() > Some(1)
}

/// Whether two counts may be of the same people, as far as their kinds tell.
fn is_same_people(one: &Figure, other: &Figure) -> bool {
    one.of_kind == other.of_kind
        || one.of_kind == PersonKind::Unknown
        || other.of_kind == PersonKind::Unknown
}

/// In a battle each side's losses are parts (codebook section 4).
fn relate_sides(draft: &Draft<'_>, told: &mut [Told<'_>]) {
    if draft.incident_type != IncidentType::Battle {
        return;
    }
    for one in told
        .iter_mut()
        .filter(|one| one.figure.relation == Relation::Total && is_harm(one.figure.kind))
    {
        if matches!(
            one.figure.of_kind,
            PersonKind::Military | PersonKind::Police | PersonKind::ArmedGroup
        ) {
            one.figure.relation = Relation::Part;
        }
    }
}
