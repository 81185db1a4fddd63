//! The readable default: a header per report, its incidents slot by slot, and under each slot the claims behind it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Write};

use anstyle::Style;
use dateline_core::{Rule, Slot, Stance, TimeFrame};

use super::rows::{Row, rows};
use super::{link, log, phrase, quote};
use crate::wire::{Claim, Date, Derived, Document, Incident, ListedIncident, PeriodTotal, Report};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// A report with its incidents.
pub(super) fn report(out: &mut impl Write, report: &Report) -> io::Result<()> {
    header(out, &report.document)?;
    if report.passed_over {
        writeln!(out, "  No incident. {DIM}Passed over by the gate.{DIM:#}")?;
    } else if report.incidents.is_empty() {
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
        let own = listed
            .links
            .iter()
            .filter(|one| one.document == document.id);
        own.take(1).try_for_each(|one| link::line(out, one))?;
        version(out, document)?;
    }
    earlier(out, listed)?;
    if !listed.decisions.is_empty() {
        writeln!(out, "     {DIM}decided{DIM:#}")?;
    }
    listed.decisions.iter().try_for_each(|one| {
        write!(out, "     ")?;
        log::line(out, one)
    })
}

/// The line below a report of which there are several versions.
fn version(out: &mut impl Write, document: &Document) -> io::Result<()> {
    let number = document.version;
    match &document.replaced_by {
        Some(latest) => writeln!(
            out,
            "             {DIM}version {number}, replaced by {}: what it says counts no longer{DIM:#}",
            short(latest)
        ),
        None if number > 1 => writeln!(
            out,
            "             {DIM}version {number} of one report{DIM:#}"
        ),
        None => Ok(()),
    }
}

/// Claims of earlier coders.
fn earlier(out: &mut impl Write, listed: &ListedIncident) -> io::Result<()> {
    if !listed.earlier_claims.is_empty() {
        writeln!(out, "     {DIM}read before, counts no longer{DIM:#}")?;
    }
    listed.earlier_claims.iter().try_for_each(|one| {
        let value = one
            .claim
            .value
            .as_ref()
            .map_or_else(String::new, phrase::value);
        writeln!(
            out,
            "       {}: {value} · {DIM}{}{DIM:#}",
            phrase::term(one.claim.slot),
            one.coder
        )?;
        quote::words(out, &one.claim.evidence, 9)
    })
}

/// The day that an incident is listed under; that of its report alone is none.
fn day(date: &Derived<Date>) -> Option<&String> {
    let value = date.value.as_ref()?;
    let is_told = date.rule.0 == Rule::Reviewer || !value.words.as_str().is_empty();
    let latest = value.latest.as_ref().filter(|_| is_told);
    value.earliest.as_ref().or(latest)
}

