//! `dateline review`, `dateline log`

use std::io::Write;
use std::process::ExitCode;

use dateline_core::Policy;
use dateline_ledger::{Filter, Ledger, LedgerError, RecordedDecision, StoredIncident};

use super::incidents::{View, decision, listed, open, stored};
use super::{count, tell, written};
use crate::args::review::{Log, Review};
use crate::doubt::{self, Doubt};
use crate::failure::Failure;
use crate::{present, render};

/// An incident that waits for a reviewer.
struct Waiting {
    stored: StoredIncident,
    doubts: Vec<Doubt>,
}

/// Lists what no reviewer has looked at, the most doubtful first.
pub(super) fn review(arguments: &Review) -> Result<ExitCode, Failure> {
    let names = arguments.naming.level();
    let ledger = open(&arguments.ledger, names, "review")?;
    let queue = waiting(&ledger, arguments.background).map_err(|error| Failure::ledger(&error))?;
    let decided = decisions(&ledger)?;
    let view = View {
        names,
        policy: Policy::Dateline,
        as_of: None,
        decided: &decided,
        all_readings: false,
    };
    let shown: Result<Vec<_>, LedgerError> = (0..)
        .zip(queue.iter().take(arguments.limit))
        .map(|(number, one)| {
            let listed = listed(&ledger, &one.stored, number, &view)?;
            Ok(present::queued(listed, &one.doubts))
        })
        .collect();
    let shown = shown.map_err(|error| Failure::ledger(&error))?;
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    written(render::queue(&mut out, arguments.format, &shown))?;
    written(out.flush())?;
    let lost = ledger.lost_decisions();
    for lost in lost.map_err(|error| Failure::ledger(&error))? {
        tell(format!(
            "in doubt: decision {} on {} is on what no report tells any longer since documents were read anew; dateline log shows it",
            lost.seq, lost.decision.incident
        ));
    }
    tell(match queue.len() {
        0 => "no incident waits for a reviewer".to_owned(),
        all => format!(
            "{} of {} that wait for a reviewer; dateline show ID tells all, accept, reject, correct, merge and split decide",
            shown.len(),
            count(all, "incident", "incidents"),
        ),
    });
    Ok(ExitCode::SUCCESS)
}

/// The queue; what is equally doubtful stays in the order of the ledger's lists.
fn waiting(ledger: &Ledger, include_background: bool) -> Result<Vec<Waiting>, LedgerError> {
    let filter = Filter {
        include_background,
        include_refuted: true,
        ..Filter::default()
    };
    let mut queue = Vec::new();
    for stored in ledger.incidents(&filter)? {
        let reread = ledger.reread(&stored.incident)?;
        if doubt::awaits_review(&stored.incident, stored.last_ingested) || !reread.is_empty() {
            let records = ledger.claims(&stored.incident.id)?;
            let mut doubts = doubt::doubts(&stored.incident, &records, stored.last_ingested);
            doubts.extend(doubt::reread(&reread));
            queue.push(Waiting { stored, doubts });
        }
    }
    queue.sort_by(|a, b| doubt::score(&b.doubts).total_cmp(&doubt::score(&a.doubts)));
    Ok(queue)
}

/// Lists decisions.
pub(super) fn log(arguments: &Log) -> Result<ExitCode, Failure> {
    let names = arguments.naming.level();
    let ledger = open(&arguments.ledger, names, "log")?;
    let decided = decisions(&ledger)?;
    let wanted = match &arguments.incident {
        Some(id) => {
            let incident = stored(&ledger, id)?.incident;
            let concerning = decided.iter().filter(|one| one.concerns(&incident));
            concerning.collect()
        }
        None => decided.iter().collect::<Vec<_>>(),
    };
    if wanted.is_empty() {
        tell("nothing was decided; dateline review lists what waits for a reviewer");
    }
    let shown: Result<Vec<_>, LedgerError> = wanted
        .into_iter()
        .map(|one| decision(&ledger, one, &decided, names))
        .collect();
    let shown = shown.map_err(|error| Failure::ledger(&error))?;
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    written(render::log(&mut out, arguments.format, &shown))?;
    written(out.flush())?;
    Ok(ExitCode::SUCCESS)
}

fn decisions(ledger: &Ledger) -> Result<Vec<RecordedDecision>, Failure> {
    ledger
        .decisions(None)
        .map_err(|error| Failure::ledger(&error))
}
