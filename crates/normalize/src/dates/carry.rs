//! What the dates of one text tell each other: a year or month said once, and the day that "the next day" counts from.

use dateline_core::DatePrecision;
use dateline_core::value::DateValue;
use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::Unit;
use super::expression::{Anchor, Expression, YearOf};
use super::look::{Class, is_of, opens_sentence, word};
use super::resolve::{add, resolve};
use super::{DateContext, Located};
use crate::tokens::Token;

/// "raids on May 3 and June 5, 2012": the year at the end is that of both.
pub(super) fn years_back(tokens: &[Token<'_>], found: &mut [Located]) {
    for at in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(at);
        let (Some(first), Some(last)) = (before.last_mut(), after.first()) else {
            return;
        };
        let between = first.end_token..last.first_token;
        let joined = !between.is_empty()
            && between
                .clone()
                .any(|at| word(tokens, at) == "and" || word(tokens, at) == ",")
            && between
                .clone()
                .all(|at| matches!(word(tokens, at), "and" | "," | "on" | "in" | "or" | "again"));
        if let (true, Some((Some(year), month))) = (joined, year_and_month(&last.expression)) {
            give_year(&mut first.expression, year, month);
        }
    }
}

/// The year told with a day or month, and that month.
fn year_and_month(expression: &Expression) -> Option<(Option<i16>, i8)> {
    match expression {
        Expression::Day { year, month, .. } | Expression::Month { year, month, .. } => Some((
            match year {
                YearOf::Given(year) => Some(*year),
                _ => None,
            },
            *month,
        )),
        _ => None,
    }
}

fn give_year(expression: &mut Expression, given: i16, last_month: i8) {
    if let Expression::Day { year, month, .. } | Expression::Month { year, month, .. } = expression
        && *year == YearOf::Nearest
        && *month <= last_month
    {
        *year = YearOf::Given(given);
    }
}

/// A day, and the last token of the words that told it.
#[derive(Debug, Clone, Copy)]
struct Told {
    day: Date,
    end_token: usize,
}

/// What the dates before have told.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// The last date that could be "that day", "that month", "that year".
    day: Option<Date>,
    month: Option<Date>,
    year: Option<Date>,
    /// The last date told with its year.
    dated: Option<Told>,
    /// "In 2011, ...": the year of the whole sentence.
    of_sentence: Option<i16>,
    /// The day on which somebody spoke: "told the radio on Sunday".
    said: Option<Date>,
    /// The last day told with its month.
    day_of_month: Option<Date>,
}

/// Days within which a date without a year is more likely of today's news than of the year told before.
const NEWS: i64 = 45;
/// Tokens between a verb of saying and its day.
const SAYING: usize = 6;
/// Days within which a date without a year may follow one with a year.
const AFTER: i64 = 184;

