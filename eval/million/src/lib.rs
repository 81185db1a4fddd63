#![doc = include_str!("../README.md")]

mod claims;
pub mod clusters;
mod detailing;
pub mod draw;
mod figures;
pub mod fill;
pub mod incident;
pub mod judge;
mod leaf;
pub mod measured;
mod misread;
mod outline;
mod place;
pub mod plan;
pub mod query;
mod questions;
pub mod rates;
pub mod report;
mod rows;
pub mod stream;
mod tables;
mod telling;
mod template;
pub mod truth;
mod voices;
mod when;
pub mod world;

pub use rows::TableError;
