//! A row an incident. Evidence stands beside each value; `row_kind` keeps operations apart, so that no figure is added twice.

use std::io::{self, Write};

use dateline_core::{FigureKind, Slot};
use strum::IntoEnumIterator;

use super::{log, phrase};
use crate::wire::{Claim, Decision, Derived, Document, Incident, Queued, Term};

/// Columns before the figures; each figure has five more.
const COLUMNS: [&str; 39] = [
    "row_kind",
    "incident_id",
    "part_of",
    "status",
    "reviewed",
    "type",
    "stage",
    "time_frame",
    "category",
    "suicide",
    "type_evidence",
    "date_earliest",
    "date_latest",
    "date_precision",
    "date_words",
    "date_evidence",
    "place",
    "facility",
    "division",
    "country",
    "country_code",
    "latitude",
    "longitude",
    "place_precision",
    "place_relation",
    "disputed",
    "place_evidence",
    "perpetrators",
    "perpetrators_evidence",
    "side_a",
    "side_b",
    "victims",
    "targets",
    "weapons",
    "territory",
    "attributed_to",
    "responsibility",
    "responsibility_evidence",
    "superseded_claims",
];
const FIGURE_COLUMNS: [&str; 5] = ["low", "best", "high", "status", "evidence"];
const DOCUMENT_COLUMNS: [&str; 7] = [
    "document_ids",
    "titles",
    "publishers",
    "published",
    "urls",
    "origins",
    "partial",
];

/// The names of all columns.
fn columns() -> Vec<String> {
    let figures =
        FigureKind::iter().flat_map(|kind| FIGURE_COLUMNS.map(|column| format!("{kind}_{column}")));
    COLUMNS
        .iter()
        .map(ToString::to_string)
        .chain(figures)
        .chain(DOCUMENT_COLUMNS.map(str::to_owned))
        .collect()
}

pub(super) fn header(out: &mut impl Write) -> io::Result<()> {
    write_row(out, &columns())
}

pub(super) fn rows(
    out: &mut impl Write,
    incidents: &[Incident],
    documents: &[Document],
) -> io::Result<()> {
    incidents
        .iter()
        .try_for_each(|one| write_row(out, &row(one, documents)))
}

/// Incidents that wait for a reviewer: as in every listing, behind how doubtful each is and why.
pub(super) fn queue(out: &mut impl Write, queue: &[Queued]) -> io::Result<()> {
    let names = ["doubt", "doubt_reasons"].map(str::to_owned);
    write_row(out, &[&names[..], &columns()].concat())?;
    for one in queue {
        let reasons: Vec<&str> = one.reasons.iter().map(|one| one.words.as_str()).collect();
        let doubt = [format!("{:.2}", one.doubt), reasons.join("; ")];
        let cells = row(&one.listed.incident, &one.listed.documents);
        write_row(out, &[&doubt[..], &cells].concat())?;
    }
    Ok(())
}

/// Reviewers' decisions, a row each.
pub(super) fn decisions(out: &mut impl Write, decisions: &[Decision]) -> io::Result<()> {
    const NAMES: [&str; 7] = [
        "number",
        "decided",
        "reviewer",
        "incident_id",
        "decision",
        "reason",
        "undone_by",
    ];
    write_row(out, &NAMES.map(str::to_owned))?;
    for one in decisions {
        let cells = [
            one.number.to_string(),
            one.decided.clone(),
            text(one.reviewer.to_string()),
            one.incident.clone(),
            text(log::words(&one.action)),
            text(one.reason.to_string()),
            optional(one.undone_by),
        ];
        write_row(out, &cells)?;
    }
    Ok(())
}

pub(super) fn write_row(out: &mut impl Write, cells: &[String]) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(cells).map_err(io::Error::other)?;
    writer.flush()
}

fn row(one: &Incident, documents: &[Document]) -> Vec<String> {
    let mut cells = head(one);
    cells.extend(date_and_place(one));
    cells.extend(parties(one));
    for kind in FigureKind::iter() {
        let slot = one.figures.get(&kind.to_string());
        cells.extend([
            optional(slot.and_then(|slot| slot.low)),
            optional(slot.and_then(|slot| slot.best)),
            optional(slot.and_then(|slot| slot.high)),
            optional(slot.map(|slot| slot.derived.status)),
            evidence(one, kind.slot()),
        ]);
    }
    cells.extend(told_in(documents));
    cells
}

