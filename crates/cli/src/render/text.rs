//! The readable default: a header per report, its incidents slot by slot, and under each slot the claims behind it.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use anstyle::Style;
use dateline_core::{Slot, TimeFrame};

use super::rows::rows;
use super::{phrase, quote};
use crate::wire::{Claim, Document, Incident, ListedIncident, PeriodTotal, Report};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// A report with its incidents.
pub(super) fn report(out: &mut impl Write, report: &Report) -> io::Result<()> {
    header(out, &report.document)?;
    if report.incidents.is_empty() {
        writeln!(out, "  No incident.")?;
    }
    let letters = letters(&report.incidents);
    for one in &report.incidents {
        writeln!(out)?;
        incident(out, one, &letters)?;
    }
    for total in &report.period_totals {
        writeln!(out)?;
        period_total(out, total)?;
    }
    Ok(())
}

/// An incident of a ledger with its documents.
pub(super) fn listed(out: &mut impl Write, listed: &ListedIncident) -> io::Result<()> {
    incident(out, &listed.incident, &HashMap::new())?;
    for document in &listed.documents {
        write!(out, "     {DIM}told in{DIM:#} ")?;
        header_line(out, document)?;
    }
    Ok(())
}

/// An incident of a ledger in one line.
pub(super) fn summary(out: &mut impl Write, listed: &ListedIncident) -> io::Result<()> {
    let one = &listed.incident;
    let date = one.date.as_ref().and_then(|date| date.value.as_ref());
    let day = date.and_then(|date| date.earliest.as_ref().or(date.latest.as_ref()));
    let place = one.place.as_ref().and_then(|place| place.value.as_ref());
    let figures: Vec<String> = one
        .figures
        .iter()
        .map(|(kind, slot)| format!("{kind} {}", phrase::figure_slot(slot)))
        .collect();
    writeln!(
        out,
        "{DIM}{}{DIM:#}  {:<10}  {BOLD}{:<14}{BOLD:#}  {}  {}{}",
        one.id,
        day.map_or("undated", String::as_str),
        one.kind
            .map_or_else(|| "type unknown".to_owned(), phrase::term),
        place.map_or_else(|| "place unknown".to_owned(), phrase::place),
        figures.join(", "),
        marks(one),
    )
}

fn marks(one: &Incident) -> String {
    let mut marks = String::new();
    if !one.parts.is_empty() {
        marks.push_str("  [operation]");
    }
    if one
        .time_frame
        .is_some_and(|frame| frame.0 == TimeFrame::Background)
    {
        marks.push_str("  [background]");
    }
    if one.status.0 != dateline_core::SlotStatus::Settled {
        marks.push_str(&format!("  [{}]", one.status));
    }
    marks
}

fn header(out: &mut impl Write, document: &Document) -> io::Result<()> {
    let title = document
        .title
        .as_ref()
        .map_or_else(|| "(no title)".to_owned(), ToString::to_string);
    writeln!(out, "{BOLD}{title}{BOLD:#}")?;
    write!(out, "  ")?;
    header_line(out, document)
}

fn header_line(out: &mut impl Write, document: &Document) -> io::Result<()> {
    let publisher = document
        .publisher
        .as_ref()
        .map_or_else(|| "publisher unknown".to_owned(), ToString::to_string);
    let published = match (&document.published, document.published_basis) {
        (Some(day), Some(basis)) => format!("published {day} ({basis})"),
        _ => "day of publication unknown".to_owned(),
    };
    let record = document
        .origin
        .record
        .map(|record| format!(", record {record}"))
        .unwrap_or_default();
    writeln!(
        out,
        "{publisher} · {published} · {}{record} · {DIM}{}{DIM:#}",
        document.origin.path,
        short(&document.id)
    )
}

fn short(id: &str) -> &str {
    id.get(..12).unwrap_or(id)
}

fn letters(incidents: &[Incident]) -> HashMap<&str, String> {
    incidents
        .iter()
        .map(|one| (one.id.as_str(), phrase::letter(one.number)))
        .collect()
}

fn incident(
    out: &mut impl Write,
    one: &Incident,
    letters: &HashMap<&str, String>,
) -> io::Result<()> {
    heading(out, one, letters)?;
    let claims: HashMap<&str, &Claim> = one
        .claims
        .iter()
        .map(|claim| (claim.id.as_str(), claim))
        .collect();
    let replaced = one.superseded();
    let mut shown: Vec<&str> = Vec::new();
    for row in rows(one) {
        let standing = row
            .standing
            .map(|words| format!("  [{words}]"))
            .unwrap_or_default();
        writeln!(
            out,
            "   {:<15}{BOLD}{}{BOLD:#}{standing}",
            row.label, row.words
        )?;
        for (mark, id) in row.claims {
            if let Some(claim) = claims.get(id) {
                shown.push(id);
                claim_lines(out, mark, claim, replaced.contains_key(id), row.slot)?;
            }
        }
    }
    rest(out, one, &shown, &replaced)
}

