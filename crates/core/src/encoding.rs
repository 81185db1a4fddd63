//! What the encoder says about a document: words, syntax and mentions.

use serde::{Deserialize, Serialize};

use crate::text::Span;
use crate::vocabulary::{IncidentType, Stage, closed_list};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

closed_list! {
    /// What a mention is. The first five are roles in an incident, then entities, triggers, and attribution.
    MentionKind {
        PerpInd, PerpOrg, Victim, Target, Weapon,
        Person, Organisation, Place, Facility, WeaponEntity, Vehicle, Time, Quantity, Nationality,
        Title,
        Attack, Die, Injure, Arrest, Demonstrate, Transport, OtherEvent,
        Source, Cue, Content,
    }
}

closed_list! {
    /// What the encoder says of a whole document: whether it tells of an incident, and of which broad kinds (MUC-4's).
    DocumentLabel { Relevant, Attack, Bombing, Kidnapping, Arson, Robbery, ForcedWorkStoppage }
}

closed_list! {
    /// What a phrase is to an incident that the encoder found.
    IncidentRole {
        PerpetratorIndividual, PerpetratorOrganisation,
        /// A victim by name.
        VictimName,
        /// A victim who is only described.
        VictimDescription,
        /// What a named victim is: "the mayor".
        VictimTitle,
        Target, Weapon,
        /// The words that name the act.
        Trigger,
        Date, Place, Figure,
    }
}

/// An incident that the encoder found in a document, with all that it believes possible: the reader sets the thresholds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FoundIncident {
    /// Probability of each type; what is missing to 1 says that there is no incident.
    pub types: Vec<(IncidentType, f32)>,
    /// How far it most probably got.
    pub stage: Stage,
    /// Who and what belongs to it.
    pub entities: Vec<FoundEntity>,
}

/// One party or thing of an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FoundEntity {
    /// What it is to the incident.
    pub role: IncidentRole,
    /// The different strings that name it, the likeliest first; at least one.
    pub names: Vec<FoundName>,
}

/// A string that names an entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FoundName {
    /// Where it stands, the likeliest place first; at least one.
    pub spans: Vec<Span>,
    /// Probability that it belongs to the incident in this role.
    pub score: f32,
}

impl FoundIncident {
    /// Probability that there is an incident of one of `types`.
    pub fn probability(&self, types: &[IncidentType]) -> f32 {
        let of = self.types.iter().filter(|(kind, _)| types.contains(kind));
        of.map(|(_, score)| score).sum()
    }

    /// Probability that there is an incident at all.
    pub fn occurrence(&self) -> f32 {
        self.types.iter().map(|(_, score)| score).sum()
    }
}

/// Words that the encoder marked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Where they stand.
    pub span: Span,
    /// What they are.
    pub kind: MentionKind,
    /// Probability, 0 to 1.
    pub score: f32,
}

/// One word (a run without white space or punctuation, or a single punctuation mark) and its place in the sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DependencyToken {
    /// Where it stands.
    pub span: Span,
    /// Universal part of speech, e.g. `VERB` (Universal Dependencies v2).
    pub upos: String,
    /// Index of the governing token in [`Encoding::tokens`]; `None` for the root of its sentence.
    pub head: Option<u32>,
    /// Universal dependency relation to the head, e.g. `nsubj:pass` (Universal Dependencies v2).
    pub deprel: String,
    /// Whether what the word names happened: -3 (certainly not) to 3 (certainly did), after UDS-IH2.
    pub factuality: f32,
}

/// A sentence: its characters and its tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Index of its first token in [`Encoding::tokens`].
    pub first_token: u32,
    /// One past the index of its last token.
    pub end_token: u32,
}

/// All that the encoder says about one document.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Encoding {
    /// Sentences in order; they do not overlap.
    pub sentences: Vec<Sentence>,
    /// Tokens in order.
    pub tokens: Vec<DependencyToken>,
    /// Mentions, by start, then kind; mentions of different kinds may overlap.
    pub mentions: Vec<Mention>,
    /// Probabilities for the document: the greatest of its windows.
    pub labels: Vec<(DocumentLabel, f32)>,
    /// Incidents, likely or not, in no order.
    #[serde(default)]
    pub incidents: Vec<FoundIncident>,
    /// Version of the weights.
    pub coder: String,
}
