//! Who says it.

use serde::{Deserialize, Serialize};

use crate::text::Span;
use crate::vocabulary::SourceKind;

/// One link of the chain of who says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The words by which the text names the speaker: "the interior minister".
    pub words: String,
    /// Where the speaker is named; absent for the publisher, who is not named in the text.
    pub span: Option<Span>,
    /// Proper name, if any.
    pub name: Option<String>,
    /// Office or role: "interior minister", "spokesman".
    pub role: Option<String>,
    /// Institution spoken for: "Nineveh police".
    pub affiliation: Option<String>,
    /// What kind of speaker.
    pub kind: SourceKind,
    /// Whether a person, office or institution can be held to it; `false` for "officials", "a source".
    pub named: bool,
    /// Whether a private person, whose name is shown only on request (codebook section 8).
    pub private: bool,
}

/// The chain of who says it, nearest speaker first; never empty, the publisher when nobody is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Nearest speaker first.
    pub chain: Vec<Speaker>,
}

impl Source {
    /// The report's own voice.
    pub fn publisher(name: Option<&str>) -> Self {
        Self {
            chain: vec![Speaker {
                words: name.unwrap_or("publisher").to_owned(),
                span: None,
                name: name.map(str::to_owned),
                role: None,
                affiliation: None,
                kind: SourceKind::Publisher,
                named: name.is_some(),
                private: false,
            }],
        }
    }

    /// The voice of a report that credits a wire agency at `span`: the agency's, printed by the publisher, where the text is its
    /// own (`is_origin`); else the publisher's, with the agency behind it. Both are the report's own voice.
    pub fn credited(publisher: Option<&str>, agency: &str, span: Span, is_origin: bool) -> Self {
        let mut source = Self::publisher(publisher);
        let credited = Speaker {
            words: agency.to_owned(),
            span: Some(span),
            name: Some(agency.to_owned()),
            named: true,
            ..source.chain[0].clone()
        };
        source.chain.insert(usize::from(!is_origin), credited);
        source
    }

    /// The wire agency whose text the report prints, if it speaks in its own voice and credits one.
    pub fn agency(&self) -> Option<&str> {
        let origin = self.speaker();
        (self.is_publisher() && origin.span.is_some())
            .then_some(origin.name.as_deref())
            .flatten()
    }

    /// The nearest speaker.
    pub fn speaker(&self) -> &Speaker {
        &self.chain[0]
    }

    /// Whether the report speaks in its own voice.
    pub fn is_publisher(&self) -> bool {
        self.speaker().kind == SourceKind::Publisher
    }
}
