//! Who and with what.

use serde::{Deserialize, Serialize};

use super::figure::Bounds;
use crate::vocabulary::{ActorKind, PersonKind, ResponsibilityLink, TargetEffect, WeaponKind};

/// An acting party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The words: "twelve suicide bombers".
    pub mention: String,
    /// Organisation, when one is named: "al-Shabaab".
    pub organisation: Option<String>,
    /// What kind of party.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-2 code, when the text gives a nationality.
    pub nationality: Option<String>,
    /// How many.
    pub count: Option<Bounds>,
    /// Whether `mention` names a private person (codebook section 8).
    pub private: bool,
}

/// People affected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// The words: "two police officers".
    pub mention: String,
    /// What kind of people.
    pub kind: PersonKind,
    /// ISO 3166-1 alpha-2 code, when the text gives a nationality.
    pub nationality: Option<String>,
    /// How many.
    pub count: Option<Bounds>,
    /// What befell them: "killed".
    pub effect: Option<crate::vocabulary::FigureKind>,
    /// Whether `mention` names a private person (codebook section 8).
    pub private: bool,
}

/// A thing attacked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thing {
    /// The words: "a checkpoint".
    pub mention: String,
    /// What kind of thing, a name from `data/targets.tsv`; absent when no row covers it.
    pub kind: Option<String>,
    /// How many.
    pub count: Option<Bounds>,
    /// What became of it.
    pub effect: Option<TargetEffect>,
}

/// A means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weapon {
    /// The words: "mortar shells".
    pub mention: String,
    /// What kind of weapon.
    pub kind: WeaponKind,
    /// How many.
    pub count: Option<Bounds>,
}

/// Who answers for an act, and on what footing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responsibility {
    /// Organisation or person.
    pub actor: Actor,
    /// On what footing.
    pub link: ResponsibilityLink,
}
