//! `dateline code`

use std::io::Write;
use std::process::ExitCode;

use dateline_core::{Document, Policy};

use super::{count, tell, written};
use crate::args::Code;
use crate::coding::{BATCH, Coder, reports};
use crate::failure::Failure;
use crate::redact::Names;
use crate::render::Printer;
use crate::{present, wire};

/// Prints the incidents of each report. Fails if there were reports and none could be coded.
pub(super) fn run(arguments: &Code) -> Result<ExitCode, Failure> {
    let options = arguments.reading.options()?;
    let mut incoming = reports(&arguments.reading.paths, &options)?;
    let coder = Coder::load()?;
    let out = std::io::BufWriter::new(anstream::stdout().lock());
    let mut printer = written(Printer::start(out, arguments.format))?;
    let mut tally = Tally {
        coded: 0,
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
                    written(printer.report(&report(document, &claims, arguments.naming.level())))?;
                }
                Err(cause) => tally.refuse(format!("{}: {cause}", document.origin.path)),
            }
        }
    }
    written(written(printer.finish())?.flush())?;
    tally.end()
}

struct Tally {
    coded: usize,
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

fn report(
    document: &Document,
    claims: &dateline_core::DocumentClaims,
    names: Names,
) -> wire::Report {
    let records = present::records(document, claims);
    let incidents = dateline_resolve::incidents(&records, &[], Policy::Dateline);
    present::report(document, claims, &incidents, names)
}
