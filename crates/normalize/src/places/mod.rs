//! Where: names of places found in text and looked up in the gazetteer.
//!
//! [`find`] offers spans that name a place the gazetteer knows; [`resolve`] decides, over all mentions of a document
//! together, which place each of them is. A name that the gazetteer lacks keeps its name, its country and what the
//! text says of its position, and never takes another place's coordinates.

pub mod build;
mod coherence;
mod containers;
mod context;
mod demonyms;
mod disputed;
mod features;
mod find;
mod fold;
mod forces;
mod gathering;
mod parts;
mod peoples;
mod phrase;
mod place;
mod rank;
mod regions;
mod relation;
mod resolve;
mod signs;
mod table;
mod tokens;
mod unlikely;
mod value;
mod words;

pub use context::PlaceContext;
pub use disputed::claimants;
pub use find::find;
pub use fold::fold;
pub use forces::{Force, begins_force, force_of, is_municipal};
pub use parts::{is_no_name, is_part_of_town, is_settlement, quarter_name};
pub use place::{Place, Row};
pub use resolve::resolve;
pub use table::{Gazetteer, GazetteerError};
