//! Claims of one incident, set down by hand.

use dateline_core::value::{Actor, People, PlaceValue, Thing, Value};
use dateline_core::*;
use dateline_export::muc4::{Template, Words, templates};

/// Claims of one incident whose words stand in `text`.
pub(crate) struct Told {
    pub(crate) document: Document,
    pub(crate) records: Vec<ClaimRecord>,
    pub(crate) persons: Vec<PersonMention>,
    /// Certainty of every claim.
    pub(crate) score: f32,
}

/// Certainty of what words alone tell.
pub(crate) const UNSURE: f32 = 0.4;

impl Told {
    pub(crate) fn new(text: &str) -> Self {
        let document = serde_json::json!({
            "id": "d", "text": text, "title": null, "publisher": null, "url": null, "external_id": null,
            "published": {"day": "1990-03-14", "basis": "text"}, "language": "english",
            "origin": {"path": "-", "record": null, "bytes_hash": ""},
        });
        Self {
            document: serde_json::from_value(document).unwrap(),
            records: Vec::new(),
            persons: Vec::new(),
            score: UNSURE,
        }
    }

    /// As if the encoder itself had found what is claimed from here on.
    pub(crate) fn found(mut self) -> Self {
        self.score = 0.9;
        self
    }

    pub(crate) fn span(&self, words: &str) -> Span {
        let text = self.document.text.as_str();
        let at = text
            .find(words)
            .unwrap_or_else(|| panic!("{words:?} is not in the text"));
        self.document.text.span_of_bytes(at..at + words.len())
    }

    pub(crate) fn person(mut self, name: &str) -> Self {
        self.persons.push(PersonMention {
            span: self.span(name),
            role: "a person".to_owned(),
            redaction: Redaction::Public,
        });
        self
    }

    /// A claim that rests on `words`; the whole text is its sentence.
    pub(crate) fn claim(mut self, value: Value, words: &str) -> Self {
        let claim = Claim {
            number: u32::try_from(self.records.len()).unwrap(),
            incident: 0,
            slot: value.slot(),
            value: Some(value),
            source: Source::publisher(None),
            stance: Stance::Asserts,
            certainty: Certainty::Stated,
            distanced: false,
            supersedes: None,
            inherited: false,
            score: self.score,
            evidence: Evidence {
                spans: vec![self.span(words)],
                context: self.document.text.span(),
                cue: None,
            },
        };
        self.records.push(ClaimRecord {
            id: ClaimId::of(&LedgerSecret::NONE, &self.document.id, "test", &claim),
            document: self.document.id.clone(),
            publisher: None,
            published: self.document.published_day(),
            ingested: jiff::Timestamp::UNIX_EPOCH,
            claim,
        });
        self
    }

    pub(crate) fn kind(self, kind: IncidentType) -> Self {
        let first = self
            .document
            .text
            .as_str()
            .split(' ')
            .next()
            .unwrap()
            .to_owned();
        self.claim(Value::Type(kind), &first)
    }

    pub(crate) fn victim(self, words: &str, kind: PersonKind, effect: Option<FigureKind>) -> Self {
        let people = People {
            mention: words.to_owned(),
            kind,
            nationality: None,
            count: None,
            effect,
            private: false,
        };
        self.claim(Value::Victim(people), words)
    }

    pub(crate) fn target(self, words: &str) -> Self {
        let thing = Thing {
            mention: words.to_owned(),
            kind: None,
            count: None,
            effect: None,
        };
        self.claim(Value::Target(thing), words)
    }

    pub(crate) fn place(self, words: &str, code: &str, precision: PlacePrecision) -> Self {
        let mut place = PlaceValue::named(words);
        place.country_code = Some(code.to_owned());
        place.country = Some(code.to_owned());
        place.precision = precision;
        self.claim(Value::Place(place), words)
    }

    pub(crate) fn templates(&self) -> Vec<Template<String>> {
        let incidents = dateline_resolve::incidents(&self.records, &[], Policy::Dateline);
        templates(&self.document, &self.persons, &incidents, &self.records)
            .iter()
            .map(|template| template.map(|words: &Words| words.text.clone()))
            .collect()
    }

    pub(crate) fn only(&self) -> Template<String> {
        let mut all = self.templates();
        assert_eq!(all.len(), 1, "one incident, one template");
        all.remove(0)
    }
}

pub(crate) fn actor(words: &str, organisation: Option<&str>, kind: ActorKind) -> Actor {
    Actor {
        mention: words.to_owned(),
        organisation: organisation.map(str::to_owned),
        kind,
        nationality: None,
        count: None,
        private: false,
    }
}
