//! On which day was it published?

use std::path::Path;
use std::sync::LazyLock;

use dateline_core::value::weekdays_in;
use jiff::civil::{Date, Weekday};
use regex::{Captures, Regex};

const MONTH: &str = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?";
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const WEEKDAY: &str =
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?";

/// Years in which a report may have been published; two digits up to 49 are of this century.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// Paragraphs at the head and at the foot that may name the published day.
const HEAD: usize = 6;
const FOOT: usize = 3;

fn regex(pattern: &str) -> Regex {
    Regex::new(&format!("(?i){pattern}")).expect("patterns of this file are valid")
}

/// "23 July 2013", "23rd of July, 2013".
fn day_month_year(year: &str) -> String {
    format!(r"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{MONTH},?[\s-]+(?P<year>{year})\b")
}

/// "July 23, 2013", "Jul 23 10:00:00 UTC 2013".
fn month_day_year(year: &str) -> String {
    format!(
        r"{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?:[\d:]{{4,8}}\s+(?:[A-Z]{{3,4}}\s+|[+-]\d{{4}}\s+)?)?(?P<year>{year})\b"
    )
}

static WRITTEN: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [day_month_year(r"\d{4}"), month_day_year(r"\d{4}")].map(|date| regex(&format!(r"\b{date}")))
});
static NUMERIC: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        regex(r"^(?P<year>\d{4})(?:-|/|\.)(?P<month>\d{1,2})(?:-|/|\.)(?P<day>\d{1,2})(?:\D|$)"),
        regex(r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:\d{4}|\d{6})?(?:\D|$)"),
    ]
});
static EITHER_WAY: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\D|$)"));
static IN_NAME: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        regex(r"(?P<year>\d{4})[-_.](?P<month>\d{2})[-_.](?P<day>\d{2})"),
        regex(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    ]
});

/// The day that `text` gives: ISO 8601, RFC 2822, or as people write it. With an offset from UTC it is the day as
/// written, which is the publisher's own. `None` where month and day could be exchanged.
pub(crate) fn parse_day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(found) = NUMERIC.iter().find_map(|numeric| numeric.captures(text)) {
        return date(&found);
    }
    if let Some(found) = EITHER_WAY.captures(text) {
        return either_way(&found);
    }
    WRITTEN
        .iter()
        .find_map(|written| written.captures(text))
        .and_then(|found| date(&found))
}

/// 23/07/2013 and 07/23/2013 can each be read in one way only; 03/04/2013 in two.
fn either_way(found: &Captures) -> Option<Date> {
    let [first, second]: [i8; 2] = [found[1].parse().ok()?, found[2].parse().ok()?];
    let year = found[3].parse().ok().filter(|year| YEARS.contains(year))?;
    match (first > 12, second > 12) {
        (true, false) => Date::new(year, second, first).ok(),
        (false, true) => Date::new(year, first, second).ok(),
        _ if first == second => Date::new(year, first, second).ok(),
        _ => None,
    }
}

fn date(found: &Captures) -> Option<Date> {
    let month = found["month"].to_ascii_lowercase();
    let month = match month.parse() {
        Ok(month) => month,
        Err(_) => MONTHS.iter().position(|name| month.starts_with(name))? as i8 + 1,
    };
    let year: i16 = found["year"].parse().ok()?;
    let year = match year {
        _ if found["year"].len() > 2 => year,
        0..=49 => 2000 + year,
        _ => 1900 + year,
    };
    let day = found["day"].parse().ok()?;
    Date::new(year, month, day)
        .ok()
        .filter(|_| YEARS.contains(&year))
}

/// The day in a file's name, such as `2013-07-23-taji.txt` or `20130723.html`; none if the name has two.
pub(crate) fn in_file_name(path: &str) -> Option<Date> {
    let name = Path::new(path).file_name()?.to_str()?;
    let alone = |found: &Captures| {
        let all = found.get(0).map_or(0..0, |all| all.range());
        !name[..all.start].ends_with(|c: char| c.is_ascii_digit())
            && !name[all.end..].starts_with(|c: char| c.is_ascii_digit())
    };
    let found = IN_NAME
        .iter()
        .flat_map(|pattern| pattern.captures_iter(name))
        .filter(alone);
    let mut days: Vec<Date> = found.filter_map(|found| date(&found)).collect();
    days.dedup();
    <[Date; 1]>::try_from(days).ok().map(|[day]| day)
}

