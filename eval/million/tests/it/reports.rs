//! Reports: the same seed gives the same, and claims point at the words that they say.

use std::collections::HashSet;

use dateline_core::value::Value;
use dateline_core::{Claim, Document, Slot};
use dateline_million::plan::{Kind, Plan};
use dateline_million::rates;
use dateline_million::report::{self, Report};
use dateline_million::stream::Stream;
use dateline_million::world::World;

const SEED: u64 = 7;

/// The first reports of a seed, with the plans that they were written by.
pub(crate) fn first(world: &World, seed: u64, number: usize) -> Vec<(Plan, Report)> {
    let stream = Stream::new(world, seed, rates::REPORTS_A_DAY).take(number);
    let written = stream.map(|plan| {
        let report = report::write(world, seed, &plan);
        (plan, report)
    });
    written.collect()
}

#[test]
fn the_same_seed_gives_the_same_reports_and_another_gives_others() {
    let texts = |seed| {
        let world = World::bundled().unwrap();
        let reports = first(&world, seed, 300);
        reports
            .into_iter()
            .map(|(_, report)| (report.document, report.claims, report.ingested))
            .collect::<Vec<_>>()
    };
    assert_eq!(texts(SEED), texts(SEED));
    assert_ne!(texts(SEED), texts(SEED + 1));
}

/// Ids are hashes of the texts. Whoever has to change the generator raises `report::CODER`, puts the new hash here and measures anew.
#[test]
fn the_generator_is_frozen() {
    let world = World::bundled().unwrap();
    let mut hasher = blake3::Hasher::new();
    for (_, report) in first(&world, 1, 2000) {
        let claims = report.claims.claims.len();
        let line = format!("{} {} {claims}\n", report.document.id, report.ingested);
        hasher.update(line.as_bytes());
    }
    let hash = hasher.finalize().to_hex();
    assert_eq!(
        &hash[..16],
        "800b2f3beddd78ba",
        "the reports are no longer those that were measured"
    );
}

