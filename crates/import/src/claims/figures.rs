//! How many people.

use dateline_core::value::{Bounds, Figure, Value};
use dateline_core::{FigureKind, PersonKind, Relation, Side, WordingClass, YesNoUnknown};

use super::{Coding, Draft, warning};
use crate::cause::{Warning, WarningKind};
use crate::crosswalk::Format;
use crate::field::Field;
use crate::number::{count, whole};

/// Figures with a column of their own and no parts.
const PLAIN: [(Field, FigureKind); 9] = [
    (Field::Missing, FigureKind::Missing),
    (Field::Abducted, FigureKind::Abducted),
    (Field::Captured, FigureKind::Captured),
    (Field::Arrested, FigureKind::Arrested),
    (Field::Escaped, FigureKind::Escaped),
    (Field::Recaptured, FigureKind::Recaptured),
    (Field::Freed, FigureKind::Freed),
    (Field::Displaced, FigureKind::Displaced),
    (Field::Affected, FigureKind::Affected),
];

/// Claims of figures. Where the act hit civilians its dead are civilians.
pub(super) fn drafts(
    coding: &Coding<'_>,
    hits_civilians: bool,
    warnings: &mut Vec<Warning>,
) -> Vec<Draft> {
    let mut drafts = killed(coding, hits_civilians, warnings);
    let wounded = total(coding, FigureKind::Wounded, Field::Wounded, warnings);
    let own = group(coding, &WOUNDED_PERPETRATORS, wounded.is_some(), warnings);
    drafts.extend(wounded.map(|mut figure| {
        figure.includes_perpetrators = includes(coding, Field::WoundedPerpetrators);
        Draft::of(coding, Value::Figure(figure), &[Field::Wounded])
    }));
    drafts.extend(own);
    for (field, kind) in PLAIN {
        let figure = total(coding, kind, field, warnings);
        drafts.extend(figure.map(|figure| Draft::of(coding, Value::Figure(figure), &[field])));
    }
    drafts
}

fn killed(coding: &Coding<'_>, hits_civilians: bool, warnings: &mut Vec<Warning>) -> Vec<Draft> {
    const FIELDS: [Field; 3] = [Field::Killed, Field::KilledLow, Field::KilledHigh];
    let has_bounds = FIELDS[1..]
        .iter()
        .any(|&field| coding.cell(field).is_some());
    let figure = if has_bounds {
        bounded(coding, FIELDS, warnings)
    } else {
        total(coding, FigureKind::Killed, Field::Killed, warnings)
    };
    let has_total = figure.is_some();
    let of_civilians = hits_civilians && coding.format == Format::Acled;
    let mut drafts: Vec<Draft> = figure
        .map(|mut figure| {
            figure.includes_perpetrators = includes(coding, Field::KilledPerpetrators);
            if of_civilians {
                (figure.of_kind, figure.side) = (PersonKind::Civilian, Side::Civilian);
            }
            Draft::of(coding, Value::Figure(figure), &FIELDS)
        })
        .into_iter()
        .collect();
    for of in &KILLED_GROUPS {
        drafts.extend(group(coding, of, has_total, warnings));
    }
    drafts
}

/// A figure of one column, worded as its data set means it.
fn total(
    coding: &Coding<'_>,
    kind: FigureKind,
    field: Field,
    warnings: &mut Vec<Warning>,
) -> Option<Figure> {
    let words = coding.words(field)?;
    let Some((bounds, class)) = number(coding, words) else {
        warnings.push(warning(field, words, WarningKind::NoNumber));
        return None;
    };
    let wording = coding.crosswalk().ours("wording", field.into());
    let is_estimate = wording == Some(WordingClass::About.into());
    let (bounds, class) = match bounds.best() {
        Some(_) if is_estimate => (
            Bounds::new(None, bounds.best(), None).ok()?,
            WordingClass::About,
        ),
        _ => (bounds, class),
    };
    Some(figure(kind, bounds, class, words))
}

fn number(coding: &Coding<'_>, words: &str) -> Option<(Bounds, WordingClass)> {
    match coding.format {
        Format::Own => count(words),
        _ => whole(words).map(|number| (Bounds::exact(number), WordingClass::Exact)),
    }
}

