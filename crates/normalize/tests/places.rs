//! Places are found and resolved as a reader would. A case is a line of `cases/places.jsonl` (what one mention is) or
//! `cases/place_mentions.jsonl` (which words name places at all).

use std::path::Path;
use std::sync::LazyLock;

use dateline_core::value::PlaceValue;
use dateline_core::{Span, Text};
use dateline_normalize::places::{self, Gazetteer, GazetteerError, PlaceContext};
use proptest::prelude::*;
use serde_json::Value;

static GAZETTEER: LazyLock<Gazetteer> =
    LazyLock::new(|| Gazetteer::bundled().expect("the bundled gazetteer opens"));

/// The cases of a file. One with a `fixme` is known to come out wrong, and why.
fn cases(name: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name);
    std::fs::read_to_string(path)
        .expect("the file of cases opens")
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is a JSON object"))
        .collect()
}

fn span_of(text: &Text, words: &str) -> Span {
    let start = text
        .as_str()
        .find(words)
        .expect("the mention is in the text");
    text.span_of_bytes(start..start + words.len())
}

/// What a case knows beside the text: the publisher's country, the words of the dateline, the caller's hints.
fn context(case: &Value, text: &Text) -> PlaceContext {
    let hints = case["hints"].as_array().into_iter().flatten();
    PlaceContext {
        publisher_country: case["publisher"].as_str().map(str::to_owned),
        dateline: case["dateline"].as_str().map(|words| span_of(text, words)),
        country_hints: hints.filter_map(Value::as_str).map(str::to_owned).collect(),
    }
}

/// The mention is resolved among all places of its text, as the program does it.
fn resolve(text: &Text, mention: &str, context: &PlaceContext) -> PlaceValue {
    let span = span_of(text, mention);
    let mut mentions = places::find(&GAZETTEER, text, text.span());
    mentions.retain(|other| !other.overlaps(span));
    mentions.push(span);
    places::resolve(&GAZETTEER, text, &mentions, context)
        .pop()
        .expect("one value for each mention")
}

fn complaints(case: &Value, value: &PlaceValue) -> Vec<String> {
    let entry = value.entry.as_ref();
    let told = |field: &str| case[field].as_str().map(str::to_owned);
    let pairs = [
        ("name", entry.map(|entry| entry.name.clone())),
        ("country", value.country_code.clone()),
        ("division", value.division.clone()),
        ("facility", value.facility.clone()),
        ("relation", value.relation.clone()),
        ("precision", Some(value.precision.to_string())),
    ];
    let mut wrong: Vec<String> = pairs
        .into_iter()
        .filter(|(field, found)| told(field).is_some() && told(field) != *found)
        .map(|(field, found)| format!("{field} is {found:?}"))
        .collect();
    for (field, found) in [
        ("division", &value.division),
        ("country", &value.country_code),
    ] {
        if case[field].is_null() && case.get(field).is_some() && found.is_some() {
            wrong.push(format!("was put into {found:?}"));
        }
    }
    if case["unresolved"] == true {
        if entry.is_some() || value.coordinates.is_some() || value.score > 0.0 {
            wrong.push(format!("was resolved to {entry:?}"));
        }
    } else if entry.is_none() && value.coordinates.is_none() {
        wrong.push("was not resolved".to_owned());
    }
    if let Some(claimants) = case["disputed"].as_array()
        && claimants
            .iter()
            .map(Value::as_str)
            .ne(value.disputed.iter().map(|name| Some(name.as_str())))
    {
        wrong.push(format!("disputed by {:?}", value.disputed));
    }
    wrong
}

fn told(wrong: &[String]) -> String {
    if wrong.is_empty() {
        "comes out right now: take its fixme away".to_owned()
    } else {
        wrong.join("; ")
    }
}

#[test]
fn each_mention_is_the_place_that_a_reader_would_say() {
    let mut failures = Vec::new();
    for case in cases("places.jsonl") {
        let text = Text::from(case["text"].as_str().expect("a case has a text"));
        let mention = case["mention"].as_str().expect("a case has a mention");
        let wrong = complaints(&case, &resolve(&text, mention, &context(&case, &text)));
        if wrong.is_empty() != case["fixme"].is_null() {
            failures.push(format!(
                "{mention} in {:?}: {}",
                text.as_str(),
                told(&wrong)
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn names_of_places_are_found_and_those_of_persons_are_not() {
    let mut failures = Vec::new();
    for case in cases("place_mentions.jsonl") {
        let text = Text::from(case["text"].as_str().expect("a case has a text"));
        let wanted: Vec<&str> = case["find"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let spans = places::find(&GAZETTEER, &text, text.span());
        let found: Vec<&str> = spans.iter().map(|&span| text.slice(span)).collect();
        if (found == wanted) != case["fixme"].is_null() {
            failures.push(format!(
                "{:?}: found {found:?}, wanted {wanted:?} (a mended case loses its fixme)",
                text.as_str()
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_hint_from_the_caller_decides_between_namesakes() {
    let text = Text::from("Two people were shot in Tripoli.");
    let country = |hints: &[&str]| {
        let context = PlaceContext {
            country_hints: hints.iter().map(|&code| code.to_owned()).collect(),
            ..PlaceContext::default()
        };
        let values = places::resolve(&GAZETTEER, &text, &[span_of(&text, "Tripoli")], &context);
        values[0].country_code.clone()
    };
    assert_eq!(country(&["LB"]).as_deref(), Some("LB"));
    assert_eq!(country(&["LY"]).as_deref(), Some("LY"));
}

#[test]
fn a_damaged_gazetteer_says_so() {
    assert_eq!(
        Gazetteer::from_bytes(b"nonsense".as_slice().into()).err(),
        Some(GazetteerError::Magic)
    );
    let mut short = b"DLGZ\x02\0\0\0".to_vec();
    short.extend([1, 0, 0, 0].repeat(9));
    let error = Gazetteer::from_bytes(short.into()).err();
    assert_eq!(
        error,
        Some(GazetteerError::Length {
            expected: 53,
            found: 44
        })
    );
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(
        words in prop::collection::vec("\\PC{0,8}|Iraq|in|of|north|the|capital|Mosul's|,|\\.|U\\.S\\.|km|15|near|San|prison|province|\n\n", 0..30),
        cuts in prop::collection::vec((0u32..200, 0u32..200), 0..6),
    ) {
        let text = Text::from(words.join(" "));
        let spans = places::find(&GAZETTEER, &text, text.span());
        prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        let mut mentions = spans.clone();
        mentions.extend(cuts.into_iter().map(|(a, b)| Span::new(a, b)));
        let values = places::resolve(&GAZETTEER, &text, &mentions, &PlaceContext::default());
        prop_assert_eq!(values.len(), mentions.len());
        for value in values {
            // A district may have no point and a town no GeoNames id, but nothing is told of a place that is not known.
            prop_assert!(value.score > 0.0 || value.entry.is_none() && value.coordinates.is_none());
            prop_assert!((0.0..=1.0).contains(&value.score));
        }
    }
}
