//! Spans of a text that name a place the gazetteer knows.

use std::collections::HashSet;

use dateline_core::{Span, Text};

use crate::organisations;

use super::context::phrase;
use super::fold::fold;
use super::rank::{candidates, prominence};
use super::table::Gazetteer;
use super::tokens::{Gap, Token, tokens};
use super::unlikely::Name;
use super::words::{self, WordKind};

/// Words of a name at most.
const LONGEST: usize = 6;
/// Score from which a match is taken for a place: a town of half a million with nothing else to say for it, or a
/// village behind "in".
const THRESHOLD: f32 = 3.2;

/// Where `within` names places, in order, without overlaps: the longest names first, and only where size and the words
/// around make a place likelier than a person, an organisation or an ordinary word.
pub fn find(gazetteer: &Gazetteer, text: &Text, within: Span) -> Vec<Span> {
    if text.get(within).is_err() {
        return Vec::new();
    }
    let bytes = text.bytes_of(within);
    let words = tokens(&text.as_str()[bytes.clone()], bytes.start);
    let bodies = organisations::find(text, within);
    let scan = Scan {
        gazetteer,
        tokens: &words,
        persons: persons(&words),
        shouted: is_shouted(&words),
    };
    let mut spans = Vec::new();
    let (mut at, mut last) = (0, usize::MAX);
    while at < words.len() {
        match scan.longest(at, last) {
            Some((end, taken)) => {
                let span = text.span_of_bytes(words[at].start..words[end - 1].end);
                let part_of_body = bodies
                    .iter()
                    .any(|body| body.span.overlaps(span) && body.span.start < span.start);
                if taken && !part_of_body {
                    spans.push(span);
                    last = end;
                }
                at = end;
            }
            None => at += 1,
        }
    }
    spans
}

pub(super) struct Scan<'a, 'g> {
    pub(super) gazetteer: &'g Gazetteer,
    pub(super) tokens: &'a [Token<'a>],
    /// Last names of persons that the text gives in full, folded.
    pub(super) persons: HashSet<String>,
    /// Whether all is in upper case, so that capitals tell nothing.
    pub(super) shouted: bool,
}

