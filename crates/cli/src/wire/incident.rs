//! Documents and incidents on the wire.

use std::collections::BTreeMap;

use dateline_core::{
    Category, IncidentType, Language, Policy, PublishedBasis, Rule, SlotStatus, Stage, TimeFrame,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Actor, Attribution, Claim, Date, Decision, EarlierClaim, Evidence, Figure, Link, People, Place,
    Responsibility, Reviewed, Shown, Source, Term, Thing, Value, Weapon,
};

/// Where a document came from.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Origin {
    /// Path as the user gave it, or `-` for standard input.
    pub path: Shown,
    /// Row or line of a file that holds many reports, from 1.
    pub record: Option<u64>,
    /// BLAKE3 hash, in hex, of the bytes as they were read.
    pub bytes_hash: String,
}

/// One report as it was received, without its text.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Document {
    /// Its name.
    pub id: String,
    /// Title.
    pub title: Option<Shown>,
    /// Who published it.
    pub publisher: Option<Shown>,
    /// Day of publication (ISO 8601).
    pub published: Option<String>,
    /// What the published day rests on.
    pub published_basis: Option<Term<PublishedBasis>>,
    /// Its address.
    pub url: Option<Shown>,
    /// Where it came from.
    pub origin: Origin,
    /// Only a part of a report was at hand, such as a feed's summary of an article: what it does not tell may stand in the whole.
    pub partial: bool,
    /// Its language.
    pub language: Term<Language>,
    /// Which version of one report this is, from 1 in the order in which a ledger took them in.
    pub version: u32,
    /// The latest version, if this is an earlier one: what it says counts no longer.
    pub replaced_by: Option<String>,
}

/// A claim that no longer counts, and the one that replaced it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Replacement {
    /// The claim that no longer counts.
    pub claim: String,
    /// The claim that replaced it.
    pub by: String,
}

/// A value that was derived from claims, and why. Claims are given by their ids.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Derived<T> {
    /// The value; null when all about the slot is denied, withdrawn or unknown.
    pub value: Option<T>,
    /// How it stands.
    pub status: Term<SlotStatus>,
    /// The rule of the policy that chose it.
    pub rule: Term<Rule>,
    /// Claims that give this value.
    pub support: Vec<String>,
    /// Standing claims that give another.
    pub rivals: Vec<String>,
    /// Standing claims that deny it.
    pub denials: Vec<String>,
    /// Claims that no longer count.
    pub superseded: Vec<Replacement>,
}

/// A figure that was derived from claims: bounds over all standing claims, and the figure that was chosen.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FigureSlot {
    /// Least that any standing claim gives.
    pub low: Option<u64>,
    /// Best.
    pub best: Option<u64>,
    /// Greatest that any standing claim gives.
    pub high: Option<u64>,
    /// The chosen figure, as it was worded, and why it was chosen.
    #[serde(flatten)]
    pub derived: Derived<Figure>,
}

