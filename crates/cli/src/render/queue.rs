//! The queue of incidents that wait for a reviewer.

use std::io::{self, Write};

use anstyle::Style;

use super::{Format, csv, json, text};
use crate::wire::Queued;

const DIM: Style = Style::new().dimmed();

/// All of a queue, in order.
pub fn queue(out: &mut impl Write, format: Format, queue: &[Queued]) -> io::Result<()> {
    match format {
        Format::Text => queue.iter().try_for_each(|one| entry(out, one)),
        Format::Json => {
            json::pretty(out, &queue)?;
            writeln!(out)
        }
        Format::Jsonl => queue.iter().try_for_each(|one| json::line(out, one)),
        Format::Csv => csv::queue(out, queue),
    }
}

/// The incident in one line, and under it why it is doubted.
fn entry(out: &mut impl Write, one: &Queued) -> io::Result<()> {
    write!(out, "{:>4.1}  ", one.doubt)?;
    text::summary(out, &one.listed)?;
    for reason in &one.reasons {
        writeln!(
            out,
            "        {DIM}{:>3.1}{DIM:#}  {}",
            reason.weight, reason.words
        )?;
    }
    Ok(())
}