fn is_shouted(words: &[Token<'_>]) -> bool {
    let upper = words.iter().filter(|token| token.is_upper()).count();
    upper * 10 > words.len() * 7
}

/// Words that end a person's name where all is in capitals ("MAYOR OF MEDELLIN").
const NO_NAMES: [WordKind; 3] = [WordKind::Institution, WordKind::Inside, WordKind::Locative];

/// Last names behind a title or a given name ("Chiquita Raquel Henry", "Gen. Washington").
fn persons(words: &[Token<'_>]) -> HashSet<String> {
    let mut names = HashSet::new();
    for at in 1..words.len() {
        let (previous, token) = (&words[at - 1], &words[at]);
        let is_name = token.is_capitalised() && previous.is_capitalised() && !previous.possessive;
        let title = token.is_joined() && words::is(WordKind::Title, previous.text);
        let given = token.gap == Gap::Space
            && words::is(WordKind::Given, previous.text)
            && !words::is(WordKind::Institution, token.text);
        let led =
            at > 1 && previous.is_joined() && words::is(WordKind::Locative, words[at - 2].text);
        if is_name && (title || given && !led) {
            let full = words[at..].iter().take_while(|next| {
                next.is_joined() && next.is_capitalised() && !words::is_any(&NO_NAMES, next.text)
            });
            names.extend(full.map(|next| fold(next.text)));
            if given {
                names.insert(fold(previous.text));
            }
        }
    }
    names
}

impl Scan<'_, '_> {
    /// The end of the longest known name that begins at `at`, and whether it is taken for a place. `last` is the end of
    /// the place before it.
    fn longest(&self, at: usize, last: usize) -> Option<(usize, bool)> {
        if !self.tokens[at].is_capitalised() {
            return None;
        }
        let mut limit = at + 1;
        while limit < self.tokens.len()
            && limit < at + LONGEST
            && self.tokens[limit].is_joined()
            && !self.tokens[limit - 1].possessive
        {
            limit += 1;
        }
        (at + 1..=limit)
            .rev()
            .filter(|&end| self.ends_well(end))
            .find_map(|end| {
                let score = self.score(at, end, last)?;
                let several = end > at + 1;
                (score >= THRESHOLD || several && score > 1.0).then_some((end, score >= THRESHOLD))
            })
    }

    fn ends_well(&self, end: usize) -> bool {
        self.tokens[end - 1].is_capitalised()
            || words::is_any(
                &[WordKind::Landform, WordKind::Water],
                self.tokens[end - 1].text,
            )
    }

    /// How likely the words name a place; `None` when the gazetteer knows no such name.
    fn score(&self, start: usize, end: usize, last: usize) -> Option<f32> {
        let name = phrase(&self.tokens[start..end]);
        // "Alexandria, Va."
        if last == start
            && self.tokens[start].gap == Gap::Comma
            && words::expand(&name, true).is_some()
        {
            return Some(THRESHOLD);
        }
        if words::is_bearing(&name) && !self.is_kind(end) {
            return None;
        }
        let found = candidates(self.gazetteer, &name, false);
        let best = found
            .iter()
            .map(|(place, primary)| prominence(place) + if *primary { 0.3 } else { -0.3 });
        let best = best.max_by(f32::total_cmp)?;
        let country = found.iter().any(|(place, _)| place.is_country());
        let several = end > start + 1;
        let mut score = best + self.before(start, last) + self.behind(end);
        // "in Panjwai district": such a district, whose inhabitants nobody counted, is as good as a village.
        if self.is_kind(end) && found.iter().any(|(place, _)| place.is_obscure()) {
            score += 0.5;
        }
        if !several {
            score += self.single(&self.tokens[start], country);
        } else {
            score += 1.0;
        }
        let name = Name {
            start,
            end,
            country,
        };
        Some(score + self.unlikely(&name))
    }

    fn before(&self, start: usize, last: usize) -> f32 {
        let Some(previous) = start.checked_sub(1).map(|at| &self.tokens[at]) else {
            return 0.0;
        };
        let token = &self.tokens[start];
        if token.gap == Gap::Break {
            return 0.0;
        }
        let known = previous.is_capitalised()
            && token.gap == Gap::Comma
            && self.gazetteer.knows(&fold(previous.text));
        if words::is(WordKind::Locative, previous.text) || known {
            1.6
        } else if last == start - 1 && (previous.is("and") || previous.is("or")) {
            // "between Gao and Kidal"
            1.0
        } else if words::is_any(&[WordKind::Inside, WordKind::Direction], previous.text) {
            0.7
        } else {
            0.0
        }
    }

    /// Whether the kind of place follows at `at` ("province").
    fn is_kind(&self, at: usize) -> bool {
        let kinds = [WordKind::Division, WordKind::District];
        self.tokens
            .get(at)
            .is_some_and(|next| next.is_joined() && words::is_any(&kinds, next.text))
    }

    fn behind(&self, end: usize) -> f32 {
        let Some(next) = self.tokens.get(end) else {
            return 0.0;
        };
        let kinds = [
            WordKind::Division,
            WordKind::District,
            WordKind::Locality,
            WordKind::Facility,
        ];
        let after_comma = next.gap == Gap::Comma
            && next.is_capitalised()
            && !candidates(self.gazetteer, next.text, true).is_empty();
        if next.is_joined() && words::is_any(&kinds, next.text) {
            1.5
        } else if after_comma {
            1.6
        } else {
            0.0
        }
    }

    fn single(&self, token: &Token<'_>, country: bool) -> f32 {
        let mut score = 0.0;
        if words::is(WordKind::Common, token.text) && words::expand(token.text, false).is_none() {
            score -= 3.4;
        }
        if token.text.chars().count() < 3 && words::expand(token.text, false).is_none() {
            score -= 4.0;
        }
        if token.initial && !country {
            score -= 0.5;
        }
        if self.shouted && !country {
            score -= 1.0;
        }
        score
    }
}
