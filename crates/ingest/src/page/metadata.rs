//! What a page says of itself: JSON-LD first, then meta tags.

use jiff::civil::Date;
use scraper::{Html, Selector};
use serde_json::Value;

use crate::paragraph::one_line;
use crate::published::parse_day;

/// Objects within objects that are looked into.
const DEEPEST: usize = 8;

/// What a page says of itself.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<Date>,
    pub(crate) url: Option<String>,
}

pub(crate) fn of(page: &Html) -> Metadata {
    let mut found = Metadata::default();
    for article in articles(page) {
        found.title = found.title.or_else(|| words(&article["headline"]));
        found.published = found.published.or_else(|| day(&article["datePublished"]));
        found.publisher = found.publisher.or_else(|| words(&article["publisher"]));
        found.url = found.url.or_else(|| address(&article["url"]));
        found.url = found.url.or_else(|| address(&article["mainEntityOfPage"]));
    }
    let rows = include_str!("../../data/page_metadata.tsv").lines();
    for row in rows.filter(|row| !row.starts_with('#')) {
        let [what, selector, attribute] = row.split('\t').collect::<Vec<_>>()[..] else {
            continue;
        };
        let mut values = attributes(page, selector, attribute);
        match what {
            "title" if found.title.is_none() => found.title = values.next(),
            "publisher" if found.publisher.is_none() => found.publisher = values.next(),
            "published" if found.published.is_none() => {
                found.published = values.find_map(|value| parse_day(&value));
            }
            "url" if found.url.is_none() => {
                found.url = values.find(|value| value.starts_with("http"));
            }
            _ => {}
        }
    }
    found
}

fn attributes<'a>(
    page: &'a Html,
    selector: &str,
    attribute: &'a str,
) -> impl Iterator<Item = String> + use<'a> {
    let selector = Selector::parse(selector).expect("data/page_metadata.tsv holds valid selectors");
    let elements: Vec<_> = page.select(&selector).collect();
    let values = elements
        .into_iter()
        .filter_map(move |element| element.attr(attribute));
    values.map(one_line).filter(|value| !value.is_empty())
}

/// Objects of JSON-LD that describe an article.
fn articles(page: &Html) -> Vec<Value> {
    let selector =
        Selector::parse(r#"script[type="application/ld+json"]"#).expect("valid selector");
    let mut found = Vec::new();
    for script in page.select(&selector) {
        // Line breaks within strings are against JSON and common all the same.
        let json = script
            .text()
            .collect::<String>()
            .replace(char::is_control, " ");
        if let Ok(value) = serde_json::from_str(&json) {
            gather(value, DEEPEST, &mut found);
        }
    }
    found
}

fn gather(value: Value, depth: usize, found: &mut Vec<Value>) {
    match value {
        _ if depth == 0 => {}
        Value::Array(items) => items
            .into_iter()
            .for_each(|item| gather(item, depth - 1, found)),
        article if is_article(&article) => found.push(article),
        Value::Object(mut object) => {
            for key in ["@graph", "mainEntity"] {
                if let Some(inner) = object.remove(key) {
                    gather(inner, depth - 1, found);
                }
            }
        }
        _ => {}
    }
}

fn is_article(object: &Value) -> bool {
    let named = |name: &str| name.ends_with("Article") || name.ends_with("Posting");
    match &object["@type"] {
        Value::String(name) => named(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(named),
        _ => false,
    }
}

/// A string, the name of an object, or the first of several.
fn words(value: &Value) -> Option<String> {
    let string = match value {
        Value::String(string) => string,
        Value::Array(values) => return values.iter().find_map(words),
        Value::Object(object) => return object.get("name").and_then(words),
        _ => return None,
    };
    // Headlines are often escaped for HTML although JSON needs no such thing.
    let text = Html::parse_fragment(string)
        .root_element()
        .text()
        .collect::<String>();
    Some(one_line(&text)).filter(|words| !words.is_empty())
}

fn day(value: &Value) -> Option<Date> {
    value.as_str().and_then(parse_day)
}

fn address(value: &Value) -> Option<String> {
    let address = value
        .as_str()
        .or_else(|| value.get("@id").and_then(Value::as_str))?;
    address
        .starts_with("http")
        .then(|| address.trim().to_owned())
}
