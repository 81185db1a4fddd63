//! Days, months and years that a text names, and which ones they are.

mod absolute;
mod calendar;
mod expression;
mod numbers;
mod offsets;
mod relative;
mod resolve;

use dateline_core::value::DateValue;
use dateline_core::{Span, Text};
use jiff::civil::Date;

use crate::tokens::{Token, tokens};
use absolute::Parsed;
use expression::{Anchor, Expression, YearOf};

/// Which way a sentence looks from the published day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tense {
    /// What happened.
    Past,
    /// What is to come.
    Future,
    /// Not known: read as the past, which is what news tells.
    #[default]
    Unknown,
}

/// What relative words count from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DateContext {
    /// The published day: "yesterday", "on Sunday", "in March" count from it.
    pub published: Option<Date>,
    /// The day that the text spoke of before: "the next day" counts from it.
    pub reference: Option<Date>,
    /// Which way the sentence looks.
    pub tense: Tense,
}

/// How an expression tells its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateKind {
    /// With a year: "23 July 2013", "in 2004".
    Absolute,
    /// Without one: "23 July", "in March".
    Partial,
    /// Counted from the published day: "yesterday", "on Sunday", "last week".
    Deictic,
    /// Counted from another day of the text: "the next day".
    Anaphoric,
    /// A length of time: "for three days".
    Duration,
}

/// A date expression and the days it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDate {
    /// Where it stands, with "since", "until", "from" or "between" but without "on" or "in".
    pub span: Span,
    /// The days; without bounds when the context lacks the day to count from.
    pub value: DateValue,
    /// Whether it counts from [`DateContext::reference`].
    pub relative_to_reference: bool,
    /// How it tells its time.
    pub kind: DateKind,
}

/// The date expressions in the part `within` of `text`, in order, without overlaps.
///
/// Ages, mere lengths of time ("100 days") and times of day are no dates.
pub fn find(text: &Text, within: Span, context: &DateContext) -> Vec<FoundDate> {
    expressions(&tokens(text, within))
        .into_iter()
        .map(|found| {
            let span = text.span_of_bytes(found.start..found.end);
            let words = text.slice(span);
            FoundDate {
                span,
                value: value(&found.expression, words, context),
                relative_to_reference: counts_from_reference(&found.expression),
                kind: kind(&found.expression),
            }
        })
        .collect()
}

fn value(expression: &Expression, words: &str, context: &DateContext) -> DateValue {
    match resolve::resolve(expression, context) {
        Some(interval) => DateValue {
            earliest: interval.earliest,
            latest: interval.latest,
            precision: interval.precision,
            lasted: interval.lasted,
            words: words.to_owned(),
        },
        None => DateValue {
            lasted: matches!(
                expression,
                Expression::Duration { .. } | Expression::Since(_)
            ),
            ..DateValue::unresolved(words)
        },
    }
}

/// An expression over tokens `first..end`, bytes `start_byte..end_byte` of the text.
#[derive(Debug)]
pub(crate) struct Located {
    pub(crate) first_token: usize,
    pub(crate) end_token: usize,
    start: usize,
    end: usize,
    expression: Expression,
}

/// All date expressions of the tokens.
pub(crate) fn expressions(tokens: &[Token<'_>]) -> Vec<Located> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match at_token(tokens, at) {
            Some((expression, end)) if end > at => {
                let (start, end_byte) = (tokens[at].start, tokens[end - 1].end);
                found.push(Located {
                    first_token: at,
                    end_token: end,
                    start,
                    end: end_byte,
                    expression,
                });
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

fn is(tokens: &[Token<'_>], at: usize, words: &[&str]) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| words.contains(&&*token.folded))
}

fn at_token(tokens: &[Token<'_>], at: usize) -> Parsed {
    let on = |next: usize| next + usize::from(is(tokens, next, &["on", "in"]));
    if is(tokens, at, &["since"]) {
        let (inner, end) = simple(tokens, on(at + 1))?;
        return Some((Expression::Since(Box::new(inner)), end));
    }
    if is(tokens, at, &["until", "till"]) {
        let (inner, end) = simple(tokens, on(at + 1))?;
        return Some((Expression::Until(Box::new(inner)), end));
    }
    if is(tokens, at, &["between"]) {
        return joined(tokens, at + 1, &["and"], false).or_else(|| already_range(tokens, at + 1));
    }
    if is(tokens, at, &["from"]) {
        return joined(
            tokens,
            at + 1,
            &["to", "until", "till", "through", "-"],
            true,
        )
        .or_else(|| already_range(tokens, at + 1));
    }
    joined(tokens, at, &["to", "through", "-", "until"], true).or_else(|| simple(tokens, at))
}

/// "3 to 5 May" after "from" or "between".
fn already_range(tokens: &[Token<'_>], at: usize) -> Parsed {
    simple(tokens, at).filter(|(expression, _)| matches!(expression, Expression::Range { .. }))
}

fn joined(tokens: &[Token<'_>], at: usize, joints: &[&str], lasted: bool) -> Parsed {
    let (first, end) = simple(tokens, at)?;
    if !is(tokens, end, joints)
        || matches!(first, Expression::Range { .. } | Expression::Past { .. })
    {
        return None;
    }
    let (last, end) = simple(tokens, end + 1)?;
    let is_bounded = |expression: &Expression| {
        !matches!(
            expression,
            Expression::Range { .. } | Expression::Duration { .. } | Expression::Past { .. }
        )
    };
    (is_bounded(&first) && is_bounded(&last)).then(|| {
        (
            Expression::Range {
                first: Box::new(first),
                last: Box::new(last),
                lasted,
            },
            end,
        )
    })
}

fn simple(tokens: &[Token<'_>], at: usize) -> Parsed {
    absolute::expression(tokens, at).or_else(|| relative::expression(tokens, at))
}

fn counts_from_reference(expression: &Expression) -> bool {
    match expression {
        Expression::Days { anchor, .. }
        | Expression::Calendar { anchor, .. }
        | Expression::Distance { anchor, .. } => *anchor == Anchor::Reference,
        Expression::Day { year, .. } | Expression::Month { year, .. } => *year == YearOf::Reference,
        Expression::Duration { .. } => true,
        Expression::Since(inner) | Expression::Until(inner) => counts_from_reference(inner),
        Expression::Range { last, .. } => counts_from_reference(last),
        _ => false,
    }
}

fn kind(expression: &Expression) -> DateKind {
    match expression {
        _ if matches!(expression, Expression::Duration { .. }) => DateKind::Duration,
        _ if counts_from_reference(expression) => DateKind::Anaphoric,
        Expression::Day { year, .. }
        | Expression::Month { year, .. }
        | Expression::WeekOfMonth { year, .. }
        | Expression::Months { year, .. }
        | Expression::Year { year, .. } => match year {
            YearOf::Given(_) => DateKind::Absolute,
            YearOf::Nearest => DateKind::Partial,
            _ => DateKind::Deictic,
        },
        Expression::Decade(_) => DateKind::Absolute,
        Expression::Since(inner) | Expression::Until(inner) => kind(inner),
        Expression::Range { last, .. } => kind(last),
        _ => DateKind::Deictic,
    }
}
