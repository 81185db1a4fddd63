//! Words of the calendar, from `data/calendar.tsv`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use jiff::civil::Date;

use super::look::{names_event, stands_alone, word};
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
    foreign_months: HashMap<String, i8>,
    ordinals: HashMap<String, i8>,
    decades: HashMap<String, i16>,
    events: Vec<Event>,
    /// Every word that a name or unit of the calendar starts with.
    first_words: HashSet<String>,
}

/// A day that has become an event's name: "the September 11 attacks", "9/11".
#[derive(Debug)]
pub(super) struct Event {
    /// Folded tokens of the name; empty where the day and month are the name.
    words: Vec<String>,
    pub(super) day: Date,
    /// What must follow; nothing for a name that stands by itself.
    nouns: Vec<&'static str>,
}

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let mut calendar = Calendar::default();
    for row in rows(table!("calendar.tsv")) {
        calendar.add(cell(&row, 0), cell(&row, 1), cell(&row, 2));
    }
    for row in rows(table!("date_events.tsv")) {
        calendar
            .events
            .extend(cell(&row, 1).parse().ok().map(|day| {
                Event {
                    words: folded(cell(&row, 0)),
                    day,
                    nouns: cell(&row, 2)
                        .split('|')
                        .filter(|noun| !noun.is_empty())
                        .collect(),
                }
            }));
    }
    calendar.index();
    calendar
});

fn folded(words: &str) -> Vec<String> {
    tokens_of(words, 0)
        .into_iter()
        .map(|token| token.folded)
        .collect()
}

fn pair(value: &str) -> Option<(i8, i8)> {
    let (first, second) = value.split_once('-')?;
    Some((first.parse().ok()?, second.parse().ok()?))
}

impl Calendar {
    /// Gathers the first words; abbreviations go by their letters, units by singular and plural.
    fn index(&mut self) {
        let names = self.months.keys().chain(self.weekdays.keys());
        let mut words: HashSet<String> = names
            .map(|name| name.trim_end_matches('.').to_owned())
            .collect();
        words.extend(self.weekdays.keys().map(|name| format!("{name}s")));
        words.extend(
            self.units
                .keys()
                .flat_map(|unit| [unit.clone(), format!("{unit}s")]),
        );
        let plain = self.seasons.keys().chain(self.relative.keys());
        words.extend(
            plain
                .chain(self.ordinals.keys())
                .chain(self.decades.keys())
                .cloned(),
        );
        words.extend(self.holidays.iter().map(|(words, _)| words[0].clone()));
        self.first_words = words;
    }

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
                let words = folded(&word);
                self.holidays.extend(pair(value).map(|day| (words, day)));
            }
            "daypart" => self.dayparts.push(word),
            "unit" => drop(unit(value).map(|unit| self.units.insert(word, unit))),
            "foreign_month" => drop(
                value
                    .parse()
                    .map(|number| self.foreign_months.insert(word, number)),
            ),
            "ordinal" => drop(value.parse().map(|day| self.ordinals.insert(word, day))),
            "decade" => drop(value.parse().map(|year| self.decades.insert(word, year))),
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

/// Days of a unit, about.
pub(super) fn days_of(unit: Unit) -> Option<i64> {
    Some(match unit {
        Unit::Hour => return None,
        Unit::Day => 1,
        Unit::Week => 7,
        Unit::Month => 30,
        Unit::Year => 365,
    })
}

/// Whether a name or unit of the calendar starts with the folded word.
pub(super) fn knows(word: &str) -> bool {
    CALENDAR.first_words.contains(word)
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

/// The day of the week of "Fridays" at `at`.
pub(super) fn weekdays(tokens: &[Token<'_>], at: usize) -> Option<i8> {
    let token = tokens.get(at).filter(|token| token.is_capitalised())?;
    let single = token.folded.strip_suffix('s').unwrap_or(&token.folded);
    CALENDAR.weekdays.get(single).copied()
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

/// The month of a name in a code: "sep" of "040630ZSEP05".
pub(super) fn month_of_letters(letters: &str) -> Option<i8> {
    CALENDAR.months.get(&format!("{letters}.")).copied()
}

/// A month as French, Spanish and Portuguese write it, "mayo", and the next token.
pub(super) fn foreign_month(tokens: &[Token<'_>], at: usize) -> Option<(i8, usize)> {
    let month = CALENDAR.foreign_months.get(word(tokens, at))?;
    Some((*month, at + 1))
}

/// "first" to "twentieth", "thirtieth"; "twenty" and "thirty" open "twenty-first".
pub(super) fn ordinal(tokens: &[Token<'_>], at: usize) -> Option<i8> {
    CALENDAR.ordinals.get(word(tokens, at)).copied()
}

/// First year of "nineties".
pub(super) fn decade(word: &str) -> Option<i16> {
    CALENDAR.decades.get(word).copied()
}

/// The event's day and the next token, where an event's name in figures starts at `at`: "9/11".
pub(super) fn event_in_figures(tokens: &[Token<'_>], at: usize) -> Option<(Date, usize)> {
    CALENDAR.events.iter().find_map(|event| {
        let end = at + event.words.len();
        let stands = !event.words.is_empty()
            && event.words.iter().enumerate().all(|(step, said)| {
                word(tokens, at + step) == said
                    && (step == 0 || glued(tokens, at + step - 1, at + step))
            })
            && !(at > 0
                && glued(tokens, at - 1, at)
                && !matches!(tokens[at - 1].text, "(" | "\"" | "-"))
            && !(glued(tokens, end - 1, end) && matches!(tokens[end].text, "/" | "-"));
        // "the 9/11 widows" tells of no day.
        let alone =
            event.nouns.is_empty() && (stands_alone(tokens, end) || names_event(tokens, end));
        let told = alone || event.nouns.contains(&word(tokens, end));
        (stands && told).then_some((event.day, end))
    })
}

/// The event that a month and day name together with the noun behind them: "7 October attack".
pub(super) fn event_on(month: i8, day: i8, tokens: &[Token<'_>], end: usize) -> Option<Date> {
    let named = |event: &&Event| {
        event.words.is_empty()
            && event.day.month() == month
            && event.day.day() == day
            && (event.nouns.contains(&word(tokens, end))
                || tokens.get(end).is_some_and(Token::is_word)
                    && event.nouns.contains(&word(tokens, end + 1)))
    };
    CALENDAR.events.iter().find(named).map(|event| event.day)
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
