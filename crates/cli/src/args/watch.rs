//! Arguments of `dateline watch`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use dateline_fetch::{Address, Settings};
use dateline_ingest::ReadOptions;
use jiff::SignedDuration;

use super::Gating;
use crate::failure::Failure;

const EXAMPLES: &str = "\
Examples:
  dateline watch https://news.example/world/rss.xml --ledger yemen.ledger
  dateline watch https://news.example/rss https://wire.example/atom --ledger yemen.ledger
  dateline watch incoming/ --ledger yemen.ledger --every 5m    # a directory that grows
  dateline watch https://news.example/rss --ledger yemen.ledger --once    # for cron
  dateline watch http://feeds.newsroom.internal/rss --ledger yemen.ledger --allow-private

Ctrl-C ends it after the report at hand. What was seen is kept beside the ledger, in
LEDGER.watch, so that the next run goes on from there.

Exit codes: 0 all went well (addresses that could not be had are told on standard error),
1 no address could be had, or the run was broken off, 2 wrong usage.";

/// Least time between rounds, and between two requests to one host, outside one's own network.
const LEAST_EVERY: Duration = Duration::from_secs(60);
const LEAST_PAUSE: Duration = Duration::from_secs(1);

/// Read what is new at these addresses into a ledger, round after round: feeds with the articles they link to, pages,
/// directories that grow.
///
/// The only command that uses the network. It asks robots.txt, pauses between requests, asks only for what has changed, and leaves
/// a server alone that asks for it. An article that cannot be had (robots.txt, a paywall, no text) is read from the feed's summary
/// and marked as partial; it is tried again in later rounds, and the whole is a report of its own when it comes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Watch {
    /// Feeds (RSS, Atom), pages and PDF files under http or https; directories and files of this machine.
    #[arg(required = true, value_name = "ADDRESS")]
    pub addresses: Vec<String>,
    /// The ledger; made if there is none.
    #[arg(long, value_name = "FILE")]
    pub ledger: PathBuf,
    /// End after one round.
    #[arg(long)]
    pub once: bool,
    /// Time from the end of a round to the next, such as 90s, 30m, 2h; also to the second attempt at an article.
    #[arg(long, value_name = "TIME", default_value = "30m", value_parser = time)]
    pub every: Duration,
    /// Articles that are asked for in one round; the others follow in the next ones, the oldest first.
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub max_articles: usize,
    /// Most bytes of a feed or an article, unpacked.
    #[arg(long, value_name = "N", default_value_t = Settings::default().most_bytes)]
    pub max_bytes: u64,
    /// Longest time for one request.
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = time)]
    pub timeout: Duration,
    /// Least time between two requests to one host; a site's robots.txt may ask for more.
    #[arg(long, value_name = "TIME", default_value = "1s", value_parser = time)]
    pub pause: Duration,
    /// Allow addresses on a private network, for a newsroom's own feeds: those given here, and what is linked there.
    #[arg(long)]
    pub allow_private: bool,
    /// Who published the reports; goes before what a feed or a page says.
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,
    /// For tables in a directory: which column holds what, e.g. text=Body.
    #[arg(long = "column", value_name = "FIELD=NAME")]
    pub columns: Vec<String>,
    /// A gazetteer of `dateline gazetteer build`; without it that of DATELINE_GAZETTEER, or else the bundled one.
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Option<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub gating: Gating,
    /// No progress, no list of what could not be had; failing addresses and the summary of each round stay.
    #[arg(long, short)]
    pub quiet: bool,
}

/// What is watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A feed, a page or a file on the web.
    Web(Address),
    /// A directory or a file on this machine.
    Local(PathBuf),
}

impl Watch {
    /// What is watched, each once, in the given order.
    pub fn sources(&self) -> Result<Vec<Source>, Failure> {
        let mut sources = Vec::new();
        for text in &self.addresses {
            let source = source(text)?;
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        let is_web = sources.iter().any(|one| matches!(one, Source::Web(_)));
        self.check_manners(is_web && !self.allow_private)?;
        Ok(sources)
    }

    fn check_manners(&self, is_guest: bool) -> Result<(), Failure> {
        if is_guest && self.pause < LEAST_PAUSE {
            return Err(Failure::usage("--pause is at least 1s").hint(
                "servers block programs that ask faster; only on your own network (--allow-private) it may be less",
            ));
        }
        if is_guest && self.every < LEAST_EVERY && !self.once {
            return Err(Failure::usage("--every is at least 1m for addresses of the web").hint(
                "feeds seldom change faster; only on your own network (--allow-private) it may be less",
            ));
        }
        Ok(())
    }

    /// What the fetcher is told.
    pub fn settings(&self) -> Settings {
        Settings {
            allow_private: self.allow_private,
            pause: self.pause,
            timeout: self.timeout,
            most_bytes: self.max_bytes,
        }
    }

    /// What the reader is told.
    pub fn options(&self) -> Result<ReadOptions, Failure> {
        Ok(ReadOptions {
            publisher: self.publisher.clone(),
            columns: super::column_map(&self.columns)?,
            ..ReadOptions::default()
        })
    }
}

fn source(text: &str) -> Result<Source, Failure> {
    if text.contains("://") {
        let address = Address::given(text);
        return address.map(Source::Web).map_err(|error| {
            let line = error.to_string();
            match line.rsplit_once("; ") {
                Some((what, next)) => Failure::usage(what).hint(next),
                None => Failure::usage(line),
            }
        });
    }
    let path = PathBuf::from(text);
    match std::fs::metadata(&path) {
        Ok(_) => Ok(Source::Local(path)),
        Err(error) => Err(Failure::job(format!("cannot read {text}"), error)
            .hint("give a directory or a file, or a web address with its https:// or http://")),
    }
}

fn time(text: &str) -> Result<Duration, String> {
    let wrong = || "give a time such as 90s, 30m or 2h".to_owned();
    let time: SignedDuration = text.trim().parse().map_err(|_| wrong())?;
    Duration::try_from(time).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Arguments, Command};
    use clap::Parser;

    fn watch(line: &str) -> Option<Watch> {
        let parsed = Arguments::try_parse_from(line.split(' ')).ok()?;
        match parsed.command {
            Command::Watch(watch) => Some(watch),
            _ => None,
        }
    }

    fn is_allowed(options: &str) -> bool {
        let line = format!("dateline watch https://news.example/rss --ledger x {options}");
        watch(line.trim()).is_some_and(|watch| watch.sources().is_ok())
    }

    #[test]
    fn times_are_written_as_people_write_them() {
        assert_eq!(time("30m"), Ok(Duration::from_secs(1800)));
        assert_eq!(time("90s"), Ok(Duration::from_secs(90)));
        assert_eq!(time("1h 30m"), Ok(Duration::from_secs(5400)));
        for wrong in ["soon", "30", "-5m", ""] {
            assert!(time(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn nobody_is_asked_too_often() {
        assert!(is_allowed(""));
        assert!(is_allowed("--every 1m --pause 2s"));
        assert!(!is_allowed("--every 30s"));
        assert!(!is_allowed("--pause 200ms"));
        assert!(is_allowed("--every 1s --pause 0s --allow-private"));
    }

    #[test]
    fn an_address_is_watched_once() {
        let twice =
            "dateline watch https://news.example/rss https://news.example/rss#top --ledger x";
        let sources = watch(twice).and_then(|watch| watch.sources().ok());
        assert_eq!(sources.map(|sources| sources.len()), Some(1));
    }
}
