//! What one document tells of one incident, as far as other reports are compared with it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::document::DocumentId;
use crate::fingerprint::{Runs, Sketch};
use crate::value::{Bounds, Coordinates, DateValue};
use crate::vocabulary::{
    ActorKind, FigureKind, IncidentType, PersonKind, PlacePrecision, Stage, WeaponKind,
};

/// Where an incident is told to have happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// The words, in lower case.
    pub name: String,
    /// GeoNames id.
    pub id: Option<u32>,
    /// Where it lies.
    pub coordinates: Option<Coordinates>,
    /// First-level division.
    pub division: Option<String>,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
    /// How finely it is known.
    pub precision: PlacePrecision,
}

/// What one document tells of one incident. Texts are held as fingerprints; no name of a private person is in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Telling {
    /// The document.
    pub document: DocumentId,
    /// The document's number for the incident.
    pub number: u32,
    /// How many incidents the document tells of.
    pub beside: u32,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// Kind of act.
    pub incident_type: Option<IncidentType>,
    /// How far it got.
    pub stage: Option<Stage>,
    /// Told as history.
    pub is_background: bool,
    /// Has parts of its own in this document.
    pub is_operation: bool,
    /// When.
    pub date: Option<DateValue>,
    /// Where.
    pub place: Option<Placed>,
    /// Names, in lower case, of the towns where it is told to have been, the gazetteer's among them.
    #[serde(default)]
    pub towns: Vec<String>,
    /// Names, in lower case, of the streets and facilities where it is told to have been.
    #[serde(default)]
    pub sites: Vec<String>,
    /// How many people, by kind.
    pub figures: BTreeMap<FigureKind, Bounds>,
    /// Organisations that took part or are said to have, in lower case.
    pub organisations: Vec<String>,
    /// Kinds of those who acted, and the last words of what they are called ("gunmen"), in lower case; private persons are left out.
    #[serde(default)]
    pub actors: Vec<ActorKind>,
    /// See `actors`.
    #[serde(default)]
    pub parties: Vec<String>,
    /// Kinds of people affected.
    pub victims: Vec<PersonKind>,
    /// Kinds of things attacked.
    pub targets: Vec<String>,
    /// Kinds of means.
    pub weapons: Vec<WeaponKind>,
    /// Ages of persons that the whole document tells, in order.
    pub ages: Vec<u8>,
    /// Words of the passages that tell of it.
    #[serde(skip)]
    pub passages: Sketch,
    /// Words of the whole document.
    #[serde(skip)]
    pub text: Sketch,
    /// Runs of words of the whole document.
    #[serde(skip)]
    pub runs: Runs,
}
