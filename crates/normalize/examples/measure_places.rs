//! Measures how well places are found and resolved.
//!
//! ```text
//! cargo run --release -p dateline-normalize --example measure_places -- CORPUS_FOLDER [--errors]
//! ```
//!
//! `CORPUS_FOLDER` holds `geoparsing/lgl.xml` (Local-Global Lexicon: toponyms with coordinates) and
//! `conflict/isaf.jsonl` (press releases, each with its province of Afghanistan).
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::path::Path;

use dateline_core::value::{Coordinates, PlaceValue};
use dateline_core::{Span, Text};
use dateline_normalize::places::{self, Gazetteer, PlaceContext};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("give the corpus folder")?;
    let errors = arguments.next().is_some_and(|flag| flag == "--errors");
    let started = std::time::Instant::now();
    let gazetteer = Gazetteer::bundled()?;
    println!(
        "{} places, opened in {:?}",
        gazetteer.len(),
        started.elapsed()
    );
    lgl(
        &gazetteer,
        &Path::new(&folder).join("geoparsing/lgl.xml"),
        errors,
    )?;
    isaf(
        &gazetteer,
        &Path::new(&folder).join("conflict/isaf.jsonl"),
        errors,
    )
}

struct Gold {
    span: Span,
    phrase: String,
    coordinates: Option<Coordinates>,
    country: String,
}

struct Article {
    text: Text,
    gold: Vec<Gold>,
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let start = text.find(open)? + open.len();
    let end = text[start..].find(close)?;
    Some(&text[start..start + end])
}

fn plain(text: &str) -> String {
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    text.replace("&apos;", "'").replace("&amp;", "&")
}

fn article(xml: &str) -> Option<Article> {
    let text = Text::from(between(xml, "<text><![CDATA[", "]]></text>")?);
    let toponym = |xml: &str| {
        let number = |tag: &str| {
            between(xml, &format!("<{tag}>"), &format!("</{tag}>"))?
                .trim()
                .parse::<f64>()
                .ok()
        };
        let coordinates = number("lat")
            .zip(number("lon"))
            .map(|(latitude, longitude)| Coordinates {
                latitude,
                longitude,
            });
        let country = between(xml, "<country", "</country>")
            .and_then(|tag| tag.split_once('>'))
            .map_or("", |(_, name)| name);
        Some(Gold {
            span: Span::new(number("start")? as u32, number("end")? as u32),
            phrase: plain(between(xml, "<phrase>", "</phrase>")?),
            coordinates,
            country: country.to_owned(),
        })
    };
    let gold = xml.split("<toponym>").skip(1).filter_map(toponym).collect();
    Some(Article { text, gold })
}

fn lgl(gazetteer: &Gazetteer, path: &Path, errors: bool) -> Result<(), Failure> {
    let xml = std::fs::read_to_string(path)?;
    let articles: Vec<Article> = xml.split("<article ").skip(1).filter_map(article).collect();
    let (mut misplaced, mut distances, mut open) = (0, Vec::new(), 0);
    let (mut found, mut right, mut gold_count) = (0, 0, 0);
    let (mut characters, mut sentences) = (0, 0);
    let mut seconds = 0.0;
    for article in &articles {
        characters += article.text.char_len();
        sentences += sentences_of(article.text.as_str());
        misplaced += article
            .gold
            .iter()
            .filter(|gold| {
                article
                    .text
                    .get(gold.span)
                    .is_ok_and(|words| words != gold.phrase)
            })
            .count();
        let started = std::time::Instant::now();
        let spans = places::find(gazetteer, &article.text, article.text.span());
        places::resolve(gazetteer, &article.text, &spans, &PlaceContext::default());
        seconds += started.elapsed().as_secs_f64();
        let mentions: Vec<Span> = article.gold.iter().map(|gold| gold.span).collect();
        let values = places::resolve(
            gazetteer,
            &article.text,
            &mentions,
            &PlaceContext::default(),
        );
        gold_count += article.gold.len();
        found += spans.len();
        right += spans
            .iter()
            .filter(|span| article.gold.iter().any(|gold| gold.span.overlaps(**span)))
            .count();
        if errors {
            show_found(article, &spans);
        }
        for (gold, value) in article.gold.iter().zip(&values) {
            let Some(at) = gold.coordinates else { continue };
            let distance = value.coordinates.map(|guess| at.kilometres_to(guess));
            open += usize::from(distance.is_none());
            distances.push(distance.unwrap_or(f64::INFINITY));
            if errors && distance.is_none_or(|distance| distance > 161.0) {
                show(article, gold, value);
            }
        }
    }
    distances.sort_by(f64::total_cmp);
    let resolved = distances.len() - open;
    let close = distances
        .iter()
        .filter(|distance| **distance <= 161.0)
        .count();
    println!(
        "LGL: {} articles, {gold_count} toponyms ({misplaced} misplaced), {} with coordinates",
        articles.len(),
        distances.len()
    );
    println!(
        "  accuracy@161km {:.3} of all, {:.3} of the {resolved} resolved; median error {:.1} km",
        ratio(close, distances.len()),
        ratio(close, resolved),
        distances[distances.len() / 2]
    );
    let (precision, recall) = (ratio(right, found), ratio(right, gold_count));
    println!(
        "  recognition (overlap): precision {precision:.3} recall {recall:.3} F1 {:.3}",
        2.0 * precision * recall / (precision + recall)
    );
    println!(
        "  finding and resolving on one core: {:.0} sentences/s, {:.0} characters/s",
        sentences as f64 / seconds,
        f64::from(characters) / seconds
    );
    Ok(())
}

