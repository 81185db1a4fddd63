//! Tellings that find one another, and where one goes that fits several incidents.

use dateline_core::{Sketch, Telling};
use serde_json::{Value, json};

use super::*;

const TEXT: &str = "A car bomb at the Quillon fish market in Varnholt killed nine traders, said police captain Ostrand Melk. \
    Stalls burned until firemen from Dorvale came.";

/// A telling of a bombing on 2 May 2021, with other fields in place of its own.
fn telling(document: &str, other: Value) -> Telling {
    let mut fields = json!({
        "document": document, "number": 0, "beside": 1, "publisher": "Quill Times", "published": "2021-05-03",
        "incident_type": "bombing", "stage": "accomplished", "is_background": false, "is_operation": false,
        "date": {"earliest": "2021-05-02", "latest": "2021-05-02", "precision": "day", "lasted": false, "words": "Sunday"},
        "place": {"name": "varnholt", "id": 7, "coordinates": null, "division": "Ostmark", "country": "ZZ", "precision": "locality"},
        "towns": ["varnholt"], "sites": ["quillon fish market"], "figures": {}, "organisations": [], "victims": [], "targets": [],
        "weapons": [], "ages": []
    });
    for (name, value) in other.as_object().unwrap() {
        fields[name] = value.clone();
    }
    let mut telling: Telling = serde_json::from_value(fields).unwrap();
    telling.text = Sketch::of(TEXT);
    telling.passages = Sketch::of(TEXT);
    telling
}

fn share_a_key(one: &Telling, other: &Telling) -> bool {
    let filed: Vec<i64> = keys(one)
        .iter()
        .filter(|key| key.is_filed)
        .map(|key| key.hash)
        .collect();
    keys(other)
        .iter()
        .any(|key| key.weight > 1 && filed.contains(&key.hash))
}

#[test]
fn a_town_is_found_by_its_name_where_one_report_has_no_row_for_it() {
    // By their places alone: of the same words they would find one another whatever these are.
    let telling = |document: &str, other: Value| Telling {
        passages: Sketch::default(),
        text: Sketch::default(),
        ..telling(document, other)
    };
    let known = telling("a", json!({}));
    let named = json!({"name": "varnholt", "id": null, "coordinates": null, "division": null, "country": null, "precision": "unknown"});
    let by_name = telling("b", json!({"place": named}));
    let site = json!({"name": "quillon fish market", "id": 7, "coordinates": null, "division": null, "country": "ZZ", "precision": "exact"});
    let by_site = telling("c", json!({"place": site, "date": null}));
    assert!(share_a_key(&known, &by_name) && share_a_key(&by_name, &known));
    assert!(share_a_key(&by_site, &by_name));
    let elsewhere = telling("d", json!({"place": null, "towns": ["dorvale"]}));
    assert!(!share_a_key(&elsewhere, &known));
}

#[test]
fn reports_that_name_the_same_persons_find_one_another() {
    let nowhere = json!({"place": null, "towns": [], "date": null, "published": null});
    let told = |text: &str| Telling {
        passages: Sketch::of(text),
        text: Sketch::of(text),
        ..telling("a", nowhere.clone())
    };
    let act = told("Ostrand Melk, 31, was shot dead outside his home.");
    let charge = told("A judge read the charge in the killing of Ostrand P. Melk.");
    let other = told("A judge read the charge in the killing of Arvid Melk.");
    assert!(share_a_key(&act, &charge) && share_a_key(&charge, &act));
    assert!(!share_a_key(&act, &other));
    let odds = |one: &Telling| likelihood(one, &act).log_odds;
    assert!(odds(&charge) > odds(&other));
}

#[test]
fn days_places_and_tolls_say_what_a_reader_would_say() {
    let first = telling("a", json!({}));
    let odds = |other: Value| likelihood(&telling("b", other), &first).log_odds;
    let place = |id: u32, name: &str, country: &str| json!({"name": name, "id": id, "coordinates": null, "division": null, "country": country, "precision": "locality"});
    let day = |day: &str| json!({"earliest": day, "latest": day, "precision": "day", "lasted": false, "words": day});
    let same = odds(json!({}));
    assert!(same > 2.0, "{same}");
    let weeks_apart = odds(json!({"date": day("2021-07-18"), "published": "2021-07-20"}));
    let elsewhere =
        odds(json!({"place": place(8, "dorvale", "YY"), "towns": ["dorvale"], "sites": ["port"]}));
    assert!(weeks_apart < same - 1.0, "{weeks_apart} of {same}");
    assert!(elsewhere < same - 1.0, "{elsewhere} of {same}");
    let both = odds(
        json!({"date": day("2021-07-18"), "published": "2021-07-20", "place": place(8, "dorvale", "YY"), "towns": ["dorvale"], "sites": ["port"]}),
    );
    assert!(both < 0.0, "{both}");
}

#[test]
fn the_strongest_reason_comes_first() {
    let (one, other) = (telling("a", json!({})), telling("b", json!({})));
    let found = likelihood(&one, &other);
    let sizes: Vec<f32> = found
        .reasons
        .iter()
        .map(|reason| reason.weight.abs())
        .collect();
    assert!(sizes.is_sorted_by(|a, b| a >= b));
    assert!(
        found
            .reasons
            .iter()
            .any(|reason| reason.holds && reason.weight > 0.0)
    );
}

#[test]
fn of_incidents_that_fit_alike_the_one_is_joined_that_its_reports_tell_first() {
    let (second, first) = (telling("a", json!({"number": 1})), telling("b", json!({})));
    let known = |incident, member| Known {
        incident,
        members: vec![member],
        is_made_by_hand: false,
    };
    let found = place(
        &telling("c", json!({})),
        &[known(1, &second), known(2, &first)],
    );
    assert!(
        matches!(found, Placement::Joins { incident: 2, .. }),
        "{found:?}"
    );
}