fn head(one: &Incident) -> Vec<String> {
    vec![
        if one.parts.is_empty() {
            "incident"
        } else {
            "operation"
        }
        .to_owned(),
        one.id.clone(),
        optional(one.part_of.as_ref()),
        one.status.to_string(),
        optional(one.reviewed.as_ref().map(|reviewed| reviewed.verdict)),
        optional(one.kind),
        optional(one.stage),
        optional(one.time_frame),
        optional(one.category),
        optional(one.suicide),
        evidence(one, Slot::Type),
    ]
}

fn date_and_place(one: &Incident) -> Vec<String> {
    let date = one.date.as_ref().and_then(|derived| derived.value.as_ref());
    let place = one
        .place
        .as_ref()
        .and_then(|derived| derived.value.as_ref());
    vec![
        optional(date.and_then(|date| date.earliest.as_ref())),
        optional(date.and_then(|date| date.latest.as_ref())),
        optional(date.map(|date| date.precision)),
        text(optional(date.map(|date| &date.words))),
        evidence(one, Slot::Date),
        text(optional(place.map(|place| &place.name))),
        text(optional(place.and_then(|place| place.facility.as_ref()))),
        text(optional(place.and_then(|place| place.division.as_ref()))),
        text(optional(place.and_then(|place| place.country.as_ref()))),
        optional(place.and_then(|place| place.country_code.as_ref())),
        optional(place.and_then(|place| place.latitude)),
        optional(place.and_then(|place| place.longitude)),
        optional(place.map(|place| place.precision)),
        text(optional(place.and_then(|place| place.relation.as_ref()))),
        text(
            place
                .map(|place| place.disputed.join("; "))
                .unwrap_or_default(),
        ),
        evidence(one, Slot::Place),
    ]
}

fn parties(one: &Incident) -> Vec<String> {
    let replaced = one.superseded();
    let superseded: Vec<String> = one
        .claims
        .iter()
        .filter(|claim| replaced.contains_key(claim.id.as_str()) || claim.withdrawn_by.is_some())
        .map(quoted)
        .collect();
    vec![
        join(&one.perpetrators, phrase::actor),
        evidence(one, Slot::Perpetrator),
        join(&one.side_a, phrase::actor),
        join(&one.side_b, phrase::actor),
        join(&one.victims, phrase::people),
        join(&one.targets, phrase::thing),
        join(&one.weapons, phrase::weapon),
        join(&one.territory, phrase::actor),
        text(optional(one.attributed_to.as_ref())),
        join(&one.responsibility, phrase::responsibility),
        evidence(one, Slot::Responsibility),
        text(superseded.join(" | ")),
    ]
}

fn told_in(documents: &[Document]) -> Vec<String> {
    let each = |pick: &dyn Fn(&Document) -> String| {
        text(documents.iter().map(pick).collect::<Vec<_>>().join(" | "))
    };
    vec![
        each(&|one| one.id.clone()),
        each(&|one| optional(one.title.as_ref())),
        each(&|one| optional(one.publisher.as_ref())),
        each(&|one| optional(one.published.as_ref())),
        each(&|one| optional(one.url.as_ref())),
        each(&|one| match one.origin.record {
            Some(record) => format!("{}:{record}", one.origin.path),
            None => one.origin.path.to_string(),
        }),
        each(&|one| one.partial.to_string()),
    ]
}

pub(super) fn optional(value: Option<impl std::fmt::Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn join<T>(list: &[Derived<T>], words: impl Fn(&T) -> String) -> String {
    let values: Vec<String> = list
        .iter()
        .filter_map(|one| one.value.as_ref())
        .map(words)
        .collect();
    text(values.join("; "))
}

/// All claims of a slot: who says what, and where.
fn evidence(one: &Incident, slot: Slot) -> String {
    let claims = one.claims.iter().filter(|claim| claim.slot == Term(slot));
    text(claims.map(quoted).collect::<Vec<_>>().join(" | "))
}

fn quoted(claim: &Claim) -> String {
    let stance = claim.stance.to_string();
    format!(
        "{} {stance} (line {}): \"{}\"",
        phrase::source(&claim.source),
        claim.evidence.line,
        claim.evidence.text
    )
}

/// A cell of free text. Spreadsheets run what begins with one of these signs as a formula, so it is set off by an apostrophe.
pub(super) fn text(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_run_as_a_formula() {
        assert_eq!(text("=HYPERLINK(\"x\")".to_owned()), "'=HYPERLINK(\"x\")");
        assert_eq!(text("two - three".to_owned()), "two - three");
    }
}
