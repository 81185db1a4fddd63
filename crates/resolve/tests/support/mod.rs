//! Claims written in a few words.

use dateline_core::value::{Bounds, Figure, Value};
use dateline_core::{
    Certainty, Claim, ClaimId, ClaimRecord, DocumentId, Evidence, LedgerSecret, PersonKind,
    Relation, Side, Slot, Source, SourceKind, Span, Stance, WordingClass, YesNoUnknown,
};
use serde::Deserialize;

/// One claim of a case file.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct ShortClaim {
    #[serde(default = "first")]
    pub(crate) document: String,
    pub(crate) published: Option<jiff::civil::Date>,
    pub(crate) publisher: Option<String>,
    /// The wire agency whose credit the document bears.
    pub(crate) agency: Option<String>,
    #[serde(default)]
    pub(crate) incident: u32,
    pub(crate) slot: Option<Slot>,
    pub(crate) figure: Option<ShortFigure>,
    pub(crate) value: Option<Value>,
    #[serde(default = "asserts")]
    pub(crate) stance: Stance,
    pub(crate) source: Option<(String, SourceKind)>,
    /// Nobody can be held to it: "officials", "residents".
    #[serde(default)]
    pub(crate) unnamed: bool,
    #[serde(default)]
    pub(crate) distanced: bool,
    pub(crate) supersedes: Option<u32>,
}

/// A figure in a few words: bounds, and what is not plain.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct ShortFigure {
    pub(crate) bounds: [Option<u64>; 3],
    pub(crate) class: Option<WordingClass>,
    pub(crate) relation: Option<Relation>,
    pub(crate) of: Option<PersonKind>,
    #[serde(default)]
    pub(crate) attackers: bool,
}

fn first() -> String {
    "a".to_owned()
}

fn asserts() -> Stance {
    Stance::Asserts
}

/// Claims numbered within their documents; documents are ingested in the order in which they appear.
pub(crate) fn records(claims: &[ShortClaim]) -> Vec<ClaimRecord> {
    let mut documents: Vec<&str> = Vec::new();
    let mut numbers: Vec<u32> = Vec::new();
    claims
        .iter()
        .map(|short| {
            let at = documents
                .iter()
                .position(|id| *id == short.document)
                .unwrap_or_else(|| {
                    documents.push(&short.document);
                    numbers.push(0);
                    documents.len() - 1
                });
            let number = numbers[at];
            numbers[at] += 1;
            record(short, number, at as i64)
        })
        .collect()
}

fn record(short: &ShortClaim, number: u32, day: i64) -> ClaimRecord {
    let document = DocumentId(short.document.clone());
    let value = short.value.clone().or_else(|| {
        short
            .figure
            .as_ref()
            .map(|figure| figure_value(short, figure))
    });
    let claim = Claim {
        number,
        incident: short.incident,
        slot: short
            .slot
            .or(value.as_ref().map(Value::slot))
            .expect("a slot or a value"),
        value,
        source: source(short),
        stance: short.stance,
        certainty: Certainty::Stated,
        distanced: short.distanced,
        supersedes: short.supersedes,
        inherited: false,
        score: 1.0,
        evidence: Evidence {
            spans: vec![Span::new(0, 1)],
            context: Span::new(0, 1),
            cue: None,
        },
    };
    ClaimRecord {
        id: ClaimId::of(&LedgerSecret::NONE, &document, "test", &claim),
        document,
        publisher: short.publisher.clone(),
        published: short.published,
        ingested: jiff::Timestamp::from_second(day * 86_400).expect("a day"),
        claim,
    }
}

fn source(short: &ShortClaim) -> Source {
    let publisher = short.publisher.as_deref();
    let mut source = match &short.agency {
        Some(agency) => Source::credited(publisher, agency, Span::new(0, 1), true),
        None => Source::publisher(publisher),
    };
    if let Some((words, kind)) = &short.source {
        source = Source::publisher(None);
        let speaker = &mut source.chain[0];
        speaker.words.clone_from(words);
        speaker.kind = *kind;
        speaker.named = !short.unnamed;
    }
    source
}

fn figure_value(short: &ShortClaim, figure: &ShortFigure) -> Value {
    let [low, best, high] = figure.bounds;
    let kind = short.slot.expect("a figure needs its slot").to_string();
    Value::Figure(Figure {
        kind: kind.parse().expect("a slot that is a figure"),
        bounds: Bounds::new(low, best, high).expect("bounds in order"),
        class: figure.class.unwrap_or(WordingClass::Exact),
        words: format!("{low:?} {best:?} {high:?}"),
        of_whom: None,
        of_kind: figure.of.unwrap_or(PersonKind::Unknown),
        side: Side::Unknown,
        relation: figure.relation.unwrap_or(Relation::Total),
        includes_perpetrators: if figure.attackers {
            YesNoUnknown::Yes
        } else {
            YesNoUnknown::Unknown
        },
    })
}
