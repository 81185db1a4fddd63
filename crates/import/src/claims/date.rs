//! When it happened.

use dateline_core::value::{DateValue, Value};
use dateline_core::{DatePrecision, Text};
use dateline_normalize::dates::{self, DateContext, Tense};
use jiff::ToSpan;
use jiff::civil::Date;

use super::act::own_term;
use super::{Coding, Draft};
use crate::cause::{Cause, Warning};
use crate::crosswalk::Format;
use crate::field::Field;
use crate::number::{covers, whole};

/// Which of two numbers is the day: 03/04/2013.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayOrder {
    /// No row tells.
    Unknown,
    DayFirst,
    MonthFirst,
    /// Rows tell either.
    Mixed,
}

impl DayOrder {
    /// What a cell tells, with what was known before.
    pub(crate) fn learn(self, cell: &str) -> Self {
        let told = match slashed(cell) {
            Some((13.., ..=12, _)) => Self::DayFirst,
            Some((..=12, 13.., _)) => Self::MonthFirst,
            _ => return self,
        };
        if self == Self::Unknown || self == told {
            told
        } else {
            Self::Mixed
        }
    }
}

/// The numbers of "21/07/2013", "21.7.2013", "7-21-2013", as they stand.
fn slashed(cell: &str) -> Option<(u8, u8, i16)> {
    let day = cell.trim().split([' ', 'T']).next()?;
    let separator = ['/', '.', '-']
        .into_iter()
        .find(|&mark| day.contains(mark))?;
    let parts: Vec<&str> = day.split(separator).collect();
    let [first, second, year] = parts[..] else {
        return None;
    };
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_day = year.len() == 4 && first.len() <= 2 && second.len() <= 2;
    if !is_day || !parts.iter().all(|part| is_number(part)) {
        return None;
    }
    Some((
        first.parse().ok()?,
        second.parse().ok()?,
        year.parse().ok()?,
    ))
}

/// The day that a cell gives in numbers or words; `None` where it gives none, or could give two.
pub(crate) fn parse_day(words: &str, order: DayOrder) -> Option<Date> {
    numeric_day(words, order).or_else(|| {
        let value = in_words(words, None)?;
        value.earliest.filter(|_| value.earliest == value.latest)
    })
}

fn numeric_day(words: &str, order: DayOrder) -> Option<Date> {
    let words = words.trim();
    if let Some((first, second, year)) = slashed(words) {
        let (day, month) = match (first, second) {
            (13.., _) => (first, second),
            (_, 13..) => (second, first),
            _ if first == second || order == DayOrder::DayFirst => (first, second),
            _ if order == DayOrder::MonthFirst => (second, first),
            _ => return None,
        };
        return Date::new(year, month as i8, day as i8).ok();
    }
    let day = words.split([' ', 'T']).next()?;
    let is_iso = day.len() == 10 && day.is_ascii() && day.as_bytes()[4] == b'-';
    is_iso.then(|| day.parse().ok()).flatten()
}

/// The one expression that the whole cell is.
fn in_words(words: &str, published: Option<Date>) -> Option<DateValue> {
    let text = Text::from(words);
    let context = DateContext {
        published,
        reference: None,
        tense: Tense::Past,
    };
    let found = dates::find(&text, text.span(), &context);
    let [date] = &found[..] else { return None };
    covers(words, text.slice(date.span)).then(|| date.value.clone())
}

/// The claim of the day, if the row tells any.
///
/// # Errors
/// If a cell for it holds no day, or the act ends before it begins.
pub(super) fn draft(
    coding: &Coding<'_>,
    warnings: &mut Vec<Warning>,
) -> Result<Option<Draft>, Cause> {
    const FIELDS: [Field; 6] = [
        Field::Date,
        Field::DateEnd,
        Field::Year,
        Field::Month,
        Field::Day,
        Field::DatePrecision,
    ];
    let value = match (coding.words(Field::Date), coding.words(Field::Year)) {
        (Some(start), _) => told(coding, start, warnings)?,
        (None, Some(year)) => parted(coding, year)?,
        (None, None) => return Ok(None),
    };
    Ok(Some(Draft::of(coding, Value::Date(value), &FIELDS)))
}

/// From a column of days, perhaps with one of last days and one of precision.
fn told(coding: &Coding<'_>, start: &str, warnings: &mut Vec<Warning>) -> Result<DateValue, Cause> {
    let first = value(coding, start)?;
    let last = coding
        .words(Field::DateEnd)
        .map(|end| value(coding, end))
        .transpose()?;
    let precision = precision(coding, warnings);
    let Some(last) = last else {
        return Ok(widened(first, precision));
    };
    let (earliest, latest) = (first.earliest, last.latest);
    if let (Some(start), Some(end)) = (earliest, latest)
        && end < start
    {
        let (start, end) = (start.to_string().into(), end.to_string().into());
        return Err(Cause::DatesReversed { start, end });
    }
    let is_one_day = earliest == latest;
    let words = match is_one_day {
        true => first.words,
        false => format!("{} to {}", first.words, last.words),
    };
    // An act whose days are known and are several filled them; one whose day is not known lies somewhere between.
    let known = precision.is_none_or(|precision| precision == Some(DatePrecision::Day));
    Ok(DateValue {
        earliest,
        latest,
        precision: precision.flatten().unwrap_or(match precision {
            None => DatePrecision::Day,
            Some(_) => DatePrecision::Unknown,
        }),
        lasted: known && !is_one_day,
        words,
    })
}