static PUBLISHED_LINE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:by [^|]{1,60}\|\s*)?(?:first |date )?(?:published|posted|issued|filed|released?|release date|date of (?:publication|issue|release)|date)\b(?:\s+(?:on|at))?\s*[:|–-]?\s*(?P<rest>.*)$",
    )
});
static UPDATED_LINE: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^(?:last )?(?:updated|modified)\b(?:\s+(?:on|at))?\s*[:|–-]?\s*(?P<rest>.*)$")
});
static DATE_LINE: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    let time =
        r"(?:[\s,|–-]+(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*[A-Z]{0,5})?";
    [day_month_year(r"\d{4}"), month_day_year(r"\d{4}")]
        .map(|date| regex(&format!(r"^{WEEKDAY}{date}{time}\W*$")))
});
/// "BOGOTA, 3 APR 90 (EFE) --", "KABUL, Afghanistan (July 23, 2013) –": names in capitals or with capitals, the day, a dash.
static DISPATCH: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    let place = r"^\W{0,3}(?:(?-i:\p{Lu})[\p{L}.'’-]*,?\s+){1,6}(?:\([\p{L}. ]{2,30}\),?\s+)?\(?";
    let agency = r"\)?[,.]?\s*(?:[(\[][^)\]\n]{1,40}[)\]]\s*){0,2}(?:--?|–|—|\[)";
    [
        day_month_year(r"\d{4}|\d{2}"),
        month_day_year(r"\d{4}|\d{2}"),
    ]
    .map(|date| regex(&format!("{place}{date}{agency}")))
});

/// "Fri 07 Apr 2017 at 0914 ...": a stamp that a content system put before the text. A day of the week written out opens
/// sentences too, so only the short form counts.
static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"^(?:mon|tue|wed|thu|fri|sat|sun)\.?,?\s+{}",
        day_month_year(r"\d{4}")
    ))
});

/// "Last updated on 23 July 2013 Gunmen came": a line of the page that has run into the text behind it, its comma lost perhaps
/// ("Jul 232013"). A comma behind the day opens a sentence.
static LABELLED_STAMP: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    let label = r"^(?:last |first |date of )?(?:published|publication|posted|updated|modified)\b(?:\s+(?:on|at))?\s*[:|–-]?\s*";
    let glued = month_day_year(r"\d{4}").replacen(r",?\s+(?:[\d:]", r",?\s*(?:[\d:]", 1);
    [day_month_year(r"\d{4}"), glued]
        .map(|date| regex(&format!("{label}{WEEKDAY}{date}(?:[^,]|$)")))
});

/// "23-07-2013 Gunmen came", "23.07.2013Get short link".
static NUMERIC_STAMP: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^(?P<one>\d{1,2})(?P<mark>[.-])(?P<two>\d{1,2})[.-](?P<year>\d{4})(?:\D|$)")
});

/// The day of a stamp in figures before the text. With dots the day comes first; with dashes the month may, unless the text knows
/// better: news names mostly the weekday of its day or of the day before.
fn in_figures(paragraphs: &[String]) -> Option<Date> {
    let found = paragraphs
        .iter()
        .take(HEAD)
        .find_map(|paragraph| NUMERIC_STAMP.captures(paragraph))?;
    let [one, two]: [i8; 2] = [found["one"].parse().ok()?, found["two"].parse().ok()?];
    let year = found["year"]
        .parse()
        .ok()
        .filter(|year| YEARS.contains(year))?;
    let day_first = Date::new(year, two, one).ok();
    let month_first = Date::new(year, one, two).ok();
    match (day_first, month_first) {
        (Some(day), _) if &found["mark"] == "." => Some(day),
        (Some(one), Some(two)) if one != two => {
            let told = weekdays(paragraphs);
            let fits = |day: Date| {
                let yesterday = day.yesterday().ok();
                let days = [Some(day), yesterday].into_iter().flatten();
                days.into_iter().any(|day| told.contains(&day.weekday()))
            };
            match (fits(one), fits(two)) {
                (true, false) => Some(one),
                (false, true) => Some(two),
                _ => None,
            }
        }
        (one, two) => one.or(two),
    }
}

/// The weekdays that the head of a text names.
fn weekdays(paragraphs: &[String]) -> Vec<Weekday> {
    let head: String = paragraphs.iter().take(HEAD).map(String::as_str).collect();
    weekdays_in(&head)
}

/// Whether a line is nothing but a date, with or without the word "published".
pub(crate) fn is_date_line(line: &str) -> bool {
    on_line_of_its_own(line).is_some()
        || [&*PUBLISHED_LINE, &*UPDATED_LINE]
            .iter()
            .any(|label| labelled(label, line).is_some())
}

/// The day that a report itself gives at its head or foot: "Published 23 July 2013", a date on a line of its own,
/// a dateline with a year, or, for want of these, the day of the last update.
pub(crate) fn in_text(paragraphs: &[String]) -> Option<Date> {
    let head = &paragraphs[..paragraphs.len().min(HEAD)];
    let foot = &paragraphs[paragraphs.len().saturating_sub(FOOT).max(head.len())..];
    let both = || head.iter().chain(foot);
    let first = |label: &Regex| both().find_map(|paragraph| labelled(label, paragraph));
    first(&PUBLISHED_LINE)
        .or_else(|| {
            head.iter()
                .find_map(|paragraph| on_line_of_its_own(paragraph))
        })
        .or_else(|| head.iter().find_map(|paragraph| dispatched(paragraph)))
        .or_else(|| in_figures(paragraphs))
        .or_else(|| first(&UPDATED_LINE))
}

