//! Filters, search, and the ledger of an earlier day.

use dateline_core::value::{DateValue, PlaceValue, Value};
use dateline_core::{DatePrecision, IncidentType, Slot, TimeFrame};
use dateline_ledger::{Area, Filter, Ledger, LedgerError};

use crate::reports::{VICTIM, actor, day, instant, new_ledger, record_all, report, set, varnholt};

const WHEN: &str = "2021-05-05T10:00:00Z";

/// Report 1 as it is; report 2 of the next year, elsewhere, by others; report 3 with no day and no place.
fn three_reports() -> (tempfile::TempDir, Ledger) {
    let (folder, mut ledger) = new_ledger();
    let mut reports = [report(1), report(2), report(3)];
    let second = &mut reports[1].1;
    set(
        second,
        Slot::Date,
        Value::Date(DateValue::day(day("2022-01-10"), "on Monday")),
    );
    let mut place = varnholt();
    place.words = "Ostmark".to_owned();
    place.country = Some("Éland".to_owned());
    place.country_code = Some("XE".to_owned());
    place.coordinates.as_mut().unwrap().longitude = 179.5;
    set(second, Slot::Place, Value::Place(place));
    let named = actor("Corvin Ashdale", Some("Red Lanterns"), true);
    set(second, Slot::Perpetrator, Value::Perpetrator(named));
    let third = &mut reports[2].1;
    set(third, Slot::Type, Value::Type(IncidentType::Arson));
    set(
        third,
        Slot::Date,
        Value::Date(DateValue::unresolved("recently")),
    );
    set(
        third,
        Slot::Place,
        Value::Place(PlaceValue::named("Nowhere")),
    );
    for (document, claims) in &reports {
        ledger.record(document, claims, instant(WHEN)).unwrap();
    }
    (folder, ledger)
}

/// Numbers of the reports whose incidents the filter lets pass.
fn found(ledger: &Ledger, filter: Filter) -> Vec<u64> {
    let incidents = ledger.incidents(&filter).unwrap();
    let number = |id: &str| u64::from_str_radix(id.trim_start_matches('0'), 16).unwrap() - 0xabc0;
    incidents
        .iter()
        .map(|stored| number(&stored.incident.documents[0].0))
        .collect()
}

fn text(words: &str) -> Option<String> {
    Some(words.to_owned())
}

#[test]
fn each_filter_lets_the_right_ones_pass() {
    let (_folder, ledger) = three_reports();
    let all = Filter::default();
    let cases = [
        ("all news", all.clone(), vec![1, 2, 3]),
        (
            "from",
            Filter {
                from: Some(day("2021-05-03")),
                ..all.clone()
            },
            vec![2],
        ),
        (
            "to",
            Filter {
                to: Some(day("2021-05-02")),
                ..all.clone()
            },
            vec![1],
        ),
        (
            "country code",
            Filter {
                country: text("xo"),
                ..all.clone()
            },
            vec![1],
        ),
        (
            "country name",
            Filter {
                country: text("éLAND"),
                ..all.clone()
            },
            vec![2],
        ),
        (
            "no such country",
            Filter {
                country: text("land"),
                ..all.clone()
            },
            vec![],
        ),
        (
            "place",
            Filter {
                place: text("ostm"),
                ..all.clone()
            },
            vec![2],
        ),
        (
            "division",
            Filter {
                place: text("East Reach"),
                ..all.clone()
            },
            vec![1, 2],
        ),
        (
            "percent is no wildcard",
            Filter {
                place: text("%"),
                ..all.clone()
            },
            vec![],
        ),
        (
            "type",
            Filter {
                incident_type: Some(IncidentType::Arson),
                ..all.clone()
            },
            vec![3],
        ),
        (
            "organisation",
            Filter {
                actor: text("red lan"),
                ..all.clone()
            },
            vec![2],
        ),
        (
            "party",
            Filter {
                actor: text("the grey"),
                ..all.clone()
            },
            vec![1, 3],
        ),
        (
            "private person",
            Filter {
                actor: text("Ashdale"),
                ..all.clone()
            },
            vec![],
        ),
        (
            "words",
            Filter {
                text: text("sunday \"report 2\""),
                ..all.clone()
            },
            vec![2],
        ),
        (
            "other forms",
            Filter {
                text: text("bombs markets"),
                ..all.clone()
            },
            vec![1, 2, 3],
        ),
        (
            "words that are not there",
            Filter {
                text: text("parliament"),
                ..all.clone()
            },
            vec![],
        ),
    ];
    for (name, filter, wanted) in cases {
        assert_eq!(found(&ledger, filter), wanted, "{name}");
    }
}

