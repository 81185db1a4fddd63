//! Why something was not fetched: one line each, what happened, where, and what to do next.

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;

use crate::address::Address;

/// Why an address was not fetched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// No address of the web.
    #[error("{text} is no web address ({message}); give one that begins with http:// or https://")]
    NoAddress {
        /// What was given.
        text: String,
        /// What is wrong with it.
        message: String,
    },
    /// A user name or password in the address.
    #[error(
        "an address of {host} has a user name or password in it; those are not sent, give it without"
    )]
    Password {
        /// Whose.
        host: String,
    },
    /// The host's name stands for an address that must not be connected to.
    #[error(
        "{url} is not fetched: its host is at {ip}, {kind}{hint}",
        hint = if *.could_be_allowed { "; --allow-private allows feeds on your own network" } else { "" }
    )]
    NotPublic {
        /// What was asked for.
        url: String,
        /// Where its host is.
        ip: String,
        /// "a loopback address".
        kind: &'static str,
        /// Whether it would be fetched if private networks were allowed.
        could_be_allowed: bool,
    },
    /// robots.txt forbids it.
    #[error("{url} is not fetched: the site's robots.txt asks programs to leave it alone")]
    Robots {
        /// What was asked for.
        url: String,
    },
    /// Nobody knows what robots.txt would say.
    #[error("{url} is not fetched: the site's robots.txt cannot be had ({message})")]
    RobotsUnknown {
        /// What was asked for.
        url: String,
        /// Why.
        message: String,
    },
    /// The server refused, or has no such thing.
    #[error("{url} cannot be had: the server answered {status}")]
    Status {
        /// What was asked for.
        url: String,
        /// The code of the answer.
        status: u16,
        /// How long the server asks to be left alone.
        retry_after: Option<Duration>,
    },
    /// A redirect that leads nowhere.
    #[error("{url} cannot be had: the server redirects without saying where")]
    NoLocation {
        /// What was asked for.
        url: String,
    },
    /// A redirect to a redirect, and so on.
    #[error("{url} cannot be had: it redirects more than {limit} times")]
    TooManyRedirects {
        /// What was asked for.
        url: String,
        /// Greatest number.
        limit: usize,
    },
    /// A redirect from https to http.
    #[error(
        "{url} is not fetched: it redirects to {to}, which is not encrypted; give that address if it can be trusted"
    )]
    Downgrade {
        /// What was asked for.
        url: String,
        /// Where it leads.
        to: String,
    },
    /// More bytes than wanted, as sent or unpacked.
    #[error("{url} is not fetched: it has more than {limit} bytes; --max-bytes sets the limit")]
    TooLarge {
        /// What was asked for.
        url: String,
        /// Greatest number.
        limit: u64,
    },
    /// Pictures and sounds.
    #[error("{url} is not fetched: the server calls it {kind}, which holds no text")]
    NoText {
        /// What was asked for.
        url: String,
        /// `audio/mpeg`
        kind: String,
    },
    /// Packed in a way that was not asked for.
    #[error("{url} cannot be read: the server packed it with {packing}")]
    Packed {
        /// What was asked for.
        url: String,
        /// How.
        packing: String,
    },
    /// The answer did not come in time.
    #[error(
        "{url} cannot be had: no whole answer within {seconds} seconds; --timeout sets the limit"
    )]
    TimedOut {
        /// What was asked for.
        url: String,
        /// How long was waited.
        seconds: u64,
    },
    /// No connection, or one that broke.
    #[error("{url} cannot be had: {message}")]
    Unreachable {
        /// What was asked for.
        url: String,
        /// What the network said.
        message: String,
    },
    /// The host asked for rest, or failed too often.
    #[error("{host} is left alone until {until}")]
    Resting {
        /// Which host.
        host: String,
        /// Until when.
        until: Timestamp,
    },
    /// The user wants to stop.
    #[error("interrupted")]
    Interrupted,
}

impl FetchError {
    /// Whether it may go better another time, through nobody's doing.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Status { status, .. } => matches!(status, 408 | 425 | 429 | 500..=599),
            Self::TimedOut { .. }
            | Self::Unreachable { .. }
            | Self::RobotsUnknown { .. }
            | Self::Resting { .. } => true,
            _ => false,
        }
    }

    /// The same, of the address that was asked for and not of the robots.txt that stands before it.
    pub(crate) fn about(self, address: &Address) -> Self {
        match self {
            Self::NotPublic {
                ip,
                kind,
                could_be_allowed,
                ..
            } => Self::NotPublic {
                url: address.to_string(),
                ip,
                kind,
                could_be_allowed,
            },
            other => other,
        }
    }

    /// Whether the server asks to be left alone.
    pub(crate) fn asks_for_rest(&self) -> bool {
        matches!(
            self,
            Self::Status {
                status: 429 | 503,
                ..
            }
        )
    }
}

/// Why the memory of earlier rounds could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum MemoryError {
    /// The file cannot be read.
    #[error("what was seen in earlier rounds cannot be read from {path}; check its permissions")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file cannot be written.
    #[error(
        "what was seen in this round cannot be kept in {path}; check the disk and the permissions of its folder"
    )]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}
