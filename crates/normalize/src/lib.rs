//! Which value do these words name: dates, figures, places, actors, weapons.
//!
//! Pure functions from words to values; what they know of the world stands in tables under `data/`.

pub mod actors;
pub mod credits;
pub mod dateline;
pub mod dates;
pub mod figures;
mod heads;
pub mod nationalities;
pub mod organisations;
pub mod people;
mod phrases;
pub mod places;
pub mod speakers;
mod table;
pub mod targets;
mod tokens;
pub mod weapons;
