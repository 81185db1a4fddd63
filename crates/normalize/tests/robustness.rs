//! No text makes a reader panic, and every span lies in its text.

use dateline_core::{Span, Text};
use dateline_normalize::dates::{DateContext, Tense};
use dateline_normalize::{
    actors, dateline, dates, figures, nationalities, organisations, people, speakers, targets,
    weapons,
};
use proptest::prelude::*;

/// Words out of which dates, figures and names are made, so that chance puts them together in odd ways.
const WORDS: &[&str] = &[
    "between",
    "from",
    "to",
    "and",
    "at least",
    "more than",
    "12",
    "3",
    "31",
    "1,200",
    "1.2",
    "million",
    "hundred",
    "dozen",
    "a",
    "the",
    "May",
    "July",
    "JAN",
    "Feb.",
    "2013",
    "90",
    "99999999999999999999",
    "Sunday",
    "last",
    "next",
    "week",
    "year",
    "years",
    "decades",
    "ago",
    "earlier",
    "since",
    "until",
    "early",
    "mid",
    "-",
    "–",
    "—",
    ",",
    ".",
    "(",
    ")",
    "'",
    "’s",
    ":",
    "/",
    "%",
    "$",
    "th",
    "-year-old",
    "one",
    "of",
    "them",
    "including",
    "another",
    "no",
    "people",
    "AK-47",
    "Reuters",
    "KABUL",
    "Islamic State",
    "KIA",
    "the Security Belt",
    "UPC",
    "Al-",
    "PEOPLE'S",
    "National Liberation Army",
    "police",
    "spokesman",
    "said",
    "bomb",
    "İ",
    "ß",
    "é",
    "29",
    "February",
    "0",
    "00",
    "-",
    "the day before",
    "for",
    "three",
    "days",
    "several",
    "tens of",
    "2000s",
    "4999",
    "\n",
];

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,80}",
        proptest::collection::vec(proptest::sample::select(WORDS), 0..24)
            .prop_map(|words| words.join(" ")),
        proptest::collection::vec(proptest::sample::select(WORDS), 0..24)
            .prop_map(|words| words.concat()),
    ]
}

fn contexts() -> Vec<DateContext> {
    let day = |text: &str| text.parse().ok();
    let mut contexts = vec![DateContext::default()];
    for tense in [Tense::Past, Tense::Future, Tense::Unknown] {
        for published in ["2013-07-23", "2024-02-29", "9999-12-31", "-009999-01-01"] {
            contexts.push(DateContext {
                published: day(published),
                reference: day("2012-02-29"),
                tense,
            });
        }
    }
    contexts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read(string in any_text(), cut in 0u32..90) {
        let text = Text::from(string.as_str());
        let within = Span::new(cut.min(text.char_len()), text.char_len());
        let holds = |span: Span| within.contains(span) && !span.is_empty();
        for found in figures::find(&text, within) {
            prop_assert!(holds(found.span) && found.span.contains(found.number), "{found:?}");
            prop_assert_eq!(text.slice(found.span), found.words);
        }
        for context in contexts() {
            for found in dates::find(&text, within, &context) {
            dateline::is_stamp(&text, found.span);
                prop_assert!(holds(found.span), "{found:?}");
                if let (Some(earliest), Some(latest)) = (found.value.earliest, found.value.latest) {
                    prop_assert!(earliest <= latest, "{found:?}");
                }
            }
        }
        prop_assert!(weapons::find(&text, within).iter().all(|found| holds(found.span)));
        let known = organisations::Context { countries: &["MM", "CO"], day: "1990-06-01".parse().ok() };
        for found in organisations::find_in(&text, within, &known) {
            prop_assert!(holds(found.span));
        }
        prop_assert!(organisations::find(&text, within).iter().all(|found| holds(found.span)));
        prop_assert!(nationalities::find(&text, within).iter().all(|&(span, _)| holds(span)));
        if let Some(found) = dateline::find(&text) {
            prop_assert!(text.span().contains(found.span) && found.span.contains(found.place));
        }
        for words in [string.as_str(), text.slice(within)] {
            people::kind(words);
            targets::kind(words);
            actors::kind(words);
            speakers::describe(words);
            figures::singular(words);
        }
    }
}
