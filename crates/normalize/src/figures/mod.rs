//! Counts that a text gives, by the codebook's table of wordings (section 4).

mod ages;
mod context;
mod digits;
mod lexicon;
mod names;
pub(crate) mod numeral;
mod qualify;
mod range;
mod sets;
mod singular;
mod subsets;
mod times;
mod wordless;

use dateline_core::value::Bounds;
use dateline_core::{Span, Text, WordingClass};

use crate::dates;
use crate::tokens::{Token, tokens, tokens_of};
use lexicon::LEXICON;
use numeral::{Numeral, cardinal};
use qualify::{bounds, qualify};
pub use singular::{names_person, singular};

/// A count, as it was worded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The number with the words that qualify it: "at least 20".
    pub span: Span,
    /// The number alone: "20".
    pub number: Span,
    /// What it means, by the codebook's table.
    pub bounds: Bounds,
    /// How it was worded.
    pub class: WordingClass,
    /// The words of `span`.
    pub words: String,
    /// "another 12", "12 more": to be added to a count told before.
    pub increment: bool,
    /// "30 of them", "including 12": part of a count told before.
    pub subset: bool,
}

/// The counts in the part `within` of `text`, in order, without overlaps.
///
/// Ages, ordinals, dates, times, measures, money, percentages, scores and designations ("Battalion 316") are no counts.
pub fn find(text: &Text, within: Span) -> Vec<Quantity> {
    let tokens = tokens(text, within);
    let mut is_date = vec![false; tokens.len()];
    for date in dates::expressions(&tokens) {
        is_date[date.first_token..date.end_token].fill(true);
    }
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let read = if is_date[at] {
            None
        } else {
            at_token(&tokens, at, text.as_str())
        };
        at = match read {
            Some(Read::Count(count)) => {
                let end = count.end;
                found.push(count);
                end.max(at + 1)
            }
            Some(Read::Skip(end)) => end.max(at + 1),
            None => at + 1,
        };
    }
    subsets::carry(&tokens, &mut found);
    found
        .iter()
        .filter_map(|count| count.quantity(text, &tokens))
        .collect()
}

/// A count over tokens `first..end`, its number over `number.0..number.1`.
#[derive(Debug)]
struct Found {
    first: usize,
    end: usize,
    number: (usize, usize),
    bounds: Bounds,
    class: WordingClass,
    increment: bool,
    subset: bool,
    /// Whether "including" stands before it, so that what it is joined to is a subset too.
    opens_list: bool,
}

enum Read {
    Count(Found),
    /// No count up to this token.
    Skip(usize),
}

impl Found {
    fn quantity(&self, text: &Text, tokens: &[Token<'_>]) -> Option<Quantity> {
        let span_of = |first: usize, end: usize| {
            Some(text.span_of_bytes(tokens.get(first)?.start..tokens.get(end.checked_sub(1)?)?.end))
        };
        let span = span_of(self.first, self.end)?;
        Some(Quantity {
            span,
            number: span_of(self.number.0, self.number.1)?,
            bounds: self.bounds,
            class: self.class,
            words: text.slice(span).to_owned(),
            increment: self.increment,
            subset: self.subset,
        })
    }
}

/// The whole number that `words` are: "two", "twenty-three", "12".
pub fn number(words: &str) -> Option<u64> {
    let tokens = tokens_of(words, 0);
    let number = cardinal(&tokens, 0)?;
    (number.end == tokens.len()).then_some(number.value)
}

fn at_token(tokens: &[Token<'_>], at: usize, source: &str) -> Option<Read> {
    if let Some(found) = wordless::no_people(tokens, at) {
        return Some(Read::Count(found));
    }
    if let Some(hit) = LEXICON
        .vague
        .at(tokens, at)
        .filter(|hit| !sets::is_one_set(tokens, hit))
    {
        return Some(match wordless::vague(tokens, at, hit.end, hit.value) {
            Some(found) => Read::Count(found),
            None => Read::Skip(hit.end),
        });
    }
    let number = sets::set(tokens, at).or_else(|| cardinal(tokens, at))?;
    Some(counted(tokens, at, number, source))
}

/// A count in numbers, or the reason to skip them.
fn counted(tokens: &[Token<'_>], first: usize, number: Numeral, source: &str) -> Read {
    let skip = Read::Skip(end_of_compound(tokens, number.end));
    if context::is_bound_left(tokens, first)
        || names::is_designation(tokens, first, number.end)
        || ages::is_age(tokens, first, number)
        || times::is_clock(tokens, first, number)
    {
        return skip;
    }
    let text = tokens[first].text;
    if number.digits && text.len() > 1 && text.starts_with('0') && !text.starts_with("0.") {
        return skip;
    }
    if let Some(range) = range::range(tokens, first, number) {
        return match range {
            range::Range::Count {
                first: from,
                end,
                low,
                high,
            } => range_count(tokens, from, end, (first, end), low, high),
            range::Range::Nothing { end } => Read::Skip(end),
        };
    }
    let idle = context::is_bound_right(tokens, number.end)
        || context::has_unit(tokens, number.end)
        || context::is_year(tokens, first, number)
        || context::is_idle_one(tokens, first, number)
        || times::is_proportion(tokens, first, number)
        || times::is_side(tokens, first, number)
        || context::is_street_number(tokens, first, number)
        || context::is_enumeration(tokens, first, number.end, source);
    if idle {
        return skip;
    }
    let mut found = Found {
        first,
        end: number.end,
        number: (first, number.end),
        bounds: Bounds::exact(number.value),
        class: WordingClass::Exact,
        increment: false,
        subset: false,
        opens_list: false,
    };
    qualify(tokens, &mut found, |effect| bounds(effect, number.value));
    Read::Count(found)
}

fn range_count(
    tokens: &[Token<'_>],
    first: usize,
    end: usize,
    number: (usize, usize),
    low: u64,
    high: u64,
) -> Read {
    let Ok(bounds) = Bounds::new(Some(low), None, Some(high)) else {
        return Read::Skip(end);
    };
    let mut found = Found {
        first,
        end,
        number,
        bounds,
        class: WordingClass::Range,
        increment: false,
        subset: false,
        opens_list: false,
    };
    qualify(tokens, &mut found, |_| None);
    Read::Count(found)
}

/// The end of the hyphenated word that a number opens: "14-year-old", "2010-09-005".
fn end_of_compound(tokens: &[Token<'_>], mut end: usize) -> usize {
    while context::hyphen_after(tokens, end) {
        end += 2;
    }
    end
}
