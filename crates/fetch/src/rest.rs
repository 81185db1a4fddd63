//! Which hosts are left alone, and for how long.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::error::FetchError;

/// Failures in a row after which a host is left alone although it did not ask for that.
const PATIENCE: u32 = 3;

/// First rest; it doubles with every failure.
const FIRST: SignedDuration = SignedDuration::from_mins(1);
const LONGEST: SignedDuration = SignedDuration::from_hours(6);

/// Longest rest that a server may ask for.
const LONGEST_ASKED: Duration = Duration::from_hours(24);

/// Hosts that failed, and until when they are left alone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rests(BTreeMap<String, Rest>);

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Rest {
    /// Failures in a row.
    failures: u32,
    until: Option<Timestamp>,
}

impl Rests {
    /// # Errors
    /// [`FetchError::Resting`].
    pub(crate) fn check(&self, host: &str, now: Timestamp) -> Result<(), FetchError> {
        let until = self.0.get(host).and_then(|rest| rest.until);
        match until.filter(|until| *until > now) {
            Some(until) => Err(FetchError::Resting {
                host: host.to_owned(),
                until,
            }),
            None => Ok(()),
        }
    }

    /// The host answered.
    pub(crate) fn answered(&mut self, host: &str) {
        self.0.remove(host);
    }

    /// The host failed, in spite of patience.
    pub(crate) fn failed(&mut self, host: &str, error: &FetchError, now: Timestamp) {
        let rest = self.0.entry(host.to_owned()).or_default();
        rest.failures = rest.failures.saturating_add(1);
        let asks = error.asks_for_rest();
        if !asks && rest.failures < PATIENCE {
            return;
        }
        let doublings = rest
            .failures
            .saturating_sub(if asks { 1 } else { PATIENCE });
        let own = FIRST
            .checked_mul(1 << doublings.min(16))
            .map_or(LONGEST, |own| own.min(LONGEST));
        let asked = match error {
            FetchError::Status { retry_after, .. } => {
                retry_after.map(|asked| asked.min(LONGEST_ASKED))
            }
            _ => None,
        };
        let asked = asked.and_then(|asked| SignedDuration::try_from(asked).ok());
        let length = asked.map_or(own, |asked| asked.max(own));
        rest.until = now.checked_add(length).ok();
    }

    /// Forgets rests that are over and long past.
    pub(crate) fn prune(&mut self, now: Timestamp) {
        let old = now
            .checked_sub(SignedDuration::from_hours(24))
            .unwrap_or(now);
        // A host that failed without being left alone has no time; its failures count anew in the next run.
        self.0
            .retain(|_, rest| rest.until.is_some_and(|until| until > old));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOST: &str = "wire.example";

    fn busy(retry_after: Option<u64>) -> FetchError {
        FetchError::Status {
            url: String::new(),
            status: 503,
            retry_after: retry_after.map(Duration::from_secs),
        }
    }

    fn minutes(rests: &Rests) -> Option<i64> {
        match rests.check(HOST, Timestamp::UNIX_EPOCH) {
            Err(FetchError::Resting { until, .. }) => Some(until.as_second() / 60),
            _ => None,
        }
    }

    #[test]
    fn rests_double_and_end_with_an_answer() {
        let mut rests = Rests::default();
        let mut seen = Vec::new();
        for _ in 0..10 {
            rests.failed(HOST, &busy(None), Timestamp::UNIX_EPOCH);
            seen.extend(minutes(&rests));
        }
        assert_eq!(seen, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360]);
        rests.answered(HOST);
        assert_eq!(minutes(&rests), None);
    }

    #[test]
    fn a_server_is_left_alone_as_long_as_it_asks_but_not_for_ever() {
        let mut rests = Rests::default();
        rests.failed(HOST, &busy(Some(600)), Timestamp::UNIX_EPOCH);
        assert_eq!(minutes(&rests), Some(10));
        rests.failed(HOST, &busy(Some(u64::MAX)), Timestamp::UNIX_EPOCH);
        assert_eq!(minutes(&rests), Some(24 * 60));
    }

    #[test]
    fn one_broken_article_does_not_close_the_host() {
        let mut rests = Rests::default();
        let broken = FetchError::TimedOut {
            url: String::new(),
            seconds: 30,
        };
        for wanted in [None, None, Some(1), Some(2)] {
            rests.failed(HOST, &broken, Timestamp::UNIX_EPOCH);
            assert_eq!(minutes(&rests), wanted);
        }
    }
}
