//! Feasts whose day moves from year to year, from `data/feasts.tsv`: "Good Friday", "during Ramadan".

use std::sync::LazyLock;

use dateline_core::DatePrecision;
use jiff::ToSpan;
use jiff::civil::Date;

use super::absolute::{Parsed, year_after};
use super::expression::{Expression, YearOf};
use super::look::{Class, follows, is_phrase, stands_alone};
use super::numbers::year;
use super::resolve::{Interval, add, known_by_publication};
use super::{DateContext, Tense};
use crate::table::{cell, rows, table};
use crate::tokens::Token;

#[derive(Debug)]
struct Feast {
    names: Vec<Vec<&'static str>>,
    days: i64,
    /// First day of each year's, in order.
    firsts: Vec<Date>,
}

static FEASTS: LazyLock<Vec<Feast>> = LazyLock::new(|| {
    rows(table!("feasts.tsv"))
        .map(|row| Feast {
            names: cell(&row, 0)
                .split('|')
                .map(|name| name.split(' ').collect())
                .collect(),
            days: cell(&row, 1).parse().unwrap_or(1),
            firsts: cell(&row, 2)
                .split(' ')
                .filter_map(|day| day.parse().ok())
                .collect(),
        })
        .collect()
});

/// Whether a feast's name starts with the folded word.
pub(super) fn knows(word: &str) -> bool {
    FEASTS
        .iter()
        .any(|feast| feast.names.iter().any(|name| name[0] == word))
}

/// "Good Friday", "Easter Monday 2012"; a name of one word counts after a preposition only: "Ramadan" is a man's name too.
pub(super) fn expression(tokens: &[Token<'_>], at: usize) -> Parsed {
    let first = tokens.get(at).filter(|token| token.is_capitalised())?;
    for (number, feast) in FEASTS.iter().enumerate() {
        for name in feast.names.iter().filter(|name| name[0] == first.folded) {
            if !is_phrase(tokens, at, name) {
                continue;
            }
            let end = at + name.len();
            let (after, end) = year_after(tokens, end, false);
            let before = at.checked_sub(1).and_then(|at| year(tokens, at));
            let year = before.map_or(after, YearOf::Given);
            let led = follows(tokens, at, Class::Preposition) && stands_alone(tokens, end);
            if led || name.len() > 1 {
                return Some((Expression::Feast { number, year }, end));
            }
        }
    }
    None
}

/// The feast of a year, or the last one before the published day.
pub(super) fn resolve(number: usize, year: YearOf, context: &DateContext) -> Option<Interval> {
    let feast = FEASTS.get(number)?;
    let first = match year {
        YearOf::Given(year) => feast.in_year(year),
        YearOf::Offset(years) => feast.in_year(context.published?.year() + years),
        YearOf::Reference => feast.in_year(context.reference?.year()),
        _ => feast.nearest(context.published?, context.tense),
    }?;
    let precision = match feast.days {
        1 => DatePrecision::Day,
        2..10 => DatePrecision::Week,
        _ => DatePrecision::Month,
    };
    let last = add(first, (feast.days - 1).days())?;
    Some(known_by_publication(
        Interval::new(first, last, precision)?,
        context,
    ))
}

impl Feast {
    fn in_year(&self, year: i16) -> Option<Date> {
        self.firsts.iter().find(|day| day.year() == year).copied()
    }

    fn nearest(&self, published: Date, tense: Tense) -> Option<Date> {
        // Outside the table's years nothing is known.
        let (first, last) = (self.firsts.first()?, self.firsts.last()?);
        if published < *first || published.year() > last.year() {
            return None;
        }
        match tense {
            Tense::Future => self.firsts.iter().find(|&&day| day >= published),
            _ => self.firsts.iter().rev().find(|&&day| day <= published),
        }
        .copied()
    }
}