impl Carried {
    /// The context in which the expression at `found` is read.
    pub(super) fn context(
        &self,
        tokens: &[Token<'_>],
        found: &Located,
        context: &DateContext,
    ) -> DateContext {
        let told = match granularity(&found.expression) {
            Unit::Year => self.year,
            Unit::Month => self.month,
            _ => self.day,
        };
        // "on Monday, three days after the raid" counts from the raid, and is Monday.
        let reference = if told.is_some() && counts_from_event(tokens, found) {
            None
        } else {
            told.or(context.reference)
        };
        let mut local = DateContext {
            reference,
            ..context.clone()
        };
        let counted = matches!(
            found.expression,
            Expression::Days {
                anchor: Anchor::Published,
                ..
            } | Expression::Overnight
        );
        if counted && self.said.is_some() && is_quoted(tokens, found.first_token) {
            local.published = self.said;
        }
        local
    }

    /// The expression with the year or month that was told before.
    pub(super) fn completed(
        &self,
        tokens: &[Token<'_>],
        found: &Located,
        context: &DateContext,
    ) -> Option<Expression> {
        if let (
            Expression::DayOfMonth {
                day,
                month: super::expression::Which::Nearest,
            },
            Some(told),
        ) = (&found.expression, self.day_of_month)
        {
            let months = i32::from(*day < told.day());
            let month = add(told.first_of_month(), months.months())?;
            return Some(Expression::Day {
                year: YearOf::Given(month.year()),
                month: month.month(),
                day: *day,
            });
        }
        let (None, month) = year_and_month(&found.expression)? else {
            return None;
        };
        let year = self.year_for(tokens, found, month, context)?;
        let mut completed = found.expression.clone();
        give_year(&mut completed, year, 12);
        Some(completed)
    }

    fn year_for(
        &self,
        tokens: &[Token<'_>],
        found: &Located,
        month: i8,
        context: &DateContext,
    ) -> Option<i16> {
        let is_news = |day: Date| {
            context
                .published
                .is_some_and(|today| (today - day).get_days().abs() <= NEWS as i32)
        };
        let near = resolve(&found.expression, context).and_then(|read| read.latest);
        if near.is_some_and(is_news) {
            return None;
        }
        if self.of_sentence.is_some() {
            return self.of_sentence;
        }
        let told = self.dated.filter(|told| {
            (told.end_token..found.first_token)
                .any(|at| matches!(word(tokens, at), "and" | "then" | "again"))
        })?;
        let year = told.day.year() + i16::from(month < told.day.month());
        let mut dated = found.expression.clone();
        give_year(&mut dated, year, 12);
        let read = resolve(&dated, context)?;
        let after = add(told.day, AFTER.days())?;
        (read.latest? >= told.day
            && read.earliest? <= after
            && context
                .published
                .is_none_or(|today| read.earliest.is_some_and(|day| day <= today)))
        .then_some(year)
    }

    /// Keeps what a date tells those behind it.
    pub(super) fn note(
        &mut self,
        tokens: &[Token<'_>],
        found: &Located,
        read: &Expression,
        value: &DateValue,
    ) {
        let Some(day) = value.earliest.filter(|_| value.latest.is_some()) else {
            return;
        };
        match value.precision {
            DatePrecision::Day => {
                (self.day, self.month, self.year) = (Some(day), Some(day), Some(day))
            }
            DatePrecision::Week | DatePrecision::Month => {
                (self.month, self.year) = (Some(day), Some(day))
            }
            DatePrecision::Year => self.year = Some(day),
            DatePrecision::Unknown => (),
        }
        let first = found.first_token;
        if value.precision == DatePrecision::Day {
            let saying =
                (first.saturating_sub(SAYING)..first).any(|at| is_of(tokens, at, Class::Saying));
            self.said = saying.then_some(day);
        }
        if let Expression::Day { .. } = read {
            self.day_of_month = Some(day);
        }
        if year_and_month(read).is_some_and(|(year, _)| year.is_some()) {
            self.dated = Some(Told {
                day,
                end_token: found.end_token,
            });
        }
        let at = found.first_token;
        let opens = at > 0 && word(tokens, at - 1) == "in" && opens_sentence(tokens, at - 1);
        if opens && word(tokens, found.end_token) == "," && matches!(read, Expression::Year { .. })
        {
            self.of_sentence = Some(day.year());
        }
    }
}

/// What an expression that counts from another date needs to know of it.
fn granularity(expression: &Expression) -> Unit {
    match expression {
        Expression::Calendar { unit, .. } => *unit,
        Expression::Day { .. } | Expression::Month { .. } | Expression::Months { .. } => Unit::Year,
        Expression::Distance {
            unit: Unit::Year, ..
        } => Unit::Year,
        _ => Unit::Day,
    }
}

/// Whether the words count from an event told behind them: "a day after the raid", but not "the day after, ...".
fn counts_from_event(tokens: &[Token<'_>], found: &Located) -> bool {
    let end = found.end_token;
    matches!(word(tokens, end - 1), "before" | "after" | "following")
        && tokens.get(end).is_some_and(Token::is_word)
        && !is_of(tokens, end, Class::Preposition)
}

/// Whether the words at `at` are somebody's, quoted in a sentence that said when he spoke.
fn is_quoted(tokens: &[Token<'_>], at: usize) -> bool {
    let marks = |to: usize| tokens[..to].iter().filter(|token| token.is("\"")).count();
    marks(at) % 2 == 1
}
