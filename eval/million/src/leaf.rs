//! What fills a gap in a sentence, and what it claims.

use dateline_core::value::Value;
use dateline_core::{Redaction, Span, Speaker, Stance};

/// That a slot of one of the report's incidents has a value, before it is known where the words stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// 0 for what the report is there to tell, 1 for what it recalls.
    pub incident: u32,
    /// The value.
    pub value: Value,
    /// What the speaker does with it.
    pub stance: Stance,
}

impl Fact {
    /// Asserted of what the report is there to tell.
    pub fn main(value: Value) -> Self {
        Self {
            incident: 0,
            value,
            stance: Stance::Asserts,
        }
    }

    /// Asserted of what the report recalls.
    pub fn recalled(value: Value) -> Self {
        Self {
            incident: 1,
            ..Self::main(value)
        }
    }
}

/// A person named in a gap.
#[derive(Debug, Clone)]
pub struct Named {
    /// Where the name stands, from the start of the gap.
    pub span: Span,
    /// What is shown in its place.
    pub role: String,
    /// Whether it is shown.
    pub redaction: Redaction,
}

/// The filling of a gap. Spans are in characters from the start of `text`.
#[derive(Debug, Clone, Default)]
pub struct Leaf {
    /// Its words.
    pub text: String,
    /// Which of them claim what.
    pub facts: Vec<(Span, Fact)>,
    /// Who says what the sentence says.
    pub speaker: Option<Speaker>,
    /// Who is named.
    pub person: Option<Named>,
}

impl Leaf {
    /// Words that claim nothing.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Adds words that claim nothing.
    pub fn then(mut self, words: &str) -> Self {
        self.text.push_str(words);
        self
    }

    /// Adds words that claim something.
    pub fn with(mut self, words: &str, facts: impl IntoIterator<Item = Fact>) -> Self {
        let start = self.text.chars().count() as u32;
        self.text.push_str(words);
        let span = Span::new(start, self.text.chars().count() as u32);
        self.facts.extend(facts.into_iter().map(|fact| (span, fact)));
        self
    }

    /// All words so far together claim something too.
    pub fn all(mut self, fact: Fact) -> Self {
        let whole = Span::new(0, self.text.chars().count() as u32);
        self.facts.push((whole, fact));
        self
    }

    /// Where `words` first stand in it.
    pub fn find(&self, words: &str) -> Option<Span> {
        let at = self.text.find(words)?;
        let start = self.text[..at].chars().count() as u32;
        Some(Span::new(start, start + words.chars().count() as u32))
    }
}
