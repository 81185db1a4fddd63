//! Claims in the making: evidence, source, stance.

#[cfg(test)]
mod tests;

use dateline_core::value::Value;
use dateline_core::{Certainty, Claim, Evidence, Slot, Source, Span, Stance};

use crate::attribution::{Attribution, voice_at};
use crate::syntax::{Syntax, TokenId};

/// Collects the claims of a document and numbers them.
pub(crate) struct Statements<'a> {
    syntax: &'a Syntax<'a>,
    said: &'a [Attribution],
    own: &'a Source,
    claims: Vec<Claim>,
    /// The token behind each claim, by claim number.
    tokens: Vec<TokenId>,
}

/// What is claimed, before it is known who says so.
pub(crate) struct Statement {
    pub(crate) incident: usize,
    pub(crate) slot: Slot,
    pub(crate) value: Option<Value>,
    /// The words that carry the value.
    pub(crate) spans: Vec<Span>,
    /// The token from which the source is looked up.
    pub(crate) token: TokenId,
    pub(crate) is_possible: bool,
    pub(crate) is_update: bool,
    pub(crate) inherited: bool,
    pub(crate) score: f32,
}

impl Statement {
    pub(crate) fn new(incident: usize, value: Value, span: Span, token: TokenId) -> Self {
        let slot = value.slot();
        Self {
            value: Some(value),
            ..Self::without_value(incident, slot, span, token)
        }
    }

    /// What is said of a slot without a value: that nobody knows it, or that what was told of it is taken back.
    pub(crate) fn without_value(incident: usize, slot: Slot, span: Span, token: TokenId) -> Self {
        Self {
            incident,
            slot,
            value: None,
            spans: vec![span],
            token,
            is_possible: false,
            is_update: false,
            inherited: false,
            score: 1.0,
        }
    }
}

/// Who denies or doubts that an act happened does not thereby deny what kind of act it was, or where and when: that is
/// how the report frames what is denied.
fn denies_frame(stance: Stance, slot: Slot) -> bool {
    // "No one has said who was behind the raids" asks nothing of the raids themselves.
    stance == Stance::Questions && slot == Slot::Stage
        || matches!(stance, Stance::Denies | Stance::Questions)
            && matches!(
                slot,
                Slot::Type
                    | Slot::Category
                    | Slot::TimeFrame
                    | Slot::PartOf
                    | Slot::Date
                    | Slot::Place
                    | Slot::Suicide
            )
}

impl<'a> Statements<'a> {
    pub(crate) fn new(syntax: &'a Syntax<'a>, said: &'a [Attribution], own: &'a Source) -> Self {
        Self {
            syntax,
            said,
            own,
            claims: Vec::new(),
            tokens: Vec::new(),
        }
    }

    pub(crate) fn claims(&self) -> &[Claim] {
        &self.claims
    }

    pub(crate) fn claims_mut(&mut self) -> &mut [Claim] {
        &mut self.claims
    }

    pub(crate) fn into_claims(self) -> Vec<Claim> {
        self.claims
    }

    /// The token behind a claim.
    pub(crate) fn token_of(&self, number: u32) -> TokenId {
        self.tokens[number as usize]
    }

    /// Who speaks at a token; `None` for the report's own voice, which also tells what others only take for granted.
    pub(crate) fn speaker_at(&self, token: TokenId) -> Option<&'a Attribution> {
        voice_at(self.syntax, self.said, token)
    }

    /// Adds a claim with the source, stance and certainty of the words around it.
    pub(crate) fn add(&mut self, statement: Statement) -> u32 {
        let saying = self
            .speaker_at(statement.token)
            .filter(|saying| !denies_frame(saying.stance, statement.slot));
        let stance = match saying.map(|saying| saying.stance) {
            Some(stance @ (Stance::Denies | Stance::Questions)) => stance,
            _ if statement.is_update => Stance::Updates,
            Some(Stance::Confirms) if self.was_told(&statement) => Stance::Confirms,
            _ => Stance::Asserts,
        };
        let certainty = match saying.map_or(Certainty::Stated, |saying| saying.certainty) {
            _ if statement.is_possible => Certainty::Possible,
            certainty => certainty,
        };
        let claim = Claim {
            number: self.claims.len() as u32,
            incident: statement.incident as u32,
            slot: statement.slot,
            value: statement.value,
            source: saying.map_or_else(|| self.own.clone(), |saying| saying.source.clone()),
            stance,
            certainty,
            distanced: saying.is_some_and(|saying| saying.distanced),
            supersedes: None,
            inherited: statement.inherited,
            score: statement.score,
            evidence: self.evidence(
                statement.spans,
                statement.token,
                saying.map(|saying| saying.cue),
            ),
        };
        self.tokens.push(statement.token);
        self.claims.push(claim);
        self.claims.len() as u32 - 1
    }

    /// Adds a claim whose source and stance are known.
    pub(crate) fn add_as(
        &mut self,
        statement: Statement,
        source: Source,
        stance: Stance,
        cue: Option<Span>,
    ) -> u32 {
        let number = self.add(statement);
        let claim = &mut self.claims[number as usize];
        claim.source = source;
        claim.stance = stance;
        claim.evidence.cue = cue.or(claim.evidence.cue);
        number
    }

    /// Takes a claim back in the words at `cue`: a retraction without a value of its own that replaces it.
    pub(crate) fn retract(&mut self, withdrawn: u32, source: Source, cue: Span, token: TokenId) {
        let old = &self.claims[withdrawn as usize];
        let statement = Statement::without_value(old.incident as usize, old.slot, cue, token);
        let number = self.add_as(statement, source, Stance::Retracts, Some(cue));
        self.claims[number as usize].supersedes = Some(withdrawn);
    }

    /// Whether another claim replaces a claim.
    pub(crate) fn is_superseded(&self, number: u32) -> bool {
        self.claims
            .iter()
            .any(|claim| claim.supersedes == Some(number))
    }

    /// Whether the same slot of the same incident was claimed before: what "confirmed" can refer to.
    fn was_told(&self, statement: &Statement) -> bool {
        self.claims.iter().any(|claim| {
            claim.incident == statement.incident as u32 && claim.slot == statement.slot
        })
    }

    fn evidence(&self, spans: Vec<Span>, token: TokenId, cue: Option<Span>) -> Evidence {
        let sentence = self.syntax.sentence_span(self.syntax.sentence_of(token));
        let context = spans
            .iter()
            .chain(&cue)
            .fold(sentence, |all, &span| all.cover(span));
        Evidence {
            spans,
            context,
            cue,
        }
    }
}
