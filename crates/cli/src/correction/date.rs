//! Days as a reviewer writes them.

use dateline_core::DatePrecision;
use dateline_core::value::DateValue;
use jiff::civil::Date;

const FORMS: &str = "that is no date; write a day (2017-03-14), a month (2017-03), a year (2017), or two with .. between them \
(2017-03-14..2017-03-16: some time between, and with the word lasted behind it all that time)";

/// "2017-03-14", "2017-03", "2017", "2017-03-14..2017-03-16", "..2017-03-16", each with "lasted" behind it or not.
pub(super) fn date(text: &str) -> Result<DateValue, String> {
    let (span, lasted) = match text.strip_suffix("lasted") {
        Some(span) => (span.trim(), true),
        None => (text, false),
    };
    let (earliest, latest) = match span.split_once("..") {
        Some((first, last)) => (end(first)?, end(last)?),
        None => {
            let only = Some(days(span.trim())?);
            (only, only)
        }
    };
    let from = earliest.map(|days| days.first);
    let to = latest.map(|days| days.last);
    let precision = match (earliest, latest) {
        (Some(a), Some(b)) => a.precision.max(b.precision),
        (None, None) => return Err(FORMS.to_owned()),
        _ => DatePrecision::Unknown,
    };
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        return Err(format!("{from} is after {to}; write the earlier day first"));
    }
    if lasted && (from.is_none() || to.is_none()) {
        return Err("what lasted has a first and a last day; write both".to_owned());
    }
    Ok(DateValue {
        earliest: from,
        latest: to,
        precision,
        lasted,
        // No report's words.
        words: String::new(),
    })
}

/// The days that one end of a span can be.
#[derive(Clone, Copy)]
struct Days {
    first: Date,
    last: Date,
    precision: DatePrecision,
}

fn end(text: &str) -> Result<Option<Days>, String> {
    match text.trim() {
        "" => Ok(None),
        text => days(text).map(Some),
    }
}

fn days(text: &str) -> Result<Days, String> {
    if text.contains(|sign: char| sign != '-' && !sign.is_ascii_digit()) {
        return Err(FORMS.to_owned());
    }
    let numbers: Vec<i16> = text
        .split('-')
        .map(|part| part.parse().map_err(|_| FORMS.to_owned()))
        .collect::<Result<_, _>>()?;
    let has_year = text.find('-').unwrap_or(text.len()) == 4;
    let day = |month: i16, day: i16| {
        let parts = (i8::try_from(month), i8::try_from(day));
        let (Ok(month), Ok(day)) = parts else {
            return Err(no_such_day(text));
        };
        Date::new(numbers[0], month, day).map_err(|_| no_such_day(text))
    };
    let (first, last, precision) = match numbers.as_slice() {
        [_] if has_year => (day(1, 1)?, day(12, 31)?, DatePrecision::Year),
        &[_, month] if has_year => {
            let first = day(month, 1)?;
            (first, first.last_of_month(), DatePrecision::Month)
        }
        &[_, month, number] if has_year => {
            let only = day(month, number)?;
            (only, only, DatePrecision::Day)
        }
        _ => return Err(FORMS.to_owned()),
    };
    Ok(Days {
        first,
        last,
        precision,
    })
}

fn no_such_day(text: &str) -> String {
    format!("there is no {text}; write year-month-day, e.g. 2017-03-14")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_reach_from_the_first_day_to_the_last() {
        for (text, from, to, precision, lasted) in [
            (
                "2017-03-14",
                "2017-03-14",
                "2017-03-14",
                DatePrecision::Day,
                false,
            ),
            (
                "2017-03",
                "2017-03-01",
                "2017-03-31",
                DatePrecision::Month,
                false,
            ),
            (
                "2016-02",
                "2016-02-01",
                "2016-02-29",
                DatePrecision::Month,
                false,
            ),
            (
                "2017",
                "2017-01-01",
                "2017-12-31",
                DatePrecision::Year,
                false,
            ),
            (
                "2017-03-14..2017-03-16",
                "2017-03-14",
                "2017-03-16",
                DatePrecision::Day,
                false,
            ),
            (
                "2017-03-14 .. 2017-03-16 lasted",
                "2017-03-14",
                "2017-03-16",
                DatePrecision::Day,
                true,
            ),
            (
                "2017-03-14..2017-04",
                "2017-03-14",
                "2017-04-30",
                DatePrecision::Month,
                false,
            ),
            (
                "..2017-03-16",
                "",
                "2017-03-16",
                DatePrecision::Unknown,
                false,
            ),
            (
                "2017-03-14..",
                "2017-03-14",
                "",
                DatePrecision::Unknown,
                false,
            ),
        ] {
            let value = date(text).unwrap();
            let told = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
            assert_eq!(
                (told(value.earliest), told(value.latest)),
                (from.to_owned(), to.to_owned()),
                "{text}"
            );
            assert_eq!(
                (value.precision, value.lasted),
                (precision, lasted),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "..",
            "lasted",
            "yesterday",
            "14.03.2017",
            "2017-02-30",
            "2017-13",
            "17-03-14",
            "2017-3-14-1",
            "2017-03-16..2017-03-14",
            "..2017-03-16 lasted",
            "-2017",
            "2017--3",
            "99999",
        ] {
            assert!(date(text).is_err(), "{text}");
        }
    }
}
