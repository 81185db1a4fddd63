//! Values of slots on the wire.

use dateline_core::{
    ActorKind, Category, DatePrecision, FigureKind, IncidentType, PersonKind, PlacePrecision,
    Relation, ResponsibilityLink, Side, Stage, TargetEffect, TimeFrame, WeaponKind, WordingClass,
    YesNoUnknown,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Shown, Term};

/// Bounds of a count; a bound that was not given is null.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Count {
    /// Least.
    pub low: Option<u64>,
    /// Best.
    pub best: Option<u64>,
    /// Greatest.
    pub high: Option<u64>,
}

/// Days between which an act happened (ISO 8601).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Date {
    /// First possible day, or the first day if `lasted`; null when unknown.
    pub earliest: Option<String>,
    /// Last possible day, or the last day if `lasted`; null when unknown.
    pub latest: Option<String>,
    /// How finely it is known.
    pub precision: Term<DatePrecision>,
    /// Whether the act itself filled the span.
    pub lasted: bool,
    /// The words: "on Sunday".
    pub words: Shown,
}

/// A row of the gazetteer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GazetteerRow {
    /// GeoNames id.
    pub geonames_id: u32,
    /// The gazetteer's name for it.
    pub name: String,
    /// GeoNames feature code.
    pub feature: String,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country_code: String,
    /// Inhabitants, 0 if not known.
    pub population: u64,
}

/// Where an act happened.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Place {
    /// The words: "Taji".
    pub name: Shown,
    /// The facility's name, kept beside the locality.
    pub facility: Option<Shown>,
    /// The gazetteer's row, when it holds the place.
    pub gazetteer: Option<GazetteerRow>,
    /// Degrees north, WGS 84; null when the gazetteer lacks the place.
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84; null when the gazetteer lacks the place.
    pub longitude: Option<f64>,
    /// Name of the country.
    pub country: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country.
    pub country_code: Option<String>,
    /// Name of the first-level division.
    pub division: Option<String>,
    /// How finely it is known.
    pub precision: Term<PlacePrecision>,
    /// What the text says of its position: "to the north of Baghdad".
    pub relation: Option<Shown>,
    /// Claimants, where the area is disputed.
    pub disputed: Vec<String>,
    /// How sure the choice is, 0 to 1.
    pub score: f32,
    /// Other rows that bear the name, best first.
    pub alternatives: Vec<GazetteerRow>,
}

/// An acting party.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Actor {
    /// The words: "twelve suicide bombers".
    pub mention: Shown,
    /// Organisation, when one is named.
    pub organisation: Option<Shown>,
    /// What kind of party.
    pub kind: Term<ActorKind>,
    /// ISO 3166-1 alpha-2 code, when the text gives a nationality.
    pub nationality: Option<String>,
    /// How many.
    pub count: Option<Count>,
}

/// People affected.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct People {
    /// The words: "two police officers".
    pub mention: Shown,
    /// What kind of people.
    pub kind: Term<PersonKind>,
    /// ISO 3166-1 alpha-2 code, when the text gives a nationality.
    pub nationality: Option<String>,
    /// How many.
    pub count: Option<Count>,
    /// What befell them.
    pub effect: Option<Term<FigureKind>>,
}

/// A thing attacked.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Thing {
    /// The words: "a checkpoint".
    pub mention: Shown,
    /// What kind of thing.
    pub kind: Option<String>,
    /// How many.
    pub count: Option<Count>,
    /// What became of it.
    pub effect: Option<Term<TargetEffect>>,
}

/// A means.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Weapon {
    /// The words: "mortar shells".
    pub mention: Shown,
    /// What kind of weapon.
    pub kind: Term<WeaponKind>,
    /// How many.
    pub count: Option<Count>,
}

/// Who answers for an act, and on what footing.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Responsibility {
    /// Organisation or person.
    pub actor: Actor,
    /// On what footing.
    pub link: Term<ResponsibilityLink>,
}

/// How many people, of whom.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Figure {
    /// Killed, wounded, escaped, ...
    pub kind: Term<FigureKind>,
    /// The numbers.
    #[serde(flatten)]
    pub count: Count,
    /// How it was worded.
    pub class: Term<WordingClass>,
    /// The words: "at least 20".
    pub words: Shown,
    /// Of whom, in the text's words.
    pub of_whom: Option<Shown>,
    /// Of which kind of people.
    pub of_kind: Term<PersonKind>,
    /// Of which side.
    pub side: Term<Side>,
    /// Total, part, subset, increment or summed.
    pub relation: Term<Relation>,
    /// Whether the attackers' own dead are in it.
    pub includes_perpetrators: Term<YesNoUnknown>,
}

/// What a claim says; its shape follows from the claim's slot.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// Whether it is so: `occurrence`, `suicide`.
    Truth(bool),
    /// Number of the operation among the document's incidents: `part_of`.
    Number(u32),
    /// Kind of act.
    Type(Term<IncidentType>),
    /// Motive.
    Category(Term<Category>),
    /// How far it got.
    Stage(Term<Stage>),
    /// Told as news or as history.
    TimeFrame(Term<TimeFrame>),
    /// A figure's slot.
    Figure(Box<Figure>),
    /// When.
    Date(Date),
    /// Where.
    Place(Box<Place>),
    /// `responsibility`.
    Responsibility(Responsibility),
    /// `victim`.
    People(People),
    /// `weapon`.
    Weapon(Weapon),
    /// `perpetrator`, `side_a`, `side_b`, `territory`.
    Actor(Actor),
    /// `target`.
    Thing(Thing),
}