/// A figure with a column for its best, its lowest and its highest estimate.
fn bounded(coding: &Coding<'_>, fields: [Field; 3], warnings: &mut Vec<Warning>) -> Option<Figure> {
    let mut estimate = |field: Field| {
        let words = coding.words(field)?;
        let number = whole(words);
        if number.is_none() {
            warnings.push(warning(field, words, WarningKind::NoNumber));
        }
        number
    };
    let [best, low, high] = fields.map(&mut estimate);
    let cells: Vec<&str> = [fields[1], fields[0], fields[2]]
        .into_iter()
        .filter_map(|field| coding.words(field))
        .collect();
    match Bounds::new(low, best, high) {
        Ok(bounds) if bounds.is_empty() => None,
        Ok(bounds) => {
            let is_exact = best.is_some() && low == best && best == high;
            let class = if is_exact {
                WordingClass::Exact
            } else {
                WordingClass::Range
            };
            let words = if is_exact {
                cells[0].to_owned()
            } else {
                cells.join(", ")
            };
            Some(figure(FigureKind::Killed, bounds, class, &words))
        }
        Err(_) => {
            warnings.push(warning(
                fields[0],
                &cells.join(", "),
                WarningKind::BoundsOutOfOrder,
            ));
            None
        }
    }
}

fn figure(kind: FigureKind, bounds: Bounds, class: WordingClass, words: &str) -> Figure {
    Figure {
        kind,
        bounds,
        class,
        words: words.to_owned(),
        of_whom: None,
        of_kind: PersonKind::Unknown,
        side: Side::Unknown,
        relation: Relation::Total,
        includes_perpetrators: YesNoUnknown::Unknown,
    }
}

/// Whether the attackers' own are in a total: they are where they are counted apart, and are not where none are.
fn includes(coding: &Coding<'_>, field: Field) -> YesNoUnknown {
    match coding.words(field).and_then(whole) {
        Some(0) => YesNoUnknown::No,
        Some(_) => YesNoUnknown::Yes,
        None => YesNoUnknown::Unknown,
    }
}

/// Some of the people of a figure, with a column of their own.
struct Group {
    kind: FigureKind,
    field: Field,
    side: Side,
    of_kind: PersonKind,
    /// The party whose they are.
    party: Option<Field>,
    are_perpetrators: bool,
}

const fn group_of(kind: FigureKind, field: Field, side: Side, party: Option<Field>) -> Group {
    Group {
        kind,
        field,
        side,
        of_kind: PersonKind::Unknown,
        party,
        are_perpetrators: false,
    }
}

const KILLED_GROUPS: [Group; 5] = [
    group_of(
        FigureKind::Killed,
        Field::KilledSideA,
        Side::SideA,
        Some(Field::Party1),
    ),
    group_of(
        FigureKind::Killed,
        Field::KilledSideB,
        Side::SideB,
        Some(Field::Party2),
    ),
    Group {
        of_kind: PersonKind::Civilian,
        ..group_of(
            FigureKind::Killed,
            Field::KilledCivilians,
            Side::Civilian,
            None,
        )
    },
    group_of(
        FigureKind::Killed,
        Field::KilledUnknown,
        Side::Unknown,
        None,
    ),
    Group {
        are_perpetrators: true,
        ..group_of(
            FigureKind::Killed,
            Field::KilledPerpetrators,
            Side::SideA,
            Some(Field::Perpetrator),
        )
    },
];

const WOUNDED_PERPETRATORS: Group = Group {
    are_perpetrators: true,
    ..group_of(
        FigureKind::Wounded,
        Field::WoundedPerpetrators,
        Side::SideA,
        Some(Field::Perpetrator),
    )
};

/// A breakdown of a total is a subset of it, else a part; none of a group is what a row says of most groups, and no claim.
fn group(
    coding: &Coding<'_>,
    group: &Group,
    has_total: bool,
    warnings: &mut Vec<Warning>,
) -> Option<Draft> {
    let figure = total(coding, group.kind, group.field, warnings)?;
    if figure.bounds == Bounds::exact(0) {
        return None;
    }
    let figure = Figure {
        of_whom: group
            .party
            .and_then(|party| coding.words(party))
            .map(str::to_owned),
        of_kind: group.of_kind,
        side: group.side,
        relation: if has_total {
            Relation::Subset
        } else {
            Relation::Part
        },
        includes_perpetrators: match group.are_perpetrators {
            true => YesNoUnknown::Yes,
            false => YesNoUnknown::Unknown,
        },
        ..figure
    };
    Some(Draft::of(coding, Value::Figure(figure), &[group.field]))
}
