//! The closed lists of the codebook.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// A list of names that is written the same way everywhere: JSON, SQL, the command line.
macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
            Display, EnumIter, EnumString, IntoStaticStr,
        )]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        #[allow(missing_docs)]
        pub enum $name { $($(#[$item_doc])* $item),+ }
    };
}
pub(crate) use closed_list;

closed_list! {
    /// What kind of act an incident is (codebook section 3).
    IncidentType {
        ArmedAssault, Bombing, Shelling, AirStrike, Battle, Assassination, Abduction, Hijacking,
        Execution, Abuse, SexualViolence, PrisonBreak, Release, Arson, Sabotage, Robbery, Raid,
        Arrest, Riot, Protest, Displacement, TroopMovement, OtherViolence,
    }
}

closed_list! {
    /// Whether the act succeeded, was stopped, or was only threatened.
    Stage { Accomplished, Attempted, Threatened }
}

closed_list! {
    /// Motive as far as the document tells.
    Category { Political, Criminal, Unclear }
}

closed_list! {
    /// Whether the report is there to tell the incident, or recalls it as context.
    TimeFrame { Current, Background }
}

closed_list! {
    /// What a claim is about. The eleven figures are slots of their own.
    Slot {
        /// That the incident happened at all: claimed only where someone denies or doubts it.
        Occurrence,
        Type, Category, Stage, TimeFrame, PartOf, Suicide, Date, Place, Perpetrator, SideA, SideB,
        Victim, Target, Weapon, Territory, Killed, Wounded, Missing, Abducted, Captured, Arrested,
        Escaped, Recaptured, Freed, Displaced, Affected, Responsibility,
    }
}

impl Slot {
    /// Whether the slot holds several values at once: parties, victims, targets, weapons, responsibility.
    pub fn holds_several(self) -> bool {
        matches!(
            self,
            Self::Perpetrator
                | Self::SideA
                | Self::SideB
                | Self::Victim
                | Self::Target
                | Self::Weapon
                | Self::Territory
                | Self::Responsibility
        )
    }
}

closed_list! {
    /// Counts of people (codebook section 4).
    FigureKind {
        Killed, Wounded, Missing, Abducted, Captured, Arrested, Escaped, Recaptured, Freed,
        Displaced, Affected,
    }
}

impl FigureKind {
    /// The slot that a figure of this kind fills.
    pub fn slot(self) -> Slot {
        match self {
            Self::Killed => Slot::Killed,
            Self::Wounded => Slot::Wounded,
            Self::Missing => Slot::Missing,
            Self::Abducted => Slot::Abducted,
            Self::Captured => Slot::Captured,
            Self::Arrested => Slot::Arrested,
            Self::Escaped => Slot::Escaped,
            Self::Recaptured => Slot::Recaptured,
            Self::Freed => Slot::Freed,
            Self::Displaced => Slot::Displaced,
            Self::Affected => Slot::Affected,
        }
    }
}

closed_list! {
    /// How a figure was worded.
    WordingClass {
        Exact, AtLeast, MoreThan, UpTo, AtMost, Nearly, About, Range, Few, Tens, Dozens, Scores,
        Hundreds, SeveralHundred, Thousands, TensOfThousands,
        /// "many", a bare plural: the words are kept, there is no number.
        NoFigure,
    }
}

closed_list! {
    /// How a figure relates to the others of its slot.
    Relation { Total, Part, Subset, Increment, Summed }
}

closed_list! {
    /// Whose people a figure counts.
    Side { SideA, SideB, Civilian, Unknown }
}

closed_list! {
    /// Yes, no, or the text does not tell.
    YesNoUnknown { Yes, No, Unknown }
}

closed_list! {
    /// What a source does with a value (codebook section 5).
    Stance { Asserts, Confirms, Denies, Updates, Retracts, Questions }
}

closed_list! {
    /// How sure the speaker is.
    Certainty { Stated, Hedged, Possible }
}

closed_list! {
    /// What kind of speaker a source is.
    SourceKind {
        Government, Judicial, SecurityForces, ArmedGroup, Witness, Medical, Ngo,
        Intergovernmental, Media, Publisher, Other,
    }
}

closed_list! {
    /// What an act was done with.
    WeaponKind {
        Firearm, Bomb, SuicideVest, VehicleBomb, Mine, Grenade, Mortar, Artillery, Rocket,
        Missile, AirBomb, Drone, Blade, Vehicle, Fire, Chemical, Unarmed, Other,
    }
}

closed_list! {
    /// Who a person affected is.
    PersonKind {
        Civilian, Military, Police, Official, Journalist, AidWorker, Medical, Detainee,
        ArmedGroup, Other, Unknown,
    }
}

closed_list! {
    /// Who an acting party is.
    ActorKind {
        StateForces, Rebel, Militia, Communal, Rioters, Protesters, Civilian, ExternalForces,
        Unknown,
    }
}

closed_list! {
    /// What became of a thing that was attacked.
    TargetEffect { Destroyed, Damaged, None }
}

closed_list! {
    /// How an actor is tied to an incident.
    ResponsibilityLink {
        Claimed, AccusedByAuthorities, Accused, ReportedAsFact, Possible, Denied, Acquitted,
    }
}

closed_list! {
    /// How finely a date is known.
    DatePrecision { Day, Week, Month, Year, Unknown }
}

closed_list! {
    /// How finely a place is known, from finest to coarsest.
    PlacePrecision { Exact, Locality, Near, District, Region, Country, Unknown }
}
