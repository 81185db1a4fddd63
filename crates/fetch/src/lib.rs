//! What is new at these addresses? The only crate that uses the network, and only when it is asked to.
//!
//! [`Fetcher`] gets one address after another as a polite guest does: it asks robots.txt, pauses between two requests to one host, asks
//! only for what has changed, and stays away from a host that asks for rest. It speaks http and https to public addresses alone.
//! [`Memory`] keeps what was seen between rounds and runs.

#![doc = include_str!("../README.md")]

mod address;
mod client;
mod error;
mod fetcher;
mod files;
mod gate;
mod memory;
mod reach;
mod rest;
mod robots;
mod seen;

pub use address::Address;
pub use client::Validators;
pub use error::{FetchError, MemoryError};
pub use fetcher::{Answer, Fetched, Fetcher, Settings};
pub use files::{Stamp, stamp};
pub use memory::{Found, Memory};
pub use rest::Rests;
pub use seen::{Due, Outcome};

/// How Dateline names itself to servers.
pub const USER_AGENT: &str = concat!("Dateline/", env!("CARGO_PKG_VERSION"));

/// The name by which robots.txt may speak of Dateline.
pub const ROBOT: &str = "dateline";
