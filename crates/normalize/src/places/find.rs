//! Spans of a text that name a place the gazetteer knows.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use dateline_core::{Span, Text};

use crate::organisations;

use super::context::phrase;
use super::fold::fold;
use super::forces::{is_of_force, names_force};
use super::parts::is_no_name;
use super::place::Place;
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
/// What a name gains that says of itself that it is a district, and one that stands elsewhere where only a place can.
const TOLD: f32 = 2.5;
const KNOWN: f32 = 1.6;

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
    let span_of =
        |name: &Range<usize>| text.span_of_bytes(words[name.start].start..words[name.end - 1].end);
    let is_free = |name: &Range<usize>| {
        let span = span_of(name);
        !bodies
            .iter()
            .any(|body| body.span.overlaps(span) && body.span.start < span.start)
    };
    let mut names = scan.names(&is_free);
    names.extend(scan.told_again(&names, &is_free));
    names.sort_by_key(|name| name.start);
    names.iter().map(span_of).collect()
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
    /// The names that are taken for places, as ranges of tokens.
    fn names(&self, is_free: &impl Fn(&Range<usize>) -> bool) -> Vec<Range<usize>> {
        let mut names = Vec::new();
        let (mut at, mut last) = (0, usize::MAX);
        while at < self.tokens.len() {
            let Some((end, taken)) = self.longest(at, last) else {
                at += 1;
                continue;
            };
            if taken && is_free(&(at..end)) {
                names.push(at..end);
                last = end;
            }
            at = end;
        }
        names
    }

    /// Names that stand somewhere where only a place can ("in Huntsville") are places where less speaks for it, too
    /// ("Huntsville council").
    fn told_again(
        &self,
        names: &[Range<usize>],
        is_free: &impl Fn(&Range<usize>) -> bool,
    ) -> Vec<Range<usize>> {
        let surnames = self.surnames();
        let is_surname = |name: &Range<usize>| {
            name.len() == 1 && surnames.contains(&fold(self.tokens[name.start].text))
        };
        let sure = names
            .iter()
            .filter(|name| self.before(name.start, usize::MAX) > 1.0 && !is_surname(name));
        let known: HashSet<(usize, String)> = sure
            .map(|name| (name.len(), fold(&phrase(&self.tokens[name.clone()]))))
            .collect();
        let lengths: BTreeSet<usize> = known.iter().map(|(length, _)| *length).collect();
        let is_taken = |name: &Range<usize>| {
            names
                .iter()
                .any(|other| other.start < name.end && name.start < other.end)
        };
        let is_known = |name: &Range<usize>| {
            let words = &self.tokens[name.clone()];
            words[0].is_capitalised()
                && words[1..].iter().all(Token::is_joined)
                && known.contains(&(name.len(), fold(&phrase(words))))
        };
        let mut found: Vec<Range<usize>> = Vec::new();
        for at in 0..self.tokens.len() {
            let all = lengths.iter().rev().map(|length| at..at + length);
            let fitting = all.filter(|name| name.end <= self.tokens.len() && is_known(name));
            let likely = |name: &Range<usize>| {
                let score = self.score(name.start, name.end, usize::MAX);
                score.is_some_and(|score| score + KNOWN >= THRESHOLD)
            };
            let free = |name: &Range<usize>| !is_taken(name) && is_free(name) && likely(name);
            found.extend(fitting.into_iter().find(free));
        }
        found
    }

    /// Words that stand behind another capitalised word somewhere ("Jim Harrison"), as a town's name seldom does.
    fn surnames(&self) -> HashSet<String> {
        let kinds = [WordKind::Direction, WordKind::Inside, WordKind::Locative];
        let pairs = self.tokens.windows(2);
        let led = pairs.filter(|pair| {
            let (first, last) = (&pair[0], &pair[1]);
            let is_name = first.is_capitalised() && last.is_capitalised() && last.is_joined();
            // "A Huntsville councillor" begins a sentence.
            let opens = first.initial && !words::is(WordKind::Given, first.text);
            is_name && !opens && !first.possessive && !words::is_any(&kinds, first.text)
        });
        led.map(|pair| fold(pair[1].text)).collect()
    }

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
        if is_no_name(&name) && !self.is_kind(end)
            || is_of_force(&self.tokens[start..], end - start)
        {
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
            if self.is_told_district(end, &found) {
                score += TOLD;
            }
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

    /// "Springfield police": a town's own force.
    fn is_force(&self, at: usize) -> bool {
        !self.tokens[at - 1].possessive && names_force(&self.tokens[at..])
    }

    /// "Walker County": a name that says what it is.
    fn is_told_district(&self, end: usize, found: &[(Place<'_>, bool)]) -> bool {
        words::is(WordKind::District, self.tokens[end - 1].text)
            && found
                .iter()
                .any(|(place, _)| place.feature.starts_with("ADM"))
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
        if next.is_joined() && (words::is_any(&kinds, next.text) || self.is_force(end)) {
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