/// The day after a label, where little else stands on the line.
fn labelled(label: &Regex, line: &str) -> Option<Date> {
    const ROOM_FOR_THE_TIME: usize = 40;
    let found = label.captures(line)?;
    let rest = found.name("rest")?.as_str();
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    (rest.chars().count() <= ROOM_FOR_THE_TIME)
        .then(|| parse_day(rest))
        .flatten()
}

fn on_line_of_its_own(line: &str) -> Option<Date> {
    DATE_LINE
        .iter()
        .find_map(|pattern| pattern.captures(line))
        .and_then(|found| date(&found))
}

fn dispatched(paragraph: &str) -> Option<Date> {
    let patterns = DISPATCH
        .iter()
        .chain(std::iter::once(&*STAMP))
        .chain(LABELLED_STAMP.iter());
    patterns
        .into_iter()
        .find_map(|pattern| pattern.captures(paragraph))
        .and_then(|found| date(&found))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> String {
        parse_day(text).map_or("-".to_owned(), |day| day.to_string())
    }

    #[test]
    fn days_as_machines_and_people_write_them() {
        let written = [
            ("2013-07-23", "2013-07-23"),
            ("2013-07-23T23:30:00-05:00", "2013-07-23"),
            ("2013-07-23T23:30:00Z", "2013-07-23"),
            ("20130723", "2013-07-23"),
            ("20130723T101500Z", "2013-07-23"),
            ("Tue, 23 Jul 2013 10:00:00 GMT", "2013-07-23"),
            ("Tue Jul 23 10:00:00 UTC 2013", "2013-07-23"),
            ("July 23, 2013 10:15 am", "2013-07-23"),
            ("23rd of July, 2013", "2013-07-23"),
            ("23-Sept-2013", "2013-09-23"),
            ("23/07/2013", "2013-07-23"),
            ("07/23/2013", "2013-07-23"),
            ("05/05/2013", "2013-05-05"),
        ];
        for (text, wanted) in written {
            assert_eq!(day(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_day_or_could_be_two_stays_unknown() {
        for text in [
            "03/04/2013",
            "31 February 2013",
            "2013",
            "July 2013",
            "1374537600",
            "0013-07-23",
            "",
        ] {
            assert_eq!(day(text), "-", "{text}");
        }
    }

    #[test]
    fn a_file_name_with_two_days_gives_none() {
        assert_eq!(
            in_file_name("a/taji_20130723.txt"),
            Date::new(2013, 7, 23).ok()
        );
        assert_eq!(in_file_name("2013-07-23/taji.txt"), None);
        assert_eq!(in_file_name("2013-07-23_2013-07-30.txt"), None);
        assert_eq!(in_file_name("120130723.txt"), None);
    }

    #[test]
    fn a_stamp_in_figures_is_read_by_the_weekday_that_the_text_names() {
        let given = |text: &str| in_text(&[text.to_owned()]).map(|day| day.to_string());
        let of = |day: &str| given(&format!("01-10-2014 Two men were held on {day}."));
        assert_eq!(of("Wednesday").as_deref(), Some("2014-10-01"));
        assert_eq!(of("Tuesday").as_deref(), Some("2014-10-01"));
        assert_eq!(of("Friday").as_deref(), Some("2014-01-10"));
        assert_eq!(of("Sunday"), None);
        assert_eq!(of("Wednesday and on Friday"), None);
        assert_eq!(
            given("05.09.2013 Two men were held.").as_deref(),
            Some("2013-09-05")
        );
    }

    #[test]
    fn datelines_with_a_year_and_the_like() {
        let given = |text: &str| in_text(&[text.to_owned()]).map(|day| day.to_string());
        for text in [
            "KABUL, Afghanistan (July 23, 2013) – Two men were held.",
            "KABUL, 23 July 2013 (Sahel Press) - Two men were held.",
            "PORT LUME (TRELL), 23 JUL 13 (SAHEL PRESS) -- TWO MEN WERE HELD.",
            "Tuesday, 23 July 2013",
            "By Ladi Bature | Published July 23, 2013",
            "Last updated on 23 July 2013 at 10:15",
            "Last updated at Jul 232013 PORT LUME Two men were held.",
            "Date of publication 23 July 2013 Two men were held in a raid on the harbour, the ministry of the interior said.",
            "23-07-2013 Two Held in Raid. Two men were held on Monday.",
            "23.07.2013Get short link Two men were held.",
        ] {
            assert_eq!(given(text).as_deref(), Some("2013-07-23"), "{text}");
        }
        for text in [
            "KABUL, Afghanistan (July 23) – Two men were held.",
            "Published July 23, 2013, the report says that two men were held in the raid on the harbour.",
            "05-09-2013 Two Held in Raid. Two men were held in the harbour.",
            "Two men were held on 23 July 2013 - the day of the vote.",
            "Published by the ministry, the report of 23 July 2013 says that two men were held in the raid.",
        ] {
            assert_eq!(given(text), None, "{text}");
        }
    }
}
