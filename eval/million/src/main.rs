//! `million`: fills a ledger with synthetic reports, judges how they were linked, and times queries.

use std::io::{BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use dateline_ledger::Ledger;
use dateline_million::fill::{self, Progress, Wanted};
use dateline_million::judge::{self, Missed, Score, Verdict};
use dateline_million::query::{self, Timing};
use dateline_million::{clusters, truth};

/// Synthetic reports of known incidents, to measure linking at scale.
#[derive(Debug, Parser)]
#[command(name = "million", max_term_width = 110)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write reports and record them in a ledger, in the order in which they arrive.
    Fill {
        /// How many.
        #[arg(long)]
        reports: u64,
        /// The ledger; made if there is none.
        #[arg(long)]
        ledger: PathBuf,
        /// Where to write which incident each report tells of.
        #[arg(long)]
        truth: Option<PathBuf>,
        /// What all chance comes from.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Fit them into so many years, instead of the density of a million in ten years.
        #[arg(long)]
        years: Option<f64>,
    },
    /// Print how well the reports of a ledger were put together.
    Judge {
        /// The ledger.
        #[arg(long)]
        ledger: PathBuf,
        /// What `fill` wrote.
        #[arg(long)]
        truth: PathBuf,
    },
    /// Time the queries that the command line makes.
    Query {
        /// The ledger.
        #[arg(long)]
        ledger: PathBuf,
        /// How often each question is asked.
        #[arg(long, default_value_t = 200)]
        times: usize,
        /// What all chance comes from.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Outcome {
    match command {
        Command::Fill {
            reports,
            ledger,
            truth,
            seed,
            years,
        } => {
            let wanted = Wanted {
                reports,
                seed,
                years,
            };
            let mut ledger = Ledger::create_or_open(ledger)?;
            let truth: Box<dyn Write> = match truth {
                Some(path) => Box::new(BufWriter::new(std::fs::File::create(path)?)),
                None => Box::new(std::io::sink()),
            };
            let mut told = Ok(());
            fill::fill(&mut ledger, &wanted, truth, |progress| {
                if told.is_ok() {
                    told = tell(progress);
                }
            })?;
            Ok(told?)
        }
        Command::Judge { ledger, truth } => {
            let truth = truth::read(BufReader::new(std::fs::File::open(truth)?))?;
            let verdict = judge::judge(&truth, &clusters::of_ledger(&ledger)?);
            Ok(print_verdict(&verdict)?)
        }
        Command::Query {
            ledger,
            times,
            seed,
        } => Ok(print_timings(&query::time(
            &Ledger::open(ledger)?,
            seed,
            times,
        )?)?),
    }
}

fn tell(progress: &Progress) -> std::io::Result<()> {
    let mib = |kib: Option<u64>| kib.map_or_else(|| "?".to_owned(), |kib| (kib / 1024).to_string());
    let seconds = progress.elapsed.as_secs_f64();
    writeln!(
        std::io::stdout(),
        "{} reports ({} known before), {seconds:.1} s ({:.1} s in the ledger), {:.0} reports/s, {} MiB resident (peak {})",
        progress.reports,
        progress.known,
        progress.recording.as_secs_f64(),
        progress.reports as f64 / seconds,
        mib(progress.resident),
        mib(progress.peak),
    )
}

fn print_verdict(verdict: &Verdict) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let Verdict {
        reports,
        incidents,
        clusters,
        without,
        ..
    } = verdict;
    writeln!(
        out,
        "reports {reports}, incidents {incidents}, clusters {clusters}"
    )?;
    writeln!(out, "reports without an incident in the ledger {without}")?;
    print_score(&mut out, "pairs", &verdict.pairs)?;
    print_score(&mut out, "b-cubed", &verdict.b_cubed)?;
    let alone = Score {
        precision: 1.0,
        recall: verdict.alone,
    };
    print_score(&mut out, "b-cubed, every report alone", &alone)?;
    print_missed(&mut out, "copies", &verdict.copies)?;
    print_missed(&mut out, "follow-ups", &verdict.follow_ups)?;
    print_missed(&mut out, "reports within a day", &verdict.same_day)?;
    let merged = &verdict.merged;
    writeln!(
        out,
        "false merges, pairs {}: look-alikes of one day {}, look-alikes 1-6 days apart {}, same town otherwise {}, elsewhere {}",
        merged.all(),
        merged.same_day,
        merged.same_week,
        merged.same_town,
        merged.elsewhere,
    )
}

fn print_score(out: &mut impl Write, name: &str, score: &Score) -> std::io::Result<()> {
    writeln!(
        out,
        "{name}: precision {:.2}, recall {:.2}, F1 {:.2}",
        100.0 * score.precision,
        100.0 * score.recall,
        100.0 * score.f1(),
    )
}

fn print_missed(out: &mut impl Write, name: &str, missed: &Missed) -> std::io::Result<()> {
    writeln!(
        out,
        "missed links, {name}: {} of {} pairs",
        missed.missed, missed.all
    )
}

fn print_timings(timings: &[Timing]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "question\tfound\tfind ms\t95 %\twith the first 50 whole ms\t95 %"
    )?;
    for timing in timings {
        let [find, find_95] = timing.find.map(|time| time.as_secs_f64() * 1000.0);
        let [list, list_95] = timing.list.map(|time| time.as_secs_f64() * 1000.0);
        writeln!(
            out,
            "{}\t{}\t{find:.1}\t{find_95:.1}\t{list:.1}\t{list_95:.1}",
            timing.question, timing.found
        )?;
    }
    Ok(())
}