/// An incident of a ledger in one line.
pub(super) fn summary(out: &mut impl Write, listed: &ListedIncident) -> io::Result<()> {
    let one = &listed.incident;
    let is_partial = listed.documents.iter().all(|document| document.partial);
    let day = one.date.as_ref().and_then(day);
    let place = one.place.as_ref().and_then(|place| place.value.as_ref());
    let figures: Vec<String> = one
        .figures
        .iter()
        .map(|(kind, slot)| format!("{kind} {}", phrase::figure_slot(slot)))
        .collect();
    writeln!(
        out,
        "{DIM}{}{DIM:#}  {:<10}  {BOLD}{:<14}{BOLD:#}  {}  {}{}{}",
        one.id,
        day.map_or("undated", String::as_str),
        one.kind
            .map_or_else(|| "type unknown".to_owned(), phrase::term),
        place.map_or_else(|| "place unknown".to_owned(), phrase::place),
        figures.join(", "),
        marks(one),
        if is_partial { "  [partial]" } else { "" },
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
    if let Some(reviewed) = &one.reviewed {
        marks.push_str(&format!("  [{}]", reviewed.verdict));
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
    let partial = match document.partial {
        true => " · partial: a summary alone",
        false => "",
    };
    writeln!(
        out,
        "{publisher} · {published}{partial} · {}{record} · {DIM}{}{DIM:#}",
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
    let mut page = Page {
        replaced: one.superseded(),
        quoted: HashSet::new(),
    };
    let mut shown: HashSet<&str> = HashSet::new();
    for row in rows(one) {
        let standing = row
            .standing
            .as_ref()
            .map(|words| format!("  [{words}]"))
            .unwrap_or_default();
        writeln!(
            out,
            "   {:<15}{BOLD}{}{BOLD:#}{standing}",
            row.label, row.words
        )?;
        for (mark, id) in &row.claims {
            if let Some(claim) = claims.get(id) {
                shown.insert(id);
                page.claim(out, *mark, claim, Some(&row))?;
            }
        }
    }
    page.rest(out, one, &shown)
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
    if let Some(reviewed) = &one.reviewed {
        facts.push(format!("[{}]", reviewed.verdict));
    }
    if !one.parts.is_empty() {
        let parts: Vec<String> = one.parts.iter().map(name).collect();
        facts.push(format!("operation with parts {}", parts.join(", ")));
    }
    if let Some(whole) = &one.part_of {
        facts.push(format!("part of {}", name(whole)));
    }
    if let Some(actor) = &one.attributed_to {
        let is_name = !actor.as_str().starts_with("accused: ") && actor.as_str() != "disputed";
        facts.push(match is_name {
            true => format!("attributed to {actor}"),
            false => format!("responsibility {actor}"),
        });
    }
    let kind = one
        .kind
        .map_or_else(|| "type unknown".to_owned(), phrase::term);
    let letter = letters
        .get(one.id.as_str())
        .map(|letter| format!("{letter}  "))
        .unwrap_or_default();
    facts.insert(0, format!("{BOLD}{letter}{kind}{BOLD:#}"));
    writeln!(out, "{} · {DIM}{}{DIM:#}", facts.join(" · "), one.id)
}

/// What was already told of an incident.
struct Page<'a> {
    /// Claims that no longer count, each with the one that replaced it.
    replaced: BTreeMap<&'a str, &'a str>,
    /// Starts of sentences that were quoted: the second time only the words that matter are.
    quoted: HashSet<(&'a str, u32)>,
}

impl<'a> Page<'a> {
    fn claim(
        &mut self,
        out: &mut impl Write,
        mark: char,
        claim: &'a Claim,
        row: Option<&Row<'_>>,
    ) -> io::Result<()> {
        let mut facts = Vec::new();
        let value = claim.value.as_ref().map(phrase::value);
        match row {
            Some(row) => facts.extend(value.filter(|value| *value != row.words)),
            None => facts.push(format!(
                "{}{}",
                phrase::term(claim.slot),
                value.map_or(String::new(), |value| format!(": {value}"))
            )),
        }
        facts.push(phrase::attribution(claim));
        if self.replaced.contains_key(claim.id.as_str()) {
            facts.push("superseded".to_owned());
        }
        if claim.withdrawn_by.is_some() {
            facts.push("withdrawn by a later version".to_owned());
        }
        if claim.supersedes.is_some() {
            facts.push("supersedes an earlier claim".to_owned());
        }
        writeln!(out, "     {mark} {}", facts.join(" · "))?;
        let sentence = (claim.document.as_str(), claim.evidence.context_span.start);
        if self.quoted.insert(sentence) {
            quote::sentence(out, &claim.evidence, 9)
        } else {
            quote::words(out, &claim.evidence, 9)
        }
    }

    /// Claims that no row showed and that say more than the heading does: denials, doubts, replaced claims, subsets.
    fn rest(
        &mut self,
        out: &mut impl Write,
        one: &'a Incident,
        shown: &HashSet<&str>,
    ) -> io::Result<()> {
        const HEADING: [Slot; 5] = [
            Slot::Category,
            Slot::Stage,
            Slot::TimeFrame,
            Slot::PartOf,
            Slot::Suicide,
        ];
        let mut label = "further claims";
        for claim in &one.claims {
            let is_replaced =
                self.replaced.contains_key(claim.id.as_str()) || claim.withdrawn_by.is_some();
            let is_plain = claim.stance.0 == Stance::Asserts && !is_replaced;
            let in_heading = HEADING.contains(&claim.slot.0) && is_plain;
            if shown.contains(claim.id.as_str()) || in_heading {
                continue;
            }
            if !label.is_empty() {
                writeln!(out, "   {label}")?;
                label = "";
            }
            self.claim(out, if is_replaced { '~' } else { '·' }, claim, None)?;
        }
        Ok(())
    }
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
    quote::sentence(out, &total.evidence, 9)
}
