//! What sites ask of programs (RFC 9309).

use std::collections::HashMap;
use std::time::{Duration, Instant};

use robotxt::Robots;

use crate::ROBOT;
use crate::address::Address;
use crate::error::FetchError;

/// How long a robots.txt is taken to hold (RFC 9309, 2.4).
const KEPT: Duration = Duration::from_hours(24);

/// How long one that could not be had is not asked for again.
const UNKNOWN_KEPT: Duration = Duration::from_mins(10);

/// Longest pause between two requests that a site can ask for.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// Bytes of a robots.txt that are looked at.
pub(crate) const MOST_BYTES: u64 = robotxt::BYTE_LIMIT as u64;

/// What a site asks for.
#[derive(Debug, Clone)]
pub(crate) enum Rules {
    Known(Box<Robots>),
    /// It could not be had, so that everything is forbidden for now; why.
    Unknown(String),
}

impl Rules {
    /// What follows from the attempt to get a robots.txt.
    ///
    /// # Errors
    /// What forbids any request, and says so better than the robots.txt that could not be had.
    pub(crate) fn from(got: Result<Vec<u8>, FetchError>) -> Result<Self, FetchError> {
        match got {
            Ok(bytes) => Ok(Self::Known(Box::new(Robots::parse(&bytes, ROBOT)))),
            Err(
                error @ (FetchError::NotPublic { .. }
                | FetchError::Resting { .. }
                | FetchError::Interrupted),
            ) => Err(error),
            Err(error) if error.is_passing() => Ok(Self::Unknown(error.to_string())),
            Err(FetchError::Status { .. } | FetchError::TooManyRedirects { .. }) => {
                Ok(Self::Known(Box::new(Robots::allow_all())))
            }
            Err(error) => Ok(Self::Unknown(error.to_string())),
        }
    }

    /// The pause that the site asks for.
    ///
    /// # Errors
    /// [`FetchError::Robots`], [`FetchError::RobotsUnknown`].
    pub(crate) fn permit(&self, address: &Address) -> Result<Duration, FetchError> {
        match self {
            Self::Unknown(message) => Err(FetchError::RobotsUnknown {
                url: address.to_string(),
                message: message.clone(),
            }),
            Self::Known(robots) if robots.is_url_allowed(address.url()) => {
                let delay = robots.crawl_delay().unwrap_or_default();
                Ok(delay.min(LONGEST_DELAY))
            }
            Self::Known(_) => Err(FetchError::Robots {
                url: address.to_string(),
            }),
        }
    }
}

/// The rules of the sites that were asked, as long as they hold.
#[derive(Debug, Default)]
pub(crate) struct Sites(HashMap<String, (Rules, Instant)>);

impl Sites {
    pub(crate) fn get(&self, address: &Address, now: Instant) -> Option<&Rules> {
        let (rules, until) = self.0.get(&address.origin())?;
        (*until > now).then_some(rules)
    }

    pub(crate) fn keep(&mut self, address: &Address, rules: Rules, now: Instant) {
        let until = match rules {
            Rules::Known(_) => now + KEPT,
            Rules::Unknown(_) => now + UNKNOWN_KEPT,
        };
        self.0.insert(address.origin(), (rules, until));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16) -> FetchError {
        FetchError::Status {
            url: String::new(),
            status,
            retry_after: None,
        }
    }

    fn article() -> Address {
        Address::given("https://wire.example/news/1?page=2").unwrap()
    }

    #[test]
    fn a_site_without_robots_txt_allows_everything_and_a_broken_one_nothing() {
        let permit = |status| {
            Rules::from(Err(refused(status)))
                .unwrap()
                .permit(&article())
        };
        for status in [400, 401, 403, 404, 410] {
            assert!(permit(status).is_ok(), "{status}");
        }
        for status in [429, 500, 503] {
            let error = permit(status).unwrap_err();
            assert!(
                matches!(error, FetchError::RobotsUnknown { .. }) && error.is_passing(),
                "{status}"
            );
        }
    }

    #[test]
    fn the_group_for_dateline_goes_before_that_for_all() {
        let text = b"User-agent: *\nAllow: /\n\nUser-agent: Dateline\nDisallow: /news\nAllow: /news/1?page=2$\n";
        let rules = Rules::from(Ok(text.to_vec())).unwrap();
        assert!(rules.permit(&article()).is_ok());
        let other = Address::given("https://wire.example/news/2").unwrap();
        assert!(matches!(
            rules.permit(&other),
            Err(FetchError::Robots { .. })
        ));
    }

    #[test]
    fn a_pause_is_kept_within_reason() {
        let delay = |text: &str| {
            let rules = Rules::from(Ok(text.as_bytes().to_vec())).unwrap();
            rules.permit(&article()).unwrap().as_secs()
        };
        assert_eq!(delay("User-agent: *\nCrawl-delay: 7\n"), 7);
        assert_eq!(delay("User-agent: *\nCrawl-delay: 86400\n"), 60);
        assert_eq!(delay("User-agent: *\nCrawl-delay: often\n"), 0);
    }
}
