//! `dateline recode`

use std::process::ExitCode;
use std::sync::atomic::Ordering;

use dateline_core::{Document, DocumentId};
use dateline_ledger::{Ledger, LedgerError, Recoded};
use jiff::Timestamp;

use super::ingest::{progress, stop_signal};
use super::{count, gazetteer, tell};
use crate::args::history::Recode;
use crate::coding::{BATCH, Coder};
use crate::failure::Failure;

/// What the coder of an imported row begins with: a person read that, and no newer program reads it better.
const IMPORT: &str = "dateline-import ";

/// Reads the documents of a ledger anew with this program. Each is recorded whole or not at all, and all count together once the last
/// is there, so that stopping loses nothing and no one sees half of it.
pub(super) fn run(arguments: &Recode) -> Result<ExitCode, Failure> {
    let mut ledger = Ledger::open(&arguments.ledger).map_err(|error| Failure::ledger(&error))?;
    let stop = stop_signal()?;
    let places = gazetteer::chosen(arguments.gazetteer.as_deref())?;
    let coder = Coder::load()?
        .with_places(places)
        .behind(arguments.gating.gate()?);
    let known = ledger.last_coders();
    let known = known.map_err(|error| Failure::ledger(&error))?;
    let own = coder.name().map_err(Failure::told)?;
    let waiting: Vec<DocumentId> = known
        .into_iter()
        .filter(|(_, last)| is_wanted(last, &own, arguments.only_older))
        .map(|(id, _)| id)
        .collect();
    let progress = progress(arguments.quiet);
    let mut tally = Tally::default();
    for batch in waiting.chunks(BATCH) {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let done = read(&coder, batch, &mut ledger, &mut tally);
        done.map_err(|error| Failure::ledger(&error))?;
        progress.set_position(tally.read as u64);
        progress.set_message(tally.line());
    }
    progress.finish_and_clear();
    for cause in tally.failed.iter().filter(|_| !arguments.quiet) {
        tell(format!("not read anew: {cause}"));
    }
    if tally.read < waiting.len() {
        return Err(Failure::told(format!(
            "interrupted: {} of {} documents were read anew, and the ledger shows what it showed before",
            tally.read,
            waiting.len()
        ))
        .hint("run the same command again: what was read stays, the rest follows"));
    }
    adopt(&mut ledger, &tally).map_err(|error| Failure::ledger(&error))
}

fn read(
    coder: &Coder,
    batch: &[DocumentId],
    ledger: &mut Ledger,
    tally: &mut Tally,
) -> Result<(), LedgerError> {
    let mut documents: Vec<Document> = Vec::new();
    for id in batch {
        documents.extend(ledger.document(id)?);
    }
    for (document, claims) in documents.iter().zip(coder.code(&documents)) {
        match claims {
            Ok(claims) => match ledger.recode(&claims, Timestamp::now())? {
                Recoded::New => tally.recorded += 1,
                Recoded::Known | Recoded::Gone => {}
            },
            Err(cause) => tally
                .failed
                .push(format!("{}: {cause}", document.origin.path)),
        }
    }
    tally.read += batch.len();
    Ok(())
}

fn adopt(ledger: &mut Ledger, tally: &Tally) -> Result<ExitCode, LedgerError> {
    let before = Timestamp::now();
    let adopted = ledger.adopt(Timestamp::now())?;
    tell(tally.line());
    if adopted.documents == 0 {
        tell("nothing to adopt: every document was read by this coder already");
        return Ok(ExitCode::SUCCESS);
    }
    tell(format!(
        "{} counts now; dateline diff {before} tells what changed, dateline show ID --all-readings what was read before",
        count(adopted.documents as usize, "new reading", "new readings"),
    ));
    for lost in &adopted.lost {
        tell(format!(
            "in doubt: decision {} on {} is on what no report tells any longer; dateline log shows it",
            lost.seq, lost.decision.incident,
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether a document that `last` read is to be read by `own`. Of another program's version only the earlier ones are older; the same
/// version with other weights is neither older nor newer.
fn is_wanted(last: &str, own: &str, only_older: bool) -> bool {
    if last == own || last.starts_with(IMPORT) {
        return false;
    }
    !only_older || version(last) < version(own)
}

/// The version in "dateline 0.1.0 minilm+0.1.0"; none for what names no version.
fn version(coder: &str) -> Option<[u64; 3]> {
    let numbers = coder.split_whitespace().nth(1)?;
    let numbers = numbers.split(['-', '+']).next()?;
    let mut parts = numbers.split('.').map(|part| part.parse().ok());
    Some([parts.next()??, parts.next()??, parts.next()??])
}

/// What became of the documents.
#[derive(Debug, Default)]
struct Tally {
    read: usize,
    recorded: usize,
    failed: Vec<String>,
}

impl Tally {
    fn line(&self) -> String {
        let failed = match self.failed.len() {
            0 => String::new(),
            failed => format!(", {failed} could not be read"),
        };
        format!(
            "{} read anew, {} recorded{failed}",
            count(self.read, "document", "documents"),
            self.recorded
        )
    }
}

#[cfg(test)]
mod tests {
    use super::is_wanted;

    #[test]
    fn what_another_version_read_is_read_again_but_no_row_coded_by_hand() {
        let own = "dateline 0.10.0 weights";
        assert!(is_wanted("dateline 0.9.0 weights", own, true));
        assert!(!is_wanted("dateline 0.11.0 weights", own, true));
        assert!(is_wanted("dateline 0.11.0 weights", own, false));
        assert!(is_wanted("dateline 0.10.0 others", own, false));
        assert!(!is_wanted("dateline 0.10.0 others", own, true));
        assert!(!is_wanted(own, own, false));
        assert!(!is_wanted("dateline-import 0.1.0 acled", own, false));
        assert!(is_wanted("dateline-gate 0.9.0 gate", own, true));
        assert!(is_wanted("a coder of one's own", own, true));
    }
}
