//! Claims on the wire.

use dateline_core::{Certainty, Slot, SourceKind, Span, Stance};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Shown, Term, Value};

/// Half-open range of Unicode characters of the document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CharSpan {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

impl From<Span> for CharSpan {
    fn from(Span { start, end }: Span) -> Self {
        Self { start, end }
    }
}

/// One link of the chain of who says it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Speaker {
    /// The words by which the text names the speaker.
    pub words: Shown,
    /// Proper name, if any and if it is shown.
    pub name: Option<Shown>,
    /// Office or role.
    pub role: Option<Shown>,
    /// Institution spoken for.
    pub affiliation: Option<Shown>,
    /// What kind of speaker.
    pub kind: Term<SourceKind>,
    /// Whether a person, office or institution can be held to it.
    pub named: bool,
    /// Where the speaker is named; null for the publisher.
    pub span: Option<CharSpan>,
}

/// Who says it, the nearest speaker first.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Source {
    /// Nearest speaker first; never empty.
    pub chain: Vec<Speaker>,
}

/// A piece of the quoted context.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotePart {
    /// The words.
    pub text: Shown,
    /// Whether they carry the value.
    pub carries: bool,
}

/// The words that support a claim.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Evidence {
    /// Where the words that carry the value stand; at least one.
    pub spans: Vec<CharSpan>,
    /// Those words; several stretches are joined by " ... ".
    pub text: Shown,
    /// Where the sentence or clause around them stands.
    pub context_span: CharSpan,
    /// The sentence or clause around them.
    pub context: Shown,
    /// The words that say so: "denied", "according to".
    pub cue: Option<Shown>,
    /// Line of the document's text on which the first span starts, from 1.
    pub line: u32,
    /// Page on which it starts, from 1; null for a document without pages.
    pub page: Option<u32>,
    /// The context in pieces, for renderings that mark the words that carry the value.
    #[serde(skip)]
    #[schemars(skip)]
    pub parts: Vec<QuotePart>,
}

/// Words of the document and where they stand.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Passage {
    /// Where they stand.
    pub span: CharSpan,
    /// The words.
    pub text: Shown,
}

/// Who is said to say what, and how.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Attribution {
    /// Who says it.
    pub source: Source,
    /// The words that name the nearest speaker beside the cue, such as "he"; null where the cue names none.
    pub mention: Option<Passage>,
    /// The words that say so: "denied", "according to".
    pub cue: Passage,
    /// What is said, in order; several pieces where the cue parts them.
    pub content: Vec<Passage>,
    /// What the source does with it.
    pub stance: Term<Stance>,
    /// How sure the source is.
    pub certainty: Term<Certainty>,
    /// Whether the publisher keeps its distance.
    pub distanced: bool,
    /// Index, in this list, of the attribution in whose content this one stands.
    pub inside: Option<u32>,
}

/// In this document, this source says, with this stance, that this slot has this value.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Claim {
    /// Its name.
    pub id: String,
    /// Which document.
    pub document: String,
    /// Position among the document's claims, from 0.
    pub number: u32,
    /// What it is about.
    pub slot: Term<Slot>,
    /// What it says; null when the slot is doubted, or a claim withdrawn without another value.
    pub value: Option<Value>,
    /// Who says so.
    pub source: Source,
    /// What the source does with the value.
    pub stance: Term<Stance>,
    /// How sure the speaker is.
    pub certainty: Term<Certainty>,
    /// Whether the publisher keeps its distance.
    pub distanced: bool,
    /// The claim that this one replaces.
    pub supersedes: Option<String>,
    /// Whether it was told of the operation, or of the report as a whole, and holds for this incident.
    pub inherited: bool,
    /// Probability that the claim is rightly read, 0 to 1.
    pub score: f32,
    /// The words behind it.
    pub evidence: Evidence,
    /// The later version of the document, if it no longer says so: then the claim counts no longer.
    pub withdrawn_by: Option<String>,
    /// When it was said; orders claims in explanations.
    #[serde(skip)]
    #[schemars(skip)]
    pub published: Option<Date>,
}

/// A claim of an earlier reading of a document, by another coder: it counts no longer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EarlierClaim {
    /// Version of program and weights that read it.
    pub coder: String,
    /// The claim.
    #[serde(flatten)]
    pub claim: Claim,
}
