//! Getting one address after another, as a polite guest does.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::address::Address;
use crate::client::{Client, Page, Reply, Validators};
use crate::error::FetchError;
use crate::rest::Rests;
use crate::robots::{self, Rules, Sites};

/// Redirects that are followed one after another.
const MOST_REDIRECTS: usize = 5;

/// Attempts that are made at once when the first failed.
const RETRIES: u32 = 2;

/// Longest time that is waited for a second attempt; a server that asks for more is asked in a later round.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// How often a wait looks whether the user wants to stop.
const GLANCE: Duration = Duration::from_millis(50);

/// Limits and manners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Whether addresses that the user gave, and links found on such, may lie on a private network.
    pub allow_private: bool,
    /// Least time between two requests to one host.
    pub pause: Duration,
    /// Longest time for one request, from the look-up of the name to the last byte.
    pub timeout: Duration,
    /// Most bytes of an answer, unpacked.
    pub most_bytes: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            allow_private: false,
            pause: Duration::from_secs(1),
            timeout: Duration::from_secs(30),
            most_bytes: 10_000_000,
        }
    }
}

/// What came of asking for an address.
#[derive(Debug)]
pub enum Answer {
    /// It is as it was.
    Unchanged,
    /// Here it is.
    Fetched(Box<Fetched>),
}

/// What lies at an address.
#[derive(Debug)]
pub struct Fetched {
    /// Unpacked.
    pub bytes: Vec<u8>,
    /// Where it was found, after all redirects.
    pub address: Address,
    /// The kind of it, as the server names it: `text/html; charset=utf-8`.
    pub content_type: Option<String>,
    /// For asking the next time whether it has changed.
    pub validators: Option<Validators>,
    is_inside: bool,
}

impl Fetched {
    /// The address that a link in it names.
    ///
    /// # Errors
    /// [`FetchError::NoAddress`], [`FetchError::Password`].
    pub fn link(&self, link: &str) -> Result<Address, FetchError> {
        self.address.link(link, self.is_inside)
    }
}

/// Gets one address after another.
pub struct Fetcher {
    settings: Settings,
    client: Client,
    sites: Sites,
    /// When each host was last spoken to.
    spoken: HashMap<String, Instant>,
    stop: Arc<AtomicBool>,
}

impl Fetcher {
    /// A fetcher with these manners, which gives up as soon as `stop` is set.
    pub fn new(settings: Settings, stop: Arc<AtomicBool>) -> Self {
        Self {
            client: Client::new(&settings),
            settings,
            sites: Sites::default(),
            spoken: HashMap::new(),
            stop,
        }
    }

    /// What lies at `address`, unless it is still as `known`.
    ///
    /// # Errors
    /// Whatever keeps it from being had; [`FetchError::is_passing`] tells what may go better later.
    pub fn get(
        &mut self,
        address: &Address,
        known: Option<&Validators>,
        rests: &mut Rests,
    ) -> Result<Answer, FetchError> {
        let mut at = address.clone();
        for _ in 0..=MOST_REDIRECTS {
            let delay = self.permitted(&at, rests)?;
            match self.ask(&at, known, self.settings.most_bytes, delay, rests)? {
                Reply::Unchanged => return Ok(Answer::Unchanged),
                Reply::Redirect {
                    location,
                    is_inside,
                } => at = at.redirected(&location, is_inside)?,
                Reply::Found(page) if page.is_cut => {
                    return Err(FetchError::TooLarge {
                        url: at.to_string(),
                        limit: self.settings.most_bytes,
                    });
                }
                Reply::Found(page) => return Ok(Answer::Fetched(Box::new(fetched(*page, at)))),
            }
        }
        Err(too_many_redirects(address))
    }

    /// Waits, unless the user wants to stop.
    ///
    /// # Errors
    /// [`FetchError::Interrupted`].
    pub fn wait(&self, time: Duration) -> Result<(), FetchError> {
        let end = Instant::now() + time;
        loop {
            if self.stop.load(Ordering::Relaxed) {
                return Err(FetchError::Interrupted);
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            std::thread::sleep(left.min(GLANCE));
        }
    }

    /// The pause that the site asks for, if it lets programs have the address.
    fn permitted(&mut self, at: &Address, rests: &mut Rests) -> Result<Duration, FetchError> {
        if let Some(rules) = self.sites.get(at, Instant::now()) {
            return rules.permit(at);
        }
        let rules = Rules::from(self.robots(at, rests)).map_err(|error| error.about(at))?;
        let permit = rules.permit(at);
        self.sites.keep(at, rules, Instant::now());
        permit
    }

    /// The robots.txt of the site of `address`.
    fn robots(&mut self, address: &Address, rests: &mut Rests) -> Result<Vec<u8>, FetchError> {
        let mut at = address.robots();
        for _ in 0..=MOST_REDIRECTS {
            match self.ask(&at, None, robots::MOST_BYTES, Duration::ZERO, rests)? {
                Reply::Found(page) => return Ok(page.bytes),
                Reply::Unchanged => return Ok(Vec::new()),
                Reply::Redirect {
                    location,
                    is_inside,
                } => at = at.redirected(&location, is_inside)?,
            }
        }
        Err(too_many_redirects(&at))
    }

    /// Asks for one address in its turn, again if need be, and keeps account of its host.
    fn ask(
        &mut self,
        at: &Address,
        known: Option<&Validators>,
        limit: u64,
        delay: Duration,
        rests: &mut Rests,
    ) -> Result<Reply, FetchError> {
        let host = at.host();
        rests.check(&host, Timestamp::now())?;
        let mut attempt = 0;
        loop {
            self.take_turn(&host, delay)?;
            let reply = self.client.ask(at, known, limit);
            self.spoken.insert(host.clone(), Instant::now());
            let error = match reply {
                Err(error) if error.is_passing() => error,
                reply => {
                    rests.answered(&host);
                    return reply;
                }
            };
            let wait = self.until_next(&error, attempt);
            if attempt >= RETRIES || wait > LONGEST_WAIT {
                rests.failed(&host, &error, Timestamp::now());
                return Err(error);
            }
            self.wait(wait)?;
            attempt += 1;
        }
    }

    /// Twice as long each time, or as long as the server asks.
    fn until_next(&self, error: &FetchError, attempt: u32) -> Duration {
        let own = self.settings.pause.saturating_mul(2 << attempt);
        match error {
            FetchError::Status { retry_after, .. } => {
                retry_after.map_or(own, |asked| asked.max(own))
            }
            _ => own,
        }
    }

    fn take_turn(&self, host: &str, delay: Duration) -> Result<(), FetchError> {
        let pause = self.settings.pause.max(delay);
        let since = self.spoken.get(host).map(Instant::elapsed);
        let left = since.map_or(Duration::ZERO, |since| pause.saturating_sub(since));
        self.wait(left)
    }
}

fn fetched(page: Page, address: Address) -> Fetched {
    Fetched {
        bytes: page.bytes,
        address,
        content_type: page.content_type,
        validators: page.validators,
        is_inside: page.is_inside,
    }
}

fn too_many_redirects(address: &Address) -> FetchError {
    FetchError::TooManyRedirects {
        url: address.to_string(),
        limit: MOST_REDIRECTS,
    }
}
