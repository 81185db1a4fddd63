//! Weeks and pages of a list.

use dateline_core::value::{DateValue, Value};
use dateline_core::{DatePrecision, Incident, Slot};
use dateline_ledger::{Filter, Ledger};
use jiff::civil::Date;

use crate::reports::{day, instant, new_ledger, report, set, varnholt};

/// When everything was taken in.
const WHEN: &str = "2021-05-05T10:00:00Z";

/// Reports 1 to 4 are of one day; the others are known less finely, or not at all.
fn reports_of_many_days() -> (tempfile::TempDir, Ledger) {
    let (folder, mut ledger) = new_ledger();
    let span = |earliest: Option<&str>, latest: Option<&str>| DateValue {
        earliest: earliest.map(day),
        latest: latest.map(day),
        precision: DatePrecision::Unknown,
        lasted: false,
        words: String::new(),
    };
    let dates = [
        span(Some("2021-03-01"), Some("2021-03-01")),
        span(Some("2021-03-08"), Some("2021-03-08")),
        span(Some("2021-02-28"), Some("2021-02-28")),
        span(Some("2021-04-01"), Some("2021-04-01")),
        span(Some("2021-03-01"), Some("2021-03-31")),
        span(Some("2021-02-20"), Some("2021-03-05")),
        span(Some("2020-01-01"), Some("2021-12-31")),
        span(None, Some("2021-06-01")),
        span(None, Some("2021-01-01")),
        span(Some("2021-01-01"), None),
        span(None, None),
    ];
    for (number, date) in (1..).zip(dates) {
        let (document, mut claims) = report(number);
        set(&mut claims, Slot::Date, Value::Date(date));
        // So far apart that no two are linked.
        let mut place = varnholt();
        place.words = format!("Town {number}");
        place.country_code = Some(format!("X{number}"));
        set(&mut claims, Slot::Place, Value::Place(place));
        ledger.record(&document, &claims, instant(WHEN)).unwrap();
    }
    (folder, ledger)
}

/// Whether some day is told, and one from `from` to `to` is possible.
fn could_be(incident: &Incident, from: Date, to: Date) -> bool {
    let date = incident.slots.get(&Slot::Date);
    let Some(Value::Date(date)) = date.and_then(|date| date.value.as_ref()) else {
        return false;
    };
    (date.earliest.is_some() || date.latest.is_some())
        && date.earliest.is_none_or(|day| day <= to)
        && date.latest.is_none_or(|day| day >= from)
}

#[test]
fn a_week_holds_all_that_could_have_happened_in_it() {
    let (_folder, ledger) = reports_of_many_days();
    let days = |from: &str, to: &str| Filter {
        from: Some(day(from)),
        to: Some(day(to)),
        ..Filter::default()
    };
    let all = ledger.incidents(&Filter::default()).unwrap();
    let weeks = [
        ("2021-03-01", "2021-03-07"),
        ("2021-03-25", "2021-03-31"),
        ("2021-02-26", "2021-04-01"),
        ("2019-01-01", "2019-01-07"),
        ("2022-01-01", "2022-01-07"),
    ];
    let mut numbers = Vec::new();
    for (from, to) in weeks {
        let mut wanted = all.clone();
        wanted.retain(|stored| could_be(&stored.incident, day(from), day(to)));
        assert_eq!(ledger.incidents(&days(from, to)).unwrap(), wanted, "{from}");
        numbers.push(wanted.len());
    }
    assert_eq!(numbers, [6, 4, 9, 2, 1]);
    let first = days("2021-03-01", "2021-03-07");
    let now = ledger.incidents(&first).unwrap();
    let before = Filter {
        as_of: Some(day("2021-05-05")),
        ..first
    };
    assert_eq!(ledger.incidents(&before).unwrap(), now);
}

#[test]
fn pages_give_the_same_as_the_whole_list() {
    let (_folder, ledger) = reports_of_many_days();
    let lists = [
        Filter::default(),
        Filter {
            from: Some(day("2021-02-20")),
            to: Some(day("2021-03-07")),
            include_background: true,
            ..Filter::default()
        },
        Filter {
            as_of: Some(day("2021-05-05")),
            ..Filter::default()
        },
    ];
    for filter in lists {
        let whole = ledger.incidents(&filter).unwrap();
        assert!(whole.len() > 4);
        let mut paged = Vec::new();
        for skip in (0..whole.len() + 3).step_by(3) {
            let page = Filter {
                limit: Some(3),
                skip,
                ..filter.clone()
            };
            let page = ledger.incidents(&page).unwrap();
            assert!(page.len() <= 3);
            paged.extend(page);
        }
        assert_eq!(paged, whole);
    }
}
