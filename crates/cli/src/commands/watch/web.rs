//! Feeds, the articles they link to, and pages.

use dateline_fetch::{Address, Answer, Due, FetchError, Fetched, Outcome};
use dateline_ingest::{FeedEntry, Rejected, is_feed, read_feed, read_web};
use jiff::Timestamp;

use super::{Halt, Watcher};

impl Watcher<'_> {
    /// Reads what is new at an address.
    pub(super) fn web(&mut self, address: &Address) -> Result<(), Halt> {
        self.show_asking(address);
        let known = self.memory.validators(address.as_str()).cloned();
        let answer = self
            .fetcher
            .get(address, known.as_ref(), &mut self.memory.rests);
        match answer {
            Err(FetchError::Interrupted) => Err(Halt::Interrupted),
            Err(error) => {
                self.round.fail(error);
                Ok(())
            }
            Ok(Answer::Unchanged) => {
                self.round.unchanged += 1;
                Ok(())
            }
            Ok(Answer::Fetched(found)) if is_feed(&found.bytes) => self.feed(address, &found),
            Ok(Answer::Fetched(_)) if self.memory.is_feed(address.as_str()) => {
                self.round.fail(format!(
                    "{address} was a feed and gives something else now; look at it in a browser"
                ));
                Ok(())
            }
            Ok(Answer::Fetched(found)) => self.page(address, *found),
        }
    }

    fn show_asking(&self, address: &Address) {
        let line = format!("{} · asking {}", self.tally.line(), address.host());
        self.progress.set_message(line);
    }

    /// A page that is watched for itself.
    fn page(&mut self, address: &Address, found: Fetched) -> Result<(), Halt> {
        let kind = found.content_type.as_deref();
        let at = found.address.plain();
        let items = read_web(&at, found.bytes, kind, None, &self.options);
        self.take(items)?;
        self.memory
            .keep_validators(address.as_str(), found.validators);
        self.save()
    }

    /// The articles of a feed, the oldest first, as they would have come in.
    fn feed(&mut self, address: &Address, found: &Fetched) -> Result<(), Halt> {
        let mut entries = match read_feed(found.address.as_str(), &found.bytes) {
            Ok(entries) => entries,
            Err(rejected) => {
                self.round.fail(rejected);
                return Ok(());
            }
        };
        self.memory.keep_feed(address.as_str());
        entries.reverse();
        entries.sort_by_key(FeedEntry::published);
        let mut is_done = true;
        for entry in entries {
            self.check_stop()?;
            is_done &= self.entry(address.as_str(), found, entry)?;
        }
        // A feed of which something remains to be done must not be taken for unchanged the next time.
        let validators = found.validators.clone().filter(|_| is_done);
        self.memory.keep_validators(address.as_str(), validators);
        self.save()
    }

    /// Reads the article of an entry, and tells whether nothing of it is left for later rounds.
    fn entry(&mut self, feed: &str, found: &Fetched, entry: FeedEntry) -> Result<bool, Halt> {
        let told = entry.told();
        let link = entry.url().and_then(|url| found.link(url).ok());
        let article = link.as_ref().map_or_else(|| told.clone(), Address::plain);
        let due = self.memory.due(feed, &article, &told, Timestamp::now());
        match due {
            Due::Done => return Ok(true),
            Due::Later => return Ok(false),
            Due::New | Due::Again(_) => {}
        }
        let outcome = match link {
            None => self.own(entry, None)?,
            Some(_) if self.round.articles >= self.arguments.max_articles => {
                self.round.left += 1;
                return Ok(false);
            }
            Some(link) => self.article(&link, entry, due)?,
        };
        let pause = self.arguments.every;
        self.memory.attempted(
            (feed, &article, &told),
            due,
            outcome,
            pause,
            Timestamp::now(),
        );
        self.save()?;
        Ok(outcome == Outcome::Whole)
    }

    /// Reads an article, or what its entry holds of it.
    fn article(&mut self, link: &Address, entry: FeedEntry, due: Due) -> Result<Outcome, Halt> {
        self.round.articles += 1;
        self.show_asking(link);
        let why = match self.fetcher.get(link, None, &mut self.memory.rests) {
            Err(FetchError::Interrupted) => return Err(Halt::Interrupted),
            Err(error) if error.is_passing() && due == Due::New => {
                self.round.note(format!("{error}; left for the next round"));
                return Ok(Outcome::Nothing);
            }
            Err(error) => error.to_string(),
            Ok(Answer::Unchanged) => return Ok(Outcome::Nothing),
            Ok(Answer::Fetched(found)) => match self.whole(*found, &entry)? {
                None => return Ok(Outcome::Whole),
                Some(why) => why,
            },
        };
        // Its summary is in the ledger already.
        if due == Due::Again(Outcome::Partial) {
            return Ok(Outcome::Partial);
        }
        let entry = entry.at(&link.plain());
        // A summary and its article are to have one publisher, whatever the feed is called.
        let entry = match self.memory.publisher(&link.host()) {
            Some(publisher) => entry.by(publisher),
            None => entry,
        };
        self.own(entry, Some(why))
    }

    /// Records the article that was found; otherwise tells why it cannot be read.
    fn whole(&mut self, found: Fetched, entry: &FeedEntry) -> Result<Option<String>, Halt> {
        let kind = found.content_type.as_deref();
        let (at, host) = (found.address.plain(), found.address.host());
        let items = read_web(&at, found.bytes, kind, Some(entry), &self.options);
        let (read, refused): (Vec<_>, Vec<_>) = items.partition(Result::is_ok);
        if read.is_empty() {
            let why = refused.into_iter().find_map(Result::err);
            return Ok(Some(why.map_or_else(
                || format!("{at}: there is no report in it"),
                |rejected| rejected.to_string(),
            )));
        }
        let publisher = read.iter().flatten().find_map(|one| one.publisher.clone());
        self.take(read)?;
        if let Some(publisher) = publisher {
            self.memory.keep_publisher(&host, &publisher);
        }
        Ok(None)
    }

    /// Records what an entry itself holds; `why` the article cannot be had, where it has one.
    fn own(&mut self, entry: FeedEntry, why: Option<String>) -> Result<Outcome, Halt> {
        match entry.document(&self.options) {
            Ok(document) => {
                let outcome = match document.is_partial() && why.is_some() {
                    true => Outcome::Partial,
                    false => Outcome::Whole,
                };
                if let Some(why) = why {
                    self.round.note(format!("{why}; read from the feed"));
                }
                self.take([Ok(document)])?;
                Ok(outcome)
            }
            Err(rejected) => {
                // Without an article there is nothing more to come.
                let outcome = match why {
                    Some(why) => {
                        self.round.note(why);
                        Outcome::Partial
                    }
                    None => Outcome::Whole,
                };
                self.take([Err::<_, Rejected>(rejected)])?;
                Ok(outcome)
            }
        }
    }
}