/// Sentences, roughly: full stops, question and exclamation marks before a space or the end of a line.
fn sentences_of(text: &str) -> usize {
    let is_stop = |end: &str| [". ", "? ", "! ", ".\n", "?\n", "!\n"].contains(&end);
    let pairs = text.as_bytes().windows(2);
    let ends = pairs.filter(|pair| std::str::from_utf8(pair).is_ok_and(is_stop));
    ends.count() + 1
}

fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn show_found(article: &Article, spans: &[Span]) {
    for span in spans
        .iter()
        .filter(|span| !article.gold.iter().any(|gold| gold.span.overlaps(**span)))
    {
        println!("FALSE\t{}", around(&article.text, *span));
    }
    for gold in article
        .gold
        .iter()
        .filter(|gold| !spans.iter().any(|span| span.overlaps(gold.span)))
    {
        println!("MISSED\t{}", around(&article.text, gold.span));
    }
}

fn around(text: &Text, span: Span) -> String {
    let wide = Span::new(
        span.start.saturating_sub(30),
        (span.end + 30).min(text.char_len()),
    );
    format!(
        "{}\t{}",
        text.get(span).unwrap_or_default(),
        text.get(wide).unwrap_or_default().replace('\n', " ")
    )
}

fn show(article: &Article, gold: &Gold, value: &PlaceValue) {
    let guess = value.entry.as_ref().map_or_else(
        || "-".to_owned(),
        |entry| {
            format!(
                "{} {} {} {}",
                entry.name, entry.feature, entry.country_code, entry.population
            )
        },
    );
    println!(
        "WRONG\t{}\tgold {} {:?}\tguess {guess} {:?} {:.2}\t{}",
        gold.phrase,
        gold.country,
        gold.coordinates,
        value.division,
        value.score,
        around(&article.text, gold.span)
    );
}

fn isaf(gazetteer: &Gazetteer, path: &Path, errors: bool) -> Result<(), Failure> {
    let (mut documents, mut named, mut right, mut some) = (0, 0, 0, 0);
    for line in std::fs::read_to_string(path)?.lines() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let text = Text::from(record["text"].as_str().unwrap_or_default());
        let gold: Vec<String> = record["gold"]["province"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|name| Some(places::fold(name.as_str()?)))
            .filter(|name| !name.is_empty())
            .collect();
        if gold.is_empty() {
            continue;
        }
        documents += 1;
        let mentions = places::find(gazetteer, &text, text.span());
        let values = places::resolve(gazetteer, &text, &mentions, &PlaceContext::default());
        let mut votes: BTreeMap<String, usize> = BTreeMap::new();
        for division in values
            .iter()
            .skip(1)
            .filter_map(|value| value.division.as_deref())
        {
            *votes.entry(places::fold(division)).or_default() += 1;
        }
        let most = votes
            .iter()
            .max_by_key(|(name, count)| (**count, usize::from(*name != "kabul")))
            .map(|(name, _)| name.clone());
        named += usize::from(
            gold.iter()
                .all(|name| votes.keys().any(|vote| alike(vote, name))),
        );
        right += usize::from(
            most.as_ref()
                .is_some_and(|most| gold.iter().any(|name| alike(most, name))),
        );
        some += usize::from(most.is_some());
        if errors
            && !most
                .as_ref()
                .is_some_and(|most| gold.iter().any(|name| alike(most, name)))
        {
            println!("PROVINCE\tgold {gold:?}\tguess {votes:?}");
        }
    }
    println!(
        "ISAF: {documents} releases; province resolved somewhere {:.3}; most named province right {:.3} of all, {:.3} of the {some} with one",
        ratio(named, documents),
        ratio(right, documents),
        ratio(right, some)
    );
    Ok(())
}

/// Provinces are spelt in several ways: "Paktia" and "Paktya".
fn alike(a: &str, b: &str) -> bool {
    let loose = |name: &str| {
        name.replace(['y', 'e'], "i")
            .replace('o', "u")
            .replace([' ', 'w', 'v'], "")
    };
    loose(a) == loose(b) || loose(a).starts_with(&loose(b)) || loose(b).starts_with(&loose(a))
}
