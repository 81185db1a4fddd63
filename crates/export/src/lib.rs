//! How do others want it? Incidents in the formats of other projects.
//!
//! A pure function of incidents, their claims and the words that support them: no file, no terminal, no network.

#![doc = include_str!("../README.md")]

pub mod muc4;
