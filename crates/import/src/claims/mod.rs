//! What a row claims.

mod act;
mod date;
mod figures;
mod parties;
mod place;

use dateline_core::value::Value;
use dateline_core::{Certainty, Claim, Evidence, PersonMention, Redaction, Source, Span, Stance};
use dateline_normalize::places::Gazetteer;
use jiff::civil::Date;

use crate::cause::{Cause, Warning, WarningKind};
use crate::crosswalk::{Crosswalk, Format, Term};
use crate::field::Field;
use crate::sheet::{Cell, Sheet};

pub(crate) use date::{DayOrder, parse_day};

/// A row with what is known of its table.
pub(crate) struct Coding<'a> {
    pub(crate) sheet: &'a Sheet,
    pub(crate) format: Format,
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) published: Option<Date>,
    pub(crate) order: DayOrder,
}

/// A claim without its number and source.
pub(crate) struct Draft {
    value: Value,
    spans: Vec<Span>,
    context: Span,
    certainty: Certainty,
    /// A mention that seems to name a private person, and the role that is shown in its place.
    person: Option<(Span, String)>,
}

/// All that was read from a row.
pub(crate) struct Read {
    pub(crate) claims: Vec<Claim>,
    pub(crate) persons: Vec<PersonMention>,
    pub(crate) warnings: Vec<Warning>,
}

/// What the row claims, all of one incident.
///
/// # Errors
/// If the row tells neither day nor place, either of them cannot be read, or it is no incident.
pub(crate) fn claims(coding: &Coding<'_>, source: &Source) -> Result<Read, Cause> {
    let mut warnings = Vec::new();
    let mut drafts = act::drafts(coding, &mut warnings)?;
    let date = date::draft(coding, &mut warnings)?;
    let place = place::draft(coding, &mut warnings)?;
    if date.is_none() && place.is_none() {
        return Err(Cause::NoDateNoPlace);
    }
    let scene = parties::Scene::of(date.as_ref(), place.as_ref());
    drafts.extend(date);
    drafts.extend(place);
    let parties = parties::drafts(coding, &scene, &mut warnings);
    let hits_civilians = parties.iter().any(Draft::is_of_civilians);
    drafts.extend(parties);
    drafts.extend(figures::drafts(coding, hits_civilians, &mut warnings));
    let persons = drafts.iter().filter_map(|draft| draft.person.clone());
    let persons = persons.map(|(span, role)| PersonMention {
        span,
        role,
        redaction: Redaction::Private,
    });
    Ok(Read {
        persons: persons.collect(),
        claims: drafts
            .into_iter()
            .zip(0..)
            .map(|(draft, number)| draft.claim(number, source))
            .collect(),
        warnings,
    })
}

impl Coding<'_> {
    fn crosswalk(&self) -> &'static Crosswalk {
        self.format.crosswalk()
    }

    fn cell(&self, field: Field) -> Option<&Cell> {
        self.sheet.cells.get(&field)
    }

    fn words(&self, field: Field) -> Option<&str> {
        self.cell(field).map(|cell| cell.words.as_str())
    }

    /// The entries of a cell, which in a table of the user's own are parted by semicolons.
    fn entries(&self, field: Field) -> Vec<(&str, Span)> {
        let Some(cell) = self.cell(field) else {
            return Vec::new();
        };
        if self.format != Format::Own {
            return vec![(&cell.words, cell.value)];
        }
        let mut at = cell.value.start;
        let mut entries = Vec::new();
        for part in cell.words.split(';') {
            let entry = part.trim();
            let before = part
                .chars()
                .take_while(|letter| letter.is_whitespace())
                .count() as u32;
            let start = at + before;
            if !entry.is_empty() {
                entries.push((
                    entry,
                    Span::new(start, start + entry.chars().count() as u32),
                ));
            }
            at += part.chars().count() as u32 + 1;
        }
        entries
    }

    /// Dateline's term for a cell; why there is none is warned of.
    fn term(
        &self,
        list: &'static str,
        field: Field,
        warnings: &mut Vec<Warning>,
    ) -> Option<&'static str> {
        let words = self.words(field)?;
        match self.crosswalk().term(list, words) {
            Some(Term::Ours(ours)) => return Some(ours),
            Some(Term::NotKnown) => {}
            Some(Term::NoCounterpart | Term::NoIncident) => {
                warnings.push(warning(field, words, WarningKind::NoCounterpart));
            }
            None => warnings.push(warning(field, words, WarningKind::UnknownTerm)),
        }
        None
    }

    /// What the kind of act implies by a list, with the field that tells it.
    fn implied(&self, list: &'static str) -> Option<(&'static str, Field)> {
        [Field::Subtype, Field::Type].into_iter().find_map(|field| {
            let ours = self.crosswalk().ours(list, self.words(field)?)?;
            Some((ours, field))
        })
    }
}

fn warning(field: Field, term: &str, kind: WarningKind) -> Warning {
    const LONGEST: usize = 80;
    Warning {
        field,
        term: term.chars().take(LONGEST).collect(),
        kind,
    }
}

impl Draft {
    /// A value that the cells of `fields` carry; those that the row lacks are passed over, and with none of them the
    /// title, which names the row, stands for it.
    fn of(coding: &Coding<'_>, value: Value, fields: &[Field]) -> Self {
        let cells: Vec<&Cell> = fields
            .iter()
            .filter_map(|&field| coding.cell(field))
            .collect();
        let lines = cells.iter().map(|cell| cell.line).reduce(Span::cover);
        let mut spans: Vec<Span> = cells.iter().map(|cell| cell.value).collect();
        if spans.is_empty() {
            spans.push(coding.sheet.title);
        }
        Self {
            value,
            spans,
            context: lines.unwrap_or(coding.sheet.title),
            certainty: Certainty::Stated,
            person: None,
        }
    }

    /// The same, where the value is carried by one entry of the first cell.
    fn at(mut self, entry: Span) -> Self {
        if let Some(first) = self.spans.first_mut() {
            *first = entry;
        }
        self
    }

    fn with_certainty(self, certainty: Certainty) -> Self {
        Self { certainty, ..self }
    }

    fn is_of_civilians(&self) -> bool {
        matches!(&self.value, Value::Victim(people) if people.kind == dateline_core::PersonKind::Civilian)
    }

    fn claim(self, number: u32, source: &Source) -> Claim {
        Claim {
            number,
            incident: 0,
            slot: self.value.slot(),
            value: Some(self.value),
            source: source.clone(),
            stance: Stance::Asserts,
            certainty: self.certainty,
            distanced: false,
            supersedes: None,
            inherited: false,
            score: 1.0,
            evidence: Evidence {
                spans: self.spans,
                context: self.context,
                cue: None,
            },
        }
    }
}
