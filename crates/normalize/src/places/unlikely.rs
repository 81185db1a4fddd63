//! What speaks against a known name's being a place: persons ("Chad Miller"), governments ("Damascus denied"), and what
//! is named after a place ("Oslo accords", "Moscow-backed").

use super::context::phrase;
use super::find::Scan;
use super::fold::fold;
use super::tokens::{Gap, Token};
use super::words::{self, WordKind};

/// Enough to outweigh any city.
const NEVER: f32 = -8.0;

/// A known name within a text.
pub(super) struct Name {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether a country bears it.
    pub(super) country: bool,
}

impl Name {
    fn several(&self) -> bool {
        self.end > self.start + 1
    }
}

impl Scan<'_, '_> {
    /// What speaks for something other than a place; 0 or less.
    pub(super) fn unlikely(&self, name: &Name) -> f32 {
        let located = self.is_located(name.start);
        if self.is_tied(name.end)
            || self.is_bearer(name.end)
            || self.is_body(name.start)
            || !located && (self.is_aged(name.end) || self.acts(name))
        {
            return NEVER;
        }
        self.person(name, located) + if located { 0.0 } else { self.full_name(name) }
    }

    fn is_located(&self, start: usize) -> bool {
        start > 0
            && self.tokens[start].is_joined()
            && words::is(WordKind::Locative, self.tokens[start - 1].text)
    }

    /// "Moscow-backed", "US-led".
    fn is_tied(&self, end: usize) -> bool {
        self.tokens
            .get(end)
            .is_some_and(|next| next.gap == Gap::Joint && words::is(WordKind::Tied, next.text))
    }

    /// "Oslo accords", "Washington Post", "London School of Economics".
    fn is_bearer(&self, end: usize) -> bool {
        if self.tokens[end - 1].possessive {
            return false;
        }
        let Some(next) = self.tokens.get(end).filter(|next| next.is_joined()) else {
            return false;
        };
        let long = |length: usize| {
            self.tokens.get(end..end + length).is_some_and(|words| {
                words.iter().skip(1).all(Token::is_joined)
                    && words::is(WordKind::Bearer, &phrase(words))
            })
        };
        words::is(WordKind::Accord, next.text)
            || next.is_capitalised() && !self.shouted && (1..=3).any(long)
    }

    /// "Bank of England", "Islamic State of Iraq".
    fn is_body(&self, start: usize) -> bool {
        (2..=4).any(|length| {
            start.checked_sub(length).is_some_and(|first| {
                self.tokens[first].is_capitalised()
                    && self.tokens[first + 1..=start].iter().all(Token::is_joined)
                    && words::is(WordKind::BodyOf, &phrase(&self.tokens[first..start]))
            })
        })
    }

    /// "Houston, 34, fled": a person and his age.
    fn is_aged(&self, end: usize) -> bool {
        let age = |token: &Token<'_>| {
            token.gap == Gap::Comma
                && token.text.len() <= 2
                && token.text.bytes().all(|b| b.is_ascii_digit())
        };
        self.tokens.get(end).is_some_and(age)
            && self
                .tokens
                .get(end + 1)
                .is_none_or(|next| matches!(next.gap, Gap::Comma | Gap::Break))
    }

    /// "Damascus denied", "Tehran has accused": a government; not "people in Washington said".
    fn acts(&self, name: &Name) -> bool {
        let led = name.start > 0 && {
            let previous = &self.tokens[name.start - 1];
            let kinds = [WordKind::Inside, WordKind::Locative, WordKind::Direction];
            match self.tokens[name.start].gap {
                Gap::Comma => true,
                Gap::Break => false,
                _ => {
                    words::is_any(&kinds, previous.text) || previous.is("and") || previous.is("or")
                }
            }
        };
        let mut at = name.end;
        while at < name.end + 2 && self.joins(at, name.end, WordKind::Auxiliary) {
            at += 1;
        }
        !name.country && !led && self.joins(at, name.end, WordKind::Act)
    }

    /// Whether the word belongs to the words behind a name and is of the kind.
    fn joins(&self, at: usize, end: usize, kind: WordKind) -> bool {
        !self.tokens[end - 1].possessive
            && self
                .tokens
                .get(at)
                .is_some_and(|token| token.gap == Gap::Space && words::is(kind, token.text))
    }

    /// "Francisco Santos", and "The Bank".
    fn full_name(&self, name: &Name) -> f32 {
        let words = &self.tokens[name.start..name.end];
        let all = |kind, words: &[Token<'_>]| words.iter().all(|word| words::is(kind, word.text));
        let given = all(WordKind::Given, words);
        let common = words[0].is("the") && all(WordKind::Common, &words[1..]);
        if name.several() && (given || common) {
            -5.0
        } else {
            0.0
        }
    }

    fn person(&self, name: &Name, located: bool) -> f32 {
        let (first, last) = (&self.tokens[name.start], &self.tokens[name.end - 1]);
        let previous = name
            .start
            .checked_sub(1)
            .map(|at| &self.tokens[at])
            .filter(|previous| first.is_joined() && !previous.possessive);
        let next = self
            .tokens
            .get(name.end)
            .filter(|next| next.is_joined() && !last.possessive);
        let mut score = 0.0;
        if let Some(previous) = previous {
            score += self.led_by(previous, name.start);
        }
        if let Some(next) = next {
            score += self.followed_by(name, next, located);
        }
        if !name.several() && !located && self.persons.contains(&fold(first.text)) {
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
            let short = previous.is_capitalised() && previous.text.len() <= 4;
            if short { NEVER } else { -3.5 }
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

    fn followed_by(&self, name: &Name, next: &Token<'_>, located: bool) -> f32 {
        let given = !name.several() && words::is(WordKind::Given, self.tokens[name.start].text);
        if words::is(WordKind::Speech, next.text) && given && !located {
            return if name.country { NEVER } else { -5.0 };
        }
        if !next.is_capitalised() || self.shouted {
            return if given && !name.country { -0.5 } else { 0.0 };
        }
        if words::is_any(&[WordKind::Institution, WordKind::Facility], next.text) {
            0.0
        } else if given {
            if name.country { NEVER } else { -5.0 }
        } else if name.several() || name.country {
            -0.5
        } else {
            -1.8
        }
    }
}