#[test]
fn fewer_reports_are_the_beginning_of_more() {
    let world = World::bundled().unwrap();
    let ids = |number| {
        let reports = first(&world, SEED, number).into_iter();
        reports
            .map(|(_, report)| report.document.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(100), ids(400)[..100]);
}

#[test]
fn reports_arrive_one_after_another_and_not_before_they_are_published() {
    let world = World::bundled().unwrap();
    let reports = first(&world, SEED, 3000);
    for pair in reports.windows(2) {
        assert!(pair[0].1.ingested < pair[1].1.ingested);
    }
    for (plan, report) in &reports {
        assert!(plan.day >= plan.incident.day);
        if let Some(day) = report.document.published_day() {
            let ingested = report.ingested.to_string();
            assert!(
                day.to_string().as_str() <= &ingested[..10],
                "{day} {ingested}"
            );
        }
    }
}

#[test]
fn documents_have_ids_of_their_own() {
    let world = World::bundled().unwrap();
    let reports = first(&world, SEED, 3000);
    let ids: HashSet<_> = reports
        .iter()
        .map(|(_, report)| &report.document.id)
        .collect();
    assert_eq!(ids.len(), reports.len());
}

#[test]
fn spans_lie_in_the_text_and_bear_the_words_that_values_name() {
    let world = World::bundled().unwrap();
    for (_, report) in first(&world, SEED, 3000) {
        let Report {
            document, claims, ..
        } = &report;
        for (number, claim) in (0..).zip(&claims.claims) {
            assert_eq!(claim.number, number);
            check_claim(document, claim);
        }
        for person in &claims.persons {
            let name = document.text.get(person.span).unwrap();
            assert!(
                name.starts_with(char::is_uppercase) && name.contains(' '),
                "{name}"
            );
        }
    }
}

fn check_claim(document: &Document, claim: &Claim) {
    let text = &document.text;
    let words = text.get(claim.evidence.spans[0]).unwrap();
    assert!(!words.is_empty());
    assert!(
        claim.evidence.context.contains(claim.evidence.spans[0]),
        "{words}"
    );
    assert_eq!(claim.value.as_ref().map(Value::slot), Some(claim.slot));
    for span in [claim.evidence.cue, claim.source.speaker().span]
        .into_iter()
        .flatten()
    {
        text.get(span).unwrap();
    }
    if !claim.source.is_publisher() {
        let speaker = claim.source.speaker();
        let said = text.get(speaker.span.unwrap()).unwrap();
        assert_eq!(said.to_lowercase(), speaker.words.to_lowercase());
        assert!(claim.evidence.cue.is_some());
    }
    if let Some(own) = claim.value.as_ref().and_then(own_words) {
        assert_eq!(words, own);
    }
    if let Some(Value::Figure(figure)) = &claim.value {
        let first = words.chars().next().unwrap();
        assert!(first.is_alphanumeric(), "{words}");
        assert!(!figure.bounds.is_empty());
    }
}

fn own_words(value: &Value) -> Option<&str> {
    Some(match value {
        Value::Date(date) => &date.words,
        Value::Place(place) => &place.words,
        Value::Figure(figure) => &figure.words,
        Value::Perpetrator(actor) | Value::SideA(actor) | Value::SideB(actor) => &actor.mention,
        Value::Victim(people) => &people.mention,
        Value::Target(thing) => &thing.mention,
        Value::Weapon(weapon) => &weapon.mention,
        Value::Responsibility(responsibility) => &responsibility.actor.mention,
        _ => return None,
    })
}

#[test]
fn a_report_has_a_title_and_a_few_sentences_and_no_gap_left_open() {
    let world = World::bundled().unwrap();
    for (plan, report) in first(&world, SEED, 3000) {
        let text = report.document.text.as_str();
        let (title, body) = text.split_once("\n\n").unwrap();
        assert!(!title.is_empty() && !title.ends_with('.'), "{title}");
        assert!(
            !text.contains(['{', '}', '~', '<', '>', '[', ']']),
            "{text}"
        );
        assert!(
            !text.contains("  ") && !text.contains(" ,") && !text.contains(" ."),
            "{text}"
        );
        let sentences = body.matches(['.', '"', ')']).count();
        assert!((1..=20).contains(&sentences), "{text}");
        assert!(plan.kind == Kind::Flash || body.len() > 60, "{text}");
    }
}

#[test]
fn what_is_recalled_is_background_and_what_is_news_comes_first() {
    let world = World::bundled().unwrap();
    let reports = first(&world, SEED, 6000);
    let recalling = reports.iter().filter(|(plan, _)| plan.recalls.is_some());
    let mut seen = 0;
    for (_, report) in recalling {
        assert!(report.claims.incidents().len() <= 2);
        let second = |claim: &&Claim| claim.incident == 1;
        let claims: Vec<_> = report.claims.claims.iter().filter(second).collect();
        if claims.iter().any(|claim| claim.slot == Slot::TimeFrame) {
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen} reports recall an incident");
    assert!(
        reports
            .iter()
            .all(|(_, report)| report.claims.claims[0].incident == 0)
    );
}

#[test]
fn a_copy_has_its_originals_words_under_another_masthead() {
    let world = World::bundled().unwrap();
    let reports = first(&world, SEED, 6000);
    let mut copies = 0;
    for (plan, copy) in reports.iter().filter(|(plan, _)| plan.kind == Kind::Copy) {
        let key = (plan.incident.number, plan.telling.number);
        let original = reports
            .iter()
            .find(|(other, _)| (other.incident.number, other.number) == key);
        let Some((_, original)) = original else {
            continue;
        };
        copies += 1;
        assert_ne!(copy.document.id, original.document.id);
        assert_ne!(copy.document.publisher, original.document.publisher);
        let shared = shared_words(&copy.document, &original.document);
        assert!(
            shared > 0.6,
            "{shared}: {}\n\n{}",
            copy.document.text.as_str(),
            original.document.text.as_str()
        );
    }
    assert!(copies > 100, "{copies} copies");
}

/// Share of the words of the shorter body that stand in the other too.
fn shared_words(a: &Document, b: &Document) -> f64 {
    let words = |document: &Document| -> HashSet<String> {
        let body = document.text.as_str().split_once("\n\n").unwrap().1;
        body.split_whitespace().map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    a.intersection(&b).count() as f64 / a.len().min(b.len()) as f64
}
