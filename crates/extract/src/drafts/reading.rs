//! What the grouping of acts starts from.

use dateline_core::{Document, Source};

use crate::attribution::Attribution;
use crate::events::Event;
use crate::figures::Counted;
use crate::found::{Found, Grouping};
use crate::setting::{Dated, Home, Located};
use crate::syntax::Syntax;

/// All that was read of a document before its acts are told apart.
pub(crate) struct Reading<'a> {
    pub(crate) document: &'a Document,
    pub(crate) syntax: &'a Syntax<'a>,
    pub(crate) events: &'a [Event],
    /// Incidents that the encoder found.
    pub(crate) found: &'a [Found],
    pub(crate) grouping: Grouping,
    /// Probability of the likeliest incident that the encoder saw in all of the report.
    pub(crate) seen: f32,
    /// Whether all of the report is about something else than violence.
    pub(crate) is_unrelated: bool,
    /// How surely the encoder's tagger of acts marks each act as one of its kind.
    pub(crate) witnessed: Vec<f32>,
    /// The found incident that each act tells.
    pub(crate) tells: Vec<Option<usize>>,
    pub(crate) counted: &'a [Counted],
    pub(crate) places: &'a [Located],
    /// The town that the report is about.
    pub(crate) home: Option<&'a Home>,
    pub(crate) dates: &'a [Dated],
    pub(crate) said: &'a [Attribution],
    /// The report's own voice.
    pub(crate) own: &'a Source,
    pub(crate) paragraphs: Vec<usize>,
    /// Events that a count over a long period speaks of.
    pub(crate) over_period: Vec<usize>,
}