/// One incident: what its claims add up to under the policy.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Incident {
    /// Its name.
    pub id: String,
    /// Position among the incidents of this output, from 0; operations and their parts have their own.
    pub number: u32,
    /// The operation that it is a part of.
    pub part_of: Option<String>,
    /// Its own parts: where there are any, this is an operation, and its figures are not to be added to theirs.
    pub parts: Vec<String>,
    /// `settled`, `contested` or `refuted`.
    pub status: Term<SlotStatus>,
    /// Kind of act.
    #[serde(rename = "type")]
    pub kind: Option<Term<IncidentType>>,
    /// How far it got.
    pub stage: Option<Term<Stage>>,
    /// Told as news or as history.
    pub time_frame: Option<Term<TimeFrame>>,
    /// Motive.
    pub category: Option<Term<Category>>,
    /// Whether the attackers meant to die.
    pub suicide: Option<bool>,
    /// When.
    pub date: Option<Derived<Date>>,
    /// Where.
    pub place: Option<Derived<Place>>,
    /// By kind: `killed`, `wounded`, ...
    pub figures: BTreeMap<String, FigureSlot>,
    /// Who did it.
    pub perpetrators: Vec<Derived<Actor>>,
    /// First party of a battle.
    pub side_a: Vec<Derived<Actor>>,
    /// Second party of a battle.
    pub side_b: Vec<Derived<Actor>>,
    /// Who was affected.
    pub victims: Vec<Derived<People>>,
    /// What was attacked.
    pub targets: Vec<Derived<Thing>>,
    /// With what.
    pub weapons: Vec<Derived<Weapon>>,
    /// Who took the place.
    pub territory: Vec<Derived<Actor>>,
    /// Who is said to answer for it, on which footing.
    pub responsibility: Vec<Derived<Responsibility>>,
    /// The organisation that the policy derives from `responsibility`, `accused: NAME`, or `disputed`.
    pub attributed_to: Option<Shown>,
    /// Why `type`, `category`, `stage`, `time_frame`, `suicide` and the occurrence itself stand as they do, by slot.
    pub terms: BTreeMap<String, Derived<Value>>,
    /// Policy under which claims were turned into values.
    pub policy: Term<Policy>,
    /// What reviewers made of it; null before the first decision on the whole or on a slot.
    pub reviewed: Option<Reviewed>,
    /// All claims, in order.
    pub claims: Vec<Claim>,
}

impl Incident {
    /// Claims that no longer count, each with the claim that replaced it: said by the claim itself, or found by the policy.
    pub fn superseded(&self) -> BTreeMap<&str, &str> {
        fn of<T>(derived: &Derived<T>) -> impl Iterator<Item = &Replacement> {
            derived.superseded.iter()
        }
        let told = self
            .claims
            .iter()
            .filter_map(|claim| Some((claim.supersedes.as_deref()?, claim.id.as_str())));
        let found = (self.date.iter().flat_map(of))
            .chain(self.place.iter().flat_map(of))
            .chain(self.figures.values().flat_map(|slot| of(&slot.derived)))
            .chain(self.perpetrators.iter().flat_map(of))
            .chain(self.victims.iter().flat_map(of))
            .chain(self.targets.iter().flat_map(of))
            .chain(self.weapons.iter().flat_map(of))
            .chain(self.responsibility.iter().flat_map(of))
            .chain(self.terms.values().flat_map(of))
            .map(|one| (one.claim.as_str(), one.by.as_str()));
        found.chain(told).collect()
    }
}

/// A statistic over a time too long for one incident.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PeriodTotal {
    /// The count.
    pub figure: Figure,
    /// Over which time.
    pub period: Date,
    /// Who says so.
    pub source: Source,
    /// The words behind it.
    pub evidence: Evidence,
}

/// What one report tells.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Report {
    /// The report.
    pub document: Document,
    /// Version of program and weights that read it.
    pub coder: String,
    /// The gate took it for a report without incident, so it was not read: no title and no address is shown, for nobody
    /// looked for names in them. `--no-gate` reads it.
    pub passed_over: bool,
    /// Current incidents first, then background; an operation stands before its parts. Empty: no incident.
    pub incidents: Vec<Incident>,
    /// Statistics over a period: no incidents.
    pub period_totals: Vec<PeriodTotal>,
    /// Who is said to say what, in the order of the words that say so. What stands in no content is the publisher's own.
    pub attributions: Vec<Attribution>,
}

/// An incident of a ledger, with the documents that tell of it and what was decided on it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ListedIncident {
    /// The incident.
    #[serde(flatten)]
    pub incident: Incident,
    /// The documents that tell of it, by ingestion.
    pub documents: Vec<Document>,
    /// How each of them came to it, in the same order.
    pub links: Vec<Link>,
    /// Reviewers' decisions that concern it, in order; undone ones too.
    pub decisions: Vec<Decision>,
    /// Claims of earlier readings by other coders, if they were asked for; they count no longer.
    pub earlier_claims: Vec<EarlierClaim>,
}
