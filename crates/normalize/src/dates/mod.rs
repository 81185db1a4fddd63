//! Days, months and years that a text names, and which ones they are.

mod absolute;
mod anaphoric;
mod calendar;
mod carry;
mod counted;
mod expression;
mod feasts;
mod joins;
mod logs;
mod look;
mod months;
mod names;
mod numbers;
mod offsets;
mod periods;
mod ranges;
mod recurring;
mod relative;
mod resolve;
mod weekdays;
mod years;

use dateline_core::value::DateValue;
use dateline_core::{Span, Text};
use jiff::civil::Date;

use crate::tokens::{Token, tokens, tokens_of};
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
    let tokens = tokens(text, within);
    let mut located = expressions(&tokens);
    located.retain(|found| !found.is_name());
    carry::years_back(&tokens, &mut located);
    let mut carried = carry::Carried::default();
    located
        .into_iter()
        .map(|found| {
            let local = carried.context(&tokens, &found, context);
            let completed = carried.completed(&tokens, &found, &local);
            let read = completed.as_ref().unwrap_or(&found.expression);
            let span = text.span_of_bytes(found.start..found.end);
            let value = value(read, text.slice(span), &local);
            carried.note(&tokens, &found, read, &value);
            FoundDate {
                span,
                value,
                relative_to_reference: counts_from_reference(&found.expression),
                kind: kind(&found.expression),
            }
        })
        .collect()
}

/// Whether `words` are nothing but a date: "Christmas Eve", "Monday".
pub fn is_date(words: &str) -> bool {
    let tokens = tokens_of(words, 0);
    let dates = expressions(&tokens);
    let mut dates = dates.iter().filter(|date| !date.is_name());
    dates.any(|date| date.first_token == 0 && date.end_token == tokens.len())
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
                Expression::Duration { .. }
                    | Expression::Since(_)
                    | Expression::Range { lasted: true, .. }
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

impl Located {
    /// Whether it is a name that holds a date, "the November 17 group", or no one day: "every Friday".
    pub(crate) fn is_name(&self) -> bool {
        self.expression == Expression::NoDate
    }
}

/// All date expressions of the tokens, and names that hold one.
pub(crate) fn expressions(tokens: &[Token<'_>]) -> Vec<Located> {
    let mut found: Vec<Located> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let more = || {
            let last = found.last().filter(|last| last.end_token + 1 == at)?;
            absolute::day_more(tokens, at, &last.expression)
        };
        let read = if look::may_start(&tokens[at]) {
            joins::at_token(tokens, at).or_else(more)
        } else {
            None
        };
        match read {
            Some((expression, end)) if end > at => {
                let is_day = matches!(expression, Expression::Day { .. });
                found.push(Located {
                    first_token: at,
                    end_token: end,
                    start: tokens[at].start,
                    end: tokens[end - 1].end,
                    expression,
                });
                at = weekdays::said_again(tokens, end)
                    .filter(|_| is_day)
                    .map_or(end, |(again, _)| again);
            }
            _ => at += 1,
        }
    }
    found
}

fn counts_from_reference(expression: &Expression) -> bool {
    match expression {
        Expression::Days { anchor, .. }
        | Expression::Calendar { anchor, .. }
        | Expression::Distance { anchor, .. } => *anchor == Anchor::Reference,
        Expression::Day { year, .. }
        | Expression::Month { year, .. }
        | Expression::Months { year, .. } => {
            matches!(year, YearOf::Reference | YearOf::ReferenceOffset(_))
        }
        Expression::Duration { .. }
        | Expression::WeekdayFrom { .. }
        | Expression::Within { .. }
        | Expression::YearsOn { .. } => true,
        Expression::Since(inner) | Expression::Until(inner) | Expression::Before(inner) => {
            counts_from_reference(inner)
        }
        Expression::Range { last, .. } => counts_from_reference(last),
        _ => false,
    }
}

fn kind(expression: &Expression) -> DateKind {
    match expression {
        Expression::Duration { .. } => DateKind::Duration,
        _ if counts_from_reference(expression) => DateKind::Anaphoric,
        Expression::Day { year, .. }
        | Expression::Month { year, .. }
        | Expression::WeekOfMonth { year, .. }
        | Expression::Months { year, .. }
        | Expression::Year { year, .. }
        | Expression::Feast { year, .. } => match year {
            YearOf::Given(_) => DateKind::Absolute,
            YearOf::Nearest => DateKind::Partial,
            _ => DateKind::Deictic,
        },
        Expression::Decade { .. } | Expression::Event(_) => DateKind::Absolute,
        Expression::Since(inner) | Expression::Until(inner) | Expression::Before(inner) => {
            kind(inner)
        }
        Expression::NthWeekday { inside, .. } => kind(inside),
        Expression::Counted { from, .. } | Expression::WeekWith { day: from, .. } => kind(from),
        Expression::Range { last, .. } => kind(last),
        _ => DateKind::Deictic,
    }
}
