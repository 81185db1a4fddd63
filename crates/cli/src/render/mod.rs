//! What the user sees: text for reading, JSON and CSV for machines. All of it from wire types, so redacted already.

mod csv;
mod explain;
mod history;
mod json;
mod link;
mod log;
pub(crate) mod muc4;
mod phrase;
mod queue;
mod quote;
mod rows;
mod text;

use std::io::{self, Write};

pub use explain::explain;
pub use history::{changes, deletions};
pub use log::log;
pub use queue::queue;

use crate::wire::{ListedIncident, Report};

/// Formats of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// For reading.
    #[default]
    Text,
    /// One JSON array (schemas/dateline.schema.json).
    Json,
    /// The same, one JSON object a line.
    Jsonl,
    /// One row an incident; `row_kind` tells operations from incidents.
    Csv,
}

/// Writes reports or incidents one by one, so that a long run shows its output as it goes.
pub struct Printer<W: Write> {
    out: W,
    format: Format,
    written: usize,
}

impl<W: Write> Printer<W> {
    /// A printer onto `out`; writes what stands before the first entry.
    pub fn start(mut out: W, format: Format) -> io::Result<Self> {
        match format {
            Format::Json => write!(out, "[")?,
            Format::Csv => csv::header(&mut out)?,
            Format::Text | Format::Jsonl => {}
        }
        Ok(Self {
            out,
            format,
            written: 0,
        })
    }

    /// One report of `dateline code`.
    pub fn report(&mut self, report: &Report) -> io::Result<()> {
        self.separate()?;
        match self.format {
            Format::Text => text::report(&mut self.out, report),
            Format::Json => json::pretty(&mut self.out, report),
            Format::Jsonl => json::line(&mut self.out, report),
            Format::Csv => csv::rows(
                &mut self.out,
                &report.incidents,
                std::slice::from_ref(&report.document),
            ),
        }
    }

    /// One incident of a ledger.
    pub fn incident(&mut self, listed: &ListedIncident) -> io::Result<()> {
        self.separate()?;
        match self.format {
            Format::Text => text::listed(&mut self.out, listed),
            Format::Json => json::pretty(&mut self.out, listed),
            Format::Jsonl => json::line(&mut self.out, listed),
            Format::Csv => csv::rows(
                &mut self.out,
                std::slice::from_ref(&listed.incident),
                &listed.documents,
            ),
        }
    }

    /// One incident of a ledger in a listing: a line in text, whole in the other formats.
    pub fn summary(&mut self, listed: &ListedIncident) -> io::Result<()> {
        match self.format {
            Format::Text => text::summary(&mut self.out, listed),
            _ => self.incident(listed),
        }
    }

    /// Writes what stands after the last entry, and gives back the sink.
    pub fn finish(mut self) -> io::Result<W> {
        if self.format == Format::Json {
            writeln!(self.out, "{}]", if self.written > 0 { "\n" } else { "" })?;
        }
        self.out.flush()?;
        Ok(self.out)
    }

    fn separate(&mut self) -> io::Result<()> {
        let first = self.written == 0;
        self.written += 1;
        match self.format {
            Format::Json if first => writeln!(self.out),
            Format::Json => writeln!(self.out, ","),
            Format::Text if !first => writeln!(self.out),
            _ => Ok(()),
        }
    }
}
