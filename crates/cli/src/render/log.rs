//! Reviewers' decisions: who decided what, when and why.

use std::io::{self, Write};

use anstyle::Style;

use super::{Format, csv, json, phrase};
use crate::wire::{Action, Decision};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// All of a log, in order.
pub fn log(out: &mut impl Write, format: Format, decisions: &[Decision]) -> io::Result<()> {
    match format {
        Format::Text => decisions.iter().try_for_each(|one| line(out, one)),
        Format::Json => {
            json::pretty(out, &decisions)?;
            writeln!(out)
        }
        Format::Jsonl => decisions.iter().try_for_each(|one| json::line(out, one)),
        Format::Csv => csv::decisions(out, decisions),
    }
}

/// "  3  2021-05-05  i-3fa2b1c4d5e6  R. Viewer: killed is 14 (two papers say so)"
pub(super) fn line(out: &mut impl Write, one: &Decision) -> io::Result<()> {
    let undone = one
        .undone_by
        .map(|by| format!("  [undone by {by}]"))
        .unwrap_or_default();
    let reason = match one.reason.to_string() {
        reason if reason.is_empty() => String::new(),
        reason => format!(" ({reason})"),
    };
    writeln!(
        out,
        "{:>3}  {}  {DIM}{}{DIM:#}  {}: {BOLD}{}{BOLD:#}{reason}{undone}",
        one.number,
        day(one),
        one.incident,
        one.reviewer,
        words(&one.action),
    )
}

/// The day of a decision.
pub(super) fn day(one: &Decision) -> &str {
    one.decided.get(..10).unwrap_or(&one.decided)
}

/// What was decided, in words.
pub(super) fn words(action: &Action) -> String {
    match action {
        Action::Accept => "accepted".to_owned(),
        Action::Reject => "rejected".to_owned(),
        Action::Correct { slot, value } => {
            format!("{} is {}", phrase::term(slot), phrase::value(value))
        }
        Action::Clear { slot } => format!("{} has no value", phrase::term(slot)),
        Action::Merge { with } => format!("is the same as {with}"),
        Action::Split { apart } => {
            let claims: Vec<&str> = apart.iter().map(|id| id.get(..12).unwrap_or(id)).collect();
            format!("taken apart at claims {}", claims.join(", "))
        }
        Action::Undo { decision } => format!("undid decision {decision}"),
        Action::Note => "noted".to_owned(),
    }
}
