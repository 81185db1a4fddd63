//! What fills a gap in a sentence, and what it claims.

use dateline_core::value::Value;
use dateline_core::{Redaction, Span, Speaker, Stance};

/// That a slot of one of the report's incidents has a value, before it is known where the words stand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fact {
    /// 0 for what the report is there to tell, 1 for what it recalls.
    pub(crate) incident: u32,
    /// The value.
    pub(crate) value: Value,
    /// What the speaker does with it.
    pub(crate) stance: Stance,
}

impl Fact {
    /// Asserted of what the report is there to tell.
    pub(crate) fn main(value: Value) -> Self {
        Self {
            incident: 0,
            value,
            stance: Stance::Asserts,
        }
    }

    /// Asserted of what the report recalls.
    pub(crate) fn recalled(value: Value) -> Self {
        Self {
            incident: 1,
            ..Self::main(value)
        }
    }
}

/// A person named in a gap.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    /// Where the name stands, from the start of the gap.
    pub(crate) span: Span,
    /// What is shown in its place.
    pub(crate) role: String,
    /// Whether it is shown.
    pub(crate) redaction: Redaction,
}

/// The filling of a gap. Spans are in characters from the start of `text`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Leaf {
    /// Its words.
    pub(crate) text: String,
    /// Which of them claim what.
    pub(crate) facts: Vec<(Span, Fact)>,
    /// Who says what the sentence says.
    pub(crate) speaker: Option<Speaker>,
    /// Who is named.
    pub(crate) person: Option<Named>,
}

impl Leaf {
    /// Words that claim nothing.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Adds words that claim nothing.
    pub(crate) fn then(mut self, words: &str) -> Self {
        self.text.push_str(words);
        self
    }

    /// Adds words that claim something.
    pub(crate) fn with(mut self, words: &str, facts: impl IntoIterator<Item = Fact>) -> Self {
        let start = self.text.chars().count() as u32;
        self.text.push_str(words);
        let span = Span::new(start, self.text.chars().count() as u32);
        self.facts
            .extend(facts.into_iter().map(|fact| (span, fact)));
        self
    }

    /// All words so far together claim something too.
    pub(crate) fn all(mut self, fact: Fact) -> Self {
        let whole = Span::new(0, self.text.chars().count() as u32);
        self.facts.push((whole, fact));
        self
    }

    /// Where `words` first stand in it.
    pub(crate) fn find(&self, words: &str) -> Option<Span> {
        let at = self.text.find(words)?;
        let start = self.text[..at].chars().count() as u32;
        Some(Span::new(start, start + words.chars().count() as u32))
    }
}
