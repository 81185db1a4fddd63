//! What a claim says: one type for each slot of the codebook.

mod actor;
mod date;
mod figure;
mod place;

pub use actor::{Actor, People, Responsibility, Thing, Weapon};
pub use date::{DateValue, weekdays_in};
pub use figure::{Bounds, BoundsError, Figure};
pub use place::{Coordinates, GazetteerEntry, PlaceValue};

use serde::{Deserialize, Serialize};

use crate::vocabulary::{Category, IncidentType, Slot, Stage, TimeFrame};

/// The value of a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "slot", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// That it happened.
    Occurrence(bool),
    /// Kind of act.
    Type(IncidentType),
    /// Motive.
    Category(Category),
    /// How far it got.
    Stage(Stage),
    /// Told as news or as history.
    TimeFrame(TimeFrame),
    /// The operation it belongs to: number of that incident in the same document.
    PartOf(u32),
    /// Whether the attackers meant to die.
    Suicide(bool),
    /// When.
    Date(DateValue),
    /// Where.
    Place(PlaceValue),
    /// Who did it.
    Perpetrator(Actor),
    /// First party of a battle.
    SideA(Actor),
    /// Second party of a battle.
    SideB(Actor),
    /// Who was affected.
    Victim(People),
    /// What was attacked.
    Target(Thing),
    /// With what.
    Weapon(Weapon),
    /// Who took the place.
    Territory(Actor),
    /// How many people.
    Figure(Figure),
    /// Who answers for it.
    Responsibility(Responsibility),
}

impl Value {
    /// The slot that the value fills.
    pub fn slot(&self) -> Slot {
        match self {
            Self::Occurrence(_) => Slot::Occurrence,
            Self::Type(_) => Slot::Type,
            Self::Category(_) => Slot::Category,
            Self::Stage(_) => Slot::Stage,
            Self::TimeFrame(_) => Slot::TimeFrame,
            Self::PartOf(_) => Slot::PartOf,
            Self::Suicide(_) => Slot::Suicide,
            Self::Date(_) => Slot::Date,
            Self::Place(_) => Slot::Place,
            Self::Perpetrator(_) => Slot::Perpetrator,
            Self::SideA(_) => Slot::SideA,
            Self::SideB(_) => Slot::SideB,
            Self::Victim(_) => Slot::Victim,
            Self::Target(_) => Slot::Target,
            Self::Weapon(_) => Slot::Weapon,
            Self::Territory(_) => Slot::Territory,
            Self::Figure(figure) => figure.kind.slot(),
            Self::Responsibility(_) => Slot::Responsibility,
        }
    }
}