fn heading(
    out: &mut impl Write,
    one: &Incident,
    letters: &HashMap<&str, String>,
) -> io::Result<()> {
    let name = |id: &String| {
        letters
            .get(id.as_str())
            .cloned()
            .unwrap_or_else(|| id.clone())
    };
    let mut facts = Vec::new();
    if one
        .time_frame
        .is_some_and(|frame| frame.0 == TimeFrame::Background)
    {
        facts.push("BACKGROUND".to_owned());
    }
    facts.extend(one.stage.map(phrase::term));
    facts.extend(one.category.map(phrase::term));
    if one.suicide == Some(true) {
        facts.push("suicide attack".to_owned());
    }
    if one.status.0 != dateline_core::SlotStatus::Settled {
        facts.push(format!("occurrence {}", one.status));
    }
    if !one.parts.is_empty() {
        let parts: Vec<String> = one.parts.iter().map(name).collect();
        facts.push(format!("operation with parts {}", parts.join(", ")));
    }
    if let Some(whole) = &one.part_of {
        facts.push(format!("part of {}", name(whole)));
    }
    if let Some(actor) = &one.attributed_to {
        facts.push(format!("attributed to: {actor}"));
    }
    let kind = one
        .kind
        .map_or_else(|| "type unknown".to_owned(), phrase::term);
    let letter = letters
        .get(one.id.as_str())
        .map(|letter| format!("{letter}  "))
        .unwrap_or_default();
    writeln!(
        out,
        "{BOLD}{letter}{kind}{BOLD:#} · {} · {DIM}{}{DIM:#}",
        facts.join(" · "),
        one.id
    )
}

/// Claims that no row showed and that say more than the heading does: denials, doubts, replaced claims, subsets.
fn rest(
    out: &mut impl Write,
    one: &Incident,
    shown: &[&str],
    replaced: &BTreeMap<&str, &str>,
) -> io::Result<()> {
    const HEADING: [Slot; 6] = [
        Slot::Type,
        Slot::Category,
        Slot::Stage,
        Slot::TimeFrame,
        Slot::PartOf,
        Slot::Suicide,
    ];
    let plain = |claim: &Claim| {
        claim.stance.0 == dateline_core::Stance::Asserts
            && !replaced.contains_key(claim.id.as_str())
    };
    let mut first = true;
    for claim in &one.claims {
        let in_heading = HEADING.contains(&claim.slot.0) && claim.slot.0 != Slot::Type;
        if shown.contains(&claim.id.as_str()) || (in_heading && plain(claim)) {
            continue;
        }
        if first {
            writeln!(out, "   {:<15}", "further claims")?;
            first = false;
        }
        let mark = if replaced.contains_key(claim.id.as_str()) {
            '~'
        } else {
            '·'
        };
        claim_lines(
            out,
            mark,
            claim,
            replaced.contains_key(claim.id.as_str()),
            Slot::Occurrence,
        )?;
    }
    Ok(())
}

fn claim_lines(
    out: &mut impl Write,
    mark: char,
    claim: &Claim,
    is_replaced: bool,
    under: Slot,
) -> io::Result<()> {
    let mut words = String::new();
    if claim.slot.0 != under {
        words.push_str(&format!("{}: ", phrase::term(claim.slot)));
    }
    if let Some(value) = &claim.value {
        words.push_str(&format!("{} · ", phrase::value(value)));
    }
    words.push_str(&phrase::attribution(claim));
    if is_replaced {
        words.push_str(" · superseded");
    }
    if claim.supersedes.is_some() {
        words.push_str(" · supersedes an earlier claim");
    }
    writeln!(out, "     {mark} {words}")?;
    quote::short(out, &claim.evidence, 9)
}

fn period_total(out: &mut impl Write, total: &PeriodTotal) -> io::Result<()> {
    writeln!(
        out,
        "{BOLD}period total{BOLD:#} · {}: {} · {} · {}",
        total.figure.kind,
        phrase::figure(&total.figure),
        phrase::date(&total.period),
        phrase::source(&total.source),
    )?;
    quote::short(out, &total.evidence, 9)
}