fn value(coding: &Coding<'_>, words: &str) -> Result<DateValue, Cause> {
    if let Some(day) = numeric_day(words, coding.order) {
        return Ok(DateValue::day(day, words));
    }
    // Words of the user's own that count from a day that is not known are kept; a data set writes days.
    let may_stay_open = coding.format == Format::Own && words.contains(char::is_alphabetic);
    let value = in_words(words, coding.published)
        .filter(|value| value.earliest.is_some() || value.latest.is_some() || may_stay_open);
    value.ok_or_else(|| Cause::BadDate {
        words: words.to_owned(),
    })
}

/// The coded precision: `None` if nothing is said of it, `Some(None)` if what is said is not known.
fn precision(coding: &Coding<'_>, warnings: &mut Vec<Warning>) -> Option<Option<DatePrecision>> {
    let words = coding.words(Field::DatePrecision)?;
    let own: Option<DatePrecision> = own_term(coding, words);
    Some(own.or_else(|| {
        coding
            .term("date_precision", Field::DatePrecision, warnings)?
            .parse()
            .ok()
    }))
}

/// A day that stands for a week, a month or a year means all its days; of a week it is not told which day of it stands
/// there, so that all weeks that hold it are meant.
fn widened(date: DateValue, precision: Option<Option<DatePrecision>>) -> DateValue {
    let Some(precision) = precision else {
        return date;
    };
    let precision = precision.unwrap_or(DatePrecision::Unknown);
    let (earliest, latest) = match precision {
        DatePrecision::Week => (
            date.earliest.map(|day| day.saturating_sub(6.days())),
            date.latest.map(|day| day.saturating_add(6.days())),
        ),
        DatePrecision::Month => (
            date.earliest.map(Date::first_of_month),
            date.latest.map(Date::last_of_month),
        ),
        DatePrecision::Year => (
            date.earliest.map(Date::first_of_year),
            date.latest.map(Date::last_of_year),
        ),
        DatePrecision::Day | DatePrecision::Unknown => (date.earliest, date.latest),
    };
    DateValue {
        earliest,
        latest,
        precision,
        ..date
    }
}

/// From columns of year, month and day, of which 0 is unknown.
fn parted(coding: &Coding<'_>, year: &str) -> Result<DateValue, Cause> {
    let given = |field| coding.words(field).filter(|words| whole(words) != Some(0));
    let (month, day) = (given(Field::Month), given(Field::Day));
    let written: Vec<&str> = [Some(year), month, day.filter(|_| month.is_some())]
        .into_iter()
        .flatten()
        .collect();
    let words = written.join("-");
    let bad = || Cause::BadDate {
        words: words.clone(),
    };
    let number = |words: &str| whole(words).and_then(|number| i16::try_from(number).ok());
    let part = |words: &str| whole(words).and_then(|number| i8::try_from(number).ok());
    let year = number(year).ok_or_else(bad)?;
    let month_number = month.map(|month| part(month).ok_or_else(bad)).transpose()?;
    let day_number = match month {
        Some(_) => day.map(|day| part(day).ok_or_else(bad)).transpose()?,
        None => None,
    };
    let date = Date::new(year, month_number.unwrap_or(1), day_number.unwrap_or(1));
    let precision = match (month_number, day_number) {
        (Some(_), Some(_)) => DatePrecision::Day,
        (Some(_), None) => DatePrecision::Month,
        _ => DatePrecision::Year,
    };
    let date = DateValue::day(date.map_err(|_| bad())?, words);
    Ok(widened(date, Some(Some(precision))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_tables_write_them() {
        for (words, wanted) in [
            ("2013-07-21", "2013-07-21"),
            ("2013-07-21 00:00:00.000", "2013-07-21"),
            ("2013-07-21T00:00:00Z", "2013-07-21"),
            ("21 July 2013", "2013-07-21"),
            ("21-Jul-13", "2013-07-21"),
            ("7/21/2013", "2013-07-21"),
            ("21.07.2013", "2013-07-21"),
            ("03/04/2013", "-"),
            ("2013-02-30", "-"),
            ("July 2013", "-"),
            ("soon", "-"),
        ] {
            let found = parse_day(words, DayOrder::Unknown);
            assert_eq!(
                found.map_or("-".to_owned(), |day| day.to_string()),
                wanted,
                "{words}"
            );
        }
    }

    #[test]
    fn other_rows_tell_whether_the_day_stands_first() {
        let order = ["1/2/2013", "21/07/2013"]
            .into_iter()
            .fold(DayOrder::Unknown, DayOrder::learn);
        assert_eq!(order, DayOrder::DayFirst);
        assert_eq!(parse_day("03/04/2013", order), Date::new(2013, 4, 3).ok());
        let mixed = order.learn("07/21/2013");
        assert_eq!(mixed, DayOrder::Mixed);
        assert_eq!(parse_day("03/04/2013", mixed), None);
    }
}
