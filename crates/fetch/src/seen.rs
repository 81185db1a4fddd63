//! What became of an article that a feed lists.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Attempts at an article after which its summary has to do.
const MOST_ATTEMPTS: u32 = 5;

/// Longest time between two attempts.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// How long an article is remembered after the last feed listed it.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 60);

/// What was had of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// All of it: it is not asked for again.
    Whole,
    /// Its summary alone: it is asked for again.
    Partial,
    /// Nothing yet: it is asked for again.
    Nothing,
}

/// Whether an article is to be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// For the first time, or because a feed tells something else of it than before.
    New,
    /// Again, for what was had of it is not all.
    Again(Outcome),
    /// Again, but not yet.
    Later,
    /// No more.
    Done,
}

/// An article that a feed listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Seen {
    /// What each feed told of it, hashed.
    told: BTreeMap<String, String>,
    had: Outcome,
    attempts: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    not_before: Option<Timestamp>,
    /// When a feed last listed it.
    listed: Timestamp,
}

impl Seen {
    /// An article that a feed lists now.
    pub(crate) fn first(feed: String, told: String, now: Timestamp) -> Self {
        Self {
            told: BTreeMap::from([(feed, told)]),
            had: Outcome::Nothing,
            attempts: 0,
            not_before: None,
            listed: now,
        }
    }

    /// Whether to ask for it, now that `feed` tells this of it.
    pub(crate) fn due(&mut self, feed: &str, told: &str, now: Timestamp) -> Due {
        self.listed = now;
        match self.told.get(feed) {
            Some(known) if known != told => return Due::New,
            Some(_) => {}
            // Another feed has it too; what that one tells is no news of the article.
            None => {
                self.told.insert(feed.to_owned(), told.to_owned());
            }
        }
        match self.had {
            Outcome::Whole => Due::Done,
            _ if self.attempts >= MOST_ATTEMPTS => Due::Done,
            _ if self.not_before.is_some_and(|then| then > now) => Due::Later,
            had => Due::Again(had),
        }
    }

    /// Begins anew with what a feed tells of it now.
    pub(crate) fn told_anew(&mut self, feed: String, told: String, now: Timestamp) {
        self.told.insert(feed, told);
        (self.had, self.attempts, self.not_before) = (Outcome::Nothing, 0, None);
        self.listed = now;
    }

    /// Notes an attempt; the next one comes after `pause`, twice that after the second, and so on.
    pub(crate) fn attempted(&mut self, outcome: Outcome, pause: Duration, now: Timestamp) {
        self.had = outcome;
        if outcome == Outcome::Whole {
            (self.attempts, self.not_before) = (0, None);
            return;
        }
        let pause = SignedDuration::try_from(pause).unwrap_or(LONGEST);
        let pause = pause.checked_mul(1 << self.attempts.min(16));
        self.not_before = now
            .checked_add(pause.map_or(LONGEST, |pause| pause.min(LONGEST)))
            .ok();
        self.attempts += 1;
    }

    pub(crate) fn is_forgotten(&self, now: Timestamp) -> bool {
        now.duration_since(self.listed) > KEPT
    }
}
