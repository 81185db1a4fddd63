//! What happened: kind of act, motive, stage, suicide.

use std::collections::BTreeSet;

use dateline_core::value::Value;
use dateline_core::{Category, Certainty, IncidentType, Span, Stage, TimeFrame};

use super::{Coding, Draft, warning};
use crate::cause::{Cause, Warning, WarningKind};
use crate::crosswalk::{Format, Term, folded};
use crate::field::Field;

const KIND: [Field; 2] = [Field::Type, Field::Subtype];

/// Claims of the act itself; a coded row is there to tell it, so it is current.
pub(super) fn drafts(
    coding: &Coding<'_>,
    warnings: &mut Vec<Warning>,
) -> Result<Vec<Draft>, Cause> {
    let mut drafts = Vec::new();
    drafts.extend(kind(coding, warnings)?);
    drafts.extend(category(coding, warnings));
    drafts.extend(stage(coding, warnings));
    let told = [Field::Date, Field::Year, Field::Type, Field::Place];
    let told: Vec<Field> = told
        .into_iter()
        .filter(|&field| coding.cell(field).is_some())
        .take(1)
        .collect();
    drafts.push(Draft::of(
        coding,
        Value::TimeFrame(TimeFrame::Current),
        &told,
    ));
    drafts.extend(suicide(coding, warnings));
    Ok(drafts)
}

/// The kind of act: by a headline where the data set has no finer one, by the term and the weapon together, by the
/// finer term, by the coarser.
fn kind(coding: &Coding<'_>, warnings: &mut Vec<Warning>) -> Result<Option<Draft>, Cause> {
    let Some((kind, fields)) = coded_kind(coding, warnings)? else {
        return Ok(None);
    };
    Ok(Some(match clue(coding) {
        Some((finer, words)) => {
            let mut draft = Draft::of(coding, Value::Type(finer), &fields);
            draft.spans.push(words);
            draft.with_certainty(Certainty::Hedged)
        }
        None => Draft::of(coding, Value::Type(kind), &fields),
    }))
}

fn coded_kind(
    coding: &Coding<'_>,
    warnings: &mut Vec<Warning>,
) -> Result<Option<(IncidentType, Vec<Field>)>, Cause> {
    if let (Some(kind), Some(weapon)) = (coding.words(Field::Type), coding.words(Field::Weapon)) {
        let both = coding
            .crosswalk()
            .ours("type", &format!("{kind} + {weapon}"));
        if let Some(kind) = both.and_then(|kind| kind.parse().ok()) {
            return Ok(Some((kind, vec![Field::Type, Field::Weapon])));
        }
    }
    for field in [Field::Subtype, Field::Type] {
        let Some(words) = coding.words(field) else {
            continue;
        };
        let term = coding.crosswalk().term("type", words);
        match term {
            Some(Term::Ours(kind)) => return Ok(kind.parse().ok().map(|kind| (kind, vec![field]))),
            Some(Term::NoIncident) => {
                return Err(Cause::NoIncident {
                    term: words.to_owned(),
                });
            }
            Some(Term::NotKnown) => return Ok(None),
            Some(Term::NoCounterpart) => {
                // That a finer term is not known was told already.
                if warnings.is_empty() {
                    warnings.push(warning(field, words, WarningKind::NoCounterpart));
                }
                return Ok(None);
            }
            None => match own_term(coding, words) {
                Some(kind) => return Ok(Some((kind, vec![field]))),
                None => warnings.push(warning(field, words, WarningKind::UnknownTerm)),
            },
        }
    }
    Ok(None)
}

/// A term of Dateline's own list, as a user may write it: "Prison break".
pub(super) fn own_term<T: std::str::FromStr>(coding: &Coding<'_>, words: &str) -> Option<T> {
    let term = folded(words).replace([' ', '-'], "_");
    (coding.format == Format::Own)
        .then(|| term.parse().ok())
        .flatten()
}

/// The one kind of act that the headline of the report names, and where it does; none if it names several.
fn clue(coding: &Coding<'_>) -> Option<(IncidentType, Span)> {
    let cell = coding.cell(Field::Headline)?;
    let text = coding.sheet.text.slice(cell.value).to_ascii_lowercase();
    let whole = |at: usize, length: usize| {
        let ends = |side: &str, first: bool| {
            let letter = if first {
                side.chars().next()
            } else {
                side.chars().next_back()
            };
            !letter.is_some_and(char::is_alphanumeric)
        };
        ends(&text[..at], false) && ends(&text[at + length..], true)
    };
    let mut found: Vec<(IncidentType, usize, usize)> = Vec::new();
    for (words, kind) in coding.crosswalk().list("clue") {
        let hit = text
            .match_indices(words)
            .find(|(at, _)| whole(*at, words.len()));
        found.extend(hit.and_then(|(at, _)| Some((kind.parse().ok()?, at, words.len()))));
    }
    let kinds: BTreeSet<IncidentType> = found.iter().map(|(kind, ..)| *kind).collect();
    let &(kind, at, length) = found.first().filter(|_| kinds.len() == 1)?;
    let before = text[..at].chars().count() as u32;
    let start = cell.value.start + before;
    let letters = text[at..at + length].chars().count() as u32;
    Some((kind, Span::new(start, start + letters)))
}

/// What the data set doubts is unclear; else what its own column says, or what the kind of act implies.
fn category(coding: &Coding<'_>, warnings: &mut Vec<Warning>) -> Option<Draft> {
    let doubted = coding.words(Field::CategoryDoubt);
    let doubt = doubted.and_then(|words| coding.crosswalk().ours("category_doubt", words));
    let (category, field) = if let Some(doubt) = doubt {
        (doubt.parse().ok()?, Field::CategoryDoubt)
    } else if let Some(words) = coding.words(Field::Category) {
        let own: Option<Category> = own_term(coding, words);
        let category = match own {
            Some(category) => category,
            None => coding
                .term("category", Field::Category, warnings)?
                .parse()
                .ok()?,
        };
        (category, Field::Category)
    } else {
        let (category, field) = coding.implied("category")?;
        (category.parse().ok()?, field)
    };
    Some(Draft::of(coding, Value::Category(category), &[field]))
}

/// As the row says; else as the data set records acts at all.
fn stage(coding: &Coding<'_>, warnings: &mut Vec<Warning>) -> Option<Draft> {
    let Some(words) = coding.words(Field::Stage) else {
        let stage: Stage = coding.crosswalk().ours("stage", "*")?.parse().ok()?;
        return Some(Draft::of(coding, Value::Stage(stage), &KIND));
    };
    let stage: Stage = match own_term(coding, words) {
        Some(stage) => stage,
        None => coding.term("stage", Field::Stage, warnings)?.parse().ok()?,
    };
    Some(Draft::of(coding, Value::Stage(stage), &[Field::Stage]))
}

fn suicide(coding: &Coding<'_>, warnings: &mut Vec<Warning>) -> Option<Draft> {
    let (meant, field) = match coding.words(Field::Suicide) {
        Some(_) => (
            coding.term("suicide", Field::Suicide, warnings)?,
            Field::Suicide,
        ),
        None => coding.implied("suicide")?,
    };
    Some(Draft::of(
        coding,
        Value::Suicide(meant.parse().ok()?),
        &[field],
    ))
}
