//! Words of the calendar, from `data/calendar.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::table::{cell, rows, table};
use crate::tokens::{Token, glued, singular, tokens_of};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

#[derive(Debug, Default)]
struct Calendar {
    months: HashMap<String, i8>,
    weekdays: HashMap<String, i8>,
    seasons: HashMap<String, (i8, i8)>,
    holidays: Vec<(Vec<String>, (i8, i8))>,
    dayparts: Vec<String>,
    units: HashMap<String, (Unit, i64)>,
    relative: HashMap<String, i64>,
}

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let mut calendar = Calendar::default();
    for row in rows(table!("calendar.tsv")) {
        calendar.add(cell(&row, 0), cell(&row, 1), cell(&row, 2));
    }
    calendar
});

fn pair(value: &str) -> Option<(i8, i8)> {
    let (first, second) = value.split_once('-')?;
    Some((first.parse().ok()?, second.parse().ok()?))
}

impl Calendar {
    fn add(&mut self, class: &str, word: &str, value: &str) {
        let word = word.to_owned();
        match class {
            "month" => drop(value.parse().map(|number| self.months.insert(word, number))),
            "weekday" => drop(
                value
                    .parse()
                    .map(|number| self.weekdays.insert(word, number)),
            ),
            "season" => drop(pair(value).map(|months| self.seasons.insert(word, months))),
            "holiday" => {
                let words = tokens_of(&word, 0)
                    .into_iter()
                    .map(|token| token.folded)
                    .collect();
                self.holidays.extend(pair(value).map(|day| (words, day)));
            }
            "daypart" => self.dayparts.push(word),
            "unit" => drop(unit(value).map(|unit| self.units.insert(word, unit))),
            "relative" => drop(value.parse().map(|days| self.relative.insert(word, days))),
            _ => (),
        }
    }
}

fn unit(name: &str) -> Option<(Unit, i64)> {
    Some(match name {
        "hour" => (Unit::Hour, 1),
        "day" => (Unit::Day, 1),
        "week" => (Unit::Week, 1),
        "fortnight" => (Unit::Week, 2),
        "month" => (Unit::Month, 1),
        "year" => (Unit::Year, 1),
        "decade" => (Unit::Year, 10),
        _ => return None,
    })
}

/// A name at a token: its value, the next token, and whether it is written out.
pub(super) type Named = (i8, usize, bool);

/// A month that starts at token `at`.
pub(super) fn month(tokens: &[Token<'_>], at: usize) -> Option<Named> {
    named(&CALENDAR.months, tokens, at)
}

/// A day of the week (1 Monday to 7 Sunday) that starts at token `at`.
pub(super) fn weekday(tokens: &[Token<'_>], at: usize) -> Option<Named> {
    named(&CALENDAR.weekdays, tokens, at)
}

fn named(names: &HashMap<String, i8>, tokens: &[Token<'_>], at: usize) -> Option<Named> {
    let token = tokens
        .get(at)
        .filter(|token| token.is_word() && token.is_capitalised())?;
    if let Some(&value) = names.get(&token.folded) {
        return Some((value, at + 1, true));
    }
    let &value = names.get(&format!("{}.", token.folded))?;
    let has_stop = glued(tokens, at, at + 1) && tokens[at + 1].text == ".";
    Some((value, at + 1 + usize::from(has_stop), false))
}

/// First and last month of the season at token `at`.
pub(super) fn season(tokens: &[Token<'_>], at: usize) -> Option<(i8, i8)> {
    CALENDAR.seasons.get(&tokens.get(at)?.folded).copied()
}

/// Month, day and next token of a fixed holiday at token `at`.
pub(super) fn holiday(tokens: &[Token<'_>], at: usize) -> Option<(i8, i8, usize)> {
    let first = tokens.get(at).filter(|token| token.is_capitalised())?;
    CALENDAR
        .holidays
        .iter()
        .filter(|(words, _)| words[0] == first.folded)
        .find_map(|(words, (month, day))| {
            let stands = words
                .iter()
                .enumerate()
                .all(|(number, word)| tokens.get(at + number).is_some_and(|token| token.is(word)));
            stands.then_some((*month, *day, at + words.len()))
        })
}

pub(super) fn is_daypart(tokens: &[Token<'_>], at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| CALENDAR.dayparts.contains(&token.folded))
}

/// The unit of time at token `at`, and how many of it the word means.
pub(super) fn unit_at(tokens: &[Token<'_>], at: usize) -> Option<(Unit, i64)> {
    CALENDAR
        .units
        .get(&singular(&tokens.get(at)?.folded))
        .copied()
}

/// Days from the published day of "yesterday" and the like.
pub(super) fn relative(tokens: &[Token<'_>], at: usize) -> Option<i64> {
    CALENDAR.relative.get(&tokens.get(at)?.folded).copied()
}
