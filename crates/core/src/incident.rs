//! What the claims of one or many documents add up to.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::claim::Claim;
use crate::document::DocumentId;
use crate::identity::{ClaimId, IncidentId};
use crate::value::{Bounds, Value};
use crate::vocabulary::{Slot, closed_list};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// A claim with all that a policy may ask about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimRecord {
    /// Its name.
    pub id: ClaimId,
    /// Which document.
    pub document: DocumentId,
    /// Who published the document.
    pub publisher: Option<String>,
    /// When it was said.
    pub published: Option<Date>,
    /// When we learnt it; orders claims by ingestion.
    pub ingested: Timestamp,
    /// The claim.
    pub claim: Claim,
}

closed_list! {
    /// Which policy turned claims into values.
    Policy {
        /// The codebook's own (section 6).
        Dateline,
        /// As the Uppsala Conflict Data Program's event data: the most reliable source's figure, between the lowest and the
        /// highest that is credible.
        Ucdp,
        /// As the Armed Conflict Location & Event Data: the most conservative figure.
        Acled,
        /// As the Global Terrorism Database: the most recent credible figure, then the majority's, then the lowest.
        Gtd,
    }
}

closed_list! {
    /// Why a value stands: the rule of the policy that chose it.
    Rule {
        /// The only claim, or all agree.
        OnlyValue,
        /// The value of most independent sources.
        MostSources,
        /// Equally many sources; the finer value.
        MoreSpecific,
        /// The most recent report in which the incident is current.
        MostRecent,
        /// Equally recent; the figure of most independent publishers.
        MostPublishers,
        /// Nothing else tells the figures apart, or the policy asks for the most conservative: the lower figure.
        Lowest,
        /// The only one that is more than what a belligerent says of its enemy's losses.
        Disinterested,
        /// Some report tells it as news; the others recall it as history.
        ToldAsCurrent,
        /// The source that the policy holds to be the most reliable.
        MostReliable,
        /// More than half of the publishers of the most recent reports.
        Majority,
        /// Parts that one source gives, added up where it gives no total.
        SummedParts,
        /// The first in the text, all else being equal.
        FirstTold,
        /// Responsibility: reported as fact, or claimed with no rival and no denial.
        Responsible,
        /// Responsibility: only accusations, or rival claims.
        NotDerived,
        /// A reviewer decided it.
        Reviewer,
    }
}

closed_list! {
    /// How a value stands.
    SlotStatus {
        /// Nothing speaks against it.
        Settled,
        /// An assertion stands against a denial.
        Contested,
        /// Standing assertions differ.
        Rival,
        /// Only denied, or every assertion of it was withdrawn.
        Refuted,
        /// Nobody knows, says a source.
        Unknown,
    }
}

/// A value that was derived from claims, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Derived {
    /// The value; absent when everything about the slot is denied, withdrawn or unknown.
    pub value: Option<Value>,
    /// For figures: the bounds over all standing claims.
    pub bounds: Option<Bounds>,
    /// How it stands.
    pub status: SlotStatus,
    /// The rule that chose it.
    pub rule: Rule,
    /// The claims that give this value.
    pub support: Vec<ClaimId>,
    /// Standing claims that give another value.
    pub rivals: Vec<ClaimId>,
    /// Standing claims that deny it.
    pub denials: Vec<ClaimId>,
    /// Claims that no longer count, each with the claim that superseded it.
    pub superseded: Vec<(ClaimId, ClaimId)>,
}

closed_list! {
    /// What a reviewer made of an incident as a whole.
    Verdict {
        /// It is right as it stands.
        Accepted,
        /// It is no incident.
        Rejected,
        /// Slots were corrected; of the rest nothing was decided.
        Corrected,
    }
}

/// That a reviewer looked at an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// The last acceptance or rejection; with neither, that slots were corrected.
    pub verdict: Verdict,
    /// When the decision that gave the verdict was made; what was learnt later was not before the reviewer.
    pub decided: Timestamp,
}

/// One incident: always derived, never edited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// Its name, that of its earliest-ingested claim.
    pub id: IncidentId,
    /// The operation that it is a part of.
    pub part_of: Option<IncidentId>,
    /// Its own parts, if it is an operation.
    pub parts: Vec<IncidentId>,
    /// `Settled`, `Contested` (its occurrence is denied by someone) or `Refuted`.
    pub status: SlotStatus,
    /// Single-valued slots and figures: one value each. Figures here are the widest group only.
    pub slots: BTreeMap<Slot, Derived>,
    /// Slots that hold several values at once (perpetrators, victims, targets, weapons, responsibility), in order of the text.
    pub lists: BTreeMap<Slot, Vec<Derived>>,
    /// All claims, by ingestion, then number.
    pub claims: Vec<ClaimId>,
    /// Of these, claims that a later version of their document no longer makes, each with the latest version.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<(ClaimId, DocumentId)>,
    /// Claims of earlier readings of the documents, by other coders: they count no longer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_claims: Vec<ClaimId>,
    /// Documents that tell of it, by ingestion.
    pub documents: Vec<DocumentId>,
    /// The policy.
    pub policy: Policy,
    /// What reviewers made of it; absent before the first decision on the whole or on a slot.
    pub reviewed: Option<Reviewed>,
}

/// What a reviewer decided. Append-only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// The incident, by any id that it ever had.
    pub incident: IncidentId,
    /// What.
    pub action: DecisionAction,
    /// Who.
    pub reviewer: String,
    /// When.
    pub decided: Timestamp,
    /// Why.
    pub reason: String,
}

/// The kinds of decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum DecisionAction {
    /// It is right as it stands.
    Accept,
    /// It is no incident.
    Reject,
    /// This slot has this value, and no other: a slot that holds several is left with this one.
    Correct {
        /// The value.
        value: Box<Value>,
    },
    /// Nothing that is told of this slot holds.
    Clear {
        /// The slot.
        slot: Slot,
    },
    /// It is the same incident as another.
    Merge {
        /// The other, by any id that it ever had.
        with: IncidentId,
    },
    /// Some of what the documents tell is something else.
    Split {
        /// What is taken out: a claim of each; what a document tells of one of its incidents goes as a whole.
        apart: Vec<ClaimId>,
    },
    /// An earlier decision counts no longer; undoing an undoing brings back what it undid.
    Undo {
        /// The number that the ledger gave the earlier decision.
        decision: u64,
    },
    /// A remark.
    Note,
}
