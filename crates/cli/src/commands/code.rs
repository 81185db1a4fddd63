//! `dateline code`

use std::io::{self, Write};
use std::process::ExitCode;

use dateline_core::{Document, DocumentClaims, Policy};

use super::{count, gazetteer, tell, written};
use crate::args::Code;
use crate::coding::{BATCH, Coder, passed_over};
use crate::failure::Failure;
use crate::present;
use crate::redact::Names;
use crate::render::{Printer, muc4};

/// Prints the incidents of each report. Fails if there were reports and none could be coded.
pub(super) fn run(arguments: &Code) -> Result<ExitCode, Failure> {
    let options = arguments.reading.options()?;
    let mut incoming = crate::coding::reports(&arguments.reading.paths, &options)?;
    let places = gazetteer::chosen(arguments.reading.gazetteer.as_deref())?;
    let coder = Coder::load()?
        .with_places(places)
        .behind(arguments.gating.gate()?);
    let out = std::io::BufWriter::new(anstream::stdout().lock());
    let mut reports = written(Output::start(out, arguments))?;
    let mut tally = Tally {
        coded: 0,
        passed_over: 0,
        refused: 0,
        quiet: arguments.quiet,
    };
    loop {
        let batch = next_batch(&mut incoming, &mut tally);
        if batch.is_empty() {
            break;
        }
        for (document, claims) in batch.iter().zip(coder.code(&batch)) {
            match claims {
                Ok(claims) => {
                    tally.coded += 1;
                    tally.passed_over += usize::from(passed_over(&claims));
                    written(reports.write(document, &claims))?;
                }
                Err(cause) => tally.refuse(format!("{}: {cause}", document.origin.place())),
            }
        }
    }
    written(reports.finish())?;
    tally.end()
}

struct Tally {
    coded: usize,
    passed_over: usize,
    refused: usize,
    quiet: bool,
}

impl Tally {
    fn refuse(&mut self, line: impl std::fmt::Display) {
        self.refused += 1;
        if !self.quiet {
            tell(format!("not coded: {line}"));
        }
    }

    fn end(self) -> Result<ExitCode, Failure> {
        if self.passed_over > 0 && !self.quiet {
            let over = count(self.passed_over, "report", "reports");
            tell(format!(
                "{over} passed over by the gate (--no-gate reads them)"
            ));
        }
        if self.coded == 0 && self.refused > 0 {
            let line = format!(
                "{}, none of which could be coded",
                count(self.refused, "report", "reports")
            );
            return Err(Failure::told(line).hint(
                "the lines above say why; dateline reads text, HTML, JSONL and CSV in English",
            ));
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn next_batch(
    incoming: &mut impl Iterator<Item = Result<Document, dateline_ingest::Rejected>>,
    tally: &mut Tally,
) -> Vec<Document> {
    let mut batch = Vec::new();
    while batch.len() < BATCH {
        match incoming.next() {
            Some(Ok(document)) => batch.push(document),
            Some(Err(rejected)) => tally.refuse(rejected),
            None => break,
        }
    }
    batch
}

/// Where reports go: a listing, or lines in the format of another project.
enum Output<W: Write> {
    Listing(Printer<W>, Names),
    Muc4(W, Names),
}

impl<W: Write> Output<W> {
    fn start(out: W, arguments: &Code) -> io::Result<Self> {
        let names = arguments.naming.level();
        Ok(match arguments.format.listing() {
            Some(format) => Self::Listing(Printer::start(out, format)?, names),
            None => Self::Muc4(out, names),
        })
    }

    fn write(&mut self, document: &Document, claims: &DocumentClaims) -> io::Result<()> {
        let records = present::records(document, claims);
        let incidents = dateline_resolve::incidents(&records, &[], Policy::Dateline);
        match self {
            Self::Listing(printer, names) => {
                printer.report(&present::report(document, claims, &incidents, *names))
            }
            Self::Muc4(out, names) => {
                muc4::line(out, document, &claims.persons, &incidents, &records, *names)
            }
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Listing(printer, _) => printer.finish()?.flush(),
            Self::Muc4(mut out, _) => out.flush(),
        }
    }
}
