//! Spans of a text that name a place the gazetteer knows.

use std::collections::HashSet;

use dateline_core::{Span, Text};

use super::context::phrase;
use super::fold::fold;
use super::rank::{candidates, prominence};
use super::table::Gazetteer;
use super::tokens::{Gap, Token, tokens};
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
    let scan = Scan {
        gazetteer,
        tokens: &words,
        persons: persons(&words),
        shouted: is_shouted(&words),
    };
    let mut spans = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match scan.longest(at) {
            Some((end, taken)) => {
                if taken {
                    spans.push(text.span_of_bytes(words[at].start..words[end - 1].end));
                }
                at = end;
            }
            None => at += 1,
        }
    }
    spans
}

struct Scan<'a, 'g> {
    gazetteer: &'g Gazetteer,
    tokens: &'a [Token<'a>],
    /// Last names of persons that the text gives in full, folded.
    persons: HashSet<String>,
    /// Whether all is in upper case, so that capitals tell nothing.
    shouted: bool,
}

fn is_shouted(words: &[Token<'_>]) -> bool {
    let upper = words.iter().filter(|token| token.is_upper()).count();
    upper * 10 > words.len() * 7
}

/// Last names behind a title or a given name ("Chiquita Raquel Henry", "Gen. Washington").
fn persons(words: &[Token<'_>]) -> HashSet<String> {
    let mut names = HashSet::new();
    for at in 1..words.len() {
        let (previous, token) = (&words[at - 1], &words[at]);
        let is_name = token.gap == Gap::Space
            && token.is_capitalised()
            && previous.is_capitalised()
            && !previous.possessive;
        let title = words::is(WordKind::Title, previous.text);
        let given = words::is(WordKind::Given, previous.text)
            && !words::is(WordKind::Institution, token.text);
        let led =
            at > 1 && previous.is_joined() && words::is(WordKind::Locative, words[at - 2].text);
        if is_name && (title || given && !led) {
            let full = words[at..].iter().take_while(|next| {
                next.is_joined()
                    && next.is_capitalised()
                    && !words::is(WordKind::Institution, next.text)
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
    /// The end of the longest known name that begins at `at`, and whether it is taken for a place.
    fn longest(&self, at: usize) -> Option<(usize, bool)> {
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
                let score = self.score(at, end)?;
                let several = end > at + 1;
                (score >= THRESHOLD || several && score > 1.0).then_some((end, score >= THRESHOLD))
            })
    }

    fn ends_well(&self, end: usize) -> bool {
        self.tokens[end - 1].is_capitalised()
    }

    /// How likely the words name a place; `None` when the gazetteer knows no such name.
    fn score(&self, start: usize, end: usize) -> Option<f32> {
        let name = phrase(&self.tokens[start..end]);
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
        let mut score = best + self.before(start) + self.behind(end);
        // "in Panjwai district": such a district, whose inhabitants nobody counted, is as good as a village.
        if self.is_kind(end) && found.iter().any(|(place, _)| place.is_obscure()) {
            score += 0.5;
        }
        if !several {
            score += self.single(&self.tokens[start], country);
        } else {
            score += 1.0;
        }
        Some(score + self.person(start, end, several, country))
    }

    fn before(&self, start: usize) -> f32 {
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

    /// What speaks for a person's or an organisation's name; 0 or less.
    fn person(&self, start: usize, end: usize, several: bool, country: bool) -> f32 {
        let (first, last) = (&self.tokens[start], &self.tokens[end - 1]);
        let previous = start
            .checked_sub(1)
            .map(|at| &self.tokens[at])
            .filter(|previous| first.is_joined() && !previous.possessive);
        let next = self
            .tokens
            .get(end)
            .filter(|next| next.is_joined() && !last.possessive);
        let mut score = 0.0;
        if let Some(previous) = previous {
            score += self.led_by(previous, start);
        }
        if let Some(next) = next {
            score += self.followed_by(first, next, several, country);
        }
        let located = previous.is_some_and(|previous| words::is(WordKind::Locative, previous.text));
        if !several && !located && self.persons.contains(&fold(first.text)) {
            score -= 4.0;
        }
        score
    }

    fn led_by(&self, previous: &Token<'_>, start: usize) -> f32 {
        let kinds = [
            WordKind::Direction,
            WordKind::Inside,
            WordKind::Locality,
            WordKind::Division,
            WordKind::FacilityFront,
        ];
        if words::is(WordKind::Title, previous.text) {
            -3.5
        } else if !previous.is_capitalised() || self.shouted || words::is_any(&kinds, previous.text)
        {
            0.0
        } else if words::is(WordKind::Given, previous.text) {
            -4.0
        } else if self.tokens[start - 1].initial && words::is(WordKind::Common, previous.text)
            || self.gazetteer.knows(&fold(previous.text))
        {
            -0.5
        } else {
            -1.5
        }
    }

    fn followed_by(
        &self,
        first: &Token<'_>,
        next: &Token<'_>,
        several: bool,
        country: bool,
    ) -> f32 {
        let given = !several && words::is(WordKind::Given, first.text);
        if words::is(WordKind::Speech, next.text) && given {
            return -5.0;
        }
        if !next.is_capitalised() || self.shouted {
            return if given && !country { -0.5 } else { 0.0 };
        }
        if words::is_any(&[WordKind::Institution, WordKind::Facility], next.text) {
            0.0
        } else if given {
            -5.0
        } else if several || country {
            -0.5
        } else {
            -1.8
        }
    }
}
