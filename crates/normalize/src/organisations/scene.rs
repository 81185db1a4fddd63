//! Which names of the register a stretch of text holds, and whose each of them is.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::HashSet;

use dateline_core::{Span, Text};

use super::case::{Before, before, is_among_capitals, is_in_capitals, is_written_like};
use super::register::{Care, Entry, Form, REGISTER};
use super::{Context, Organisation};
use crate::phrases::Match;
use crate::tokens::{Token, all_upper_case, tokens, tokens_of};

type Hit = (usize, usize, &'static Organisation);

/// The words that are read, with what is known of their surroundings.
pub(super) struct Scene<'a> {
    tokens: &'a [Token<'a>],
    /// The text that the words are a part of, and which part.
    whole: Option<(&'a Text, Span)>,
    context: Context<'a>,
    capitals: OnceCell<bool>,
    elsewhere: OnceCell<HashSet<usize>>,
}

impl<'a> Scene<'a> {
    pub(super) fn of_text(
        tokens: &'a [Token<'a>],
        text: &'a Text,
        within: Span,
        context: Context<'a>,
    ) -> Self {
        Self {
            whole: Some((text, within)),
            context,
            ..Self::of_words(tokens)
        }
    }

    pub(super) fn of_words(tokens: &'a [Token<'a>]) -> Self {
        Self {
            tokens,
            whole: None,
            context: Context::default(),
            capitals: OnceCell::new(),
            elsewhere: OnceCell::new(),
        }
    }

    /// The longest names from the left, without overlaps.
    pub(super) fn hits(&self) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut first = 0;
        while first < self.tokens.len() {
            match self.named_at(first) {
                Some((end, organisation)) => {
                    hits.push((first, end, &REGISTER.all[organisation]));
                    first = end;
                }
                None => first += 1,
            }
        }
        hits
    }

    /// The longest name that starts at token `first` and holds: where it ends, and whose it is.
    fn named_at(&self, first: usize) -> Option<(usize, usize)> {
        let matches = REGISTER.names.every_at(self.tokens, first);
        matches.chunk_by(|a, b| a.end == b.end).find_map(|same| {
            let held: Vec<&Match<Entry>> =
                same.iter().filter(|one| self.holds(first, one)).collect();
            let is_literal = held.iter().any(|one| one.is_literal);
            let held = held.into_iter().filter(|one| one.is_literal || !is_literal);
            let owner = self.likeliest(first, owners(held))?;
            Some((same[0].end, owner))
        })
    }

    fn holds(&self, first: usize, one: &Match<Entry>) -> bool {
        self.is_written(first, one) && (self.holds_alone(first, one) || self.is_meant(first, one))
    }

    /// Whether a name has the capitals of one, where capitals tell anything.
    fn is_written(&self, first: usize, one: &Match<Entry>) -> bool {
        let (entry, name) = (&one.value, &self.tokens[first..one.end]);
        let is_short = name.len() == 1 && name[0].text.len() < 3;
        is_written_like(entry, name)
            && match entry.form {
                Form::Name => true,
                Form::Acronym => !(is_short && self.is_in_capitals(name)),
                Form::Word => !self.is_in_capitals(name),
            }
    }

    /// Whether a name means the organisation wherever it is written like that.
    fn holds_alone(&self, first: usize, one: &Match<Entry>) -> bool {
        let (entry, name) = (&one.value, &self.tokens[first..one.end]);
        match (entry.care, entry.form) {
            (Care::Free, _) => true,
            (Care::Plain, Form::Name) => {
                let words = name.iter().filter(|token| token.is_word()).count();
                one.is_literal
                    && (words > 2 || !self.is_in_capitals(name))
                    && self.before(first, one.end) == Before::Open
            }
            (Care::Plain, _) => !self.is_in_capitals(name),
            (Care::Doubtful, _) => false,
        }
    }

    /// Whether the words before a name, the document or the rest of the text tell that it means the organisation here.
    fn is_meant(&self, first: usize, one: &Match<Entry>) -> bool {
        let entry = &one.value;
        if entry.form == Form::Name && !one.is_literal {
            return false;
        }
        let organisation = &REGISTER.all[entry.organisation];
        match self.before(first, one.end) {
            Before::Country(code) => organisation.tie_to(code) > 0,
            Before::LongerName if entry.form == Form::Name => false,
            Before::LongerName | Before::Open => {
                self.tie(organisation) > 0 || self.elsewhere().contains(&entry.organisation)
            }
        }
    }

    fn before(&self, first: usize, end: usize) -> Before {
        match before(self.tokens, first) {
            Before::LongerName
                if self.is_in_capitals(&self.tokens[first..end])
                    || is_among_capitals(self.tokens, first, end) =>
            {
                Before::Open
            }
            found => found,
        }
    }

    /// Of the organisations of one name, the one that is likeliest meant.
    fn likeliest(&self, first: usize, mut owners: Vec<usize>) -> Option<usize> {
        if owners.len() < 2 {
            return owners.pop();
        }
        let country = match before(self.tokens, first) {
            Before::Country(code) => code,
            Before::Open | Before::LongerName => "",
        };
        owners.into_iter().max_by_key(|&owner| {
            let organisation = &REGISTER.all[owner];
            let existed = self
                .context
                .day
                .is_none_or(|day| organisation.existed_on(day));
            (
                organisation.tie_to(country),
                self.elsewhere().contains(&owner),
                self.tie(organisation),
                existed,
                organisation.source_count(),
                Reverse(owner),
            )
        })
    }

    /// How much the countries of the document speak for an organisation.
    fn tie(&self, organisation: &Organisation) -> u8 {
        let ties = self.context.countries.iter();
        ties.map(|country| organisation.tie_to(country))
            .max()
            .unwrap_or(0)
    }

    /// Whether a name in capitals stands in a text in capitals, where they tell nothing.
    fn is_in_capitals(&self, name: &[Token<'_>]) -> bool {
        is_in_capitals(name)
            && *self
                .capitals
                .get_or_init(|| all_upper_case(self.tokens) || self.line_is_in_capitals())
    }

    /// A few words say nothing of the text by themselves: then the line around them tells.
    fn line_is_in_capitals(&self) -> bool {
        const REACH: usize = 200;
        let Some((text, within)) = self.whole else {
            return false;
        };
        if !is_in_capitals(self.tokens) {
            return false;
        }
        let all = text.as_str();
        let end = text.char_len();
        let part = text.bytes_of(Span::new(within.start.min(end), within.end.min(end)));
        let from = all.floor_char_boundary(part.start.saturating_sub(REACH));
        let to = all.ceil_char_boundary((part.end + REACH).min(all.len()));
        let before = all[from..part.start].rsplit('\n').next().unwrap_or("");
        let behind = all[part.end..to].split('\n').next().unwrap_or("");
        let line = [before, &all[part], behind].concat();
        all_upper_case(&tokens_of(&line, 0))
    }

    /// The organisations that the whole text names by a name that is theirs alone.
    fn elsewhere(&self) -> &HashSet<usize> {
        self.elsewhere.get_or_init(|| match self.whole {
            Some((text, within)) if within != text.span() => {
                let tokens = tokens(text, text.span());
                Scene::of_text(&tokens, text, text.span(), self.context).surely_named()
            }
            _ => self.surely_named(),
        })
    }

    fn surely_named(&self) -> HashSet<usize> {
        let mut named = HashSet::new();
        let mut first = 0;
        while first < self.tokens.len() {
            let matches = REGISTER.names.every_at(self.tokens, first);
            let longest = matches.chunk_by(|a, b| a.end == b.end).next();
            let written: Vec<&Match<Entry>> = longest
                .into_iter()
                .flatten()
                .filter(|one| self.is_written(first, one))
                .collect();
            let holds = written.iter().any(|one| self.holds_alone(first, one));
            if let (true, [only]) = (holds, &owners(written.into_iter())[..]) {
                named.insert(*only);
                first = matches[0].end;
            } else {
                first += 1;
            }
        }
        named
    }
}

/// Whose the names are, each organisation once.
fn owners<'m>(names: impl Iterator<Item = &'m Match<Entry>>) -> Vec<usize> {
    let mut owners: Vec<usize> = names.map(|one| one.value.organisation).collect();
    owners.sort_unstable();
    owners.dedup();
    owners
}
