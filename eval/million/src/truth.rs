//! The file of truth: which incident each report is there to tell of.

use std::io::{BufRead, Write};

use dateline_core::{DocumentId, IncidentType};

use crate::plan::{Kind, Plan};
use crate::world::World;

/// First line of the file.
const HEAD: &str = "document\tincident\tkind\ttelling\ttown\ttype\tday\trecalls";

/// What is true of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub document: DocumentId,
    /// Gold number of the incident that it is there to tell of.
    pub incident: u32,
    /// What it is to that incident.
    pub kind: Kind,
    /// Reports of an incident with the same number here print one text.
    pub telling: u32,
    /// GeoNames id of the incident's town.
    pub town: u32,
    /// Type of the incident.
    pub act: IncidentType,
    /// Day of the incident, counted from day 0.
    pub day: u32,
    /// Gold number of the incident that it recalls.
    pub recalls: Option<u32>,
}

/// A file of truth that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum TruthError {
    /// The operating system refused.
    #[error("the truth cannot be read: {0}; check the path")]
    Io(#[from] std::io::Error),
    /// A line is not as `fill` writes it.
    #[error("line {line} of the truth is no line of `million fill`; make the file again")]
    Line {
        /// Which one, from 1.
        line: usize,
    },
}

impl Row {
    /// What is true of the report of `plan`.
    pub fn of(world: &World, plan: &Plan, document: &DocumentId) -> Self {
        let incident = &plan.incident;
        Self {
            document: document.clone(),
            incident: incident.number,
            kind: plan.kind,
            telling: plan.telling.number,
            town: world.towns[incident.town].entry.geonames_id,
            act: incident.kind,
            day: incident.day,
            recalls: plan.recalls.as_ref().map(|recalled| recalled.number),
        }
    }

    fn parse(line: &str) -> Option<Self> {
        let mut cells = line.split('\t');
        let document = DocumentId(cells.next()?.to_owned());
        let incident = cells.next()?.parse().ok()?;
        let kind = cells.next()?;
        let kinds = [Kind::Flash, Kind::Report, Kind::Copy, Kind::FollowUp];
        Some(Self {
            document,
            incident,
            kind: kinds.into_iter().find(|known| known.name() == kind)?,
            telling: cells.next()?.parse().ok()?,
            town: cells.next()?.parse().ok()?,
            act: cells.next()?.parse().ok()?,
            day: cells.next()?.parse().ok()?,
            recalls: match cells.next()? {
                "-" => None,
                number => Some(number.parse().ok()?),
            },
        })
    }
}

/// Writes the first line.
///
/// # Errors
/// If the file cannot be written.
pub fn write_head(out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{HEAD}")
}

/// Writes one line.
///
/// # Errors
/// If the file cannot be written.
pub fn write(out: &mut impl Write, row: &Row) -> std::io::Result<()> {
    let recalls = row
        .recalls
        .map_or_else(|| "-".to_owned(), |number| number.to_string());
    writeln!(
        out,
        "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{recalls}",
        row.document,
        row.incident,
        row.kind.name(),
        row.telling,
        row.town,
        row.act,
        row.day,
    )
}

/// Reads all lines.
///
/// # Errors
/// If the file cannot be read, or is none of `million fill`.
pub fn read(from: impl BufRead) -> Result<Vec<Row>, TruthError> {
    let mut rows = Vec::new();
    for (number, line) in (1..).zip(from.lines()) {
        let line = line?;
        let fault = TruthError::Line { line: number };
        match number {
            1 if line == HEAD => {}
            1 => return Err(fault),
            _ => rows.push(Row::parse(&line).ok_or(fault)?),
        }
    }
    Ok(rows)
}