#[test]
fn background_is_listed_last_and_on_request() {
    let (_folder, ledger) = three_reports();
    let all = Filter {
        include_background: true,
        ..Filter::default()
    };
    assert_eq!(found(&ledger, all), [1, 2, 3, 1, 2, 3]);
    let history = Filter {
        time_frame: Some(TimeFrame::Background),
        ..Filter::default()
    };
    assert_eq!(found(&ledger, history), [1, 2, 3]);
}

#[test]
fn private_persons_are_not_searched_across_incidents() {
    let (_folder, ledger) = three_reports();
    for words in [VICTIM, "Orrowby", "tamsin"] {
        assert_eq!(
            found(
                &ledger,
                Filter {
                    text: text(words),
                    ..Filter::default()
                }
            ),
            [0; 0]
        );
    }
}

#[test]
fn areas_can_cross_the_meridian_and_must_be_areas() {
    let (_folder, ledger) = three_reports();
    let within = |south, west, north, east| Filter {
        area: Some(Area {
            south,
            west,
            north,
            east,
        }),
        ..Filter::default()
    };
    assert_eq!(found(&ledger, within(30.0, 0.0, 32.0, 1.0)), [1]);
    assert_eq!(found(&ledger, within(30.0, 179.0, 32.0, -179.0)), [2]);
    assert_eq!(found(&ledger, within(-30.0, -180.0, 30.0, 180.0)), [0; 0]);
    let edge = 31.1;
    assert_eq!(found(&ledger, within(edge, -180.0, edge, 180.0)), [1, 2]);
    for filter in [
        within(10.0, 0.0, 5.0, 1.0),
        within(0.0, 0.0, f64::NAN, 1.0),
        within(0.0, 0.0, 1.0, 181.0),
    ] {
        assert!(matches!(
            ledger.incidents(&filter),
            Err(LedgerError::BadBox { .. })
        ));
    }
}

#[test]
fn an_act_without_a_known_first_day_can_have_been_earlier() {
    let (_folder, mut ledger) = new_ledger();
    let (document, mut claims) = report(1);
    let open = DateValue {
        earliest: None,
        latest: Some(day("2021-05-02")),
        precision: DatePrecision::Unknown,
        lasted: false,
        words: String::new(),
    };
    set(&mut claims, Slot::Date, Value::Date(open));
    ledger.record(&document, &claims, instant(WHEN)).unwrap();
    let to = Filter {
        to: Some(day("2015-01-01")),
        ..Filter::default()
    };
    assert_eq!(found(&ledger, to), [1]);
    let from = Filter {
        from: Some(day("2021-05-03")),
        ..Filter::default()
    };
    assert_eq!(found(&ledger, from), [0; 0]);
}

#[test]
fn the_ledger_is_shown_as_it_was_known_on_a_day() {
    let (_folder, mut ledger) = new_ledger();
    record_all(&mut ledger, 1..3, "2021-05-05T23:59:59.999Z");
    let then = ledger.incidents(&Filter::default()).unwrap();
    record_all(&mut ledger, 3..4, "2021-05-06T00:00:00Z");
    let as_of = |text: &str| Filter {
        as_of: Some(day(text)),
        ..Filter::default()
    };
    assert_eq!(found(&ledger, as_of("2021-05-04")), [0; 0]);
    assert_eq!(ledger.incidents(&as_of("2021-05-05")).unwrap(), then);
    assert_eq!(found(&ledger, as_of("2021-05-06")), [1, 2, 3]);
    assert_eq!(found(&ledger, Filter::default()), [1, 2, 3]);
    let words = Filter {
        text: text("\"report 3\""),
        ..as_of("2021-05-05")
    };
    assert_eq!(found(&ledger, words), [0; 0]);
}
