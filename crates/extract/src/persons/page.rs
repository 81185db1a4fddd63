//! What is known of a document's words before its names are told apart.

use std::ops::Range;
use std::sync::LazyLock;

use dateline_core::{Document, Encoding, MentionKind, Span};
use dateline_normalize::places::Gazetteer;
use dateline_normalize::{dateline, nationalities, organisations, places};

use crate::syntax::{Syntax, TokenId};

use super::lexicon::{Hint, gives};
use super::roles::Roles;

/// Read where it lies in the program, without a copy.
static PLACES: LazyLock<Option<Gazetteer>> = LazyLock::new(|| Gazetteer::bundled().ok());

/// A document with what its words are apart from persons' names.
pub(super) struct Page<'a> {
    pub(super) document: &'a Document,
    pub(super) syntax: &'a Syntax<'a>,
    pub(super) encoding: &'a Encoding,
    pub(super) roles: &'a Roles,
    /// For each token whether it opens with a capital.
    capitals: Vec<bool>,
    /// For each sentence whether most of its words are capitalised, so that capitals tell nothing.
    shouted: Vec<bool>,
    places: Vec<bool>,
    organisations: Vec<bool>,
    nationalities: Vec<bool>,
    dateline: Range<TokenId>,
}

impl<'a> Page<'a> {
    pub(super) fn new(
        document: &'a Document,
        syntax: &'a Syntax<'a>,
        encoding: &'a Encoding,
        roles: &'a Roles,
    ) -> Self {
        let whole = document.text.span();
        let marked = |spans: Vec<Span>| {
            let mut marks = vec![false; syntax.len()];
            for span in spans {
                marks[syntax.tokens_in(span)].fill(true);
            }
            marks
        };
        let capitals: Vec<bool> = (0..syntax.len())
            .map(|id| {
                let text = document.text.slice(syntax.span(id));
                text.chars().next().is_some_and(char::is_uppercase)
            })
            .collect();
        let places = PLACES
            .as_ref()
            .map_or_else(Vec::new, |known| places::find(known, &document.text, whole));
        let organisations = organisations::find(&document.text, whole);
        let nationalities = nationalities::find(&document.text, whole);
        let shouted = (0..syntax.sentence_count())
            .map(|sentence| is_shouted(syntax, &capitals, sentence))
            .collect();
        Self {
            shouted,
            places: marked(places),
            organisations: marked(organisations.iter().map(|found| found.span).collect()),
            nationalities: marked(nationalities.iter().map(|&(span, _)| span).collect()),
            dateline: dateline::find(&document.text)
                .map_or(0..0, |dateline| syntax.tokens_in(dateline.span)),
            document,
            syntax,
            encoding,
            roles,
            capitals,
        }
    }

    pub(super) fn is_capital(&self, id: TokenId) -> bool {
        self.capitals.get(id).copied().unwrap_or(false)
    }

    pub(super) fn is_shouted(&self, id: TokenId) -> bool {
        self.shouted[self.syntax.sentence_of(id)]
    }

    pub(super) fn sentence(&self, id: TokenId) -> Range<TokenId> {
        self.syntax.sentence_tokens(self.syntax.sentence_of(id))
    }

    /// "JNIM": a word of several letters all in capitals.
    pub(super) fn is_acronym(&self, id: TokenId) -> bool {
        let text = self.document.text.slice(self.syntax.span(id));
        text.chars().filter(|letter| letter.is_alphabetic()).count() > 1
            && !text.chars().any(char::is_lowercase)
    }

    /// Whether a word is a name of something else whatever stands beside it.
    pub(super) fn is_never_name(&self, id: TokenId) -> bool {
        self.organisations[id] || self.nationalities[id] || self.dateline.contains(&id) || {
            let word = self.syntax.word(id);
            gives(word, Hint::Calendar) && !gives(word, Hint::Given)
        }
    }

    pub(super) fn is_organisation(&self, id: TokenId) -> bool {
        self.organisations[id]
    }

    /// Words of the names of those who file and publish the report.
    pub(super) fn words_of_publishers(&self) -> impl Iterator<Item = &str> {
        self.dateline
            .clone()
            .filter(|&id| self.is_capital(id))
            .map(|id| self.syntax.word(id))
    }

    /// How many tokens of a run belong to the name of a place.
    pub(super) fn in_places(&self, run: &Range<TokenId>) -> usize {
        self.places[run.clone()]
            .iter()
            .filter(|&&is_place| is_place)
            .count()
    }

    /// Whether the gazetteer has a place of this name, however small.
    pub(super) fn is_place_name(&self, run: &Range<TokenId>) -> bool {
        let words = self
            .document
            .text
            .slice(self.syntax.span_of_tokens(run.clone()));
        PLACES
            .as_ref()
            .is_some_and(|known| known.knows(&places::fold(words)))
    }

    /// "a Harrison County man": a word of what the encoder marks as the name of a place, however a person is called.
    pub(super) fn is_in_longer_place(&self, id: TokenId) -> bool {
        const LIKELY: f32 = 0.5;
        let span = self.syntax.span(id);
        self.encoding.mentions.iter().any(|mention| {
            mention.kind == MentionKind::Place
                && mention.score > LIKELY
                && mention.span.contains(span)
                && mention.span.len() > span.len()
        })
    }

    /// The encoder's highest mark of one of `kinds` over some tokens; 0 where it has none.
    pub(super) fn marked(&self, run: &Range<TokenId>, kinds: &[MentionKind]) -> f32 {
        let span = self.syntax.span_of_tokens(run.clone());
        self.encoding
            .mentions
            .iter()
            .filter(|mention| kinds.contains(&mention.kind) && mention.span.overlaps(span))
            .map(|mention| mention.score)
            .fold(0.0, f32::max)
    }
}

fn is_shouted(syntax: &Syntax<'_>, capitals: &[bool], sentence: usize) -> bool {
    const SHORT: usize = 3;
    let long: Vec<TokenId> = syntax
        .sentence_tokens(sentence)
        .filter(|&id| syntax.word(id).chars().all(char::is_alphabetic))
        .filter(|&id| syntax.word(id).chars().count() > SHORT)
        .collect();
    let capital = long.iter().filter(|&&id| capitals[id]).count();
    long.len() > 3 && capital * 10 > long.len() * 9
}
